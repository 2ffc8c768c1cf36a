/**
 * The error workbook: the wrong rows in the user's own layout, title and headings above them, wrong cells red with a note, and
 * a column 错误说明. Mended, it imports again and brings just what was missing. Loaded by the worker alone: it brings exceljs.
 */

import { rename, rm } from 'node:fs/promises'
import exceljs from 'exceljs'
import { Refusal } from '../../domain/refusal.ts'
import { mistakeWords } from '../../domain/said/mistake-words.ts'
import type { Cell } from '../cell.ts'
import { sheetName } from '../write/sheet-name.ts'
import { explanationHeading } from './headings.ts'
import type { MistakenRow, MistakesRequest, MistakesSheet, MistakesWritten } from './mistakes.ts'
import { cellText } from './read-text.ts'

const red = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const
const orange = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFEB9C' } } as const

/** Writes the workbook. @throws Refusal WRITE_FAILED */
export async function writeMistakesWorkbook({ sheets, omitted, out }: MistakesRequest): Promise<MistakesWritten> {
  const book = new exceljs.Workbook()
  const names = new Set<string>()
  let rows = 0
  const filled = sheets.filter((each) => each.rows.length > 0)
  filled.forEach(({ layout, rows: wrong }, at) => {
    const sheet = book.addWorksheet(sheetName(layout.sheet.replace(/^.*\//, ''), names))
    const put = createSheetWriter(sheet, layout)
    for (const { row, cells } of layout.heads) put.head(row, cells)
    for (const { cells, problems } of wrong) put.wrong(cells, problems)
    rows += wrong.length
    if (omitted > 0 && at === filled.length - 1) put.remark(omitted)
    put.finish()
  })
  if (book.worksheets.length === 0) book.addWorksheet('没有错误')
  await save(book, out)
  return { rows, omitted }
}

function createSheetWriter(sheet: exceljs.Worksheet, layout: MistakesSheet['layout']) {
  const columnOf = new Map(layout.columns.map(({ heading, index }) => [heading, index + 1]))
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
      if (number !== layout.headerRow) return
      const known = cells.indexOf(explanationHeading)
      explanation = known >= 0 ? known + 1 : cells.length + 1
      line.getCell(explanation).value = explanationHeading
      line.font = { bold: true }
      widths[explanation - 1] = 40
      sheet.views = [{ state: 'frozen', ySplit: row }]
    },
    wrong(cells: readonly Cell[], mistakes: MistakenRow['problems']): void {
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
    /** A line that an import knows for a remark and leaves out. */
    remark(omitted: number): void {
      const cell = sheet.getRow(++row).getCell(1)
      cell.value = `说明：还有 ${omitted.toLocaleString('en-US')} 行不对，没有列在这里。改好这些再导入一次，会给出其余的。`
      cell.font = { bold: true, color: { argb: 'FFC00000' } }
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
