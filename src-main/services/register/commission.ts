/** Commission by month: an outlet's by kind of line, an agent's as it was paid; what their pages show as a chart and a table. */
import type { LineKind } from '../../data/schema.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { addMonths, type Month, monthNumber, monthsFrom } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import { composePayments, type Payment } from '../settlements/payments.ts'
import { isClosed, stateOf } from '../settlements/state.ts'
import { agentId } from './agents.ts'
import { outletId } from './outlets.ts'

export interface OutletCommission {
  readonly months: readonly Month[]
  /** By month, yuan; null where the month has not been calculated. */
  readonly gross: readonly (string | null)[]
  /** By kind of line, adjustments among them; only kinds that occur. "0.00" where a calculated month has none. */
  readonly kinds: readonly { readonly kind: LineKind | 'adjustment'; readonly amounts: readonly (string | null)[] }[]
}

const ORDER: readonly (LineKind | 'adjustment')[] = [
  ...(['volume', 'instalment', 'residual', 'fixed', 'assigned', 'clawback', 'adjustment'] as const),
]

/** The thirteen months up to `period`. A closed month's lines are as frozen as its statements. @throws Refusal NOT_FOUND */
export function outletCommission({ db }: Pick<Query, 'db'>, asked: { code: string; period: Month }): OutletCommission {
  const outlet = outletId(db, asked.code)
  const months = monthsFrom(addMonths(asked.period, -12), asked.period)
  const sums = months.map((month) => {
    const { run } = stateOf(db, month)
    if (run === null) return null
    const rows = db.all<{ kind: LineKind | 'adjustment'; amount: number }>(
      `SELECT kind, sum(amount) AS amount FROM settlement_lines WHERE run = ?1 AND outlet = ?2 GROUP BY kind
       UNION ALL SELECT 'adjustment', sum(amount) FROM adjustments
         WHERE period = ?3 AND outlet = ?2 AND state = 'confirmed' HAVING count(*) > 0`,
      run,
      outlet,
      monthNumber(month),
    )
    return new Map(rows.map(({ kind, amount }) => [kind, amount]))
  })
  const said = (amount: number) => yuan(asFen(amount))
  return {
    months,
    gross: sums.map((sum) => sum && said([...sum.values()].reduce((total, amount) => total + amount, 0))),
    kinds: ORDER.filter((kind) => sums.some((sum) => sum?.has(kind))).map((kind) => ({
      kind,
      amounts: sums.map((sum) => sum && said(sum.get(kind) ?? 0)),
    })),
  }
}

/** What an agent was owed in a month; fields as CONTRACT.md, Payment. */
export type AgentMonth = Pick<
  Payment,
  'period' | 'gross' | 'fund' | 'tax' | 'carriedIn' | 'payable' | 'carriedOut' | 'state'
> & { readonly outlets: number }

/** The months up to `period` with a payment of the agent, the thirteen latest; null where there is none. @throws Refusal NOT_FOUND */
export function agentMonths(
  { db }: Pick<Query, 'db'>,
  asked: { code: string; period: Month },
): { months: Month[]; payments: (AgentMonth | null)[] } {
  agentId(db, asked.code)
  const months = monthsFrom(addMonths(asked.period, -12), asked.period)
  return { months, payments: months.map((month) => agentMonth(db, month, asked.code)) }
}

function agentMonth(db: Query['db'], month: Month, agent: string): AgentMonth | null {
  const state = stateOf(db, month)
  if (state.run === null) return null
  if (!isClosed(state)) return monthOf(composePayments(db, month).find((payment) => payment.agent === agent))
  const found = db.get<{ document: string; state: Payment['state'] | null }>(
    `SELECT d.document, p.state FROM closed_documents d LEFT JOIN payment_states p ON p.period = d.period AND p.agent = d.code
     WHERE d.period = ? AND d.kind = 'payment' AND d.code = ?`,
    monthNumber(month),
    agent,
  )
  if (!found) return null
  const payment = JSON.parse(found.document) as Payment
  return monthOf({ ...payment, state: found.state ?? payment.state })
}

function monthOf(payment: Payment | undefined): AgentMonth | null {
  if (!payment) return null
  const { period, gross, fund, tax, carriedIn, payable, carriedOut, state, outlets } = payment
  return { period, gross, fund, tax, carriedIn, payable, carriedOut, state, outlets: outlets.length }
}
