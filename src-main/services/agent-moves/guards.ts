/** What a change of owner or merger keeps from being taken back: the closed month whose amounts it moved on. */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'

/** @throws Refusal AGENT_MOVED {period, moves} when agents' money has moved on after the month */
export function refuseAfterMoves(db: ReadDb, period: Month): void {
  const moves = db.all<{ words: string }>(
    `SELECT f.code || ' → ' || t.code AS words FROM agent_moves m JOIN agents f ON f.id = m.from_agent
     JOIN agents t ON t.id = m.to_agent WHERE m.state = 'done' AND m.period > ? ORDER BY m.id`,
    monthNumber(period),
  )
  if (moves.length > 0) throw new Refusal('AGENT_MOVED', { period, moves: moves.map(({ words }) => words) })
}
