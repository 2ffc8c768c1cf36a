/** The shapes of a month's settlement as the API answers them. */

import type { client } from '../../api/client.ts'

type Answer<Procedure extends (...asked: never[]) => Promise<unknown>> = Awaited<ReturnType<Procedure>>

export type Settlement = Answer<typeof client.settlements.get.query>
export type StatementRow = Answer<typeof client.settlements.rows.query>['rows'][number]
export type Statement = Answer<typeof client.settlements.statements.query>[number]
export type Payment = Answer<typeof client.settlements.payments.query>[number]
export type Adjustment = Answer<typeof client.settlements.adjustments.query>[number]
export type SourceRow = Answer<typeof client.settlements.explain.query>['rows'][number]
