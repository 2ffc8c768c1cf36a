/** From workbooks to checked rows: headings, rows, rules, duplicates and totals in one pass, synchronous, in little memory. */

import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../cell.ts'
import { findHeader, type Header, headerDepth, type SheetRow } from './header.ts'
import { monthInName } from './name-month.ts'
import { isBlank } from './read-text.ts'
import type { IngestRequest, IngestResult } from './request.ts'
import { createRun, type Part, type PipelineHost, type Run } from './run.ts'
import { type AskedSheets, askedSheets, sheetLabel } from './sheet-names.ts'
import { startSheet } from './sheet-rows.ts'

/**
 * Reads all sources as one batch. Nothing is handed on before a sheet's headings are found.
 * @throws Refusal COLUMNS_MISSING {fileName, sheet, row, missing, found, likely}, SHEET_EMPTY {fileName, sheets},
 * SHEET_NOT_FOUND {sheet}, and what opening throws
 */
export function runPipeline(request: IngestRequest, host: PipelineHost): IngestResult {
  const run = createRun(request, host)
  const names = request.sheets ?? (request.sheet === undefined ? undefined : [request.sheet])
  const fileNames = request.sources.map(({ fileName }) => fileName)
  const asked = names && askedSheets(names, fileNames)
  request.sources.forEach((source, index) => {
    for (const part of host.parts(source)) {
      try {
        readPart(run, part, index, asked)
      } finally {
        part.workbook.close()
      }
    }
  })
  const [sheet] = asked?.unmet() ?? []
  if (sheet !== undefined) throw new Refusal('SHEET_NOT_FOUND', { sheet, sheets: run.sources.map((one) => one.sheet) })
  run.overlay.finish()
  run.flush()
  return run.result()
}

/** Reads the sheets asked for, or the first visible one (or all) with the kind's headings. */
function readPart(run: Run, part: Part, source: number, asked: AskedSheets | undefined): void {
  const { request } = run
  const { workbook, member } = part
  const fileName = request.sources[source]?.fileName ?? ''
  const names = workbook.sheets.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name)
  const everyName = workbook.sheets.map((sheet) => sheet.name)
  const chosen = asked?.of(fileName, member, everyName)
  const candidates = chosen ?? names
  // Only other members of this .zip were asked for.
  if (chosen?.length === 0) return
  let best: { sheet: string; header: Header } | undefined
  let read = 0
  for (const sheet of candidates) {
    const header = readSheet(run, part, source, sheet)
    if (header?.found) {
      read++
      if (chosen === undefined && request.allSheets !== true) break
    } else if (header !== undefined && (best === undefined || header.columns.length > best.header.columns.length)) {
      best = { sheet, header }
    }
  }
  // A sheet that was asked for is never passed over in silence.
  if (read > 0 && (chosen === undefined || read === chosen.length)) return
  if (best === undefined)
    throw new Refusal('SHEET_EMPTY', { fileName, ...(member === undefined ? {} : { member }), sheets: candidates })
  const { header, sheet } = best
  throw new Refusal('COLUMNS_MISSING', {
    fileName,
    sheet: sheetLabel(part.member, sheet),
    row: header.row,
    missing: header.missing,
    found: header.headings.filter((heading) => heading !== ''),
    likely: header.likely,
  })
}

/** Reads one sheet; its header, with `found` false when it has not this kind's columns; undefined when it is empty. */
function readSheet(run: Run, part: Part, source: number, sheet: string): Header | undefined {
  const { request, host } = run
  const depth = Math.max(headerDepth, request.mapping?.headerRow ?? 0)
  const period = outsidePeriod(request, part.member, request.sources[source]?.fileName ?? '')
  const given = new Set([...Object.keys(request.mapping?.constants ?? {}), ...(period === null ? [] : ['period'])])
  const others = part.workbook.sheets.filter(({ hidden, name }) => !hidden && name !== sheet).map(({ name }) => name)
  const first: SheetRow[] = []
  const blanks: number[] = []
  let header: Header | undefined
  let take: ((row: number, cells: readonly Cell[]) => void) | undefined
  const start = (): boolean => {
    header = findHeader(run.kind, first, request.mapping, given)
    if (header?.found !== true) return false
    const top = header.row
    take = startSheet(
      run,
      { source, sheet: sheetLabel(part.member, sheet), otherSheets: others, period, textual: part.textual === true },
      header,
    )
    run.layouts.push({
      ...{ source, sheet: sheetLabel(part.member, sheet), headings: header.headings, columns: header.columns },
      headerRow: top,
      heads: first.filter(({ row }) => row <= top),
    })
    for (const { row, cells } of first) if (row > top) take(row, cells)
    for (const row of blanks) if (row > top) run.findings.count('blank')
    first.length = 0
    return true
  }
  const share = request.sources.length
  part.workbook.read(
    sheet,
    (row, cells) => {
      if (take !== undefined) {
        take(row, cells)
        return undefined
      }
      if (cells.every(isBlank)) {
        blanks.push(row)
        return undefined
      }
      first.push({ row, cells: [...cells] })
      if (first.length < depth) return undefined
      return start() ? undefined : false
    },
    (fraction) => host.progress?.((source + fraction) / share, run.rows.read),
  )
  if (take === undefined && first.length > 0) start()
  if (header?.found) run.flush()
  return header
}

/** yyyymm for rows that give no month: the request's, else the one in the name of the .zip's member or the file where the mapping says so. */
function outsidePeriod(request: IngestRequest, member: string | undefined, fileName: string): number | null {
  if (request.period !== undefined) return request.period
  if (request.mapping?.periodFromFileName !== true) return null
  return (member === undefined ? null : monthInName(member)) ?? monthInName(fileName)
}
