/** The rows of a ledger batch: searched, filtered and ordered page by page, and exported as the list shows them. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import { kinds } from '../../workbook/kinds/kinds.ts'
import { writeCsv } from '../../workbook/write/csv.ts'
import { type SheetColumn, type SheetRow, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import type { Job } from '../jobs.ts'
import type { Office, Query } from '../office.ts'
import { saying, TYPES } from './export.ts'
import { type LedgerRow, MONEY, rowsById, sayRow } from './row-select.ts'
import { type RowFilter, type RowRange, type RowSort, RowView } from './row-view.ts'
import { isLedgerKind, LEDGERS, type LedgerKind } from './rows.ts'
import { XLSX } from './template.ts'

export interface RowsAsked {
  readonly id: number
  readonly filter?: RowFilter | undefined
  readonly sort?: RowSort | undefined
}

export interface RowsPage {
  /** Rows that pass, as far as known while `complete` is false. */
  readonly total: number
  readonly rows: readonly LedgerRow[]
  /** false: still looking; ask again, and more will have come. */
  readonly complete: boolean
  /** How far the looking is, 0 to 1. */
  readonly fraction: number
  /** Sums over the rows that pass by column; null where nothing is filtered (the batch knows them). */
  readonly sums: Readonly<Record<string, string | number>> | null
}

/** Work on one answer before it goes back with what there is. */
const PATIENCE_MS = 60
/** Views kept: each at most 4 MB for a million rows. */
const VIEWS_KEPT = 4

const views = new WeakMap<ReadDb, Map<string, RowView>>()

/** @throws Refusal NOT_FOUND for a batch that is undone or was never there */
export async function batchRows(
  cx: Pick<Query, 'db'>,
  asked: RowsAsked & { readonly offset: number; readonly limit: number },
): Promise<RowsPage> {
  const range = rangeOf(cx.db, asked.id)
  if (range === null) return { total: 0, rows: [], complete: true, fraction: 1, sums: null }
  const page = (ids: readonly number[]) => rowsById(cx.db, range.kind, ids, asked.id).map(sayRow)
  if (range.whole && isPlain(asked)) {
    const from = range.first + asked.offset
    const ids = Array.from({ length: Math.max(0, Math.min(asked.limit, range.last + 1 - from)) }, (_, at) => from + at)
    return { total: range.rows, rows: page(ids), complete: true, fraction: 1, sums: null }
  }
  const view = viewOf(cx.db, range, asked)
  const until = performance.now() + PATIENCE_MS
  while (!view.complete && performance.now() < until) {
    view.step()
    await nextTurn()
  }
  return {
    total: view.total,
    rows: page(view.page(asked.offset, asked.limit)),
    complete: view.complete,
    fraction: view.fraction,
    sums: isFiltered(asked.filter) ? saidSums(range.kind, view.sums) : null,
  }
}

const isFiltered = (filter: RowFilter | undefined): boolean =>
  filter !== undefined && Object.values(filter).some((value) => value !== undefined && value.length > 0)

const isPlain = ({ filter, sort }: RowsAsked): boolean =>
  !isFiltered(filter) && (sort === undefined || (sort.by === 'sheetRow' && !sort.descending))

function saidSums(kind: LedgerKind, sums: Record<string, number>): Record<string, string | number> {
  const keyOf = (name: string) => LEDGERS[kind].columns.find(({ column }) => column === name)?.key ?? name
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [keyOf(name), MONEY.has(name) ? yuan(asFen(sum)) : sum]),
  )
}

interface Range extends RowRange {
  readonly batch: number
  /** Without gaps: the place in the list is the id. */
  readonly whole: boolean
  readonly rows: number
}

/** null for a register's batch, whose rows are not kept. */
function rangeOf(db: ReadDb, id: number): Range | null {
  const batch = db.get<{ kind: KindKey; rows: number }>(
    "SELECT kind, rows_added + rows_updated AS rows FROM batches WHERE id = ? AND state = 'active'",
    id,
  )
  if (!batch) throw new Refusal('NOT_FOUND', { what: 'batch', name: String(id) })
  const { kind, rows } = batch
  if (!isLedgerKind(kind)) return null
  const ids = db.get<{ first: number; last: number }>(
    'SELECT first_row AS first, last_row AS last FROM batch_ranges WHERE batch = ?',
    id,
  ) ?? { first: 1, last: 0 }
  const periods = db
    .all<{ period: number }>('SELECT period FROM batch_periods WHERE batch = ? ORDER BY period', id)
    .map(({ period }) => period)
  return { kind, rows, periods, batch: id, ...ids, whole: ids.last - ids.first + 1 === rows }
}

function viewOf(db: ReadDb, range: Range, { filter = {}, sort }: RowsAsked): RowView {
  const kept = views.get(db) ?? new Map<string, RowView>()
  views.set(db, kept)
  const key = JSON.stringify([range.batch, filter.text, filter.outlet, filter.types, filter.period, sort])
  const view = kept.get(key) ?? new RowView(db, range, filter, sort)
  // the one asked for last goes last
  kept.delete(key)
  kept.set(key, view)
  for (const old of [...kept.keys()].slice(0, -VIEWS_KEPT)) kept.delete(old)
  return view
}

const PLACE: Readonly<Record<string, SheetColumn>> = {
  sheetRow: { heading: '行号', type: 'integer' },
  sheet: { heading: '工作表', type: 'text' },
  file: { heading: '文件', type: 'text', width: 32 },
}

/** Rows fetched at once while they are written: about 5 ms. */
const PAGE = 1000

/**
 * Writes the rows that a list shows, in its order and columns, to an .xlsx (more than a sheet holds go on further sheets)
 * or a CSV; answers the id for GET /files/exports/:id. Refusals: NOT_FOUND, CANCELLED, DISK_FULL, WRITE_FAILED.
 */
export async function exportRows(
  office: Office,
  job: Job,
  asked: RowsAsked & { readonly columns: readonly string[]; readonly format: 'xlsx' | 'csv' },
): Promise<{ export: string; name: string; rows: number }> {
  const { read } = office.store
  const range = rangeOf(read, asked.id)
  if (range === null) throw new Refusal('NOT_FOUND', { what: 'batch', name: String(asked.id) })
  const view = viewOf(read, range, asked)
  while (!view.complete) {
    view.step()
    job.progress('finding', view.fraction * 0.2, view.total)
    await job.breathe()
  }
  const { title, columns: own } = kinds[range.kind]
  const shown = asked.columns.flatMap((key) => {
    const column = own.find((each) => each.key === key)
    if (!column) return PLACE[key] ? [{ key, sheet: PLACE[key], say: (value: string | number | null) => value }] : []
    return [{ key, sheet: { heading: column.heading, type: TYPES[column.type] }, say: saying(column) }]
  })
  function* rows(): Generator<SheetRow> {
    for (let at = 0; at < view.total; at += PAGE) {
      for (const row of rowsById(read, range!.kind, view.page(at, PAGE), asked.id)) {
        yield shown.map(({ key, say }) => say(row[key] ?? null))
      }
    }
  }
  const name = `${title}第${asked.id}批.${asked.format}`
  const file = office.files.beginExport(name, asked.format === 'csv' ? 'text/csv' : XLSX)
  const list = { name: title, columns: shown.map(({ sheet }) => sheet), rows: rows() }
  const options = {
    signal: job.signal,
    onProgress: (count: number) => job.progress('writing', 0.2 + (0.8 * count) / Math.max(1, view.total), count),
  }
  if (asked.format === 'csv') await writeCsv(file.path, list, options)
  else await writeXlsx(file.path, [list], options)
  return { export: file.id, name, rows: view.total }
}
