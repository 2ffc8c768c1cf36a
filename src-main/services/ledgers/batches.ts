/** Batches (批次): the list of imports, the page of one with its rows, undoing a whole one. */

import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal, type RefusalCode } from '../../domain/refusal.ts'
import type { Mapping } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import { sweepBatch } from '../leftovers.ts'
import type { Actor, Office, Query } from '../office.ts'
import { firstSettledMonth } from '../opening/start.ts'
import { usedInLaterMonth } from '../settlements/used-batches.ts'
import type { ImportReport } from './import-answer.ts'
import { undoRegister, whyNotUndoRegister } from './register-undo.ts'
import { moveHome, replacedBy, showReplaced } from './replaced-rows.ts'
import { isLedgerKind, isOnlyCompared, isOpeningKind } from './rows.ts'

export interface BatchView {
  readonly id: number
  readonly kind: KindKey
  readonly state: 'active' | 'undone'
  readonly file: string
  readonly sheet: string
  readonly rows: { read: number; added: number; updated: number; skipped: number; rejected: number }
  readonly periods: readonly { period: Month; rows: number; quantity: number; amount: string }[]
  readonly user: string
  readonly at: string
  readonly undoneBy: string | null
  readonly undoneAt: string | null
  readonly undoneReason: string | null
}

export interface BatchFile {
  readonly name: string
  readonly sheet: string
  readonly bytes: number
  readonly sha256: string
}

interface BatchRow {
  id: number
  kind: KindKey
  state: 'active' | 'undone'
  file: string
  sheet: string
  rows_read: number
  rows_added: number
  rows_updated: number
  rows_skipped: number
  rows_rejected: number
  user: string
  at: string
  undone_by: string | null
  undone_at: string | null
  undone_reason: string | null
}

const SELECT = `SELECT b.id, b.kind, b.state, f.name AS file, f.sheet, b.rows_read, b.rows_added, b.rows_updated,
  b.rows_skipped, b.rows_rejected, b.user, b.at, b.undone_by, b.undone_at, b.undone_reason
  FROM batches b LEFT JOIN batch_files f ON f.batch = b.id AND f.number = 1 WHERE b.state <> 'loading' AND b.kind <> 'replaced'`

/** The imports, newest first; `period` keeps those that hold rows of the month. */
export function listBatches(
  cx: Query,
  asked: {
    offset: number
    limit: number
    kind?: KindKey | undefined
    period?: Month | undefined
    text?: string | undefined
  },
): { total: number; rows: BatchView[] } {
  const where = `(?1 IS NULL OR b.kind = ?1) AND (?2 IS NULL OR b.id IN (SELECT batch FROM batch_periods WHERE period = ?2))
    AND (?3 IS NULL OR instr(f.name, ?3) > 0 OR instr(b.user, ?3) > 0)`
  const values = [
    asked.kind ?? null,
    asked.period ? monthNumber(asked.period) : null,
    asked.text?.trim() || null,
  ] as const
  const total = cx.db.get<{ n: number }>(`SELECT count(*) AS n FROM (${SELECT} AND ${where})`, ...values)?.n
  const rows = cx.db.all<BatchRow>(
    `${SELECT} AND ${where} ORDER BY b.id DESC LIMIT ?4 OFFSET ?5`,
    ...values,
    asked.limit,
    asked.offset,
  )
  return { total: total ?? 0, rows: rows.map((row) => viewOf(cx.db, row)) }
}

function viewOf(db: ReadDb, row: BatchRow): BatchView {
  const periods = db
    .all<{ period: number; rows: number; quantity: number; amount: number }>(
      'SELECT period, rows, quantity, amount FROM batch_periods WHERE batch = ? ORDER BY period',
      row.id,
    )
    .map((each) => ({ ...each, period: monthFromNumber(each.period), amount: yuan(asFen(each.amount)) }))
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    file: row.file,
    sheet: row.sheet,
    rows: {
      read: row.rows_read,
      added: row.rows_added,
      updated: row.rows_updated,
      skipped: row.rows_skipped,
      rejected: row.rows_rejected,
    },
    periods,
    user: row.user,
    at: row.at,
    undoneBy: row.undone_by,
    undoneAt: row.undone_at,
    undoneReason: row.undone_reason,
  }
}

/** One batch with its report and why it cannot be undone (null when it can). @throws Refusal NOT_FOUND */
export function getBatch(
  cx: Query,
  id: number,
): BatchView & {
  report: ImportReport
  sha256: string
  /** Each sheet that was read, in their order. */
  files: readonly BatchFile[]
  mapping: Mapping
  undoRefused: { code: string; details: Record<string, unknown> } | null
} {
  const row = cx.db.get<BatchRow>(`${SELECT} AND b.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'batch', name: String(id) })
  const more = cx.db.get<{ report: string; mapping: string; sha256: string }>(
    'SELECT b.report, b.mapping, f.sha256 FROM batches b LEFT JOIN batch_files f ON f.batch = b.id AND f.number = 1 WHERE b.id = ?',
    id,
  )
  return {
    ...viewOf(cx.db, row),
    report: JSON.parse(more?.report ?? '{}') as ImportReport,
    mapping: JSON.parse(more?.mapping ?? '{}') as Mapping,
    sha256: more?.sha256 ?? '',
    files: cx.db.all<BatchFile>(
      'SELECT name, sheet, bytes, sha256 FROM batch_files WHERE batch = ? ORDER BY number',
      id,
    ),
    undoRefused: whyNotUndo(cx.db, row),
  }
}

function whyNotUndo(
  db: ReadDb,
  batch: Pick<BatchRow, 'id' | 'kind' | 'state' | 'rows_added'>,
): { code: RefusalCode; details: Record<string, unknown> } | null {
  if (batch.state === 'undone') return { code: 'WRONG_STATE', details: { state: 'undone' } }
  if (!isLedgerKind(batch.kind)) return whyNotUndoRegister(db, batch)
  if (isOpeningKind(batch.kind) && firstSettledMonth(db) !== null) return { code: 'OPENING_CONFIRMED', details: {} }
  // what the office expected is compared and never counted
  if (batch.kind === 'expectedAmounts') return null
  const closed = db.get<{ period: number }>(
    `SELECT p.period FROM batch_periods p JOIN settlements s ON s.period = p.period
     WHERE p.batch = ? AND s.status IN ('closed', 'paid') ORDER BY p.period LIMIT 1`,
    batch.id,
  )
  const period = closed ? monthFromNumber(closed.period) : usedInLaterMonth(db, batch)
  if (period) return { code: 'BATCH_USED', details: { reason: 'closed', period } }
  const later = replacedBy(db, batch.id) ?? typedSince(db, batch.id)
  return later === null ? null : { code: 'BATCH_USED', details: { reason: 'replaced', batch: later } }
}

/** The batch that has a value where this one emptied a cell: two values of one cell must not come to be seen. */
function typedSince(db: ReadDb, batch: number): number | null {
  const found = db.get<{ batch: number }>(
    `SELECT n.batch FROM replaced_rows r JOIN indicator_values o ON o.id = r.row
     JOIN indicator_values n ON n.period = o.period AND n.indicator = o.indicator AND n.outlet = o.outlet AND n.id > o.id
     JOIN batches b ON b.id = n.batch AND b.kind = 'indicators' AND b.state = 'active'
     WHERE r.batch = ?1 AND n.batch <> ?1 AND EXISTS (SELECT 1 FROM batches k WHERE k.id = ?1 AND k.kind = 'indicators') LIMIT 1`,
    batch,
  )
  return found?.batch ?? null
}

/** Takes a whole batch back; its rows vanish at once and are swept in steps. @throws Refusal NOT_FOUND, BATCH_USED, WRONG_STATE */
export async function undoBatch(
  office: Office,
  actor: Actor,
  job: Job,
  asked: { id: number; reason: string },
  act: string,
): Promise<{ id: number; rows: number }> {
  job.seal()
  const undone = runCommand(office, actor, act, (cx) => {
    const row = cx.db.get<BatchRow>(`${SELECT} AND b.id = ?`, asked.id)
    if (!row) throw new Refusal('NOT_FOUND', { what: 'batch', name: String(asked.id) })
    const refused = whyNotUndo(cx.db, row)
    if (refused) throw new Refusal(refused.code, refused.details)
    cx.db.run(
      "UPDATE batches SET state = 'undone', undone_by = ?, undone_at = ?, undone_reason = ? WHERE id = ?",
      cx.user,
      cx.now,
      asked.reason,
      asked.id,
    )
    if (isLedgerKind(row.kind)) showReplaced(cx.db, row.kind, asked.id)
    else undoRegister(cx, asked.id)
    return { result: row, inputs: !isOnlyCompared(row.kind), subject: `batch:${asked.id}`, detail: asked }
  })
  if (isLedgerKind(undone.kind)) {
    await moveHome(office, undone.kind, asked.id)
    await sweepBatch(office, undone.kind, asked.id)
    office.store.write((db) => db.run('UPDATE batches SET swept = 1 WHERE id = ?', asked.id))
  }
  return { id: asked.id, rows: undone.rows_added + undone.rows_updated }
}
