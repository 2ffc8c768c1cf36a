/** A grading scheme as the office writes it: which outlets, which indicators, and how scores become grades (DOMAIN.md §6, CONTRACT.md). */
import { compare, decimal } from '../exact.ts'
import type { Decimal, EntryFilter, Measure, OutletFilter } from '../policy.ts'

export type Level = 'city' | 'county'
export type Direction = 'higher' | 'lower'

/**
 * Where an indicator's value comes from. Over several months: entries add up; `per` adds up too, so that tasks come to the
 * window's task and heads (在岗人数) to person-months; retention and ARPU are taken over the members of all months together;
 * inspections are averaged; an indicator value is averaged (a mark, a rate), or added up where the method deducts for
 * occurrences; `over` says otherwise.
 */
export type Source =
  | { kind: 'entries'; entries: EntryFilter; measure: Measure; per?: string | undefined }
  | { kind: 'retention' }
  | { kind: 'arpu' }
  | { kind: 'inspection'; sheet: string }
  | { kind: 'indicator'; indicator: string; over?: 'sum' | 'mean' | undefined }

/** [from, to) → points; absent ends are open. */
export interface Band {
  from?: Decimal | undefined
  to?: Decimal | undefined
  points: Decimal
}

/** How a value becomes a score. Caps and bands relative to the mean are in percent. */
export type Method =
  | { kind: 'target'; target: Decimal; cap: Decimal }
  | { kind: 'bestRatio' }
  | { kind: 'rank' }
  | { kind: 'band'; relativeTo?: 'mean' | undefined; bands: Band[] }
  | { kind: 'share' }
  | { kind: 'deduct'; each: Decimal; zeroFrom?: Decimal | undefined }
  | { kind: 'scaled'; full: Decimal }

export interface Indicator {
  code: string
  title: string
  level: Level
  weight: Decimal
  better: Direction
  source: Source
  method: Method
}

/** How an indicator's values of several months become one; see `Source`. */
export function overMonths(
  { over }: Extract<Source, { kind: 'indicator' }>,
  method: Method['kind'] | undefined,
): 'sum' | 'mean' {
  return over ?? (method === 'deduct' ? 'sum' : 'mean')
}

/** Which values are the better ones; occurrences that are deducted for are better few, whatever is written. */
export function betterOf({ better, method }: Pick<Indicator, 'better' | 'method'>): Direction {
  switch (method.kind) {
    case 'deduct':
      return 'lower'
    case 'share':
    case 'scaled':
      return 'higher'
    default:
      return better
  }
}

/** From totals to grades: thresholds on the total, or a share of the outlets in rank order. */
export type Grades =
  | { kind: 'thresholds'; bands: { from: Decimal; grade: string }[] }
  | { kind: 'quota'; shares: { grade: string; percent: Decimal }[] }

/** 一票否决: from this value of the indicator on, the grade cannot be above `notAbove`. */
export interface Veto {
  indicator: string
  from: Decimal
  notAbove: string
}

/** 加分项: points for each unit of the indicator after the sum, up to `most` and down to `least`. */
export interface Bonus {
  indicator: string
  each: Decimal
  most?: Decimal | undefined
  /** Points that are taken off never go below this, for values or `each` below zero. */
  least?: Decimal | undefined
}

export interface Scheme {
  code: string
  title: string
  outlets: OutletFilter
  result?: 'grade' | 'star' | undefined
  period?: 'month' | 'quarter' | 'half' | 'year' | undefined
  /** region: the outlet's own (township); centre: its regional marketing centre, as 城区 and 乡镇 are. */
  groupBy?: 'region' | 'centre' | 'type' | 'none' | undefined
  /** Fractions that sum to 1. */
  levels: Readonly<Record<Level, Decimal>>
  missing: 'zero' | 'exclude'
  indicators: Indicator[]
  grades: Grades
  bonuses?: Bonus[] | undefined
  vetoes?: Veto[] | undefined
}

/** Grades from the best to the worst. The thresholds must be decimals. */
export function gradeOrder(grades: Grades): string[] {
  if (grades.kind === 'quota') return grades.shares.map(({ grade }) => grade)
  return grades.bands.toSorted((a, b) => compare(decimal(b.from), decimal(a.from))).map(({ grade }) => grade)
}

/** The grades as they are written, in whatever order; also of a draft whose figures cannot be read yet. */
export function gradeNames(grades: Grades): string[] {
  return (grades.kind === 'quota' ? grades.shares : grades.bands).map(({ grade }) => grade)
}
