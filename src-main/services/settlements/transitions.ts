/** Moving a month on: review, approval by another person, sending back, reopening (DOMAIN.md §5). */
import type { SettlementStatus } from '../../data/schema.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { refuseAfterMoves } from '../agent-moves/guards.ts'
import { endForReview, resumeChecking } from '../checking/checking.ts'
import { openDisputes } from '../disputes/outcome.ts'
import { dropFundLots } from '../fund/lots.ts'
import { refuseLaterCorrections } from '../late/confirmed.ts'
import type { Command } from '../office.ts'
import { type Released, releaseForReopening } from '../paying/reopening.ts'
import { requireState, type SettlementState, stateOf } from './state.ts'

export interface Moved {
  readonly period: Month
  readonly status: SettlementStatus
}

function move(cx: Command, state: SettlementState, status: SettlementStatus): Moved {
  cx.db.run('UPDATE settlements SET status = ? WHERE period = ?', status, monthNumber(state.period))
  return { period: state.period, status }
}

/**
 * A second look at the figures. Open disputes do not hinder it, but are counted in the answer: they must be settled before
 * the approval.
 * @throws Refusal WRONG_STATE, PERIOD_CLOSED, CHECKING_OPEN while agents are still to be heard
 */
export function review(cx: Command, period: Month): Moved & { openDisputes: number } {
  const state = requireState(cx.db, period, ['calculated', 'checking'])
  endForReview(cx, period)
  cx.db.run(
    'UPDATE settlements SET reviewed_by = ?, reviewed_at = ?, sent_back_reason = NULL WHERE period = ?',
    cx.user,
    cx.now,
    monthNumber(period),
  )
  return { ...move(cx, state, 'reviewed'), openDisputes: openDisputes(cx.db, period).length }
}

/** Approval; who calculated cannot. @throws Refusal SAME_PERSON, WRONG_STATE, PERIOD_CLOSED, DISPUTES_OPEN */
export function approve(cx: Command, period: Month): Moved {
  const state = requireState(cx.db, period, ['reviewed'])
  if (state.calculatedBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'calculate', user: cx.user, period })
  const open = openDisputes(cx.db, period)
  if (open.length > 0) throw new Refusal('DISPUTES_OPEN', { period, count: open.length, outlets: open.slice(0, 20) })
  cx.db.run(
    'UPDATE settlements SET approved_by = ?, approved_at = ? WHERE period = ?',
    cx.user,
    cx.now,
    monthNumber(period),
  )
  return move(cx, state, 'approved')
}

/** Back to whoever calculates, with a reason (to the agents, where they were asked); the figures stay until calculated anew. */
export function sendBack(cx: Command, period: Month, reason: string): Moved {
  const state = requireState(cx.db, period, ['calculated', 'checking', 'reviewed', 'approved'])
  cx.db.run(
    `UPDATE settlements SET sent_back_reason = ?, reviewed_by = NULL, reviewed_at = NULL, approved_by = NULL,
     approved_at = NULL WHERE period = ?`,
    reason,
    monthNumber(period),
  )
  return move(cx, state, resumeChecking(cx, period) ? 'checking' : 'calculated')
}

/**
 * Opens the latest closed month again; its frozen documents go, its figures stay. What later months had calculated began
 * from what this one carried out, so they are open again too.
 * Claim sheets and payment files of the month are cancelled with it.
 * @throws Refusal WRONG_STATE when it is not closed, ALREADY_PAID when something of it is paid, LATER_PERIOD_CLOSED when it is not the latest,
 * AGENT_MOVED when agents' money moved on from it
 */
export function reopen(cx: Command, period: Month, reason: string): Moved & { reset: Month[]; cancelled: Released } {
  const state = stateOf(cx.db, period)
  if (state.status !== 'closed') throw new Refusal('WRONG_STATE', { period, state: state.status, wanted: ['closed'] })
  const later = cx.db.all<{ period: number; status: SettlementStatus; run: number | null }>(
    'SELECT period, status, run FROM settlements WHERE period > ? ORDER BY period',
    monthNumber(period),
  )
  const closed = later.find(({ status }) => status === 'closed' || status === 'paid')
  if (closed) throw new Refusal('LATER_PERIOD_CLOSED', { period: monthFromNumber(closed.period) })
  refuseAfterMoves(cx.db, period)
  const cancelled = releaseForReopening(cx, period, reason)
  const calculated = later.filter(({ run }) => run !== null)
  for (const month of calculated) setBack(cx, month.period, month.run)
  cx.db.run(
    `UPDATE settlements SET status = 'calculated', sent_back_reason = ?, reviewed_by = NULL, reviewed_at = NULL,
     approved_by = NULL, approved_at = NULL, closed_by = NULL, closed_at = NULL, hash = NULL, warnings = NULL WHERE period = ?`,
    reason,
    monthNumber(period),
  )
  cx.db.run('DELETE FROM closed_documents WHERE period = ?', monthNumber(period))
  dropFundLots(cx.db, period)
  refuseLaterCorrections(cx, period)
  return { period, status: 'calculated', reset: calculated.map((month) => monthFromNumber(month.period)), cancelled }
}

/** A calculated month is open again; its run is swept when the store is opened next. */
function setBack(cx: Command, period: number, run: number | null): void {
  cx.db.run("UPDATE settlement_runs SET state = 'superseded' WHERE id = ?", run)
  cx.db.run(
    `UPDATE settlements SET status = 'open', run = NULL, calculated_by = NULL, calculated_at = NULL, reviewed_by = NULL,
     reviewed_at = NULL, approved_by = NULL, approved_at = NULL WHERE period = ?`,
    period,
  )
}
