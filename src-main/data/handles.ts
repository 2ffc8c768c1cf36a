/** The branded handles through which the store is read and written; only a command's transaction hands out a WriteDb. */
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type Kept, makeKept } from './kept.ts'

type Drizzle = ReturnType<typeof drizzle>
type Bindable = string | number | bigint | null | Uint8Array

interface Prepared {
  readonly statement: Database.Statement<unknown[]>
  readonly bind: (values: Bindable[]) => unknown[]
}

/** better-sqlite3 takes the places ?1, ?2, … for names, so values for them go in under their numbers. */
function prepare(connection: Database.Database, sql: string): Prepared {
  const statement = connection.prepare<unknown[]>(sql)
  if (!/\?\d/.test(sql)) return { statement, bind: (values) => values }
  return { statement, bind: (values) => [Object.fromEntries(values.map((value, at) => [String(at + 1), value]))] }
}

declare const read: unique symbol
declare const write: unique symbol

/** Reading: drizzle's select for lists, prepared SQL for sums and large reads. */
export interface ReadDb {
  readonly [read]: true
  readonly select: Drizzle['select']
  readonly selectDistinct: Drizzle['selectDistinct']
  /** Answers kept until something is written. */
  readonly kept: Kept
  /** All rows of a prepared statement (kept and reused by its text). */
  all<Row>(sql: string, ...values: Bindable[]): Row[]
  /** The first row, or undefined. */
  get<Row>(sql: string, ...values: Bindable[]): Row | undefined
  /** Rows one by one; nothing may be written while they are read. */
  each<Row>(sql: string, ...values: Bindable[]): IterableIterator<Row>
  /** Rows as arrays in the order of the columns: for millions of rows. */
  eachArray(sql: string, ...values: Bindable[]): IterableIterator<(string | number | null)[]>
}

/** Writing, inside one transaction; obtained from Store.write alone. */
export interface WriteDb extends ReadDb {
  readonly [write]: true
  readonly insert: Drizzle['insert']
  readonly update: Drizzle['update']
  readonly delete: Drizzle['delete']
  /** Runs a prepared statement; answers the changes it made and the last row id. */
  run(sql: string, ...values: Bindable[]): { changes: number; lastInsertRowid: number }
}

/** Builds both handles over one connection; `ReadDb` refuses a statement that writes. */
export function makeHandles(connection: Database.Database): { read: ReadDb; write: WriteDb } {
  const orm = drizzle({ client: connection })
  const prepared = new Map<string, Prepared>()
  function statement(sql: string): Prepared {
    let found = prepared.get(sql)
    if (!found) {
      found = prepare(connection, sql)
      prepared.set(sql, found)
    }
    return found
  }
  function reading(sql: string): Prepared {
    const found = statement(sql)
    if (!found.statement.readonly) throw new Error(`a read handle cannot run: ${sql.slice(0, 80)}`)
    return found
  }
  /** A statement of its own, since one that is being iterated cannot be used again. */
  function fresh(sql: string): Prepared {
    reading(sql)
    return prepare(connection, sql)
  }
  const reads = {
    select: orm.select.bind(orm),
    selectDistinct: orm.selectDistinct.bind(orm),
    kept: makeKept(connection),
    all: (sql: string, ...values: Bindable[]) => {
      const { statement, bind } = reading(sql)
      return statement.all(...bind(values))
    },
    get: (sql: string, ...values: Bindable[]) => {
      const { statement, bind } = reading(sql)
      return statement.get(...bind(values))
    },
    each: (sql: string, ...values: Bindable[]) => {
      const { statement, bind } = fresh(sql)
      return statement.iterate(...bind(values))
    },
    eachArray: (sql: string, ...values: Bindable[]) => {
      const { statement, bind } = fresh(sql)
      return statement.raw(true).iterate(...bind(values))
    },
  }
  const writes = {
    ...reads,
    insert: orm.insert.bind(orm),
    update: orm.update.bind(orm),
    delete: orm.delete.bind(orm),
    run: (sql: string, ...values: Bindable[]) => {
      const { statement: prepared, bind } = statement(sql)
      const result = prepared.run(...bind(values))
      return { changes: result.changes, lastInsertRowid: Number(result.lastInsertRowid) }
    },
  }
  return { read: reads as unknown as ReadDb, write: writes as unknown as WriteDb }
}
