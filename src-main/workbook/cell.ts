/** What a reader of workbooks hands on: sheets, rows and cells, the same from .xlsx, .xls, CSV and HTML. */

/** A cell whose number format shows a date; `serial` counts days in the 1900 system (1904 workbooks are shifted). */
export interface DateCell {
  readonly kind: 'date'
  readonly serial: number
}

/** A cell that holds an error value such as #N/A; never read as blank. */
export interface ErrorCell {
  readonly kind: 'error'
  readonly code: string
}

/** One cell: nothing, text (never changed, not even trimmed), a number without a date format, a truth value, a date, an error. */
export type Cell = null | string | number | boolean | DateCell | ErrorCell

export interface SheetInfo {
  readonly name: string
  readonly hidden: boolean
}

/** Takes one row: its number in the sheet (from 1) and its cells by column (from 0; holes are null). Answer false to stop. */
export type RowSink = (row: number, cells: readonly Cell[]) => boolean | undefined
