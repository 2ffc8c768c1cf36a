/** Scoring a scheme on a period: values, scores, ranks and grades of every outlet, with what they were worked out from (DOMAIN.md §6). */
import { rateSteps } from '../../domain/grading/rate.ts'
import type { Scheme } from '../../domain/grading/scheme.ts'
import { schemeProblems } from '../../domain/grading/scheme-problems.ts'
import { lastDay, type Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { regionsAt } from '../regions/tree.ts'
import type { SettledOutlet } from '../settlements/facts.ts'
import type { MemberPairs } from './member-values.ts'
import { referencesOf } from './references.ts'
import {
  answeredResult,
  type FiguresText,
  figuresText,
  type GradingResult,
  type KeptResult,
  keptResult,
} from './results.ts'
import { schemeInForce } from './schemes.ts'
import { readValues } from './values.ts'
import { windowOf } from './window.ts'

/** What a scoring came to. */
export interface Scored {
  /** In order of group, rank and outlet. */
  readonly results: readonly { readonly id: number; readonly result: KeptResult }[]
  readonly figures: readonly FiguresText[]
  /** Outlets that were left out for a missing value, with the indicators that they lack. */
  readonly excluded: readonly Excluded[]
  readonly members: MemberPairs
}

export interface Excluded {
  readonly outlet: string
  readonly name: string
  readonly missing: readonly string[]
}

/** What a job offers, or a question's own pauses. */
export type Pace = Pick<Job, 'breathe' | 'progress'>

/** The scores of a scheme for the period. @throws Refusal NOT_FOUND, CANCELLED */
export async function scoreScheme(
  office: Office,
  job: Pace,
  asked: { scheme: string; period: Month },
): Promise<GradingResult[]> {
  const { scheme } = schemeInForce(office.store.read, asked.scheme)
  return (await scored(office, job, scheme, asked.period)).results.map(({ result }) => answeredResult(result))
}

/** The scores that a draft would give, saved or not. @throws Refusal SCHEME_INVALID {problems}, CANCELLED */
export async function tryScheme(
  office: Office,
  job: Pace,
  asked: { scheme: Scheme; period: Month },
): Promise<GradingResult[]> {
  const problems = schemeProblems(asked.scheme)
  if (problems.length > 0) throw new Refusal('SCHEME_INVALID', { problems })
  return (await scored(office, job, asked.scheme, asked.period)).results.map(({ result }) => answeredResult(result))
}

const RESULTS_A_STEP = 500

/** Everything that a scoring of the scheme comes to, in steps; nothing is written. */
export async function scored(office: Pick<Office, 'store'>, job: Pace, scheme: Scheme, period: Month): Promise<Scored> {
  const { read } = office.store
  const window = windowOf(scheme.period, period)
  const { outlets, values, members, parts } = await readValues(office.store, scheme, window, job)
  const byCode = new Map(outlets.map((outlet) => [outlet.code, outlet]))
  const centres = new Set(
    [...regionsAt(read, lastDay(window.at(-1)!)).values()]
      .filter(({ level }) => level === 'centre')
      .map(({ name }) => name),
  )
  const rated = outlets.map((outlet) => ({ outlet: outlet.code, group: groupOf(scheme, outlet, centres) }))
  const references = referencesOf(read, scheme.code, window.at(-1)!)
  const valueFor = (outlet: string, indicator: string) => values.get(indicator)?.get(byCode.get(outlet)!.id) ?? null
  const steps = rateSteps(scheme, rated, valueFor, references)
  let step = steps.next()
  for (; !step.done; step = steps.next()) await job.breathe()
  const { ratings, excluded, figures } = step.value
  const now = heldNow(office, scheme.result)
  const results: { id: number; result: KeptResult }[] = []
  for (const [at, rating] of ratings.entries()) {
    const { id, name } = byCode.get(rating.outlet)!
    results.push({
      id,
      result: keptResult({ name, before: now.get(id) ?? null }, rating, (code) => parts.get(code)?.get(id)),
    })
    if (at % RESULTS_A_STEP === RESULTS_A_STEP - 1) await job.breathe()
  }
  return {
    results,
    figures: [...figures].map(([key, own]) => {
      const text = figuresText(key, own)
      const reference = references.get(text.indicator)
      const given = (['best', 'mean', 'total'] as const).filter((each) => reference?.[each] !== undefined)
      return { ...text, given }
    }),
    excluded: excluded.map(({ outlet, missing }) => ({ outlet, name: byCode.get(outlet)?.name ?? '', missing })),
    members,
  }
}

/** Groups rank apart: by the outlet's own region (township), by marketing centre, by type, or all together. */
function groupOf({ groupBy }: Scheme, outlet: SettledOutlet, centres: ReadonlySet<string>): string {
  switch (groupBy) {
    case 'region':
      return outlet.regions[0]?.name ?? ''
    case 'centre':
      // the path goes up the tree; a township that belongs to no centre is a group of its own
      return (outlet.regions.findLast(({ name }) => centres.has(name)) ?? outlet.regions[0])?.name ?? ''
    case 'type':
      return outlet.type.name
    default:
      return ''
  }
}

/** The grades or stars that outlets have today, by id: what a grading is compared with. */
function heldNow({ store }: Pick<Office, 'store'>, result: Scheme['result']): Map<number, string> {
  const column = result === 'star' ? 'star' : 'grade'
  const rows = store.read.all<{ id: number; held: string | number }>(
    `SELECT id, ${column} AS held FROM outlets WHERE ${column} IS NOT NULL AND ${column} <> ''`,
  )
  return new Map(rows.map(({ id, held }) => [id, String(held)]))
}
