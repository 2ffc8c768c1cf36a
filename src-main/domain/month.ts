/** Months and dates as values: "2026-10" and "2026-10-31", without time zones and without a clock. */
import { Refusal } from './refusal.ts'

declare const monthBrand: unique symbol
declare const dateBrand: unique symbol

/** A calendar month "YYYY-MM", years 1900 to 2999; text order is time order. */
export type Month = string & { readonly [monthBrand]: true }
/** A calendar date "YYYY-MM-DD" that exists; text order is time order. */
export type IsoDate = string & { readonly [dateBrand]: true }

const MONTH = /^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])$/
const DATE = /^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Says whether the text is a month. */
export function isMonth(text: string): text is Month {
  return MONTH.test(text)
}

/** The month that the text names. @throws Refusal INVALID_INPUT */
export function asMonth(text: string): Month {
  if (!isMonth(text)) throw new Refusal('INVALID_INPUT', { expected: 'month', value: text })
  return text
}

/** Says whether the text is a date that exists. */
export function isDate(text: string): text is IsoDate {
  return DATE.test(text) && Number(text.slice(8)) <= daysIn(text.slice(0, 7) as Month)
}

/** The date that the text names. @throws Refusal INVALID_INPUT, also for a day that does not exist */
export function asDate(text: string): IsoDate {
  if (!isDate(text)) throw new Refusal('INVALID_INPUT', { expected: 'date', value: text })
  return text
}

/** The calendar year of a month, e.g. 2026. */
function yearOf(month: Month): number {
  return Number(month.slice(0, 4))
}

/** The month within its year, 1 to 12. */
export function monthOfYear(month: Month): number {
  return Number(month.slice(5, 7))
}

/** Months since year 0: differences of ordinals are numbers of months. */
function ordinal(month: Month): number {
  return yearOf(month) * 12 + monthOfYear(month) - 1
}

function fromOrdinal(months: number): Month {
  const year = Math.floor(months / 12)
  return asMonth(`${String(year).padStart(4, '0')}-${String(months - year * 12 + 1).padStart(2, '0')}`)
}

/** The month so many months later (earlier, when negative). @throws Refusal INVALID_INPUT outside 1900 to 2999 */
export function addMonths(month: Month, months: number): Month {
  return fromOrdinal(ordinal(month) + months)
}

/** How many months `to` lies after `from`: 0 for the same month, negative when before. */
export function monthsBetween(from: Month, to: Month): number {
  return ordinal(to) - ordinal(from)
}

/** All months from the first to the last, both included; empty when `to` lies before `from`. */
export function monthsFrom(from: Month, to: Month): Month[] {
  return Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, i) => addMonths(from, i))
}

/** First month of the month's calendar quarter. */
export function quarterStart(month: Month): Month {
  return addMonths(month, -((monthOfYear(month) - 1) % 3))
}

/** January of the month's year. */
export function yearStart(month: Month): Month {
  return `${month.slice(0, 4)}-01` as Month
}

/** The month in which a date lies. */
export function monthOf(date: IsoDate): Month {
  return date.slice(0, 7) as Month
}

/** Number of days of the month, 28 to 31. */
export function daysIn(month: Month): number {
  const year = yearOf(month)
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const number = monthOfYear(month)
  return number === 2 && leap ? 29 : DAYS[number - 1]!
}

/** The first day of the month. */
export function firstDay(month: Month): IsoDate {
  return `${month}-01` as IsoDate
}

/** The last day of the month. */
export function lastDay(month: Month): IsoDate {
  return `${month}-${daysIn(month)}` as IsoDate
}

/** The month in words, as on screens and paper: 2026年10月. */
export function chineseMonth(month: Month): string {
  return `${yearOf(month)}年${monthOfYear(month)}月`
}

/** 2026年10月31日. */
export function chineseDate(day: IsoDate): string {
  return `${chineseMonth(day.slice(0, 7) as Month)}${Number(day.slice(8))}日`
}

/** The month as the store keeps it: 202610. */
export function monthNumber(month: Month): number {
  return yearOf(month) * 100 + monthOfYear(month)
}

/** The month of the store's integer. @throws Refusal INVALID_INPUT */
export function monthFromNumber(number: number): Month {
  return asMonth(`${Math.floor(number / 100)}-${String(number % 100).padStart(2, '0')}`)
}

/** The date as the store keeps it: 20261031. */
export function dateNumber(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10))
}

/** The date of the store's integer. @throws Refusal INVALID_INPUT */
export function dateFromNumber(number: number): IsoDate {
  const text = String(number)
  return asDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
}

/** The day so many calendar days later (earlier, when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + days)
  return asDate(day.toISOString().slice(0, 10))
}

/** Calendar days from one date to another: 1 for the next day, negative when before. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
