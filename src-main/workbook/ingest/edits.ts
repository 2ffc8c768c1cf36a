/** Cells mended by the user without touching the file: laid over its rows while they are read, each told as it was. */

import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../cell.ts'
import { cellText, matchKey } from './read-text.ts'
import type { MappedColumn } from './request.ts'

/** What one cell shall say instead; nothing where the text is empty. */
export interface CellEdit {
  /** Index into the request's sources. */
  readonly source: number
  /** As findings name it. */
  readonly sheet: string
  readonly row: number
  /** Heading as in the file. */
  readonly column: string
  readonly value: string
}

export interface AppliedEdit extends CellEdit {
  /** What the cell of the file shows. */
  readonly was: string
}

/** Where the headings of a sheet stand. */
export interface SheetColumns {
  readonly source: number
  readonly sheet: string
  readonly headings: readonly string[]
  readonly columns: readonly Pick<MappedColumn, 'heading' | 'index'>[]
}

export type LayOver = (row: number, cells: readonly Cell[]) => readonly Cell[]

export interface Overlay {
  /** What is laid over the rows of a sheet; undefined where nothing is. @throws Refusal EDIT_REFUSED {reason: "noColumn"} */
  of(sheet: SheetColumns): LayOver | undefined
  /** Those that changed what a cell says, in the order of the rows. */
  readonly applied: readonly AppliedEdit[]
  /** @throws Refusal EDIT_REFUSED {reason: "noRow"} for an edit of a row that was not read */
  finish(): void
}

/** The place of a heading from 0; a column that is taken goes before one that is not. -1 where the file has none. */
export function columnAt({ headings, columns }: Pick<SheetColumns, 'headings' | 'columns'>, heading: string): number {
  const taken = columns.find((column) => column.heading === heading)
  if (taken !== undefined) return taken.index
  const wanted = matchKey(heading)
  return headings.findIndex((each) => matchKey(each) === wanted)
}

const refused = ({ row, column, sheet }: CellEdit, reason: string): Refusal =>
  new Refusal('EDIT_REFUSED', { row, column, sheet, reason })

export function createOverlay(edits: readonly CellEdit[]): Overlay {
  const applied: AppliedEdit[] = []
  const waiting = new Set(edits)
  return {
    applied,
    of(sheet) {
      const byRow = new Map<number, { index: number; edit: CellEdit }[]>()
      for (const edit of edits) {
        if (edit.source !== sheet.source || edit.sheet !== sheet.sheet) continue
        const index = columnAt(sheet, edit.column)
        if (index < 0) throw refused(edit, 'noColumn')
        byRow.set(edit.row, [...(byRow.get(edit.row) ?? []), { index, edit }])
      }
      if (byRow.size === 0) return undefined
      return (row, cells) => {
        const found = byRow.get(row)
        if (found === undefined) return cells
        const mended = [...cells]
        for (const { index, edit } of found) {
          waiting.delete(edit)
          const was = cellText(cells[index] ?? null)
          if (was === edit.value) continue
          while (mended.length <= index) mended.push(null)
          mended[index] = edit.value === '' ? null : edit.value
          applied.push({ ...edit, was })
        }
        return mended
      }
    },
    finish() {
      for (const edit of waiting) throw refused(edit, 'noRow')
    },
  }
}
