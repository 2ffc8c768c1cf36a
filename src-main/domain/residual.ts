/** What a share of revenue pays a member in its month (DOMAIN.md §4, residual). */
import { decimal, ofFen, percentOf, roundHalfAway } from './exact.ts'
import type { UnpaidReason } from './line.ts'
import type { Fen } from './money.ts'
import { asFen, fen } from './money.ts'
import type { ResidualBand, ResidualClause } from './policy.ts'
import { firstUnmet, type SubscriberMonth } from './subscriber-month.ts'

/** What the clause gave a member. */
export interface SharePayment {
  paid: Fen
  band?: ResidualBand
  unpaid?: UnpaidReason
}

/** Says whether the clause pays members of this index. */
export function isWithinMonths(clause: Pick<ResidualClause, 'months'>, index: number): boolean {
  return clause.months[0] <= index && index <= clause.months[1]
}

/**
 * What the clause pays a member within its months: percent × base / 100, rounded per member, or an amount,
 * by the highest band at or below the base. A base not above zero pays nothing; without a row (null) it is missing data.
 */
export function payResidual(
  clause: Pick<ResidualClause, 'bands' | 'when'>,
  month: SubscriberMonth | null,
): SharePayment {
  const nothing = (unpaid: UnpaidReason): SharePayment => ({ paid: asFen(0), unpaid })
  if (month === null) return nothing('missingData')
  const unmet = firstUnmet(clause.when, month)
  if (unmet !== null) return nothing(unmet)
  if (month.base <= 0) return nothing('noBase')
  const band = clause.bands.findLast(({ from }) => fen(from) <= month.base)
  if (band === undefined) return nothing('belowFirstBand')
  if (band.percent === undefined) return { paid: fen(band.amount ?? '0'), band }
  return { paid: roundHalfAway(percentOf(ofFen(month.base), decimal(band.percent))), band }
}
