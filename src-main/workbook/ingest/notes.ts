/** Counts what was changed while reading, per column and kind of change: never silent, and cheap on a million rows. */

import type { Cell } from '../cell.ts'
import { cellText } from './read-text.ts'
import type { NoteCode } from './reading.ts'
import type { NoteCount } from './request.ts'

interface Entry {
  count: number
  readonly firstRow: number
  readonly example: string
  readonly examples: { row: number; value: string }[]
}

/** Places that are told of each kind of change in a column. */
const told = 5

export interface NoteBook {
  /** Notes changes of a cell; `place` is the column's place in its kind. */
  add(place: number, codes: readonly NoteCode[], row: number, cell: Cell): void
  /** All counts; `column` gives key and heading of a place. */
  counts(column: (place: number) => { key: string; column: string }): NoteCount[]
}

export function createNoteBook(): NoteBook {
  const places: (Map<NoteCode, Entry> | undefined)[] = []
  return {
    add(place, codes, row, cell) {
      let entries = places[place]
      if (entries === undefined) {
        entries = new Map()
        places[place] = entries
      }
      for (const code of codes) {
        const entry = entries.get(code)
        if (entry === undefined) {
          const example = cellText(cell)
          entries.set(code, { count: 1, firstRow: row, example, examples: [{ row, value: example }] })
          continue
        }
        entry.count++
        if (entry.examples.length < told) entry.examples.push({ row, value: cellText(cell) })
      }
    },
    counts: (column) =>
      places.flatMap((entries, place) =>
        entries === undefined ? [] : [...entries].map(([code, entry]) => ({ ...column(place), code, ...entry })),
      ),
  }
}
