/** Looks into a file before it is imported: sheets, first rows, and what the kinds would make of the headings. */

import type { Cell } from '../cell.ts'
import type { KindKey } from '../kinds/column.ts'
import { kindKeys, kinds } from '../kinds/kinds.ts'
import { findHeader, type Header, headerDepth, type SheetRow } from './header.ts'
import { cellText, isBlank } from './read-text.ts'
import type { IngestSource, Mapping } from './request.ts'
import type { Part } from './run.ts'
import { sheetLabel } from './sheet-names.ts'

export interface InspectRequest {
  readonly source: IngestSource
  /** The kind asked for; every kind is tried where absent. */
  readonly kind?: KindKey
  readonly mapping?: Mapping
  /** Keys that need no column, such as `period` when it is chosen beside the file. */
  readonly given?: readonly string[]
  /** Rows of each sheet that are counted at most; none are counted where absent. */
  readonly countTo?: number
}

export interface SheetView {
  /** As an import names it; a member of a .zip as 文件/工作表. */
  readonly sheet: string
  readonly hidden: boolean
  /** The first filled rows as texts. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
  /** What the kind asked for would take as headings; null on an empty sheet or when no kind was asked for. */
  readonly header: Header | null
  /** Kinds by how well the headings fit, best first; those that have everything needed. */
  readonly fits: readonly { readonly kind: KindKey; readonly columns: number }[]
  /** Filled rows, counted so far as was asked; `whole` false: there are more. */
  readonly filled: { readonly rows: number; readonly whole: boolean }
}

export interface Inspection {
  readonly sheets: readonly SheetView[]
}

/** @throws Refusal of opening and reading */
export function inspect(request: InspectRequest, parts: (source: IngestSource) => Iterable<Part>): Inspection {
  const sheets: SheetView[] = []
  for (const { member, workbook } of parts(request.source)) {
    try {
      for (const { name, hidden } of workbook.sheets) {
        const rows: SheetRow[] = []
        const depth = Math.max(headerDepth, request.mapping?.headerRow ?? 0)
        const most = Math.max(depth, request.countTo ?? 0)
        const filled = { rows: 0, whole: true }
        workbook.read(name, (row, cells) => {
          if (cells.every((cell) => isBlank(cell ?? null))) return undefined
          if (filled.rows === most) {
            filled.whole = false
            return false
          }
          filled.rows++
          if (rows.length < depth) rows.push({ row, cells: [...cells] })
          return undefined
        })
        sheets.push({ ...viewOf(request, sheetLabel(member, name), hidden, rows), filled })
      }
    } finally {
      workbook.close()
    }
  }
  return { sheets }
}

function viewOf(
  request: InspectRequest,
  sheet: string,
  hidden: boolean,
  rows: readonly SheetRow[],
): Omit<SheetView, 'filled'> {
  const given = new Set([...(request.given ?? []), ...Object.keys(request.mapping?.constants ?? {})])
  const header = (kind: KindKey): Header | undefined => findHeader(kinds[kind], rows, request.mapping, given)
  const fits = (request.kind === undefined ? kindKeys : [request.kind])
    .map((kind) => ({ kind, header: header(kind) }))
    .filter((each) => each.header?.found === true)
    .map(({ kind, header }) => ({ kind, columns: header?.columns.length ?? 0 }))
    .sort((a, b) => b.columns - a.columns)
  return {
    sheet,
    hidden,
    rows: rows.map(({ row, cells }) => ({ row, cells: cells.map((cell: Cell | undefined) => cellText(cell ?? null)) })),
    header: request.kind === undefined ? null : (header(request.kind) ?? null),
    fits,
  }
}
