/** Months in which a move can be done now, and those for which it is agreed and waits. */
import type { ReadDb } from '../../data/handles.ts'
import { addMonths, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { stateOf } from '../settlements/state.ts'

/** The month whose amounts can move now: the one after the latest closed; null where none is closed. */
export function movableMonth(db: ReadDb): Month | null {
  const closed = db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  return closed?.period ? addMonths(monthFromNumber(closed.period), 1) : null
}

/** The first month whose amounts cannot move now; null where they can in any. */
export function firstWaiting(db: ReadDb): Month | null {
  const next = movableMonth(db) ?? oldestMonth(db)
  return next === null ? null : addMonths(next, 1)
}

/** Agreed moves whose month has come and that something kept from being done. */
export function agreedNotDone(db: ReadDb): number {
  const waiting = firstWaiting(db)
  const found = db.get<{ n: number }>(
    "SELECT count(*) AS n FROM agent_moves WHERE state = 'asked' AND agreed_by IS NOT NULL AND period < ?",
    waiting === null ? 999_999 : monthNumber(waiting),
  )
  return found?.n ?? 0
}

/** The oldest month that has business and is not closed: what is carried past it is not known while no month is closed. */
function oldestMonth(db: ReadDb): Month | null {
  const found = db.get<{ period: number | null }>(
    `SELECT min(p.period) AS period FROM batch_periods p JOIN batches b ON b.id = p.batch
     WHERE b.state = 'active' AND b.kind IN ('entries', 'volumes', 'assignedLines')`,
  )
  return found?.period ? monthFromNumber(found.period) : null
}

/** Whether nobody has reviewed the month: its payments may still become others. */
export function isMovable(db: ReadDb, month: Month): boolean {
  return ['open', 'calculated', 'checking'].includes(stateOf(db, month).status)
}
