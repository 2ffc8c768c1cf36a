/**
 * The dated history of agents and outlets (DOMAIN.md §2, Time): the first known values hold for all earlier time, later
 * changes from their day on. A field without rows has never changed; its value is the one in the register.
 */
import type { ReadDb } from '../../data/handles.ts'
import { chineseMonth, dateFromNumber, dateNumber, type IsoDate, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { asHistory, FIELDS, type Field, fieldOf, fromHistory, type Stored, type Subject, sayValue } from './fields.ts'

const TABLE: Readonly<Record<Subject, string>> = { agent: 'agents', outlet: 'outlets' }

export type Row = { id: number } & Record<string, Stored>

/** The last day that no change may take effect on or before: the end of the latest closed month; 0 when none is closed. */
export function lastClosedDay(db: ReadDb): number {
  const found = db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  return found?.period ? found.period * 100 + 99 : 0
}

/** @throws Refusal PERIOD_CLOSED when the day lies in a closed month */
export function checkEffectiveDay(db: ReadDb, day: IsoDate): void {
  const closed = lastClosedDay(db)
  if (dateNumber(day) <= closed) {
    const period = monthFromNumber(Math.floor(closed / 100))
    throw new Refusal('PERIOD_CLOSED', { period, words: chineseMonth(period), day })
  }
}

export interface FieldChange {
  readonly field: string
  readonly value: Stored
}

export interface ChangeOrigin {
  readonly from: IsoDate
  readonly reason?: string | null
  readonly batch?: number | null
}

/**
 * Records new values of fields from a day on and brings the register up to today. Equal values are passed over.
 * @returns the keys that changed
 */
export function recordChanges(
  cx: Command,
  subject: Subject,
  id: number,
  changes: readonly FieldChange[],
  origin: ChangeOrigin,
): string[] {
  const table = TABLE[subject]
  const current = cx.db.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, id)
  if (!current) throw new Refusal('NOT_FOUND', { what: subject, name: String(id) })
  const day = dateNumber(origin.from)
  const today = dateNumber(cx.today)
  const changed: string[] = []
  for (const { field: key, value } of changes) {
    const field = fieldOf(subject, key)
    const before = valueAt(cx.db, subject, id, field, day, current)
    if (before === value) continue
    keepFirstValue(cx, subject, id, field, current)
    cx.db.run(
      'INSERT INTO history (subject, subject_id, field, value, from_day, batch, user, at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      subject,
      id,
      key,
      asHistory(value),
      day,
      origin.batch ?? null,
      cx.user,
      cx.now,
      origin.reason ?? null,
    )
    const now = valueAt(cx.db, subject, id, field, today, current)
    cx.db.run(`UPDATE ${table} SET ${field.column} = ? WHERE id = ?`, now, id)
    changed.push(key)
  }
  return changed
}

/** Before a field's first change its known value is written down as holding since ever. */
function keepFirstValue(cx: Command, subject: Subject, id: number, field: Field, current: Row): void {
  const known = cx.db.get(
    'SELECT 1 FROM history WHERE subject = ? AND subject_id = ? AND field = ? LIMIT 1',
    subject,
    id,
    field.key,
  )
  if (known) return
  cx.db.run(
    'INSERT INTO history (subject, subject_id, field, value, from_day, batch, user, at, reason) VALUES (?, ?, ?, ?, 0, NULL, ?, ?, NULL)',
    subject,
    id,
    field.key,
    asHistory(current[field.column] ?? null),
    cx.user,
    cx.now,
  )
}

function valueAt(db: ReadDb, subject: Subject, id: number, field: Field, day: number, current: Row): Stored {
  const found = db.get<{ value: string | null }>(
    'SELECT value FROM history WHERE subject = ? AND subject_id = ? AND field = ? AND from_day <= ? ORDER BY from_day DESC, id DESC LIMIT 1',
    subject,
    id,
    field.key,
    day,
  )
  return found ? fromHistory(field, found.value) : (current[field.column] ?? null)
}

/** All agents or outlets as they were on a day, by id. */
export function rowsAt(db: ReadDb, subject: Subject, day: IsoDate): Map<number, Row> {
  const rows = new Map<number, Row>()
  for (const row of db.all<Row>(`SELECT * FROM ${TABLE[subject]}`)) rows.set(row.id, row)
  const dated = db.all<{ subject_id: number; field: string; value: string | null }>(
    'SELECT subject_id, field, value FROM history WHERE subject = ? AND from_day <= ? ORDER BY subject_id, field, from_day, id',
    subject,
    dateNumber(day),
  )
  for (const { subject_id, field: key, value } of dated) {
    const field = fieldOf(subject, key)
    const row = rows.get(subject_id)
    if (row) row[field.column] = fromHistory(field, value)
  }
  return rows
}

/** Brings the register to a new day: values whose day has come since the last one take effect. */
export function applyDue(cx: Command, sinceDay: number, day: number): number {
  const due = cx.db.all<{ subject: Subject; subject_id: number; field: string }>(
    'SELECT DISTINCT subject, subject_id, field FROM history WHERE from_day > ? AND from_day <= ?',
    sinceDay,
    day,
  )
  for (const { subject, subject_id, field: key } of due) {
    const field = fieldOf(subject, key)
    const current = cx.db.get<Row>(`SELECT * FROM ${TABLE[subject]} WHERE id = ?`, subject_id)
    if (!current) continue
    const value = valueAt(cx.db, subject, subject_id, field, day, current)
    cx.db.run(`UPDATE ${TABLE[subject]} SET ${field.column} = ? WHERE id = ?`, value, subject_id)
  }
  return due.length
}

export interface HistoryView {
  readonly field: string
  readonly value: string | null
  /** null: since ever */
  readonly from: IsoDate | null
  readonly user: string
  readonly at: string
  readonly batch: number | null
  readonly reason: string | null
}

/** The dated values of one agent or outlet, newest day first; `field` narrows to one. */
export function historyOf(cx: Query, subject: Subject, id: number, field?: string): HistoryView[] {
  if (field !== undefined && !FIELDS[subject].some((known) => known.key === field)) {
    throw new Refusal('INVALID_INPUT', { field: 'field', value: field })
  }
  return cx.db
    .all<{
      field: string
      value: string | null
      from_day: number
      user: string
      at: string
      batch: number | null
      reason: string | null
    }>(
      `SELECT field, value, from_day, user, at, batch, reason FROM history
       WHERE subject = ?1 AND subject_id = ?2 AND (?3 IS NULL OR field = ?3) ORDER BY from_day DESC, id DESC`,
      subject,
      id,
      field ?? null,
    )
    .map((row) => ({
      field: row.field,
      value: sayValue(cx.db, fieldOf(subject, row.field), fromHistory(fieldOf(subject, row.field), row.value)),
      from: row.from_day === 0 ? null : dateFromNumber(row.from_day),
      user: row.user,
      at: row.at,
      batch: row.batch,
      reason: row.reason,
    }))
}

/** The day from which a change holds when none is named. */
export function effectiveDay(cx: Query, from: IsoDate | undefined): IsoDate {
  const day = from ?? cx.today
  checkEffectiveDay(cx.db, day)
  return day
}
