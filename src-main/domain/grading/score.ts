/** From an indicator's values to its scores within one group: the seven methods, exact (DOMAIN.md §6). */
import {
  add,
  compare,
  decimal,
  divide,
  type Exact,
  multiply,
  negate,
  ofInteger,
  percentOf,
  sign,
  subtract,
  total,
  ZERO,
} from '../exact.ts'
import type { Band, Indicator } from './scheme.ts'

/** What the city gave for the period, where it compares its counties: taken in place of the group's own. */
export interface Reference {
  readonly best?: Exact | undefined
  readonly mean?: Exact | undefined
  readonly total?: Exact | undefined
}

/** Why an indicator scores 0 whatever the value is; listed on the sheet. */
export type ScoreNote = 'MISSING' | 'BEST_ZERO' | 'BEST_NEGATIVE' | 'MEAN_ZERO' | 'TOTAL_ZERO'

/** What scores were worked out from; null where the method asks for none or no outlet has a value. */
export interface GroupFigures {
  readonly n: number
  readonly best: Exact | null
  readonly mean: Exact | null
  readonly total: Exact
}

export interface Scored<Key> {
  readonly figures: GroupFigures
  readonly scores: ReadonlyMap<Key, { readonly score: Exact; readonly note: ScoreNote | null }>
}

const SCORES_A_STEP = 500

/**
 * The scores of one indicator for the outlets of one group; a missing value (null) scores 0 and counts nowhere else. In steps, as
 * a share of a sum of thousands of quotients is a long fraction for each.
 */
export function* scoreSteps<Key>(
  indicator: Pick<Indicator, 'weight' | 'better' | 'method'>,
  values: ReadonlyMap<Key, Exact | null>,
  reference: Reference = {},
): Generator<void, Scored<Key>> {
  const known = [...values.values()].filter((value): value is Exact => value !== null)
  const figures = figuresOf(known, indicator.better, reference)
  const ranks = indicator.method.kind === 'rank' ? ranksOf(known, indicator.better) : null
  const bounds = boundsOf(indicator.method, figures.mean)
  const scores = new Map<Key, { score: Exact; note: ScoreNote | null }>()
  for (const [key, value] of values) {
    const scored = value === null ? MISSING : scoreOne(indicator, value, figures, ranks, bounds)
    scores.set(key, scored)
    if (scores.size % SCORES_A_STEP === 0) yield
  }
  return { figures, scores }
}

const MISSING = { score: ZERO, note: 'MISSING' } as const

function figuresOf(known: readonly Exact[], better: Indicator['better'], reference: Reference): GroupFigures {
  const sum = total(known)
  let best: Exact | null = null
  for (const value of known) {
    if (best === null || compare(value, best) === (better === 'higher' ? 1 : -1)) best = value
  }
  return {
    n: known.length,
    best: reference.best ?? best,
    mean: reference.mean ?? (known.length === 0 ? null : divide(sum, ofInteger(known.length))),
    total: reference.total ?? sum,
  }
}

/** Rank from 1 by value as "num/den"-free order: equal values share the better rank. */
function ranksOf(known: readonly Exact[], better: Indicator['better']): (value: Exact) => number {
  const ahead = better === 'higher' ? 1 : -1
  const ordered = known.toSorted((a, b) => -ahead * compare(a, b))
  return (value) => {
    let [low, high] = [0, ordered.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(ordered[middle]!, value) === ahead) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}

function scoreOne(
  { weight: weightText, better, method }: Pick<Indicator, 'weight' | 'better' | 'method'>,
  value: Exact,
  { n, best, mean, total: sum }: GroupFigures,
  ranks: ((value: Exact) => number) | null,
  bounds: readonly Bounds[],
): { score: Exact; note: ScoreNote | null } {
  const weight = decimal(weightText)
  const scored = (score: Exact, note: ScoreNote | null = null) => ({ score, note })
  switch (method.kind) {
    case 'target':
      return scored(targetScore(value, decimal(method.target), decimal(method.cap), better, weight))
    case 'bestRatio': {
      // whichever direction: when the best is 0 everyone gets 0; a ratio to a best below 0 would put the worse before the better
      if (best === null || sign(best) === 0) return scored(ZERO, 'BEST_ZERO')
      if (sign(best) < 0) return scored(ZERO, 'BEST_NEGATIVE')
      if (better === 'higher') return scored(multiply(divide(value, best), weight))
      // at or below 0 only where the city's best is taken
      return sign(value) <= 0 ? scored(weight) : scored(multiply(divide(best, value), weight))
    }
    case 'rank': {
      const rank = ranks!(value)
      return scored(multiply(weight, divide(ofInteger(n - rank + 1), ofInteger(n))))
    }
    case 'band': {
      if (method.relativeTo !== undefined && (mean === null || sign(mean) === 0)) return scored(ZERO, 'MEAN_ZERO')
      return scored(pointsIn(bounds, value))
    }
    case 'share':
      return sign(sum) === 0 ? scored(ZERO, 'TOTAL_ZERO') : scored(multiply(divide(value, sum), weight))
    case 'deduct': {
      if (method.zeroFrom !== undefined && compare(value, decimal(method.zeroFrom)) >= 0) return scored(ZERO)
      const left = subtract(weight, multiply(decimal(method.each), value))
      return scored(sign(left) < 0 ? ZERO : left)
    }
    case 'scaled':
      return scored(multiply(divide(value, decimal(method.full)), weight))
  }
}

/** min(actual / target, cap) × weight, never below 0; lower is better: min(target / actual, cap), and an actual of 0 gets the cap. */
function targetScore(value: Exact, target: Exact, cap: Exact, better: Indicator['better'], weight: Exact): Exact {
  const most = percentOf(ofInteger(1), cap)
  const reached = better === 'higher' ? divide(value, target) : sign(value) <= 0 ? most : divide(target, value)
  const ratio = compare(reached, most) > 0 ? most : reached
  return sign(ratio) < 0 ? ZERO : multiply(ratio, weight)
}

/** The band that the value lies in; bands cover everything (scheme-problems.ts). */
export function bandOf(bands: readonly Band[], value: Exact): Band | undefined {
  return bands.find(
    ({ from, to }) =>
      (from === undefined || compare(value, decimal(from)) >= 0) &&
      (to === undefined || compare(value, decimal(to)) < 0),
  )
}

/** A band as the values that lie in it, from its lower bound on and below its upper. */
interface Bounds {
  readonly from: Exact | null
  readonly to: Exact | null
  readonly points: Exact
}

/**
 * The bands of a method. Those around the mean are told in per cent of the mean's size, so that better stays above worse where the
 * mean is below 0; their bounds are worked out once, for the mean of thousands of quotients is a long fraction.
 */
function boundsOf(method: Indicator['method'], mean: Exact | null): Bounds[] {
  if (method.kind !== 'band') return []
  const around = method.relativeTo === undefined ? null : (mean ?? ZERO)
  const size = around !== null && sign(around) < 0 ? negate(around) : around
  const bound = (text: string | undefined) => {
    if (text === undefined) return null
    return around === null || size === null ? decimal(text) : add(around, percentOf(size, decimal(text)))
  }
  return method.bands.map(({ from, to, points }) => ({ from: bound(from), to: bound(to), points: decimal(points) }))
}

function pointsIn(bounds: readonly Bounds[], value: Exact): Exact {
  const found = bounds.find(
    ({ from, to }) => (from === null || compare(value, from) >= 0) && (to === null || compare(value, to) < 0),
  )
  return found?.points ?? ZERO
}

/** Level parts weighed together: 0.8 × city + 0.2 × county. */
export function weighted(
  parts: Readonly<Record<'city' | 'county', Exact>>,
  levels: Readonly<Record<'city' | 'county', string>>,
): Exact {
  return add(multiply(parts.city, decimal(levels.city)), multiply(parts.county, decimal(levels.county)))
}
