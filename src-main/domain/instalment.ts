/** What a schedule pays a member in its month (DOMAIN.md §4, instalment). */
import type { UnpaidReason } from './line.ts'
import type { Fen } from './money.ts'
import { asFen, fen } from './money.ts'
import type { InstalmentClause, Money, ScheduleRow } from './policy.ts'
import { firstUnmet, type SubscriberMonth } from './subscriber-month.ts'

/** What one schedule row gave a member; `from` is the band's threshold. */
export interface RowPayment {
  row: ScheduleRow
  paid: Fen
  from?: Money
  unpaid?: UnpaidReason
}

/** The schedule's rows for the member's index k; none means that nothing falls due in the month. */
export function dueRows(clause: InstalmentClause, index: number): ScheduleRow[] {
  return clause.schedule.filter((row) => row.month === index)
}

/**
 * What a row pays a member whose month it is: its amount, or its highest band at or below the base, when `when` holds.
 * Without a subscriber-month row (null) nothing, as missing data. What a month did not pay is never paid later.
 */
export function payInstalment(row: ScheduleRow, month: SubscriberMonth | null): RowPayment {
  const nothing = (unpaid: UnpaidReason): RowPayment => ({ row, paid: asFen(0), unpaid })
  if (month === null) return nothing('missingData')
  const unmet = firstUnmet(row.when, month)
  if (unmet !== null) return nothing(unmet)
  if (row.bands === undefined) return { row, paid: fen(row.amount ?? '0') }
  const band = row.bands.findLast(({ from }) => fen(from) <= month.base)
  return band === undefined ? nothing('belowFirstBand') : { row, paid: fen(band.amount), from: band.from }
}
