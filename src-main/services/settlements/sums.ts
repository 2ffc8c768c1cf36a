/** A month's sums by outlet, business type, brand and plan, read once from the covering index for all volume clauses. */
import type { ReadDb } from '../../data/handles.ts'
import { addMonths, type Month, monthNumber } from '../../domain/month.ts'

/** One cell: what an outlet's entries of one type, brand and plan come to in one month. `amount` in fen. */
export interface Cell {
  readonly outlet: number
  /** Which combination of type, brand and plan: an index into `Combinations`. */
  readonly combination: number
  count: number
  quantity: number
  amount: number
  rows: number
}

export interface Combination {
  readonly type: number
  readonly brand: number | null
  readonly plan: number | null
}

const SMALL = 2 ** 17

/** Numbers the combinations of type, brand and plan as they are met. */
export class Combinations {
  readonly list: Combination[] = []
  private readonly known = new Map<number | string, number>()

  indexOf(type: number, brand: number | null, plan: number | null): number {
    const small = type < SMALL && (brand ?? 0) < SMALL && (plan ?? 0) < SMALL
    // three ids in one exact number, which is looked up faster than a text
    const key = small ? (type * SMALL + (brand ?? 0)) * SMALL + (plan ?? 0) : `${type}|${brand ?? ''}|${plan ?? ''}`
    const found = this.known.get(key)
    if (found !== undefined) return found
    const index = this.list.push({ type, brand, plan }) - 1
    this.known.set(key, index)
    return index
  }
}

/** The condition that leaves out rows which are not visible: of batches still loading, or undone and not yet swept. */
export function visibleRows(db: ReadDb, table = ''): string {
  const hidden = db.all<{ id: number }>(
    "SELECT id FROM batches WHERE state = 'loading' OR (state = 'undone' AND swept = 0)",
  )
  const column = table === '' ? 'batch' : `${table}.batch`
  return hidden.length === 0 ? '1' : `${column} NOT IN (${hidden.map(({ id }) => id).join(', ')})`
}

/** The sums of one month for outlets with ids from `first` to `last`, by outlet; entries and summary volumes together. */
export function monthSums(
  db: ReadDb,
  period: Month,
  first: number,
  last: number,
  combinations: Combinations,
  visible: string,
): Map<number, Cell[]> {
  const byOutlet = new Map<number, Cell[]>()
  const add = (row: readonly (string | number | null)[]) => {
    const [outlet, type, brand, plan, count, quantity, amount, rows] = row as number[]
    const cell: Cell = {
      outlet: outlet!,
      combination: combinations.indexOf(type!, brand ?? null, plan ?? null),
      count: count!,
      quantity: quantity!,
      amount: amount!,
      rows: rows!,
    }
    const cells = byOutlet.get(cell.outlet)
    if (cells) cells.push(cell)
    else byOutlet.set(cell.outlet, [cell])
  }
  const month = monthNumber(period)
  const entries = db.eachArray(
    `SELECT outlet, type, brand, plan, sum(CASE WHEN quantity < 0 THEN -1 ELSE 1 END), sum(quantity), sum(amount), count(*)
     FROM entries INDEXED BY entries_sums WHERE period = ? AND outlet BETWEEN ? AND ? AND ${visible}
     GROUP BY outlet, type, brand, plan`,
    month,
    first,
    last,
  )
  for (const row of entries) add(row)
  // a summary volume's count is its quantity (DOMAIN.md §3)
  const volumes = db.eachArray(
    `SELECT outlet, type, NULL, NULL, sum(quantity), sum(quantity), sum(amount), count(*)
     FROM volumes WHERE period = ? AND outlet BETWEEN ? AND ? AND ${visible} GROUP BY outlet, type`,
    month,
    first,
    last,
  )
  for (const row of volumes) add(row)
  return byOutlet
}

/** The months from the first to the last, both included. */
export function monthsThrough(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month)
  return months
}
