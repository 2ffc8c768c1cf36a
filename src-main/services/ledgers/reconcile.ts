/** Reconciliation (对账): our sums of a month beside what the billing system printed (DOMAIN.md §3, control totals). */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { visibleRows } from '../settlements/sums.ts'

export interface Reconciled {
  readonly ledger: string
  /** Business type by name; null for a ledger's whole. */
  readonly type: string | null
  readonly theirs: { readonly count: number; readonly amount: string }
  readonly ours: { readonly count: number; readonly amount: string }
  readonly difference: { readonly count: number; readonly amount: string }
  readonly agrees: boolean
}

const TABLES: Readonly<Record<string, { table: string; amount: string; typed: boolean }>> = {
  entries: { table: 'entries', amount: 'amount', typed: true },
  volumes: { table: 'volumes', amount: 'amount', typed: true },
  subscriberMonths: { table: 'subscriber_months', amount: 'billed', typed: false },
  assignedLines: { table: 'assigned_lines', amount: 'amount', typed: false },
}

/** One row per control total of the month; a ledger that has none is not listed. */
export function reconcile(db: ReadDb, period: Month): Reconciled[] {
  const month = monthNumber(period)
  const totals = db.all<{ ledger: string; type: number | null; name: string | null; count: number; amount: number }>(
    `SELECT c.ledger, c.type, t.name, sum(c.count) AS count, sum(c.amount) AS amount FROM control_totals c
     LEFT JOIN terms t ON t.id = c.type WHERE c.period = ? AND ${visibleRows(db, 'c')}
     GROUP BY c.ledger, c.type ORDER BY c.ledger, c.type`,
    month,
  )
  return totals.map(({ ledger, type, name, count, amount }) => {
    const ours = ourSums(db, ledger, type, month)
    const difference = { count: ours.count - count, amount: ours.amount - amount }
    return {
      ledger,
      type: name,
      theirs: { count, amount: yuan(asFen(amount)) },
      ours: { count: ours.count, amount: yuan(asFen(ours.amount)) },
      difference: { count: difference.count, amount: yuan(asFen(difference.amount)) },
      agrees: difference.count === 0 && difference.amount === 0,
    }
  })
}

/** Our rows and amount; a summary volume's count is its quantity. */
function ourSums(db: ReadDb, ledger: string, type: number | null, month: number): { count: number; amount: number } {
  const found = TABLES[ledger]
  if (!found) return { count: 0, amount: 0 }
  const { table, amount, typed } = found
  const counted = ledger === 'volumes' ? 'coalesce(sum(quantity), 0)' : 'count(*)'
  const ofType = typed && type !== null ? ` AND type = ${type}` : ''
  return (
    db.get<{ count: number; amount: number }>(
      `SELECT ${counted} AS count, coalesce(sum(${amount}), 0) AS amount FROM ${table} WHERE period = ? AND ${visibleRows(db)}${ofType}`,
      month,
    ) ?? { count: 0, amount: 0 }
  )
}
