/** The reconciliation as a list: searched, filtered, sorted and summed here, since a month has a dozen rows. */

import { type Column, cellText, isFigure } from '../../ui/column.ts'
import { sumTexts } from '../../ui/figures.ts'
import type { ListAnswer, ListRequest } from '../../ui/useListRows.ts'

/** The page of rows that a list asks for, with the sums of its figures over all that pass the filter. */
export function reconcilePage<Row>(
  all: readonly Row[],
  columns: readonly Column<Row>[],
  { offset, limit, sort, filter }: ListRequest,
): ListAnswer<Row> {
  const { q, ...chosen } = filter
  const said = (key: string, row: Row): string => {
    const column = columns.find((one) => one.key === key)
    return column ? cellText(column, row) : ''
  }
  const rows = all.filter(
    (row) =>
      (!q || columns.some((column) => cellText(column, row).includes(String(q)))) &&
      Object.entries(chosen).every(([key, value]) => said(key, row) === value),
  )
  const by = sort && columns.find((column) => column.key === sort.by)
  if (by) rows.sort((a, b) => compare(by.value(a), by.value(b), isFigure(by)) * (sort.descending ? -1 : 1))
  const sums = Object.fromEntries(
    columns.filter((column) => isFigure(column)).map((column) => [column.key, sumTexts(rows.map(column.value))]),
  )
  return { rows: rows.slice(offset, offset + limit), total: rows.length, sums }
}

function compare(a: unknown, b: unknown, figures: boolean): number {
  if (figures) return Number(a ?? 0) - Number(b ?? 0)
  return String(a ?? '').localeCompare(String(b ?? ''), 'zh')
}
