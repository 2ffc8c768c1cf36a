/** Delimited text, scanned as bytes: commas, quotes and line ends are the same in UTF-8 and GB18030, and never part of a character. */

import type { Cell, RowSink } from '../../cell.ts'
import type { Reading } from '../limits.ts'
import type { Window } from '../pieces.ts'
import type { FieldMemory } from './field-decoder.ts'

const LF = 10
const CR = 13
const QUOTE = 34
const EQUALS = 61
const NEED = -1

/** A quoted field longer than this is taken for a stray quote: no cell of a spreadsheet holds more than 32,767 characters. */
const LONGEST_QUOTED = 4 * 32_767

/**
 * Reads all rows; fields are text, an empty one is null; blank lines are counted and not handed on.
 * A row's number counts rows, not lines: a quoted field may hold line ends.
 */
export function readDelimited(
  window: Window,
  delimiter: number,
  memory: FieldMemory,
  reading: Reading,
  sink: RowSink,
): void {
  const scanner = new RecordScanner(delimiter, memory)
  let at = 0
  let row = 0
  let ended = false
  for (;;) {
    const next = at < window.end || !ended ? scanner.scan(window, at, ended) : NEED
    if (next === NEED) {
      if (ended) break
      reading.checkTime()
      reading.progress(window.fraction())
      ended = !window.more(at)
      at = 0
      continue
    }
    row++
    at = next
    if (row === 1 && scanner.isDelimiterLine()) {
      row = 0
      continue
    }
    const { cells, width } = scanner
    if (width === 0) continue
    if (cells.length !== width) cells.length = width
    reading.countCells(width)
    if (sink(row, cells) === false) return
  }
  reading.progress(1)
}

class RecordScanner {
  readonly cells: Cell[] = []
  width = 0
  readonly #delimiter: number
  readonly #memory: FieldMemory
  #scratch = Buffer.alloc(1024)

  constructor(delimiter: number, memory: FieldMemory) {
    this.#delimiter = delimiter
    this.#memory = memory
  }

  /** Is the row the line `sep=;` with which Excel is told the delimiter? */
  isDelimiterLine(): boolean {
    const first = this.cells[0]
    return typeof first === 'string' && /^sep=.?$/i.test(first) && this.width === 1
  }

  /** Reads one row from `from`; answers the position behind it, or NEED. With `ended` the data's end is a row's end. */
  scan(window: Window, from: number, ended: boolean): number {
    const b = window.buf
    const end = window.end
    const delimiter = this.#delimiter
    const memory = this.#memory
    const cells = this.cells
    let count = 0
    let width = 0
    let i = from
    for (;;) {
      const start = i
      let c = b[i]!
      if (c === QUOTE || (c === EQUALS && b[i + 1] === QUOTE && i + 1 < end)) {
        const next = this.#quoted(b, i, end, ended)
        if (next === NEED) return NEED
        if (next !== LITERAL) {
          cells[count++] = this.#text === '' ? null : this.#text
          if (this.#text !== '') width = count
          i = next
          c = b[i]!
          if (c === delimiter && i < end) {
            i++
            continue
          }
          break
        }
      }
      let hash = 0
      let signs = 0
      while (c !== delimiter && c !== LF && c !== CR) {
        hash = (Math.imul(hash, 31) + c) | 0
        signs |= c
        c = b[++i]!
      }
      if (i >= end) {
        // What stopped the loop is the sentinel, or lies behind it.
        if (!ended) return NEED
        i = end
        hash = 0
        signs = 128
      }
      if (i === start) cells[count++] = null
      else {
        cells[count++] = memory.text(b, start, i, hash, signs < 128)
        width = count
      }
      if (i < end && c === delimiter) {
        i++
        continue
      }
      break
    }
    this.width = width
    // A CR at the window's edge may have its LF behind it.
    if (i < end && b[i] === CR) {
      if (i + 1 >= end && !ended) return NEED
      return i + 1 < end && b[i + 1] === LF ? i + 2 : i + 1
    }
    if (i >= end && !ended) return NEED
    return i < end ? i + 1 : end
  }

  #text = ''

  /**
   * Reads a field that begins with a quote, or with =" (kept as it is, so that the normaliser sees it).
   * Answers the position of what follows it, NEED, or LITERAL where its quote never ends.
   */
  #quoted(b: Buffer, from: number, end: number, ended: boolean): number {
    const formula = b[from] === EQUALS
    const open = formula ? from + 1 : from
    let i = open + 1
    let doubled = false
    for (;;) {
      const found = b.indexOf(QUOTE, i)
      i = found < 0 || found >= end ? end : found
      if (i - open > LONGEST_QUOTED) return LITERAL
      if (i >= end) return ended ? LITERAL : NEED
      if (i + 1 >= end && !ended) return NEED
      if (i + 1 < end && b[i + 1] === QUOTE) {
        doubled = true
        i += 2
        continue
      }
      break
    }
    const close = i
    // Text behind the closing quote belongs to the field; so does the quote itself in ="…".
    let after = close + 1
    while (after < end && b[after] !== this.#delimiter && b[after] !== LF && b[after] !== CR) after++
    if (after >= end && !ended) return NEED
    this.#text = formula
      ? this.#decoded(b, from, after)
      : this.#unquoted(b, open + 1, close, doubled) + (after > close + 1 ? this.#decoded(b, close + 1, after) : '')
    return after
  }

  #unquoted(b: Buffer, from: number, to: number, doubled: boolean): string {
    if (!doubled) return this.#decoded(b, from, to)
    if (this.#scratch.length < to - from) this.#scratch = Buffer.alloc(to - from)
    let length = 0
    for (let i = from; i < to; i++) {
      this.#scratch[length++] = b[i]!
      if (b[i] === QUOTE) i++
    }
    return this.#decoded(this.#scratch, 0, length)
  }

  #decoded(b: Buffer, from: number, to: number): string {
    let hash = 0
    let signs = 0
    for (let i = from; i < to; i++) {
      hash = (Math.imul(hash, 31) + b[i]!) | 0
      signs |= b[i]!
    }
    return this.#memory.text(b, from, to, hash, signs < 128)
  }
}

const LITERAL = -2
