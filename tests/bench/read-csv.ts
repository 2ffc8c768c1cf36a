/** Measures the reading of a ledger of 1,048,575 × 12 as GB18030 CSV beside its floor: TextDecoder alone. */

import { appendFileSync, closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gb18030 } from '../../src-main/workbook/read/made-text.ts'
import { openWorkbook } from '../../src-main/workbook/read/open.ts'
import { ledgerRow } from './big-workbook.ts'
import { inTurns, type Measurement, runAsked } from './in-turns.ts'

const ROWS = 1_048_575
const GOAL = 4
const PIECE = 256 * 1024

/** Reads a typical ledger and one whose texts are nearly all unique. */
export async function bench(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'read-csv-'))
  try {
    return ['typical', 'unique'].map((kind) => {
      const path = join(folder, `${kind}.csv`)
      writeCsv(path, kind === 'unique')
      const note = `${ROWS} × 12, GB18030, ${Math.round(statSync(path).size / 1e6)} MB`
      const result = inTurns(import.meta.filename, [path, kind], `read-csv ${kind}`, GOAL, note)
      rmSync(path)
      return result
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeCsv(path: string, unique: boolean): void {
  let text = ''
  for (let row = 1; row <= ROWS; row++) {
    text += `${ledgerRow(row, unique).join(',')}\r\n`
    if (text.length > 1 << 20 || row === ROWS) {
      appendFileSync(path, gb18030(text))
      text = ''
    }
  }
}

function decodeBare(path: string): void {
  const fd = openSync(path, 'r')
  const piece = Buffer.allocUnsafeSlow(PIECE)
  const decoder = new TextDecoder('gb18030')
  let length = 0
  for (;;) {
    const count = readSync(fd, piece)
    if (count === 0) break
    length += decoder.decode(piece.subarray(0, count), { stream: true }).length
  }
  closeSync(fd)
  if (length < ROWS * 60) throw new Error(`${length} characters`)
}

function readAll(path: string, kind = ''): void {
  const workbook = openWorkbook(path)
  let cells = 0
  let wrong = 0
  workbook.read(workbook.sheets[0]!.name, (row, values) => {
    for (let column = 0; column < values.length; column++) if (values[column] !== null) cells++
    if (row % 1009 === 0) {
      const expected = ledgerRow(row, kind === 'unique')
      values.forEach((value, column) => {
        if (value !== String(expected[column])) wrong++
      })
    }
    return undefined
  })
  workbook.close()
  if (cells !== ROWS * 12 || wrong > 0) throw new Error(`${cells} cells, ${wrong} wrong`)
}

if (process.argv[1] === import.meta.filename) runAsked({ floor: decodeBare, work: readAll })
