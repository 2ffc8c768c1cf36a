/**
 * Text out of cells, free or as a code: what spreadsheets, billing systems and people write, made one form.
 * Every change is noted and nothing is guessed (DOMAIN.md §3).
 */

import type { Cell } from '../cell.ts'
import { dayOfSerial } from './calendar.ts'
import type { CellCode, NoteCode, Reading } from './reading.ts'

/** Blanks of every script, invisible characters and controls. */
const blank =
  '[\\s\\u0000-\\u0020\\u007f-\\u00a0\\u00ad\\u034f\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u2064\\ufeff]'
const oneBlank = new RegExp(blank)
export const allBlanks = new RegExp(`${blank}+`, 'g')
const blankWords = new Set([
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '―',
  '−',
  '/',
  '//',
  '\\',
  '无',
  '空',
  'NULL',
  'N/A',
  '\\N',
  '(空)',
  '(空白)',
])
const errorTexts = new Set(['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#SPILL!', '#CALC!'])

const textLimit = 500

/** Full-width forms of ASCII (！ to ～) as ASCII. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff01-\uff5e]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))

/** Only digits and letters made half-width: names keep their own brackets and commas. */
const halfWidthWords = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (each) => String.fromCharCode(each.charCodeAt(0) - 0xfee0))

/** The form in which codes, names and headings are compared: half-width, without blanks, upper case. */
export const matchKey = (text: string): string => text.normalize('NFKC').replace(allBlanks, '').toUpperCase()

/** What a cell shows, for lists of problems. */
export function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell.length > 100 ? `${cell.slice(0, 100)}…` : cell
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if (typeof cell === 'number') return numberText(cell)
  if (cell.kind === 'error') return cell.code
  const day = dayOfSerial(cell.serial)
  return day === undefined ? String(cell.serial) : dayText(day)
}

const pad = (value: number): string => (value < 10 ? `0${value}` : String(value))

const dayText = (day: number): string =>
  `${Math.floor(day / 10_000)}-${pad(Math.floor(day / 100) % 100)}-${pad(day % 100)}`

/** A number without exponent where it is an integer that a double holds exactly. */
const numberText = (value: number): string =>
  Number.isSafeInteger(value) || (Number.isInteger(value) && Math.abs(value) < 1e21) ? value.toFixed(0) : String(value)

type Text = { text: string | null; notes: NoteCode[] } | { code: CellCode }

const isBlankCode = (code: number): boolean =>
  code <= 0x20 || (code >= 0x7f && oneBlank.test(String.fromCharCode(code)))

/** Without blanks at the ends; by hand, for a pattern anchored at the end is quadratic on long runs of blanks. */
function trimmed(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlankCode(text.charCodeAt(from))) from++
  while (to > from && isBlankCode(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

/** A text cell without blanks around it and spreadsheet wrapping; null when it says nothing. */
export function strip(raw: string): Text {
  const notes: NoteCode[] = []
  let text = trimmed(raw)
  if (text !== raw) notes.push('TRIMMED')
  if (text.length > 2 && text.startsWith('="') && text.endsWith('"')) {
    text = trimmed(text.slice(2, -1).replaceAll('""', '"'))
    notes.push('UNWRAPPED')
  } else if (text.length > 1 && text.startsWith("'")) {
    text = trimmed(text.slice(1))
    notes.push('UNWRAPPED')
  }
  // Blanks alone are what an empty cell looks like; only said where something was there.
  if (text === '') return { text: null, notes: [] }
  if (text.length <= 6) {
    const half = halfWidth(text).toUpperCase()
    if (blankWords.has(half)) return { text: null, notes: ['BLANK_WORD'] }
    if (errorTexts.has(half)) return { code: 'CELL_ERROR' }
  } else if (errorTexts.has(text)) return { code: 'CELL_ERROR' }
  return { text, notes }
}

/** True for a cell that says nothing: empty, blanks, or a word for nothing. */
export function isBlank(cell: Cell): boolean {
  if (cell === null) return true
  if (typeof cell !== 'string') return false
  if (cell.length > 12 && cell.charCodeAt(0) > 32) return false
  const stripped = strip(cell)
  return 'text' in stripped && stripped.text === null
}

/** Free text: blanks around it go, line ends inside become one blank, full-width digits and letters half-width. */
export function readText(cell: Cell): Reading {
  if (cell === null) return { value: null, notes: [] }
  if (typeof cell === 'string') {
    const stripped = strip(cell)
    if ('code' in stripped) return stripped
    if (stripped.text === null) return { value: null, notes: stripped.notes }
    const notes = stripped.notes
    let text = stripped.text.replace(/[\p{Cc}\u200b\ufeff]+/gu, ' ')
    if (text !== stripped.text && !notes.includes('TRIMMED')) notes.push('TRIMMED')
    const half = halfWidthWords(text)
    if (half !== text) notes.push('HALF_WIDTH')
    text = half
    return text.length > textLimit ? { code: 'TOO_LONG', details: { limit: textLimit } } : { value: text, notes }
  }
  if (typeof cell === 'number') return { value: numberText(cell), notes: ['NUMBER_TO_TEXT'] }
  if (typeof cell === 'boolean') return { value: cell ? 'TRUE' : 'FALSE', notes: ['NUMBER_TO_TEXT'] }
  if (cell.kind === 'error') return { code: 'CELL_ERROR' }
  const day = dayOfSerial(cell.serial)
  return day === undefined ? { code: 'NOT_TEXT' } : { value: dayText(day), notes: ['DATE_TO_TEXT'] }
}

/** 1.59E+17, 1.59202E17: what is left of a long number that a spreadsheet made a number. */
const damaged = /^\d(?:\.\d+)?E\+?\d{2}$/i

/**
 * A code or number kept as text: leading zeros stay, all blanks go. A number cell of up to 15 digits gives its digits;
 * more digits than a spreadsheet keeps (15) are lost for good: LONG_ID_DAMAGED.
 */
export function readId(cell: Cell): Reading {
  if (cell === null) return { value: null, notes: [] }
  if (typeof cell === 'string') {
    const stripped = strip(cell)
    if ('code' in stripped) return stripped
    if (stripped.text === null) return { value: null, notes: stripped.notes }
    const notes = stripped.notes
    const dense = stripped.text.replace(allBlanks, '')
    if (dense !== stripped.text && !notes.includes('TRIMMED')) notes.push('TRIMMED')
    const text = halfWidth(dense)
    if (text !== dense) notes.push('HALF_WIDTH')
    if (damaged.test(text) && /[.+]/.test(text)) return { code: 'LONG_ID_DAMAGED' }
    return text.length > 200 ? { code: 'TOO_LONG', details: { limit: 200 } } : { value: text, notes }
  }
  if (typeof cell === 'number') {
    if (Math.abs(cell) >= 1e15) return { code: 'LONG_ID_DAMAGED' }
    if (!Number.isInteger(cell) || cell < 0) return { code: 'NOT_TEXT' }
    return { value: cell.toFixed(0), notes: ['NUMBER_TO_TEXT'] }
  }
  if (typeof cell === 'object' && cell.kind === 'error') return { code: 'CELL_ERROR' }
  // A date here is what a spreadsheet made of a code like 3-1.
  return { code: 'NOT_TEXT' }
}
