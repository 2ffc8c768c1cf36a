/** The rows of one small sheet as they are, for lists that are no ledger: a bank's answer, a workbook of expected amounts. */

import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../cell.ts'
import { cellText } from './read-text.ts'
import type { IngestSource } from './request.ts'
import type { Part } from './run.ts'

export interface CellsRequest {
  readonly source: IngestSource
  /** The first visible sheet with a row where absent. */
  readonly sheet?: string
  /** More rows than this are refused. */
  readonly mostRows: number
}

/** A day as 2026-10-31, an error as its code; numbers stay numbers, so that a damaged long id can be told. */
export type PlainCell = string | number | null

export interface SheetCells {
  readonly sheet: string
  readonly rows: readonly { readonly row: number; readonly cells: readonly PlainCell[] }[]
}

/** @throws Refusal of opening and reading; WORKBOOK_TOO_LARGE {limit} for more rows than asked for, SHEET_EMPTY */
export function sheetCells(request: CellsRequest, parts: (source: IngestSource) => Iterable<Part>): SheetCells {
  for (const { workbook } of parts(request.source)) {
    try {
      for (const { name, hidden } of workbook.sheets) {
        if (request.sheet === undefined ? hidden : name !== request.sheet) continue
        const rows: SheetCells['rows'][number][] = []
        workbook.read(name, (row, cells) => {
          if (rows.length >= request.mostRows) throw new Refusal('WORKBOOK_TOO_LARGE', { limit: request.mostRows })
          rows.push({ row, cells: cells.map((cell) => plain(cell ?? null)) })
          return true
        })
        if (rows.length > 0) return { sheet: name, rows }
      }
    } finally {
      workbook.close()
    }
  }
  throw new Refusal('SHEET_EMPTY', request.sheet === undefined ? {} : { sheet: request.sheet })
}

const plain = (cell: Cell): PlainCell =>
  typeof cell === 'number' || typeof cell === 'string' || cell === null ? cell : cellText(cell)
