/**
 * Measures importing the large county's month of entries beside its floor: a bare scan of the file and bare inserts.
 * Each runs in a process of its own, so that the memory told is that of importing alone.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { storeFile } from '../../src-main/data/store.ts'
import type { SampleFile } from '../../src-main/services/demo/workbooks.ts'
import { openSource } from '../../src-main/workbook/read/file.ts'
import { DEFAULT_LIMITS } from '../../src-main/workbook/read/limits.ts'
import { openZip } from '../../src-main/workbook/read/zip/directory.ts'
import { buildScript } from './built.ts'
import { alone, answerAsked, type Measurement } from './in-turns.ts'
import { heldWords, openOfficeIn, prepareOffice, type Watched, watched } from './large-office.ts'

const PERIOD = '2026-08'
const GOAL = 1.3
/** What no work may hold the process for longer than. */
const LIMIT_MS = 100

interface Imported extends Omit<Watched<unknown>, 'result'> {
  readonly rows: number
}

interface Floor {
  readonly scan: number
  readonly insert: number
  readonly cpu: number
}

export async function bench(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const built = await buildScript(import.meta.filename)
  try {
    alone(built.file, ['prepare', folder])
    const imported = alone<Imported>(built.file, ['work', folder])
    const floor = alone<Floor>(built.file, ['floor', folder])
    const undone = alone<Imported>(built.file, ['undo', folder])
    const { rows, seconds, peakMb } = imported
    const floorSeconds = floor.scan + floor.insert
    return [
      {
        name: 'import entries',
        seconds,
        floorSeconds,
        ratio: seconds / floorSeconds,
        goal: `≤ ${GOAL} ×, ≤ 450 MB`,
        peakMb,
        note: `processor time ${(imported.cpu / floor.cpu).toFixed(2)} ×; ${rows} rows read, checked, stored and indexed; ${heldWords(imported)}; floor: scan ${floor.scan.toFixed(1)} s, inserts ${floor.insert.toFixed(1)} s`,
      },
      {
        name: 'undo that import',
        seconds: undone.heldMs / 1000,
        floorSeconds: LIMIT_MS / 1000,
        ratio: undone.heldMs / LIMIT_MS,
        goal: 1,
        peakMb: undone.peakMb,
        note: `longest hold, its limit as the floor; ${heldWords(undone)}; ${undone.seconds.toFixed(1)} s in all`,
      },
    ]
  } finally {
    built.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

const listOf = (folder: string): string => join(folder, 'workbooks.json')
const workbooksOf = (folder: string): SampleFile[] => JSON.parse(readFileSync(listOf(folder), 'utf8'))

async function prepare(folder: string): Promise<null> {
  writeFileSync(listOf(folder), JSON.stringify(await prepareOffice(folder)))
  return null
}

async function work(folder: string): Promise<Imported> {
  const office = await openOfficeIn(folder, workbooksOf(folder))
  try {
    const { result, ...found } = await watched(() => office.import('entries', PERIOD))
    return { rows: result.rows.added, ...found }
  } finally {
    await office.close()
  }
}

async function undo(folder: string): Promise<Imported> {
  const office = await openOfficeIn(folder, [])
  try {
    const latest = office.desk.office.store.read.get<{ id: number }>('SELECT max(id) AS id FROM batches')
    const { result, ...found } = await watched(() =>
      office.as('王芳').ledgers.undo({ id: latest?.id ?? 0, reason: '量一量' }),
    )
    return { rows: result.rows, ...found }
  } finally {
    await office.close()
  }
}

function floor(folder: string): Floor {
  const file = workbooksOf(folder).find(({ kind, period }) => kind === 'entries' && period === PERIOD)
  if (!file) throw new Error('no entries')
  const before = process.cpuUsage()
  const scan = scanBare(file.path)
  const { user, system } = process.cpuUsage(before)
  const { seconds, cpu } = insertBare(folder)
  return { scan, insert: seconds, cpu: (user + system) / 1e6 + cpu }
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

const STEP = 4000

/** The rows that were imported into an empty table with the same indexes, 16 a statement, 4,000 a transaction; seconds without reading them. */
function insertBare(folder: string): { seconds: number; cpu: number } {
  const source = new Database(storeFile(join(folder, 'data')), { readonly: true })
  const target = new Database(join(folder, 'floor.sqlite'))
  const schema = source
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE tbl_name = 'entries' AND type <> 'trigger' AND sql IS NOT NULL ORDER BY type DESC",
    )
    .all() as { sql: string }[]
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = OFF', 'cache_size = -65536'])
    target.pragma(pragma)
  for (const { sql } of schema) target.exec(sql)
  const width = source.prepare('SELECT * FROM entries').columns().length
  const insert = target.prepare(
    `INSERT INTO entries VALUES ${Array(16)
      .fill(`(${Array(width).fill('?').join(', ')})`)
      .join(', ')}`,
  )
  const rows = source.prepare('SELECT * FROM entries WHERE id > ? ORDER BY id LIMIT ?').raw(true)
  let milliseconds = 0
  let cpu = 0
  for (let last = 0; ; ) {
    const block = rows.all(last, STEP) as (string | number | null)[][]
    if (block.length < STEP) return { seconds: milliseconds / 1000, cpu: cpu / 1e6 }
    last = block[block.length - 1]![0] as number
    const bound = Array.from({ length: STEP / 16 }, (_, at) => block.slice(at * 16, at * 16 + 16).flat())
    const began = performance.now()
    const before = process.cpuUsage()
    target.exec('BEGIN')
    for (const values of bound) insert.run(...values)
    target.exec('COMMIT')
    milliseconds += performance.now() - began
    const { user, system } = process.cpuUsage(before)
    cpu += user + system
  }
}

if (process.argv[1] === import.meta.filename) await answerAsked({ prepare, work, floor, undo })
