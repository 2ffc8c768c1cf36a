/** Which closed month read rows of an earlier month: for members and for what accumulates by quarter or year (DOMAIN.md §3, §4). */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { isInForce } from '../../domain/version.ts'
import { accumulationStart } from '../../domain/volume.ts'
import { approvedPolicies } from '../policies/policies.ts'
import { isMemberClause } from './member-terms.ts'

/**
 * The first closed month after the batch's own months that used the batch, or null. A month of its own that is closed is
 * asked about elsewhere: every row of it was used.
 */
export function usedInLaterMonth(db: ReadDb, batch: { id: number; kind: string }): Month | null {
  if (!['entries', 'volumes', 'subscriberMonths'].includes(batch.kind)) return null
  const periods = db
    .all<{ period: number }>('SELECT period FROM batch_periods WHERE batch = ? ORDER BY period', batch.id)
    .map(({ period }) => monthFromNumber(period))
  const first = periods[0]
  if (first === undefined) return null
  const closed = db
    .all<{ period: number; lastBatch: number | null }>(
      `SELECT s.period, r.report ->> 'lastBatch' AS lastBatch FROM settlements s JOIN settlement_runs r ON r.id = s.run
       WHERE s.status IN ('closed', 'paid') AND s.period > ? ORDER BY s.period`,
      monthNumber(first),
    )
    .filter(({ lastBatch }) => (lastBatch ?? 0) >= batch.id)
    .map(({ period }) => monthFromNumber(period))
  const policies = approvedPolicies(db)
  const uses = (closedMonth: Month, month: Month) =>
    policies.some(({ policy, version, from, to }) =>
      policy.clauses.some((clause) => {
        if (isMemberClause(clause)) return batch.kind !== 'volumes' && from <= month
        if (clause.kind !== 'volume' || batch.kind === 'subscriberMonths') return false
        const inForce = isInForce({ version, from, ...(to === null ? {} : { to }) }, closedMonth)
        return inForce && accumulationStart(clause.accumulate, closedMonth) <= month
      }),
    )
  return closed.find((month) => periods.some((own) => own < month && uses(month, own))) ?? null
}
