/** What spreadsheets, billing systems and people write, and what it becomes: tables of cells. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../cell.ts'
import { dayOfSerial } from './calendar.ts'
import { readDate, readMonth } from './read-date.ts'
import { readDecimal, readInteger, readMoney } from './read-number.ts'
import { isBlank, matchKey, readId, readText } from './read-text.ts'
import type { NoteCode, Reading } from './reading.ts'

type Row = readonly [cell: Cell, value: string | number | null, ...notes: NoteCode[]]
type Bad = readonly [cell: Cell, code: string]

const date = (serial: number): Cell => ({ kind: 'date', serial })
const na: Cell = { kind: 'error', code: '#N/A' }

function table(read: (cell: Cell) => Reading, rows: readonly Row[], bad: readonly Bad[]): void {
  it.each(rows)('%j → %j', (cell, value, ...notes) => {
    expect(read(cell)).toEqual({ value, notes })
  })
  it.each(bad)('%j is %s', (cell, code) => {
    expect(read(cell)).toMatchObject({ code })
  })
}

describe('money', () => {
  table(
    readMoney,
    [
      [null, null],
      [30, 3000],
      [30.1, 3010],
      [0.29, 29],
      [-0.01, -1],
      [1234567.89, 123456789],
      [30.000000000000004, 3000, 'FLOAT_NOISE'],
      [0.1 + 0.2, 30, 'FLOAT_NOISE'],
      ['30.00', 3000, 'TEXT_TO_NUMBER'],
      ['30', 3000, 'TEXT_TO_NUMBER'],
      ['.5', 50, 'TEXT_TO_NUMBER'],
      ['5.', 500, 'TEXT_TO_NUMBER'],
      ['+5', 500, 'TEXT_TO_NUMBER'],
      [' 30.00\t', 3000, 'TRIMMED', 'TEXT_TO_NUMBER'],
      ['　30.00 ', 3000, 'TRIMMED', 'TEXT_TO_NUMBER'],
      ['1 234.50', 123450, 'TRIMMED', 'TEXT_TO_NUMBER'],
      ['１２３．４５', 12345, 'HALF_WIDTH', 'TEXT_TO_NUMBER'],
      ['1,234.50', 123450, 'THOUSANDS', 'TEXT_TO_NUMBER'],
      ['1，234，567', 123456700, 'HALF_WIDTH', 'THOUSANDS', 'TEXT_TO_NUMBER'],
      ['￥1,234.50', 123450, 'CURRENCY', 'THOUSANDS', 'TEXT_TO_NUMBER'],
      ['¥30', 3000, 'CURRENCY', 'TEXT_TO_NUMBER'],
      ['¥-30', -3000, 'CURRENCY', 'TEXT_TO_NUMBER'],
      ['-￥30.5', -3050, 'CURRENCY', 'TEXT_TO_NUMBER'],
      ['30元', 3000, 'CURRENCY', 'TEXT_TO_NUMBER'],
      ['人民币30元整', 3000, 'CURRENCY', 'CURRENCY', 'TEXT_TO_NUMBER'],
      ['1.5万元', 1500000, 'UNIT', 'TEXT_TO_NUMBER'],
      ['1.23456万', 1234560, 'UNIT', 'TEXT_TO_NUMBER'],
      ['(1.00)', -100, 'NEGATIVE', 'TEXT_TO_NUMBER'],
      ['（1,234.00）', -123400, 'HALF_WIDTH', 'NEGATIVE', 'THOUSANDS', 'TEXT_TO_NUMBER'],
      ['1.00-', -100, 'NEGATIVE', 'TEXT_TO_NUMBER'],
      ['￥(1.00)', -100, 'NEGATIVE', 'CURRENCY', 'TEXT_TO_NUMBER'],
      ['(￥1.00)', -100, 'NEGATIVE', 'CURRENCY', 'TEXT_TO_NUMBER'],
      ['(1,234.00)元', -123400, 'NEGATIVE', 'CURRENCY', 'THOUSANDS', 'TEXT_TO_NUMBER'],
      ['(1.5)万元', -1500000, 'NEGATIVE', 'UNIT', 'TEXT_TO_NUMBER'],
      ['1,234.00元-', -123400, 'NEGATIVE', 'CURRENCY', 'THOUSANDS', 'TEXT_TO_NUMBER'],
      ['1.00-元', -100, 'CURRENCY', 'NEGATIVE', 'TEXT_TO_NUMBER'],
      ['－30', -3000, 'HALF_WIDTH', 'TEXT_TO_NUMBER'],
      ['−30', -3000, 'HALF_WIDTH', 'TEXT_TO_NUMBER'],
      ['="30.00"', 3000, 'UNWRAPPED', 'TEXT_TO_NUMBER'],
      ["'30", 3000, 'UNWRAPPED', 'TEXT_TO_NUMBER'],
      ['30.0000', 3000, 'TEXT_TO_NUMBER'],
      ['-', null, 'BLANK_WORD'],
      ['/', null, 'BLANK_WORD'],
      ['无', null, 'BLANK_WORD'],
      ['——', null, 'BLANK_WORD'],
      ['NULL', null, 'BLANK_WORD'],
      ['  ', null],
      ['', null],
    ],
    [
      ['壹佰', 'NOT_A_NUMBER'],
      ['30元5角', 'NOT_A_NUMBER'],
      ['12,5', 'NOT_A_NUMBER'],
      ['1,23,456', 'NOT_A_NUMBER'],
      ['1.2.3', 'NOT_A_NUMBER'],
      ['--5', 'NOT_A_NUMBER'],
      ['5--', 'NOT_A_NUMBER'],
      ['￥(-5)', 'NOT_A_NUMBER'],
      ['(5', 'NOT_A_NUMBER'],
      ['(-5)', 'NOT_A_NUMBER'],
      ['1E+05', 'NOT_A_NUMBER'],
      ['5%', 'NOT_A_NUMBER'],
      [true, 'NOT_A_NUMBER'],
      [date(46000), 'NOT_A_NUMBER'],
      [Number.NaN, 'NOT_A_NUMBER'],
      [30.125, 'TOO_MANY_PLACES'],
      ['0.001', 'TOO_MANY_PLACES'],
      ['1.2345678万', 'TOO_MANY_PLACES'],
      [1e12, 'OUT_OF_RANGE'],
      [na, 'CELL_ERROR'],
      ['#VALUE!', 'CELL_ERROR'],
    ],
  )

  it('multiplies out the unit of the heading', () => {
    expect(readMoney(1.2345, 4)).toEqual({ value: 1234500, notes: ['UNIT'] })
    expect(readMoney(3050, -2)).toEqual({ value: 3050, notes: ['UNIT'] })
  })

  it('reads every amount that is written in any of the usual ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (fen) => {
        const yuan = Math.trunc(Math.abs(fen) / 100)
        const rest = String(Math.abs(fen) % 100).padStart(2, '0')
        const sign = fen < 0 ? '-' : ''
        const grouped = String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')
        for (const cell of [
          fen / 100,
          `${sign}${yuan}.${rest}`,
          `${sign}${grouped}.${rest}`,
          `${sign}￥${grouped}.${rest}元`,
        ]) {
          expect(readMoney(cell)).toMatchObject({ value: fen })
        }
        if (fen < 0) expect(readMoney(`(${grouped}.${rest})`)).toMatchObject({ value: fen })
      }),
    )
  })
})

describe('integers and decimals', () => {
  table(
    (cell) => readInteger(cell, -100, 1e9),
    [
      [3, 3],
      ['3', 3, 'TEXT_TO_NUMBER'],
      ['1,000', 1000, 'THOUSANDS', 'TEXT_TO_NUMBER'],
      ['3.00', 3, 'TEXT_TO_NUMBER'],
      ['-1', -1, 'TEXT_TO_NUMBER'],
      ['-0', 0, 'TEXT_TO_NUMBER'],
    ],
    [
      [1.5, 'NOT_AN_INTEGER'],
      ['1.5', 'NOT_AN_INTEGER'],
      [-101, 'OUT_OF_RANGE'],
      ['三', 'NOT_A_NUMBER'],
    ],
  )
  table(
    readDecimal,
    [
      [12.5, '12.5'],
      [0, '0'],
      [-0.25, '-0.25'],
      [1e-7, '0.0000001'],
      [0.1 + 0.2, '0.3', 'FLOAT_NOISE'],
      ['012.500', '12.5', 'TEXT_TO_NUMBER'],
      ['-.5', '-0.5', 'TEXT_TO_NUMBER'],
      ['-0.0', '0', 'TEXT_TO_NUMBER'],
      ['１２８．５', '128.5', 'HALF_WIDTH', 'TEXT_TO_NUMBER'],
    ],
    [
      ['98%', 'NOT_A_NUMBER'],
      ['0.12345678901', 'TOO_MANY_PLACES'],
      [1e16, 'OUT_OF_RANGE'],
    ],
  )
})

describe('days', () => {
  table(
    readDate,
    [
      [date(46296), 20261001],
      [date(46296.75), 20261001, 'TIME_DROPPED'],
      [20261001, 20261001],
      [46296, 20261001, 'NUMBER_TO_DATE'],
      [20261001102030, 20261001, 'TIME_DROPPED'],
      ['2026-10-01', 20261001],
      ['2026-10-1', 20261001],
      ['2026/10/1', 20261001],
      ['2026.10.1', 20261001],
      ['2026年10月1日', 20261001],
      ['2026年10月1号', 20261001],
      ['2026 年 10 月 1 日', 20261001],
      ['20261001', 20261001],
      ['20261001102030', 20261001, 'TIME_DROPPED'],
      ['２０２６－１０－０１', 20261001, 'HALF_WIDTH'],
      ['2026-10-01 10:20:30', 20261001, 'TIME_DROPPED'],
      ['2026/10/1 9:05', 20261001, 'TIME_DROPPED'],
      ['2026-10-01T10:20:30.123Z', 20261001, 'TIME_DROPPED'],
      ['20261001 10:20:30', 20261001, 'TIME_DROPPED'],
      ['2026年10月1日 10时20分30秒', 20261001, 'TIME_DROPPED'],
      ['2026-10-01 上午10:20:30', 20261001, 'TIME_DROPPED'],
      ['46296', 20261001, 'NUMBER_TO_DATE'],
      ['2024-02-29', 20240229],
      ['无', null, 'BLANK_WORD'],
    ],
    [
      ['2026-02-29', 'NOT_A_DATE'],
      ['2026-13-01', 'NOT_A_DATE'],
      ['2026-10-32', 'NOT_A_DATE'],
      ['2026-10', 'NOT_A_DATE'],
      ['10/1/2026', 'NOT_A_DATE'],
      ['26-10-1', 'NOT_A_DATE'],
      ['2026-10/1', 'NOT_A_DATE'],
      ['2026年10-1', 'NOT_A_DATE'],
      ['十月一日', 'NOT_A_DATE'],
      ['2026-10-01 25点', 'NOT_A_DATE'],
      ['2026-10-01 大约10:20', 'NOT_A_DATE'],
      [202610, 'NOT_A_DATE'],
      [1, 'NOT_A_DATE'],
      [true, 'NOT_A_DATE'],
      [date(1), 'OUT_OF_RANGE'],
      ['1899-12-31', 'OUT_OF_RANGE'],
      [na, 'CELL_ERROR'],
    ],
  )

  it('counts serials as the calendar does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 29221, max: 73050 }), (serial) => {
        const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000)
        expect(dayOfSerial(serial)).toBe(
          day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate(),
        )
      }),
    )
  })
})

describe('months', () => {
  table(
    readMonth,
    [
      [202610, 202610],
      ['202610', 202610],
      ['2026-10', 202610],
      ['2026/10', 202610],
      ['2026.10', 202610],
      ['2026-1', 202601],
      ['2026年10月', 202610],
      ['2026年1月份', 202601],
      ['２０２６年１０月', 202610, 'HALF_WIDTH'],
      [' 202610 ', 202610, 'TRIMMED'],
      [date(46296), 202610],
      [date(46297), 202610, 'DAY_DROPPED'],
      ['2026-10-31', 202610, 'DAY_DROPPED'],
      [20261031, 202610, 'DAY_DROPPED'],
      ['-', null, 'BLANK_WORD'],
    ],
    [
      [2026.1, 'NOT_A_MONTH'],
      ['2026.1', 'NOT_A_MONTH'],
      ['202613', 'NOT_A_MONTH'],
      ['10月', 'NOT_A_MONTH'],
      ['十月', 'NOT_A_MONTH'],
      ['197012', 'OUT_OF_RANGE'],
      [na, 'CELL_ERROR'],
    ],
  )
})

describe('codes and numbers kept as text', () => {
  table(
    readId,
    [
      ['00123', '00123'],
      ['159202610010000001', '159202610010000001'],
      [13800001234, '13800001234', 'NUMBER_TO_TEXT'],
      [999999999999999, '999999999999999', 'NUMBER_TO_TEXT'],
      ['="13800001234"', '13800001234', 'UNWRAPPED'],
      ["'00123", '00123', 'UNWRAPPED'],
      ['13800001234\t', '13800001234', 'TRIMMED'],
      ['138 0000 1234', '13800001234', 'TRIMMED'],
      ['\u200b13800001234\ufeff', '13800001234', 'TRIMMED'],
      ['\u00a0WD0001\u3000', 'WD0001', 'TRIMMED'],
      ['ＷＤ０００１', 'WD0001', 'HALF_WIDTH'],
      ['1E10', '1E10'],
      ['0312-7654321', '0312-7654321'],
      ['无', null, 'BLANK_WORD'],
    ],
    [
      [159202610010000000, 'LONG_ID_DAMAGED'],
      [1e15, 'LONG_ID_DAMAGED'],
      ['1.59E+17', 'LONG_ID_DAMAGED'],
      ['1.59202610010000E+17', 'LONG_ID_DAMAGED'],
      ['１．５９Ｅ＋１７', 'LONG_ID_DAMAGED'],
      ['2E+18', 'LONG_ID_DAMAGED'],
      [12.5, 'NOT_TEXT'],
      [date(46296), 'NOT_TEXT'],
      ['#N/A', 'CELL_ERROR'],
    ],
  )
})

describe('free text', () => {
  table(
    readText,
    [
      ['城关镇（东街）手机店', '城关镇（东街）手机店'],
      [' 城关镇　东街 ', '城关镇　东街', 'TRIMMED'],
      ['第一行\r\n第二行', '第一行 第二行', 'TRIMMED'],
      ['神州行５９元', '神州行59元', 'HALF_WIDTH'],
      [59, '59', 'NUMBER_TO_TEXT'],
      [date(46296), '2026-10-01', 'DATE_TO_TEXT'],
      ['—', null, 'BLANK_WORD'],
      ['\u200b', null],
    ],
    [
      [na, 'CELL_ERROR'],
      ['#REF!', 'CELL_ERROR'],
      ['长'.repeat(501), 'TOO_LONG'],
    ],
  )

  it('never leaves blanks around, and reads what it gave unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        for (const read of [readText, readId]) {
          const once = read(text)
          if (!('value' in once) || once.value === null) continue
          expect(String(once.value).trim()).toBe(once.value)
          expect(String(once.value)).not.toContain('\u0001')
        }
      }),
    )
  })
})

describe('long cells', () => {
  it.each([' x', 'x ', 'TT', '((', '()', ',1', '1,', '００', '\u00a0x', '"="', '元元', '万'])(
    'of %j cost no more than their length',
    (unit) => {
      const cell = `x${unit.repeat(50_000)}y`
      const start = performance.now()
      for (const read of [readText, readId, readMoney, readInteger, readDecimal, readDate, readMonth]) read(cell)
      isBlank(cell)
      matchKey(cell)
      expect(performance.now() - start).toBeLessThan(2000)
    },
  )
})

describe('blanks and keys', () => {
  it.each([null, '', ' ', '\t', '\u00a0', '-', '/', '无', '\ufeff\u200b'])('%j is blank', (cell) => {
    expect(isBlank(cell)).toBe(true)
  })
  it.each([0, false, '0', 'a', '无锡', date(1)])('%j is not blank', (cell) => {
    expect(isBlank(cell)).toBe(false)
  })
  it('compares without width, case and blanks', () => {
    expect(matchKey(' ｗｄ 0001 ')).toBe('WD0001')
    expect(matchKey('金额（元）')).toBe('金额(元)')
  })
})
