/** The rows with findings as the file has them, kept while it is read: they are shown, mended and given back. */

import type { Cell } from '../cell.ts'
import type { SheetColumns } from './edits.ts'
import { type CellEdit, createOverlay } from './edits.ts'
import type { IngestSource, Problem, SourceResult } from './request.ts'
import type { Part } from './run.ts'
import { sheetLabel } from './sheet-names.ts'

export interface KeptRow {
  /** Index into the request's sources. */
  readonly source: number
  readonly sheet: string
  readonly row: number
  readonly cells: readonly Cell[]
}

/** What stands above the rows of a sheet: titles and headings, and where the columns are. */
export interface SheetLayout extends SheetColumns {
  readonly headerRow: number
  readonly heads: readonly { readonly row: number; readonly cells: readonly Cell[] }[]
}

export interface WrongRows {
  keep(row: KeptRow, level: Problem['level']): void
  readonly rows: readonly KeptRow[]
}

/** Keeps rows with errors, and apart from them rows with warnings alone, up to `limit` of each. */
export function createWrongRows(limit: number): WrongRows {
  const wrong: Record<Problem['level'], KeptRow[]> = { error: [], warning: [] }
  return {
    keep({ source, sheet, row, cells }, level) {
      const kept = wrong[level]
      const last = kept.at(-1)
      // the findings of a row come together
      if (kept.length >= limit || (last?.row === row && last.sheet === sheet && last.source === source)) return
      kept.push({ source, sheet, row, cells: [...cells] })
    },
    get rows() {
      const place = ({ source, sheet, row }: KeptRow) => `${source}/${row}/${sheet}`
      const known = new Set(wrong.error.map(place))
      return [...wrong.error, ...wrong.warning.filter((row) => !known.has(place(row)))]
    },
  }
}

export interface RowsRequest {
  readonly sources: readonly IngestSource[]
  /** What was read, as the ingest answered it. */
  readonly read: readonly SourceResult[]
  readonly layouts: readonly SheetLayout[]
  readonly edits: readonly CellEdit[]
  readonly wanted: readonly Omit<KeptRow, 'cells'>[]
}

/** Reads the sources again for rows that turned out wrong only afterwards, each sheet no further than it must. */
export function collectRows(request: RowsRequest, parts: (source: IngestSource) => Iterable<Part>): KeptRow[] {
  const found: KeptRow[] = []
  const overlay = createOverlay(request.edits)
  request.sources.forEach((source, index) => {
    const wanted = request.wanted.filter((row) => row.source === index)
    if (wanted.length === 0) return
    for (const { member, workbook } of parts(source)) {
      try {
        for (const inside of workbook.sheets) {
          const sheet = sheetLabel(member, inside.name)
          const rows = new Set(wanted.filter((row) => row.sheet === sheet).map(({ row }) => row))
          if (rows.size === 0 || !request.read.some((each) => each.source === index && each.sheet === sheet)) continue
          const layout = request.layouts.find((each) => each.source === index && each.sheet === sheet)
          const lay = layout && overlay.of(layout)
          const last = Math.max(...rows)
          workbook.read(inside.name, (row, cells) => {
            if (rows.has(row)) found.push({ source: index, sheet, row, cells: [...(lay?.(row, cells) ?? cells)] })
            return row < last
          })
        }
      } finally {
        workbook.close()
      }
    }
  })
  return found
}
