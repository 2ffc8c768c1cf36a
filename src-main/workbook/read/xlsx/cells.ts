/** The hot path: the cells of one row, scanned byte by byte in the form that all known writers give them. */

import type { Cell, DateCell } from '../../cell.ts'
import type { Window } from '../pieces.ts'
import { DAYS_1904 } from '../serial.ts'
import { word } from '../words.ts'
import type { CellContext } from './careful-cell.ts'
import { BOOLEAN, CarefulCell, COLUMNS, INLINE, NUMBER, SHARED, TEXT } from './careful-cell.ts'
import { xmlTextOfBytes } from './escapes.ts'
import { GT, LT, NEED, QUOTE } from './markup.ts'

/** 10^n is exact as a double up to 22; so a mantissa of at most 15 digits divided by it is rounded once, and right. */
const POWERS = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`))

const KEPT_DATES = 256

/** Scans rows out of a window into one list of cells that is used again for every row. */
export class CellScanner {
  readonly cells: Cell[] = []
  /** Number of leading cells that count; the last of them is not null. */
  width = 0
  readonly #context: CellContext
  readonly #careful: CarefulCell
  readonly #dates: (DateCell | undefined)[] = new Array(KEPT_DATES).fill(undefined)

  constructor(context: CellContext) {
    this.#context = context
    this.#careful = new CarefulCell(context)
  }

  /** Row number that the row's first cell names, for rows without one; 0 where it names none. */
  get namedRow(): number {
    return this.#careful.namedRow
  }

  /**
   * Reads the cells from `from` (behind the row's start tag) on; answers the position behind </row>, or NEED.
   * `digits` is where the row's number stands in the window and `length` how long it is (0 where it has none): cells
   * of the row repeat it, and comparing is cheaper than reading it again.
   */
  scan(window: Window, from: number, digits: number, length: number): number {
    const b = window.buf
    const words = window.view
    const end = window.end
    const { strings, styles, date1904 } = this.#context
    const cells = this.cells
    const mask = length >= 4 ? -1 : (1 << (8 * length)) - 1
    const tail = length > 4 ? length - 4 : 0
    const rowHead = words.getInt32(digits, true) & mask
    const rowTail = words.getInt32(digits + tail, true) & mask
    this.#careful.begin()
    /** The column of the cell before. */
    let column = -1
    let width = 0
    let i = from
    for (;;) {
      const start = i
      // biome-ignore lint/suspicious/noConfusingLabels: every step out of the usual form leads to one place, without a call
      usual: {
        if (words.getInt32(i, true) !== C_R || words.getInt16(i + 4, true) !== EQUALS_QUOTE) break usual
        let c = b[i + 6]!
        let at = c - 65
        if (at < 0 || at > 25) break usual
        i += 7
        c = b[i]!
        while (c >= 65 && c <= 90) {
          at = at * 26 + c - 39
          c = b[++i]!
        }
        if (at >= COLUMNS || length === 0) break usual
        if ((words.getInt32(i, true) & mask) !== rowHead || (words.getInt32(i + tail, true) & mask) !== rowTail)
          break usual
        i += length
        let next = words.getInt32(i, true)
        let style = 0
        if (next === QUOTE_S) {
          if (b[i + 4] !== QUOTE) break usual
          i += 5
          c = b[i]!
          while (c >= 48 && c <= 57) {
            style = style * 10 + c - 48
            c = b[++i]!
          }
          next = words.getInt32(i, true)
        }
        let type = NUMBER
        if (next === QUOTE_T) {
          const named = words.getInt32(i + 4, true)
          if (named === SHARED_END) type = SHARED
          else if (named === BOOLEAN_END) type = BOOLEAN
          else if (named === STR && b[i + 8] === QUOTE && b[i + 9] === GT) {
            type = TEXT
            i += 2
          } else if (
            named === INL &&
            words.getInt32(i + 8, true) === INE_S &&
            b[i + 13] === 114 &&
            b[i + 14] === QUOTE
          ) {
            type = INLINE
            i += 8
          } else if (named !== NUMBER_END) break usual
          i += 7
          if (type === INLINE) {
            // ><is><t>
            if (words.getInt32(i, true) !== IS || words.getInt32(i + 4, true) !== IS_T) break usual
            i += 8
          } else {
            if (words.getInt32(i, true) !== GT_V) break usual
            i += 4
          }
        } else if (next === QUOTE_V && b[i + 4] === GT) i += 5
        else if (next === QUOTE_CLOSED) {
          column = at
          i += 3
          continue
        } else break usual
        let value: Cell
        c = b[i]!
        if (type === SHARED) {
          let index = c - 48
          if (index < 0 || index > 9) break usual
          const first = i
          c = b[++i]!
          while (c >= 48 && c <= 57) {
            index = (index * 10 + c - 48) | 0
            c = b[++i]!
          }
          if (i - first > 9) break usual
          const text = strings.get(index)
          if (text === undefined) break usual
          value = text
        } else if (type === TEXT || type === INLINE) {
          const text = i
          while (c !== LT) c = b[++i]!
          if (i >= end) break usual
          value = xmlTextOfBytes(b, text, i)
          if (type === INLINE) {
            // </t></is></c>
            if (words.getInt32(i, true) !== T_CLOSE || words.getInt32(i + 4, true) !== IS_CLOSE) break usual
            i += 5
            if (b[i + 3] !== GT || words.getInt32(i + 4, true) !== C_CLOSE) break usual
            i += 8
            column = at
            if (at === width) cells[width++] = value
            else width = put(cells, width, at, value)
            continue
          }
        } else {
          const negative = c === 45
          if (negative) c = b[++i]!
          const first = i
          let whole = 0
          while (c >= 48 && c <= 57) {
            whole = (whole * 10 + c - 48) | 0
            c = b[++i]!
          }
          let count = i - first
          let number: number = whole
          if (c !== LT || count > 9) {
            // A point, or more digits than an integer holds: at most fifteen in all are exact.
            i = first
            c = b[i]!
            number = 0
            while (c >= 48 && c <= 57) {
              number = number * 10 + (c - 48)
              c = b[++i]!
            }
            count = i - first
            if (c === 46) {
              const point = i
              c = b[++i]!
              while (c >= 48 && c <= 57) {
                number = number * 10 + (c - 48)
                c = b[++i]!
              }
              const power = i - point - 1
              count += power
              if (count > 15) break usual
              number /= POWERS[power]!
            }
            if (c !== LT || count > 15) break usual
          }
          if (count === 0) break usual
          if (type === BOOLEAN) {
            if (negative || number > 1) break usual
            value = number === 1
          } else {
            if (negative) number = 0 - number
            const kind = style < styles.length ? styles[style]! : 0
            value = kind === 0 ? number : this.#date(kind === 1 && date1904 ? number + DAYS_1904 : number)
          }
        }
        if (words.getInt32(i, true) !== V_CLOSE || words.getInt32(i + 4, true) !== C_CLOSE) break usual
        i += 8
        column = at
        if (at === width) cells[width++] = value
        else width = put(cells, width, at, value)
        continue
      }
      i = start
      while (b[i] !== LT) i++
      if (i > start) continue
      if (words.getInt32(i, true) === ROW_CLOSE && b[i + 4] === 119 && b[i + 5] === GT) {
        this.width = width
        return i + 6
      }
      if (i >= end) return NEED
      const careful = this.#careful
      careful.column = column
      i = careful.read(b, start, end)
      if (i === NEED) return NEED
      column = careful.column
      if (careful.value !== null) width = put(cells, width, column, careful.value)
      if (careful.rowEnded) {
        this.width = width
        return i
      }
    }
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
}

/** Puts a cell that is not the next one; answers the new width. */
function put(cells: Cell[], width: number, column: number, value: Cell): number {
  for (let hole = width; hole < column; hole++) cells[hole] = null
  cells[column] = value
  return column >= width ? column + 1 : width
}

const C_R = word('<c r')
const EQUALS_QUOTE = word('="')
const QUOTE_S = word('" s=')
const QUOTE_T = word('" t=')
const QUOTE_V = word('"><v')
const QUOTE_CLOSED = word('"/><')
const SHARED_END = word('"s">')
const BOOLEAN_END = word('"b">')
const NUMBER_END = word('"n">')
const STR = word('"str')
const INL = word('"inl')
const INE_S = word('ineS')
const GT_V = word('><v>')
const IS = word('><is')
const IS_T = word('><t>')
const V_CLOSE = word('</v>')
const T_CLOSE = word('</t>')
const IS_CLOSE = word('</is')
const C_CLOSE = word('</c>')
const ROW_CLOSE = word('</ro')
