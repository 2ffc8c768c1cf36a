/** The tables of an HTML page, row by row as they come, whatever closing tags its writer forgot. */

import type { Cell } from '../../cell.ts'
import { collapsed, htmlText } from './html-text.ts'

/** Takes a row of the table with that number (from 0, in order of their start tags); answer false to stop. */
export type TableRowSink = (table: number, row: number, cells: Cell[]) => boolean | undefined

interface Table {
  readonly number: number
  row: number
  cells: Cell[]
  inRow: boolean
  /** Text of the cell that is open; undefined between cells. */
  text: string | undefined
  at: number
  span: number
  rowSpan: number
  /** Per column, for how many more rows a cell from above covers it. */
  covered: number[]
}

const COLUMNS = 16_384
const BREAKS = new Set(['br', 'p', 'div', 'li'])

/** Fed with pieces of text; holds back what is not complete. */
export class TableScanner {
  stopped = false
  readonly #sink: TableRowSink
  readonly #depth: number
  readonly #open: Table[] = []
  #tables = 0
  #rest = ''
  /** The element whose content is skipped: script, style, … */
  #raw: string | undefined

  constructor(sink: TableRowSink, depth: number) {
    this.#sink = sink
    this.#depth = depth
  }

  /** Length of what is held back. */
  get pending(): number {
    return this.#rest.length
  }

  /** Scans one more piece; the last one is told by `ended`. */
  feed(piece: string, ended: boolean): void {
    const text = this.#rest + piece
    let at = 0
    while (at < text.length && !this.stopped) {
      const next = this.#token(text, at, ended)
      if (next < 0) break
      at = next
    }
    this.#rest = text.slice(at)
    if (ended) while (this.#open.length > 0) this.#closeTable()
  }

  /** Reads one tag, comment or run of text; answers the position behind it, or -1 where it is not complete. */
  #token(text: string, at: number, ended: boolean): number {
    if (this.#raw !== undefined) return this.#skipRaw(text, at, ended)
    const open = text.indexOf('<', at)
    if (open !== at) {
      const to = open < 0 ? text.length : open
      // A reference such as &nbsp; may be cut by the piece's end.
      if (open < 0 && !ended) {
        const cut = text.lastIndexOf('&')
        if (cut >= at && to - cut < 12) {
          if (cut === at) return -1
          this.#text(text.slice(at, cut))
          return cut
        }
      }
      this.#text(text.slice(at, to))
      return to
    }
    if (text.startsWith('<!--', at)) return this.#behind(text, '-->', at + 4, ended)
    const sign = text.charCodeAt(at + 1)
    const starts = sign === 33 || sign === 47 || sign === 63 || (sign | 32) >= 97
    if (at + 4 > text.length && !ended) return -1
    if (!starts) {
      this.#text('<')
      return at + 1
    }
    const end = tagEnd(text, at)
    if (end < 0) return ended ? text.length : -1
    this.#tag(text.slice(at + 1, end))
    return end + 1
  }

  #behind(text: string, mark: string, from: number, ended: boolean): number {
    const found = text.indexOf(mark, from)
    return found >= 0 ? found + mark.length : ended ? text.length : -1
  }

  #skipRaw(text: string, at: number, ended: boolean): number {
    const end = new RegExp(`</${this.#raw}\\s*>`, 'i').exec(text.slice(at))
    if (end === null) return ended ? text.length : -1
    this.#raw = undefined
    return at + end.index + end[0].length
  }

  #text(raw: string): void {
    const table = this.#open.at(-1)
    if (table?.text !== undefined) table.text += htmlText(raw.replace(/[\r\n]+/g, ' '))
  }

  #tag(inside: string): void {
    const found = /^(\/?)([A-Za-z][\w:-]*)/.exec(inside)
    if (found === null) return
    const name = found[2]!.toLowerCase()
    if (found[1] === '/') this.#endTag(name)
    else this.#startTag(name, inside)
  }

  #startTag(name: string, inside: string): void {
    const table = this.#open.at(-1)
    if (name === 'table') {
      if (this.#open.length < this.#depth) this.#openTable()
    } else if (name === 'tr') {
      if (table === undefined) this.#openTable()
      this.#closeRow()
      this.#openRow()
    } else if (name === 'td' || name === 'th') {
      if (table === undefined) return
      this.#closeCell()
      this.#openRow()
      table.text = ''
      table.span = spanOf(inside, 'colspan')
      table.rowSpan = spanOf(inside, 'rowspan')
    } else if (name === 'script' || name === 'style' || name === 'xml' || name === 'title') {
      if (!inside.endsWith('/')) this.#raw = name
    } else if (BREAKS.has(name) && table?.text !== undefined && (name === 'br' || table.text !== '')) {
      table.text += '\n'
    }
  }

  #endTag(name: string): void {
    if (name === 'table') this.#closeTable()
    else if (name === 'tr' || name === 'thead' || name === 'tbody' || name === 'tfoot') this.#closeRow()
    else if (name === 'td' || name === 'th') this.#closeCell()
  }

  #openTable(): void {
    const fresh = { cells: [], inRow: false, text: undefined, at: 0, span: 1, rowSpan: 1, covered: [] }
    this.#open.push({ number: this.#tables++, row: 0, ...fresh })
  }

  #closeTable(): void {
    this.#closeRow()
    this.#open.pop()
  }

  #openRow(): void {
    const table = this.#open.at(-1)
    if (table === undefined || table.inRow) return
    table.inRow = true
    table.row++
    table.cells = []
    table.at = 0
  }

  #closeCell(): void {
    const table = this.#open.at(-1)
    if (table?.text === undefined) return
    const text = collapsed(table.text)
    table.text = undefined
    while ((table.covered[table.at] ?? 0) > 0) table.at++
    const to = Math.min(table.at + table.span, COLUMNS)
    if (text !== '' && table.at < COLUMNS) {
      while (table.cells.length < table.at) table.cells.push(null)
      table.cells[table.at] = text
    }
    if (table.rowSpan > 1) {
      while (table.covered.length < to) table.covered.push(0)
      // One more than it covers below: closing this row takes one away from every column.
      table.covered.fill(table.rowSpan, table.at, to)
    }
    table.at = to
  }

  #closeRow(): void {
    this.#closeCell()
    const table = this.#open.at(-1)
    if (table === undefined || !table.inRow) return
    table.inRow = false
    let covering = false
    for (let column = 0; column < table.covered.length; column++) {
      if (table.covered[column]! > 0 && --table.covered[column]! > 0) covering = true
    }
    if (!covering) table.covered.length = 0
    if (table.cells.length > 0 && this.#sink(table.number, table.row, table.cells) === false) this.stopped = true
  }
}

/** Position of the > of the tag at `at`, quotes honoured only where they enclose an attribute's value; -1 where there is none. */
function tagEnd(text: string, at: number): number {
  let i = at + 1
  while (i < text.length) {
    const sign = text.charCodeAt(i)
    if (sign === 62) return i
    i++
    if (sign !== 61) continue
    while (text.charCodeAt(i) === 32) i++
    const quote = text.charCodeAt(i)
    if (quote !== 34 && quote !== 39) continue
    i = text.indexOf(text[i]!, i + 1) + 1
    if (i === 0) return -1
  }
  return -1
}

function spanOf(inside: string, name: 'colspan' | 'rowspan'): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,7})`, 'i').exec(inside)
  return Math.min(Math.max(Number(found?.[1] ?? 1), 1), 1_048_576)
}
