/** Writing a batch: begun unseen, finished by one row, or taken away again as if it had never been. */
import type { WriteDb } from '../../data/handles.ts'
import type { IngestResult, Mapping } from '../../workbook/ingest/request.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { sweepBatch } from '../leftovers.ts'
import type { Actor, Office } from '../office.ts'
import type { ImportReport, RowCounts } from './import-answer.ts'
import { moveHome } from './replaced-rows.ts'
import { LEDGERS, type LedgerKind, type LedgerWriter, type PeriodSums } from './rows.ts'

export interface LoadingBatch {
  readonly batch: number
  /** Id of its first row; its rows follow each other. */
  readonly first: number
}

/** Begins a ledger's batch that nobody sees until it is finished. */
export function beginBatch(office: Office, actor: Actor, kind: LedgerKind, mapping: Mapping | undefined): LoadingBatch {
  return office.store.write((db) => {
    const first = (db.get<{ id: number | null }>(`SELECT max(id) AS id FROM ${LEDGERS[kind].table}`)?.id ?? 0) + 1
    const batch = insertBatch(db, kind, 'loading', mapping, actor.user, office.clock.now().toISOString())
    db.run('INSERT INTO batch_ranges (batch, first_row, last_row) VALUES (?, ?, ?)', batch, first, first - 1)
    return { batch, first }
  })
}

/** Inserts the row of a batch. */
export function insertBatch(
  db: WriteDb,
  kind: KindKey,
  state: 'loading' | 'active',
  mapping: Mapping | undefined,
  user: string,
  at: string,
): number {
  return db.run(
    'INSERT INTO batches (kind, state, mapping, user, at) VALUES (?, ?, ?, ?, ?)',
    kind,
    state,
    JSON.stringify(mapping ?? {}),
    user,
    at,
  ).lastInsertRowid
}

/** Makes the batch seen, with its counts, its files and what it holds by month. */
export function finishBatch(
  db: WriteDb,
  batch: number,
  rows: RowCounts,
  result: IngestResult,
  report: ImportReport,
  periods: readonly PeriodSums[],
): void {
  db.run(
    `UPDATE batches SET state = 'active', rows_read = ?, rows_added = ?, rows_updated = ?, rows_skipped = ?,
     rows_rejected = ?, report = ? WHERE id = ?`,
    rows.read,
    rows.added,
    rows.updated,
    rows.skipped,
    rows.rejected,
    JSON.stringify(report),
    batch,
  )
  // one number per sheet read: a row's file and sheet are found again by it
  result.sources.forEach(({ source, sheet }, at) => {
    const file = report.files?.[source] ?? report.file
    db.run(
      'INSERT INTO batch_files (batch, number, name, sha256, bytes, sheet) VALUES (?, ?, ?, ?, ?, ?)',
      batch,
      at + 1,
      file.name,
      file.sha256,
      file.bytes,
      sheet,
    )
  })
  for (const { period, rows: count, quantity, amount } of periods) {
    db.run(
      'INSERT INTO batch_periods (batch, period, rows, quantity, amount) VALUES (?, ?, ?, ?, ?)',
      batch,
      period,
      count,
      quantity,
      amount,
    )
  }
}

/** The import leaves nothing behind: rows in steps, then the batch itself and the names that it made known. */
export async function abandonBatch(
  office: Office,
  kind: LedgerKind,
  batch: number,
  writer: LedgerWriter,
): Promise<void> {
  await sweepBatch(office, kind, batch)
  await moveHome(office, kind, batch)
  office.store.write((db) => {
    for (const table of ['batch_ranges']) db.run(`DELETE FROM ${table} WHERE batch = ?`, batch)
    db.run('DELETE FROM batches WHERE id = ?', batch)
  })
  forgetNames(office, writer)
}

/** Rows looked through at most for the sake of names: each name deleted looks through every row that could refer to it. */
const MOST_ROWS = 1_000_000

/** Takes back the names that an abandoned import made known; in a large store they stay, unused. */
function forgetNames(office: Office, writer: LedgerWriter): void {
  const { created } = writer
  if (created.length === 0) return
  const rows = office.store.read.get<{ n: number }>('SELECT coalesce(max(id), 0) AS n FROM entries')?.n ?? 0
  if (rows * created.length > MOST_ROWS) return
  office.store.write((db) => {
    for (const { kind, name } of created) db.run('DELETE FROM terms WHERE kind = ? AND name = ?', kind, name)
  })
}
