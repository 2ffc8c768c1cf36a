/** Money, counts and decimals out of cells, on digits and never on floats. */

import type { Cell } from '../cell.ts'
import { allBlanks, halfWidth, strip } from './read-text.ts'
import type { CellCode, NoteCode, Reading } from './reading.ts'

/** Digits of any money or count that is believed: 100 thousand million yuan. */
const moneyLimit = 1e13

/** A number written as text, taken apart: sign, digits without leading zeros, how many of them are places. */
interface Digits {
  readonly negative: boolean
  readonly digits: string
  readonly places: number
}

const units: readonly [RegExp, number][] = [
  [/(?:亿元|亿)$/, 8],
  [/(?:万元|万)$/, 4],
  [/(?:千元|千)$/, 3],
  [/(?:百元|百)$/, 2],
]

function takeUnit(text: string, notes: NoteCode[]): [string, number] {
  for (const [pattern, shift] of units) {
    const rest = text.replace(pattern, '')
    if (rest !== text && rest !== '') {
      notes.push('UNIT')
      return [rest, shift]
    }
  }
  const rest = text.replace(/(?:元整|元|圆|RMB|CNY)$/i, '')
  if (rest !== text && rest !== '') notes.push('CURRENCY')
  return rest === '' ? [text, 0] : [rest, 0]
}

/** Reads a number out of text: brackets and trailing minus, thousands marks, currency, 万元. `money` allows units. */
function readDigits(raw: string, notes: NoteCode[], money: boolean): Digits | undefined {
  const dense = raw.replace(allBlanks, '')
  if (dense !== raw && !notes.includes('TRIMMED')) notes.push('TRIMMED')
  let text = halfWidth(dense).replace(/[−–—]/g, '-').replace(/。/g, '.')
  if (text !== dense) notes.push('HALF_WIDTH')
  let negative = false
  let shift = 0
  // The currency may stand outside the brackets: ￥(1.00), (1.00)元.
  const bracketed = /^((?:[¥￥$]|RMB|CNY)?)\((.+)\)((?:万?元)?)$/i.exec(text)
  if (bracketed?.[2] !== undefined && (money || bracketed[1] + (bracketed[3] ?? '') === '')) {
    text = `${bracketed[1] ?? ''}${bracketed[2]}${bracketed[3] ?? ''}`
    negative = true
    notes.push('NEGATIVE')
  }
  const takeSign = (): void => {
    if (!negative && /^[-+]/.test(text)) {
      negative = text.startsWith('-')
      text = text.slice(1)
    }
  }
  takeSign()
  if (money) {
    const plain = text.replace(/^(?:[¥￥$]|RMB|CNY|人民币)/i, '')
    if (plain !== text) notes.push('CURRENCY')
    text = plain
    takeSign()
  }
  if (!negative && text.length > 1 && text.endsWith('-')) {
    negative = true
    text = text.slice(0, -1)
    notes.push('NEGATIVE')
  }
  if (money) {
    ;[text, shift] = takeUnit(text, notes)
    if (!negative && text.length > 1 && text.endsWith('-')) {
      negative = true
      text = text.slice(0, -1)
      notes.push('NEGATIVE')
    }
  }
  if (text.includes(',')) {
    if (!/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) return undefined
    text = text.replaceAll(',', '')
    notes.push('THOUSANDS')
  }
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text)
  if (match === null) return undefined
  const whole = match[1] ?? ''
  const fraction = match[2] ?? ''
  if (whole === '' && fraction === '') return undefined
  return shifted({ negative, digits: whole + fraction, places: fraction.length }, shift)
}

/** The number times ten to the power of `shift`, in its shortest form. */
function shifted(number: Digits, shift: number): Digits {
  let digits = number.digits
  let places = number.places - shift
  if (places < 0) {
    digits += '0'.repeat(-places)
    places = 0
  }
  while (places > 0 && digits.endsWith('0')) {
    digits = digits.slice(0, -1)
    places--
  }
  digits = digits.replace(/^0+/, '')
  return { negative: number.negative && digits !== '', digits, places: digits === '' ? 0 : places }
}

/** The digits of a number cell; noise of binary fractions beyond 15 significant digits is dropped and noted. */
function digitsOfNumber(value: number, notes: NoteCode[]): Digits | undefined {
  if (!Number.isFinite(value)) return undefined
  const exact = plainDecimal(value)
  if (exact.digits.replace(/0+$/, '').length <= 15) return exact
  const rounded = plainDecimal(Number(value.toPrecision(15)))
  if (rounded.places < exact.places) notes.push('FLOAT_NOISE')
  return rounded
}

function plainDecimal(value: number): Digits {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(Math.abs(value)))
  const whole = match?.[1] ?? '0'
  const fraction = match?.[2] ?? ''
  const exponent = Number(match?.[3] ?? 0)
  const digits = whole + fraction
  const number = { negative: value < 0, digits, places: fraction.length }
  return shifted(number, exponent)
}

/** A number cell or text as digits, times ten to the power of `shift` (the unit in the column's heading). */
function readNumber(
  cell: Cell,
  shift: number,
  money: boolean,
): { number: Digits | null; notes: NoteCode[] } | { code: CellCode } {
  if (cell === null) return { number: null, notes: [] }
  const notes: NoteCode[] = []
  let number: Digits | undefined
  if (typeof cell === 'number') {
    number = digitsOfNumber(cell, notes)
  } else if (typeof cell === 'string') {
    const stripped = strip(cell)
    if ('code' in stripped) return stripped
    if (stripped.text === null) return { number: null, notes: stripped.notes }
    notes.push(...stripped.notes)
    number = readDigits(stripped.text, notes, money)
    if (number !== undefined) notes.push('TEXT_TO_NUMBER')
  } else if (typeof cell === 'object' && cell.kind === 'error') {
    return { code: 'CELL_ERROR' }
  }
  if (number === undefined) return { code: 'NOT_A_NUMBER' }
  if (shift === 0) return { number, notes }
  if (!notes.includes('UNIT')) notes.push('UNIT')
  return { number: shifted(number, shift), notes }
}

const asInteger = (number: Digits): number => {
  const value = number.digits === '' ? 0 : Number(number.digits)
  return number.negative ? -value : value
}

/** Money as integer fen; at most two places of a yuan (TOO_MANY_PLACES), below 100 thousand million yuan (OUT_OF_RANGE). */
export function readMoney(cell: Cell, shift = 0): Reading {
  const read = readNumber(cell, shift, true)
  if ('code' in read) return read
  if (read.number === null) return { value: null, notes: read.notes }
  if (read.number.places > 2) return { code: 'TOO_MANY_PLACES', details: { places: 2 } }
  const fen = asInteger(shifted(read.number, 2))
  return Math.abs(fen) > moneyLimit ? { code: 'OUT_OF_RANGE' } : { value: fen, notes: read.notes }
}

/** A count; NOT_AN_INTEGER with a fraction, OUT_OF_RANGE outside min and max. */
export function readInteger(cell: Cell, min = -1e15, max = 1e15): Reading {
  const read = readNumber(cell, 0, false)
  if ('code' in read) return read
  if (read.number === null) return { value: null, notes: read.notes }
  if (read.number.places > 0) return { code: 'NOT_AN_INTEGER' }
  const value = asInteger(read.number)
  return value < min || value > max ? { code: 'OUT_OF_RANGE', details: { min, max } } : { value, notes: read.notes }
}

/** A decimal as canonical text: no exponent, no needless zeros; at most 15 digits before the point and 10 after it. */
export function readDecimal(cell: Cell): Reading {
  const read = readNumber(cell, 0, false)
  if ('code' in read) return read
  if (read.number === null) return { value: null, notes: read.notes }
  const { negative, digits, places } = read.number
  if (places > 10) return { code: 'TOO_MANY_PLACES', details: { places: 10 } }
  if (digits.length - places > 15) return { code: 'OUT_OF_RANGE' }
  const padded = digits.padStart(places + 1, '0')
  const whole = padded.slice(0, padded.length - places)
  const text = places === 0 ? whole : `${whole}.${padded.slice(padded.length - places)}`
  return { value: negative ? `-${text}` : text, notes: read.notes }
}
