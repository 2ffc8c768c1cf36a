/** Every workbook that other readers test themselves with: rows or a coded refusal, and the cells on which SheetJS and hucre agree. */

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CellObject, read as readBySheetJs, SSF, type WorkBook } from '@e965/xlsx'
import { readXls, readXlsx } from 'hucre'
import { describe, expect, it, vi } from 'vitest'
import type { Cell } from '../cell.ts'
import { openWorkbook } from './open.ts'

/** Lies beside the checkout where the founder works; elsewhere these tests are skipped. */
const CORPUS = join(import.meta.dirname, '../../../../shared/corpus')
const present = existsSync(CORPUS)
const files = present
  ? (readdirSync(CORPUS, { recursive: true }) as string[])
      .filter((name) => /\.(?:xls[xm]?|csv|html?)$/.test(name) && !name.endsWith('.0.csv'))
      .sort()
  : []

/** Workbooks that are encrypted, or lack their workbook part. */
const REFUSED: readonly [RegExp, string][] = [
  [/^sheetjs\/password_/, 'WORKBOOK_ENCRYPTED'],
  [/missing-bits/, 'WORKBOOK_BROKEN'],
]

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

/** Cells by "row,column" as plain values; an empty text counts as nothing, as the oracles differ in it. */
type Plain = Map<string, string | number | boolean>

function add(cells: Plain, row: number, column: number, value: string | number | boolean): void {
  if (value !== '') cells.set(`${row},${column}`, typeof value === 'number' ? Number(value.toPrecision(11)) : value)
}

function plain(cell: Cell): string | number | boolean {
  if (cell === null) return ''
  if (typeof cell !== 'object') return cell
  return cell.kind === 'date' ? cell.serial : cell.code
}

function bySheetJs(book: WorkBook, sheet: string): { cells: Plain; dates: Set<string> } {
  const cells: Plain = new Map()
  const dates = new Set<string>()
  const rows = (book.Sheets[sheet]?.['!data'] ?? []) as (CellObject | undefined)[][]
  rows.forEach((row, r) => {
    row?.forEach((cell, c) => {
      if (cell?.v === undefined || cell.v instanceof Date) return
      add(cells, r + 1, c, cell.t === 'e' ? (ERRORS[Number(cell.v)] ?? String(cell.v)) : cell.v)
      if (cell.t === 'n' && SSF.is_date(String(cell.z ?? 'General'))) dates.add(`${r + 1},${c}`)
    })
  })
  return { cells, dates }
}

function byHucre(rows: readonly (readonly unknown[])[]): Plain {
  const cells: Plain = new Map()
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      if (value instanceof Date) add(cells, r + 1, c, (value.getTime() - Date.UTC(1899, 11, 30)) / 86_400_000)
      else if (typeof value === 'string') add(cells, r + 1, c, value.replace(/\r\n?/g, '\n'))
      else if (typeof value === 'number' || typeof value === 'boolean') add(cells, r + 1, c, value)
    })
  })
  return cells
}

/** SheetJS cannot read some that we can. */
function oracle(bytes: Buffer): WorkBook | undefined {
  try {
    return readBySheetJs(bytes, { dense: true, cellNF: true, cellText: false, cellFormula: false })
  } catch {
    return undefined
  }
}

describe.skipIf(!present)(`the corpus ${present ? '' : '(not beside this checkout: skipped)'}`, () => {
  it.each(files)('%s', async (name) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const path = join(CORPUS, name)
    const expectedRefusal = REFUSED.find(([pattern]) => pattern.test(name))?.[1]
    let workbook: ReturnType<typeof openWorkbook>
    try {
      workbook = openWorkbook(path)
    } catch (error) {
      expect((error as { code?: string }).code).toBe(expectedRefusal)
      return
    }
    expect(expectedRefusal).toBeUndefined()
    const isText = /\.(?:csv|html?)$/.test(name)
    const bytes = readFileSync(path)
    const sheetJs = isText ? undefined : oracle(bytes)
    const hucre = isText
      ? undefined
      : await (workbook.format === 'xls' ? readXls(bytes) : readXlsx(bytes)).catch(() => undefined)
    for (const { name: sheet } of workbook.sheets) {
      const start = performance.now()
      const ours: Plain = new Map()
      const dates = new Set<string>()
      workbook.read(sheet, (row, cells) => {
        cells.forEach((cell, column) => {
          add(ours, row, column, plain(cell))
          if (typeof cell === 'object' && cell?.kind === 'date') dates.add(`${row},${column}`)
        })
        return undefined
      })
      expect(performance.now() - start).toBeLessThan(10_000)
      if (sheetJs === undefined) continue
      const wrong: string[] = []
      const one = bySheetJs(sheetJs, sheet)
      const rows = hucre?.sheets.find((candidate) => candidate.name === sheet)?.rows
      const other = rows === undefined ? one.cells : byHucre(rows)
      for (const key of new Set([...ours.keys(), ...one.cells.keys(), ...other.keys()])) {
        // Only where the oracles agree: hucre shifts dates before March 1900, SheetJS does not shift those of 1904.
        if (one.cells.get(key) !== other.get(key)) continue
        const [own, expected] = [ours.get(key), one.cells.get(key)]
        if (own !== expected) wrong.push(`${sheet} ${key}: ${own} and not ${expected}`)
        else if (typeof own === 'number' && workbook.format === 'xlsx' && dates.has(key) !== one.dates.has(key)) {
          wrong.push(`${sheet} ${key}: date ${dates.has(key)}`)
        }
      }
      expect(wrong).toEqual([])
    }
    workbook.close()
  })

  it.skipIf(process.platform !== 'linux')('every file gives rows or a coded refusal within 10 s and 400 MB', () => {
    const script = fileURLToPath(new URL('read-folder.test-support.ts', import.meta.url))
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', script, CORPUS])
    expect(status, stderr.toString()).toBe(0)
    const { files: read, refused, milliseconds, peakMb } = JSON.parse(stdout.toString())
    expect(read + refused).toBeGreaterThan(500)
    expect(milliseconds).toBeLessThan(10_000)
    expect(peakMb).toBeLessThan(400)
  })

  const shown = files.filter((name) => existsSync(join(CORPUS, `${name}.0.csv`)))
  it.each(shown)('%s shows what its .0.csv says', (name) => {
    const sheet = firstSheet(join(CORPUS, name))
    const csv = firstSheet(join(CORPUS, `${name}.0.csv`))
    const wrong: string[] = []
    for (const [row, cells] of sheet) {
      cells.forEach((cell, column) => {
        const text = csv.get(row)?.[column] ?? null
        if (!shows(cell, typeof text === 'string' ? text : ''))
          wrong.push(`${row},${column}: ${JSON.stringify(cell)} is not ${text}`)
      })
    }
    expect(wrong).toEqual([])
  })
})

function firstSheet(path: string): Map<number, Cell[]> {
  const workbook = openWorkbook(path)
  const rows = new Map<number, Cell[]>()
  workbook.read(workbook.sheets[0]!.name, (row, cells) => {
    rows.set(row, [...cells])
    return undefined
  })
  workbook.close()
  return rows
}

/** Could the cell be shown so? Dates are shown in American formats, numbers rounded: only plain ones are compared. */
function shows(cell: Cell, text: string): boolean {
  if (cell === null || (typeof cell === 'object' && cell.kind === 'date')) return true
  if (typeof cell === 'object') return cell.code === text
  if (typeof cell === 'boolean') return text === (cell ? 'TRUE' : 'FALSE')
  if (typeof cell === 'string') return cell.trim() === text.trim()
  const shown = /^-?[\d,]*\.?\d+(?:E[+-]\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
  return Number.isNaN(shown) || Math.abs(shown - cell) <= Math.max(0.5, Math.abs(cell) / 100)
}
