/** Takes the rows of one sheet: data into chunks, the wrong ones into findings, totals and signatures aside. */

import { asFen, yuan } from '../../domain/money.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../cell.ts'
import type { Kind, Value } from '../kinds/column.ts'
import type { Header } from './header.ts'
import { identityNumber, type RowHash } from './identity.ts'
import { leftOutKind, rowText } from './left-out.ts'
import { cellText, isBlank, matchKey } from './read-text.ts'
import type { LeftOutReason, Problem, RowFilter } from './request.ts'
import { createRowReader, type RowReader } from './row-reader.ts'
import type { Run } from './run.ts'

/** Notes what is known of the sheet and gives the function that takes its rows of data. */
export function startSheet(
  run: Run,
  place: {
    readonly source: number
    readonly sheet: string
    readonly otherSheets: readonly string[]
    readonly period: number | null
    readonly textual: boolean
  },
  header: Header,
): (row: number, cells: readonly Cell[]) => void {
  const { kind, request, findings, rows, totals } = run
  const { source, sheet } = place
  run.sources.push({
    source,
    fileName: request.sources[source]?.fileName ?? '',
    sheet,
    otherSheets: place.otherSheets,
    headerRow: header.row,
    columns: header.columns,
    unmatched: header.unmatched,
    likely: header.likely,
    fingerprint: header.fingerprint,
  })
  run.place.source = source
  run.place.sheet = sheet
  totals.restart()
  const reader = createRowReader({
    kind,
    header,
    mapping: request.mapping,
    finders: run.finders,
    period: place.period,
    notes: run.notes,
    refused: request.refused,
    textual: place.textual,
  })
  const indexOf = kind.columns.map(({ key }) => header.columns.find((column) => column.key === key)?.index ?? -1)
  const headingOf = kind.columns.map(
    ({ key, heading }) => header.columns.find((column) => column.key === key)?.heading ?? heading,
  )
  const needed = kind.columns.flatMap((column, at) => (column.required && indexOf[at]! >= 0 ? [indexOf[at]!] : []))
  const headings = header.headings.map(matchKey)
  const filters = (request.mapping?.filters ?? []).map((filter) => compileFilter(filter, header))
  // A totals row of a ledger always fails on a reference or a date; where all that is needed is text, each row is looked at.
  const wary = kind.columns.every((column) => !column.required || column.type === 'text')
  const hash: RowHash = { high: 0, low: 0, rule: 0 }
  const base = run.position.last
  run.position.starts.push(base)
  const where = { source, sheet }

  const leaveOut = (reason: LeftOutReason, row: number, cells: readonly Cell[]): void =>
    findings.leftOut({ ...where, row, reason, text: rowText(cells) })

  const problem = (
    row: number,
    cells: readonly Cell[],
    at: number,
    rest: Pick<Problem, 'code' | 'level' | 'details'>,
  ): void => {
    findings.problem({
      ...where,
      row,
      column: headingOf[at]!,
      value: indexOf[at]! < 0 ? '' : cellText(cells[indexOf[at]!] ?? null),
      ...rest,
    })
    run.wrongRows.keep({ ...where, row, cells }, rest.level)
  }

  /** A row that is no data, or undefined. */
  const noData = (row: number, cells: readonly Cell[]): boolean => {
    const failed = reader.findings.map((finding) => indexOf[finding.place]!).filter((index) => index >= 0)
    const found = leftOutKind(cells, [...needed, ...failed], headings)
    if (found === undefined) return false
    if (found === 'heading' || found === 'signature') {
      leaveOut(found, row, cells)
      return true
    }
    leaveOut('totals', row, cells)
    const theirs = totals.sumPlaces.map((at) => numberAt(reader, cells, indexOf[at]!, at))
    if (theirs.every((sum) => sum === null)) return true
    const held = totals.held(found, theirs)
    run.totalsRows.push({ ...where, row, ...held })
    if (!held.agrees && found === 'grandTotal') {
      for (const { key, theirs: said, ours } of held.sums) {
        if (said === ours) continue
        const at = kind.columns.findIndex((column) => column.key === key)
        const sum = kind.columns[at]?.type === 'money' ? yuan(asFen(ours)) : String(ours)
        problem(row, cells, at, { code: 'TOTALS_DIFFER', level: 'warning', details: { theirs: said, ours, sum } })
      }
    }
    return true
  }

  /** Whether a row that was there before goes in all the same: it does where nothing but being alike speaks against it. */
  const takeAgain = (row: number, cells: readonly Cell[], before: number): boolean => {
    const { level } = kind.identities[hash.rule]!
    if (level === 'error' && request.duplicates === 'skip') {
      rows.duplicates++
      leaveOut('duplicate', row, cells)
      return false
    }
    if (level === 'error' && request.duplicates === 'take') {
      rows.again++
      return true
    }
    const details = firstPlace(run, before)
    problem(row, cells, namingPlace(kind, hash.rule, reader.values), { code: 'DUPLICATE_IN_FILE', level, details })
    if (level === 'error') rows.rejected++
    return level === 'warning'
  }

  const lay = run.overlay.of({ ...where, headings: header.headings, columns: header.columns })

  return (row: number, asRead: readonly Cell[]): void => {
    run.position.last = base + row
    const cells = lay === undefined ? asRead : lay(row, asRead)
    const filled = reader.read(row, cells)
    if (!filled) {
      // Cells outside the mapped columns alone are no data, but may be a signature worth listing.
      if (cells.every(isBlank)) findings.count('blank')
      else if (!noData(row, cells)) leaveOut('blank', row, cells)
      return
    }
    if (wary && noData(row, cells)) return
    reader.complete()
    if (reader.failed && !wary && noData(row, cells)) return
    totals.read(reader.values)
    for (const passes of filters) {
      if (passes(cells)) continue
      rows.filtered++
      findings.count('filtered')
      return
    }
    rows.read++
    for (const { place: at, code, level, details } of reader.findings) {
      problem(row, cells, at, { code, level, ...(details === undefined ? {} : { details }) })
    }
    if (reader.failed) {
      rows.rejected++
      return
    }
    run.identityOf(reader.values, hash)
    const before = run.seen.add(hash, base + row)
    if (before !== 0 && !takeAgain(row, cells, before)) return
    totals.taken(reader.values)
    rows.taken++
    run.builder.add(row, identityNumber(hash), reader.values)
    if (run.builder.count === run.capacity) run.flush()
  }
}

/** The column at which a duplicate is shown: the first that names the row, the month aside. */
function namingPlace(kind: Kind, rule: number, values: readonly Value[]): number {
  const keys = kind.identities[rule]!.keys.flat().filter((key) => key !== 'period')
  const places = keys.map((key) => kind.columns.findIndex((column) => column.key === key))
  return places.find((place) => values[place] !== null) ?? 0
}

/** Where the first of two equal rows stands, by its place in the batch; file and sheet are said only when they are others. */
function firstPlace(run: Run, before: number): { firstRow: number; firstFile?: string; firstSheet?: string } {
  const { starts } = run.position
  const index = starts.findLastIndex((start) => start < before)
  const firstRow = before - (starts[index] ?? 0)
  const sheet = run.sources[index]
  return index === starts.length - 1 || sheet === undefined
    ? { firstRow }
    : { firstRow, firstFile: sheet.fileName, firstSheet: sheet.sheet }
}

/** The number that a totals row itself gives in a summed column, not the column's default. */
function numberAt(reader: RowReader, cells: readonly Cell[], index: number, at: number): number | null {
  if (index < 0 || isBlank(cells[index] ?? null)) return null
  const value = reader.values[at]
  return typeof value === 'number' ? value : null
}

/** Whether a row passes the filter. @throws Refusal COLUMNS_MISSING where the file has not its heading */
function compileFilter(filter: RowFilter, header: Header): (cells: readonly Cell[]) => boolean {
  const wanted = matchKey(filter.heading)
  const index = header.headings.findIndex((heading) => matchKey(heading) === wanted)
  if (index < 0)
    throw new Refusal('COLUMNS_MISSING', { row: header.row, missing: [filter.heading], found: header.headings })
  const include = filter.include === undefined ? undefined : new Set(filter.include.map(matchKey))
  const exclude = new Set((filter.exclude ?? []).map(matchKey))
  return (cells) => {
    const text = matchKey(cellText(cells[index] ?? null))
    return (include === undefined || include.has(text)) && !exclude.has(text)
  }
}
