/** What goes into an error workbook: the rows with findings by sheet. Written by mistakes-workbook.ts, in the worker. */

import type { Cell } from '../cell.ts'
import type { IngestResult, Problem } from './request.ts'
import type { KeptRow, SheetLayout } from './wrong-rows.ts'

export type Mistake = Omit<Problem, 'code'> & { readonly code: string }

/** A row to be given back, with what was found in it. */
export interface MistakenRow {
  readonly row: number
  readonly cells: readonly Cell[]
  readonly problems: readonly Pick<Mistake, 'column' | 'code' | 'level' | 'details'>[]
}

export interface MistakesSheet {
  readonly layout: Pick<SheetLayout, 'sheet' | 'columns' | 'headerRow' | 'heads'>
  /** In the order of the file. */
  readonly rows: readonly MistakenRow[]
}

export interface MistakesRequest {
  readonly sheets: readonly MistakesSheet[]
  /** Wrong rows that are not among them: the workbook says so below the others. */
  readonly omitted: number
  /** The .xlsx to write; an existing file is replaced. */
  readonly out: string
}

export interface MistakesWritten {
  readonly rows: number
  /** Wrong rows that did not go in. */
  readonly omitted: number
}

/** Rows with findings by sheet, in the order of the files: those that were kept while reading and those found afterwards. */
export function findingRows(
  { layouts, wrongRows, problems }: Pick<IngestResult, 'layouts' | 'wrongRows' | 'problems'>,
  later: { readonly rows: readonly KeptRow[]; readonly problems: readonly Mistake[] } = { rows: [], problems: [] },
): MistakesSheet[] {
  const sheets = layouts.map((layout) => ({
    layout,
    found: new Map<number, Mistake[]>(),
    rows: new Map<number, KeptRow>(),
  }))
  // ten thousand findings in a row are of one sheet
  let latest = sheets[0]
  const sheetOf = ({ source, sheet }: Pick<KeptRow, 'source' | 'sheet'>) => {
    if (latest?.layout.source !== source || latest.layout.sheet !== sheet)
      latest = sheets.find(({ layout }) => layout.source === source && layout.sheet === sheet)
    return latest
  }
  for (const problem of [...problems.kept, ...later.problems]) {
    const found = sheetOf(problem)?.found
    const known = found?.get(problem.row)
    if (known === undefined) found?.set(problem.row, [problem])
    else known.push(problem)
  }
  for (const row of [...wrongRows, ...later.rows]) sheetOf(row)?.rows.set(row.row, row)
  return sheets.map(({ layout, found, rows }) => ({
    layout,
    rows: [...rows.values()]
      .sort((a, b) => a.row - b.row)
      .flatMap(({ row, cells }) => {
        const own = found.get(row)
        return own === undefined ? [] : [{ row, cells, problems: own }]
      }),
  }))
}
