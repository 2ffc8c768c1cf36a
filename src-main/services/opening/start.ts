/** From which month on the office settles here: what lies before is history (期初; DOMAIN.md §3). */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthFromNumber } from '../../domain/month.ts'

/** The first month that is settled, once the opening is confirmed; null where the office began without one. */
export function firstSettledMonth(db: ReadDb): Month | null {
  const row = db.get<{ from_month: number }>("SELECT from_month FROM opening WHERE id = 1 AND state = 'confirmed'")
  return row ? monthFromNumber(row.from_month) : null
}
