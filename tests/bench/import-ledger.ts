/** Measures importing the large county's month of entries beside its floor: a bare scan of the file and bare inserts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { ReadDb } from '../../src-main/data/handles.ts'
import { openSource } from '../../src-main/workbook/read/file.ts'
import { DEFAULT_LIMITS } from '../../src-main/workbook/read/limits.ts'
import { openZip } from '../../src-main/workbook/read/zip/directory.ts'
import type { Measurement } from './in-turns.ts'
import { openLargeOffice, watched } from './large-office.ts'

const PERIOD = '2026-08'
const GOAL = 1.3

export async function bench(): Promise<Measurement[]> {
  const office = await openLargeOffice()
  try {
    const file = office.workbooks.find(({ kind, period }) => kind === 'entries' && period === PERIOD)
    if (!file) throw new Error('no entries')
    const { result, seconds, heldMs, peakMb } = await watched(() => office.import('entries', PERIOD))
    const floor = scanBare(file.path) + insertBare(office.desk.office.store.read, result.rows.added)
    return [
      {
        name: 'import entries',
        seconds,
        floorSeconds: floor,
        ratio: seconds / floor,
        goal: GOAL,
        peakMb,
        note: `${result.rows.added} rows read, checked, stored and indexed; the process was held ${heldMs} ms at most; at most 450 MB`,
      },
    ]
  } finally {
    await office.close()
  }
}

/** Inflates both big parts in pieces and looks at every byte; seconds. */
function scanBare(path: string): number {
  const began = performance.now()
  const zip = openZip(openSource(path), DEFAULT_LIMITS)
  const piece = Buffer.allocUnsafeSlow(DEFAULT_LIMITS.pieceBytes)
  let tags = 0
  for (const name of ['xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml']) {
    const pieces = zip.openBare(zip.find(name)!)
    for (;;) {
      const length = pieces.read(piece, 0, piece.length)
      if (length === 0) break
      for (let at = 0; at < length; at++) if (piece[at] === 0x3c) tags++
    }
  }
  if (tags === 0) throw new Error('nothing was scanned')
  return (performance.now() - began) / 1000
}

/** The same rows, already read, into an empty table with the same indexes, 16 a statement, 4,000 a transaction; seconds. */
function insertBare(store: ReadDb, rows: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'desk-floor-'))
  const target = new Database(join(folder, 'floor.sqlite'))
  try {
    const schema = store.all<{ sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE tbl_name = 'entries' AND sql IS NOT NULL ORDER BY type DESC",
    )
    target.pragma('journal_mode = WAL')
    target.pragma('synchronous = FULL')
    target.pragma('foreign_keys = OFF')
    for (const { sql } of schema) target.exec(sql)
    const all = [...store.eachArray('SELECT * FROM entries ORDER BY id')]
    const width = all[0]?.length ?? 0
    const tuple = `(${Array(width).fill('?').join(', ')})`
    const insert = target.prepare(`INSERT INTO entries VALUES ${Array(16).fill(tuple).join(', ')}`)
    const began = performance.now()
    for (let at = 0; at + 4000 <= rows; at += 4000) {
      target.exec('BEGIN')
      for (let row = at; row < at + 4000; row += 16) insert.run(...all.slice(row, row + 16).flat())
      target.exec('COMMIT')
    }
    return (performance.now() - began) / 1000
  } finally {
    target.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
