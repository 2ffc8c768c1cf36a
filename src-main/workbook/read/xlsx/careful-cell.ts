/** The careful path: a cell in any form that XML and OOXML allow, however unusual. */

import type { Cell } from '../../cell.ts'
import type { Reading } from '../limits.ts'
import { broken } from '../limits.ts'
import { DAYS_1904, isoSerial } from '../serial.ts'
import { unescapeUnits } from './escapes.ts'
import type { Gathered } from './markup.ts'
import {
  asideEnd,
  attribute,
  closesItself,
  gatherItem,
  gatherText,
  isAside,
  LT,
  localName,
  NEED,
  SLASH,
  skipElement,
  tagEnd,
} from './markup.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { StyleKinds } from './styles.ts'

/** Columns of a sheet: A to XFD. */
export const COLUMNS = 16_384

/** The t of a cell. */
export const NUMBER = 0
export const SHARED = 1
export const TEXT = 2
export const BOOLEAN = 3
const ERROR = 4
export const INLINE = 5
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

const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** What the cells of a sheet are read with. */
export interface CellContext {
  readonly strings: SharedStrings
  readonly styles: StyleKinds
  readonly date1904: boolean
  /** The sheet's name, for refusals. */
  readonly where: string
  readonly reading: Reading
}

export class CarefulCell {
  /** Before reading the column of the cell before, after it that of the cell. */
  column = -1
  /** What was read; null for an empty cell and for what is none. */
  value: Cell = null
  /** Was it the row's end tag? */
  rowEnded = false
  /** Row number that the first cell with a reference names; 0 where none does. */
  namedRow = 0
  readonly #context: CellContext
  readonly #gathered: Gathered = { text: '', at: 0 }

  constructor(context: CellContext) {
    this.#context = context
  }

  /** Forgets the row before. */
  begin(): void {
    this.namedRow = 0
    this.rowEnded = false
  }

  /** Reads one cell, the row's end, or a comment or stranger between cells; answers the position behind it, or NEED. */
  read(b: Buffer, at: number, end: number): number {
    const { where, reading } = this.#context
    const { depth } = reading.limits
    this.value = null
    if (isAside(b, at)) return asideEnd(b, at, end, where)
    const gt = tagEnd(b, at + 1, end)
    if (gt === NEED) return NEED
    const name = localName(b, at, gt)
    if (b[at + 1] === SLASH) {
      if (name !== 'row') throw broken(where, `</${name}>`)
      this.rowEnded = true
      return gt + 1
    }
    if (name !== 'c') return skipElement(b, at, end, depth, where)
    const reference = attribute(b, at, gt, 'r')
    const column = reference === undefined ? this.column + 1 : this.#place(reference)
    if (column >= COLUMNS) throw broken(`${where} ${reference ?? ''}`, 'column')
    let next = gt + 1
    if (!closesItself(b, gt)) {
      next = this.#content(b, gt + 1, end)
      if (next === NEED) return NEED
      const type = TYPES[attribute(b, at, gt, 't') ?? 'n'] ?? NUMBER
      this.value = this.#cell(type, Number(attribute(b, at, gt, 's') ?? 0), reference ?? '')
    }
    this.column = column
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
  #cell(type: number, style: number, reference: string): Cell {
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
