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
 * For a group, whose totals are `ranked`, highest first: the least that would have been enough for an outlet, by the total alone;
 * null for the best grade, and where no total would do (a quota that reaches nobody). A veto is not looked at.
 */
export function toNext(ranked: readonly Exact[], grades: Grades): (own: Exact, grade: string) => ToNext | null {
  const order = gradeOrder(grades)
  const betterThan = (grade: string) => order.slice(0, Math.max(0, order.indexOf(grade))).toReversed()
  if (grades.kind === 'thresholds') {
    const froms = new Map(grades.bands.map((band) => [band.grade, decimal(band.from)]))
    return (own, grade) => {
      const [next] = betterThan(grade)
      const from = next === undefined ? undefined : froms.get(next)
      return next === undefined || from === undefined
        ? null
        : { grade: next, points: subtract(from, own), toRank: null }
    }
  }
  const reaches = new Map(quotaReaches(grades.shares, ranked.length).map(({ grade, to }) => [grade, to]))
  return (own, grade) => {
    for (const next of betterThan(grade)) {
      const to = reaches.get(next) ?? 0
      const last = ranked[to - 1]
      // whoever equals the last total that the grade reaches shares its rank
      if (last !== undefined && compare(last, own) > 0) return { grade: next, points: subtract(last, own), toRank: to }
    }
    return null
  }
}
