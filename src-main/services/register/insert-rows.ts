/** Many rows with one statement: a thousand outlets go in without holding the process. */
import type { WriteDb } from '../../data/handles.ts'
import type { Stored } from './fields.ts'

const ROWS_A_STATEMENT = 16

/** Inserts rows that give values for `columns` in their order; answers the id of the last (ids follow each other), 0 for no rows. */
export function insertRows(
  db: WriteDb,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Stored[])[],
): number {
  let last = 0
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const block = rows.slice(at, at + ROWS_A_STATEMENT)
    const tuple = `(${columns.map(() => '?').join(', ')})`
    const tuples = Array<string>(block.length).fill(tuple).join(', ')
    last = db.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples}`, ...block.flat()).lastInsertRowid
  }
  return last
}
