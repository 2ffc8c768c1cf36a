/** The months that the office knows, and the one that it works on. */
import type { SettlementStatus } from '../../data/schema.ts'
import { addMonths, type Month, monthFromNumber, monthOf } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import { stateOf } from '../settlements/state.ts'

/** The month that people work on when they open the program: the oldest open one that has rows, else last month. */
export function workingMonth(cx: Query): Month {
  const found = cx.db.get<{ period: number }>(
    `SELECT p.period FROM batch_periods p JOIN batches b ON b.id = p.batch LEFT JOIN settlements s ON s.period = p.period
     WHERE b.state = 'active' AND b.kind NOT LIKE 'opening%' AND (s.status IS NULL OR s.status NOT IN ('closed', 'paid'))
     AND p.period > coalesce((SELECT max(period) FROM settlements WHERE status IN ('closed', 'paid')), 0)
     ORDER BY p.period LIMIT 1`,
  )
  if (found) return monthFromNumber(found.period)
  const closed = cx.db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  return closed?.period ? addMonths(monthFromNumber(closed.period), 1) : addMonths(monthOf(cx.today), -1)
}

/** Every month that has rows or a settlement, and the working month, newest first. */
export function knownMonths(cx: Query): { period: Month; status: SettlementStatus }[] {
  const months = new Set(
    cx.db
      .all<{ period: number }>(
        "SELECT period FROM batch_periods p JOIN batches b ON b.id = p.batch WHERE b.state = 'active' UNION SELECT period FROM settlements",
      )
      .map(({ period }) => monthFromNumber(period)),
  )
  months.add(workingMonth(cx))
  return [...months]
    .sort()
    .reverse()
    .map((period) => ({ period, status: stateOf(cx.db, period).status }))
}
