/** One row of an Excel-2003 XML workbook: its cells and their data. */

import type { Cell } from '../../cell.ts'
import type { FormatKind } from '../date-format.ts'
import { broken } from '../limits.ts'
import { isoSerial } from '../serial.ts'
import type { Gathered } from '../xlsx/markup.ts'
import {
  asideEnd,
  attribute,
  closesItself,
  gatherText,
  isAside,
  LT,
  localName,
  NEED,
  SLASH,
  skipElement,
  tagEnd,
} from '../xlsx/markup.ts'

const WHERE = 'xml2003'
const COLUMNS = 16_384
const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** Scans rows into one list of cells that is used again. */
export class RowScanner {
  readonly cells: Cell[] = []
  width = 0
  readonly #depth: number
  readonly #styles: ReadonlyMap<string, FormatKind>
  readonly #gathered: Gathered = { text: '', at: 0 }
  #value: Cell = null

  constructor(depth: number, styles: ReadonlyMap<string, FormatKind>) {
    this.#depth = depth
    this.#styles = styles
  }

  /** Reads the cells from `from` (behind the row's start tag) on; answers the position behind </Row>, or NEED. */
  scan(b: Buffer, from: number, end: number): number {
    this.width = 0
    let column = 0
    let i = from
    for (;;) {
      while (b[i] !== LT) i++
      if (i >= end) return NEED
      if (isAside(b, i)) {
        i = asideEnd(b, i, end, WHERE)
        if (i === NEED) return NEED
        continue
      }
      const gt = tagEnd(b, i + 1, end)
      if (gt === NEED) return NEED
      const name = localName(b, i, gt)
      if (b[i + 1] === SLASH) {
        if (name !== 'Row') throw broken(WHERE, `</${name}>`)
        return gt + 1
      }
      if (name !== 'Cell') {
        i = skipElement(b, i, end, this.#depth, WHERE)
        if (i === NEED) return NEED
        continue
      }
      const index = attribute(b, i, gt, 'Index', true)
      if (index !== undefined) column = Number(index) - 1
      if (!(column >= 0 && column < COLUMNS)) throw broken(WHERE, 'column')
      const kind = this.#styles.get(attribute(b, i, gt, 'StyleID', true) ?? '') ?? 'number'
      const merged = Number(attribute(b, i, gt, 'MergeAcross', true) ?? 0)
      this.#value = null
      i = closesItself(b, gt) ? gt + 1 : this.#content(b, gt + 1, end, kind)
      if (i === NEED) return NEED
      if (this.#value !== null) this.#put(column)
      column += 1 + (merged > 0 ? Math.floor(merged) : 0)
    }
  }

  #put(column: number): void {
    for (let hole = this.width; hole < column; hole++) this.cells[hole] = null
    this.cells[column] = this.#value
    this.width = Math.max(this.width, column + 1)
  }

  /** Reads a cell's Data, leaving out comments and phonetics; answers the position behind </Cell>, or NEED. */
  #content(b: Buffer, from: number, end: number, kind: FormatKind): number {
    let i = from
    for (;;) {
      while (b[i] !== LT) i++
      if (i >= end) return NEED
      if (isAside(b, i)) {
        i = asideEnd(b, i, end, WHERE)
        if (i === NEED) return NEED
        continue
      }
      const gt = tagEnd(b, i + 1, end)
      if (gt === NEED) return NEED
      const name = localName(b, i, gt)
      if (b[i + 1] === SLASH) {
        if (name !== 'Cell') throw broken(WHERE, `</${name}>`)
        return gt + 1
      }
      if (name === 'Data' && !closesItself(b, gt)) {
        const gathered = this.#gathered
        gathered.text = ''
        gatherText(b, gt + 1, end, this.#depth, WHERE, gathered, true)
        if (gathered.at === NEED) return NEED
        this.#value = cellOf(attribute(b, i, gt, 'Type', true) ?? 'String', gathered.text, kind)
        i = gathered.at
      } else {
        i = skipElement(b, i, end, this.#depth, WHERE)
        if (i === NEED) return NEED
      }
    }
  }
}

function cellOf(type: string, text: string, kind: FormatKind): Cell {
  const trimmed = text.trim()
  if (type === 'Number' && NUMERIC.test(trimmed) && Number.isFinite(Number(trimmed))) {
    const number = Number(trimmed) || 0
    return kind === 'number' ? number : { kind: 'date', serial: number }
  }
  if (type === 'DateTime') {
    const serial = isoSerial(trimmed)
    if (serial !== undefined) return { kind: 'date', serial }
  }
  if (type === 'Boolean' && /^[01]$/.test(trimmed)) return trimmed === '1'
  if (type === 'Error') return { kind: 'error', code: trimmed }
  return type !== 'String' && trimmed === '' ? null : text
}
