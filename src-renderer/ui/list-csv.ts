/** Exactly what a list shows as CSV text for Excel and WPS: same columns, order and figures. */

import { type Column, isFigure } from './column.ts'
import type { ListView } from './ListPage.tsx'
import type { ListSource } from './useListRows.ts'

/** Rows fetched at once while exporting. */
const part = 1000

/** All rows of a list's view as CSV. @throws whatever the source throws */
export async function listCsv<Row>(
  columns: readonly Column<Row>[],
  source: ListSource<Row>,
  view: ListView,
): Promise<string> {
  const shown = view.columns.flatMap(({ key }) => columns.find((column) => column.key === key) ?? [])
  const lines = [shown.map((column) => csvCell(column.title, false)).join(',')]
  for (let offset = 0; ; offset += part) {
    const { sort, filter } = view
    const { rows, total } = await source.fetch({ offset, limit: part, sort, filter }, new AbortController().signal)
    for (const row of rows)
      lines.push(shown.map((column) => csvCell(column.value(row) ?? '', isFigure(column))).join(','))
    if (rows.length === 0 || offset + rows.length >= total) return `${lines.join('\r\n')}\r\n`
  }
}

/** A text that a spreadsheet would take for a formula is made plain with an apostrophe; figures stay figures. */
export function csvCell(value: string | number, figure: boolean): string {
  const text = String(value)
  const plain = !figure && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
