/** Reads the rows of one sheet by its mapped columns: values by the column's place in the kind, and the faults of its cells. */

import type { Cell } from '../cell.ts'
import type { Kind, ReferenceTo, RowCode, Value } from '../kinds/column.ts'
import { lastDayOf } from './calendar.ts'
import { type CellReader, compileReader, Fault } from './cell-reader.ts'
import type { Header } from './header.ts'
import { type Finder, meaningOn } from './lookup.ts'
import type { NoteBook } from './notes.ts'
import { isBlank, matchKey } from './read-text.ts'
import type { CellCode } from './reading.ts'
import { findRefused } from './refused-places.ts'
import type { DatedReference, Mapping, RefusedPlaces } from './request.ts'

/** A finding at a column of the row. */
export interface RowFinding {
  readonly place: number
  readonly code: CellCode | RowCode
  readonly level: 'error' | 'warning'
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

export interface RowReader {
  /** By place in the kind; overwritten by the next row. */
  readonly values: Value[]
  readonly findings: RowFinding[]
  readonly failed: boolean
  /** Reads the cells; false when the row says nothing in any mapped column. */
  read(row: number, cells: readonly Cell[]): boolean
  /** Fills what follows from other columns, and checks what must be there. */
  complete(): void
}

export interface RowReaderOptions {
  readonly kind: Kind
  readonly header: Header
  readonly mapping: Mapping | undefined
  readonly finders: Readonly<Record<ReferenceTo, Finder>>
  /** yyyymm for rows that give no month. */
  readonly period: number | null
  readonly notes: NoteBook
  readonly refused?: RefusedPlaces | undefined
  /** Every cell of the file is text. */
  readonly textual: boolean
}

export function createRowReader({
  kind,
  header,
  mapping,
  finders,
  period,
  notes,
  refused,
  textual,
}: RowReaderOptions): RowReader {
  const { columns } = kind
  const width = columns.length
  const at: Record<string, number> = {}
  columns.forEach((column, place) => {
    at[column.key] = place
  })
  const readers = columns.map((column, place) => {
    const shift = header.columns.find((mapped) => mapped.key === column.key)?.shift ?? 0
    const finder = column.type === 'reference' ? finders[column.to] : undefined
    return compileReader(column, { place, shift, words: wordsOf(mapping, column.key), finder, notes, textual })
  })
  const mapped = header.columns.map(({ key, index }) => ({
    place: at[key]!,
    index,
    read: readers[at[key]!] as CellReader,
  }))
  const fallbacks = columns.map((column, place) =>
    fallbackOf(readers[place]!, mapping?.constants?.[column.key], column.default),
  )
  const required = columns.flatMap((column, place) => (column.required && fallbacks[place] === null ? [place] : []))
  const groups = kind.oneOf.map((group) => group.map((key) => at[key]!))
  const datePlace = at.date ?? -1
  const periodPlace = at.period ?? -1
  const values = new Array<Value>(width).fill(null)
  const findings: RowFinding[] = []
  const pending: { place: number; meaning: readonly DatedReference[] }[] = []
  let failed = false

  const report = (
    place: number,
    code: RowFinding['code'],
    level: RowFinding['level'],
    details?: RowFinding['details'],
  ): void => {
    findings.push({ place, code, level, details })
    if (level === 'error') failed = true
  }
  const reportAt = (
    key: string,
    code: RowCode,
    level: 'error' | 'warning',
    details?: Record<string, unknown>,
  ): void => {
    const place = at[key]!
    // A cell that could not be read is not also missing.
    if (findings.length === 0 || !findings.some((each) => each.place === place)) report(place, code, level, details)
  }
  const put = (place: number, outcome: ReturnType<CellReader>): void => {
    if (typeof outcome !== 'object' || outcome === null) values[place] = outcome
    else if (outcome instanceof Fault) report(place, outcome.code, 'error', outcome.details)
    else pending.push({ place, meaning: outcome })
  }

  return {
    values,
    findings,
    get failed() {
      return failed
    },
    read(row, cells) {
      failed = false
      if (findings.length > 0) findings.length = 0
      if (pending.length > 0) pending.length = 0
      values.fill(null)
      let filled = false
      for (let i = 0; i < mapped.length; i++) {
        const { place, index, read } = mapped[i]!
        const cell = cells[index]
        if (cell === null || cell === undefined) continue
        const outcome = read(cell, row)
        if (outcome === null) continue
        filled = true
        put(place, outcome)
      }
      return filled
    },
    complete() {
      for (let place = 0; place < width; place++) {
        const fallback = fallbacks[place]
        if (values[place] === null && fallback !== null && fallback !== undefined && !has(place)) put(place, fallback)
      }
      if (pending.length > 0) settlePending()
      // A month from outside is the last resort: an entry's own date goes before it.
      const fromDate = datePlace >= 0 && values[datePlace] !== null
      if (periodPlace >= 0 && !fromDate && values[periodPlace] === null && !has(periodPlace))
        values[periodPlace] = period
      kind.check?.(values, at, reportAt)
      if (refused && kind.key === 'outlets') findRefused(refused, values, at, reportAt)
      for (const place of required) {
        if (values[place] === null && !has(place)) report(place, 'REQUIRED', 'error')
      }
      for (const group of groups) {
        if (group.every((place) => values[place] === null && !has(place))) report(group[0]!, 'REQUIRED', 'error')
      }
    },
  }

  /** Whether a column has an answer already that is not in `values`. */
  function has(place: number): boolean {
    return (
      (findings.length > 0 && findings.some((each) => each.place === place)) ||
      (pending.length > 0 && pending.some((each) => each.place === place))
    )
  }

  function settlePending(): void {
    const date = datePlace >= 0 ? (values[datePlace] as number | null) : null
    const month = periodPlace >= 0 ? ((values[periodPlace] as number | null) ?? period) : null
    const day = date ?? (month === null ? null : lastDayOf(month))
    for (const { place, meaning } of pending) {
      const id = meaningOn(meaning, day)
      if (typeof id === 'number') values[place] = id
      else if (id === 'several') report(place, 'AMBIGUOUS_CODE', 'error')
      else report(place, unknownCode(place), 'error', { notOn: day })
    }
    pending.length = 0
  }

  function unknownCode(place: number): CellCode {
    const column = columns[place]!
    if (column.type !== 'reference') return 'UNKNOWN_TYPE'
    return column.to === 'outlet' ? 'UNKNOWN_OUTLET' : column.to === 'agent' ? 'UNKNOWN_AGENT' : 'UNKNOWN_TYPE'
  }
}

/** The file's words for ours, by comparable form. */
function wordsOf(mapping: Mapping | undefined, key: string): ReadonlyMap<string, string> | undefined {
  const words = mapping?.values?.[key]
  return words === undefined
    ? undefined
    : new Map(Object.entries(words).map(([theirs, ours]) => [matchKey(theirs), ours]))
}

/** What a blank cell of the column comes to: the mapping's constant, read like a cell, else the kind's default. */
function fallbackOf(read: CellReader, constant: string | undefined, byKind: Value | undefined): ReturnType<CellReader> {
  if (constant !== undefined && !isBlank(constant)) return read(constant, 0)
  return byKind ?? null
}
