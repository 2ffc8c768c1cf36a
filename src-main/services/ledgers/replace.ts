/**
 * Rows of a new batch that take the place of stored ones with the same key: overwritten, or their blanks filled. The stored
 * row stays, under batch 0 which is never active, and comes back when the new batch is undone.
 */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { dateFromNumber, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Job } from '../jobs.ts'
import type { Office } from '../office.ts'
import { DifferenceList } from './differences.ts'
import type { StoredTwice } from './duplicates.ts'
import { LEDGERS, type LedgerKind, type LedgerWriter } from './rows.ts'

export type Replacing = 'overwrite' | 'fillBlanks'

/** Ledgers whose rows have a key of their own; an entry or an assigned line is told apart by its content. */
const KEYS: Partial<Record<LedgerKind, readonly string[]>> = {
  subscriberMonths: ['period', 'subscriber'],
  volumes: ['period', 'outlet', 'type'],
  indicators: ['period', 'outlet', 'indicator'],
  controlTotals: ['period', 'ledger', 'type', 'outlet'],
}

/** @throws Refusal INVALID_INPUT {field: "duplicates"} for a ledger without keys */
export function checkReplacing(kind: string): void {
  if (!Object.hasOwn(KEYS, kind)) throw new Refusal('INVALID_INPUT', { field: 'duplicates', value: kind })
}

/** Stored rows that one import may take the place of: they change hands in one transaction, which must stay short. */
const MOST_REPLACED = 20_000
const ROWS_A_STEP = 500
const TOLD = 200

type Row = Record<string, string | number | null> & { id: number; batch: number; period: number; row: number }

export interface Replaced {
  readonly updated: number
  /** Nothing new in them: not taken. */
  readonly unchanged: readonly StoredTwice[]
  /** Stored rows of closed months never change (DOMAIN.md §5): not taken, and mistakes of the file. */
  readonly closed: readonly StoredTwice[]
  readonly differences: DifferenceList
}

/** Merges the new rows with the stored ones in steps; nothing is seen before `hideReplaced`. @throws Refusal TOO_MANY_CHANGES {rows, limit} */
export async function mergeReplaced(
  office: Office,
  job: Job,
  asked: { kind: LedgerKind; batch: number; how: Replacing; blanks: 'keep' | 'clear' },
  writer: LedgerWriter,
  twice: readonly StoredTwice[],
): Promise<Replaced> {
  const { read } = office.store
  const { table } = LEDGERS[asked.kind]
  // months close in order: also what lies before the first closed month was read by it
  const closed = read.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  const merged = { updated: 0, unchanged: [] as StoredTwice[], closed: [] as StoredTwice[] }
  const differences = new DifferenceList(TOLD)
  const taken = new Set<number>()
  const one = (db: WriteDb, each: StoredTwice): void => {
    if (taken.has(each.stored)) return
    const fresh = db.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, each.id)
    const stored = db.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, each.stored)
    if (!fresh || !stored) return
    if (stored.period <= (closed?.period ?? 0)) {
      merged.closed.push(each)
      return
    }
    taken.add(each.stored)
    const columns = LEDGERS[asked.kind].columns.map(({ column }) => column)
    const wanted = (name: string) => chosen(fresh[name] ?? null, stored[name] ?? null, asked)
    const changed = columns.filter((name) => wanted(name) !== (stored[name] ?? null))
    if (changed.length === 0) {
      merged.unchanged.push(each)
      return
    }
    const code = (KEYS[asked.kind] ?? [])
      .map((name) => sayCell(read, name, stored[name] ?? null) ?? '')
      .join(' ')
      .trim()
    const found = changed.map((name) => ({
      field: LEDGERS[asked.kind].columns.find(({ column }) => column === name)?.key ?? name,
      from: sayCell(read, name, stored[name] ?? null),
      to: sayCell(read, name, wanted(name)),
    }))
    differences.add(each.row, code, found)
    const kept = columns.filter((name) => wanted(name) !== (fresh[name] ?? null))
    if (kept.length > 0) writer.change(db, each.id, Object.fromEntries(kept.map((name) => [name, wanted(name)])))
    db.run('INSERT INTO replaced_rows (batch, row, owner) VALUES (?, ?, ?)', asked.batch, stored.id, stored.batch)
    merged.updated += 1
  }
  for (let at = 0; at < twice.length; at += ROWS_A_STEP) {
    office.store.step((db) => {
      for (const each of twice.slice(at, at + ROWS_A_STEP)) one(db, each)
    })
    if (merged.updated > MOST_REPLACED) {
      throw new Refusal('TOO_MANY_CHANGES', { rows: twice.length, limit: MOST_REPLACED })
    }
    await job.breathe()
  }
  return { ...merged, differences }
}

function chosen(
  fresh: string | number | null,
  stored: string | number | null,
  { how, blanks }: { how: Replacing; blanks: 'keep' | 'clear' },
): string | number | null {
  if (how === 'fillBlanks') return stored ?? fresh
  return blanks === 'clear' ? fresh : (fresh ?? stored)
}

/** What a stored value says: codes and names instead of ids, yuan instead of fen. */
function sayCell(db: ReadDb, column: string, value: string | number | null): string | null {
  if (value === null) return null
  switch (column) {
    case 'period':
      return monthFromNumber(Number(value))
    case 'activation_date':
      return dateFromNumber(Number(value))
    case 'amount':
    case 'billed':
    case 'arrears':
      return yuan(asFen(Number(value)))
    case 'outlet':
      return db.get<{ code: string }>('SELECT code FROM outlets WHERE id = ?', value)?.code ?? null
    case 'type':
    case 'brand':
    case 'plan':
    case 'indicator':
      return db.get<{ name: string }>('SELECT name FROM terms WHERE id = ?', value)?.name ?? null
    default:
      return String(value)
  }
}

/** Hides the stored rows whose place the batch takes; with the batch made visible in the same transaction. */
export function hideReplaced(db: WriteDb, kind: LedgerKind, batch: number): void {
  if (!db.get('SELECT 1 FROM replaced_rows WHERE batch = ? LIMIT 1', batch)) return
  db.run(
    `INSERT INTO batches (id, kind, state, mapping, user, at) VALUES (0, 'replaced', 'undone', '{}', '', '')
     ON CONFLICT DO NOTHING`,
  )
  countOwners(db, kind, batch, -1)
  db.run(
    `UPDATE ${LEDGERS[kind].table} SET batch = 0 WHERE id IN (SELECT row FROM replaced_rows WHERE batch = ?)`,
    batch,
  )
}

/** Gives back the rows whose place an undone batch had taken. */
export function restoreReplaced(db: WriteDb, kind: LedgerKind, batch: number): void {
  const { table } = LEDGERS[kind]
  db.run(
    `UPDATE ${table} SET batch = (SELECT owner FROM replaced_rows r WHERE r.batch = ?1 AND r.row = ${table}.id)
     WHERE id IN (SELECT row FROM replaced_rows WHERE batch = ?1)`,
    batch,
  )
  countOwners(db, kind, batch, 1)
  db.run('DELETE FROM replaced_rows WHERE batch = ?', batch)
}

/** The batch that took the place of rows of this one, while it does; null where none did. */
export function replacedBy(db: ReadDb, batch: number): number | null {
  return db.get<{ batch: number }>('SELECT batch FROM replaced_rows WHERE owner = ? LIMIT 1', batch)?.batch ?? null
}

/** Keeps what the replaced rows' own batches hold by month. */
function countOwners(db: WriteDb, kind: LedgerKind, batch: number, sign: 1 | -1): void {
  const { table, columns } = LEDGERS[kind]
  const sum = (...names: string[]) => {
    const found = names.find((name) => columns.some(({ column }) => column === name))
    return found === undefined ? '0' : `sum(n.${found})`
  }
  const sums = db.all<{ owner: number; period: number; rows: number; quantity: number; amount: number }>(
    `SELECT r.owner, n.period, count(*) AS rows, ${sum('quantity', 'count')} AS quantity, ${sum('amount', 'billed')} AS amount
     FROM replaced_rows r JOIN ${table} n ON n.id = r.row WHERE r.batch = ? GROUP BY r.owner, n.period`,
    batch,
  )
  for (const { owner, period, rows, quantity, amount } of sums) {
    db.run(
      `UPDATE batch_periods SET rows = rows + ?, quantity = quantity + ?, amount = amount + ? WHERE batch = ? AND period = ?`,
      sign * rows,
      sign * quantity,
      sign * amount,
      owner,
      period,
    )
  }
}
