/**
 * Our own migration runner: forward only, checksummed, each migration in one transaction with a foreign key check,
 * after a verified backup. Why not drizzle's: it lost child rows on a table rebuild and never compares hashes.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { Refusal } from '../domain/refusal.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** The migrations of a folder in order; their numbers must run from 1 without a gap. */
export function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort()
  return files.map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1) throw new Error(`migration ${name} should have number ${index + 1}`)
    // line ends are folded, so that a checkout on Windows gives the same checksum
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { version, name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

const LEDGER = `CREATE TABLE IF NOT EXISTS migrations (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL
) STRICT`

/** The migrations still to run; refuses a newer store or one whose past migrations differ from ours. */
export function pendingMigrations(connection: Database.Database, migrations: readonly Migration[]): Migration[] {
  const version = connection.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    throw new Refusal('STORE_NEWER', { store: version, program: migrations.length })
  }
  if (version > 0) {
    const applied = connection.prepare('SELECT version, sha256 FROM migrations ORDER BY version').all() as {
      version: number
      sha256: string
    }[]
    for (const row of applied) {
      if (migrations[row.version - 1]?.sha256 !== row.sha256) {
        throw new Refusal('STORE_CHANGED_MIGRATION', { version: row.version })
      }
    }
    if (applied.length !== version) throw new Refusal('STORE_CORRUPT', { found: 'migrations' })
  }
  return migrations.slice(version)
}

/** Runs one migration whole or not at all; `at` is an ISO time. */
export function runMigration(connection: Database.Database, migration: Migration, at: string): void {
  // inside a transaction foreign_keys=OFF does nothing, so it is set before BEGIN
  connection.pragma('foreign_keys = OFF')
  try {
    connection.exec('BEGIN IMMEDIATE')
    try {
      connection.exec(LEDGER)
      connection.exec(migration.sql)
      const broken = connection.pragma('foreign_key_check') as unknown[]
      if (broken.length > 0) throw new Error(`migration ${migration.name} breaks ${broken.length} foreign keys`)
      connection
        .prepare('INSERT INTO migrations (version, name, sha256, at) VALUES (?, ?, ?, ?)')
        .run(migration.version, migration.name, migration.sha256, at)
      connection.pragma(`user_version = ${migration.version}`)
      connection.exec('COMMIT')
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw error
    }
  } finally {
    connection.pragma('foreign_keys = ON')
  }
}
