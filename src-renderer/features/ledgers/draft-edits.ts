/** Cells mended on the screen before they are checked: which cell, what it shall say, what is still to be checked. */

import type { CellEdit } from './shapes.ts'

/** Which cell an edit speaks of. */
export const cellKey = ({ source, sheet, row, column }: Omit<CellEdit, 'value'>): string =>
  JSON.stringify([source ?? 0, sheet ?? '', row, column])

/** The edits with those of `more`, each cell once, the later one holding. */
export function withEdits(edits: readonly CellEdit[], more: readonly CellEdit[]): CellEdit[] {
  const byCell = new Map(edits.map((edit) => [cellKey(edit), edit]))
  for (const edit of more) byCell.set(cellKey(edit), edit)
  return [...byCell.values()]
}

/** The edits without those of the cells. */
export function withoutEdits(edits: readonly CellEdit[], cells: readonly Omit<CellEdit, 'value'>[]): CellEdit[] {
  const gone = new Set(cells.map(cellKey))
  return edits.filter((edit) => !gone.has(cellKey(edit)))
}

/** How many cells of `draft` the check has not seen as they are now, taken back ones too. */
export function uncheckedEdits(draft: readonly CellEdit[], edits: readonly CellEdit[]): number {
  const checked = new Map(edits.map((edit) => [cellKey(edit), edit.value]))
  const wanted = new Map(draft.map((edit) => [cellKey(edit), edit.value]))
  const changed = [...wanted].filter(([key, value]) => checked.get(key) !== value).length
  return changed + [...checked.keys()].filter((key) => !wanted.has(key)).length
}
