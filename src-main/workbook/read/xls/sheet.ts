/** One worksheet of an .xls workbook: the records of its cells, handed on row by row. */

import type { Cell, RowSink } from '../../cell.ts'
import { decodeAnsi } from '../codepages.ts'
import { ERROR_CODES } from '../error-codes.ts'
import type { Reading } from '../limits.ts'
import { broken } from '../limits.ts'
import { DAYS_1904 } from '../serial.ts'
import type { XlsGlobals } from './globals.ts'
import { BOF, EOF } from './globals.ts'
import { Continued } from './strings.ts'

const COLUMNS = 256
const FORMULA = 0x06
const STRING = 0x207
const NUMBER = 0x203
const RK = 0x27e
const MULRK = 0xbd
const LABEL = 0x204
const RSTRING = 0xd6
const LABELSST = 0xfd
const BOOLERR = 0x205

/** Least length of the data of each record that is read. */
const LEAST: Readonly<Record<number, number>> = {
  [FORMULA]: 14,
  [NUMBER]: 14,
  [RK]: 10,
  [MULRK]: 12,
  [LABEL]: 8,
  [RSTRING]: 8,
  [LABELSST]: 10,
  [BOOLERR]: 8,
}

/** Reads the sheet whose records begin at `position`; refuses with WORKBOOK_BROKEN (where: the sheet) and past limits. */
export function readXlsSheet(
  stream: Buffer,
  globals: XlsGlobals,
  sheet: { readonly name: string; readonly position: number },
  reading: Reading,
  sink: RowSink,
): void {
  const end = stream.length
  if (sheet.position + 8 > end || stream.readUInt16LE(sheet.position) !== BOF) throw broken(sheet.name, 'sheet')
  const rows = new RowGatherer(stream, globals, sheet.name, rowsAscend(stream, sheet.position))
  let level = 0
  let records = 0
  for (let at = sheet.position; ; ) {
    if (at + 4 > end) throw broken(sheet.name, 'cut off')
    const id = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    if (at + 4 + length > end) throw broken(sheet.name, 'cut off')
    // Charts in a sheet are inside it, between a BOF and an EOF of their own.
    if (id === BOF) level++
    else if (id === EOF && --level === 0) break
    else if (level === 1 && length >= (LEAST[id] ?? 0x10000)) rows.take(id, at)
    else if (level === 1 && id === STRING) rows.takeString(at)
    at += 4 + length
    if ((++records & 4095) === 0) {
      reading.checkTime()
      reading.progress((at - sheet.position) / (end - sheet.position))
    }
    if (rows.ready !== undefined && !rows.handOn(reading, sink)) return
  }
  rows.finish(reading, sink)
}

/** Do the cells come in the order of their rows, as all known writers put them? */
function rowsAscend(stream: Buffer, position: number): boolean {
  let last = 0
  for (
    let at = position + 4 + stream.readUInt16LE(position + 2);
    at + 6 <= stream.length;
    at += 4 + stream.readUInt16LE(at + 2)
  ) {
    const id = stream.readUInt16LE(at)
    if (id === BOF || id === EOF) return true
    if (LEAST[id] === undefined) continue
    const row = stream.readUInt16LE(at + 4)
    if (row < last) return false
    last = row
  }
  return true
}

/** Gathers cells into rows; where they do not come in order, all rows are kept to the end. */
class RowGatherer {
  /** The row that is complete, because a cell of a later one has come. */
  ready: { row: number; cells: Cell[] } | undefined
  readonly #stream: Buffer
  readonly #globals: XlsGlobals
  readonly #where: string
  readonly #kept: Map<number, Cell[]> | undefined
  #row = -1
  #cells: Cell[] = []
  #spare: Cell[] = []
  #column = 0

  constructor(stream: Buffer, globals: XlsGlobals, where: string, ascending: boolean) {
    this.#stream = stream
    this.#globals = globals
    this.#where = where
    this.#kept = ascending ? undefined : new Map()
  }

  /** Takes the record of a cell, or of several. */
  take(id: number, at: number): void {
    const b = this.#stream
    const row = b.readUInt16LE(at + 4)
    const column = b.readUInt16LE(at + 6)
    if (column >= COLUMNS) throw broken(this.#where, 'column')
    if (row !== this.#row) this.#begin(row)
    this.#column = column
    if (id === MULRK) {
      const count = (b.readUInt16LE(at + 2) - 6) / 6
      for (let i = 0; i < count && column + i < COLUMNS; i++) {
        const place = at + 8 + i * 6
        this.#put(column + i, this.#number(rkNumber(b, place + 2), b.readUInt16LE(place)))
      }
      return
    }
    this.#put(column, this.#cell(id, at))
  }

  /** Takes the text that the formula before it came to. */
  takeString(at: number): void {
    if (this.#row < 0) return
    this.#put(this.#column, this.#globals.biff === 8 ? new Continued(this.#stream, at).text() : this.#ansi(at + 4))
  }

  handOn(reading: Reading, sink: RowSink): boolean {
    const { row, cells } = this.ready!
    this.ready = undefined
    this.#spare = cells
    reading.countCells(cells.length)
    return sink(row + 1, cells) !== false
  }

  finish(reading: Reading, sink: RowSink): void {
    this.#begin(Number.MAX_SAFE_INTEGER)
    if (this.ready !== undefined) this.handOn(reading, sink)
    for (const [row, cells] of [...(this.#kept ?? [])].sort(([one], [other]) => one - other)) {
      this.ready = { row, cells }
      if (!this.handOn(reading, sink)) return
    }
    reading.progress(1)
  }

  #begin(row: number): void {
    const cells = this.#cells
    if (this.#kept !== undefined) {
      if (cells.length > 0) this.#kept.set(this.#row, cells)
      this.#cells = this.#kept.get(row) ?? []
    } else if (cells.length > 0) {
      this.ready = { row: this.#row, cells }
      this.#cells = this.#spare
      this.#cells.length = 0
    }
    this.#row = row
  }

  #put(column: number, value: Cell): void {
    if (value === null) return
    const cells = this.#cells
    while (cells.length < column) cells.push(null)
    cells[column] = value
  }

  #cell(id: number, at: number): Cell {
    const b = this.#stream
    const style = b.readUInt16LE(at + 8)
    switch (id) {
      case LABELSST: {
        const text = this.#globals.strings[b.readUInt32LE(at + 10)]
        if (text === undefined) throw broken(this.#where, 'shared string')
        return text
      }
      case NUMBER:
        return this.#number(b.readDoubleLE(at + 10), style)
      case RK:
        return this.#number(rkNumber(b, at + 10), style)
      case BOOLERR:
        return b[at + 11] === 0
          ? b[at + 10] !== 0
          : { kind: 'error', code: ERROR_CODES[b[at + 10]!] ?? `#${b[at + 10]}` }
      case FORMULA:
        return this.#result(at + 10, style)
      default:
        return this.#globals.biff === 8 ? this.#label(at) : this.#ansi(at + 10)
    }
  }

  /** A text in the cell's own record, as BIFF8 writers other than Excel make it. */
  #label(at: number): Cell {
    const continued = new Continued(this.#stream, at)
    continued.skip(6)
    return continued.text()
  }

  #ansi(at: number): string {
    const length = this.#stream.readUInt16LE(at)
    return decodeAnsi(this.#globals.codePage, this.#stream.subarray(at + 2, at + 2 + length))
  }

  /** What a formula came to when it was saved (MS-XLS 2.5.133). */
  #result(at: number, style: number): Cell {
    const b = this.#stream
    if (b.readUInt16LE(at + 6) !== 0xffff) return this.#number(b.readDoubleLE(at), style)
    const value = b[at + 2]!
    switch (b[at]) {
      case 1:
        return value !== 0
      case 2:
        return { kind: 'error', code: ERROR_CODES[value] ?? `#${value}` }
      case 3:
        return ''
      default:
        // A text follows in a record of its own.
        return null
    }
  }

  #number(value: number, style: number): Cell {
    const number = value === 0 ? 0 : value
    const kind = this.#globals.kinds[style] ?? 'number'
    if (kind === 'number') return number
    return { kind: 'date', serial: kind === 'date' && this.#globals.date1904 ? number + DAYS_1904 : number }
  }
}

/** A number in four bytes (MS-XLS 2.5.217): an integer or the upper half of a double, perhaps in hundredths. */
function rkNumber(b: Buffer, at: number): number {
  const bits = b.readInt32LE(at)
  let value = bits >> 2
  if ((bits & 2) === 0) {
    HALVES.setInt32(0, bits & ~3)
    value = HALVES.getFloat64(0)
  }
  return bits & 1 ? value / 100 : value
}

const HALVES = new DataView(new ArrayBuffer(8))
