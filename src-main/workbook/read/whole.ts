/** Formats that are read whole by SheetJS: .xlsb, .ods, and .xls before Excel 5. */

import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { read as readBySheetJs } from '@e965/xlsx'
import { Refusal } from '../../domain/refusal.ts'
import type { Cell, RowSink, SheetInfo } from '../cell.ts'
import { lendCodePages } from './codepages.ts'
import { formatKind } from './date-format.ts'
import { ERROR_CODES } from './error-codes.ts'
import type { SourceFile } from './file.ts'
import type { Limits } from './limits.ts'
import { broken, Reading, tooLarge } from './limits.ts'
import { DAYS_1904 } from './serial.ts'
import type { Zip } from './zip/directory.ts'

export interface WholeWorkbook {
  readonly sheets: readonly SheetInfo[]
  read(index: number, sink: RowSink, onProgress?: (fraction: number) => void): void
}

/**
 * Reads the file whole; refuses with WORKBOOK_TOO_LARGE where it, or all that its zip holds, is above `wholeBytes`,
 * and with WORKBOOK_ENCRYPTED or WORKBOOK_BROKEN.
 */
export function openWhole(file: SourceFile, format: string, limits: Limits, zip?: Zip): WholeWorkbook {
  if (file.size > limits.wholeBytes) throw tooLarge('wholeBytes', format)
  if (zip !== undefined) checkParts(zip, format, limits)
  const bytes = Buffer.allocUnsafeSlow(file.size)
  file.read(bytes, 0, bytes.length, 0)
  const book = parse(bytes, format)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const names = book.SheetNames.filter((name) => isWorksheet(book.Sheets[name]))
  return {
    sheets: names.map((name) => ({
      name,
      hidden: (book.Workbook?.Sheets?.[book.SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0,
    })),
    read(index, sink, onProgress) {
      const sheet = book.Sheets[names[index] ?? '']
      if (sheet !== undefined) handOn(sheet, date1904, new Reading(limits, onProgress), sink)
    },
  }
}

function parse(bytes: Buffer, format: string): WorkBook {
  lendCodePages()
  try {
    return readBySheetJs(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellDates: false,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
    })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(message)) throw new Refusal('WORKBOOK_ENCRYPTED', { where: format })
    throw broken(format, message)
  }
}

/** SheetJS inflates what it likes: so everything is inflated here first, held against what the directory declares. */
function checkParts(zip: Zip, format: string, limits: Limits): void {
  const total = zip.entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > limits.wholeBytes) throw tooLarge('wholeBytes', format)
  const piece = Buffer.allocUnsafeSlow(limits.pieceBytes)
  for (const entry of zip.entries) {
    const pieces = zip.open(entry, limits.wholeBytes, 'wholeBytes')
    while (pieces.read(piece, 0, piece.length) > 0);
  }
}

function isWorksheet(sheet: WorkSheet | undefined): boolean {
  return sheet !== undefined && (sheet['!type'] ?? 'sheet') === 'sheet'
}

function handOn(sheet: WorkSheet, date1904: boolean, reading: Reading, sink: RowSink): void {
  const rows = (sheet['!data'] ?? []) as (readonly (CellObject | undefined)[] | undefined)[]
  const kinds = new Map<string, ReturnType<typeof formatKind>>()
  const cells: Cell[] = []
  for (let row = 0; row < rows.length; row++) {
    const source = rows[row]
    if (source === undefined) continue
    cells.length = 0
    let width = 0
    for (let column = 0; column < source.length; column++) {
      const cell = cellOf(source[column], date1904, kinds)
      cells.push(cell)
      if (cell !== null) width = column + 1
    }
    if ((row & 1023) === 0) {
      reading.checkTime()
      reading.progress(row / rows.length)
    }
    if (width === 0) continue
    cells.length = width
    reading.countCells(width)
    if (sink(row + 1, cells) === false) return
  }
  reading.progress(1)
}

function cellOf(
  cell: CellObject | undefined,
  date1904: boolean,
  kinds: Map<string, ReturnType<typeof formatKind>>,
): Cell {
  if (cell === undefined || cell.v === undefined) return null
  const { v } = cell
  if (cell.t === 'e') return { kind: 'error', code: ERROR_CODES[Number(v)] ?? String(v) }
  if (typeof v !== 'number') return typeof v === 'string' || typeof v === 'boolean' ? v : null
  if (cell.t === 's') return String(v)
  const format = typeof cell.z === 'string' ? cell.z : 'General'
  let kind = kinds.get(format)
  if (kind === undefined) {
    kind = formatKind(format)
    kinds.set(format, kind)
  }
  if (kind === 'number') return v
  return { kind: 'date', serial: kind === 'date' && date1904 ? v + DAYS_1904 : v }
}
