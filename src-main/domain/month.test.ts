/** Months and dates: reading, arithmetic, the store's integers. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMonths,
  asDate,
  asMonth,
  chineseMonth,
  dateFromNumber,
  dateNumber,
  daysIn,
  firstDay,
  isDate,
  isMonth,
  lastDay,
  monthFromNumber,
  monthNumber,
  monthOf,
  monthsBetween,
  monthsFrom,
  quarterStart,
  yearStart,
} from './month.ts'

const anyMonth = fc
  .tuple(fc.integer({ min: 1950, max: 2900 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => asMonth(`${year}-${String(month).padStart(2, '0')}`))

describe('months', () => {
  test.each(['2026-1', '2026-13', '2026-00', '202610', '2026-10-01', '3026-10', ' 2026-10', ''])(
    '%j is none',
    (text) => {
      expect(isMonth(text)).toBe(false)
      expect(() => asMonth(text)).toThrow(/INVALID_INPUT/)
    },
  )
  test.each([
    ['2026-10', 3, '2027-01'],
    ['2026-10', 12, '2027-10'],
    ['2026-01', -1, '2025-12'],
    ['2026-01', 0, '2026-01'],
    ['2026-03', -15, '2024-12'],
  ])('%s and %i months is %s', (month, months, expected) => {
    expect(addMonths(asMonth(month), months)).toBe(expected)
  })
  test.each([
    ['2026-01', '2026-01', '2026-01'],
    ['2026-06', '2026-04', '2026-01'],
    ['2026-12', '2026-10', '2026-01'],
  ])('%s lies in the quarter from %s and the year from %s', (month, quarter, year) => {
    expect(quarterStart(asMonth(month))).toBe(quarter)
    expect(yearStart(asMonth(month))).toBe(year)
  })
  test('adding and counting months agree, numbers and texts too', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -500, max: 500 }), (month, months) => {
        const later = addMonths(month, months)
        expect(monthsBetween(month, later)).toBe(months)
        expect(later < month).toBe(months < 0)
        expect(monthFromNumber(monthNumber(month))).toBe(month)
        expect(monthOf(lastDay(month))).toBe(month)
      }),
    )
  })
  test('days, words and lists', () => {
    expect([2000, 1900, 2024, 2026].map((year) => daysIn(asMonth(`${year}-02`)))).toEqual([29, 28, 29, 28])
    expect(firstDay(asMonth('2026-10'))).toBe('2026-10-01')
    expect(lastDay(asMonth('2026-10'))).toBe('2026-10-31')
    expect(chineseMonth(asMonth('2026-10'))).toBe('2026年10月')
    expect(chineseMonth(asMonth('2026-03'))).toBe('2026年3月')
    expect(monthNumber(asMonth('2026-10'))).toBe(202610)
    expect(monthsFrom(asMonth('2026-11'), asMonth('2027-01'))).toEqual(['2026-11', '2026-12', '2027-01'])
    expect(monthsFrom(asMonth('2026-11'), asMonth('2026-10'))).toEqual([])
  })
})

describe('dates', () => {
  test.each(['2026-02-29', '2026-04-31', '2026-00-10', '2026-10-00', '2026-10-32', '2026-1-1', '20261031'])(
    '%j is none',
    (text) => {
      expect(isDate(text)).toBe(false)
      expect(() => asDate(text)).toThrow(/INVALID_INPUT/)
    },
  )
  test.each(['2028-02-29', '2026-10-31', '2026-01-01'])('%s goes to the store and back', (text) => {
    expect(dateFromNumber(dateNumber(asDate(text)))).toBe(text)
  })
  test('the store keeps integers', () => {
    expect(dateNumber(asDate('2026-10-31'))).toBe(20261031)
    expect(() => dateFromNumber(20260231)).toThrow(/INVALID_INPUT/)
    expect(() => monthFromNumber(202613)).toThrow(/INVALID_INPUT/)
  })
})
