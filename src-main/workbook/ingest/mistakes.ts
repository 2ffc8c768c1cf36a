/**
 * The error workbook: the wrong rows in the user's own layout, title and headings above them, wrong cells red with a note, and
 * a column 错误说明. Mended, it imports again and brings just what was missing.
 */

import { rename, rm } from 'node:fs/promises'
import exceljs from 'exceljs'
import { Refusal } from '../../domain/refusal.ts'
import type { Cell } from '../cell.ts'
import { sheetName } from '../write/sheet-name.ts'
import { explanationHeading } from './headings.ts'
import { mistakeWords } from './mistake-words.ts'
import { cellText } from './read-text.ts'
import type { IngestSource, Problem, SourceResult } from './request.ts'
import type { Part } from './run.ts'

export type Mistake = Omit<Problem, 'code'> & { readonly code: string }

export interface MistakesRequest {
  readonly sources: readonly IngestSource[]
  /** What was read, as the ingest answered it. */
  readonly read: readonly SourceResult[]
  /** In any order; rows with errors are given back, their warnings with them. */
  readonly problems: readonly Mistake[]
  /** The .xlsx to write; an existing file is replaced. */
  readonly out: string
  /** Wrong rows at most (default 10,000). */
  readonly limit?: number
}

export interface MistakesWritten {
  readonly rows: number
  /** Wrong rows that did not go in. */
  readonly omitted: number
}

const red = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const
const orange = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFEB9C' } } as const

/** Reads the sources again for their wrong rows and writes the workbook. @throws Refusal of opening and reading, WRITE_FAILED */
export async function writeMistakesWorkbook(
  request: MistakesRequest,
  parts: (source: IngestSource) => Iterable<Part>,
): Promise<MistakesWritten> {
  const book = new exceljs.Workbook()
  const names = new Set<string>()
  let left = request.limit ?? 10_000
  const written = { rows: 0, omitted: 0 }
  request.sources.forEach((source, index) => {
    const read = request.read.filter((each) => each.source === index)
    for (const { member, workbook } of parts(source)) {
      try {
        for (const each of read) {
          const inside = workbook.sheets.find(
            ({ name }) => (member === undefined ? name : `${member}/${name}`) === each.sheet,
          )
          if (inside === undefined) continue
          const byRow = mistakesByRow(request.problems, each)
          if (byRow.size === 0) continue
          const rows = [...byRow.keys()].sort((a, b) => a - b)
          const taken = new Set(rows.slice(0, left))
          left -= taken.size
          written.rows += taken.size
          written.omitted += rows.length - taken.size
          const sheet = book.addWorksheet(sheetName(each.sheet.replace(/^.*\//, ''), names))
          const put = createSheetWriter(sheet, each)
          workbook.read(inside.name, (row, cells) => {
            if (row <= each.headerRow) put.head(row, cells)
            else if (taken.has(row)) put.wrong(cells, byRow.get(row) ?? [])
            return row < (rows.at(-1) ?? 0)
          })
          put.finish()
        }
      } finally {
        workbook.close()
      }
    }
  })
  if (book.worksheets.length === 0) book.addWorksheet('没有错误')
  await save(book, request.out)
  return written
}

/** The mistakes of one sheet by row, for rows with at least one error. */
function mistakesByRow(problems: readonly Mistake[], { source, sheet }: SourceResult): Map<number, Mistake[]> {
  const byRow = new Map<number, Mistake[]>()
  for (const problem of problems) {
    if (problem.source !== source || problem.sheet !== sheet) continue
    const known = byRow.get(problem.row)
    if (known === undefined) byRow.set(problem.row, [problem])
    else known.push(problem)
  }
  for (const [row, found] of byRow) if (!found.some(({ level }) => level === 'error')) byRow.delete(row)
  return byRow
}

function createSheetWriter(sheet: exceljs.Worksheet, read: SourceResult) {
  const columnOf = new Map(read.columns.map(({ heading, index }) => [heading, index + 1]))
  const widths: number[] = []
  let explanation = 0
  let row = 0

  const putCells = (cells: readonly Cell[]): exceljs.Row => {
    const line = sheet.getRow(++row)
    cells.forEach((cell, i) => {
      if (cell === null || cell === undefined) return
      putCell(line.getCell(i + 1), cell)
      widths[i] = Math.min(40, Math.max(widths[i] ?? 8, widthOf(cellText(cell)) + 2))
    })
    return line
  }
  return {
    head(number: number, cells: readonly Cell[]): void {
      // Rows that the file leaves empty stay so: the layout is the user's.
      row = Math.max(row, number - 1)
      const line = putCells(cells)
      if (number !== read.headerRow) return
      const known = cells.indexOf(explanationHeading)
      explanation = known >= 0 ? known + 1 : cells.length + 1
      line.getCell(explanation).value = explanationHeading
      line.font = { bold: true }
      widths[explanation - 1] = 40
      sheet.views = [{ state: 'frozen', ySplit: row }]
    },
    wrong(cells: readonly Cell[], mistakes: readonly Mistake[]): void {
      const line = putCells(cells)
      line.getCell(explanation).value = mistakes.map(mistakeWords).join('；')
      line.getCell(explanation).alignment = { wrapText: true, vertical: 'top' }
      for (const mistake of mistakes) {
        const column = columnOf.get(mistake.column)
        if (column === undefined) continue
        const cell = line.getCell(column)
        const error = mistake.level === 'error'
        cell.style = { ...cell.style, fill: error ? red : orange }
        cell.note = mistakeWords(mistake)
      }
    },
    finish(): void {
      widths.forEach((width, i) => {
        sheet.getColumn(i + 1).width = width
      })
    },
  }
}

/** Chinese characters are two wide. */
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0)

/** The cell as it was: text stays text, so that nothing is turned into a number or a formula. */
function putCell(target: exceljs.Cell, cell: Exclude<Cell, null>): void {
  if (typeof cell === 'object') {
    if (cell.kind === 'error') target.value = { error: cell.code as exceljs.CellErrorValue['error'] }
    else {
      target.value = cell.serial
      target.numFmt = Number.isInteger(cell.serial) ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss'
    }
    return
  }
  target.value = cell
  if (typeof cell === 'string') target.numFmt = '@'
}

async function save(book: exceljs.Workbook, out: string): Promise<void> {
  const making = `${out}.part`
  try {
    await book.xlsx.writeFile(making)
    await rename(making, out)
  } catch (error) {
    await rm(making, { force: true })
    throw new Refusal('WRITE_FAILED', { path: out, reason: (error as { code?: string }).code ?? String(error) })
  }
}
