/** A grading as figures for charts: distribution, movement, each indicator's spread, an outlet against its group; exact numbers. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  compare,
  divide,
  type Exact,
  fromText,
  multiply,
  ofInteger,
  toDecimalText,
  total,
  twoPlaces,
  ZERO,
} from '../../domain/exact.ts'
import { gradeOrder, type Scheme } from '../../domain/grading/scheme.ts'
import type { Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Query } from '../office.ts'
import { gradingBase, keptResults, listGradings, resultOf, roundOf } from './gradings.ts'
import { keptScores } from './peers.ts'
import { gradeCounts } from './result-lines.ts'
import { exactTotal, type KeptResult } from './results.ts'

/** Five numbers and the mean, as decimals; quartiles by the nearest rank. */
export interface Spread {
  readonly n: number
  readonly least: string
  readonly lower: string
  readonly median: string
  readonly upper: string
  readonly most: string
  readonly mean: string
}

export interface GradingPicture {
  /** Best first, with every grade of the scheme. */
  readonly grades: readonly string[]
  readonly distribution: readonly { readonly group: string; readonly grade: string; readonly outlets: number }[]
  /** From the grade that outlets had (null: none) to the one they get. */
  readonly movement: readonly { readonly from: string | null; readonly to: string; readonly outlets: number }[]
  readonly totals: readonly (Spread & { readonly group: string })[]
  readonly indicators: readonly {
    readonly code: string
    readonly title: string
    readonly group: string
    /** Null where no outlet of the group has a value. */
    readonly values: Spread | null
    readonly scores: Spread
    readonly missing: number
  }[]
}

/** In steps, as ordering thousands of exact figures twice an indicator is long work. @throws Refusal NOT_FOUND */
export async function pictureOf({ db }: Pick<Query, 'db'>, id: number): Promise<GradingPicture> {
  const { scheme } = gradingBase(db, id)
  const results = keptResults(db, id).map(({ result }) => result)
  const groups = Map.groupBy(results, ({ group }) => group)
  const grades = gradeOrder(scheme.grades)
  await nextTurn()
  const totals = [...groups].map(([group, own]) => ({ group, ...spread(own.map(exactTotal))! }))
  const indicators: GradingPicture['indicators'][number][] = []
  for (const [place, { code, title }] of scheme.indicators.entries()) {
    for (const [group, own] of groups) {
      const values = own.flatMap((result) => valueAt(result, place) ?? [])
      await nextTurn()
      const scores = spread(own.map((result) => scoreAt(result, place)))!
      await nextTurn()
      indicators.push({ code, title, group, values: spread(values), scores, missing: own.length - values.length })
    }
  }
  return {
    grades,
    distribution: [...groups].flatMap(([group, own]) =>
      grades.map((grade) => ({ group, grade, outlets: own.filter((result) => result.grade === grade).length })),
    ),
    movement: [...Map.groupBy(results, ({ before, grade }) => JSON.stringify([before, grade]))]
      .map(([key, own]) => {
        const [from, to] = JSON.parse(key) as [string | null, string]
        return { from, to, outlets: own.length }
      })
      .sort(
        (a, b) =>
          grades.indexOf(a.from ?? '') - grades.indexOf(b.from ?? '') || grades.indexOf(a.to) - grades.indexOf(b.to),
      ),
    totals,
    indicators,
  }
}

const text = (value: Exact) => toDecimalText(value, 2, 4)

function spread(given: readonly Exact[]): Spread | null {
  const ordered = given.toSorted(compare)
  const [least, most] = [ordered[0], ordered.at(-1)]
  if (!least || !most) return null
  const at = (quarters: number) => text(ordered[Math.max(0, Math.ceil((ordered.length * quarters) / 4) - 1)]!)
  return {
    n: ordered.length,
    least: text(least),
    lower: at(1),
    median: at(2),
    upper: at(3),
    most: text(most),
    mean: text(divide(total(ordered), ofInteger(ordered.length))),
  }
}

function valueAt({ exact, indicators }: KeptResult, place: number): Exact | null {
  const found = exact ? exact.values[place] : indicators[place]?.value
  return found ? fromText(found) : null
}

const scoreAt = ({ exact, indicators }: KeptResult, place: number): Exact =>
  fromText(exact?.scores[place] ?? indicators[place]?.score ?? '0')

export interface OutletPicture {
  readonly outlet: string
  readonly name: string
  readonly group: string
  /** In order of the scheme: the outlet's score beside the group's best, mean and the weight. */
  readonly indicators: readonly {
    readonly code: string
    readonly title: string
    readonly weight: string
    readonly score: string
    readonly mean: string
    readonly best: string
    /** The score in per cent of the weight; null for a weight of 0. */
    readonly percent: string | null
    readonly meanPercent: string | null
  }[]
}

/** An outlet against its group. @throws Refusal NOT_FOUND */
export function outletPicture({ db }: Pick<Query, 'db'>, asked: { id: number; outlet: string }): OutletPicture {
  const { scheme } = gradingBase(db, asked.id)
  const own = resultOf(db, asked.id, asked.outlet)
  if (!own) throw new Refusal('NOT_FOUND', { what: 'result', name: asked.outlet })
  const group = keptScores(db, roundOf(db, asked.id) ?? -1, own.group)
  return {
    outlet: own.outlet,
    name: own.name,
    group: own.group,
    indicators: scheme.indicators.map(({ code, title, weight }, place) => {
      const scores = group.map((each) => each[place] ?? ZERO).toSorted(compare)
      const mean = divide(total(scores), ofInteger(scores.length))
      const score = scoreAt(own, place)
      return {
        code,
        title,
        weight,
        score: twoPlaces(score),
        mean: twoPlaces(mean),
        best: twoPlaces(scores.at(-1)!),
        percent: percentOfWeight(score, weight),
        meanPercent: percentOfWeight(mean, weight),
      }
    }),
  }
}

function percentOfWeight(score: Exact, weight: Scheme['indicators'][number]['weight']): string | null {
  const of = fromText(weight)
  return of.num === 0n ? null : toDecimalText(divide(multiply(score, ofInteger(100)), of), 2, 2)
}

export interface GradesThen {
  readonly id: number
  readonly period: Month
  readonly status: string
  readonly grades: readonly { readonly grade: string; readonly outlets: number }[]
}

/** How many outlets had each grade, period by period, over the standing gradings of a scheme. */
export async function gradesOverTime(cx: Query, asked: { scheme: string }): Promise<GradesThen[]> {
  const standing = listGradings(cx, { scheme: asked.scheme, standing: true })
  const then: GradesThen[] = []
  for (const { id, period, status } of standing.toSorted((a, b) => (a.period < b.period ? -1 : 1))) {
    const { scheme } = gradingBase(cx.db, id)
    const counts = gradeCounts(cx.db, id)
    const grades = gradeOrder(scheme.grades).map((grade) => ({ grade, outlets: counts.get(grade) ?? 0 }))
    then.push({ id, period, status, grades })
    await nextTurn()
  }
  return then
}
