/** Which rows of a list are selected: by click, with Shift for a stretch and Ctrl for one more, as in Excel. */

import type { Column } from './column.ts'
import { isFigure } from './column.ts'
import { countText, moneyText, sumTexts } from './figures.ts'

/** Selected rows by key, so that they stay selected while the list scrolls or sorts. */
export type Selection<Row> = ReadonlyMap<string, Row>

/** The selection with a row turned on or off. */
export function toggled<Row>(selection: Selection<Row>, key: string, row: Row): Selection<Row> {
  const next = new Map(selection)
  if (!next.delete(key)) next.set(key, row)
  return next
}

/** The selection with a stretch of rows added; rows that have not arrived yet are left out. */
export function withStretch<Row>(
  selection: Selection<Row>,
  rows: readonly (Row | undefined)[],
  rowKey: (row: Row) => string,
): Selection<Row> {
  const next = new Map(selection)
  for (const row of rows) if (row !== undefined) next.set(rowKey(row), row)
  return next
}

/** The status line of a selection: `已选 3 行  金额合计 1,234.50`; undefined when nothing is selected. */
export function selectionWords<Row>(selection: Selection<Row>, columns: readonly Column<Row>[]): string | undefined {
  if (selection.size === 0) return undefined
  const rows = [...selection.values()]
  const sums = columns
    .filter((column) => isFigure(column) && !column.noSum)
    .map((column) => {
      const sum = sumTexts(rows.map(column.value))
      return `${column.title}合计 ${column.kind === 'money' ? moneyText(sum) : countText(sum)}`
    })
  return [`已选 ${countText(selection.size)} 行`, ...sums.slice(0, 4)].join('　')
}
