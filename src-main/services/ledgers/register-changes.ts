/** What an import of agents, outlets or codes added and changed, field by field: each value beside the one before it. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Query } from '../office.ts'
import { FIELDS, type Field, fieldOf, fromHistory, type Stored, type Subject, sayValue } from '../register/fields.ts'

/** What an import can bring: regions come with the outlets that name them. */
type Imported = Exclude<Subject, 'region'>

export interface RegisterChange {
  readonly subject: Imported | 'outletCode'
  /** Code of the agent or outlet. */
  readonly code: string
  readonly name: string
  readonly what: 'added' | 'changed'
  /** Null for something new, whose first values follow. */
  readonly field: string | null
  readonly was: string | null
  readonly became: string | null
  /** The first values of something new, by field. */
  readonly values: Readonly<Record<string, string>> | null
  /** From when a changed value holds; null: since ever. */
  readonly from: IsoDate | null
}

/**
 * A page of what the batch did: what it added first, then field after field that it changed. `text` keeps what has it in its
 * code or name. @throws Refusal NOT_FOUND
 */
export function registerChanges(
  { db }: Pick<Query, 'db'>,
  asked: { id: number; offset: number; limit: number; text?: string | undefined },
): { total: number; rows: RegisterChange[] } {
  if (!db.get("SELECT 1 FROM batches WHERE id = ? AND state = 'active'", asked.id)) {
    throw new Refusal('NOT_FOUND', { what: 'batch', name: String(asked.id) })
  }
  const text = asked.text?.trim() || null
  const total = db.get<{ n: number }>(`SELECT count(*) AS n FROM (${DONE})`, asked.id, text)?.n ?? 0
  const rows = db.all<DoneRow>(
    `${DONE} ORDER BY part, code, row LIMIT ?3 OFFSET ?4`,
    asked.id,
    text,
    asked.limit,
    asked.offset,
  )
  return { total, rows: rows.map((row) => say(db, row)) }
}

interface DoneRow {
  readonly part: 1 | 2 | 3
  readonly subject: Imported
  readonly id: number
  readonly code: string
  readonly name: string
  /** Row of history or of outlet_codes. */
  readonly row: number
}

const NAMED = '(?2 IS NULL OR instr(s.code, ?2) > 0 OR instr(s.name, ?2) > 0)'
const added = (subject: Imported, table: string) =>
  `SELECT 1 AS part, '${subject}' AS subject, s.id, s.code, s.name, 0 AS row FROM batch_additions a
   JOIN ${table} s ON s.id = a.subject_id WHERE a.batch = ?1 AND a.subject = '${subject}' AND ${NAMED}`
const changed = (subject: Imported, table: string) =>
  `SELECT 3, '${subject}', s.id, s.code, s.name, h.id FROM history h INDEXED BY history_batch
   JOIN ${table} s ON s.id = h.subject_id WHERE h.batch = ?1 AND h.subject = '${subject}' AND ${NAMED}`
const DONE = [
  added('agent', 'agents'),
  added('outlet', 'outlets'),
  `SELECT 2, 'outlet', s.id, s.code, s.name, c.id FROM outlet_codes c INDEXED BY outlet_codes_batch
   JOIN outlets s ON s.id = c.outlet WHERE c.batch = ?1 AND ${NAMED}`,
  changed('agent', 'agents'),
  changed('outlet', 'outlets'),
].join(' UNION ALL ')

function say(db: ReadDb, done: DoneRow): RegisterChange {
  const { subject, code, name } = done
  const plain = { subject, code, name, field: null, was: null, became: null, values: null, from: null }
  switch (done.part) {
    case 1:
      return { ...plain, what: 'added', values: firstValues(db, subject, done.id) }
    case 2: {
      const row = db.get<{ kind: string; value: string; from_day: number }>(
        'SELECT kind, value, from_day FROM outlet_codes WHERE id = ?',
        done.row,
      )
      const from = row && row.from_day > 0 ? dateFromNumber(row.from_day) : null
      return { ...plain, subject: 'outletCode', what: 'added', field: row?.kind ?? '', became: row?.value ?? '', from }
    }
    case 3:
      return { ...plain, what: 'changed', ...changeOf(db, done) }
  }
}

/** The values that it had at first: a field that has changed since kept its first one. */
function firstValues(db: ReadDb, subject: Imported, id: number): Record<string, string> {
  const table = subject === 'agent' ? 'agents' : 'outlets'
  const row = db.get<Record<string, Stored>>(`SELECT * FROM ${table} WHERE id = ?`, id) ?? {}
  const values: Record<string, string> = {}
  for (const field of FIELDS[subject]) {
    const first = db.get<{ value: string | null }>(
      'SELECT value FROM history WHERE subject = ? AND subject_id = ? AND field = ? ORDER BY from_day, id LIMIT 1',
      subject,
      id,
      field.key,
    )
    const value = first ? fromHistory(field, first.value) : (row[field.column] ?? null)
    const said = sayDone(db, field, value)
    if (said !== null && said !== '') values[field.key] = said
  }
  return values
}

function changeOf(db: ReadDb, { subject, id, row }: DoneRow) {
  const change = db.get<{ field: string; value: string | null; from_day: number }>(
    'SELECT field, value, from_day FROM history WHERE id = ?',
    row,
  )
  if (!change) return {}
  const field = fieldOf(subject, change.field)
  const before = db.get<{ value: string | null }>(
    `SELECT value FROM history WHERE subject = ?1 AND subject_id = ?2 AND field = ?3
     AND (from_day < ?4 OR (from_day = ?4 AND id < ?5)) ORDER BY from_day DESC, id DESC LIMIT 1`,
    subject,
    id,
    field.key,
    change.from_day,
    row,
  )
  const from = change.from_day > 0 ? dateFromNumber(change.from_day) : null
  const said = (value: string | null | undefined) => sayDone(db, field, fromHistory(field, value ?? null))
  return { field: field.key, was: said(before?.value), became: said(change.value), from }
}

/** Days are kept as numbers. */
function sayDone(db: ReadDb, field: Field, value: Stored): string | null {
  return field.key === 'joinedOn' && typeof value === 'number' ? dateFromNumber(value) : sayValue(db, field, value)
}
