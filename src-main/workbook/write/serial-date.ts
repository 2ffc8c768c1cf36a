/** Dates as spreadsheets count them: days since 1899-12-30, whole days, the 1900 system. */

/** The first date whose serial is the same in Excel and in the calendar; earlier ones are written as text. */
export const FIRST_SERIAL_DATE = 19000301

/**
 * The serial of a day, from "2026-10-31" or 20261031; undefined where it is no day or lies outside 1900-03-01 … 9999-12-31.
 * Excel takes 1900 for a leap year, so serials before 1 March 1900 differ by one between programs.
 */
export function dateSerial(value: string | number): number | undefined {
  const day = typeof value === 'number' ? value : dayNumber(value)
  if (!Number.isInteger(day) || day < FIRST_SERIAL_DATE || day > 99991231) return undefined
  const year = Math.floor(day / 10000)
  const month = Math.floor(day / 100) % 100
  const date = day % 100
  if (month < 1 || month > 12 || date < 1 || date > 31) return undefined
  const time = Date.UTC(year, month - 1, date)
  if (new Date(time).getUTCDate() !== date) return undefined
  return time / 86_400_000 + 25_569
}

function dayNumber(text: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Number(text.slice(0, 4) + text.slice(5, 7) + text.slice(8, 10)) : Number.NaN
}
