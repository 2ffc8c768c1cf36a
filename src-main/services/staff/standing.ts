/** Whether a quarter's star staff were proposed or confirmed: its scores are fixed then. */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthNumber, quarterStart } from '../../domain/month.ts'

/** What stands for the quarter in which the month lies: proposed or confirmed. */
export function standingRound(db: ReadDb, period: Month): { id: number; state: 'proposed' | 'confirmed' } | undefined {
  return db.get(
    "SELECT id, state FROM star_rounds WHERE quarter = ? AND state <> 'withdrawn'",
    monthNumber(quarterStart(period)),
  )
}
