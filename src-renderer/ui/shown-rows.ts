/** What a list shows, whole: fetched for printing and exporting, the same rows, order and columns as on the screen. */

import type { CellValue, Column } from './column.ts'
import type { ListFilter, ListSort, ListSource } from './useListRows.ts'

const rowsAtOnce = 1000

/** All rows that pass the filter, in the list's order. The caller asks first how many there are. */
export async function shownRows<Row>(
  source: ListSource<Row>,
  view: { readonly filter: ListFilter; readonly sort: ListSort | undefined },
): Promise<Row[]> {
  const { signal } = new AbortController()
  const all: Row[] = []
  for (;;) {
    const { rows, total, complete } = await source.fetch({ offset: all.length, limit: rowsAtOnce, ...view }, signal)
    if (complete === false) continue
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all
  }
}

/** The shape of lists.export: one value a column, as the column holds it. */
export function exportable<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]) {
  const plain = (value: CellValue): string | number | null => (value === undefined || value === '' ? null : value)
  return {
    title: sheetTitle(title),
    columns: columns.map((column) => ({ title: column.title, kind: column.kind ?? ('text' as const) })),
    rows: rows.map((row) => columns.map((column) => plain(column.value(row)))),
  }
}

/** A title that Excel takes as a sheet's name and every system as a file's. */
const sheetTitle = (title: string): string => title.replace(/[\\/?*[\]:"<>|]/g, ' ').slice(0, 31)
