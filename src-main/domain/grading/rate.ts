/** Grading all outlets of a scheme: every indicator's score in its group, the total, rank and grade (DOMAIN.md §6). */
import { add, compare, decimal, type Exact, multiply, total, ZERO } from '../exact.ts'
import { afterVetoes, gradeGroup } from './grades.ts'
import type { Indicator, Scheme, Veto } from './scheme.ts'
import { type GroupFigures, type Reference, type Scored, type ScoreNote, scoreSteps, weighted } from './score.ts'

/** An outlet as grading sees it. */
export interface RatedOutlet {
  readonly outlet: string
  /** The group it is compared with; '' where the scheme has none. */
  readonly group: string
}

export interface IndicatorScore {
  readonly code: string
  /** null where it is missing */
  readonly value: Exact | null
  readonly score: Exact
  readonly note: ScoreNote | null
}

export interface Rating {
  readonly outlet: string
  readonly group: string
  readonly indicators: readonly IndicatorScore[]
  /** Level parts, each out of 100. */
  readonly city: Exact
  readonly county: Exact
  /** Bonus points that came after the sum. */
  readonly bonus: Exact
  readonly total: Exact
  readonly rank: number
  readonly grade: string
  /** The veto that held the grade down. */
  readonly vetoed: Veto | null
}

export interface Rated {
  /** By group, then rank, then outlet. */
  readonly ratings: readonly Rating[]
  /** Outlets that were left out for a missing value. */
  readonly excluded: readonly { readonly outlet: string; readonly missing: readonly string[] }[]
  /** "group\nindicator" → what the scores were worked out from */
  readonly figures: ReadonlyMap<string, GroupFigures>
}

/** The value of an outlet by indicator code; also of indicators that only bonuses and vetoes name. */
export type ValueFor = (outlet: string, indicator: string) => Exact | null

/** Grades the outlets; their order does not matter. */
export function rate(...given: Parameters<typeof rateSteps>): Rated {
  const steps = rateSteps(...given)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same, letting others work in between: five thousand outlets take longer than a screen may wait. */
export function* rateSteps(
  scheme: Scheme,
  outlets: readonly RatedOutlet[],
  valueFor: ValueFor,
  references: ReadonlyMap<string, Reference> = new Map(),
): Generator<void, Rated> {
  const codes = scheme.indicators.map(({ code }) => code)
  const missing = (outlet: string) => codes.filter((code) => valueFor(outlet, code) === null)
  const excluded =
    scheme.missing === 'exclude'
      ? outlets.flatMap(({ outlet }) => {
          const lacking = missing(outlet)
          return lacking.length > 0 ? [{ outlet, missing: lacking }] : []
        })
      : []
  const out = new Set(excluded.map(({ outlet }) => outlet))
  const groups = new Map<string, string[]>()
  for (const { outlet, group } of outlets) {
    if (out.has(outlet)) continue
    const own = groups.get(group)
    if (own) own.push(outlet)
    else groups.set(group, [outlet])
  }
  yield
  const figures = new Map<string, GroupFigures>()
  const ratings: Rating[] = []
  for (const [group, members] of groups) {
    const own = yield* rateGroup(scheme, group, members.toSorted(), valueFor, references, figures)
    for (const rating of own) ratings.push(rating)
  }
  ratings.sort((a, b) =>
    a.group === b.group ? a.rank - b.rank || (a.outlet < b.outlet ? -1 : 1) : a.group < b.group ? -1 : 1,
  )
  return { ratings, excluded: excluded.toSorted((a, b) => (a.outlet < b.outlet ? -1 : 1)), figures }
}

const OUTLETS_A_STEP = 500

function* rateGroup(
  scheme: Scheme,
  group: string,
  members: readonly string[],
  valueFor: ValueFor,
  references: ReadonlyMap<string, Reference>,
  figures: Map<string, GroupFigures>,
): Generator<void, Rating[]> {
  const byIndicator: { indicator: Indicator; values: Map<string, Exact | null>; scored: Scored<string> }[] = []
  for (const indicator of scheme.indicators) {
    const values = new Map(members.map((outlet) => [outlet, valueFor(outlet, indicator.code)]))
    const scored = yield* scoreSteps(indicator, values, references.get(indicator.code))
    figures.set(`${group}\n${indicator.code}`, scored.figures)
    byIndicator.push({ indicator, values, scored })
    yield
  }
  const parts: Omit<Rating, 'group' | 'rank' | 'grade' | 'vetoed'>[] = []
  for (const outlet of members) {
    const indicators = byIndicator.map(
      ({ indicator, values, scored }): IndicatorScore & { level: 'city' | 'county' } => {
        const { score, note } = scored.scores.get(outlet)!
        return { code: indicator.code, value: values.get(outlet) ?? null, score, note, level: indicator.level }
      },
    )
    const part = (level: 'city' | 'county') =>
      total(indicators.filter((each) => each.level === level).map(({ score }) => score))
    const [city, county] = [part('city'), part('county')]
    const bonus = bonusOf(scheme, outlet, valueFor)
    parts.push({
      outlet,
      indicators: indicators.map(({ level: _, ...score }) => score),
      city,
      county,
      bonus,
      total: add(weighted({ city, county }, scheme.levels), bonus),
    })
    if (parts.length % OUTLETS_A_STEP === 0) yield
  }
  yield
  const graded = gradeGroup(new Map(parts.map(({ outlet, total: sum }) => [outlet, sum])), scheme.grades)
  return parts.map((part) => {
    const { rank, grade } = graded.get(part.outlet)!
    const after = afterVetoes(grade, scheme.grades, scheme.vetoes ?? [], (code) => valueFor(part.outlet, code))
    return { ...part, group, rank, grade: after.grade, vetoed: after.vetoed }
  })
}

function bonusOf(scheme: Scheme, outlet: string, valueFor: ValueFor): Exact {
  return total(
    (scheme.bonuses ?? []).map(({ indicator, each, most, least }) => {
      const value = valueFor(outlet, indicator)
      if (value === null) return ZERO
      const points = multiply(decimal(each), value)
      if (least !== undefined && compare(points, decimal(least)) < 0) return decimal(least)
      return most !== undefined && compare(points, decimal(most)) > 0 ? decimal(most) : points
    }),
  )
}
