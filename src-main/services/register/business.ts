/** An outlet's business by month and business type: what its page shows as a chart and a table. */
import { asFen, yuan } from '../../domain/money.ts'
import { addMonths, type Month, monthNumber, monthsFrom } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import { visibleRows } from '../settlements/sums.ts'
import { outletId } from './outlets.ts'

export interface BusinessOfType {
  readonly type: string
  /** By month, in the order of `months`: rows counted +1, reversals −1; summary volumes their quantity (DOMAIN.md §4, count). */
  readonly counts: readonly number[]
  /** By month, yuan. */
  readonly amounts: readonly string[]
}

export interface OutletBusiness {
  readonly months: readonly Month[]
  /** The types with any business in these months, the busiest first. */
  readonly types: readonly BusinessOfType[]
}

/** The thirteen months up to `period`, so that last year's same month stands beside it. @throws Refusal NOT_FOUND */
export function outletBusiness({ db }: Pick<Query, 'db'>, asked: { code: string; period: Month }): OutletBusiness {
  const outlet = outletId(db, asked.code)
  const months = monthsFrom(addMonths(asked.period, -12), asked.period)
  const visible = visibleRows(db)
  const found = new Map<string, { counts: number[]; amounts: number[] }>()
  const blank = () => ({ counts: months.map(() => 0), amounts: months.map(() => 0) })
  for (const [at, month] of months.entries()) {
    const rows = db.all<{ type: string; count: number; amount: number }>(
      `SELECT t.name AS type, s.count, s.amount FROM (
         SELECT type, sum(CASE WHEN quantity < 0 THEN -1 ELSE 1 END) AS count, sum(amount) AS amount
         FROM entries INDEXED BY entries_sums WHERE period = ?1 AND outlet = ?2 AND ${visible} GROUP BY type
         UNION ALL SELECT type, sum(quantity), sum(amount)
         FROM volumes INDEXED BY volumes_sums WHERE period = ?1 AND outlet = ?2 AND ${visible} GROUP BY type
       ) s JOIN terms t ON t.id = s.type`,
      monthNumber(month),
      outlet,
    )
    for (const { type, count, amount } of rows) {
      const known = found.get(type) ?? blank()
      known.counts[at]! += count
      known.amounts[at]! += amount
      found.set(type, known)
    }
  }
  const total = ({ counts }: { counts: number[] }) => counts.reduce((sum, count) => sum + count, 0)
  const types = [...found]
    .sort(([one, a], [other, b]) => total(b) - total(a) || (one < other ? -1 : 1))
    .map(([type, { counts, amounts }]) => ({ type, counts, amounts: amounts.map((amount) => yuan(asFen(amount))) }))
  return { months, types }
}
