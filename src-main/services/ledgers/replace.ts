/**
 * Rows of a new batch that take the place of others with the same key: overwritten, or their blanks filled. Stored ones stay,
 * unseen (replaced-rows.ts), and come back when the batch is undone; of rows that the files have twice one is left.
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

/** @throws Refusal INVALID_INPUT {field: "duplicates"} for a kind whose rows have no key of their own */
export function checkReplacing(kind: string): void {
  if (!Object.hasOwn(KEYS, kind) && kind !== 'agents' && kind !== 'outlets')
    throw new Refusal('INVALID_INPUT', { field: 'duplicates', value: kind })
}

const ROWS_A_STEP = 500
/** Differences told one by one. */
export const TOLD = 500

type Row = Record<string, string | number | null> & { id: number; batch: number; period: number; row: number }

export interface Replaced {
  readonly updated: number
  /** Nothing new in them: not taken. */
  readonly unchanged: readonly StoredTwice[]
  /** Stored rows of closed months never change (DOMAIN.md §5): not taken, and mistakes of the file. */
  readonly closed: readonly StoredTwice[]
  readonly differences: DifferenceList
}

/** Merges the new rows with the stored ones in steps; nothing is seen before `hideReplaced`. */
export async function mergeReplaced(
  office: Office,
  job: Job,
  asked: { kind: LedgerKind; batch: number; how: Replacing; blanks: 'keep' | 'clear' },
  writer: LedgerWriter,
  twice: readonly StoredTwice[],
  differences: DifferenceList = new DifferenceList(TOLD),
): Promise<Replaced> {
  const { read } = office.store
  const { table } = LEDGERS[asked.kind]
  // months close in order: also what lies before the first closed month was read by it
  const closed = read.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  const merged = { updated: 0, unchanged: [] as StoredTwice[], closed: [] as StoredTwice[] }
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
    tell(read, asked.kind, differences, each.row, stored, changed, wanted)
    const kept = columns.filter((name) => wanted(name) !== (fresh[name] ?? null))
    if (kept.length > 0) writer.change(db, each.id, Object.fromEntries(kept.map((name) => [name, wanted(name)])))
    db.run('INSERT INTO replaced_rows (batch, row, owner) VALUES (?, ?, ?)', asked.batch, stored.id, stored.batch)
    merged.updated += 1
  }
  for (let at = 0; at < twice.length; at += ROWS_A_STEP) {
    office.store.step((db) => {
      for (const each of twice.slice(at, at + ROWS_A_STEP)) one(db, each)
    })
    await job.breathe()
  }
  return { ...merged, differences }
}

/** Notes what changes in a row, by the words of its key. */
function tell(
  db: ReadDb,
  kind: LedgerKind,
  differences: DifferenceList,
  at: number,
  known: Row,
  changed: readonly string[],
  wanted: (name: string) => string | number | null,
  firstRow?: number,
): void {
  // a list that is full only counts
  const say = differences.kept.length < TOLD
  const words = (name: string, value: string | number | null) => (say ? sayCell(db, name, value) : null)
  const code = (KEYS[kind] ?? [])
    .map((name) => words(name, known[name] ?? null) ?? '')
    .join(' ')
    .trim()
  const found = changed.map((name) => ({
    field: LEDGERS[kind].columns.find(({ column }) => column === name)?.key ?? name,
    from: words(name, known[name] ?? null),
    to: words(name, wanted(name)),
  }))
  differences.add(at, code, found, firstRow)
}

/** Rows looked through at once for those that the files have before. */
const LOOKED_A_STEP = 2000

/**
 * Of rows that the files have twice one is left: the later one where they overwrite, the first with its blanks filled
 * otherwise. Answers how many went. Before the batch is compared with the store.
 */
export async function mergeInside(
  office: Office,
  job: Job,
  asked: { kind: LedgerKind; batch: number; how: Replacing; blanks: 'keep' | 'clear' },
  writer: LedgerWriter,
  range: { first: number; last: number },
  differences: DifferenceList,
): Promise<number> {
  const { table, same, columns } = LEDGERS[asked.kind]
  let gone = 0
  const one = (db: WriteDb, id: number): void => {
    const fresh = db.get<Row>(`SELECT * FROM ${table} WHERE id = ?`, id)
    const earlier = db.get<Row>(
      `SELECT o.* FROM ${table} n JOIN ${table} o ON ${same} AND o.id < n.id AND o.id >= ?2
       WHERE n.id = ?1 AND o.batch = ?3 ORDER BY o.id DESC LIMIT 1`,
      id,
      range.first,
      asked.batch,
    )
    if (!fresh || !earlier) return
    const [stays, goes] = asked.how === 'overwrite' ? [fresh, earlier] : [earlier, fresh]
    const wanted = (name: string) => chosen(fresh[name] ?? null, earlier[name] ?? null, asked)
    const names = columns.map(({ column }) => column)
    const changed = names.filter((name) => wanted(name) !== (earlier[name] ?? null))
    tell(office.store.read, asked.kind, differences, fresh.row, earlier, changed, wanted, earlier.row)
    writer.drop(db, goes.id)
    const other = names.filter((name) => wanted(name) !== (stays[name] ?? null))
    if (other.length > 0) writer.change(db, stays.id, Object.fromEntries(other.map((name) => [name, wanted(name)])))
    gone += 1
  }
  for (let at = range.first; at <= range.last; at += LOOKED_A_STEP) {
    const twice = office.store.read.all<{ id: number }>(
      `SELECT DISTINCT n.id FROM ${table} n JOIN ${table} o ON ${same} AND o.id < n.id AND o.id >= ?3
       WHERE n.id BETWEEN ?1 AND ?2 AND o.batch = ?4 ORDER BY n.id`,
      at,
      Math.min(at + LOOKED_A_STEP - 1, range.last),
      range.first,
      asked.batch,
    )
    for (let from = 0; from < twice.length; from += ROWS_A_STEP) {
      office.store.step((db) => {
        for (const { id } of twice.slice(from, from + ROWS_A_STEP)) one(db, id)
      })
      await job.breathe()
    }
    await job.breathe()
  }
  return gone
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
