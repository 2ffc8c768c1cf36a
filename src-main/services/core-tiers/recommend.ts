/** Who is recommended for a core tier: agents' volumes over a span of months against the span before (DOMAIN.md §2). */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { rankTiers, type TierRank } from '../../domain/core-tier.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { addMonths, lastDay, type Month, monthNumber, monthsBetween, monthsFrom } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Query } from '../office.ts'
import { rowsAt } from '../register/history.ts'
import { termsOf } from '../register/terms.ts'
import { visibleRows } from '../settlements/sums.ts'

export type TierMeasure = 'count' | 'quantity' | 'amount'

export interface TierAsked {
  readonly from: Month
  readonly to: Month
  readonly measure: TierMeasure
  /** Business type by code or name; all where none is named. */
  readonly type?: string | undefined
  /** How many are recommended by volume, and how many by growth. */
  readonly top: number
}

export interface TierRow extends Omit<TierRank, 'volume' | 'before'> {
  readonly name: string
  readonly tier: string | null
  /** Active partner outlets at the end of the span. */
  readonly outlets: number
  /** A whole number, or yuan for amounts. */
  readonly volume: string
  readonly before: string
}

const SUM: Readonly<Record<TierMeasure, { entries: string; volumes: string }>> = {
  count: { entries: 'sum(CASE WHEN quantity < 0 THEN -1 ELSE 1 END)', volumes: 'sum(quantity)' },
  quantity: { entries: 'sum(quantity)', volumes: 'sum(quantity)' },
  amount: { entries: 'sum(amount)', volumes: 'sum(amount)' },
}
/** Outlets summed in one step: about 10 ms of a busy county. */
const OUTLETS_A_STEP = 250

/**
 * Agents ranked by volume and by growth; an outlet's volume goes to the agent that has it at the end of the span, in both
 * spans: a move is not a growth. @throws Refusal INVALID_INPUT for a span that ends before it begins, NOT_FOUND for the type
 */
export async function recommendTiers(
  cx: Query,
  asked: TierAsked,
): Promise<{ before: [Month, Month]; rows: TierRow[] }> {
  const { db } = cx
  const { from, to } = asked
  if (to < from) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'past', value: to })
  const length = monthsBetween(from, to) + 1
  const before: [Month, Month] = [addMonths(from, -length), addMonths(from, -1)]
  const outlets = rowsAt(db, 'outlet', lastDay(to))
  const agents = rowsAt(db, 'agent', lastDay(to))
  const now = await volumes(db, monthsFrom(from, to), asked)
  const then = await volumes(db, monthsFrom(...before), asked)
  const sums = new Map<number, { volume: number; before: number; outlets: number }>()
  for (const outlet of outlets.values()) {
    if (outlet.category !== 'partner' || typeof outlet.agent !== 'number') continue
    const known = sums.get(outlet.agent) ?? { volume: 0, before: 0, outlets: 0 }
    known.volume += now.get(outlet.id) ?? 0
    known.before += then.get(outlet.id) ?? 0
    known.outlets += outlet.status === 'active' ? 1 : 0
    sums.set(outlet.agent, known)
  }
  const byCode = new Map([...sums].map(([id, sum]) => [String(agents.get(id)?.code), { ...sum, row: agents.get(id)! }]))
  const ranked = rankTiers(
    [...byCode].map(([agent, sum]) => ({ agent, volume: sum.volume, before: sum.before })),
    asked.top,
  )
  const say = (value: number) => (asked.measure === 'amount' ? yuan(asFen(value)) : String(value))
  return {
    before,
    rows: ranked.map((rank) => {
      const { row, outlets } = byCode.get(rank.agent)!
      const tier = row.core_tier === null || row.core_tier === '' ? null : String(row.core_tier)
      return { ...rank, name: String(row.name), tier, outlets, volume: say(rank.volume), before: say(rank.before) }
    }),
  }
}

/** Sums by outlet over months, a few outlets of a month at a time so that others are answered in between. */
async function volumes(
  db: ReadDb,
  months: readonly Month[],
  { measure, type }: TierAsked,
): Promise<Map<number, number>> {
  const last = db.get<{ id: number | null }>('SELECT max(id) AS id FROM outlets')?.id ?? 0
  const typeId = type === undefined ? null : typeOf(db, type)
  const sums = new Map<number, number>()
  for (const month of months) {
    for (let first = 1; first <= last; first += OUTLETS_A_STEP) {
      const visible = visibleRows(db)
      for (const table of ['entries', 'volumes'] as const) {
        const rows = db.all<{ outlet: number; sum: number }>(
          `SELECT outlet, ${SUM[measure][table]} AS sum FROM ${table} INDEXED BY ${table}_sums
           WHERE period = ?1 AND outlet BETWEEN ?2 AND ?3 AND (?4 IS NULL OR type = ?4) AND ${visible} GROUP BY outlet`,
          monthNumber(month),
          first,
          first + OUTLETS_A_STEP - 1,
          typeId,
        )
        for (const { outlet, sum } of rows) sums.set(outlet, (sums.get(outlet) ?? 0) + sum)
      }
      await nextTurn()
    }
  }
  return sums
}

function typeOf(db: ReadDb, named: string): number {
  const found = termsOf(db, 'businessType').find(({ code, name }) => code === named || name === named)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'businessType', name: named })
  return found.id
}
