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
  const place = (row: Pick<KeptRow, 'source' | 'sheet' | 'row'>) => `${row.source}/${row.row}/${row.sheet}`
  const found = new Map<string, Mistake[]>()
  for (const problem of [...problems.kept, ...later.problems]) {
    const known = found.get(place(problem))
    if (known === undefined) found.set(place(problem), [problem])
    else known.push(problem)
  }
  const rows = new Map([...wrongRows, ...later.rows].map((row) => [place(row), row]))
  return layouts.map((layout) => ({
    layout,
    rows: [...rows.values()]
      .filter(({ source, sheet }) => source === layout.source && sheet === layout.sheet)
      .flatMap((row) => {
        const own = found.get(place(row))
        return own === undefined ? [] : [{ row: row.row, cells: row.cells, problems: own }]
      })
      .sort((a, b) => a.row - b.row),
  }))
}
