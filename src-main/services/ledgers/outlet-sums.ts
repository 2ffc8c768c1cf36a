/**
 * What the store holds of a month's ledger by outlet and business type, for the reconciliation: read in short steps and kept
 * until the data change, since the month's overview asks for it at every turn.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { visibleRows } from '../settlements/sums.ts'

export interface OutletSum {
  /** Null for subscriber-months that name no outlet. */
  readonly outlet: number | null
  readonly type: number | null
  readonly count: number
  /** Fen. */
  readonly amount: number
}

interface Summed {
  readonly table: string
  /** Begins with the month and, but for indicators, the outlet. */
  readonly index: string
  readonly count: string
  readonly amount: string
  readonly typed: boolean
}

/** The ledgers that control totals may be about; a summary volume's count is its quantity (DOMAIN.md §3). */
const SUMMED: Readonly<Record<string, Summed>> = {
  entries: { table: 'entries', index: 'entries_sums', count: 'count(*)', amount: 'sum(amount)', typed: true },
  volumes: { table: 'volumes', index: 'volumes_sums', count: 'sum(quantity)', amount: 'sum(amount)', typed: true },
  subscriberMonths: {
    table: 'subscriber_months',
    index: 'subscriber_months_outlet',
    count: 'count(*)',
    amount: 'sum(billed)',
    typed: false,
  },
  assignedLines: {
    table: 'assigned_lines',
    index: 'assigned_lines_period',
    count: 'count(*)',
    amount: 'sum(amount)',
    typed: false,
  },
  indicators: {
    table: 'indicator_values',
    index: 'indicator_values_period',
    count: 'count(*)',
    amount: '0',
    typed: false,
  },
}

export const summedLedgers: readonly string[] = Object.keys(SUMMED)

/** Whether a ledger's rows have business types. */
export const isTyped = (ledger: string): boolean => SUMMED[ledger]?.typed ?? false

/** Outlets summed in one step: some 50,000 rows of a busy county, about 10 ms. */
const OUTLETS_A_STEP = 250
/** Sums kept: two months of all ledgers. */
const KEPT = 2 * summedLedgers.length

interface Kept {
  readonly revision: number
  readonly sums: readonly OutletSum[]
}
const keptOf = new WeakMap<ReadDb, Map<string, Kept>>()

function* read(db: ReadDb, ledger: string, month: number): Generator<void, readonly OutletSum[]> {
  const summed = SUMMED[ledger]
  if (!summed) return []
  const kept = keptOf.get(db) ?? new Map<string, Kept>()
  keptOf.set(db, kept)
  const key = `${ledger} ${month}`
  const revision = db.get<{ number: number }>('SELECT number FROM revision')?.number ?? 0
  const known = kept.get(key)
  if (known?.revision === revision) return known.sums
  const { table, index, count, amount, typed } = summed
  const type = typed ? 'type' : 'NULL'
  const select = (outlets: string) =>
    `SELECT outlet, ${type} AS type, ${count} AS count, ${amount} AS amount FROM ${table} INDEXED BY ${index}
     WHERE period = ?1 AND ${outlets} AND ${visibleRows(db)} GROUP BY outlet${typed ? ', type' : ''}`
  const sums = db.all<OutletSum>(select('outlet IS NULL'), month)
  const last = db.get<{ id: number | null }>('SELECT max(id) AS id FROM outlets')?.id ?? 0
  for (let first = 1; first <= last; first += OUTLETS_A_STEP) {
    sums.push(...db.all<OutletSum>(select('outlet BETWEEN ?2 AND ?3'), month, first, first + OUTLETS_A_STEP - 1))
    yield
  }
  kept.delete(key)
  kept.set(key, { revision, sums })
  for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old)
  return sums
}

/** At once; inside a command or where the sums are most likely kept already. */
export function outletSums(db: ReadDb, ledger: string, month: number): readonly OutletSum[] {
  const work = read(db, ledger, month)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** In steps, so that others are answered in between. */
export async function outletSumsInSteps(db: ReadDb, ledger: string, month: number): Promise<readonly OutletSum[]> {
  const work = read(db, ledger, month)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await nextTurn()
  }
}
