/** Adjustments (调整): asked with a reason, counted only once a second person has confirmed them (DOMAIN.md §5). */
import type { AdjustmentKind } from '../../data/schema.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { decideDisputeOf } from '../disputes/outcome.ts'
import { confirmLate } from '../late/confirmed.ts'
import type { Command, Query } from '../office.ts'
import { outletId } from '../register/outlets.ts'
import { ensureSettlement, requireState } from './state.ts'

const BEFORE_CLOSING = ['open', 'calculated', 'checking', 'reviewed', 'approved'] as const

export interface AdjustmentAsked {
  readonly period: Month
  readonly outlet: string
  readonly kind: AdjustmentKind
  /** Signed yuan: a penalty is negative, a bonus positive. */
  readonly amount: string
  readonly reason: string
}

/** @throws Refusal NOT_FOUND, PERIOD_CLOSED, INVALID_INPUT for a zero amount or a sign that is not the kind's */
export function adjust(cx: Command, asked: AdjustmentAsked): { id: number } {
  requireState(cx.db, asked.period, BEFORE_CLOSING)
  const outlet = outletId(cx.db, asked.outlet)
  const amount = fen(asked.amount)
  const wrongSign = (asked.kind === 'penalty' && amount > 0) || (asked.kind === 'bonus' && amount < 0)
  if (amount === 0 || wrongSign) {
    throw new Refusal('INVALID_INPUT', {
      field: 'amount',
      reason: amount === 0 ? 'zero' : 'sign',
      kind: asked.kind,
      value: asked.amount,
    })
  }
  const own = cx.db.get<{ category: string }>('SELECT category FROM outlets WHERE id = ?', outlet)
  if (own?.category === 'own')
    throw new Refusal('INVALID_INPUT', { field: 'outlet', reason: 'ownStore', value: asked.outlet })
  ensureSettlement(cx.db, asked.period)
  const { lastInsertRowid } = cx.db.run(
    "INSERT INTO adjustments (period, outlet, kind, amount, reason, state, author, at) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)",
    monthNumber(asked.period),
    outlet,
    asked.kind,
    amount,
    asked.reason,
    cx.user,
    cx.now,
  )
  return { id: lastInsertRowid }
}

export interface Decided {
  readonly id: number
  readonly period: Month
  readonly state: 'confirmed' | 'refused'
}

/** Confirms or refuses; the author cannot. @throws Refusal NOT_FOUND, SAME_PERSON, WRONG_STATE, PERIOD_CLOSED */
export function decideAdjustment(cx: Command, id: number, state: Decided['state'], words: string | null): Decided {
  const found = cx.db.get<{ period: number; author: string; state: string }>(
    'SELECT period, author, state FROM adjustments WHERE id = ?',
    id,
  )
  if (!found) throw new Refusal('NOT_FOUND', { what: 'adjustment', name: String(id) })
  const period = monthFromNumber(found.period)
  requireState(cx.db, period, BEFORE_CLOSING)
  if (found.state !== 'waiting')
    throw new Refusal('WRONG_STATE', { what: 'adjustment', name: String(id), state: found.state, wanted: ['waiting'] })
  if (found.author === cx.user) throw new Refusal('SAME_PERSON', { did: 'adjust', user: cx.user })
  if (state === 'confirmed') confirmLate(cx.db, id)
  cx.db.run(
    'UPDATE adjustments SET state = ?, decided_by = ?, decided_at = ?, decision = ? WHERE id = ?',
    state,
    cx.user,
    cx.now,
    words,
    id,
  )
  decideDisputeOf(cx, id, state)
  return { id, period, state }
}

export interface AdjustmentView {
  readonly id: number
  readonly period: Month
  readonly outlet: string
  readonly name: string
  readonly kind: AdjustmentKind
  readonly amount: string
  readonly reason: string
  readonly state: 'waiting' | 'confirmed' | 'refused'
  readonly author: string
  readonly at: string
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decision: string | null
  /** Files kept as its evidence (subject "adjustment:ID"). */
  readonly attachments: number
}

/** The adjustments of a month, those that wait first. */
export function listAdjustments(cx: Query, period: Month, outlet?: string): AdjustmentView[] {
  return cx.db
    .all<Omit<AdjustmentView, 'period' | 'amount'> & { amount: number }>(
      `SELECT a.id, o.code AS outlet, o.name, a.kind, a.amount, a.reason, a.state, a.author, a.at, a.decided_by AS decidedBy,
       a.decided_at AS decidedAt, a.decision,
       (SELECT count(*) FROM attachments e WHERE e.subject = 'adjustment:' || a.id AND e.state = 'kept') AS attachments FROM adjustments a JOIN outlets o ON o.id = a.outlet
       WHERE a.period = ?1 AND (?2 IS NULL OR o.code = ?2) ORDER BY a.state <> 'waiting', a.id DESC`,
      monthNumber(period),
      outlet ?? null,
    )
    .map((row) => ({ ...row, period, amount: yuan(asFen(row.amount)) }))
}
