/** Measures the reading of a full Excel sheet (1,048,575 × 12, shared strings) beside its floor: inflate and a bare byte scan. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSource } from '../../src-main/workbook/read/file.ts'
import { DEFAULT_LIMITS } from '../../src-main/workbook/read/limits.ts'
import { openWorkbook } from '../../src-main/workbook/read/open.ts'
import { openZip } from '../../src-main/workbook/read/zip/directory.ts'
import { ledgerRow, writeLedger } from './big-workbook.ts'

export interface Measurement {
  readonly name: string
  readonly seconds: number
  readonly floorSeconds: number
  readonly ratio: number
  readonly goal: number
  readonly peakMb: number
  readonly note: string
}

const ROWS = 1_048_575
const GOAL = 1.5
const GOAL_MB = 400
const ROUNDS = 3

/** Reads a typical ledger and one whose strings are nearly all unique; each reading in a process of its own. */
export async function bench(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'read-xlsx-'))
  try {
    const results: Measurement[] = []
    for (const unique of [false, true]) {
      const path = join(folder, 'ledger.xlsx')
      const xmlBytes = await writeLedger(path, { rows: ROWS, unique })
      results.push(measure(path, unique, xmlBytes))
      rmSync(path)
    }
    return results
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measure(path: string, unique: boolean, xmlBytes: number): Measurement {
  // The machine is noisy: the two are taken in turns, and the best of each counts.
  let floor = { seconds: Number.POSITIVE_INFINITY, peakMb: 0 }
  let read = { seconds: Number.POSITIVE_INFINITY, peakMb: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const oneFloor = child('floor', path, unique)
    const oneRead = child('read', path, unique)
    if (oneFloor.seconds < floor.seconds) floor = oneFloor
    read = { seconds: Math.min(read.seconds, oneRead.seconds), peakMb: Math.max(read.peakMb, oneRead.peakMb) }
  }
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
  return {
    name: unique ? 'read-xlsx unique' : 'read-xlsx typical',
    seconds: read.seconds,
    floorSeconds: floor.seconds,
    ratio: read.seconds / floor.seconds,
    goal: GOAL,
    peakMb: read.peakMb,
    note: `${ROWS} × 12, ${megabytes(statSync(path).size)} packed, ${megabytes(xmlBytes)} XML; at most ${GOAL_MB} MB`,
  }
}

function child(task: 'floor' | 'read', path: string, unique: boolean): { seconds: number; peakMb: number } {
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', import.meta.filename, task, path, String(unique)]
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }))
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
function readAll(path: string, unique: boolean): void {
  const workbook = openWorkbook(path)
  let cells = 0
  let wrong = 0
  workbook.read('业务明细', (row, values) => {
    for (let column = 0; column < values.length; column++) if (values[column] !== null) cells++
    if (row % 1009 === 0) {
      const expected = ledgerRow(row, unique)
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

if (process.argv[1] === import.meta.filename) {
  const [task, path = '', unique] = process.argv.slice(2)
  if (task === undefined) {
    console.table(await bench())
  } else {
    const start = performance.now()
    if (task === 'floor') readBare(path)
    else readAll(path, unique === 'true')
    const seconds = (performance.now() - start) / 1000
    console.log(JSON.stringify({ seconds, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) }))
  }
}
