/** What a subscriber-month row says to a clause: status, minutes and the base, and whether a condition holds (DOMAIN.md §4). */
import { compare, decimal } from './exact.ts'
import type { Fen } from './money.ts'
import { asFen, fen } from './money.ts'
import type { Decimal, When } from './policy.ts'

export type SubscriberStatus = 'onNet' | 'suspended' | 'terminated'

/** A subscriber's month as clauses see it. */
export interface SubscriberMonth {
  status: SubscriberStatus
  minutes: Decimal
  /** billed − arrears of the month */
  base: Fen
}

/** The base of a month: billed revenue less the arrears of that month's bill. */
export function baseOf(billed: Fen, arrears: Fen): Fen {
  return asFen(billed - arrears)
}

/** The first condition that does not hold, in the order of the clause; null when all hold. */
export function firstUnmet(
  when: When | undefined,
  month: SubscriberMonth,
): 'notOnNet' | 'tooFewMinutes' | 'baseTooLow' | null {
  if (when?.onNet && month.status !== 'onNet') return 'notOnNet'
  if (when?.minMinutes !== undefined && compare(decimal(month.minutes), decimal(when.minMinutes)) < 0) {
    return 'tooFewMinutes'
  }
  if (when?.minBase !== undefined && month.base < fen(when.minBase)) return 'baseTooLow'
  return null
}
