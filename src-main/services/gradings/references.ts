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

export interface ReferenceAsked {
  readonly scheme: string
  readonly indicator: string
  /** Any month of the scheme's period; it is kept under the last. */
  readonly period: Month
  readonly best?: string | undefined
  readonly mean?: string | undefined
  readonly total?: string | undefined
}

/** Sets what the city gave for an indicator and a period; values left out are the group's own. @throws Refusal NOT_FOUND */
export function setReference(cx: Command, asked: ReferenceAsked): ReferenceAsked {
  const { scheme } = schemeInForce(cx.db, asked.scheme)
  if (!scheme.indicators.some(({ code }) => code === asked.indicator))
    throw new Refusal('NOT_FOUND', { what: 'indicator', name: asked.indicator })
  const period = windowOf(scheme.period, asked.period).at(-1)!
  cx.db.run(
    `INSERT INTO grading_references (scheme, indicator, period, best, mean, total, user, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT (scheme, indicator, period) DO UPDATE SET best = ?4, mean = ?5, total = ?6, user = ?7, at = ?8`,
    asked.scheme,
    asked.indicator,
    monthNumber(period),
    asked.best ?? null,
    asked.mean ?? null,
    asked.total ?? null,
    cx.user,
    cx.now,
  )
  return { ...asked, period }
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
