/**
 * The dated history of agents and outlets (DOMAIN.md §2, Time): the first known values hold for all earlier time, later
 * changes from their day on. A field without rows has never changed; its value is the one in the register.
 */
import type { ReadDb } from '../../data/handles.ts'
import { chineseMonth, dateFromNumber, dateNumber, type IsoDate, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import {
  asHistory,
  FIELDS,
  type Field,
  fieldOf,
  fromHistory,
  type Stored,
  type Subject,
  sayValue,
  TABLE,
} from './fields.ts'
import { insertRows } from './insert-rows.ts'
import { followName, ownMnemonic } from './mnemonic.ts'

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

/** One field that gets another value: what it was and what it is now. */
export interface FieldTurn {
  readonly field: Field
  /** The register's value before. */
  readonly current: Stored
  /** The value from the day on. */
  readonly to: Stored
  /** The register's value of today once it is recorded: the same, or another where a later change has come due already. */
  readonly now: Stored
  /** The field's first change: its known value is written down first, as holding since ever. */
  readonly first: boolean
}

/** What giving fields new values from a day on would change; equal values are passed over. Writes nothing. */
export function turnsOf(
  db: ReadDb,
  subject: Subject,
  current: Row,
  changes: readonly FieldChange[],
  days: { readonly from: number; readonly today: number },
): FieldTurn[] {
  if (changes.length === 0) return []
  const dated = datedOf(db, subject, current.id)
  const turns: FieldTurn[] = []
  for (const { field: key, value } of changes) {
    const field = fieldOf(subject, key)
    const known = dated.get(key) ?? []
    const held = current[field.column] ?? null
    const on = (day: number): Stored => {
      const found = known.findLast((each) => each.from <= day)
      return found ? fromHistory(field, found.value) : held
    }
    if (on(days.from) === value) continue
    const later = known.findLast((each) => each.from <= days.today && each.from > days.from)
    const now = days.from > days.today ? on(days.today) : later ? fromHistory(field, later.value) : value
    turns.push({ field, current: held, to: value, now, first: known.length === 0 })
  }
  return turns
}

/** All dated values by field, in order of day. */
function datedOf(db: ReadDb, subject: Subject, id: number): Map<string, { from: number; value: string | null }[]> {
  const dated = new Map<string, { from: number; value: string | null }[]>()
  for (const { field, value, from_day } of db.all<{ field: string; value: string | null; from_day: number }>(
    'SELECT field, value, from_day FROM history WHERE subject = ? AND subject_id = ? ORDER BY field, from_day, id',
    subject,
    id,
  )) {
    const known = dated.get(field)
    if (known) known.push({ from: from_day, value })
    else dated.set(field, [{ from: from_day, value }])
  }
  return dated
}

/** The rows that record a turn: the first known value where it is the field's first change, then the new one. */
export function historyRows(
  cx: { readonly user: string; readonly now: string },
  subject: Subject,
  id: number,
  turn: Pick<FieldTurn, 'field' | 'current' | 'to' | 'first'>,
  origin: { readonly from: number; readonly batch: number | null; readonly reason: string | null },
): Stored[][] {
  const { key } = turn.field
  const to = [subject, id, key, asHistory(turn.to), origin.from, origin.batch, cx.user, cx.now, origin.reason]
  if (!turn.first) return [to]
  return [[subject, id, key, asHistory(turn.current), 0, null, cx.user, cx.now, null], to]
}

/** The columns of a row of history, in its order. */
export const HISTORY_COLUMNS: readonly string[] = [
  'subject',
  'subject_id',
  'field',
  'value',
  'from_day',
  'batch',
  'user',
  'at',
  'reason',
]

/** Fields given by key as changes; a mnemonic that the name gives anyway is none of its own. */
export function changesOf(
  db: ReadDb,
  subject: Subject,
  id: number,
  fields: Readonly<Record<string, Stored>>,
): FieldChange[] {
  return Object.entries(fields).map(([field, value]) => {
    if (field !== 'mnemonic') return { field, value }
    const name = fields.name ?? db.get<{ name: string }>(`SELECT name FROM ${TABLE[subject]} WHERE id = ?`, id)?.name
    return { field, value: ownMnemonic(value, String(name ?? '')) }
  })
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
  const from = dateNumber(origin.from)
  const turns = turnsOf(cx.db, subject, current, changes, { from, today: dateNumber(cx.today) })
  for (const turn of turns) {
    const { batch = null, reason = null } = origin
    insertRows(cx.db, 'history', HISTORY_COLUMNS, historyRows(cx, subject, id, turn, { from, batch, reason }))
  }
  if (turns.length > 0) {
    // all at once: a region that is renamed and moved bears the old name nowhere else in between
    const set = turns.map(({ field }) => `${field.column} = ?`).join(', ')
    cx.db.run(`UPDATE ${table} SET ${set} WHERE id = ?`, ...turns.map(({ now }) => now), id)
  }
  return turns.map(({ field }) => field.key)
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

/**
 * Agents or outlets as they were on a day, by id: all, or only those of the ids; with all their columns, or with the code and
 * those of some fields alone, which is much quicker where all rows are asked for.
 */
export function rowsAt(
  db: ReadDb,
  subject: Subject,
  day: IsoDate,
  only?: readonly number[],
  fields?: readonly string[],
): Map<number, Row> {
  const rows = new Map<number, Row>()
  const ids = only ? [JSON.stringify(only)] : []
  const among = (column: string) => (only ? `${column} IN (SELECT value FROM json_each(?1))` : '1')
  const named = fields?.map((key) => fieldOf(subject, key))
  const columns = named ? ['id', 'code', ...named.map(({ column }) => column)].join(', ') : '*'
  const changed = named ? `field IN (${named.map(({ key }) => `'${key}'`).join(', ')})` : '1'
  for (const row of db.all<Row>(`SELECT ${columns} FROM ${TABLE[subject]} WHERE ${among('id')}`, ...ids))
    rows.set(row.id, row)
  const dated = db.all<{ subject_id: number; field: string; value: string | null }>(
    `SELECT subject_id, field, value FROM history WHERE subject = '${subject}' AND from_day <= ${dateNumber(day)}
     AND ${among('subject_id')} AND ${changed} ORDER BY subject_id, field, from_day, id`,
    ...ids,
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
  const laidAside = asideNames(cx, due)
  for (const { subject, subject_id, field: key } of due) {
    const field = fieldOf(subject, key)
    const current = cx.db.get<Row>(`SELECT * FROM ${TABLE[subject]} WHERE id = ?`, subject_id)
    if (!current) continue
    const value = valueAt(cx.db, subject, subject_id, field, day, current)
    cx.db.run(`UPDATE ${TABLE[subject]} SET ${field.column} = ? WHERE id = ?`, value, subject_id)
    if (key === 'name') followName(cx.db, subject, subject_id)
  }
  for (const [id, name] of laidAside) {
    const row = { id, name }
    cx.db.run(
      'UPDATE regions SET name = ? WHERE id = ?',
      valueAt(cx.db, 'region', id, fieldOf('region', 'name'), day, row),
      id,
    )
  }
  return due.length
}

/** Regions that change on the day bear no name while they do: two may change places, and no two of a place have one name. */
function asideNames(cx: Command, due: readonly { subject: Subject; subject_id: number }[]): Map<number, string> {
  const names = new Map<number, string>()
  for (const { subject, subject_id: id } of due) {
    if (subject !== 'region' || names.has(id)) continue
    names.set(id, cx.db.get<{ name: string }>('SELECT name FROM regions WHERE id = ?', id)!.name)
    cx.db.run('UPDATE regions SET name = ? WHERE id = ?', `#${id}`, id)
  }
  return names
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
