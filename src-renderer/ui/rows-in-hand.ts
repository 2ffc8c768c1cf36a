/** Answers a list's requests from rows that are all in hand: searched, filtered, sorted, summed and cut into pages. */

import type { Column } from './column.ts'
import { sumTexts } from './figures.ts'
import type { ListAnswer, ListRequest } from './useListRows.ts'

/** Which rows pass: `found` by what the search box says (already trimmed, lower case), `passes` by the other filters. */
export interface RowsInHand<Row> {
  readonly columns: readonly Column<Row>[]
  readonly found: (row: Row, typed: string) => boolean
  readonly passes?: (row: Row, filter: ListRequest['filter']) => boolean
  /** Columns to sum over all rows that pass. */
  readonly sums?: readonly string[]
}

/** The page that was asked for; figures sort by value, texts by code point, what is missing comes last. */
export function answerFromRows<Row>(rows: readonly Row[], asked: ListRequest, how: RowsInHand<Row>): ListAnswer<Row> {
  const typed = String(asked.filter.q ?? '')
    .trim()
    .toLowerCase()
  const passing = rows.filter(
    (row) => (typed === '' || how.found(row, typed)) && (how.passes?.(row, asked.filter) ?? true),
  )
  const ordered = sortedRows(passing, how.columns, asked.sort)
  const summed = how.columns.filter((column) => how.sums?.includes(column.key))
  return {
    rows: ordered.slice(asked.offset, asked.offset + asked.limit),
    total: passing.length,
    ...(how.sums
      ? { sums: Object.fromEntries(summed.map((column) => [column.key, sumTexts(passing.map(column.value))])) }
      : {}),
  }
}

/** The rows in the order asked for; as they are where none is. */
export function sortedRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: ListRequest['sort'],
): readonly Row[] {
  const by = sort && columns.find((column) => column.key === sort.by)
  return by ? rows.toSorted((a, b) => compareBy(by, a, b) * (sort.descending ? -1 : 1)) : rows
}

function compareBy<Row>(column: Column<Row>, a: Row, b: Row): number {
  const [left, right] = [column.value(a), column.value(b)]
  if (left === right) return 0
  if (left === null || left === undefined || left === '') return 1
  if (right === null || right === undefined || right === '') return -1
  if (column.kind === 'money' || column.kind === 'count') return Number(left) - Number(right)
  return String(left) < String(right) ? -1 : 1
}
