/** What an outlet lacked to the next better grade, the others' totals being what they are (DOMAIN.md §6). */
import { compare, decimal, type Exact, subtract } from '../exact.ts'
import { quotaReaches } from './grades.ts'
import { type Grades, gradeOrder } from './scheme.ts'

export interface ToNext {
  readonly grade: string
  /** Points that were missing; above zero. */
  readonly points: Exact
  /** The rank to which the better grade reaches; null for thresholds. */
  readonly toRank: number | null
}

/**
 * The least that would have been enough, by the total alone: null for the best grade, and where no total would do (a quota that
 * reaches nobody). `ranked` are the group's totals, highest first; a veto is not looked at.
 */
export function toNext(own: Exact, grade: string, ranked: readonly Exact[], grades: Grades): ToNext | null {
  const order = gradeOrder(grades)
  const better = order.slice(0, Math.max(0, order.indexOf(grade))).toReversed()
  if (grades.kind === 'thresholds') {
    const next = better[0]
    const from = grades.bands.find((band) => band.grade === next)?.from
    return next === undefined || from === undefined
      ? null
      : { grade: next, points: subtract(decimal(from), own), toRank: null }
  }
  const reaches = quotaReaches(grades.shares, ranked.length)
  for (const next of better) {
    const to = reaches.find((reach) => reach.grade === next)?.to ?? 0
    const last = ranked[to - 1]
    // whoever equals the last total that the grade reaches shares its rank
    if (last !== undefined && compare(last, own) > 0) return { grade: next, points: subtract(last, own), toRank: to }
  }
  return null
}
