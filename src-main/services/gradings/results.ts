/** An outlet's result in the shapes in which it is answered and kept. */
import { type Exact, toDecimalText, toFractionText, twoPlaces } from '../../domain/exact.ts'
import type { Rating } from '../../domain/grading/rate.ts'
import type { Veto } from '../../domain/grading/scheme.ts'
import type { GroupFigures, ScoreNote } from '../../domain/grading/score.ts'

/** An outlet's result as scripts and screens get it: texts of decimals, scores with two places (CONTRACT.md). */
export interface GradingResult {
  readonly outlet: string
  readonly name: string
  readonly group: string
  readonly indicators: readonly {
    readonly code: string
    /** Rounded to four places where its decimals do not end; null where it is missing. */
    readonly value: string | null
    readonly score: string
    readonly note?: ScoreNote
  }[]
  readonly city: string
  readonly county: string
  readonly bonus: string
  readonly total: string
  readonly rank: number
  readonly grade: string
  /** The grade or star that it had when it was scored. */
  readonly before: string | null
  /** The veto that held the grade down. */
  readonly vetoed?: Veto
  /** An upheld objection that changed the grade. */
  readonly changed?: {
    readonly from: string
    readonly reason: string
    readonly by: string
    readonly confirmedBy: string
  }
}

/** A result as it is kept: with the exact values, so that it can be explained years later. */
export interface KeptResult extends GradingResult {
  readonly exact?: {
    readonly total: string
    /** In the order of `indicators`; fractions as text. */
    readonly values: readonly (string | null)[]
    readonly scores: readonly string[]
    /** What a value was divided from: measured by its `per`, on net by all, billed by members; null for the others. */
    readonly parts?: readonly (readonly [string, string] | null)[]
  }
}

const places = twoPlaces

/** A rating as it is kept and shown: rounded texts, and the exact figures beside them as fractions. */
export function keptResult(
  outlet: { readonly name: string; readonly before: string | null },
  rating: Rating,
  partsOf: (indicator: string) => readonly [Exact, Exact] | undefined,
): KeptResult {
  return {
    outlet: rating.outlet,
    name: outlet.name,
    group: rating.group,
    indicators: rating.indicators.map(({ code, value, score, note }) => ({
      code,
      value: value === null ? null : toDecimalText(value, 0, 4),
      score: places(score),
      ...(note === null ? {} : { note }),
    })),
    city: places(rating.city),
    county: places(rating.county),
    bonus: places(rating.bonus),
    total: places(rating.total),
    rank: rating.rank,
    grade: rating.grade,
    before: outlet.before,
    ...(rating.vetoed === null ? {} : { vetoed: rating.vetoed }),
    exact: {
      total: toFractionText(rating.total),
      values: rating.indicators.map(({ value }) => (value === null ? null : toFractionText(value))),
      scores: rating.indicators.map(({ score }) => toFractionText(score)),
      parts: rating.indicators.map(({ code }) => {
        const parts = partsOf(code)
        return parts ? [toFractionText(parts[0]), toFractionText(parts[1])] : null
      }),
    },
  }
}

/** What is answered of it: the rounded texts alone. */
export function answeredResult({ exact: _, ...result }: KeptResult): GradingResult {
  return result
}

/** The figures of one group and indicator, as texts. */
export interface FiguresText {
  readonly group: string
  readonly indicator: string
  readonly n: number
  readonly best: string | null
  readonly mean: string | null
  readonly total: string
  /** Those that the city gave in place of the group's own. */
  readonly given: readonly ('best' | 'mean' | 'total')[]
}

/** The figures as exact texts; `key` is the group and the indicator, with a line end between. */
export function figuresText(key: string, figures: GroupFigures): Omit<FiguresText, 'given'> {
  const [group = '', indicator = ''] = key.split('\n')
  const text = (value: Exact | null) => (value === null ? null : toFractionText(value))
  return {
    group,
    indicator,
    n: figures.n,
    best: text(figures.best),
    mean: text(figures.mean),
    total: toFractionText(figures.total),
  }
}

type Placed = Pick<GradingResult, 'group' | 'rank' | 'outlet'>

/** By group, then rank, then outlet. */
export function inRankOrder(a: Placed, b: Placed): number {
  return a.group === b.group ? a.rank - b.rank || (a.outlet < b.outlet ? -1 : 1) : a.group < b.group ? -1 : 1
}
