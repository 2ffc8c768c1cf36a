/**
 * One reader per column of a file, compiled once: plain cells pass in a few instructions, repeated texts are remembered,
 * everything else goes through the pure readings. This is the hot path of a million-row import.
 */

import type { Cell } from '../cell.ts'
import type { Column, Value } from '../kinds/column.ts'
import { dayOfSerial } from './calendar.ts'
import type { Finder, Meaning } from './lookup.ts'
import type { NoteBook } from './notes.ts'
import { readDate, readMonth } from './read-date.ts'
import { readDecimal, readInteger, readMoney } from './read-number.ts'
import { cellText, matchKey, readId, readText } from './read-text.ts'
import type { CellCode, NoteCode, Reading } from './reading.ts'

/** A cell that cannot be taken. */
export class Fault {
  readonly code: CellCode
  readonly details: Readonly<Record<string, unknown>> | undefined
  constructor(code: CellCode, details?: Readonly<Record<string, unknown>>) {
    this.code = code
    this.details = details
  }
}

/** A value; meanings among which the row's day decides; or a fault. */
export type Outcome = Value | readonly Exclude<Meaning, number>[number][] | Fault

export type CellReader = (cell: Exclude<Cell, null>, row: number) => Outcome

export interface ReaderOptions {
  /** The column's place in its kind. */
  readonly place: number
  readonly shift: number
  /** The file's words → ours, by comparable form. */
  readonly words: ReadonlyMap<string, string> | undefined
  readonly finder: Finder | undefined
  readonly notes: NoteBook
  /** The file holds nothing but text (CSV, a paste): numbers as text are as they must be, and no note. */
  readonly textual: boolean
}

interface Settled {
  readonly outcome: Outcome
  readonly notes: readonly NoteCode[]
}

/** Different cells after which a column is taken to be all different, and nothing of it is remembered any more. */
const rememberLimit = 50_000

/** The reader of one column. */
export function compileReader(column: Column, options: ReaderOptions): CellReader {
  const settle = settler(column, options)
  const slow: CellReader = (cell, row) => {
    const settled = settle(cell)
    if (settled.notes.length > 0) options.notes.add(options.place, settled.notes, row, cell)
    return settled.outcome
  }
  const remembered = remembering(settle, options)
  if (options.words !== undefined) return remembered
  switch (column.type) {
    case 'money':
      return options.shift === 0 ? (cell, row) => plainMoney(cell) ?? remembered(cell, row) : remembered
    case 'integer': {
      const { min = -1e15, max = 1e15 } = column
      return (cell, row) =>
        typeof cell === 'number' && Number.isInteger(cell) && cell >= min && cell <= max ? cell : remembered(cell, row)
    }
    case 'date':
      return datesRemembering(remembered)
    case 'text':
      return column.id === true
        ? (cell, row) => (isPlainId(cell) ? cell : slow(cell, row))
        : plainFirst(isPlainText, remembered)
    case 'name':
      return plainFirst(isPlainText, remembered)
    case 'month':
    case 'decimal':
    case 'choice':
    case 'reference':
      return remembered
  }
}

/** Fen of a number with at most two places; undefined where more thought is needed. */
function plainMoney(cell: Cell): number | undefined {
  if (typeof cell !== 'number') return undefined
  const fen = Math.round(cell * 100)
  // fen / 100 is the double nearest to the two-place decimal: equality means the cell is exactly that decimal.
  return fen / 100 === cell && fen <= 1e13 && fen >= -1e13 ? fen : undefined
}

/** Digits, Latin letters, hyphen and underline only, longer than any word for nothing: nothing to change. */
function isPlainId(cell: Cell): cell is string {
  if (typeof cell !== 'string') return false
  const length = cell.length
  if (length < 5 || length > 100) return false
  for (let i = 0; i < length; i++) {
    const code = cell.charCodeAt(i)
    const plain =
      (code >= 48 && code <= 57) ||
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      code === 45 ||
      code === 95
    if (!plain) return false
  }
  return true
}

/**
 * Chinese characters, ASCII and brackets, no blanks at the ends, longer than any word for nothing and any error text, no sign
 * of wrapping in front: nothing to change.
 */
function isPlainText(cell: Cell): cell is string {
  if (typeof cell !== 'string') return false
  const { length } = cell
  if (length < 8 || length > 100) return false
  const first = cell.charCodeAt(0)
  if (first === 0x20 || first === 0x27 || first === 0x3d || cell.charCodeAt(length - 1) === 0x20) return false
  for (let i = 0; i < length; i++) {
    const code = cell.charCodeAt(i)
    const plain =
      (code >= 0x20 && code <= 0x7e) || (code >= 0x4e00 && code <= 0x9fff) || code === 0xff08 || code === 0xff09
    if (!plain) return false
  }
  return true
}

const plainFirst =
  (isPlain: (cell: Cell) => cell is string, others: CellReader): CellReader =>
  (cell, row) =>
    isPlain(cell) ? cell : others(cell, row)

function remembering(settle: (cell: Exclude<Cell, null>) => Settled, { place, notes }: ReaderOptions): CellReader {
  const plain = new Map<Cell, Outcome>()
  const noted = new Map<Cell, Settled>()
  let remembers = true
  return (cell, row) => {
    const known = plain.get(cell)
    if (known !== undefined) return known
    let settled = noted.get(cell)
    if (settled === undefined) {
      settled = settle(cell)
      if (remembers && typeof cell !== 'object') {
        if (settled.notes.length === 0 && settled.outcome !== null) plain.set(cell, settled.outcome)
        else noted.set(cell, settled)
        if (plain.size + noted.size > rememberLimit) {
          remembers = false
          plain.clear()
          noted.clear()
        }
      }
    }
    if (settled.notes.length > 0) notes.add(place, settled.notes, row, cell)
    return settled.outcome
  }
}

/** Date cells by their whole serial: a month has some thirty of them. */
function datesRemembering(others: CellReader): CellReader {
  const days = new Map<number, number>()
  return (cell, row) => {
    if (typeof cell === 'object' && cell.kind === 'date' && Number.isInteger(cell.serial)) {
      const known = days.get(cell.serial)
      if (known !== undefined) return known
      const day = dayOfSerial(cell.serial)
      if (day !== undefined) {
        days.set(cell.serial, day)
        return day
      }
    }
    return others(cell, row)
  }
}

const settled = (reading: Reading): Settled =>
  'code' in reading
    ? { outcome: new Fault(reading.code, reading.details), notes: [] }
    : { outcome: reading.value, notes: reading.notes }

/** What a cell of this column comes to, with nothing remembered. */
function settler(column: Column, options: ReaderOptions): (cell: Exclude<Cell, null>) => Settled {
  const plain = plainSettler(column, options)
  const read = options.textual ? (cell: Exclude<Cell, null>) => withoutTextNote(plain(cell)) : plain
  const { words } = options
  if (words === undefined) return read
  return (cell) => {
    const word = typeof cell === 'object' ? undefined : words.get(matchKey(cellText(cell)))
    return read(word ?? cell)
  }
}

const withoutTextNote = ({ outcome, notes }: Settled): Settled => ({
  outcome,
  notes: notes.filter((note) => note !== 'TEXT_TO_NUMBER'),
})

function plainSettler(column: Column, options: ReaderOptions): (cell: Exclude<Cell, null>) => Settled {
  switch (column.type) {
    case 'money':
      return (cell) => settled(readMoney(cell, options.shift))
    case 'integer':
      return (cell) => settled(readInteger(cell, column.min, column.max))
    case 'decimal':
      return (cell) => settled(readDecimal(cell))
    case 'date':
      return (cell) => settled(readDate(cell))
    case 'month':
      return (cell) => settled(readMonth(cell))
    case 'text':
      return column.id === true ? (cell) => settled(readId(cell)) : (cell) => settled(readText(cell))
    case 'name':
      return (cell) => settled(readText(cell))
    case 'choice': {
      const values = new Map<string, string | number>()
      for (const { value, word, aliases } of column.choices) {
        for (const each of [...aliases, String(value), word]) values.set(matchKey(each), value)
      }
      const fault = new Fault('NOT_ONE_OF', { allowed: column.choices.map(({ word }) => word) })
      return (cell) => {
        const reading = readText(cell)
        if ('code' in reading || reading.value === null) return settled(reading)
        const value = values.get(matchKey(String(reading.value)))
        // A 3 for the third star, or TRUE for yes, is as good as its text.
        const notes = reading.notes.filter((note) => note !== 'NUMBER_TO_TEXT')
        return value === undefined ? { outcome: fault, notes: [] } : { outcome: value, notes }
      }
    }
    case 'reference': {
      const unknown =
        column.to === 'outlet' ? 'UNKNOWN_OUTLET' : column.to === 'agent' ? 'UNKNOWN_AGENT' : 'UNKNOWN_TYPE'
      const read = column.to === 'outlet' || column.to === 'agent' ? readId : readText
      const { finder } = options
      return (cell) => {
        const reading = read(cell)
        if ('code' in reading || reading.value === null) return settled(reading)
        const meaning = finder?.(String(reading.value))
        if (meaning === undefined) {
          const similar = finder?.similar(String(reading.value)) ?? []
          return { outcome: new Fault(unknown, similar.length === 0 ? undefined : { similar }), notes: [] }
        }
        return { outcome: meaning, notes: reading.notes }
      }
    }
  }
}
