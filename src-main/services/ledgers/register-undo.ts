/**
 * Undoing an import of agents, outlets or codes: allowed while nothing later depends on it. What it added goes, fields that
 * it changed have their earlier values again.
 */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { dateNumber, type IsoDate, monthFromNumber } from '../../domain/month.ts'
import type { Command } from '../office.ts'
import { fieldOf, fromHistory, type Subject, TABLE } from '../register/fields.ts'
import { lastClosedDay } from '../register/history.ts'
import { followName } from '../register/mnemonic.ts'
import { withdrawOfBatch } from '../requests/decide.ts'
import { LEDGERS } from './rows.ts'

export interface Dependence {
  readonly code: 'BATCH_USED'
  readonly details: Record<string, unknown>
}

const used = (reason: string, details: Record<string, unknown> = {}): Dependence => ({
  code: 'BATCH_USED',
  details: { reason, ...details },
})

/** Why an import into the register cannot be undone; null when it can. */
export function whyNotUndoRegister(
  db: ReadDb,
  batch: { id: number; kind: string; rows_added: number },
): Dependence | null {
  const added = additionsOf(db, batch.id)
  // batches from before additions were remembered
  if (batch.kind !== 'outletCodes' && added.length < batch.rows_added) return used('register')
  if (deletionRows(db, added) > MOST_ROWS) return used('register')
  return (
    closedSince(db, batch.id) ??
    approvedRequest(db, batch.id) ??
    changedLater(db, batch.id) ??
    inUse(db, batch.id, added)
  )
}

interface Addition {
  readonly subject: Subject
  readonly id: number
}

function additionsOf(db: ReadDb, batch: number): Addition[] {
  return db.all<Addition>('SELECT subject, subject_id AS id FROM batch_additions WHERE batch = ?', batch)
}

/** Ledger rows looked through at most while the thread is held. */
const MOST_ROWS = 10_000_000

/** The store looks through every ledger row for each outlet that is deleted: no index of theirs begins with the outlet. */
function deletionRows(db: ReadDb, added: readonly Addition[]): number {
  const rows = Object.values(LEDGERS)
    .filter(({ columns }) => columns.some(({ column }) => column === 'outlet'))
    .map(({ table }) => db.get<{ n: number | null }>(`SELECT max(id) AS n FROM ${table}`)?.n ?? 0)
    .reduce((sum, n) => sum + n, 0)
  return rows * added.filter(({ subject }) => subject === 'outlet').length
}

/** A closed month has read what took effect in it. */
function closedSince(db: ReadDb, batch: number): Dependence | null {
  const closed = lastClosedDay(db)
  if (closed === 0) return null
  const read = db.get<{ day: number }>(
    `SELECT from_day AS day FROM history WHERE batch = ?1 AND from_day <= ?2
     UNION ALL SELECT from_day FROM outlet_codes WHERE batch = ?1 AND from_day <= ?2
     UNION ALL SELECT 0 FROM batch_additions WHERE batch = ?1 AND EXISTS (SELECT 1 FROM settlements s
       JOIN batches b ON b.id = ?1 WHERE s.status IN ('closed', 'paid') AND s.closed_at >= b.at) LIMIT 1`,
    batch,
    closed,
  )
  return read ? used('closed', { period: monthFromNumber(Math.floor(closed / 100)) }) : null
}

/** A request of the batch that somebody has approved has changed the register since. */
function approvedRequest(db: ReadDb, batch: number): Dependence | null {
  const found = db.get<{ number: string }>(
    "SELECT number FROM requests WHERE batch = ? AND state = 'approved' ORDER BY id LIMIT 1",
    batch,
  )
  return found ? used('requests', { code: found.number }) : null
}

/** A field that was changed after the batch changed it, or of something that the batch added. */
function changedLater(db: ReadDb, batch: number): Dependence | null {
  const later = db.get<{ subject: Subject; id: number; field: string }>(
    `SELECT l.subject, l.subject_id AS id, l.field FROM history l
     JOIN history h ON h.subject = l.subject AND h.subject_id = l.subject_id AND h.field = l.field AND h.id < l.id
     WHERE h.batch = ?1 AND l.batch IS NOT ?1
     UNION ALL
     SELECT l.subject, l.subject_id, l.field FROM batch_additions a
     JOIN history l ON l.subject = a.subject AND l.subject_id = a.subject_id
     WHERE a.batch = ?1 AND l.batch IS NOT ?1 LIMIT 1`,
    batch,
  )
  return later ? used('laterChanges', { code: codeOf(db, later), field: later.field }) : null
}

function codeOf(db: ReadDb, { subject, id }: Addition): string {
  return db.get<{ code: string }>(`SELECT code FROM ${TABLE[subject]} WHERE id = ?`, id)?.code ?? ''
}

/** Something that refers to an agent or outlet that the batch added. */
function inUse(db: ReadDb, batch: number, added: readonly Addition[]): Dependence | null {
  for (const subject of new Set(added.map((each) => each.subject))) {
    for (const { table, column } of references(db, TABLE[subject])) {
      const found = db.get<{ id: number }>(referring(table, column), batch, subject)
      if (found) return used('inUse', { code: codeOf(db, { subject, id: found.id }), by: table })
    }
  }
  // a dated value of another outlet may name an agent that is not its agent today
  const named = db.get<{ id: number }>(
    `SELECT a.subject_id AS id FROM batch_additions a JOIN history h
     ON h.subject = 'outlet' AND h.field = 'agent' AND h.value = CAST(a.subject_id AS TEXT)
     WHERE a.batch = ?1 AND a.subject = 'agent' UNION ALL
     SELECT a.subject_id FROM batch_additions a JOIN request_changes c ON c.field = 'agent'
     AND (c.becomes = CAST(a.subject_id AS TEXT) OR c.was = CAST(a.subject_id AS TEXT))
     WHERE a.batch = ?1 AND a.subject = 'agent' LIMIT 1`,
    batch,
  )
  return named ? used('inUse', { code: codeOf(db, { subject: 'agent', id: named.id }), by: 'history' }) : null
}

const LEDGER_TABLES: ReadonlySet<string> = new Set(Object.values(LEDGERS).map(({ table }) => table))

/** The columns of the store that refer to a table: read from the schema, so that a new one is never forgotten. */
function references(db: ReadDb, target: string): { table: string; column: string }[] {
  return db.all<{ table: string; column: string }>(
    `SELECT m.name AS "table", f."from" AS "column" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
     WHERE m.type = 'table' AND f."table" = ?`,
    target,
  )
}

/** Finds an added one that a row refers to. Ledgers are sought month by month, by the indexes that begin with the month. */
function referring(table: string, column: string): string {
  const own = table === 'outlet_codes' ? 'AND r.batch IS NOT ?1' : ''
  const months = LEDGER_TABLES.has(table)
    ? `CROSS JOIN (SELECT DISTINCT period FROM batch_periods) p CROSS JOIN ${table} r ON r.period = p.period AND r.${column} = a.subject_id`
    : `JOIN ${table} r ON r.${column} = a.subject_id`
  return `SELECT a.subject_id AS id FROM batch_additions a ${months} WHERE a.batch = ?1 AND a.subject = ?2 ${own} LIMIT 1`
}

/** Takes the batch back; `whyNotUndoRegister` has answered null in the same transaction. */
export function undoRegister(cx: Command, batch: number): void {
  const { db } = cx
  const changed = db.all<Addition & { field: string }>(
    'SELECT DISTINCT subject, subject_id AS id, field FROM history WHERE batch = ?',
    batch,
  )
  db.run('DELETE FROM history WHERE batch = ?', batch)
  for (const { subject, id, field } of changed) restoreField(db, cx.today, subject, id, field)
  db.run('DELETE FROM outlet_codes WHERE batch = ?', batch)
  for (const { subject, id } of additionsOf(db, batch)) db.run(`DELETE FROM ${TABLE[subject]} WHERE id = ?`, id)
  db.run('DELETE FROM batch_additions WHERE batch = ?', batch)
  withdrawOfBatch(cx, batch)
}

/** The register shows what history says for today. */
function restoreField(db: WriteDb, today: IsoDate, subject: Subject, id: number, key: string): void {
  const field = fieldOf(subject, key)
  const known = db.get<{ value: string | null }>(
    `SELECT value FROM history WHERE subject = ? AND subject_id = ? AND field = ? AND from_day <= ?
     ORDER BY from_day DESC, id DESC LIMIT 1`,
    subject,
    id,
    key,
    dateNumber(today),
  )
  if (!known) return
  const value = fromHistory(field, known.value)
  db.run(`UPDATE ${TABLE[subject]} SET ${field.column} = ? WHERE id = ?`, value, id)
  forgetFirstValue(db, subject, id, key)
  if (key === 'name') followName(db, subject, id)
}

/** A first value was written down because the field changed (history.ts); a field that never changed has no history. */
function forgetFirstValue(db: WriteDb, subject: Subject, id: number, key: string): void {
  const rows = db.all<{ id: number; from_day: number; batch: number | null }>(
    'SELECT id, from_day, batch FROM history WHERE subject = ? AND subject_id = ? AND field = ? LIMIT 2',
    subject,
    id,
    key,
  )
  const [only] = rows
  if (rows.length === 1 && only && only.from_day === 0 && only.batch === null) {
    db.run('DELETE FROM history WHERE id = ?', only.id)
  }
}
