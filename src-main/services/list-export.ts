/** What a list on a screen shows (its rows, columns and order) as a workbook with real numbers and dates, or as CSV. */
import { fen, isMoney } from '../domain/money.ts'
import { writeCsv } from '../workbook/write/csv.ts'
import { type ColumnType, type SheetValue, writeXlsx } from '../workbook/write/sheet-stream.ts'
import { XLSX } from './ledgers/template.ts'
import type { Office } from './office.ts'

export interface ShownColumn {
  readonly title: string
  readonly kind: 'text' | 'money' | 'count' | 'month' | 'date'
}

export interface ShownList {
  readonly title: string
  readonly columns: readonly ShownColumn[]
  /** Money as yuan text, months and days as written, one value a column; null where there is none. */
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly format?: 'xlsx' | 'csv'
}

const TYPES: Readonly<Record<ShownColumn['kind'], ColumnType>> = {
  text: 'text',
  money: 'money',
  count: 'decimal',
  month: 'month',
  date: 'date',
}

/** Writes the list; answers the id for GET /files/exports/:id. @throws Refusal WRITE_FAILED, DISK_FULL */
export async function exportShownList(
  office: Pick<Office, 'files'>,
  list: ShownList,
): Promise<{ export: string; name: string; rows: number }> {
  const { format = 'xlsx' } = list
  const name = `${list.title}.${format}`
  const file = office.files.beginExport(name, format === 'csv' ? 'text/csv' : XLSX)
  const columns = list.columns.map(({ title, kind }) => ({ heading: title, type: TYPES[kind] }))
  const rows = list.rows.map((row) => list.columns.map(({ kind }, at) => cellValue(kind, row[at] ?? null)))
  if (format === 'csv') await writeCsv(file.path, { columns, rows })
  else await writeXlsx(file.path, [{ name: list.title, columns, rows }])
  return { export: file.id, name, rows: rows.length }
}

/** Money becomes fen; what is no amount stays the text that it is. */
function cellValue(kind: ShownColumn['kind'], value: string | number | null): SheetValue {
  return kind === 'money' && typeof value === 'string' && isMoney(value) ? fen(value) : value
}
