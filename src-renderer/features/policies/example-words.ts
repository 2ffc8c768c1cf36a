/** Why an example's rows could not be taken in, row by row, in words. */

import { problemWords } from '../../../src-main/domain/said/mistake-words.ts'
import { type ExampleTable, exampleTables } from './example-columns.ts'

const most = 10

/** The first wrong rows of a refused import; rows are counted as the small table counts them. */
export function importFaults(details: Readonly<Record<string, unknown>>): string[] {
  const errors = Array.isArray(details.errors) ? (details.errors as { row: number; code: string }[]) : []
  const table = exampleTables[details.table as ExampleTable]?.title ?? ''
  // the headings are the first row of what is read
  return errors.slice(0, most).map((error) => `${table}${problemWords({ ...error, row: error.row - 1 })}`)
}
