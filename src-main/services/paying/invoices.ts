/** The invoice register: invoices that came in, what each is for, and what is missing (DOMAIN.md §5, Paying). */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, type Fen, fen, yuan } from '../../domain/money.ts'
import {
  dateFromNumber,
  dateNumber,
  type IsoDate,
  type Month,
  monthFromNumber,
  monthNumber,
} from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { payableOf, sumOf } from './standing.ts'

/** 专票, 普票, 税务代开, 其他 */
export type InvoiceKind = 'special' | 'ordinary' | 'agency' | 'other'

export interface InvoiceAsked {
  readonly agent: string
  readonly number: string
  readonly kind: InvoiceKind
  readonly date: IsoDate
  /** Yuan. */
  readonly amount: string
  readonly receivedBy?: string | undefined
  readonly receivedOn?: IsoDate | undefined
  readonly remark?: string | undefined
  /** The months it is for; without amounts what they lack is filled in their order, and the last takes the rest. */
  readonly payments: readonly { readonly period: Month; readonly amount?: string | undefined }[]
}

export interface Invoice {
  readonly id: number
  readonly agent: string
  readonly name: string
  readonly number: string
  readonly kind: InvoiceKind
  readonly date: IsoDate
  readonly amount: string
  readonly receivedBy: string
  readonly receivedOn: IsoDate
  readonly remark: string | null
  readonly state: 'live' | 'void'
  readonly user: string
  readonly at: string
  readonly voidedBy: string | null
  readonly voidedAt: string | null
  readonly voidReason: string | null
  readonly payments: readonly { period: Month; amount: string }[]
}

/** What live invoices say for the payments of a month, by agent. */
export function invoicedOf(db: ReadDb, period: Month): Map<string, Fen> {
  const rows = db.all<{ agent: string; amount: number }>(
    `SELECT p.agent, sum(p.amount) AS amount FROM invoice_payments p JOIN invoices i ON i.id = p.invoice
     WHERE p.period = ? AND i.state = 'live' GROUP BY p.agent`,
    monthNumber(period),
  )
  return new Map(rows.map(({ agent, amount }) => [agent, asFen(amount)]))
}

export function invoicedFor(db: ReadDb, period: Month, agent: string): Fen {
  const found = db.get<{ amount: number | null }>(
    `SELECT sum(p.amount) AS amount FROM invoice_payments p JOIN invoices i ON i.id = p.invoice
     WHERE p.period = ? AND p.agent = ? AND i.state = 'live'`,
    monthNumber(period),
    agent,
  )
  return asFen(found?.amount ?? 0)
}

/**
 * Takes an invoice into the register.
 * @throws Refusal INVOICE_EXISTS for a number that is there already, SUM_DIFFERS where given parts do not sum to its amount
 */
export function addInvoice(cx: Command, asked: InvoiceAsked): Invoice {
  const amount = fen(asked.amount)
  if (amount <= 0) throw new Refusal('INVALID_INPUT', { field: 'amount', value: asked.amount })
  const number = asked.number.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()
  const twin = cx.db.get<{ agent: string; id: number }>(
    "SELECT id, agent FROM invoices WHERE number = ? AND state = 'live'",
    number,
  )
  if (twin) throw new Refusal('INVOICE_EXISTS', { number, agent: twin.agent, id: twin.id })
  const parts = partsOf(cx.db, asked, amount)
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO invoices (agent, number, kind, date, amount, received_by, received_on, remark, state, user, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'live', ?, ?)`,
    asked.agent,
    number,
    asked.kind,
    dateNumber(asked.date),
    amount,
    asked.receivedBy ?? cx.user,
    dateNumber(asked.receivedOn ?? cx.today),
    asked.remark ?? null,
    cx.user,
    cx.now,
  )
  for (const part of parts)
    cx.db.run(
      'INSERT INTO invoice_payments (invoice, period, agent, amount) VALUES (?, ?, ?, ?)',
      id,
      monthNumber(part.period),
      asked.agent,
      part.amount,
    )
  return invoiceOf(cx.db, id)
}

function partsOf(db: ReadDb, { agent, payments }: InvoiceAsked, amount: Fen): { period: Month; amount: Fen }[] {
  const months = [...payments].sort((a, b) => (a.period < b.period ? -1 : 1))
  if (new Set(months.map(({ period }) => period)).size !== months.length)
    throw new Refusal('INVALID_INPUT', { field: 'period', reason: 'taken' })
  const lacking = months.map(({ period }) => {
    const payable = payableOf(db, { period, agent })
    return Math.max(0, payable - invoicedFor(db, period, agent))
  })
  if (months.some((month) => month.amount !== undefined)) {
    const given = months.map(({ period, amount: part }) => ({ period, amount: fen(part ?? '0') }))
    const sum = sumOf(given, (part) => part.amount)
    if (sum !== amount || given.some((part) => part.amount <= 0))
      throw new Refusal('SUM_DIFFERS', { amount: yuan(amount), sum: yuan(sum) })
    return given
  }
  let left: number = amount
  const parts = months.map(({ period }, at) => {
    const part = at === months.length - 1 ? left : Math.min(left, lacking[at] ?? 0)
    left -= part
    return { period, amount: asFen(part) }
  })
  return parts.filter((part) => part.amount > 0)
}

/** Takes an invoice out of the register. @throws Refusal NOT_FOUND, WRONG_STATE, ON_CLAIM_SHEET while a payment was claimed on it */
export function voidInvoice(cx: Command, id: number, reason: string): Invoice {
  const invoice = invoiceOf(cx.db, id)
  if (invoice.state !== 'live') throw new Refusal('WRONG_STATE', { what: 'invoice', name: invoice.number })
  const claimed = cx.db.get<{ number: string }>(
    `SELECT s.number FROM invoice_payments p JOIN claim_items c ON c.period = p.period AND c.agent = p.agent AND c.live = 1
     JOIN claim_sheets s ON s.id = c.sheet WHERE p.invoice = ? LIMIT 1`,
    id,
  )
  if (claimed) throw new Refusal('ON_CLAIM_SHEET', { number: claimed.number, invoice: invoice.number })
  cx.db.run(
    "UPDATE invoices SET state = 'void', voided_by = ?, voided_at = ?, void_reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    id,
  )
  return invoiceOf(cx.db, id)
}

interface InvoiceRow {
  id: number
  agent: string
  name: string | null
  number: string
  kind: InvoiceKind
  date: number
  amount: number
  received_by: string
  received_on: number
  remark: string | null
  state: 'live' | 'void'
  user: string
  at: string
  voided_by: string | null
  voided_at: string | null
  void_reason: string | null
  parts: string
}

const SELECT = `SELECT i.*, a.name, (SELECT json_group_array(json_array(p.period, p.amount)) FROM
  (SELECT period, amount FROM invoice_payments WHERE invoice = i.id ORDER BY period) p) AS parts
  FROM invoices i LEFT JOIN agents a ON a.code = i.agent`

function invoiceOf(db: ReadDb, id: number): Invoice {
  const row = db.get<InvoiceRow>(`${SELECT} WHERE i.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'invoice', name: String(id) })
  return asInvoice(row)
}

/** Invoices, newest first: of a month, of an agent, or all (the last 5,000). */
export function listInvoices(cx: Query, asked: { period?: Month | undefined; agent?: string | undefined }): Invoice[] {
  return cx.db
    .all<InvoiceRow>(
      `${SELECT} WHERE (?1 IS NULL OR EXISTS (SELECT 1 FROM invoice_payments m WHERE m.invoice = i.id AND m.period = ?1))
       AND (?2 IS NULL OR i.agent = ?2) ORDER BY i.id DESC LIMIT 5000`,
      asked.period ? monthNumber(asked.period) : null,
      asked.agent ?? null,
    )
    .map(asInvoice)
}

function asInvoice(row: InvoiceRow): Invoice {
  return {
    id: row.id,
    agent: row.agent,
    name: row.name ?? '',
    number: row.number,
    kind: row.kind,
    date: dateFromNumber(row.date),
    amount: yuan(asFen(row.amount)),
    receivedBy: row.received_by,
    receivedOn: dateFromNumber(row.received_on),
    remark: row.remark,
    state: row.state,
    user: row.user,
    at: row.at,
    voidedBy: row.voided_by,
    voidedAt: row.voided_at,
    voidReason: row.void_reason,
    payments: (JSON.parse(row.parts) as [number, number][]).map(([period, amount]) => ({
      period: monthFromNumber(period),
      amount: yuan(asFen(amount)),
    })),
  }
}
