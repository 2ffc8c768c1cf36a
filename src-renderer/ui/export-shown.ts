/** 导出 of exactly what a list shows: its filter, order and columns, as a workbook. */

import { client } from '../api/client.ts'
import { saveExport } from '../api/files.ts'
import type { Column } from './column.ts'
import type { ListView } from './ListPage.tsx'
import type { ListSource } from './useListRows.ts'

const pageRows = 5000

/** Saves rows that are already here in the columns given; a column's money, counts and dates become real ones. */
export async function exportRows<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const saved = await client.lists.export.mutate({
    title,
    columns: columns.map((column) => ({ title: column.title, kind: columnKind(column) })),
    rows: rows.map((row) => columns.map((column) => column.value(row) ?? null)),
  })
  saveExport(saved.export, saved.name)
}

/** A month column's value may already be in words; then it is text. */
const columnKind = <Row>({ kind }: Column<Row>) => kind ?? 'text'

/**
 * The `onExport` of a ListPage: fetches all rows that pass the filter, in the list's order, and saves the shown columns.
 *   onExport={(view) => exportShown('网点', columns, source, view)}
 */
export async function exportShown<Row>(
  title: string,
  columns: readonly Column<Row>[],
  source: ListSource<Row>,
  view: ListView,
): Promise<void> {
  const rows: Row[] = []
  for (;;) {
    const part = await source.fetch(
      { offset: rows.length, limit: pageRows, sort: view.sort, filter: view.filter },
      new AbortController().signal,
    )
    rows.push(...part.rows)
    if (part.rows.length === 0 || rows.length >= part.total) break
  }
  const byKey = new Map(columns.map((column) => [column.key, column]))
  await exportRows(
    title,
    view.columns.flatMap(({ key }) => byKey.get(key) ?? []),
    rows,
  )
}
