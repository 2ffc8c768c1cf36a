/** The lines of the province's commission list that are paid as assigned (DOMAIN.md §3, §4); own stores get none. */
import type { ReadDb } from '../../data/handles.ts'
import type { Named } from '../../domain/filter.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import type { SettledOutlet } from '../settlements/facts.ts'
import type { PendingLine, Scope } from '../settlements/scope.ts'
import { assignedItems, isPaid } from './items.ts'

/** What one item assigns to one outlet in a month; `amount` in fen. */
export interface Assigned {
  readonly outlet: number
  /** terms.id */
  readonly item: number
  readonly amount: number
  readonly rows: number
}

const OUTLETS_A_STEP = 500

/** The items that are paid in the month, by terms.id. */
function paidItems(db: ReadDb, period: Month): ReadonlyMap<number, Named> {
  return new Map(
    assignedItems(db, period)
      .filter(isPaid)
      .map((item) => [item.id, item]),
  )
}

/** The sums of the list by outlet and item, for outlets with ids from `first` to `last`. */
export function assignedSums(
  db: ReadDb,
  period: Month,
  visible: string,
  { first, last }: { readonly first: number; readonly last: number },
): Assigned[] {
  return db.all<Assigned>(
    `SELECT outlet, item, sum(amount) AS amount, count(*) AS rows FROM assigned_lines
     WHERE period = ? AND outlet BETWEEN ? AND ? AND ${visible} GROUP BY outlet, item`,
    monthNumber(period),
    first,
    last,
  )
}

/** One line for each outlet and paid item, read and made range of outlets by range. */
export function* assignedLines(db: ReadDb, scope: Scope): Iterable<PendingLine> {
  const paid = paidItems(db, scope.period)
  if (paid.size === 0) return
  const ids = [...scope.facts.outlets.keys()]
  for (let at = 0; at < ids.length; at += OUTLETS_A_STEP) {
    const last = ids[Math.min(at + OUTLETS_A_STEP, ids.length) - 1]!
    for (const sum of assignedSums(db, scope.period, scope.visible, { first: ids[at]!, last })) {
      const outlet = scope.facts.outlets.get(sum.outlet)
      const item = paid.get(sum.item)
      if (item && outlet?.category === 'partner') yield lineOf(outlet, item, sum)
    }
  }
}

function lineOf(outlet: SettledOutlet, item: Named, sum: Assigned): PendingLine {
  const amount = asFen(sum.amount)
  return {
    outlet,
    policy: null,
    clause: item.code,
    kind: 'assigned',
    source: null,
    amount,
    rows: sum.rows,
    detail: { measure: yuan(amount), breakdown: { kind: 'assigned', item: item.name }, sum: yuan(amount), factors: [] },
  }
}
