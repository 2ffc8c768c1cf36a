/** A part of a whole in per cent, as people read it: two places, rounded half away from zero. */
import { divide, type Exact, multiply, ofInteger, roundHalfAway } from './exact.ts'
import { yuan } from './money.ts'

/** "83.33" for 5 of 6; null where the whole is 0. */
export function percentText(part: number, whole: number): string | null {
  return whole === 0 ? null : percentOfExact(ofInteger(part), ofInteger(whole))
}

/** The same for exact values; the whole is not zero. */
export function percentOfExact(part: Exact, whole: Exact): string {
  return yuan(roundHalfAway(divide(multiply(part, ofInteger(100)), whole)))
}
