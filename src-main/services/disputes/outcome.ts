/** What becomes of a dispute when its adjustment is decided, and how many are open: asked by adjustments and by the month. */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import type { Command } from '../office.ts'

/** A confirmed adjustment ends its dispute; a refused one leaves it open as before. */
export function decideDisputeOf(cx: Command, adjustment: number, state: 'confirmed' | 'refused'): void {
  if (state === 'confirmed') {
    cx.db.run(
      "UPDATE disputes SET state = 'adjusted', decided_by = ?, decided_at = ? WHERE adjustment = ? AND state = 'open'",
      cx.user,
      cx.now,
      adjustment,
    )
  } else {
    cx.db.run(
      "UPDATE disputes SET adjustment = NULL, answer = NULL WHERE adjustment = ? AND state = 'open'",
      adjustment,
    )
  }
}

/** The outlets of a month's open disputes, one for each, the most urgent first. */
export function openDisputes(db: ReadDb, period: Month): string[] {
  return db
    .all<{ code: string }>(
      `SELECT o.code FROM disputes d JOIN outlets o ON o.id = d.outlet WHERE d.period = ? AND d.state = 'open' ORDER BY d.due, d.id`,
      monthNumber(period),
    )
    .map(({ code }) => code)
}
