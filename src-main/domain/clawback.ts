/** What a closed line gives back when its members leave (DOMAIN.md §4, clawback). */
import type { Exact } from './exact.ts'
import { divide, multiply, ofFen, roundHalfAway, sign } from './exact.ts'
import type { Fen } from './money.ts'
import { asFen } from './money.ts'

/** A closed line of an instalment or residual clause, and what has left it. */
export interface ClawbackFacts {
  /** amount of the source line, after factors, cap, floor and rounding */
  lineAmount: Fen
  /** its sum, before factors */
  lineSum: Exact
  /** parts of the sum of all members taken so far, this period included */
  takenParts: Exact
  /** what earlier clawback lines of the same source took, not below zero */
  takenBefore: Fen
}

/**
 * The amount of the clawback line: zero or below for a line above zero. The parts' share of the line, rounded as a whole,
 * less what was taken before, so that all members together give back exactly the line.
 */
export function clawbackAmount({ lineAmount, lineSum, takenParts, takenBefore }: ClawbackFacts): Fen {
  if (sign(lineSum) === 0) return asFen(0)
  const taken = roundHalfAway(divide(multiply(ofFen(lineAmount), takenParts), lineSum))
  return asFen(takenBefore - taken)
}
