/** The shapes that the screens of grading share, as the back office answers them. */

import type { client } from '../../api/client.ts'

export type SchemeRecord = Awaited<ReturnType<typeof client.gradings.schemes.query>>[number]
export type GradingResult = Awaited<ReturnType<typeof client.gradings.score.mutate>>[number]
export type GradingRow = Awaited<ReturnType<typeof client.gradings.list.query>>[number]
export type GradingDetail = Awaited<ReturnType<typeof client.gradings.detail.query>>
export type Objection = Awaited<ReturnType<typeof client.gradings.objections.query>>[number]
export type Preview = Awaited<ReturnType<typeof client.gradings.preview.query>>
export type PreviewRow = Preview['rows'][number]
export type GradingCost = Awaited<ReturnType<typeof client.gradings.previewCost.mutate>>
export type ScoreExplanation = Awaited<ReturnType<typeof client.gradings.explain.query>>
export type ScoreRow = ScoreExplanation['rows'][number]
