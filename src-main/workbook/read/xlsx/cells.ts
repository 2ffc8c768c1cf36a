/** The hot path: the cells of one row, scanned byte by byte in the form that all known writers give them. */

import type { Cell, DateCell } from '../../cell.ts'
import type { Reading } from '../limits.ts'
import { broken } from '../limits.ts'
import type { Window } from '../pieces.ts'
import { DAYS_1904, isoSerial } from '../serial.ts'
import { asciiText } from '../text-of-bytes.ts'
import { characterData, unescapeUnits } from './escapes.ts'
import type { Gathered } from './markup.ts'
import {
  asideEnd,
  attribute,
  closesItself,
  EQUALS,
  GT,
  gatherItem,
  gatherText,
  isAside,
  LT,
  localName,
  NEED,
  QUOTE,
  SLASH,
  SPACE,
  skipElement,
  tagEnd,
} from './markup.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { StyleKinds } from './styles.ts'

/** Columns of a sheet: A to XFD. */
const COLUMNS = 16_384

/** 10^n is exact as a double up to 22; so a mantissa of at most 15 digits divided by it is rounded once, and right. */
const POWERS = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`))

/** The t of a cell. */
const NUMBER = 0
const SHARED = 1
const TEXT = 2
const BOOLEAN = 3
const ERROR = 4
const INLINE = 5
const ISO_DATE = 6

const TYPES: Readonly<Record<string, number>> = {
  n: NUMBER,
  s: SHARED,
  str: TEXT,
  b: BOOLEAN,
  e: ERROR,
  inlineStr: INLINE,
  d: ISO_DATE,
}

const KEPT_DATES = 256

export interface CellContext {
  readonly strings: SharedStrings
  readonly styles: StyleKinds
  readonly date1904: boolean
  readonly where: string
  readonly reading: Reading
}

/** Scans rows out of a window into one list of cells that is used again for every row. */
export class CellScanner {
  readonly cells: Cell[] = []
  /** Number of leading cells that count; the last of them is not null. */
  width = 0
  /** Row number that the row's first cell names, for rows without one. */
  namedRow = 0
  readonly #context: CellContext
  readonly #gathered: Gathered = { text: '', at: 0 }
  readonly #dates: (DateCell | undefined)[] = new Array(KEPT_DATES).fill(undefined)
  #column = 0

  constructor(context: CellContext) {
    this.#context = context
  }

  /** Reads the cells from `from` (behind the row's start tag) on; answers the position behind </row>, or NEED. */
  scan(window: Window, from: number): number {
    const b = window.buf
    const end = window.end
    const { strings, styles, date1904 } = this.#context
    const cells = this.cells
    this.width = 0
    this.namedRow = 0
    /** The column of the cell before. */
    let column = -1
    let i = from
    for (;;) {
      while (b[i] !== LT) i++
      const start = i
      if (b[i + 1] === SLASH && b[i + 2] === 114 && b[i + 3] === 111 && b[i + 4] === 119 && b[i + 5] === GT)
        return i + 6
      // biome-ignore lint/suspicious/noConfusingLabels: every step out of the usual form leads to one place, without a call
      careful: {
        if (b[i + 1] !== 99) break careful
        i += 2
        let style = 0
        let type = NUMBER
        let at = column + 1
        let c = b[i]!
        while (c === SPACE) {
          if (b[i + 2] !== EQUALS || b[i + 3] !== QUOTE) break careful
          const key = b[i + 1]
          i += 4
          c = b[i]!
          if (key === 114) {
            let letters = 0
            while (c >= 65 && c <= 90) {
              letters = letters * 26 + c - 64
              c = b[++i]!
            }
            at = letters - 1
            while (c >= 48 && c <= 57) c = b[++i]!
          } else if (key === 115) {
            while (c >= 48 && c <= 57) {
              style = style * 10 + c - 48
              c = b[++i]!
            }
          } else if (key === 116 && b[i + 1] === QUOTE) {
            if (c === 115) type = SHARED
            else if (c === 98) type = BOOLEAN
            else if (c !== 110) break careful
            i++
            c = QUOTE
          } else if (key === 116 && c === 105 && b[i + 8] === 114 && b[i + 9] === QUOTE) {
            // inlineStr
            type = INLINE
            i += 9
            c = QUOTE
          } else if (key === 116 && c === 115 && b[i + 1] === 116 && b[i + 2] === 114 && b[i + 3] === QUOTE) {
            // str
            type = TEXT
            i += 3
            c = QUOTE
          } else break careful
          if (c !== QUOTE) break careful
          c = b[++i]!
        }
        if (at < 0 || at >= COLUMNS) break careful
        if (c === SLASH) {
          if (b[i + 1] !== GT) break careful
          column = at
          i += 2
          continue
        }
        if (c !== GT || b[i + 1] !== LT) break careful
        let value: Cell
        if (type === INLINE) {
          // <is><t>
          if (b[i + 2] !== 105 || b[i + 3] !== 115 || b[i + 4] !== GT || b[i + 5] !== LT) break careful
          if (b[i + 6] !== 116 || b[i + 7] !== GT) break careful
          i += 8
          const text = i
          let signs = 0
          c = b[i]!
          while (c !== LT) {
            signs |= c
            if (c === 38 || c === 95 || c === 13) signs |= 256
            c = b[++i]!
          }
          // </t></is></c>
          if (b[i + 1] !== SLASH || b[i + 2] !== 116 || b[i + 3] !== GT || b[i + 4] !== LT) break careful
          if (b[i + 5] !== SLASH || b[i + 6] !== 105 || b[i + 7] !== 115 || b[i + 8] !== GT) break careful
          value = signs < 128 ? asciiText(b, text, i) : characters(b, text, i)
          i += 9
        } else {
          // <v>
          if (b[i + 2] !== 118 || b[i + 3] !== GT) break careful
          i += 4
          c = b[i]!
          if (type === TEXT) {
            const text = i
            let signs = 0
            while (c !== LT) {
              signs |= c
              if (c === 38 || c === 95 || c === 13) signs |= 256
              c = b[++i]!
            }
            value = signs < 128 ? asciiText(b, text, i) : characters(b, text, i)
          } else {
            const negative = c === 45
            if (negative) c = b[++i]!
            let mantissa = 0
            const first = i
            while (c >= 48 && c <= 57) {
              mantissa = mantissa * 10 + (c - 48)
              c = b[++i]!
            }
            let digits = i - first
            let power = 0
            if (c === 46) {
              const point = i
              c = b[++i]!
              while (c >= 48 && c <= 57) {
                mantissa = mantissa * 10 + (c - 48)
                c = b[++i]!
              }
              power = i - point - 1
              digits += power
            }
            if (c !== LT || digits === 0 || digits > 15) break careful
            if (type === SHARED) {
              const text = power === 0 && !negative ? strings.get(mantissa) : undefined
              if (text === undefined) break careful
              value = text
            } else if (type === BOOLEAN) {
              if (digits !== 1 || mantissa > 1) break careful
              value = mantissa === 1
            } else {
              const number = power === 0 ? mantissa : mantissa / POWERS[power]!
              const kind = style < styles.length ? styles[style]! : 0
              value = negative ? 0 - number : number
              if (kind !== 0) value = this.#date(kind === 1 && date1904 ? value + DAYS_1904 : value)
            }
          }
          // </v>
          if (b[i + 1] !== SLASH || b[i + 2] !== 118 || b[i + 3] !== GT) break careful
          i += 4
        }
        // </c>
        if (b[i] !== LT || b[i + 1] !== SLASH || b[i + 2] !== 99 || b[i + 3] !== GT) break careful
        i += 4
        column = at
        if (at === this.width) {
          cells[at] = value
          this.width = at + 1
        } else this.#set(at, value)
        continue
      }
      if (start >= end) return NEED
      this.#column = column
      i = this.#careful(b, start, end)
      if (i < 0) return i === ROW_END ? this.#rowEnd : NEED
      column = this.#column
    }
  }

  #rowEnd = 0

  /** One cell, comment or stranger between cells in any form; answers the position behind it, NEED, or ROW_END. */
  #careful(b: Buffer, at: number, end: number): number {
    const { where, reading } = this.#context
    const { depth } = reading.limits
    if (isAside(b, at)) return asideEnd(b, at, end, where)
    const gt = tagEnd(b, at + 1, end)
    if (gt === NEED) return NEED
    const name = localName(b, at, gt)
    if (b[at + 1] === SLASH) {
      if (name !== 'row') throw broken(where, `</${name}>`)
      this.#rowEnd = gt + 1
      return ROW_END
    }
    if (name !== 'c') return skipElement(b, at, end, depth, where)
    const reference = attribute(b, at, gt, 'r')
    const column = reference === undefined ? this.#column + 1 : this.#place(reference)
    if (column >= COLUMNS) throw broken(`${where} ${reference ?? ''}`, 'column')
    const type = TYPES[attribute(b, at, gt, 't') ?? 'n'] ?? NUMBER
    const style = Number(attribute(b, at, gt, 's') ?? 0)
    const next = closesItself(b, gt) ? gt + 1 : this.#content(b, gt + 1, end)
    if (next === NEED) return NEED
    if (next !== gt + 1 || !closesItself(b, gt)) {
      const value = this.#value(type, style, reference ?? '')
      if (value !== null) this.#set(column, value)
    }
    this.#column = column
    return next
  }

  #plain: string | undefined
  #inline: string | undefined

  /** Reads what a cell holds up to and with its end tag: v and is are kept, the rest (f, extLst) skipped. */
  #content(b: Buffer, from: number, end: number): number {
    const { where, reading } = this.#context
    const { depth } = reading.limits
    const gathered = this.#gathered
    this.#plain = undefined
    this.#inline = undefined
    let i = from
    for (;;) {
      while (b[i] !== LT) i++
      if (i >= end) return NEED
      if (isAside(b, i)) {
        i = asideEnd(b, i, end, where)
        if (i === NEED) return NEED
        continue
      }
      const gt = tagEnd(b, i + 1, end)
      if (gt === NEED) return NEED
      const name = localName(b, i, gt)
      if (b[i + 1] === SLASH) {
        if (name !== 'c') throw broken(where, `</${name}>`)
        return gt + 1
      }
      if (closesItself(b, gt)) {
        if (name === 'is') this.#inline = ''
        i = gt + 1
      } else if (name === 'v') {
        gathered.text = ''
        gatherText(b, gt + 1, end, depth, where, gathered)
        if (gathered.at === NEED) return NEED
        this.#plain = gathered.text
        i = gathered.at
      } else if (name === 'is') {
        gatherItem(b, gt + 1, end, depth, where, gathered)
        if (gathered.at === NEED) return NEED
        this.#inline = gathered.text
        i = gathered.at
      } else {
        i = skipElement(b, i, end, depth, where)
        if (i === NEED) return NEED
      }
    }
  }

  /** The cell that the gathered v or is means under a type and style. */
  #value(type: number, style: number, reference: string): Cell {
    const { strings, styles, date1904, where } = this.#context
    if (this.#inline !== undefined && (type === INLINE || this.#plain === undefined)) return this.#inline
    const raw = this.#plain
    if (raw === undefined) return null
    if (type === TEXT || type === INLINE) return unescapeUnits(raw)
    const text = raw.trim()
    if (text === '') return null
    if (type === SHARED) {
      const shared = /^\d{1,10}$/.test(text) ? strings.get(Number(text)) : undefined
      if (shared === undefined) throw broken(`${where} ${reference}`.trim(), 'shared string')
      return shared
    }
    if (type === ERROR) return { kind: 'error', code: text }
    if (type === BOOLEAN && /^(?:0|1|true|false)$/i.test(text)) return text === '1' || text.toLowerCase() === 'true'
    if (type === ISO_DATE) {
      const serial = isoSerial(text)
      if (serial !== undefined) return { kind: 'date', serial }
    }
    const number = NUMERIC.test(text) ? Number(text) : Number.NaN
    if (!Number.isFinite(number)) return unescapeUnits(raw)
    const kind = styles[style] ?? 0
    const value = number === 0 ? 0 : number
    if (kind === 0) return value
    return { kind: 'date', serial: kind === 1 && date1904 ? value + DAYS_1904 : value }
  }

  #set(column: number, value: Cell): void {
    const cells = this.cells
    while (this.width < column) cells[this.width++] = null
    cells[column] = value
    if (column === this.width) this.width++
  }

  /** The same date comes back for many rows: one object serves them all. */
  #date(serial: number): DateCell {
    const place = (serial | 0) & (KEPT_DATES - 1)
    const kept = this.#dates[place]
    if (kept !== undefined && kept.serial === serial) return kept
    const made: DateCell = { kind: 'date', serial }
    this.#dates[place] = made
    return made
  }

  /** The column (from 0) of a reference such as AB12, whose row is noted; refuses what is none. */
  #place(reference: string): number {
    const found = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference.trim())
    if (found === null) throw broken(`${this.#context.where} ${reference}`, 'cell reference')
    if (this.namedRow === 0) this.namedRow = Number(found[2])
    let column = 0
    for (const letter of found[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
    return column - 1
  }
}

const ROW_END = -2
const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

function characters(b: Buffer, from: number, to: number): string {
  return unescapeUnits(characterData(b.toString('utf8', from, to)))
}
