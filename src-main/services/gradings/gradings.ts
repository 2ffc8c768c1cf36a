/** Grading a period: values, scores, ranks and grades; publishing them from a month on (DOMAIN.md §6). */
import type { ReadDb } from '../../data/handles.ts'
import { decimal, type Exact, toDecimalText } from '../../domain/exact.ts'
import { type RatedOutlet, type Rating, rate } from '../../domain/grading/rate.ts'
import type { Scheme, Veto } from '../../domain/grading/scheme.ts'
import { schemeProblems } from '../../domain/grading/scheme-problems.ts'
import type { Reference, ScoreNote } from '../../domain/grading/score.ts'
import { firstDay, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { checkEffectiveDay } from '../register/history.ts'
import { changeOutlet } from '../register/outlets.ts'
import type { SettledOutlet } from '../settlements/facts.ts'
import { schemeInForce } from './schemes.ts'
import { readValues } from './values.ts'
import { windowOf } from './window.ts'

/** An outlet's result as scripts and screens get it: texts of decimals, scores with two places (CONTRACT.md). */
export interface GradingResult {
  readonly outlet: string
  readonly name: string
  readonly group: string
  readonly indicators: readonly {
    readonly code: string
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
  /** The grade or star that it has now, at the end of the window. */
  readonly before: string | null
  /** The veto that held the grade down. */
  readonly vetoed?: Veto
}

/** The scores of a scheme for the period. @throws Refusal NOT_FOUND, CANCELLED */
export async function scoreScheme(
  office: Office,
  job: Job,
  asked: { scheme: string; period: Month },
): Promise<GradingResult[]> {
  const { scheme } = schemeInForce(office.store.read, asked.scheme)
  return (await scored(office, job, scheme, asked.period)).map(({ result }) => result)
}

/** The scores that a draft would give, saved or not. @throws Refusal SCHEME_INVALID {problems}, CANCELLED */
export async function tryScheme(
  office: Office,
  job: Job,
  asked: { scheme: Scheme; period: Month },
): Promise<GradingResult[]> {
  const problems = schemeProblems(asked.scheme)
  if (problems.length > 0) throw new Refusal('SCHEME_INVALID', { problems })
  return (await scored(office, job, asked.scheme, asked.period)).map(({ result }) => result)
}

interface Scored {
  readonly id: number
  readonly result: GradingResult
}

async function scored(office: Office, job: Job, scheme: Scheme, period: Month): Promise<Scored[]> {
  const window = windowOf(scheme.period, period)
  const { outlets, values } = await readValues(office.store, scheme, window, job)
  const byCode = new Map(outlets.map((outlet) => [outlet.code, outlet]))
  const rated: RatedOutlet[] = outlets.map((outlet) => ({ outlet: outlet.code, group: groupOf(scheme, outlet) }))
  const references = referencesOf(office.store.read, scheme.code, window.at(-1)!)
  const { ratings } = rate(
    scheme,
    rated,
    (outlet, indicator) => values.get(indicator)?.get(byCode.get(outlet)!.id) ?? null,
    references,
  )
  return ratings.map((rating) => {
    const outlet = byCode.get(rating.outlet)!
    return { id: outlet.id, result: resultOf(scheme, outlet, rating) }
  })
}

/** Groups rank apart: by township, by type, or all together. */
function groupOf({ groupBy }: Scheme, outlet: SettledOutlet): string {
  switch (groupBy) {
    case 'region':
      return outlet.regions[0]?.name ?? ''
    case 'type':
      return outlet.type.name
    default:
      return ''
  }
}

const places = (value: Exact) => toDecimalText(value, 2, 2)

function resultOf(scheme: Scheme, outlet: SettledOutlet, rating: Rating): GradingResult {
  const before = scheme.result === 'star' ? outlet.star : outlet.grade
  return {
    outlet: outlet.code,
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
    before: before === null ? null : String(before),
    ...(rating.vetoed === null ? {} : { vetoed: rating.vetoed }),
  }
}

export interface ReferenceAsked {
  readonly scheme: string
  readonly indicator: string
  readonly period: Month
  readonly best?: string | undefined
  readonly mean?: string | undefined
  readonly total?: string | undefined
}

/** Sets what the city gave for an indicator and a period; values left out are the group's own. */
export function setReference(cx: Command, asked: ReferenceAsked): ReferenceAsked {
  cx.db.run(
    `INSERT INTO grading_references (scheme, indicator, period, best, mean, total, user, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT (scheme, indicator, period) DO UPDATE SET best = ?4, mean = ?5, total = ?6, user = ?7, at = ?8`,
    asked.scheme,
    asked.indicator,
    monthNumber(asked.period),
    asked.best ?? null,
    asked.mean ?? null,
    asked.total ?? null,
    cx.user,
    cx.now,
  )
  return asked
}

function referencesOf(db: ReadDb, scheme: string, period: Month): Map<string, Reference> {
  const rows = db.all<{ indicator: string; best: string | null; mean: string | null; total: string | null }>(
    'SELECT indicator, best, mean, total FROM grading_references WHERE scheme = ? AND period = ?',
    scheme,
    monthNumber(period),
  )
  const given = (text: string | null) => (text === null ? undefined : decimal(text))
  return new Map(
    rows.map(({ indicator, best, mean, total }) => [
      indicator,
      { best: given(best), mean: given(mean), total: given(total) },
    ]),
  )
}

export interface Published {
  readonly id: number
  readonly scheme: string
  readonly period: Month
  readonly from: Month
  readonly outlets: number
  readonly changed: number
}

/**
 * Publishes the grades of a period from a month on: kept as they are, and in the register's history.
 * @throws Refusal WRONG_STATE unless the scheme is approved, PERIOD_CLOSED for a closed month, DATA_CHANGED, NOT_FOUND
 */
export async function publishGrading(
  office: Office,
  actor: Actor,
  job: Job,
  asked: { scheme: string; period: Month; from: Month },
  act: string,
): Promise<Published> {
  const { store } = office
  const record = schemeInForce(store.read, asked.scheme)
  if (record.status !== 'approved') {
    const { code: name, status: state, version } = record
    throw new Refusal('WRONG_STATE', { what: 'scheme', name, state, version, wanted: ['approved'] })
  }
  checkEffectiveDay(store.read, firstDay(asked.from))
  const revision = revisionOf(store.read)
  const results = await scored(office, job, record.scheme, asked.period)
  job.seal()
  return runCommand(office, actor, act, (cx) => {
    if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period: asked.period })
    const published = keep(cx, record.id, asked, results)
    const changed = results.filter(({ id, result }) => applyGrade(cx, record.scheme, id, result.grade, asked.from))
    const answer = { id: published, ...asked, outlets: results.length, changed: changed.length }
    return { result: answer, inputs: true, period: asked.period, subject: `scheme:${asked.scheme}`, detail: answer }
  })
}

function keep(
  cx: Command,
  scheme: number,
  { period, from }: { period: Month; from: Month },
  results: readonly Scored[],
) {
  const { lastInsertRowid: grading } = cx.db.run(
    'INSERT INTO gradings (scheme, period, from_month, published_by, published_at) VALUES (?, ?, ?, ?, ?)',
    scheme,
    monthNumber(period),
    monthNumber(from),
    cx.user,
    cx.now,
  )
  for (const { id, result } of results) {
    cx.db.run(
      'INSERT INTO grading_results (grading, outlet, grade, document) VALUES (?, ?, ?, ?)',
      grading,
      id,
      result.grade,
      JSON.stringify(result),
    )
  }
  return grading
}

function applyGrade(cx: Command, scheme: Scheme, outlet: number, grade: string, from: Month): boolean {
  const fields = scheme.result === 'star' ? { star: Number(grade) } : { grade }
  const origin = { from: firstDay(from), reason: `分级方案“${scheme.title}”发布` }
  return changeOutlet(cx, outlet, fields, origin).length > 0
}

/** What was published, newest first. */
export function listGradings({ db }: Pick<Query, 'db'>): {
  id: number
  scheme: string
  title: string
  version: number
  period: Month
  from: Month
  outlets: number
  publishedBy: string
  publishedAt: string
}[] {
  return db
    .all<{
      id: number
      scheme: string
      title: string
      version: number
      period: number
      from_month: number
      outlets: number
      publishedBy: string
      publishedAt: string
    }>(
      `SELECT g.id, s.code AS scheme, s.title, s.version, g.period, g.from_month, g.published_by AS publishedBy,
       g.published_at AS publishedAt, (SELECT count(*) FROM grading_results r WHERE r.grading = g.id) AS outlets
       FROM gradings g JOIN grading_schemes s ON s.id = g.scheme ORDER BY g.id DESC`,
    )
    .map(({ period, from_month, ...row }) => ({
      ...row,
      period: monthFromNumber(period),
      from: monthFromNumber(from_month),
    }))
}

/** A published grading as it was. @throws Refusal NOT_FOUND */
export function publishedResults({ db }: Pick<Query, 'db'>, id: number): GradingResult[] {
  if (!db.get('SELECT 1 FROM gradings WHERE id = ?', id)) {
    throw new Refusal('NOT_FOUND', { what: 'grading', name: String(id) })
  }
  return db
    .all<{ document: string }>('SELECT document FROM grading_results WHERE grading = ?', id)
    .map(({ document }) => JSON.parse(document) as GradingResult)
    .sort((a, b) =>
      a.group === b.group ? a.rank - b.rank || (a.outlet < b.outlet ? -1 : 1) : a.group < b.group ? -1 : 1,
    )
}
