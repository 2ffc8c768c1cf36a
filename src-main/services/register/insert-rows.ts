/** Many rows with one statement: a thousand outlets go in without holding the process. */
import type { WriteDb } from '../../data/handles.ts'
import type { Stored } from './fields.ts'

/** The more rows the quicker each; the rest goes in few sizes, for every size is a statement that is kept. */
const SIZES = [250, 16, 1]

/** Inserts rows that give values for `columns` in their order; answers the id of the last (ids follow each other), 0 for no rows. */
export function insertRows(
  db: WriteDb,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Stored[])[],
): number {
  let last = 0
  for (let at = 0; at < rows.length; ) {
    const size = SIZES.find((each) => each <= rows.length - at)!
    const tuple = `(${columns.map(() => '?').join(', ')})`
    const tuples = Array<string>(size).fill(tuple).join(', ')
    const values = rows.slice(at, at + size).flat()
    last = db.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples}`, ...values).lastInsertRowid
    at += size
  }
  return last
}
