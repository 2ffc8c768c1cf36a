/**
 * Inspection sheets (检查表): an outlet on a day by a named person; draft, submitted, confirmed by another where the template
 * wants it, never changed after that; withdrawn with a reason. A sheet counts once submitted, or once confirmed.
 */
import type { ReadDb } from '../../data/handles.ts'
import { fromText, toDecimalText, toFractionText } from '../../domain/exact.ts'
import {
  blankSheet,
  type FilledSheet,
  type InspectionTemplate,
  itemsOf,
  sheetProblems,
  sheetScore,
} from '../../domain/inspection.ts'
import {
  dateFromNumber,
  dateNumber,
  type IsoDate,
  type Month,
  monthFromNumber,
  monthNumber,
  monthOf,
} from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { outletId } from '../register/outlets.ts'
import { stateOf, templateOf } from './templates.ts'

export type SheetState = 'draft' | 'submitted' | 'confirmed' | 'withdrawn'

export interface SheetRow {
  readonly id: number
  readonly template: number
  readonly title: string
  readonly version: number
  readonly outlet: string
  readonly name: string
  readonly date: IsoDate
  readonly period: Month
  readonly inspector: string
  readonly state: SheetState
  /** Two places; a draft's running score. */
  readonly score: string
  /** The exact score of a submitted sheet, as a fraction. */
  readonly exact: string | null
  /** It enters the average of its outlet and period. */
  readonly counts: boolean
  /** Its template wants a second person. */
  readonly needsConfirming: boolean
  readonly user: string
  readonly at: string
  readonly submittedBy: string | null
  readonly submittedAt: string | null
  readonly confirmedBy: string | null
  readonly confirmedAt: string | null
  readonly withdrawn: { readonly by: string; readonly at: string; readonly reason: string } | null
  readonly attachments: number
}

export interface Sheet extends SheetRow {
  readonly sheet: FilledSheet
  readonly form: InspectionTemplate
}

interface Stored {
  id: number
  template: number
  title: string
  version: number
  form: string
  outlet: string
  name: string
  day: number
  period: number
  inspector: string
  state: SheetState
  document: string
  score: string | null
  counts: number
  user: string
  at: string
  submitted_by: string | null
  submitted_at: string | null
  confirmed_by: string | null
  confirmed_at: string | null
  withdrawn_by: string | null
  withdrawn_at: string | null
  withdrawn_reason: string | null
  attachments: number
}

const SELECT = `SELECT s.*, t.title, t.version, t.document AS form, o.code AS outlet, o.name,
  (SELECT count(*) FROM attachments a WHERE a.subject = 'inspection:' || s.id AND a.state = 'kept') AS attachments
  FROM inspection_sheets s JOIN inspection_templates t ON t.id = s.template JOIN outlets o ON o.id = s.outlet`

function sheetOf(row: Stored): Sheet {
  const form = JSON.parse(row.form) as InspectionTemplate
  const sheet = JSON.parse(row.document) as FilledSheet
  const score = row.score === null ? sheetScore(form, sheet) : fromText(row.score)
  const { withdrawn_by: by, withdrawn_at: at, withdrawn_reason: reason } = row
  return {
    id: row.id,
    template: row.template,
    title: row.title,
    version: row.version,
    outlet: row.outlet,
    name: row.name,
    date: dateFromNumber(row.day),
    period: monthFromNumber(row.period),
    inspector: row.inspector,
    state: row.state,
    score: toDecimalText(score, 2, 2),
    exact: row.score,
    counts: row.counts === 1,
    needsConfirming: form.confirm,
    user: row.user,
    at: row.at,
    submittedBy: row.submitted_by,
    submittedAt: row.submitted_at,
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at,
    withdrawn: by === null || at === null || reason === null ? null : { by, at, reason },
    attachments: row.attachments,
    sheet,
    form,
  }
}

/** Newest first, without what was marked; of a month, an outlet, a state. */
export function listSheets(
  { db }: Pick<Query, 'db'>,
  asked: { period?: Month | undefined; outlet?: string | undefined; state?: SheetState | undefined },
): SheetRow[] {
  return db
    .all<Stored>(
      `${SELECT} WHERE (?1 IS NULL OR s.period = ?1) AND (?2 IS NULL OR o.code = ?2) AND (?3 IS NULL OR s.state = ?3)
       ORDER BY s.day DESC, s.id DESC`,
      asked.period ? monthNumber(asked.period) : null,
      asked.outlet ?? null,
      asked.state ?? null,
    )
    .map((row) => {
      const { sheet: _, form: __, ...listed } = sheetOf(row)
      return listed
    })
}

/** @throws Refusal NOT_FOUND */
export function getSheet({ db }: { db: ReadDb }, id: number): Sheet {
  const row = db.get<Stored>(`${SELECT} WHERE s.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'inspection', name: String(id) })
  return sheetOf(row)
}

export interface SheetAsked {
  readonly template: number
  readonly outlet: string
  readonly date: IsoDate
  readonly inspector: string
}

/** Begins a sheet as a draft. @throws Refusal NOT_FOUND, WRONG_STATE unless the template is in use, INVALID_INPUT for a later day */
export function beginSheet(cx: Command, asked: SheetAsked): { id: number } {
  const { template } = stateOf(cx.db, asked.template, 'inUse')
  refuseLater(cx, asked.date)
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO inspection_sheets (template, outlet, day, period, inspector, state, document, user, at)
     VALUES (?, ?, ?, ?, ?, 'draft', ?, ?, ?)`,
    asked.template,
    outletId(cx.db, asked.outlet),
    dateNumber(asked.date),
    monthNumber(monthOf(asked.date)),
    asked.inspector,
    JSON.stringify(blankSheet(template)),
    cx.user,
    cx.now,
  )
  return { id }
}

function refuseLater(cx: Command, date: IsoDate): void {
  if (date > cx.today) throw new Refusal('INVALID_INPUT', { field: 'date', reason: 'future', value: date })
}

/** What was marked so far. @throws Refusal NOT_FOUND, WRONG_STATE once submitted, INVALID_INPUT where it does not fit the template */
export function fillSheet(
  cx: Command,
  asked: { id: number; date: IsoDate; inspector: string; sheet: FilledSheet },
): { id: number; score: string } {
  const found = requireState(cx.db, asked.id, ['draft'])
  const { template } = templateOf(cx.db, found.template)
  refuseLater(cx, asked.date)
  const { marks, occurrences } = asked.sheet
  if (marks.length !== itemsOf(template).length || occurrences.length !== template.deductions.length)
    throw new Refusal('INVALID_INPUT', { field: 'marks', reason: 'length' })
  cx.db.run(
    'UPDATE inspection_sheets SET day = ?, period = ?, inspector = ?, document = ? WHERE id = ?',
    dateNumber(asked.date),
    monthNumber(monthOf(asked.date)),
    asked.inspector,
    JSON.stringify(asked.sheet),
    asked.id,
  )
  return { id: asked.id, score: toDecimalText(sheetScore(template, asked.sheet), 2, 2) }
}

/** It counts from now, or waits for a second person. @throws Refusal NOT_FOUND, WRONG_STATE, INSPECTION_INVALID */
export function submitSheet(cx: Command, id: number): { id: number; score: string; counts: boolean } {
  const { sheet, form } = requireState(cx.db, id, ['draft'])
  const problems = sheetProblems(form, sheet)
  if (problems.length > 0) {
    const items = itemsOf(form)
    const told = problems.map(({ item, reason }) => ({ item: item === null ? null : items[item]!.title, reason }))
    throw new Refusal('INSPECTION_INVALID', { problems: told, what: 'sheet' })
  }
  const score = sheetScore(form, sheet)
  const counts = !form.confirm
  cx.db.run(
    "UPDATE inspection_sheets SET score = ?, state = 'submitted', counts = ?, submitted_by = ?, submitted_at = ? WHERE id = ?",
    toFractionText(score),
    counts ? 1 : 0,
    cx.user,
    cx.now,
    id,
  )
  return { id, score: toDecimalText(score, 2, 2), counts }
}

/** A second person stands by it. @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON for who filled or submitted it */
export function confirmSheet(cx: Command, id: number): { id: number } {
  const { submittedBy, user } = requireState(cx.db, id, ['submitted'])
  if (submittedBy === cx.user || user === cx.user) throw new Refusal('SAME_PERSON', { did: 'inspect', user: cx.user })
  cx.db.run(
    "UPDATE inspection_sheets SET state = 'confirmed', counts = 1, confirmed_by = ?, confirmed_at = ? WHERE id = ?",
    cx.user,
    cx.now,
    id,
  )
  return { id }
}

/** It counts no more and keeps its record. What another has confirmed only a reviewer withdraws. @throws Refusal NOT_FOUND, WRONG_STATE, ROLE_MISSING */
export function withdrawSheet(cx: Command, { id, reason }: { id: number; reason: string }): { id: number } {
  const { state } = requireState(cx.db, id, ['draft', 'submitted', 'confirmed'])
  if (state === 'confirmed' && !cx.roles.includes('reviewer'))
    throw new Refusal('ROLE_MISSING', { needed: ['reviewer'] })
  cx.db.run(
    "UPDATE inspection_sheets SET state = 'withdrawn', counts = 0, withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    id,
  )
  return { id }
}

function requireState(db: ReadDb, id: number, wanted: readonly SheetState[]): Sheet {
  const found = getSheet({ db }, id)
  if (!wanted.includes(found.state))
    throw new Refusal('WRONG_STATE', { what: 'inspection', name: String(id), state: found.state, wanted })
  return found
}
