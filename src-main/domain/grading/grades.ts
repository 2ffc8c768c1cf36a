/** From totals to ranks and grades: thresholds, or quotas in rank order that never split a tie (DOMAIN.md §6). */
import { compare, decimal, type Exact, ofInteger, percentOf } from '../exact.ts'
import { type Grades, gradeOrder, type Veto } from './scheme.ts'

export interface Graded {
  /** From 1; equal totals share the better rank. */
  readonly rank: number
  readonly grade: string
}

/** Ranks and grades of one group; groups rank apart. */
export function gradeGroup<Key>(totals: ReadonlyMap<Key, Exact>, grades: Grades): Map<Key, Graded> {
  const ordered = [...totals].sort(([, a], [, b]) => compare(b, a))
  const graded = new Map<Key, Graded>()
  const reaches = grades.kind === 'quota' ? quotaReaches(grades.shares, ordered.length) : []
  let rank = 0
  let before: Exact | null = null
  for (const [at, [key, total]] of ordered.entries()) {
    if (before === null || compare(before, total) !== 0) rank = at + 1
    before = total
    graded.set(key, { rank, grade: grades.kind === 'quota' ? byRank(reaches, rank) : byThreshold(grades.bands, total) })
  }
  return graded
}

/** A grade reaches to rank round(n × cumulative percent / 100), half up; the last takes the rest. */
export function quotaReaches(
  shares: readonly { grade: string; percent: string }[],
  n: number,
): { grade: string; to: number }[] {
  let cumulative = ofInteger(0)
  return shares.map(({ grade, percent }, at) => {
    const share = decimal(percent)
    cumulative = { num: cumulative.num * share.den + share.num * cumulative.den, den: cumulative.den * share.den }
    const { num, den } = percentOf(ofInteger(n), cumulative)
    const to = Number((2n * num + den) / (2n * den))
    return { grade, to: at === shares.length - 1 ? n : to }
  })
}

const byRank = (reaches: readonly { grade: string; to: number }[], rank: number): string =>
  reaches.find(({ to }) => rank <= to)?.grade ?? reaches.at(-1)?.grade ?? ''

function byThreshold(bands: readonly { from: string; grade: string }[], total: Exact): string {
  const descending = bands.toSorted((a, b) => compare(decimal(b.from), decimal(a.from)))
  return (descending.find(({ from }) => compare(total, decimal(from)) >= 0) ?? descending.at(-1))?.grade ?? ''
}

/** The grade after vetoes: from a veto's value on it cannot be above what the veto says. */
export function afterVetoes(
  grade: string,
  grades: Grades,
  vetoes: readonly Veto[],
  valueFor: (indicator: string) => Exact | null,
): { grade: string; vetoed: Veto | null } {
  const order = gradeOrder(grades)
  let [worst, vetoed] = [order.indexOf(grade), null as Veto | null]
  for (const veto of vetoes) {
    const value = valueFor(veto.indicator)
    if (value === null || compare(value, decimal(veto.from)) < 0) continue
    const least = order.indexOf(veto.notAbove)
    if (least > worst) [worst, vetoed] = [least, veto]
  }
  return { grade: order[worst] ?? grade, vetoed }
}
