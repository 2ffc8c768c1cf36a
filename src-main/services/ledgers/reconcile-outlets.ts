/** The reconciliation opened: a control total by outlet, and an outlet's rows that ours comes from (DOMAIN.md §3). */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { KindKey } from '../../workbook/kinds/column.ts'
import type { Query } from '../office.ts'
import { visibleRows } from '../settlements/sums.ts'
import { outletSumsInSteps } from './outlet-sums.ts'
import { type Figures, oursByOutlet, printedTotals, type Sums, say } from './reconcile.ts'
import { type LedgerRow, rowsById, sayRow } from './row-select.ts'
import { isLedgerKind, LEDGERS } from './rows.ts'

interface Asked {
  readonly period: Month
  readonly ledger: KindKey
  /** Business type by name; absent or null: all. */
  readonly type?: string | null | undefined
}

export interface ReconciledOutlet {
  /** Null: rows that name no outlet. */
  readonly outlet: string | null
  readonly name: string
  readonly ours: Figures
  /** Null where there are no control totals by outlet; an outlet that they do not name has nothing there. */
  readonly theirs: Figures | null
  readonly difference: Figures | null
  readonly agrees: boolean | null
}

/** One row per outlet of either side, by code. @throws Refusal NOT_FOUND for an unknown business type */
export async function reconcileOutlets({ db }: Pick<Query, 'db'>, asked: Asked): Promise<ReconciledOutlet[]> {
  const month = monthNumber(asked.period)
  const type = typeOf(db, asked.type)
  const ours = oursByOutlet(await outletSumsInSteps(db, asked.ledger, month), asked.ledger, type)
  const printed = printedTotals(db, month).find((each) => each.ledger === asked.ledger && each.type === type)
  const theirs = printed && printed.outlets.size > 0 ? printed.outlets : null
  const ids = new Set<number | null>([...ours.keys(), ...(theirs?.keys() ?? [])])
  const outlets = new Map(
    db
      .all<{ id: number; code: string; name: string }>('SELECT id, code, name FROM outlets')
      .map((outlet) => [outlet.id, outlet]),
  )
  const none: Sums = { count: 0, amount: 0 }
  const rows = [...ids].map((id): ReconciledOutlet => {
    const found = id === null ? undefined : outlets.get(id)
    const mine = ours.get(id) ?? none
    const yours = id === null ? none : (theirs?.get(id) ?? none)
    const difference = { count: mine.count - yours.count, amount: mine.amount - yours.amount }
    return {
      outlet: found?.code ?? null,
      name: found?.name ?? '（没有网点）',
      ours: say(mine),
      theirs: theirs ? say(yours) : null,
      difference: theirs ? say(difference) : null,
      agrees: theirs ? difference.count === 0 && difference.amount === 0 : null,
    }
  })
  return rows.sort((a, b) => ((a.outlet ?? '') < (b.outlet ?? '') ? -1 : 1))
}

/** @throws Refusal NOT_FOUND */
function typeOf(db: ReadDb, name: string | null | undefined): number | null {
  if (name === null || name === undefined) return null
  const found = db.get<{ id: number }>("SELECT id FROM terms WHERE kind = 'businessType' AND name = ?", name)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'businessType', name })
  return found.id
}

/** The visible rows of an outlet in a month, in the order in which they came, each with its file, sheet and row. */
export function outletRows(
  { db }: Pick<Query, 'db'>,
  asked: Asked & { readonly outlet: string; readonly offset: number; readonly limit: number },
): { total: number; rows: LedgerRow[]; sums: Figures & { quantity?: number } } {
  const { ledger } = asked
  if (!isLedgerKind(ledger)) throw new Refusal('INVALID_INPUT', { field: 'ledger', value: ledger })
  const outlet = db.get<{ id: number }>('SELECT id FROM outlets WHERE code = ?', asked.outlet)
  if (!outlet) throw new Refusal('NOT_FOUND', { what: 'outlet', name: asked.outlet })
  const { table, columns } = LEDGERS[ledger]
  const has = (name: string) => columns.some(({ column }) => column === name)
  const type = has('type') ? typeOf(db, asked.type) : null
  const where = `FROM ${table} WHERE period = ?1 AND outlet = ?2 AND (?3 IS NULL OR ${has('type') ? 'type' : 'NULL'} = ?3) AND ${visibleRows(db)}`
  const values = [monthNumber(asked.period), outlet.id, type] as const
  const amount = has('billed') ? 'sum(billed)' : has('amount') ? 'sum(amount)' : '0'
  const quantity = has('quantity') ? 'sum(quantity)' : '0'
  const sums = db.get<Sums & { quantity: number }>(
    `SELECT count(*) AS count, coalesce(${amount}, 0) AS amount, coalesce(${quantity}, 0) AS quantity ${where}`,
    ...values,
  ) ?? { count: 0, amount: 0, quantity: 0 }
  const ids = db.all<{ id: number }>(
    `SELECT id ${where} ORDER BY id LIMIT ?4 OFFSET ?5`,
    ...values,
    asked.limit,
    asked.offset,
  )
  const rows = rowsById(
    db,
    ledger,
    ids.map(({ id }) => id),
    null,
  )
  return {
    total: sums.count,
    rows: rows.map(sayRow),
    sums: { ...say(sums), ...(has('quantity') ? { quantity: sums.quantity } : {}) },
  }
}
