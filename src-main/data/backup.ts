/** Backups of the open store: copied in steps so that others are answered meanwhile, and checked on the fresh copy. */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'
import { Refusal } from '../domain/refusal.ts'

const PAGES_PER_STEP = 2000

/**
 * Writes a checked copy of the open store to `file`, which must not exist.
 * @throws Refusal FILE_EXISTS, STORE_CORRUPT when the copy does not pass SQLite's own check, DISK_FULL, WRITE_FAILED
 */
export async function backupTo(
  connection: Database.Database,
  file: string,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  if (existsSync(file)) throw new Refusal('FILE_EXISTS', { path: file })
  const partial = `${file}.part`
  rmSync(partial, { force: true })
  try {
    await connection.backup(partial, {
      progress({ totalPages, remainingPages }) {
        onProgress?.(totalPages === 0 ? 1 : 1 - remainingPages / totalPages)
        return PAGES_PER_STEP
      },
    })
    const found = await checkCopy(partial)
    if (found !== 'ok') throw new Refusal('STORE_CORRUPT', { path: partial, found })
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    if (error instanceof Refusal) throw error
    const code = (error as { code?: string }).code ?? ''
    if (code === 'SQLITE_FULL' || code === 'ENOSPC') throw new Refusal('DISK_FULL', { path: file })
    throw new Refusal('WRITE_FAILED', { path: file, found: (error as Error).message })
  }
}

// the check of a large file takes seconds, so it runs beside us; a copy is nobody's but ours
const CHECK = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.library)
const copy = new Database(workerData.file)
// one file without -wal and -shm beside it: what a person can carry away
copy.pragma('journal_mode = DELETE')
const rows = copy.pragma('integrity_check(5)')
const keys = copy.pragma('foreign_key_check')
copy.close()
parentPort.postMessage(keys.length > 0 ? 'foreign keys: ' + keys.length : rows.map((row) => row.integrity_check).join('; '))
`

/** SQLite's integrity and foreign key check of a file that nobody has open; 'ok' or what is wrong. */
export function checkCopy(file: string): Promise<string> {
  const library = createRequire(import.meta.url).resolve('better-sqlite3')
  return new Promise((resolve, reject) => {
    const worker = new Worker(CHECK, { eval: true, workerData: { file, library } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
