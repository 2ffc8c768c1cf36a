/** What a subsidy pays: in its months, by days, by completion of a target (DOMAIN.md §4, fixed). */
import type { Exact } from './exact.ts'
import { compare, decimal, divide, multiply, ofInteger, sign, toDecimalText, ZERO } from './exact.ts'
import type { FixedBreakdown } from './line.ts'
import { fen, yuan } from './money.ts'
import type { Month } from './month.ts'
import { daysIn, monthOfYear } from './month.ts'
import type { Completion, FixedClause } from './policy.ts'
import { measureText } from './volume.ts'

/** What a subsidy needs to know of an outlet; days 0 to the month's, the target from the indicator of the period. */
export interface FixedFacts {
  period: Month
  activeDays: number
  measure: Exact
  target: Exact | null
}

/** Why a subsidy paid nothing although its month was due; such outlets are listed. */
export type FixedUnpaid = 'noTarget' | 'belowFirstBand'

export interface FixedPayment {
  sum: Exact
  breakdown: FixedBreakdown
  unpaid: FixedUnpaid | null
}

/** Says whether the subsidy pays in this calendar month. */
export function isFixedDue(clause: Pick<FixedClause, 'months'>, period: Month): boolean {
  return clause.months === undefined || clause.months.includes(monthOfYear(period))
}

/** What the subsidy pays an outlet, exactly and before factors; null in a month that is not one of its own. */
export function payFixed(clause: FixedClause, facts: FixedFacts): FixedPayment | null {
  if (!isFixedDue(clause, facts.period)) return null
  const breakdown: FixedBreakdown = { kind: 'fixed', amount: yuan(fen(clause.amount)), sum: '0.00' }
  let sum = decimal(clause.amount)
  let unpaid: FixedUnpaid | null = null
  if (clause.prorate) {
    const of = daysIn(facts.period)
    breakdown.days = { active: facts.activeDays, of }
    sum = divide(multiply(sum, ofInteger(facts.activeDays)), ofInteger(of))
  }
  if (clause.completion) {
    const completed = payCompletion(clause.completion, sum, facts)
    sum = completed.sum
    unpaid = completed.unpaid
    breakdown.completion = completed.breakdown
  }
  breakdown.sum = toDecimalText(sum, 2)
  return { sum, breakdown, unpaid }
}

interface Completed {
  sum: Exact
  unpaid: FixedUnpaid | null
  breakdown: NonNullable<FixedBreakdown['completion']>
}

function payCompletion(completion: Completion, amount: Exact, { measure, target }: FixedFacts): Completed {
  const said = { measure: measureText(completion.measure, measure), target: target && toDecimalText(target) }
  if (target === null || sign(target) <= 0) {
    return { sum: ZERO, unpaid: 'noTarget', breakdown: { ...said, reached: null, pays: 'nothing' } }
  }
  const reached = divide(multiply(measure, ofInteger(100)), target)
  const reachedText = toDecimalText(reached, 0, 4)
  const band = completion.bands.findLast(({ from }) => compare(decimal(from), reached) <= 0)
  if (band === undefined) {
    return { sum: ZERO, unpaid: 'belowFirstBand', breakdown: { ...said, reached: reachedText, pays: 'nothing' } }
  }
  const sum = band.pays === 'full' ? amount : divide(multiply(amount, measure), target)
  return { sum, unpaid: null, breakdown: { ...said, reached: reachedText, pays: band.pays, from: band.from } }
}
