/** The SQLite file of one office: opened with asserted pragmas, migrated, and owned by this process alone. */
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../domain/refusal.ts'
import { backupTo } from './backup.ts'
import { makeHandles, type ReadDb, type WriteDb } from './handles.ts'
import { layAsideIfMarked } from './laid-aside.ts'
import { pendingMigrations, readMigrations, runMigration } from './migrate.ts'
import { readOwner, removeOwner, writeOwner } from './owner.ts'

/** "CDSK" as a number: tells our file from any other SQLite file. */
const APPLICATION_ID = 0x4344534b

const PRAGMAS: readonly (readonly [name: string, value: string, asserted: string | number])[] = [
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['mmap_size', '0', 0],
  ['temp_store', 'MEMORY', 2],
  ['cache_size', '-65536', -65536],
  // 8 MB of log between checkpoints: copying 32 MB of scattered pages into the file held the process for 100 to 300 ms
  ['wal_autocheckpoint', '2000', 2000],
]

export interface Store {
  readonly file: string
  readonly dataDir: string
  readonly read: ReadDb
  /** Runs `command` in one write transaction; all of it or none. Synchronous by design: nothing is awaited inside. */
  write<Result>(command: (db: WriteDb) => Result): Result
  /**
   * One step of long work whose rows nobody sees until a later `write` makes them visible: a transaction of its own, but
   * not waited for on the disk. That later commit syncs the log with all steps before it, so nothing visible can be lost.
   */
  step<Result>(work: (db: WriteDb) => Result): Result
  /** Copies the open store to `file` in steps and checks the copy. */
  backup(file: string, onProgress?: (fraction: number) => void): Promise<void>
  close(): void
}

export interface StoreOptions {
  readonly dataDir: string
  readonly migrationsDir: string
  /** The present moment, ISO 8601. */
  readonly now: () => string
}

/** The file of the store inside a data directory. */
export function storeFile(dataDir: string): string {
  return join(dataDir, 'desk.sqlite')
}

/**
 * Opens (or makes) the store of `dataDir`.
 * @throws Refusal STORE_IN_USE {owner}, STORE_NEWER, STORE_CHANGED_MIGRATION, STORE_CORRUPT, STORE_FOREIGN,
 * STORE_NETWORK_PATH, WRITE_FAILED; the store is as before.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const dataDir = resolve(options.dataDir)
  if (dataDir.startsWith('\\\\')) throw new Refusal('STORE_NETWORK_PATH', { path: dataDir })
  const file = storeFile(dataDir)
  layAsideIfMarked(dataDir, file, options.now().replaceAll(/[:.]/g, '-'))
  const fresh = !existsSync(file)
  const connection = openConnection(dataDir, file)
  try {
    checkIdentity(connection, fresh, file)
    applyPragmas(connection)
    const migrations = readMigrations(options.migrationsDir)
    const pending = pendingMigrations(connection, migrations)
    const version = connection.pragma('user_version', { simple: true }) as number
    if (pending.length > 0 && version > 0) {
      const stamp = options.now().replaceAll(/[:.]/g, '-')
      const folder = join(dataDir, 'backups')
      mkdirSync(folder, { recursive: true })
      await backupTo(connection, join(folder, `before-migration-${version}-${stamp}.sqlite`))
    }
    for (const migration of pending) runMigration(connection, migration, options.now())
  } catch (error) {
    connection.close()
    throw asRefusal(error, dataDir, file)
  }
  writeOwner(dataDir, options.now())
  const { read, write } = makeHandles(connection)
  function transact<Result>(command: (db: WriteDb) => Result): Result {
    if (connection.inTransaction) throw new Error('a command must not start inside another')
    try {
      return connection.transaction(command).immediate(write)
    } catch (error) {
      throw asRefusal(error, dataDir, file)
    }
  }
  return {
    file,
    dataDir,
    read,
    write: transact,
    step(work) {
      connection.pragma('synchronous = NORMAL')
      try {
        return transact(work)
      } finally {
        connection.pragma('synchronous = FULL')
      }
    },
    backup: (target, onProgress) => backupTo(connection, target, onProgress),
    close() {
      removeOwner(dataDir)
      connection.close()
    },
  }
}

function openConnection(dataDir: string, file: string): Database.Database {
  try {
    mkdirSync(dataDir, { recursive: true })
    // no waiting: the owner holds the file as long as it lives
    return new Database(file, { timeout: 0 })
  } catch (error) {
    throw asRefusal(error, dataDir, file)
  }
}

/** Refuses a file that is not ours before anything is written to it. */
function checkIdentity(connection: Database.Database, fresh: boolean, file: string): void {
  const application = connection.pragma('application_id', { simple: true })
  if (application === APPLICATION_ID) return
  const tables = connection.prepare('SELECT count(*) AS n FROM sqlite_schema').get() as { n: number }
  if (!fresh && tables.n > 0) throw new Refusal('STORE_FOREIGN', { path: file })
}

function applyPragmas(connection: Database.Database): void {
  for (const [name, value] of PRAGMAS) connection.pragma(`${name} = ${value}`)
  // application_id is a write: it takes the exclusive lock now, so that a second process is told at once
  connection.exec('BEGIN IMMEDIATE')
  connection.pragma(`application_id = ${APPLICATION_ID}`)
  connection.exec('COMMIT')
  for (const [name, , asserted] of PRAGMAS) {
    const actual = connection.pragma(name, { simple: true })
    if (actual !== asserted) throw new Error(`pragma ${name} is ${String(actual)}, not ${String(asserted)}`)
  }
}

/** Turns SQLite's and the file system's errors into refusals; others pass unchanged. */
function asRefusal(error: unknown, dataDir: string, file: string): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const code = (error as { code?: string }).code ?? ''
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED' || code === 'SQLITE_PROTOCOL') {
    return new Refusal('STORE_IN_USE', { path: file, owner: readOwner(dataDir) ?? null })
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new Refusal('STORE_CORRUPT', { path: file, found: error.message })
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new Refusal('DISK_FULL', { path: dataDir })
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return new Refusal('WRITE_FAILED', { path: file, found: error.message })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new Refusal('WRITE_FAILED', { path: dataDir, found: code })
  }
  return error
}
