/** One worksheet part: finds its rows and hands them to the sink. */

import type { RowSink } from '../../cell.ts'
import { broken } from '../limits.ts'
import type { Window } from '../pieces.ts'
import type { CellContext } from './careful-cell.ts'
import { CellScanner } from './cells.ts'
import {
  asideEnd,
  attribute,
  closesItself,
  isAside,
  LT,
  localName,
  NEED,
  SLASH,
  skipElement,
  tagEnd,
} from './markup.ts'

/** Rows of a sheet (ECMA-376, Excel's own limit). */
const ROWS = 1_048_576

/**
 * Reads all rows of the sheet in the order of the file; rows without any value are not handed on.
 * Refuses with WORKBOOK_BROKEN (where: the part), WORKBOOK_TOO_LARGE or WORKBOOK_TIMEOUT.
 */
export function readSheet(window: Window, context: CellContext, sink: RowSink): void {
  const { reading, where } = context
  const reader = new RowReader(window, context, sink)
  for (;;) {
    const at = reader.advance()
    if (at === NEED) {
      drain(window)
      return
    }
    reading.checkTime()
    reading.progress(window.fraction())
    if (!window.more(at)) throw broken(where, reader.row > 0 ? `cut off after row ${reader.row}` : 'cut off')
  }
}

/** Reads the rest unseen, so that its checksum is held against the directory's. */
function drain(window: Window): void {
  while (window.more(window.end));
}

class RowReader {
  row = 0
  readonly #window: Window
  readonly #context: CellContext
  readonly #sink: RowSink
  readonly #scanner: CellScanner
  #inside = false

  constructor(window: Window, context: CellContext, sink: RowSink) {
    this.#window = window
    this.#context = context
    this.#sink = sink
    this.#scanner = new CellScanner(context)
  }

  /** Reads as many rows as the window holds whole; answers where the next token begins, or NEED when all is read. */
  advance(): number {
    const b = this.#window.buf
    const end = this.#window.end
    const { where, reading } = this.#context
    let i = 0
    for (;;) {
      const start = i
      while (b[i] !== LT) i++
      if (i >= end) return start
      if (isAside(b, i)) {
        i = asideEnd(b, i, end, where)
        if (i === NEED) return start
        continue
      }
      const gt = tagEnd(b, i + 1, end)
      if (gt === NEED) return start
      // <row
      const isRow = b[i + 1] === 114 && b[i + 2] === 111 && b[i + 3] === 119 && b[i + 4] === 32
      const name = isRow ? 'row' : localName(b, i, gt)
      if (name === 'row' && this.#inside && b[i + 1] !== SLASH) {
        const next = this.#readRow(b, i, gt)
        if (next === NEED) return start
        if (next === STOP) return NEED
        i = next
      } else if (name === 'sheetData') {
        if (b[i + 1] === SLASH || closesItself(b, gt)) return NEED
        this.#inside = true
        i = gt + 1
      } else if (name === 'worksheet' && !this.#inside) {
        // A sheet without sheetData has no cells.
        if (b[i + 1] === SLASH || closesItself(b, gt)) return NEED
        i = gt + 1
      } else if (b[i + 1] === SLASH) {
        throw broken(where, `</${name}>`)
      } else {
        i = skipElement(b, i, end, reading.limits.depth, where)
        if (i === NEED) return start
      }
    }
  }

  /** Reads one row whole and hands it on; answers the position behind it, NEED or STOP. */
  #readRow(b: Buffer, at: number, gt: number): number {
    // <row r="123" is how nearly all rows begin.
    const digits = at + 8
    let number = 0
    let length = 0
    if (b[at + 5] === 114 && b[at + 6] === 61 && b[at + 7] === 34) {
      let c = b[digits]!
      while (c >= 48 && c <= 57 && length < 8) {
        number = number * 10 + c - 48
        c = b[digits + ++length]!
      }
      if (c !== 34) length = 0
    }
    if (length === 0) number = Number(attribute(b, at, gt, 'r') ?? 0)
    const scanner = this.#scanner
    const closed = closesItself(b, gt)
    const next = closed ? gt + 1 : scanner.scan(this.#window, gt + 1, digits, length)
    if (next === NEED) return NEED
    const empty = closed || scanner.width === 0
    if (number === 0) number = (empty ? 0 : scanner.namedRow) || this.row + 1
    if (!(number > 0 && number <= ROWS)) throw broken(this.#context.where, 'row number')
    this.row = number
    if (empty) return next
    const { cells, width } = scanner
    if (cells.length !== width) cells.length = width
    this.#context.reading.countCells(width)
    return this.#sink(number, cells) === false ? STOP : next
  }
}

const STOP = -3
