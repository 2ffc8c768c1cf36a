/** Finds the row of headings below title rows, also where the headings have two levels. */

import type { Cell } from '../cell.ts'
import type { Kind } from '../kinds/column.ts'
import { fingerprintOf, type MappedHeadings, mapHeadings } from './headings.ts'
import { cellText, readText } from './read-text.ts'
import type { Mapping } from './request.ts'

/** How many filled rows from the top may hold the headings. */
export const headerDepth = 40

export interface SheetRow {
  readonly row: number
  readonly cells: readonly Cell[]
}

export interface Header extends MappedHeadings {
  /** Row of the (lower) headings, from 1. */
  readonly row: number
  readonly headings: readonly string[]
  readonly fingerprint: string
  readonly found: boolean
}

const textOf = (cell: Cell): string => {
  if (typeof cell !== 'string') return cellText(cell)
  const read = readText(cell)
  return 'value' in read && typeof read.value === 'string' ? read.value : ''
}

/** Headings of two levels flattened as 上级/下级; an upper one reaches right over the columns it is merged with. */
function flatten(upper: readonly string[], lower: readonly string[]): string[] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const up = upper[i] ?? ''
    const low = lower[i] ?? ''
    if (low === '') {
      group = ''
      return up
    }
    if (up !== '') group = up
    return group === '' || group === low ? low : `${group}/${low}`
  })
}

const score = (mapped: MappedHeadings): number =>
  mapped.columns.reduce((sum, column) => sum + (column.how === 'alias' ? 2 : 3), 0) - 2 * mapped.missing.length

/** Longer headings are sentences, or data; a row of headings has several short texts. */
const texts = (headings: readonly string[]): number =>
  headings.filter((each) => each !== '' && each.length <= 30).length

/**
 * The best row of headings among the first rows of a sheet; `found` says whether everything needed is there.
 * Where not, it is the row that comes nearest, so that a refusal can show what was found.
 */
export function findHeader(
  kind: Kind,
  rows: readonly SheetRow[],
  mapping: Mapping | undefined,
  given: ReadonlySet<string>,
): Header | undefined {
  let best: { header: Header; score: number; texts: number } | undefined
  const consider = (row: number, headings: string[]): void => {
    while (headings.at(-1) === '') headings.pop()
    const mapped = mapHeadings(kind, headings, mapping, given)
    const found = mapped.missing.length === 0 && mapped.columns.length > 0
    const header = { ...mapped, row, headings, fingerprint: fingerprintOf(headings), found }
    const candidate = { header, score: score(mapped) + (found ? 1000 : 0), texts: texts(headings) }
    const better =
      best === undefined ||
      candidate.score > best.score ||
      // Nothing is known at all: the row with the most headings is the one to show.
      (best.header.columns.length === 0 && header.columns.length === 0 && candidate.texts > best.texts)
    if (better) best = candidate
  }
  const asked = mapping?.headerRow
  rows.forEach(({ row, cells }, i) => {
    const above = rows[i - 1]
    const adjoining = above !== undefined && above.row === row - 1
    if (asked !== undefined && row !== asked) return
    if (mapping?.headerRows !== 2 || !adjoining) consider(row, cells.map(textOf))
    if (mapping?.headerRows === 1 || !adjoining) return
    consider(row, flatten(above.cells.map(textOf), cells.map(textOf)))
  })
  return best?.header
}
