/** The shapes that the screens of policies share, as the back office answers them. */

import type { client } from '../../api/client.ts'

export type PolicyView = Awaited<ReturnType<typeof client.policies.get.query>>
export type PolicyStep = PolicyView['steps'][number]
export type Trial = Awaited<ReturnType<typeof client.policies.tryOut.mutate>>
export type TrialTotals = Omit<Trial, 'rows' | 'trial' | 'code' | 'title'>
export type TrialRow = Trial['rows'][number]
export type ExampleResult = Awaited<ReturnType<typeof client.policies.runExamples.mutate>>[number]
