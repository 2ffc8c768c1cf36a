/** Claim sheets (报账单): chosen payments become a numbered sheet and are 已报账; a sheet is cancelled with a reason. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { PaymentState } from '../../domain/paying.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { PayerKind } from '../../domain/statement.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Command, Query } from '../office.ts'
import { refuseInFile } from './bank-lines.ts'
import { invoicedFor } from './invoices.ts'
import { missingOf, payerKinds } from './list.ts'
import { accountOf } from './payees.ts'
import { leastAmount } from './settings.ts'
import {
  distinctKeys,
  move,
  openPayments,
  type PaymentKey,
  payableOf,
  settle,
  standingOf,
  sumOf,
  writeStanding,
} from './standing.ts'

export interface ClaimAsked {
  readonly payments: readonly PaymentKey[]
  /** Takes the agents' earlier payments that waited below the least amount along (default true). */
  readonly together?: boolean | undefined
  /** Why payments that lack an invoice, or stay below the least amount, are claimed all the same. */
  readonly exception?: string | undefined
}

export interface ClaimLine {
  readonly period: Month
  readonly agent: string
  readonly name: string
  readonly payerKind: PayerKind
  readonly payable: string
  readonly state: PaymentState
  readonly invoiced: string
  readonly missing: string
  /** Not chosen, but taken along. */
  readonly added: boolean
}

export interface ClaimCheck {
  readonly lines: readonly ClaimLine[]
  readonly count: number
  readonly agents: number
  readonly amount: string
  readonly inWords: string
  /** Agents whose invoices do not reach what is payable. */
  readonly missing: readonly string[]
  /** Agents who would get less than the least amount. */
  readonly small: readonly string[]
}

/** What a sheet of these payments would be; changes nothing. @throws Refusal as payableOf */
export function claimCheck({ db }: Pick<Query, 'db'>, asked: ClaimAsked): ClaimCheck {
  const chosen = distinctKeys(asked.payments)
  const least = leastAmount(db)
  const added = (asked.together ?? true) ? smallBefore(db, chosen) : []
  const taken = new Set(added)
  const kinds = new Map<Month, Map<string, PayerKind>>()
  const lines = distinctKeys([...chosen, ...added]).map((key): ClaimLine => {
    const payable = payableOf(db, key)
    const ofMonth = kinds.get(key.period) ?? payerKinds(db, key.period)
    kinds.set(key.period, ofMonth)
    const payerKind = ofMonth.get(key.agent) ?? 'enterprise'
    const invoiced = invoicedFor(db, key.period, key.agent)
    return {
      ...key,
      name: nameOf(db, key),
      payerKind,
      payable: yuan(payable),
      state: standingOf(db, key).state,
      invoiced: yuan(invoiced),
      missing: yuan(missingOf(payerKind, payable, invoiced)),
      added: taken.has(key),
    }
  })
  const byAgent = new Map<string, number>()
  for (const { agent, payable } of lines) byAgent.set(agent, (byAgent.get(agent) ?? 0) + fen(payable))
  const amount = sumOf(lines, ({ payable }) => fen(payable))
  return {
    lines,
    count: lines.length,
    agents: byAgent.size,
    amount: yuan(amount),
    inWords: amountInWords(amount),
    missing: [...new Set(lines.filter(({ missing }) => fen(missing) > 0).map(({ agent }) => agent))],
    small: [...byAgent].filter(([, sum]) => sum < least).map(([agent]) => agent),
  }
}

/** Earlier payments of the same agents that still wait because they were below the least amount. */
function smallBefore(db: ReadDb, chosen: readonly PaymentKey[]): PaymentKey[] {
  const least = leastAmount(db)
  if (least === 0) return []
  const last = new Map<string, Month>()
  for (const { agent, period } of chosen) if (period > (last.get(agent) ?? '')) last.set(agent, period)
  const known = new Set(chosen.map(({ period, agent }) => `${period} ${agent}`))
  return openPayments(db, { agents: [...last.keys()] })
    .filter(
      ({ agent, period, payable, state }) =>
        state === 'awaitingInvoice' &&
        payable < least &&
        period < (last.get(agent) ?? '') &&
        !known.has(`${period} ${agent}`),
    )
    .map(({ period, agent }) => ({ period, agent }))
}

export function nameOf(db: ReadDb, { period, agent }: PaymentKey): string {
  const found = db.get<{ name: string }>(
    "SELECT json_extract(document, '$.name') AS name FROM closed_documents WHERE period = ? AND kind = 'payment' AND code = ?",
    monthNumber(period),
    agent,
  )
  return found?.name ?? ''
}

/**
 * Writes a claim sheet; its payments are claimed.
 * @throws Refusal PAYMENT_STATE, CLAIM_INCOMPLETE {missing, small} without an exception where invoices lack or too little is paid
 */
export function claim(cx: Command, asked: ClaimAsked): ClaimSheet {
  const check = claimCheck(cx, asked)
  const exception = asked.exception?.trim() || null
  const { missing, small } = check
  if (exception === null && missing.length + small.length > 0) throw new Refusal('CLAIM_INCOMPLETE', { missing, small })
  const number = nextNumber(cx, 'claim_sheets', 'BZ')
  const { lastInsertRowid: id } = cx.db.run(
    "INSERT INTO claim_sheets (number, state, exception, user, at) VALUES (?, 'live', ?, ?, ?)",
    number,
    missing.length + small.length > 0 ? exception : null,
    cx.user,
    cx.now,
  )
  for (const line of check.lines) {
    move(cx, line, 'claim', { document: number, reason: exception })
    const payee = accountOf(cx.db, line.agent)
    cx.db.run(
      `INSERT INTO claim_items (sheet, period, agent, amount, invoiced, payee, bank, account)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      monthNumber(line.period),
      line.agent,
      fen(line.payable),
      fen(line.invoiced),
      payee?.payee ?? null,
      payee?.bank ?? null,
      payee?.account ?? null,
    )
  }
  return claimSheet(cx, id)
}

/** BZ2026-001, FK2026-001: numbered through the year, never used again. */
export function nextNumber(cx: Query, table: 'claim_sheets' | 'payment_files', prefix: string): string {
  const start = `${prefix}${cx.today.slice(0, 4)}-`
  const numbers = cx.db.all<{ number: string }>(`SELECT number FROM ${table} WHERE number LIKE ?`, `${start}%`)
  const last = numbers.reduce((most, { number }) => Math.max(most, Number(number.slice(start.length))), 0)
  return `${start}${String(last + 1).padStart(3, '0')}`
}

/** Takes a payment off its sheet; a sheet without payments is cancelled. The caller has seen that it may. */
export function takeOff(cx: Command, sheet: number, { period, agent }: PaymentKey, reason: string): void {
  cx.db.run(
    'UPDATE claim_items SET live = 0 WHERE sheet = ? AND period = ? AND agent = ?',
    sheet,
    monthNumber(period),
    agent,
  )
  if (cx.db.get('SELECT 1 FROM claim_items WHERE sheet = ? AND live = 1', sheet)) return
  cx.db.run(
    "UPDATE claim_sheets SET state = 'cancelled', cancelled_by = ?, cancelled_at = ?, cancel_reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    sheet,
  )
}

/**
 * Cancels a sheet: its payments await their invoice again, held ones stay held.
 * @throws Refusal PAYMENT_STATE once one of them is paid or returned, IN_PAYMENT_FILE while one is at the bank
 */
export function cancelClaim(cx: Command, id: number, reason: string): ClaimSheet {
  const sheet = claimSheet(cx, id)
  if (sheet.state !== 'live') throw new Refusal('WRONG_STATE', { what: 'claimSheet', name: sheet.number })
  for (const line of sheet.lines.filter(({ live }) => live)) {
    refuseInFile(cx.db, line)
    const standing = standingOf(cx.db, line)
    if (standing.state === 'held' && standing.heldFrom === 'claimed')
      writeStanding(cx, line, { ...standing, heldFrom: 'awaitingInvoice' })
    else move(cx, line, 'unclaim', { document: sheet.number, reason })
    takeOff(cx, id, line, reason)
  }
  settle(
    cx.db,
    sheet.lines.map(({ period }) => period),
  )
  return claimSheet(cx, id)
}

export interface ClaimSheet {
  readonly id: number
  readonly number: string
  readonly state: 'live' | 'cancelled'
  readonly exception: string | null
  readonly user: string
  readonly at: string
  readonly cancelledBy: string | null
  readonly cancelledAt: string | null
  readonly cancelReason: string | null
  readonly periods: readonly Month[]
  readonly count: number
  readonly agents: number
  readonly amount: string
  readonly inWords: string
  readonly lines: readonly ClaimSheetLine[]
}

export interface ClaimSheetLine {
  readonly period: Month
  readonly agent: string
  readonly name: string
  readonly amount: string
  /** Invoices, payee and account as they were when the sheet was written. */
  readonly invoiced: string
  readonly payee: string | null
  readonly bank: string | null
  readonly account: string | null
  readonly state: PaymentState
  /** False once taken off the sheet. */
  readonly live: boolean
}

interface SheetRow {
  id: number
  number: string
  state: 'live' | 'cancelled'
  exception: string | null
  user: string
  at: string
  cancelled_by: string | null
  cancelled_at: string | null
  cancel_reason: string | null
}

/** @throws Refusal NOT_FOUND */
export function claimSheet({ db }: Pick<Query, 'db'>, id: number): ClaimSheet {
  const row = db.get<SheetRow>('SELECT * FROM claim_sheets WHERE id = ?', id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'claimSheet', name: String(id) })
  const lines = db
    .all<{
      period: number
      agent: string
      amount: number
      invoiced: number
      payee: string | null
      bank: string | null
      account: string | null
      live: number
      name: string | null
      state: PaymentState | null
    }>(
      `SELECT c.period, c.agent, c.amount, c.invoiced, c.payee, c.bank, c.account, c.live, p.state, coalesce((SELECT json_extract(d.document, '$.name')
       FROM closed_documents d WHERE d.period = c.period AND d.kind = 'payment' AND d.code = c.agent),
       (SELECT name FROM agents WHERE code = c.agent)) AS name FROM claim_items c
       LEFT JOIN payment_states p ON p.period = c.period AND p.agent = c.agent WHERE c.sheet = ? ORDER BY c.agent, c.period`,
      id,
    )
    .map(({ period, amount, invoiced, live, name, state, ...rest }) => ({
      ...rest,
      period: monthFromNumber(period),
      name: name ?? '',
      amount: yuan(asFen(amount)),
      invoiced: yuan(asFen(invoiced)),
      state: state ?? 'awaitingInvoice',
      live: live === 1,
    }))
  // a cancelled sheet still says what it held
  const counted = row.state === 'live' ? lines.filter(({ live }) => live) : lines
  const amount = sumOf(counted, (line) => fen(line.amount))
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    exception: row.exception,
    user: row.user,
    at: row.at,
    cancelledBy: row.cancelled_by,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason,
    periods: [...new Set(counted.map(({ period }) => period))].sort(),
    count: counted.length,
    agents: new Set(counted.map(({ agent }) => agent)).size,
    amount: yuan(amount),
    inWords: amountInWords(amount),
    lines,
  }
}

export type ClaimSheetRow = Omit<ClaimSheet, 'lines' | 'inWords'>

/** Sheets, newest first (the last 1,000); of a month where one is named. */
export function listClaims(cx: Query, period?: Month): ClaimSheetRow[] {
  return cx.db
    .all<{ id: number }>(
      `SELECT id FROM claim_sheets s WHERE ?1 IS NULL OR EXISTS
       (SELECT 1 FROM claim_items c WHERE c.sheet = s.id AND c.period = ?1) ORDER BY id DESC LIMIT 1000`,
      period ? monthNumber(period) : null,
    )
    .map(({ id }) => {
      const { lines: _lines, inWords: _words, ...row } = claimSheet(cx, id)
      return row
    })
}
