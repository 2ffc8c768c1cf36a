/**
 * What the city gave for a period where it compares its counties: best, mean and total of an indicator, taken in place of the
 * group's own (DOMAIN.md §6). Finished city scores come as an indicator value, which `scaled` takes over as it is.
 */
import type { ReadDb } from '../../data/handles.ts'
import { decimal } from '../../domain/exact.ts'
import type { Reference } from '../../domain/grading/score.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { schemeInForce } from './schemes.ts'
import { windowOf } from './window.ts'

/** One figure of an indicator: what it was when it was typed, and what it is to be; null: the group's own. */
export interface ReferenceCell {
  readonly indicator: string
  readonly kind: 'best' | 'mean' | 'total'
  readonly value: string | null
  readonly was: string | null
}

export interface ReferencesAsked {
  readonly scheme: string
  /** Any month of the scheme's period; they are kept under the last. */
  readonly period: Month
  readonly cells: readonly ReferenceCell[]
}

/**
 * Sets what the city gave for a period, as a block: all of it or nothing. Figures that are not named stay.
 * @throws Refusal NOT_FOUND, DATA_CHANGED where somebody else changed a figure meanwhile
 */
export function setReferences(cx: Command, asked: ReferencesAsked): { scheme: string; period: Month; figures: number } {
  const { scheme } = schemeInForce(cx.db, asked.scheme)
  const period = windowOf(scheme.period, asked.period).at(-1)!
  const known = new Map(
    cx.db
      .all<Pick<ReferenceRow, 'indicator' | 'best' | 'mean' | 'total'>>(
        'SELECT indicator, best, mean, total FROM grading_references WHERE scheme = ? AND period = ?',
        asked.scheme,
        monthNumber(period),
      )
      .map((row) => [row.indicator, row]),
  )
  for (const { indicator, kind, value, was } of asked.cells) {
    if (!scheme.indicators.some(({ code }) => code === indicator))
      throw new Refusal('NOT_FOUND', { what: 'indicator', name: indicator })
    const row = known.get(indicator) ?? { indicator, best: null, mean: null, total: null }
    if (row[kind] !== was) throw new Refusal('DATA_CHANGED', { indicator })
    const next = { ...row, [kind]: value }
    known.set(indicator, next)
    cx.db.run(
      `INSERT INTO grading_references (scheme, indicator, period, best, mean, total, user, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT (scheme, indicator, period) DO UPDATE SET best = ?4, mean = ?5, total = ?6, user = ?7, at = ?8`,
      asked.scheme,
      indicator,
      monthNumber(period),
      next.best,
      next.mean,
      next.total,
      cx.user,
      cx.now,
    )
  }
  return { scheme: asked.scheme, period, figures: asked.cells.length }
}

interface ReferenceRow {
  indicator: string
  period: number
  best: string | null
  mean: string | null
  total: string | null
  user: string
  at: string
}

/** What the city gave for a scheme, newest period first. */
export function listReferences({ db }: Pick<Query, 'db'>, { scheme }: { scheme: string }) {
  return db
    .all<ReferenceRow>(
      'SELECT indicator, period, best, mean, total, user, at FROM grading_references WHERE scheme = ? ORDER BY period DESC, indicator',
      scheme,
    )
    .map(({ period, ...row }) => ({ ...row, period: monthFromNumber(period) }))
}

/** The references of a scheme by indicator; `period` is the last month of the window. */
export function referencesOf(db: ReadDb, scheme: string, period: Month): Map<string, Reference> {
  const rows = db.all<Pick<ReferenceRow, 'indicator' | 'best' | 'mean' | 'total'>>(
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
