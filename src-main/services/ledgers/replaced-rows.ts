/**
 * Rows whose place a batch takes. They move in steps to a holder, a batch of its own that is seen while the new one is not yet;
 * one command then shows the new batch and hides the holder, however many rows it has. Undoing turns both round and moves the
 * rows home in steps; so does whatever ends an import that did not finish.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import type { Office } from '../office.ts'
import { LEDGERS, type LedgerKind } from './rows.ts'

const ROWS_A_STEP = 500

/** What the rows of one owner and month come to. */
interface OwnerSums {
  readonly owner: number
  readonly period: number
  rows: number
  quantity: number
  amount: number
}

/** The holder of the rows that a batch replaces; undefined where it replaces none. Batches of before holders have batch 0. */
function holderOf(db: ReadDb, batch: number): number | undefined {
  const holder = db.get<{ holder: number }>('SELECT holder FROM replacements WHERE batch = ?', batch)?.holder
  if (holder !== undefined) return holder
  return db.get('SELECT 1 FROM replaced_rows WHERE batch = ? LIMIT 1', batch) ? 0 : undefined
}

/** Moves the rows that `batch` is to replace to its holder; they are seen as before. `breathe` may cancel. */
export async function moveToHolder(
  office: Office,
  kind: LedgerKind,
  batch: number,
  breathe: () => Promise<void>,
): Promise<void> {
  if (!office.store.read.get('SELECT 1 FROM replaced_rows WHERE batch = ? LIMIT 1', batch)) return
  const holder = office.store.write((db) => {
    const made = db.run(
      "INSERT INTO batches (kind, state, mapping, user, at) VALUES ('replaced', 'active', '{}', '', '')",
    ).lastInsertRowid
    db.run('INSERT INTO replacements (batch, holder) VALUES (?, ?)', batch, made)
    return made
  })
  const { table } = LEDGERS[kind]
  const sums = new Map<string, OwnerSums>()
  let after = 0
  for (;;) {
    const last = office.store.step((db) => {
      const end = lastOf(db, batch, after)
      if (end === null) return null
      addSums(db, kind, batch, after, end, sums)
      db.run(
        `UPDATE ${table} SET batch = ?1 WHERE id IN (SELECT row FROM replaced_rows WHERE batch = ?2 AND row > ?3 AND row <= ?4)`,
        holder,
        batch,
        after,
        end,
      )
      return end
    })
    if (last === null) break
    after = last
    await breathe()
  }
  office.store.step((db) => {
    for (const { owner, period, rows, quantity, amount } of sums.values())
      db.run(
        'INSERT INTO replaced_sums (batch, owner, period, rows, quantity, amount) VALUES (?, ?, ?, ?, ?, ?)',
        batch,
        owner,
        period,
        rows,
        quantity,
        amount,
      )
  })
}

/** The last row of the next step; null where none is left. */
function lastOf(db: ReadDb, batch: number, after: number): number | null {
  return (
    db.get<{ row: number | null }>(
      `SELECT max(row) AS row FROM (SELECT row FROM replaced_rows WHERE batch = ? AND row > ? ORDER BY row LIMIT ?)`,
      batch,
      after,
      ROWS_A_STEP,
    )?.row ?? null
  )
}

function addSums(
  db: ReadDb,
  kind: LedgerKind,
  batch: number,
  after: number,
  end: number,
  sums: Map<string, OwnerSums>,
): void {
  const { table, columns } = LEDGERS[kind]
  const summed = (...names: string[]) => {
    const found = names.find((name) => columns.some(({ column }) => column === name))
    return found === undefined ? '0' : `sum(n.${found})`
  }
  const found = db.all<OwnerSums>(
    `SELECT r.owner, n.period, count(*) AS rows, ${summed('quantity', 'count')} AS quantity,
       ${summed('amount', 'billed')} AS amount
     FROM replaced_rows r CROSS JOIN ${table} n ON n.id = r.row
     WHERE r.batch = ? AND r.row > ? AND r.row <= ? GROUP BY r.owner, n.period`,
    batch,
    after,
    end,
  )
  for (const each of found) {
    const key = `${each.owner} ${each.period}`
    const known = sums.get(key) ?? { owner: each.owner, period: each.period, rows: 0, quantity: 0, amount: 0 }
    known.rows += each.rows
    known.quantity += each.quantity
    known.amount += each.amount
    sums.set(key, known)
  }
}

/** Hides the rows whose place the batch takes; with the batch made visible in the same transaction. */
export function hideReplaced(db: WriteDb, batch: number): void {
  const holder = holderOf(db, batch)
  if (holder === undefined) return
  db.run("UPDATE batches SET state = 'undone' WHERE id = ?", holder)
  countOwners(db, batch, -1)
}

/** Shows the rows again whose place an undone batch had taken; `moveHome` then makes them their owners' again. */
export function showReplaced(db: WriteDb, kind: LedgerKind, batch: number): void {
  const holder = holderOf(db, batch)
  if (holder === undefined) return
  if (holder === 0) showOld(db, kind, batch)
  else db.run("UPDATE batches SET state = 'active' WHERE id = ?", holder)
  countOwners(db, batch, 1)
  if (holder === 0) db.run('DELETE FROM replaced_rows WHERE batch = ?', batch)
}

/** Rows replaced before there were holders stand under batch 0: at most 20,000, given back at once. */
function showOld(db: WriteDb, kind: LedgerKind, batch: number): void {
  const { table } = LEDGERS[kind]
  const sums = new Map<string, OwnerSums>()
  addSums(db, kind, batch, 0, Number.MAX_SAFE_INTEGER, sums)
  db.run(
    `UPDATE ${table} SET batch = (SELECT owner FROM replaced_rows r WHERE r.batch = ?1 AND r.row = ${table}.id)
     WHERE id IN (SELECT row FROM replaced_rows WHERE batch = ?1)`,
    batch,
  )
  for (const { owner, period, rows, quantity, amount } of sums.values())
    db.run('INSERT INTO replaced_sums VALUES (?, ?, ?, ?, ?, ?)', batch, owner, period, rows, quantity, amount)
}

/** Keeps what the replaced rows' own batches hold by month. */
function countOwners(db: WriteDb, batch: number, sign: 1 | -1): void {
  db.run(
    `UPDATE batch_periods SET rows = batch_periods.rows + ?2 * s.rows,
       quantity = batch_periods.quantity + ?2 * s.quantity, amount = batch_periods.amount + ?2 * s.amount
     FROM replaced_sums s WHERE s.batch = ?1 AND s.owner = batch_periods.batch AND s.period = batch_periods.period`,
    batch,
    sign,
  )
  if (sign === 1) db.run('DELETE FROM replaced_sums WHERE batch = ?', batch)
}

/**
 * Makes the held rows their owners' again, in steps, and forgets the holder: after the batch was undone, or an import that had
 * begun to replace did not finish. May be begun anew after a kill.
 */
export async function moveHome(office: Office, kind: LedgerKind, batch: number): Promise<void> {
  const holder = holderOf(office.store.read, batch)
  if (holder === undefined) return
  const { table } = LEDGERS[kind]
  for (;;) {
    const moved = office.store.step((db) => {
      const end = lastOf(db, batch, 0)
      if (end === null) return false
      if (holder !== 0)
        db.run(
          `UPDATE ${table} SET batch = (SELECT owner FROM replaced_rows r WHERE r.batch = ?1 AND r.row = ${table}.id)
           WHERE batch = ?2 AND id IN (SELECT row FROM replaced_rows WHERE batch = ?1 AND row <= ?3)`,
          batch,
          holder,
          end,
        )
      db.run('DELETE FROM replaced_rows WHERE batch = ? AND row <= ?', batch, end)
      return true
    })
    if (!moved) break
    await nextTurn()
  }
  office.store.write((db) => {
    db.run('DELETE FROM replacements WHERE batch = ?', batch)
    db.run('DELETE FROM replaced_sums WHERE batch = ?', batch)
    // never deleted: the store would look through every row that could refer to it
    if (holder !== 0) db.run("UPDATE batches SET state = 'undone', swept = 1 WHERE id = ?", holder)
  })
}

/** The batch that took the place of rows of this one, while it does; null where none did. */
export function replacedBy(db: ReadDb, batch: number): number | null {
  return db.get<{ batch: number }>('SELECT batch FROM replaced_rows WHERE owner = ? LIMIT 1', batch)?.batch ?? null
}
