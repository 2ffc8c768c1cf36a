/**
 * The proof of going live (期初; DOMAIN.md §3): what the workbooks brought, summed by kind, month, clause and agent's account,
 * and every row that does not fit what the store knows.
 */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Job } from '../jobs.ts'
import { visibleRows } from '../settlements/sums.ts'
import { type PaidBefore, paidBefore } from './paid-before.ts'

/** Sums that the office reads off its old books and types in; each must equal ours. */
export interface OpeningControls {
  readonly paid: string
  readonly fundOwn: string
  readonly fundMatched: string
  readonly carried: string
  readonly deposits: string
}

export type OpeningProblemCode =
  | 'NOT_BEFORE_START'
  | 'UNKNOWN_CLAUSE'
  | 'NO_ACTIVATION'
  | 'LEFT_BEFORE_START'
  | 'NOTHING_BROUGHT'

/** A row that stands in the way, or (a warning) is left out. */
export interface OpeningProblem {
  readonly level: 'error' | 'warning'
  readonly code: OpeningProblemCode
  readonly kind: 'openingPaid' | 'openingFund' | 'openingCarried' | 'openingDeposits' | null
  /** The batch and the sheet's row. */
  readonly batch: number | null
  readonly row: number | null
  /** What the row is about: a subscriber, an agent. */
  readonly about: string
}

export interface OpeningProof {
  readonly from: Month
  readonly sums: OpeningControls
  readonly counts: { paid: number; fund: number; carried: number; deposits: number; historyEntries: number }
  readonly paidByClause: readonly { policy: string; clause: string; rows: number; amount: string }[]
  readonly paidByMonth: readonly { period: Month; rows: number; amount: string }[]
  readonly fundByMonth: readonly { period: Month; own: string; matched: string }[]
  /** All that were found; the first thousand are listed. */
  readonly errors: number
  readonly warnings: number
  readonly problems: readonly OpeningProblem[]
}

const LISTED = 1000

/** Reads everything that was brought in and links what was paid to its members, in steps. */
export async function proveOpening(
  db: ReadDb,
  from: Month,
  job: Job,
): Promise<{ proof: OpeningProof; paid: PaidBefore }> {
  const start = monthNumber(from)
  const paid = await paidBefore(db, from, job)
  const problems: OpeningProblem[] = [...lateRows(db, start), ...paid.problems]
  const fund = db.all<{ period: number; own: number; matched: number; rows: number }>(
    `SELECT period, sum(own) AS own, sum(matched) AS matched, count(*) AS rows FROM opening_fund
     WHERE ${visibleRows(db)} GROUP BY period ORDER BY period`,
  )
  const carried = totalOf(db, 'opening_carried')
  const deposits = totalOf(db, 'opening_deposits')
  const history = db.get<{ n: number | null }>(
    `SELECT sum(p.rows) AS n FROM batch_periods p JOIN batches b ON b.id = p.batch AND b.state = 'active'
     WHERE b.kind IN ('entries', 'volumes') AND p.period < ?`,
    start,
  )
  const nothing = paid.rows + fund.length + carried.rows + deposits.rows + (history?.n ?? 0) === 0
  if (nothing) problems.push({ level: 'error', code: 'NOTHING_BROUGHT', kind: null, batch: null, row: null, about: '' })
  const money = (amount: number) => yuan(asFen(amount))
  const proof: OpeningProof = {
    from,
    sums: {
      paid: money(paid.amount),
      fundOwn: money(fund.reduce((sum, { own }) => sum + own, 0)),
      fundMatched: money(fund.reduce((sum, { matched }) => sum + matched, 0)),
      carried: money(carried.amount),
      deposits: money(deposits.amount),
    },
    counts: {
      paid: paid.rows,
      fund: fund.reduce((sum, { rows }) => sum + rows, 0),
      carried: carried.rows,
      deposits: deposits.rows,
      historyEntries: history?.n ?? 0,
    },
    paidByClause: db
      .all<{ policy: string; clause: string; rows: number; amount: number }>(
        `SELECT policy, clause, count(*) AS rows, sum(amount) AS amount FROM opening_paid WHERE ${visibleRows(db)}
         GROUP BY policy, clause ORDER BY policy, clause`,
      )
      .map((row) => ({ ...row, amount: money(row.amount) })),
    paidByMonth: db
      .all<{ period: number; rows: number; amount: number }>(
        `SELECT period, count(*) AS rows, sum(amount) AS amount FROM opening_paid WHERE ${visibleRows(db)}
         GROUP BY period ORDER BY period`,
      )
      .map(({ period, rows, amount }) => ({ period: monthFromNumber(period), rows, amount: money(amount) })),
    fundByMonth: fund.map(({ period, own, matched }) => ({
      period: monthFromNumber(period),
      own: money(own),
      matched: money(matched),
    })),
    errors: problems.filter(({ level }) => level === 'error').length,
    warnings: problems.filter(({ level }) => level === 'warning').length,
    problems: problems.slice(0, LISTED),
  }
  return { proof, paid }
}

function totalOf(db: ReadDb, table: 'opening_carried' | 'opening_deposits'): { rows: number; amount: number } {
  const found = db.get<{ rows: number; amount: number | null }>(
    `SELECT count(*) AS rows, sum(amount) AS amount FROM ${table} WHERE ${visibleRows(db)}`,
  )
  return { rows: found?.rows ?? 0, amount: found?.amount ?? 0 }
}

/** Rows of the months that are going to be settled: they belong to a settlement, not to the opening. */
function lateRows(db: ReadDb, start: number): OpeningProblem[] {
  const kinds = [
    ['openingPaid', 'opening_paid', 'coalesce(subscriber, subscriber_id)'],
    ['openingFund', 'opening_fund', '(SELECT code FROM agents WHERE id = agent)'],
    ['openingCarried', 'opening_carried', '(SELECT code FROM agents WHERE id = agent)'],
  ] as const
  return kinds.flatMap(([kind, table, about]) =>
    db
      .all<{ batch: number; row: number; about: string }>(
        `SELECT batch, row, ${about} AS about FROM ${table} WHERE period >= ? AND ${visibleRows(db)} ORDER BY id`,
        start,
      )
      .map((row): OpeningProblem => ({ level: 'error', code: 'NOT_BEFORE_START', kind, ...row })),
  )
}

/** The control sums that are not ours, by name; none where all agree. */
export function differingControls(
  controls: OpeningControls,
  sums: OpeningControls,
): { name: keyof OpeningControls; theirs: string; ours: string }[] {
  return (Object.keys(sums) as (keyof OpeningControls)[])
    .filter((name) => fen(controls[name]) !== fen(sums[name]))
    .map((name) => ({ name, theirs: controls[name], ours: sums[name] }))
}
