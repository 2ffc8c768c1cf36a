/** 收票发放 of a closed month: every agent to be paid with its state, invoices, sheet, file and due date; sums by state. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, type Fen, fen, yuan } from '../../domain/money.ts'
import { type IsoDate, lastDay, type Month, monthNumber } from '../../domain/month.ts'
import { PAYMENT_STATES, type PaymentState } from '../../domain/paying.ts'
import type { PayerKind } from '../../domain/statement.ts'
import type { Query } from '../office.ts'
import { rowsAt } from '../register/history.ts'
import { isClosed, stateOf } from '../settlements/state.ts'
import { daysLate, dueDay } from './due.ts'
import { invoicedOf } from './invoices.ts'
import { payingSettings } from './settings.ts'
import { AWAITING, openPayments, standings, sumOf } from './standing.ts'

export interface PayingRow {
  readonly period: Month
  readonly agent: string
  readonly name: string
  readonly payerKind: PayerKind
  readonly gross: string
  readonly payable: string
  readonly state: PaymentState
  readonly reason: string | null
  /** Invoices that came in for it. */
  readonly invoiced: string
  /** What is still to be invoiced; 0.00 for a person, who needs none. */
  readonly missing: string
  /** Below the least amount, so that it waits for a later payment. */
  readonly small: boolean
  /** What earlier months still owe the agent. */
  readonly older: string
  readonly sheet: { readonly id: number; readonly number: string } | null
  readonly file: { readonly id: number; readonly number: string } | null
  readonly paidOn: IsoDate | null
  /** Days past the due date, of a payment that is not paid. */
  readonly late: number
}

export interface StateSum {
  readonly state: PaymentState
  readonly count: number
  readonly amount: string
}

export interface PayingMonth {
  readonly period: Month
  readonly closed: boolean
  readonly due: IsoDate | null
  readonly leastAmount: string
  readonly rows: readonly PayingRow[]
  readonly sums: readonly StateSum[]
  readonly payable: string
}

/** All that is to be paid for a month; empty until it is closed. Agents with nothing payable are not in it. */
export function payingMonth(cx: Query, period: Month): PayingMonth {
  const { db } = cx
  const closed = isClosed(stateOf(db, period))
  const due = dueDay(db, period)
  const { leastAmount } = payingSettings(db)
  const rows = closed ? rowsOf(cx, period, due, fen(leastAmount)) : []
  const sums = PAYMENT_STATES.map((state) => {
    const own = rows.filter((row) => row.state === state)
    return { state, count: own.length, amount: yuan(sumOf(own, (row) => fen(row.payable))) }
  })
  return { period, closed, due, leastAmount, rows, sums, payable: yuan(sumOf(rows, (row) => fen(row.payable))) }
}

function rowsOf(cx: Query, period: Month, due: IsoDate | null, least: Fen): PayingRow[] {
  const { db } = cx
  const standing = standings(db, period)
  const invoiced = invoicedOf(db, period)
  const kinds = payerKinds(db, period)
  const sheets = livePapers(db, period, 'sheet')
  const files = livePapers(db, period, 'file')
  const older = new Map<string, number>()
  for (const payment of openPayments(db))
    if (payment.period < period) older.set(payment.agent, (older.get(payment.agent) ?? 0) + payment.payable)
  return db
    .all<{ agent: string; name: string; gross: string; payable: string }>(
      `SELECT code AS agent, json_extract(document, '$.name') AS name, json_extract(document, '$.gross') AS gross,
       json_extract(document, '$.payable') AS payable FROM closed_documents WHERE period = ? AND kind = 'payment' ORDER BY code`,
      monthNumber(period),
    )
    .filter(({ payable }) => fen(payable) > 0)
    .map(({ agent, name, gross, payable }) => {
      const is = standing.get(agent) ?? AWAITING
      const payerKind = kinds.get(agent) ?? 'enterprise'
      const got = invoiced.get(agent) ?? asFen(0)
      const amount = fen(payable)
      return {
        period,
        agent,
        name,
        payerKind,
        gross,
        payable,
        state: is.state,
        reason: is.reason,
        invoiced: yuan(got),
        missing: yuan(missingOf(payerKind, amount, got)),
        small: amount < least,
        older: yuan(asFen(older.get(agent) ?? 0)),
        sheet: sheets.get(agent) ?? null,
        file: files.get(agent) ?? null,
        paidOn: is.paidOn,
        late: due === null || is.state === 'paid' ? 0 : daysLate(due, cx.today),
      }
    })
}

/** What an agent has still to invoice: persons need no invoice, tax is withheld from them (DOMAIN.md §2). */
export function missingOf(payerKind: PayerKind, payable: Fen, invoiced: Fen): Fen {
  return payerKind === 'person' ? asFen(0) : asFen(Math.max(0, payable - invoiced))
}

/** How agents pay tax at the end of a month, by code. */
export function payerKinds(db: ReadDb, period: Month): Map<string, PayerKind> {
  const agents = [...rowsAt(db, 'agent', lastDay(period)).values()]
  return new Map(agents.map((row) => [String(row.code), row.payer_kind as PayerKind]))
}

/** The live sheet or file of each payment of a month; of a paid one the file that paid it. */
function livePapers(db: ReadDb, period: Month, what: 'sheet' | 'file'): Map<string, { id: number; number: string }> {
  const sql =
    what === 'sheet'
      ? `SELECT c.agent, s.id, s.number FROM claim_items c JOIN claim_sheets s ON s.id = c.sheet
         WHERE c.period = ? AND c.live = 1`
      : `SELECT i.agent, f.id, f.number FROM payment_line_items i JOIN payment_lines l ON l.id = i.line
         JOIN payment_files f ON f.id = l.file WHERE i.period = ? AND l.state IN ('open', 'paid') ORDER BY l.id`
  const rows = db.all<{ agent: string; id: number; number: string }>(sql, monthNumber(period))
  return new Map(rows.map(({ agent, id, number }) => [agent, { id, number }]))
}

export interface LatePayment {
  readonly period: Month
  readonly agent: string
  readonly name: string
  readonly payable: string
  readonly state: PaymentState
  readonly reason: string | null
  readonly due: IsoDate
  readonly late: number
}

/** What is not paid although it was due, of all closed months, oldest month first; with `all` also what is not due yet. */
export function latePayments(cx: Query, all = false): LatePayment[] {
  const { db } = cx
  const dues = new Map<Month, IsoDate | null>()
  const open = openPayments(db).filter(({ period }) => {
    if (!dues.has(period)) dues.set(period, dueDay(db, period))
    const due = dues.get(period)
    return due !== null && due !== undefined && (all || due < cx.today)
  })
  const names = new Map(
    db.all<{ code: string; name: string }>('SELECT code, name FROM agents').map(({ code, name }) => [code, name]),
  )
  const reasons = new Map([...dues.keys()].map((period) => [period, standings(db, period)]))
  return open.map(({ period, agent, payable, state }) => {
    const due = dues.get(period) as IsoDate
    return {
      period,
      agent,
      name: names.get(agent) ?? '',
      payable: yuan(payable),
      state,
      reason: reasons.get(period)?.get(agent)?.reason ?? null,
      due,
      late: daysLate(due, cx.today),
    }
  })
}

export interface OpenCounts {
  /** Payments of the month that are not paid, and by state. */
  readonly open: number
  readonly byState: Readonly<Record<PaymentState, number>>
  /** Over all closed months. */
  readonly all: number
  readonly late: number
  /** The oldest month with something open. */
  readonly oldest: Month | null
}

/** How much is still to be done about paying, for the month bar and the work list. */
export function openCounts(cx: Query, period: Month): OpenCounts {
  const open = openPayments(cx.db)
  const own = open.filter((payment) => payment.period === period)
  const byState = Object.fromEntries(
    PAYMENT_STATES.map((state) => [state, own.filter((payment) => payment.state === state).length]),
  ) as Record<PaymentState, number>
  const periods = [...new Set(open.map((payment) => payment.period))]
  const overdue = new Set(
    periods.filter((each) => {
      const due = dueDay(cx.db, each)
      return due !== null && due < cx.today
    }),
  )
  const late = open.filter((payment) => overdue.has(payment.period)).length
  return { open: own.length, byState, all: open.length, late, oldest: periods[0] ?? null }
}
