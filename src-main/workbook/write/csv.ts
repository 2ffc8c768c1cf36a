/** Lists of any length as CSV: UTF-8 with mark, quoted as RFC 4180 says, safe to open in a spreadsheet. */
import { setImmediate as turn } from 'node:timers/promises'
import { type Fen, yuan } from '../../domain/money.ts'
import { Refusal } from '../../domain/refusal.ts'
import { RowSource } from './row-source.ts'
import { writeAll, writeWhole } from './safe-file.ts'
import { dayText, monthText, type Sheet, type SheetColumn, type SheetValue } from './sheet-columns.ts'
import { looksLikeFormula } from './xml-text.ts'

/** Characters gathered before they go to the disk. */
const PIECE = 1 << 17
const MARK = '\ufeff'
const LINE_END = '\r\n'

export interface CsvOptions {
  readonly signal?: AbortSignal
  /** Called with the number of data rows written, every few thousand rows. */
  readonly onProgress?: (rows: number) => void
}

/** What a CSV takes of a sheet: headings and rows; titles, totals and closing lines would only be in the way of whoever reads it. */
export type CsvSheet = Pick<Sheet, 'columns' | 'rows'>

/**
 * Writes the list and moves it to `path` when it is whole; answers the number of data rows.
 * Money is yuan with two places, dates 2026-10-31, months 2026-10.
 * Refusals: CANCELLED, DISK_FULL, FILE_LOCKED, WRITE_FAILED; an error of the row source passes through; nothing is left behind.
 */
export async function writeCsv(path: string, { columns, rows }: CsvSheet, options: CsvOptions = {}): Promise<number> {
  return writeWhole(path, async (file) => {
    const source = new RowSource(rows)
    let text = MARK + columns.map((column) => csvField(column.heading)).join(',') + LINE_END
    let position = 0
    let count = 0
    const flush = async () => {
      const bytes = Buffer.from(text, 'utf8')
      text = ''
      await writeAll(file, [bytes], position)
      position += bytes.length
    }
    try {
      for (;;) {
        const next = source.next()
        const row = next instanceof Promise ? await next : next
        if (row === undefined) break
        count++
        text += columns.map((column, index) => field(column, row[index])).join(',') + LINE_END
        if (text.length < PIECE) continue
        await flush()
        options.onProgress?.(count)
        await turn()
        if (options.signal?.aborted) throw new Refusal('CANCELLED')
      }
      await flush()
    } finally {
      await source.close()
    }
    return count
  })
}

/**
 * A text as one field: quoted where it must be, and with an apostrophe before what a spreadsheet would take for a formula
 * (OWASP "CSV injection": = + - @ tab return). Numbers are not passed through here: −5 stays a number.
 */
export function csvField(text: string): string {
  const safe = looksLikeFormula(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function field({ type }: SheetColumn, value: SheetValue): string {
  if (value === null || value === undefined || value === '') return ''
  switch (type) {
    case 'money':
      return typeof value === 'number' ? yuan(value as Fen) : csvField(value)
    case 'date':
      return csvField(dayText(value))
    case 'month':
      return csvField(monthText(value))
    case 'decimal':
      return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value) ? String(value) : csvField(value)
    case 'integer':
    case 'any':
      return typeof value === 'number' ? String(value) : csvField(value)
    case 'text':
      return csvField(String(value))
  }
}
