/** What a caller says of a sheet, and how one value of each column type becomes a cell. */
import type { Fen } from '../../domain/money.ts'
import { dateSerial } from './serial-date.ts'
import { ColumnStrings, type SharedStrings } from './shared-strings.ts'
import { columnLetters } from './sheet-name.ts'
import { STYLE } from './workbook-parts.ts'
import { looksLikeFormula, textElement } from './xml-text.ts'

/**
 * - text: always a text cell, ids keep their leading zeros
 * - money: integer fen, shown as yuan with two places
 * - integer, decimal: numbers; decimal also takes canonical decimal text ("3.5")
 * - date: "2026-10-31" or 20261031, a date cell
 * - month: "2026-10" or 202610, written as the text 2026-10
 * - any: a number as a number, a text as a text (workbooks typed by hand)
 *
 * A text in a money, integer, decimal or date column that is none of these is written as that text, unchanged.
 */
export type ColumnType = 'text' | 'money' | 'integer' | 'decimal' | 'date' | 'month' | 'any'

export interface SheetColumn {
  readonly heading: string
  readonly type: ColumnType
  /** In characters of the standard font; without it the width follows from the type. */
  readonly width?: number
  /** Added up in the totals row; money and integer columns only. */
  readonly sum?: boolean
}

export type SheetValue = string | number | Fen | null | undefined
export type SheetRow = readonly SheetValue[]

export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>
  /** A line above the headings. */
  readonly title?: string
  /**
   * A row below the data: with this word in the first column and the sums of the columns marked `sum`,
   * or the row that the caller has added up itself when all rows are drawn.
   */
  readonly totals?: string | (() => SheetRow)
  /** Lines of text below everything, e.g. 制表人: … */
  readonly closing?: readonly SheetRow[]
  /** Arrows for filtering at the headings (default true). */
  readonly filter?: boolean
  /** Headings stay in view (default true). */
  readonly frozen?: boolean
}

const WIDTHS: Readonly<Record<ColumnType, number>> = {
  text: 16,
  money: 14,
  integer: 10,
  decimal: 12,
  date: 12,
  month: 10,
  any: 14,
}

export function columnWidth(column: SheetColumn): number {
  let units = 0
  for (const character of column.heading) units += character > '\u00ff' ? 2 : 1
  return column.width ?? Math.max(WIDTHS[column.type], units + 4)
}

/** Writes cells of one column; made once per sheet, called once per row. */
export class CellWriter {
  readonly #type: ColumnType
  readonly #open: string
  readonly #table: SharedStrings | null
  readonly #strings = new ColumnStrings()
  readonly #summed: boolean
  #dateText: string | number = ''
  #dateSerial: number | undefined
  sum = 0

  constructor(column: SheetColumn, index: number, table: SharedStrings | null) {
    this.#type = column.type
    this.#open = `<c r="${columnLetters(index)}`
    this.#table = table
    this.#summed = column.sum === true && (column.type === 'money' || column.type === 'integer')
  }

  /** The cell in row `row` (its number as text), or nothing for an empty value. */
  cell(value: SheetValue, row: string, bold = false): string {
    if (value === null || value === undefined || value === '') return ''
    switch (this.#type) {
      case 'text':
        return this.text(String(value), row, bold ? STYLE.boldText : STYLE.text)
      case 'money':
        if (typeof value === 'string') return this.text(value, row, bold ? STYLE.boldText : STYLE.text)
        if (this.#summed) this.sum += value
        return this.#number(yuan(value), row, bold ? STYLE.boldMoney : STYLE.money)
      case 'integer':
        if (typeof value === 'string') return this.text(value, row, bold ? STYLE.boldText : STYLE.text)
        if (this.#summed) this.sum += value
        return this.#number(value, row, bold ? STYLE.boldInteger : STYLE.integer)
      case 'decimal':
        return typeof value === 'string' && !isExactNumber(value)
          ? this.text(value, row, STYLE.text)
          : this.#number(value, row, STYLE.general)
      case 'date': {
        const serial = this.#serial(value)
        return serial === undefined
          ? this.text(dayText(value), row, bold ? STYLE.boldText : STYLE.text)
          : this.#number(serial, row, STYLE.date)
      }
      case 'month':
        return this.text(monthText(value), row, bold ? STYLE.boldText : STYLE.text)
      case 'any':
        return typeof value === 'number'
          ? this.#number(value, row, STYLE.general)
          : this.text(value, row, bold ? STYLE.boldText : STYLE.general)
    }
  }

  /** A text cell in the given style; a text that could be taken for a formula carries Excel's quote prefix. */
  text(text: string, row: string, style: number): string {
    const used = style === STYLE.text && looksLikeFormula(text) ? STYLE.quoted : style
    return this.#table === null
      ? `${this.#open}${row}" s="${used}" t="inlineStr"><is>${textElement(text)}</is></c>`
      : `${this.#open}${row}" s="${used}" t="s"><v>${this.#strings.index(text, this.#table)}</v></c>`
  }

  #number(value: number | string, row: string, style: number): string {
    if (typeof value === 'number' && !Number.isFinite(value)) return ''
    return `${this.#open}${row}" s="${style}"><v>${value}</v></c>`
  }

  #serial(value: string | number): number | undefined {
    if (value !== this.#dateText) {
      this.#dateText = value
      this.#dateSerial = dateSerial(value)
    }
    return this.#dateSerial
  }
}

/** Fen as the decimal text of a cell: 1234 → 12.34, 1200 → 12. Exact: no float is involved. */
function yuan(fen: number): string {
  const size = Math.abs(fen)
  const rest = size % 100
  const whole = (size - rest) / 100
  const sign = fen < 0 ? '-' : ''
  if (rest === 0) return `${sign}${whole}`
  return rest < 10 ? `${sign}${whole}.0${rest}` : `${sign}${whole}.${rest}`
}

/** A spreadsheet keeps 15 significant digits; longer decimals stay text so that none is lost. */
function isExactNumber(text: string): boolean {
  return /^-?\d{1,15}(\.\d+)?$/.test(text) && text.replace(/^-?0*\.?0*|\./g, '').length <= 15
}

/** 202610 and "2026-10" as 2026-10. */
export function monthText(value: string | number): string {
  if (typeof value === 'string') return value
  return `${Math.floor(value / 100)}-${two(value % 100)}`
}

/** 20261031 and "2026-10-31" as 2026-10-31. */
export function dayText(value: string | number): string {
  if (typeof value === 'string') return value
  return `${monthText(Math.floor(value / 100))}-${two(value % 100)}`
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}
