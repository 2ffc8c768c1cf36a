/** Measures the reading of a full Excel sheet (1,048,575 × 12, shared strings) beside its floor: inflate and a bare byte scan. */

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSource } from '../../src-main/workbook/read/file.ts'
import { DEFAULT_LIMITS } from '../../src-main/workbook/read/limits.ts'
import { openWorkbook } from '../../src-main/workbook/read/open.ts'
import { openZip } from '../../src-main/workbook/read/zip/directory.ts'
import { ledgerRow, writeLedger } from './big-workbook.ts'
import { inTurns, type Measurement, runAsked } from './in-turns.ts'

export type { Measurement }

const ROWS = 1_048_575
const GOAL = 1.5

/** Reads a typical ledger and one whose strings are nearly all unique. */
export async function bench(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'read-xlsx-'))
  try {
    const results: Measurement[] = []
    for (const kind of ['typical', 'unique']) {
      const path = join(folder, `${kind}.xlsx`)
      const xmlBytes = await writeLedger(path, { rows: ROWS, unique: kind === 'unique' })
      const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
      const note = `${ROWS} × 12, ${megabytes(statSync(path).size)} packed, ${megabytes(xmlBytes)} XML; goal 400 MB`
      results.push(inTurns(import.meta.filename, [path, kind], `read-xlsx ${kind}`, GOAL, note))
      rmSync(path)
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Inflates both big parts in pieces and looks at every byte. */
function readBare(path: string): void {
  const file = openSource(path)
  const zip = openZip(file, DEFAULT_LIMITS)
  const piece = Buffer.allocUnsafeSlow(DEFAULT_LIMITS.pieceBytes)
  let tags = 0
  for (const name of ['xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml']) {
    const pieces = zip.openBare(zip.find(name)!)
    for (;;) {
      const count = pieces.read(piece, 0, piece.length)
      if (count === 0) break
      for (let i = 0; i < count; i++) if (piece[i] === 60) tags++
    }
  }
  file.close()
  if (tags < ROWS * 24) throw new Error(`${tags} tags`)
}

/** Reads every value, and holds some rows against what was written. */
function readAll(path: string, kind = ''): void {
  const workbook = openWorkbook(path)
  let cells = 0
  let wrong = 0
  workbook.read('业务明细', (row, values) => {
    for (let column = 0; column < values.length; column++) if (values[column] !== null) cells++
    if (row % 1009 === 0) {
      const expected = ledgerRow(row, kind === 'unique')
      values.forEach((value, column) => {
        const plain = typeof value === 'object' && value?.kind === 'date' ? value.serial : value
        if (plain !== expected[column]) wrong++
      })
    }
    return undefined
  })
  workbook.close()
  if (cells !== ROWS * 12 || wrong > 0) throw new Error(`${cells} cells, ${wrong} wrong`)
}

if (process.argv[1] === import.meta.filename) runAsked({ floor: readBare, work: readAll })
