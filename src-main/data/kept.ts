/** What was worked out from the store, answered again as long as nothing at all has been written since. */
import type Database from 'better-sqlite3'

export interface Kept {
  /** How many rows this process has written: the same number, the same store. */
  version(): number
  /** What was kept under the key, unless something was written since. */
  get<Value>(key: string): Value | undefined
  /**
   * Keeps an answer that was worked out while the store was at `version`; not where something was written meanwhile, nor inside
   * a transaction, for what is seen there may be undone. Nobody may change what is kept.
   */
  set(key: string, value: unknown, version: number): void
}

/** Answers to other questions than the last ones are let go: each may hold ten thousand rows. */
const MOST = 6

/** One for both handles of a connection. The process that holds the store is the only one that writes to it. */
export function makeKept(connection: Database.Database): Kept {
  const changes = connection.prepare('SELECT total_changes()').pluck()
  const version = () => changes.get() as number
  const values = new Map<string, unknown>()
  let of = -1
  const isCurrent = () => {
    const now = version()
    if (now !== of) values.clear()
    of = now
  }
  return {
    version,
    get<Value>(key: string) {
      isCurrent()
      return values.get(key) as Value | undefined
    },
    set(key, value, at) {
      isCurrent()
      if (at !== of || connection.inTransaction) return
      values.delete(key)
      const [oldest] = values.keys()
      if (values.size >= MOST && oldest !== undefined) values.delete(oldest)
      values.set(key, value)
    },
  }
}
