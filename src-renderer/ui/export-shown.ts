/** Rows that a screen has in hand, such as a list of mistakes, as a workbook. A whole list exports by itself (ListPage). */

import { client } from '../api/client.ts'
import { saveExport } from '../api/files.ts'
import type { Column } from './column.ts'
import { exportable } from './shown-rows.ts'

/** Saves the rows in the columns given; a column's money, counts and dates become real ones. */
export async function exportRows<Row>(
  title: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const saved = await client.lists.export.mutate(exportable(title, columns, rows))
  saveExport(saved.export, saved.name)
}
