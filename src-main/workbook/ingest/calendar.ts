/** Days as workbooks count them: serial numbers of the 1900 system to yyyymmdd integers, and what is a day at all. */

/** Years in which an office's dates can lie; others are slips of the keyboard. */
const firstYear = 1980
const lastYear = 2099

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const daysIn = (year: number, month: number): number =>
  month === 2 && (year % 4 === 0 ? year % 100 !== 0 || year % 400 === 0 : false) ? 29 : (monthDays[month - 1] ?? 0)

/** yyyymmdd when the calendar has the day, 'range' outside 1980–2099, undefined when there is no such day. */
export function dayNumber(year: number, month: number, day: number): number | 'range' | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (year < firstYear || year > lastYear) return 'range'
  return year * 10_000 + month * 100 + day
}

/** yyyymm when there is such a month, 'range' outside 1980–2099, else undefined. */
export function monthNumber(year: number, month: number): number | 'range' | undefined {
  if (month < 1 || month > 12) return undefined
  if (year < firstYear || year > lastYear) return 'range'
  return year * 100 + month
}

/** The day (yyyymmdd) of a serial of the 1900 system, its time of day dropped; undefined outside 1980–2099. */
export function dayOfSerial(serial: number): number | undefined {
  const days = Math.floor(serial)
  // 29221 is 1980-01-01 and 73051 is 2100-01-01: far from the day that 1900 never had.
  if (!(days >= 29_221 && days < 73_051)) return undefined
  // Civil date from days (Hinnant), counted from 0000-03-01.
  const z = days - 25_569 + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1
  const month = mp < 10 ? mp + 3 : mp - 9
  return (yoe + era * 400 + (month <= 2 ? 1 : 0)) * 10_000 + month * 100 + day
}

/** The last day of a month: 202610 → 20261031. */
export const lastDayOf = (period: number): number => period * 100 + daysIn(Math.floor(period / 100), period % 100)
