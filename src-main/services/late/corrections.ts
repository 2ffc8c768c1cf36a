/** Late differences posted as corrections into the open month: reviewed like any adjustment, with their breakdown (DOMAIN.md §5). */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { addMonths, chineseMonth, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { adjust } from '../settlements/adjustments.ts'
import { requireState } from '../settlements/state.ts'
import { CALCULABLE } from './confirmed.ts'
import { lateDifferences, type OutletDifference } from './differences.ts'
import { lateRunOf, requireSettledAndClosed } from './late-run.ts'

/** The month that corrections go into: the one after the latest closed month. */
function openMonth(db: ReadDb): Month {
  const latest = db.get<{ period: number }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  return addMonths(monthFromNumber(latest?.period ?? 0), 1)
}

export interface Posted {
  readonly period: Month
  /** The month it was posted into. */
  readonly into: Month
  readonly corrections: readonly { readonly id: number; readonly outlet: string; readonly amount: string }[]
}

/**
 * Posts the differences of some or all outlets as one waiting correction each.
 * @throws Refusal NOT_FOUND, WRONG_STATE once the open month is reviewed, DATA_CHANGED when something came since the calculation
 */
export function postCorrections(
  cx: Command,
  { period, outlets }: { period: Month; outlets?: readonly string[] | undefined },
): Posted {
  requireSettledAndClosed(cx.db, period)
  const side = lateRunOf(cx.db, period)
  if (!side) throw new Refusal('NOT_FOUND', { what: 'lateRun', name: period })
  const into = openMonth(cx.db)
  requireState(cx.db, into, CALCULABLE)
  const only = outlets ? new Set(outlets) : undefined
  const differing = lateDifferences(cx.db, period, only).filter(({ difference }) => difference !== 0)
  const corrections = differing.map((each) => {
    const amount = yuan(asFen(each.difference))
    const reason = reasonOf(period, each)
    const { id } = adjust(cx, { period: into, outlet: each.code, kind: 'correction', amount, reason })
    cx.db.run(
      'INSERT INTO late_corrections (adjustment, period, outlet, run, posted, breakdown) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      monthNumber(period),
      each.outlet,
      side.run,
      monthNumber(into),
      JSON.stringify(each),
    )
    return { id, outlet: each.code, amount }
  })
  return { period, into, corrections }
}

const CLAUSES_SAID = 12

/** The correction's reason, which is printed: 2026年8月补算：FQ/C1 应为 40.00，已结 20.00；… */
function reasonOf(period: Month, each: OutletDifference): string {
  const money = (amount: number) => yuan(asFen(amount))
  const clauses = each.clauses
    .slice(0, CLAUSES_SAID)
    .map(
      ({ policy, clause, closed, now }) =>
        `${policy ? `${policy}/` : ''}${clause} 应为 ${money(now)}，已结 ${money(closed)}`,
    )
  const more = each.clauses.length > CLAUSES_SAID ? [`等 ${each.clauses.length} 个条款`] : []
  const clawback = each.clawbackNow - each.clawedBack
  const rest = [
    ...(clawback === 0 ? [] : [`扣回相应变动 ${money(clawback)}`]),
    ...(each.corrected === 0 ? [] : [`此前已补 ${money(each.corrected)}`]),
  ]
  return `${chineseMonth(period)}补算：${[...clauses, ...more, ...rest].join('；')}`
}
