/** The development fund's account of an agent: lots by month of contribution, locked for twelve months (DOMAIN.md §5). */
import { divide, multiply, ofFen, roundHalfAway } from './exact.ts'
import { asFen, type Fen, sumFen } from './money.ts'
import type { Month } from './month.ts'
import { fundFreeFrom } from './statement.ts'

/** What is left of one month's contribution and of the company's match. */
export interface FundLot {
  readonly period: Month
  readonly origin: 'settled' | 'opening'
  readonly own: Fen
  readonly matched: Fen
}

/** What a payout takes from a lot: own part and match go to the agent, the forfeited match back to the company. */
export interface LotShare extends FundLot {
  readonly forfeited: Fen
}

/** Whether the lot may be taken out in the month: contributed in 2026-10, free from 2027-10. */
export function isFree(lot: Pick<FundLot, 'period'>, month: Month): boolean {
  return fundFreeFrom(lot.period) <= month
}

/** Own part and match together. */
export function lotTotal({ own, matched }: Pick<FundLot, 'own' | 'matched'>): Fen {
  return asFen(own + matched)
}

/** What may be taken out in the month. */
export function freeTotal(lots: readonly FundLot[], month: Month): Fen {
  return sumFen(lots.filter((lot) => isFree(lot, month)).map(lotTotal))
}

/**
 * Takes an amount from the free lots, oldest first; of a lot taken in part, own part and match in proportion.
 * Null where the free lots do not hold that much.
 */
export function takeFree(lots: readonly FundLot[], amount: Fen, month: Month): LotShare[] | null {
  const shares: LotShare[] = []
  let left: number = amount
  for (const lot of oldestFirst(lots)) {
    if (left === 0) break
    const total = lotTotal(lot)
    if (!isFree(lot, month) || total === 0) continue
    const taken = Math.min(left, total)
    const own =
      taken === total ? lot.own : roundHalfAway(divide(multiply(ofFen(asFen(taken)), ofFen(lot.own)), ofFen(total)))
    shares.push({ ...lot, own, matched: asFen(taken - own), forfeited: asFen(0) })
    left -= taken
  }
  return left === 0 ? shares : null
}

/** Empties the account at exit or breach: the own part is returned; the match goes with it or is forfeited. */
export function takeAll(lots: readonly FundLot[], forfeitMatch: boolean): LotShare[] {
  return oldestFirst(lots)
    .filter((lot) => lotTotal(lot) > 0)
    .map((lot) => ({
      ...lot,
      matched: forfeitMatch ? asFen(0) : lot.matched,
      forfeited: forfeitMatch ? lot.matched : asFen(0),
    }))
}

/** The lots after payouts took their shares. */
export function lotsLeft(lots: readonly FundLot[], shares: readonly LotShare[]): FundLot[] {
  return oldestFirst(lots).map((lot) => {
    const taken = shares.filter(({ period, origin }) => period === lot.period && origin === lot.origin)
    return {
      ...lot,
      own: asFen(lot.own - sumFen(taken.map(({ own }) => own))),
      matched: asFen(lot.matched - sumFen(taken.map(({ matched, forfeited }) => asFen(matched + forfeited)))),
    }
  })
}

function oldestFirst(lots: readonly FundLot[]): FundLot[] {
  return lots.toSorted((a, b) =>
    a.period === b.period ? (a.origin < b.origin ? -1 : 1) : a.period < b.period ? -1 : 1,
  )
}
