/** The lots of the development fund: written when a month closes, gone when it is reopened, read with what payouts took. */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { type FundLot, type LotShare, lotsLeft } from '../../domain/fund.ts'
import { asFen, fen } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'

/** What the statements of a month say of the fund, as far as an account needs it. */
interface FundStatement {
  readonly agent: string | null
  readonly fund: { readonly contributed: string; readonly matched: string }
}

/** Books the contributions of a month that is being closed. */
export function bookFundLots(db: WriteDb, period: Month, statements: readonly FundStatement[]): void {
  const sums = new Map<string, { own: number; matched: number }>()
  for (const { agent, fund } of statements) {
    if (agent === null || fund.contributed === '0.00') continue
    const known = sums.get(agent) ?? { own: 0, matched: 0 }
    sums.set(agent, { own: known.own + fen(fund.contributed), matched: known.matched + fen(fund.matched) })
  }
  for (const [agent, { own, matched }] of sums) {
    db.run(
      "INSERT INTO fund_lots (agent, period, origin, own, matched) SELECT id, ?2, 'settled', ?3, ?4 FROM agents WHERE code = ?1",
      agent,
      monthNumber(period),
      own,
      matched,
    )
  }
}

/**
 * Takes the lots of a month back when it is reopened.
 * @throws Refusal FUND_USED {period, agents} when a payout already counts on them
 */
export function dropFundLots(db: WriteDb, period: Month): void {
  const used = db.all<{ code: string }>(
    `SELECT DISTINCT a.code FROM fund_payout_lots l JOIN fund_payouts p ON p.id = l.payout JOIN agents a ON a.id = p.agent
     WHERE l.period = ? AND l.origin = 'settled' ORDER BY a.code`,
    monthNumber(period),
  )
  if (used.length > 0) throw new Refusal('FUND_USED', { period, agents: used.map(({ code }) => code) })
  db.run("DELETE FROM fund_lots WHERE period = ? AND origin = 'settled'", monthNumber(period))
}

interface LotRow {
  agent: number
  period: number
  origin: FundLot['origin']
  own: number
  matched: number
}

const lotOf = ({ period, origin, own, matched }: LotRow): FundLot => ({
  period: monthFromNumber(period),
  origin,
  own: asFen(own),
  matched: asFen(matched),
})

/** Lots that came from, and went to, another agent with a change of owner or a merger. */
const MOVED_IN = `SELECT m.to_agent AS agent, l.period, l.origin, l.own, l.matched FROM agent_move_lots l
  JOIN agent_moves m ON m.id = l.move`
const MOVED_OUT = `SELECT m.from_agent AS agent, l.period, l.origin, l.own, l.matched FROM agent_move_lots l
  JOIN agent_moves m ON m.id = l.move`

/** An agent's lots as they were booked or came to him, what payouts that are not refused took of them, and what moved on. */
export function lotsOf(
  db: ReadDb,
  agent: number,
): { booked: FundLot[]; shares: (LotShare & { payout: number })[]; moved: LotShare[] } {
  const booked = db
    .all<LotRow>(
      `SELECT agent, period, origin, sum(own) AS own, sum(matched) AS matched FROM (
         SELECT agent, period, origin, own, matched FROM fund_lots UNION ALL ${MOVED_IN}
       ) WHERE agent = ? GROUP BY period, origin ORDER BY period`,
      agent,
    )
    .map(lotOf)
  const moved = db
    .all<LotRow>(`SELECT * FROM (${MOVED_OUT}) WHERE agent = ? ORDER BY period`, agent)
    .map((row) => ({ ...lotOf(row), forfeited: asFen(0) }))
  const shares = db
    .all<LotRow & { forfeited: number; payout: number }>(
      `SELECT p.agent, l.payout, l.period, l.origin, l.own, l.matched, l.forfeited FROM fund_payout_lots l
       JOIN fund_payouts p ON p.id = l.payout WHERE p.agent = ? ORDER BY l.payout, l.period`,
      agent,
    )
    .map((row) => ({ ...lotOf(row), forfeited: asFen(row.forfeited), payout: row.payout }))
  return { booked, shares, moved }
}

/** What is left of every agent's lots, by agent id. */
export function lotsLeftByAgent(db: ReadDb): Map<number, FundLot[]> {
  const rows = db.all<LotRow>(
    `SELECT agent, period, origin, sum(own) AS own, sum(matched) AS matched FROM (
       SELECT agent, period, origin, own, matched FROM fund_lots
       UNION ALL ${MOVED_IN}
       UNION ALL SELECT agent, period, origin, -own, -matched FROM (${MOVED_OUT})
       UNION ALL SELECT p.agent, l.period, l.origin, -l.own, -l.matched - l.forfeited
         FROM fund_payout_lots l JOIN fund_payouts p ON p.id = l.payout
     ) GROUP BY agent, period, origin ORDER BY agent, period`,
  )
  const lots = new Map<number, FundLot[]>()
  for (const row of rows) lots.set(row.agent, [...(lots.get(row.agent) ?? []), lotOf(row)])
  return lots
}

/** What is left of one agent's lots. */
export function lotsLeftOf(db: ReadDb, agent: number): FundLot[] {
  const { booked, shares, moved } = lotsOf(db, agent)
  return lotsLeft(booked, [...shares, ...moved])
}
