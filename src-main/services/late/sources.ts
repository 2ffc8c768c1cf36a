/** Where clawback takes from when a closed month was corrected: the lines of the calculation that the correction came from. */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthNumber } from '../../domain/month.ts'

/** The calculation on the side that stands for an outlet's closed month. */
export interface LateSource {
  readonly run: number
  /** The month that the correction was posted into. */
  readonly posted: number
}

/** By "period outlet"; corrections of the period itself count, later ones do not. */
export function lateSources(db: ReadDb, period: Month): ReadonlyMap<string, LateSource> {
  const rows = db.all<{ period: number; outlet: number; run: number; posted: number }>(
    `SELECT c.period, c.outlet, c.run, c.posted FROM late_corrections c JOIN adjustments a ON a.id = c.adjustment
     WHERE a.state = 'confirmed' AND c.posted <= ? ORDER BY c.adjustment`,
    monthNumber(period),
  )
  return new Map(rows.map(({ period: month, outlet, run, posted }) => [`${month} ${outlet}`, { run, posted }]))
}

/** What of the line counted as taken when it took the closed line's place, in fen above zero. */
export function takenWhenPosted(db: ReadDb, line: number): number {
  return db.get<{ taken: number }>('SELECT taken FROM late_sources WHERE line = ?', line)?.taken ?? 0
}
