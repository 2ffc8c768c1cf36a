/** Lines of subsidies (fixed clauses), with the days an outlet was active in the period (DOMAIN.md §4). */
import type { ReadDb } from '../../data/handles.ts'
import { decimal, ZERO } from '../../domain/exact.ts'
import { paysOutlet } from '../../domain/filter.ts'
import { payFixed } from '../../domain/fixed.ts'
import { keepsLine } from '../../domain/line.ts'
import { dateNumber, daysIn, firstDay, lastDay, type Month } from '../../domain/month.ts'
import type { FixedClause } from '../../domain/policy.ts'
import { type ClauseInForce, finishFor, type PendingLine, type Scope } from './scope.ts'
import type { Measurer, OutletRange } from './volume-lines.ts'

/** Days of the period, by outlet id, on which the outlet had joined and its status was active; outlets not named: all days. */
export function activeDays(db: ReadDb, period: Month): Map<number, number> {
  const first = dateNumber(firstDay(period))
  const last = dateNumber(lastDay(period))
  const changes = new Map<number, { from: number; status: string | null }[]>()
  const dated = db.all<{ outlet: number; value: string | null; from_day: number }>(
    `SELECT subject_id AS outlet, value, from_day FROM history
     WHERE subject = 'outlet' AND field = 'status' AND from_day <= ? ORDER BY subject_id, from_day, id`,
    last,
  )
  for (const { outlet, value, from_day } of dated) {
    const of = changes.get(outlet) ?? []
    of.push({ from: from_day, status: value })
    changes.set(outlet, of)
  }
  const days = new Map<number, number>()
  const outlets = db.all<{ id: number; status: string; joined_on: number | null }>(
    'SELECT id, status, joined_on FROM outlets',
  )
  for (const { id, status, joined_on } of outlets) {
    const of = changes.get(id)
    let active = 0
    for (let day = first; day <= last; day++) {
      if (joined_on !== null && day < joined_on) continue
      const now = of ? of.findLast(({ from }) => from <= day)?.status : status
      if (now === 'active') active += 1
    }
    if (active !== daysIn(period)) days.set(id, active)
  }
  return days
}

export interface FixedListed {
  readonly outlet: string
  readonly clause: string
  readonly reason: 'noTarget' | 'belowFirstBand'
}

/** The lines of one subsidy for the outlets of a range; what its completion leaves unpaid is listed. */
export function fixedLines(
  scope: Scope,
  { policy, clause }: ClauseInForce<FixedClause>,
  range: OutletRange,
  measurer: Measurer,
  days: ReadonlyMap<number, number>,
  listed: FixedListed[],
): PendingLine[] {
  const lines: PendingLine[] = []
  for (const [id, outlet] of scope.facts.outlets) {
    if (id < range.first || id > range.last || !paysOutlet(clause.outlets, outlet)) continue
    const { completion } = clause
    const measured = completion
      ? measurer.measure(completion.measure, clause.entries, scope.period, scope.period, id)
      : { value: ZERO, rows: 0 }
    const target = completion ? scope.indicators.get(completion.target)?.get(id) : undefined
    const paid = payFixed(clause, {
      period: scope.period,
      activeDays: days.get(id) ?? daysIn(scope.period),
      measure: measured.value,
      target: target === undefined ? null : decimal(target),
    })
    if (!paid) continue
    if (paid.unpaid) listed.push({ outlet: outlet.code, clause: clause.code, reason: paid.unpaid })
    const { amount, limit, ...finished } = finishFor(scope, outlet, clause, paid.sum)
    if (!keepsLine(amount, measured.rows > 0)) continue
    lines.push({
      outlet,
      policy,
      clause: clause.code,
      kind: 'fixed',
      source: null,
      amount,
      rows: measured.rows,
      detail: {
        measure: paid.breakdown.completion?.measure ?? '1',
        breakdown: paid.breakdown,
        sum: finished.sum,
        factors: finished.factors,
        ...(limit ? { limit } : {}),
      },
    })
  }
  return lines
}
