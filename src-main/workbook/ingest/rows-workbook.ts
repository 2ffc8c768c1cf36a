/** A workbook that is already in memory: rows of cells, or what a spreadsheet puts on the clipboard. */

import type { Cell, RowSink, SheetInfo } from '../cell.ts'

/** What the pipeline needs of a workbook; the readers of files give more. */
export interface ReadableWorkbook {
  readonly sheets: readonly SheetInfo[]
  /** Calls the sink for each row in order, until it answers false. `onProgress` gets fractions from 0 to 1. */
  read(sheet: string, sink: RowSink, onProgress?: (fraction: number) => void): void
  close(): void
}

/** A workbook of one sheet from rows of cells; rows are numbered from 1. */
export function rowsWorkbook(rows: readonly (readonly Cell[])[], sheet = '粘贴'): ReadableWorkbook {
  return {
    sheets: [{ name: sheet, hidden: false }],
    read(_sheet, sink) {
      for (let i = 0; i < rows.length; i++) {
        if (sink(i + 1, rows[i]!) === false) return
      }
    },
    close() {},
  }
}

/**
 * Rows of text copied from Excel or WPS: cells parted by tabs, rows by line ends; a cell with tabs, line ends or quotes in it
 * stands in quotes, its own quotes doubled.
 */
export function pastedRows(text: string): (string | null)[][] {
  const rows: (string | null)[][] = []
  let row: (string | null)[] = []
  let at = 0
  const put = (cell: string): void => {
    row.push(cell === '' ? null : cell)
  }
  while (at < text.length) {
    if (text[at] === '"') {
      const cell = quoted(text, at)
      if (cell !== undefined) {
        put(cell.text)
        at = cell.end
      } else at = plain(text, at, put)
    } else at = plain(text, at, put)
    const next = text[at]
    if (next === '\t') {
      at++
      if (at === text.length) row.push(null)
      continue
    }
    at += next === '\r' && text[at + 1] === '\n' ? 2 : 1
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}

/** The quoted cell that starts here; undefined when the quotes are the cell's own, as in "东街"店. */
function quoted(text: string, start: number): { text: string; end: number } | undefined {
  let at = start + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return undefined
    if (text[close + 1] === '"') {
      at = close + 2
      continue
    }
    const after = text[close + 1]
    if (after !== undefined && after !== '\t' && after !== '\r' && after !== '\n') return undefined
    return { text: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 }
  }
}

function plain(text: string, start: number, put: (cell: string) => void): number {
  let end = start
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end++
  put(text.slice(start, end))
  return end
}
