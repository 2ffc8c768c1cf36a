/**
 * Where an agent's payment of a closed month stands, and the one way it moves on (DOMAIN.md §5, Paying).
 * The frozen document says how much; what is kept here says what became of it.
 */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { asFen, type Fen, fen } from '../../domain/money.ts'
import {
  dateFromNumber,
  dateNumber,
  type IsoDate,
  type Month,
  monthFromNumber,
  monthNumber,
} from '../../domain/month.ts'
import { type PaymentAct, type PaymentState, stateAfter } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { isClosed, stateOf } from '../settlements/state.ts'

/** A payment is named by its month and its agent's code. */
export interface PaymentKey {
  readonly period: Month
  readonly agent: string
}

export interface Standing {
  readonly state: PaymentState
  readonly heldFrom: PaymentState | null
  /** Of being held or returned. */
  readonly reason: string | null
  readonly paidOn: IsoDate | null
}

export const AWAITING: Standing = { state: 'awaitingInvoice', heldFrom: null, reason: null, paidOn: null }

interface StateRow {
  agent: string
  state: PaymentState
  held_from: PaymentState | null
  reason: string | null
  paid_on: number | null
}

function standingFrom(row: StateRow): Standing {
  return {
    state: row.state,
    heldFrom: row.held_from,
    reason: row.reason,
    paidOn: row.paid_on === null ? null : dateFromNumber(row.paid_on),
  }
}

/** The standings of a month by agent code; an agent that is not in it is still awaiting its invoice. */
export function standings(db: ReadDb, period: Month): Map<string, Standing> {
  const rows = db.all<StateRow>(
    'SELECT agent, state, held_from, reason, paid_on FROM payment_states WHERE period = ?',
    monthNumber(period),
  )
  return new Map(rows.map((row) => [row.agent, standingFrom(row)]))
}

export function standingOf(db: ReadDb, { period, agent }: PaymentKey): Standing {
  const row = db.get<StateRow>(
    'SELECT agent, state, held_from, reason, paid_on FROM payment_states WHERE period = ? AND agent = ?',
    monthNumber(period),
    agent,
  )
  return row ? standingFrom(row) : AWAITING
}

/**
 * What a closed month's statement says is payable to an agent.
 * @throws Refusal WRONG_STATE for a month that is not closed, NOT_FOUND, NOTHING_PAYABLE where it is 0
 */
export function payableOf(db: ReadDb, { period, agent }: PaymentKey): Fen {
  const state = stateOf(db, period)
  if (!isClosed(state)) throw new Refusal('WRONG_STATE', { period, state: state.status, wanted: ['closed'] })
  const found = db.get<{ payable: string }>(
    `SELECT json_extract(document, '$.payable') AS payable FROM closed_documents
     WHERE period = ? AND kind = 'payment' AND code = ?`,
    monthNumber(period),
    agent,
  )
  if (!found) throw new Refusal('NOT_FOUND', { what: 'agent', name: agent, period })
  const payable = fen(found.payable)
  if (payable <= 0) throw new Refusal('NOTHING_PAYABLE', { period, agent })
  return payable
}

export interface OpenPayment extends PaymentKey {
  readonly payable: Fen
  readonly state: PaymentState
}

/** Every payment that is not paid, of months that are closed and not wholly paid; oldest month first. */
export function openPayments(db: ReadDb, only?: { agents: readonly string[] }): OpenPayment[] {
  const rows = db.all<{ period: number; agent: string; payable: string; state: PaymentState | null }>(
    `SELECT d.period, d.code AS agent, json_extract(d.document, '$.payable') AS payable, p.state
     FROM settlements s JOIN closed_documents d ON d.period = s.period
     LEFT JOIN payment_states p ON p.period = d.period AND p.agent = d.code
     WHERE s.status = 'closed' AND d.kind = 'payment' AND (?1 IS NULL OR d.code IN (SELECT value FROM json_each(?1)))
     ORDER BY d.period, d.code`,
    only ? JSON.stringify(only.agents) : null,
  )
  // years of an office that never records its payments: a hundred thousand rows
  const months = new Map<number, Month>()
  const open: OpenPayment[] = []
  for (const { period, agent, payable, state } of rows) {
    if (state === 'paid' || payable === '0.00') continue
    let month = months.get(period)
    if (month === undefined) {
      month = monthFromNumber(period)
      months.set(period, month)
    }
    open.push({ period: month, agent, payable: fen(payable), state: state ?? 'awaitingInvoice' })
  }
  return open
}

/** What is said of a move beside who and when. */
export interface About {
  readonly reason?: string | null | undefined
  /** The claim sheet, payment file or reference. */
  readonly document?: string | null | undefined
  readonly paidOn?: IsoDate | null | undefined
}

/** Moves a payment on and writes down that it was. @throws Refusal PAYMENT_STATE {state, act}, and those of payableOf */
export function move(cx: Command, key: PaymentKey, act: PaymentAct, about: About = {}): PaymentState {
  const amount = payableOf(cx.db, key)
  const standing = standingOf(cx.db, key)
  const next = stateAfter(act, standing.state, standing.heldFrom)
  if (next === null) throw new Refusal('PAYMENT_STATE', { ...key, state: standing.state, act })
  const kept = next === 'held' || next === 'returned'
  writeStanding(cx, key, {
    state: next,
    heldFrom: next === 'held' ? standing.state : null,
    reason: kept ? (about.reason ?? null) : null,
    paidOn: next === 'paid' ? (about.paidOn ?? cx.today) : null,
  })
  recordEvent(cx, key, { act, from: standing.state, to: next, amount, ...about })
  return next
}

export function writeStanding(cx: Command, { period, agent }: PaymentKey, standing: Standing): void {
  cx.db.run(
    `INSERT INTO payment_states (period, agent, state, held_from, reason, paid_on, user, at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (period, agent) DO UPDATE SET
     state = ?3, held_from = ?4, reason = ?5, paid_on = ?6, user = ?7, at = ?8`,
    monthNumber(period),
    agent,
    standing.state,
    standing.heldFrom,
    standing.reason,
    standing.paidOn === null ? null : dateNumber(standing.paidOn),
    cx.user,
    cx.now,
  )
}

/** Writes down what happened; kept for good, also when the month is opened again. */
export function recordEvent(
  cx: Command,
  { period, agent }: PaymentKey,
  event: About & { act: PaymentAct | 'reopen'; from: PaymentState; to: PaymentState; amount: Fen },
): void {
  cx.db.run(
    `INSERT INTO payment_events (period, agent, act, from_state, to_state, amount, reason, document, paid_on, user, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    monthNumber(period),
    agent,
    event.act,
    event.from,
    event.to,
    event.amount,
    event.reason ?? null,
    event.document ?? null,
    event.paidOn ? dateNumber(event.paidOn) : null,
    cx.user,
    cx.now,
  )
}

/**
 * A settlement is paid when no agent of it is open, and only while that is so. A month in which nothing was payable stays
 * closed: nothing of it is paid, so it may still be opened again.
 */
export function settle(db: WriteDb, periods: Iterable<Month>): void {
  for (const period of new Set(periods)) {
    const number = monthNumber(period)
    const payments = db.all<{ payable: string; state: PaymentState | null }>(
      `SELECT json_extract(d.document, '$.payable') AS payable, p.state FROM closed_documents d
       LEFT JOIN payment_states p ON p.period = d.period AND p.agent = d.code
       WHERE d.period = ? AND d.kind = 'payment'`,
      number,
    )
    const due = payments.filter(({ payable }) => fen(payable) > 0)
    const done = due.length > 0 && due.every(({ state }) => state === 'paid')
    db.run(
      `UPDATE settlements SET status = ?1 WHERE period = ?2 AND status IN ('closed', 'paid') AND status <> ?1`,
      done ? 'paid' : 'closed',
      number,
    )
  }
}

/** The sum of amounts in fen. */
export function sumOf<Row>(rows: Iterable<Row>, pick: (row: Row) => number): Fen {
  let sum = 0
  for (const row of rows) sum += pick(row)
  return asFen(sum)
}

/** One key a payment, in order of month and agent. @throws Refusal INVALID_INPUT for an empty choice */
export function distinctKeys(keys: readonly PaymentKey[]): PaymentKey[] {
  if (keys.length === 0) throw new Refusal('INVALID_INPUT', { field: 'payments', reason: 'empty' })
  const found = new Map(keys.map((key) => [`${key.period} ${key.agent}`, key]))
  return [...found.values()].sort((a, b) =>
    a.period === b.period ? (a.agent < b.agent ? -1 : 1) : a.period < b.period ? -1 : 1,
  )
}

export interface PaymentEvent {
  readonly act: PaymentAct | 'reopen'
  readonly from: PaymentState
  readonly to: PaymentState
  readonly amount: Fen
  readonly reason: string | null
  readonly document: string | null
  readonly paidOn: IsoDate | null
  readonly user: string
  readonly at: string
}

/** What happened to a payment, newest first. */
export function eventsOf(db: ReadDb, { period, agent }: PaymentKey): PaymentEvent[] {
  return db
    .all<{
      act: PaymentEvent['act']
      from_state: PaymentState
      to_state: PaymentState
      amount: number
      reason: string | null
      document: string | null
      paid_on: number | null
      user: string
      at: string
    }>('SELECT * FROM payment_events WHERE agent = ? AND period = ? ORDER BY id DESC', agent, monthNumber(period))
    .map((row) => ({
      act: row.act,
      from: row.from_state,
      to: row.to_state,
      amount: asFen(row.amount),
      reason: row.reason,
      document: row.document,
      paidOn: row.paid_on === null ? null : dateFromNumber(row.paid_on),
      user: row.user,
      at: row.at,
    }))
}
