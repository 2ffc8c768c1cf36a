/** The small untidiness of real exports that an import must take in its stride: blanks, full-width digits, numbers as text. */

import type { SheetValue } from '../../workbook/write/sheet-stream.ts'

type Row = SheetValue[]

/** Places in an entry's row. */
const OUTLET = 2
const PLAN = 5
const SUBSCRIBER = 6
const QUANTITY = 8
const AMOUNT = 9

/** Places in a subscriber-month's row. */
const MONTH_OUTLET = 3
const BILLED = 8
const ARREARS = 9

/** The n-th entry's row, now and then untidy; what it means does not change. */
export function entryNoise(row: Row, n: number): Row {
  if (n % 977 === 13) row[OUTLET] = `${row[OUTLET]}  `
  if (n % 1_999 === 7) row[SUBSCRIBER] = fullWidth(String(row[SUBSCRIBER]))
  if (n % 1_327 === 5 && row[PLAN] !== '') row[PLAN] = `${row[PLAN]}\u3000`
  if (n % 1_499 === 11) row[AMOUNT] = yuanText(row[AMOUNT] as number)
  if (n % 2_503 === 3) row[QUANTITY] = String(row[QUANTITY])
  return row
}

export function subscriberMonthNoise(row: Row, n: number): Row {
  if (n % 883 === 17) row[MONTH_OUTLET] = ` ${row[MONTH_OUTLET]}`
  if (n % 1_201 === 9) row[BILLED] = yuanText(row[BILLED] as number)
  if (n % 607 === 3 && row[ARREARS] === 0) row[ARREARS] = '-'
  return row
}

/** What the billing system left after the n-th row: an empty row, a row of blanks, mostly nothing. */
export function blankRowAfter(n: number): Row | null {
  if (n === 1_000) return []
  return n === 3_777 ? [' ', '', '\u3000'] : null
}

function fullWidth(digits: string): string {
  return digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

/** As people type it: thousands marks and two places. */
function yuanText(fen: number): string {
  const [whole = '0', places = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.')
  return `${fen < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${places}`
}
