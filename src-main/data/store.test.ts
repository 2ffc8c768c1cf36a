import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../domain/refusal.ts'
import { appendAudit, verifyAudit } from './audit-chain.ts'
import * as schema from './schema.ts'
import { openStore, type Store, storeFile } from './store.ts'

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))
const now = () => '2026-11-21T08:00:00.000Z'
let folder: string
const open: Store[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-store-'))
})
afterEach(() => {
  for (const store of open.splice(0)) store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openHere(dataDir = folder, migrationsDir = MIGRATIONS): Promise<Store> {
  const store = await openStore({ dataDir, migrationsDir, now })
  open.push(store)
  return store
}

function closeAll(): void {
  for (const store of open.splice(0)) store.close()
}

async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'nothing refused'
}

describe('opening', () => {
  test('the drizzle schema is the schema of the migrations, column by column', async () => {
    const store = await openHere()
    const tables = Object.values(schema).filter((value) => is(value, SQLiteTable)) as SQLiteTable[]
    expect(tables.length).toBeGreaterThan(20)
    for (const table of tables) {
      const name = getTableName(table)
      const actual = store.read.all<{ name: string; type: string; notnull: number; pk: number }>(
        'SELECT name, type, "notnull", pk FROM pragma_table_info(?)',
        name,
      )
      const described = Object.values(getTableColumns(table)).map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
      }))
      expect({ name, columns: described }).toEqual({ name, columns: actual.map(({ name, type }) => ({ name, type })) })
      for (const column of Object.values(getTableColumns(table))) {
        const row = actual.find((candidate) => candidate.name === column.name)
        if (row && row.pk === 0)
          expect([name, column.name, column.notNull]).toEqual([name, column.name, row.notnull === 1])
      }
    }
  })

  test('every table is STRICT', async () => {
    const store = await openHere()
    const loose = store.read.all(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%'",
    )
    expect(loose).toEqual([])
  })

  test('a read handle refuses to write', async () => {
    const store = await openHere()
    expect(() => store.read.all('DELETE FROM users')).toThrow(/read handle/)
  })

  test('a second process on the same data is told who has it', async () => {
    await openHere()
    const program = `import { openStore } from ${JSON.stringify(fileURLToPath(new URL('./store.ts', import.meta.url)))}
      try { await openStore({ dataDir: ${JSON.stringify(folder)}, migrationsDir: ${JSON.stringify(MIGRATIONS)}, now: () => '' }); console.log('opened') }
      catch (error) { console.log(JSON.stringify({ code: error.code, details: error.details })) }`
    const printed = await new Promise<string>((resolve) => {
      const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program])
      let text = ''
      child.stdout.on('data', (chunk) => {
        text += chunk
      })
      child.stderr.on('data', (chunk) => {
        text += chunk
      })
      child.on('close', () => resolve(text))
    })
    expect(JSON.parse(printed)).toMatchObject({ code: 'STORE_IN_USE', details: { owner: { pid: process.pid } } })
  })

  test('a store newer than the program is refused and left as it was', async () => {
    await openHere()
    closeAll()
    const raw = new Database(storeFile(folder))
    raw.pragma('journal_mode = DELETE')
    raw.pragma('user_version = 999')
    raw.close()
    const before = readFileSync(storeFile(folder))
    expect(await refusalOf(openHere())).toBe('STORE_NEWER')
    const raw2 = new Database(storeFile(folder), { readonly: true })
    expect(raw2.pragma('user_version', { simple: true })).toBe(999)
    raw2.close()
    expect(before.length).toBeGreaterThan(0)
  })

  test('a file that is no database, and one of another program, are refused untouched', async () => {
    writeFileSync(storeFile(folder), 'this is not a database, it is a letter '.repeat(40))
    const letter = readFileSync(storeFile(folder))
    expect(await refusalOf(openHere())).toBe('STORE_CORRUPT')
    expect(readFileSync(storeFile(folder)).equals(letter)).toBe(true)
    rmSync(storeFile(folder))
    const other = new Database(storeFile(folder))
    other.exec('CREATE TABLE theirs (x)')
    other.close()
    expect(await refusalOf(openHere())).toBe('STORE_FOREIGN')
  })

  test('a migration that was changed after it ran is refused', async () => {
    const migrations = join(folder, 'migrations')
    cpSync(MIGRATIONS, migrations, { recursive: true })
    const data = join(folder, 'data')
    await openHere(data, migrations)
    closeAll()
    const first = join(migrations, readdirSync(migrations).sort()[0]!)
    writeFileSync(first, `${readFileSync(first, 'utf8')}\n-- changed\n`)
    expect(await refusalOf(openHere(data, migrations))).toBe('STORE_CHANGED_MIGRATION')
  })

  test('a later migration backs the store up first, and a failing one leaves it as before', async () => {
    const migrations = join(folder, 'migrations')
    cpSync(MIGRATIONS, migrations, { recursive: true })
    const data = join(folder, 'data')
    const next = readdirSync(migrations).length + 1
    const name = join(migrations, `${String(next).padStart(4, '0')}_more.sql`)
    await openHere(data, migrations)
    closeAll()
    writeFileSync(name, 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);')
    await expect(openHere(data, migrations)).rejects.toThrow(/nowhere/)
    const raw = new Database(storeFile(data), { readonly: true })
    expect(raw.pragma('user_version', { simple: true })).toBe(next - 1)
    expect(raw.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'more'").get()).toEqual({ n: 0 })
    raw.close()
    writeFileSync(name, 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;')
    rmSync(join(data, 'backups'), { recursive: true, force: true })
    const store = await openHere(data, migrations)
    expect(store.read.get("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'more'")).toEqual({ n: 1 })
    const backups = readdirSync(join(data, 'backups'))
    expect(backups).toHaveLength(1)
    const copy = new Database(join(data, 'backups', backups[0]!), { readonly: true })
    expect(copy.pragma('user_version', { simple: true })).toBe(next - 1)
    copy.close()
  })
})

describe('writing', () => {
  test('a command that throws leaves nothing behind', async () => {
    const store = await openHere()
    expect(() =>
      store.write((db) => {
        db.run("INSERT INTO terms (kind, code, name) VALUES ('brand', 'X', 'X')")
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(store.read.get("SELECT count(*) AS n FROM terms WHERE code = 'X'")).toEqual({ n: 0 })
  })

  test('the audit chain is append-only and any change of it is found', async () => {
    const store = await openHere()
    for (let i = 0; i < 5; i++) {
      store.write((db) =>
        appendAudit(db, { at: now(), user: 'a', act: `act ${i}`, period: null, subject: null, detail: '{}' }),
      )
    }
    expect(verifyAudit(store.read)).toMatchObject({ rows: 5, broken: null })
    expect(() => store.write((db) => db.run("UPDATE audit SET user = 'b' WHERE id = 2"))).toThrow(/append-only/)
    expect(() => store.write((db) => db.run('DELETE FROM audit WHERE id = 2'))).toThrow(/append-only/)
    expect(() =>
      store.write((db) =>
        db.run(
          "INSERT OR REPLACE INTO audit SELECT 2, at, 'b', act, period, subject, detail, previous, hash, pc, browser FROM audit WHERE id = 2",
        ),
      ),
    ).toThrow(/append-only/)
    closeAll()
    const raw = new Database(storeFile(folder))
    raw.exec("DROP TRIGGER audit_no_update; UPDATE audit SET user = 'b' WHERE id = 3")
    raw.close()
    const again = await openHere()
    expect(verifyAudit(again.read)).toMatchObject({ broken: 3 })
  })

  test('where an act was done is part of the chain; acts without a place are hashed as before', async () => {
    const store = await openHere()
    const entry = { at: now(), user: 'a', act: 'x', period: null, subject: null, detail: '{}' }
    store.write((db) => {
      appendAudit(db, entry)
      appendAudit(db, { ...entry, pc: '前台', browser: null })
      appendAudit(db, { ...entry, pc: '前台', browser: '0123456789abcdef' })
      appendAudit(db, entry)
    })
    expect(verifyAudit(store.read)).toMatchObject({ rows: 4, broken: null })
    closeAll()
    // the hash of a row without a place, as programs before this one wrote it
    const raw = new Database(storeFile(folder))
    const [first] = raw.prepare('SELECT * FROM audit WHERE id = 1').all() as Record<string, unknown>[]
    const before = ['id', 'previous', 'at', 'user', 'act', 'period', 'subject', 'detail'].map((key) => first?.[key])
    expect(createHash('sha256').update(JSON.stringify(before)).digest('hex')).toBe(first?.hash)
    raw.exec('DROP TRIGGER audit_no_update; UPDATE audit SET pc = NULL, browser = NULL WHERE id = 3')
    raw.close()
    const again = await openHere()
    expect(verifyAudit(again.read)).toMatchObject({ broken: 3 })
  })

  test('a backup is whole, checked, and never overwrites', async () => {
    const store = await openHere()
    store.write((db) => appendAudit(db, { at: now(), user: 'a', act: 'x', period: null, subject: null, detail: '{}' }))
    const target = join(folder, 'copy.sqlite')
    await store.backup(target)
    expect(await refusalOf(store.backup(target))).toBe('FILE_EXISTS')
    const second = join(folder, 'second')
    const restored = join(second, 'desk.sqlite')
    cpSync(target, join(folder, 'again.sqlite'))
    expect(existsSync(`${target}.part`)).toBe(false)
    await openHere(second)
    closeAll()
    rmSync(second, { recursive: true })
    await openHere(second).then(() => closeAll())
    rmSync(restored)
    copyFileSync(target, restored)
    const back = await openHere(second)
    expect(verifyAudit(back.read)).toMatchObject({ rows: 1, broken: null })
  })
})
