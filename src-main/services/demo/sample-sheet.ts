/** How a list of the sample becomes a sheet: columns named by the kind's keys, each with what it takes from an item. */

import type { KindKey } from '../../workbook/kinds/column.ts'
import { columnOf, kinds } from '../../workbook/kinds/kinds.ts'
import type { ColumnType, Sheet, SheetColumn, SheetRow, SheetValue } from '../../workbook/write/sheet-stream.ts'

/** Key of the kind's column, type, width in characters, value. */
export type SampleColumn<T> = readonly [key: string, type: ColumnType, width: number, value: (item: T) => SheetValue]

export interface SampleSheet<T> {
  readonly kind: KindKey
  readonly name: string
  readonly columns: readonly SampleColumn<T>[]
  readonly items: Iterable<T>
  /** Changes a row before it is written; `n` counts from 1. */
  readonly untidy?: (row: SheetValue[], n: number) => SheetValue[]
  /** A row without meaning that follows the n-th. */
  readonly blankAfter?: (n: number) => SheetRow | null
  readonly title?: string
  readonly totals?: () => SheetRow
  readonly closing?: readonly SheetRow[]
}

/** The sheet as a billing system lays it out: no filter arrows, nothing frozen. */
export function sheetOf<T>(sample: SampleSheet<T>): Sheet {
  const { kind, name, columns, title, totals, closing } = sample
  return {
    name,
    columns: columns.map(
      ([key, type, width]): SheetColumn => ({ heading: columnOf(kinds[kind], key).heading, type, width }),
    ),
    rows: rowsOf(sample),
    filter: false,
    frozen: false,
    ...(title === undefined ? {} : { title }),
    ...(totals === undefined ? {} : { totals }),
    ...(closing === undefined ? {} : { closing }),
  }
}

function* rowsOf<T>({ columns, items, untidy, blankAfter }: SampleSheet<T>): Generator<SheetRow> {
  let n = 0
  for (const item of items) {
    n++
    const row = columns.map(([, , , value]) => value(item))
    yield untidy === undefined ? row : untidy(row, n)
    const blank = blankAfter?.(n) ?? null
    if (blank !== null) yield blank
  }
}

/** A totals row: 合计 in the first column, sums (fen or counts) at the given keys. */
export function totalsRow<T>(columns: readonly SampleColumn<T>[], sums: Readonly<Record<string, number>>): SheetRow {
  return columns.map(([key], index) => (index === 0 ? '合计' : (sums[key] ?? null)))
}
