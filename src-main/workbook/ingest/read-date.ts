/** Days and months out of cells: dates, serials, and the many ways to write them. */

import type { Cell } from '../cell.ts'
import { dayNumber, dayOfSerial, monthNumber } from './calendar.ts'
import { allBlanks, halfWidth, strip } from './read-text.ts'
import type { NoteCode, Reading } from './reading.ts'

const day4 = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})[日号]?$/
const day8 = /^(\d{4})(\d{2})(\d{2})$/
/** The time of day behind a date, after the blanks have gone: 10:20, 10:20:30.000, T10:20:30Z, 10时20分, 上午10:20. */
const timeTail =
  /^(?:T|上午|下午|AM|PM)?\d{1,2}(?::|时|点)\d{1,2}(?:(?::|分)\d{1,2}(?:\.\d+)?)?[秒分]?(?:Z|[+-]\d{2}:?\d{2})?(?:AM|PM)?$/i

type DayReading = number | 'range' | undefined

function dayOfText(text: string, notes: NoteCode[]): DayReading {
  let half = halfWidth(text)
  if (half !== text) notes.push('HALF_WIDTH')
  const stamp = /^(\d{8})(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\.?\d{3})?)?$/.exec(half)
  if (stamp?.[1] !== undefined) {
    notes.push('TIME_DROPPED')
    half = stamp[1]
  }
  // A blank or T must part date and time, or 2026-10-1 10:20 would lose a digit to the hour.
  const parts = /^(\S+?)(?:[\s\u3000]+|T)(.+)$/.exec(half)
  if (parts?.[1] !== undefined && timeTail.test((parts[2] ?? '').replace(/\s+/g, ''))) {
    notes.push('TIME_DROPPED')
    half = parts[1]
  }
  const dense = half.replace(allBlanks, '')
  const long = day4.exec(dense)
  if (long !== null) {
    const [, year, first, month, second, day] = long
    const chinese = first === '年'
    if (chinese !== (second === '月') || (!chinese && first !== second)) return undefined
    return dayNumber(Number(year), Number(month), Number(day))
  }
  const short = day8.exec(dense)
  if (short !== null) return dayNumber(Number(short[1]), Number(short[2]), Number(short[3]))
  return undefined
}

const isSerial = (value: number): boolean => value >= 29_221 && value < 73_051

/** A day as yyyymmdd: date cells, serials, 2026-10-1, 2026/10/1, 2026.10.1, 2026年10月1日, 20261001, with or without a time. */
export function readDate(cell: Cell): Reading {
  if (cell === null) return { value: null, notes: [] }
  const notes: NoteCode[] = []
  let day: DayReading
  if (typeof cell === 'object') {
    if (cell.kind === 'error') return { code: 'CELL_ERROR' }
    day = dayOfSerial(cell.serial) ?? 'range'
    if (cell.serial !== Math.floor(cell.serial)) notes.push('TIME_DROPPED')
  } else if (typeof cell === 'number') {
    day = dayOfPlainNumber(cell, notes)
  } else if (typeof cell === 'string') {
    const stripped = strip(cell)
    if ('code' in stripped) return stripped
    if (stripped.text === null) return { value: null, notes: stripped.notes }
    notes.push(...stripped.notes)
    day = dayOfText(stripped.text, notes)
    if (day === undefined && /^\d{5}(?:\.\d+)?$/.test(stripped.text))
      day = dayOfPlainNumber(Number(stripped.text), notes)
  } else {
    return { code: 'NOT_A_DATE' }
  }
  if (day === undefined) return { code: 'NOT_A_DATE' }
  return day === 'range' ? { code: 'OUT_OF_RANGE' } : { value: day, notes }
}

/** 20261001 is a day written as a number; 46296 is a serial that lost its date format. */
function dayOfPlainNumber(value: number, notes: NoteCode[]): DayReading {
  if (Number.isInteger(value) && value >= 1e7 && value < 1e8) return dayOfText(String(value), notes)
  if (Number.isInteger(value) && value >= 1e13 && value < 1e14) return dayOfText(String(value), notes)
  if (!isSerial(value)) return undefined
  notes.push('NUMBER_TO_DATE')
  if (!Number.isInteger(value)) notes.push('TIME_DROPPED')
  return dayOfSerial(value)
}

/** A month as yyyymm: 202610, 2026-10, 2026/10, 2026年10月(份), or the month of a day. 2026.1 may be October: NOT_A_MONTH. */
export function readMonth(cell: Cell): Reading {
  if (cell === null) return { value: null, notes: [] }
  let text: string
  const notes: NoteCode[] = []
  if (typeof cell === 'string') {
    const stripped = strip(cell)
    if ('code' in stripped) return stripped
    if (stripped.text === null) return { value: null, notes: stripped.notes }
    notes.push(...stripped.notes)
    text = stripped.text
  } else if (typeof cell === 'number') {
    text = String(cell)
  } else {
    text = ''
  }
  const half = halfWidth(text).replace(allBlanks, '')
  if (half !== text && !notes.includes('TRIMMED')) notes.push('HALF_WIDTH')
  const match =
    /^(\d{4})(\d{2})$/.exec(half) ?? /^(\d{4})[-/年](\d{1,2})(?:月份?)?$/.exec(half) ?? /^(\d{4})\.(\d{2})$/.exec(half)
  if (match !== null && typeof cell !== 'object') {
    const month = monthNumber(Number(match[1]), Number(match[2]))
    if (month === undefined || (typeof cell === 'number' && !Number.isInteger(cell))) return { code: 'NOT_A_MONTH' }
    return month === 'range' ? { code: 'OUT_OF_RANGE' } : { value: month, notes }
  }
  const day = readDate(cell)
  if ('code' in day) return day.code === 'NOT_A_DATE' ? { code: 'NOT_A_MONTH' } : day
  if (typeof day.value !== 'number') return { code: 'NOT_A_MONTH' }
  // A month typed into a spreadsheet becomes its first day with a month's format; any other day lost something.
  const dropped: NoteCode[] = day.value % 100 === 1 && typeof cell === 'object' ? [] : ['DAY_DROPPED']
  return { value: Math.floor(day.value / 100), notes: [...day.notes, ...dropped] }
}
