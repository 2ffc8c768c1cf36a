import { describe, expect, it } from 'vitest'
import { builtinFormatKind, formatKind } from './date-format.ts'
import { isoSerial } from './serial.ts'

describe('what a number format shows', () => {
  const cases: [string, string][] = [
    ['General', 'number'],
    ['G/通用格式', 'number'],
    ['0.00E+00', 'number'],
    ['##0.0E-0', 'number'],
    ['#,##0.00;[Red]-#,##0.00', 'number'],
    ['"日期"0', 'number'],
    ['0"h"', 'number'],
    ['0\\d', 'number'],
    ['0_d', 'number'],
    ['[Red][$-804]0.00', 'number'],
    ['[$¥-804]#,##0.00', 'number'],
    ['@', 'number'],
    ['[DBNum2][$-804]0', 'number'],
    ['yyyy-mm-dd', 'date'],
    ['yyyy"年"m"月"d"日"', 'date'],
    ['[$-804]yyyy年m月', 'date'],
    ['[DBNum1][$-804]yyyy"年"m"月"', 'date'],
    ['[$-411]ge.m.d', 'date'],
    ['mmm', 'date'],
    ['dddd', 'date'],
    ['yyyy/m/d h:mm AM/PM', 'date'],
    ['[>100]yyyy;0', 'date'],
    ['0;yyyy', 'number'],
    ['h:mm', 'time'],
    ['上午/下午h:mm', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'time'],
    ['[mm]', 'time'],
    ['[Red]h:mm', 'time'],
    ['"open', 'number'],
  ]
  it.each(cases)('%s: %s', (code, kind) => {
    expect(formatKind(code)).toBe(kind)
  })

  it('is known for the formats without a text', () => {
    expect([0, 1, 4, 9, 13, 23, 26, 37, 44, 48, 49, 164].map(builtinFormatKind)).toEqual(Array(12).fill('number'))
    expect([14, 17, 22, 27, 31, 36, 50, 57, 58].map(builtinFormatKind)).toEqual(Array(9).fill('date'))
    expect([18, 21, 32, 35, 45, 46, 47, 55].map(builtinFormatKind)).toEqual(Array(8).fill('time'))
  })
})

describe('serials of ISO dates', () => {
  const cases: [string, number | undefined][] = [
    ['1900-01-01', 1],
    ['1900-02-28', 59],
    ['1900-03-01', 61],
    ['2026-10-01', 46296],
    ['2026-10-01T18:00:00', 46296.75],
    ['2026-10-01T18:00:00.000Z', 46296.75],
    ['T06:00', 0.25],
    ['2026-02-30', undefined],
    ['', undefined],
    ['Z', undefined],
    ['2026', undefined],
  ]
  it.each(cases)('%s', (text, serial) => {
    expect(isoSerial(text)).toBe(serial)
  })
})
