/** What is there for a month and what is open in it: counted once, for its stages and for what is to be done. */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { reconcile } from '../ledgers/reconcile.ts'
import { closingPoints } from '../settlements/closing.ts'
import { isClosed, type SettlementState } from '../settlements/state.ts'

export interface RowCounts {
  readonly agents: number
  readonly outlets: number
  /** Entries and volumes together. */
  readonly entries: number
  readonly subscriberMonths: number
}

export interface OpenPoints {
  /** Lines of control totals there are, and how many differ from ours. */
  readonly controlTotals: number
  readonly differences: number
  /** Adjustments that are not confirmed. */
  readonly waiting: number
  /** Errors that keep the month from being closed. */
  readonly blocking: number
  /** Data, policies or settings were changed after the calculation. */
  readonly stale: boolean
  /** Policies that wait for approval, of any month; those in force in this one. */
  readonly submitted: number
  readonly inForce: number
}

export function rowCounts(db: ReadDb, period: Month): RowCounts {
  return {
    agents: countOf(db, 'SELECT count(*) AS n FROM agents'),
    outlets: countOf(db, 'SELECT count(*) AS n FROM outlets'),
    entries: countRows(db, 'entries', period) + countRows(db, 'volumes', period),
    subscriberMonths: countRows(db, 'subscriberMonths', period),
  }
}

export function openPoints(db: ReadDb, period: Month, state: SettlementState): OpenPoints {
  const reconciliation = reconcile(db, period)
  const points = state.run === null || isClosed(state) ? [] : closingPoints(db, period)
  return {
    controlTotals: reconciliation.length,
    differences: reconciliation.filter(({ agrees }) => !agrees).length,
    waiting: countOf(
      db,
      "SELECT count(*) AS n FROM adjustments WHERE period = ? AND state = 'waiting'",
      monthNumber(period),
    ),
    blocking: points.filter(({ level }) => level === 'error').length,
    stale: points.some(({ code }) => code === 'OLDER_THAN_DATA'),
    submitted: countOf(db, "SELECT count(*) AS n FROM policies WHERE status = 'submitted'"),
    inForce: countOf(
      db,
      "SELECT count(*) AS n FROM policies WHERE status IN ('approved', 'retired') AND from_month <= ?1 AND (to_month IS NULL OR to_month >= ?1)",
      monthNumber(period),
    ),
  }
}

function countRows(db: ReadDb, kind: string, period: Month): number {
  return (
    db.get<{ n: number | null }>(
      "SELECT sum(p.rows) AS n FROM batch_periods p JOIN batches b ON b.id = p.batch WHERE p.period = ? AND b.kind = ? AND b.state = 'active'",
      monthNumber(period),
      kind,
    )?.n ?? 0
  )
}

function countOf(db: ReadDb, sql: string, ...values: (string | number)[]): number {
  return db.get<{ n: number }>(sql, ...values)?.n ?? 0
}
