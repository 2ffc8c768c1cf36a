/** Retiring an approved policy: it ends with a month, and no version takes its place (DOMAIN.md §4). */
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { handleOf, refuseSubmitter, type VersionHandle } from '../versioned.ts'
import { requirePolicy } from './policies.ts'

/**
 * The version pays for the last time in `to`; members activated until then are still paid by its terms.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON for who submitted it, END_NOT_EARLIER {to} where it ends before
 * already, END_BEFORE_START {from}, PERIOD_CLOSED where closed months would lose it
 */
export function retirePolicy(cx: Command, { id, to }: { id: number; to: Month }): VersionHandle {
  const record = requirePolicy(cx.db, id, ['approved'])
  refuseSubmitter(cx, record)
  if (to < record.from) throw new Refusal('END_BEFORE_START', { from: record.from })
  if (record.to !== null && to > record.to) throw new Refusal('END_NOT_EARLIER', { to: record.to })
  const closed = cx.db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )?.period
  if (closed && monthNumber(to) < closed && record.to !== to) {
    throw new Refusal('PERIOD_CLOSED', { period: monthFromNumber(closed) })
  }
  cx.db.run("UPDATE policies SET status = 'retired', to_month = ? WHERE id = ?", monthNumber(to), id)
  return handleOf(record, 'retired')
}
