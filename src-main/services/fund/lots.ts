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

/** An agent's lots as they were booked, and what payouts that are not refused took of them. */
export function lotsOf(db: ReadDb, agent: number): { booked: FundLot[]; shares: (LotShare & { payout: number })[] } {
  const booked = db
    .all<LotRow>('SELECT agent, period, origin, own, matched FROM fund_lots WHERE agent = ? ORDER BY period', agent)
    .map(lotOf)
  const shares = db
    .all<LotRow & { forfeited: number; payout: number }>(
      `SELECT p.agent, l.payout, l.period, l.origin, l.own, l.matched, l.forfeited FROM fund_payout_lots l
       JOIN fund_payouts p ON p.id = l.payout WHERE p.agent = ? ORDER BY l.payout, l.period`,
      agent,
    )
    .map((row) => ({ ...lotOf(row), forfeited: asFen(row.forfeited), payout: row.payout }))
  return { booked, shares }
}

/** What is left of every agent's lots, by agent id. */
export function lotsLeftByAgent(db: ReadDb): Map<number, FundLot[]> {
  const rows = db.all<LotRow>(
    `SELECT f.agent, f.period, f.origin, f.own - coalesce(sum(l.own), 0) AS own,
     f.matched - coalesce(sum(l.matched + l.forfeited), 0) AS matched FROM fund_lots f
     LEFT JOIN fund_payouts p ON p.agent = f.agent
     LEFT JOIN fund_payout_lots l ON l.payout = p.id AND l.period = f.period AND l.origin = f.origin
     GROUP BY f.agent, f.period, f.origin ORDER BY f.agent, f.period`,
  )
  const lots = new Map<number, FundLot[]>()
  for (const row of rows) lots.set(row.agent, [...(lots.get(row.agent) ?? []), lotOf(row)])
  return lots
}

/** What is left of one agent's lots. */
export function lotsLeftOf(db: ReadDb, agent: number): FundLot[] {
  const { booked, shares } = lotsOf(db, agent)
  return lotsLeft(booked, shares)
}
