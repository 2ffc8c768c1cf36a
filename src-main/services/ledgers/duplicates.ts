/** Rows of a new batch that the store already has in another one: the same row is never taken twice (DOMAIN.md §3). */
import type { ReadDb } from '../../data/handles.ts'
import type { Job } from '../jobs.ts'
import { LEDGERS, type LedgerKind } from './rows.ts'

export interface StoredTwice {
  readonly id: number
  readonly file: number
  readonly row: number
  /** Id of the stored row. */
  readonly stored: number
  /** Where the row already is. */
  readonly batch: number
  readonly storedRow: number
}

const STEP = 2000

// rows without 流水号 are compared as wholes; the first arm finds candidates by the subscriber, the second by the sums' index
const WHOLE_ENTRIES = `o.external_id IS NULL AND n.external_id IS NULL AND o.period = n.period AND o.outlet = n.outlet
  AND o.type = n.type AND o.brand IS n.brand AND o.plan IS n.plan AND o.quantity = n.quantity AND o.amount = n.amount
  AND o.date IS n.date AND o.subscriber_id IS n.subscriber_id AND o.operator IS n.operator AND o.reverses IS n.reverses
  AND o.remark IS n.remark`

/** Whether the store has any rows of the kind. */
export function hasBatches(db: ReadDb, kind: LedgerKind): boolean {
  return db.get("SELECT 1 FROM batches WHERE state = 'active' AND kind = ? LIMIT 1", kind) !== undefined
}

/**
 * Finds, in steps, the rows with ids from `first` to `last` that an active batch already holds.
 * Whole-row comparison counts how often a row stands there: two equal rows against one stored are one duplicate.
 */
export async function findStoredTwice(
  db: ReadDb,
  kind: LedgerKind,
  range: { first: number; last: number },
  job: Job,
): Promise<StoredTwice[]> {
  const found = new Map<number, StoredTwice>()
  const { table, same } = LEDGERS[kind]
  if (!hasBatches(db, kind)) return []
  const select = (condition: string) => `SELECT n.id, n.file, n.row, o.batch, o.row AS storedRow, o.id AS stored
    FROM ${table} n JOIN ${table} o ON ${condition} AND o.id < ?3
    WHERE n.id BETWEEN ?1 AND ?2 AND o.batch IN (SELECT id FROM batches WHERE state = 'active' AND kind = ?4)
    ORDER BY n.id, o.id`
  const arms =
    kind === 'entries'
      ? [
          select(same),
          select(`o.subscriber = n.subscriber AND ${WHOLE_ENTRIES}`),
          select(`o.subscriber IS NULL AND n.subscriber IS NULL AND ${WHOLE_ENTRIES}`),
        ]
      : [select(same)]
  for (let at = range.first; at <= range.last; at += STEP) {
    const end = Math.min(at + STEP - 1, range.last)
    for (const [index, sql] of arms.entries()) {
      const taken = new Set<number>()
      for (const row of db.all<StoredTwice>(sql, at, end, range.first, kind)) {
        if (found.has(row.id)) continue
        if (index > 0) {
          if (taken.has(row.stored)) continue
          taken.add(row.stored)
        }
        found.set(row.id, row)
      }
    }
    job.progress('comparing', null, end - range.first + 1)
    await job.breathe()
  }
  return [...found.values()]
}
