/** What the charts of a grading show, worked out from its results: distribution, movement, spread, an outlet against its group. */

import { gradeOrder, type Scheme } from '../../../src-main/domain/grading/scheme.ts'
import type { GradingResult } from './shapes.ts'

/** The groups in the order in which they are listed; one of '' where the scheme has none. */
export const groupsOf = (results: readonly GradingResult[]): string[] => [...new Set(results.map(({ group }) => group))]

/** How many outlets of each group got each grade. */
export function distribution(results: readonly GradingResult[], scheme: Scheme) {
  const grades = gradeOrder(scheme.grades)
  return {
    grades,
    groups: groupsOf(results).map((group) => ({
      group,
      counts: grades.map((grade) => results.filter((one) => one.group === group && one.grade === grade).length),
    })),
  }
}

/** A grade that no scheme gives any more, or none at all, has its own line. */
export const NO_GRADE = ''

/** From the grade before (rows) to the new one (columns), counted. */
export function movement(results: readonly GradingResult[], scheme: Scheme) {
  const now = gradeOrder(scheme.grades)
  const others = [...new Set(results.map(({ before }) => before ?? NO_GRADE))].filter((grade) => !now.includes(grade))
  const before = [...now, ...others.toSorted((a, b) => (a === NO_GRADE ? 1 : b === NO_GRADE ? -1 : a < b ? -1 : 1))]
  return {
    before,
    now,
    counts: before.map((from) =>
      now.map((to) => results.filter((one) => (one.before ?? NO_GRADE) === from && one.grade === to).length),
    ),
  }
}

/** Which way a grade went: 升, 降, 不变, or 首次 where there was none that the scheme knows. */
export type Move = 'up' | 'down' | 'same' | 'first'

export function moveOf({ before, grade }: Pick<GradingResult, 'before' | 'grade'>, order: readonly string[]): Move {
  if (before === grade) return 'same'
  const was = before === null ? -1 : order.indexOf(before)
  if (was < 0) return 'first'
  return order.indexOf(grade) < was ? 'up' : 'down'
}

export const moveWords: Readonly<Record<Move, string>> = { up: '升', down: '降', same: '不变', first: '首次' }

export interface Bin {
  readonly from: number
  /** Not included; in the last bin it is. */
  readonly to: number
  readonly count: number
}

/** At most twelve bins of a round width over the values; none without values. For drawing only. */
export function binsOf(values: readonly number[]): Bin[] {
  if (values.length === 0) return []
  const [least, most] = [Math.min(...values), Math.max(...values)]
  if (least === most) return [{ from: least, to: least, count: values.length }]
  const width = roundWidth((most - least) / 10)
  const first = Math.floor(least / width)
  const last = Math.max(first, Math.ceil(most / width) - 1)
  const edge = (at: number) => Number((at * width).toPrecision(12))
  const bins = Array.from({ length: last - first + 1 }, (_, at) => ({
    from: edge(first + at),
    to: edge(first + at + 1),
    count: 0,
  }))
  for (const value of values) {
    const at = bins.findIndex((bin, place) => inBin(bin, value, place === bins.length - 1))
    const found = bins[at]
    if (found) bins[at] = { ...found, count: found.count + 1 }
  }
  return bins
}

/** Whether a value lies in a bin; the last bin has its upper end too. */
export const inBin = ({ from, to }: Pick<Bin, 'from' | 'to'>, value: number, isLast: boolean): boolean =>
  value >= from && (value < to || (isLast && value <= to))

/** 1, 2 or 5 times a power of ten, not below what is asked. */
function roundWidth(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return (([1, 2, 5] as const).find((step) => step * power >= least) ?? 10) * power
}

/** The scores of an outlet beside the mean of its group and the best of it, indicator by indicator. */
export function againstGroup(results: readonly GradingResult[], outlet: string, scheme: Scheme) {
  const own = results.find((one) => one.outlet === outlet)
  if (!own) return undefined
  const group = results.filter((one) => one.group === own.group)
  const scoreOf = (result: GradingResult, code: string) =>
    Number(result.indicators.find((one) => one.code === code)?.score ?? 0)
  return scheme.indicators.map(({ code, title, weight }) => {
    const scores = group.map((one) => scoreOf(one, code))
    return {
      code,
      title,
      weight: Number(weight),
      own: scoreOf(own, code),
      mean: Math.round((scores.reduce((sum, score) => sum + score, 0) / scores.length) * 100) / 100,
      best: Math.max(...scores),
    }
  })
}
