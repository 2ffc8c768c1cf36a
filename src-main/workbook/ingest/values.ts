/** The different texts of each column of a sheet with how often they stand there, found in its first rows: what filters and value mappings choose from. */

import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../cell.ts'
import type { KindKey } from '../kinds/column.ts'
import { kinds } from '../kinds/kinds.ts'
import { findHeader, headerDepth, type SheetRow } from './header.ts'
import { leftOutKind } from './left-out.ts'
import { cellText, isBlank, matchKey } from './read-text.ts'
import type { IngestSource, Mapping } from './request.ts'
import type { Part } from './run.ts'
import { sheetLabel } from './sheet-names.ts'

export interface ValuesRequest {
  readonly source: IngestSource
  readonly kind: KindKey
  /** As `inspect` names it. */
  readonly sheet: string
  /** Says where the headings are. */
  readonly mapping?: Mapping
  readonly given?: readonly string[]
  /** Rows of data that are looked at, at most. */
  readonly rows: number
  /** Different texts of a column that are told, the most frequent first. */
  readonly most: number
}

export interface ColumnValues {
  readonly heading: string
  readonly values: readonly { readonly text: string; readonly count: number }[]
  /** Rows in which it says nothing. */
  readonly blanks: number
  /** There are more different texts than are told. */
  readonly more: boolean
}

export interface SheetValues {
  /** Rows of data looked at. */
  readonly rows: number
  /** False where the sheet goes on. */
  readonly whole: boolean
  readonly columns: readonly ColumnValues[]
}

/** Different texts of a column that are counted; ids are all different, and nobody chooses among them. */
const countedLimit = 2000
const textLimit = 200

interface Tally {
  readonly counts: Map<string, { text: string; count: number }>
  blanks: number
  full: boolean
}

/** @throws Refusal SHEET_NOT_FOUND {sheet, sheets}, and those of opening and reading */
export function sheetValues(request: ValuesRequest, parts: (source: IngestSource) => Iterable<Part>): SheetValues {
  const seen: string[] = []
  for (const part of parts(request.source)) {
    try {
      for (const { name } of part.workbook.sheets) {
        const label = sheetLabel(part.member, name)
        if (label === request.sheet) return valuesOf(request, part, name)
        seen.push(label)
      }
    } finally {
      part.workbook.close()
    }
  }
  throw new Refusal('SHEET_NOT_FOUND', { sheet: request.sheet, sheets: seen })
}

function valuesOf(request: ValuesRequest, part: Part, name: string): SheetValues {
  const depth = Math.max(headerDepth, request.mapping?.headerRow ?? 0)
  const given = new Set([...(request.given ?? []), ...Object.keys(request.mapping?.constants ?? {})])
  const first: SheetRow[] = []
  let headings: readonly string[] | undefined
  let keys: readonly string[] = []
  let tallies: readonly Tally[] = []
  const found = { rows: 0, whole: true }
  const take = (cells: readonly Cell[]): boolean => {
    if (leftOutKind(cells, [], keys) !== undefined) return true
    if (found.rows === request.rows) {
      found.whole = false
      return false
    }
    found.rows++
    tallies.forEach((tally, index) => {
      count(tally, cells[index] ?? null)
    })
    return true
  }
  const start = (): boolean => {
    const header = findHeader(kinds[request.kind], first, request.mapping, given)
    const top = header?.row ?? 0
    headings = header?.headings ?? []
    keys = headings.map(matchKey)
    tallies = headings.map(() => ({ counts: new Map(), blanks: 0, full: false }))
    return first.every(({ row, cells }) => row <= top || take(cells))
  }
  part.workbook.read(name, (row, cells) => {
    if (cells.every((cell) => isBlank(cell ?? null))) return undefined
    if (headings !== undefined) return take(cells) ? undefined : false
    first.push({ row, cells: [...cells] })
    return first.length < depth || start() ? undefined : false
  })
  if (headings === undefined) start()
  const columns = (headings ?? []).flatMap((heading, index) => {
    const tally = tallies[index]
    return heading === '' || tally === undefined ? [] : [said(heading, tally, request.most)]
  })
  return { ...found, columns }
}

function count(tally: Tally, cell: Cell): void {
  if (isBlank(cell)) {
    tally.blanks++
    return
  }
  const text = cellText(cell).trim().slice(0, textLimit)
  // As filters and value mappings compare them.
  const key = matchKey(text)
  const known = tally.counts.get(key)
  if (known !== undefined) known.count++
  else if (tally.counts.size < countedLimit) tally.counts.set(key, { text, count: 1 })
  else tally.full = true
}

function said(heading: string, { counts, blanks, full }: Tally, most: number): ColumnValues {
  const values = [...counts.values()].sort((a, b) => b.count - a.count)
  return { heading, values: values.slice(0, most), blanks, more: full || values.length > most }
}
