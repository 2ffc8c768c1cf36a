/** Transfers of payment files: which payment is at the bank, and what becomes of a transfer and the payments in it. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, type Fen } from '../../domain/money.ts'
import { dateNumber, type IsoDate, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { move, type PaymentKey } from './standing.ts'

export type LineState = 'open' | 'paid' | 'returned' | 'cancelled'

export interface BankLine {
  readonly id: number
  readonly file: number
  readonly number: number
  readonly reference: string
  readonly agent: string
  readonly name: string
  readonly payee: string
  readonly bank: string | null
  readonly account: string
  readonly amount: Fen
  readonly purpose: string
  readonly state: LineState
  readonly reason: string | null
  readonly paid_on: number | null
}

/** The open transfer that holds a payment, with its file's number. */
export function openLineOf(db: ReadDb, { period, agent }: PaymentKey): (BankLine & { fileNumber: string }) | undefined {
  return db.get(
    `SELECT l.*, f.number AS fileNumber FROM payment_line_items i JOIN payment_lines l ON l.id = i.line
     JOIN payment_files f ON f.id = l.file WHERE i.period = ? AND i.agent = ? AND i.open = 1`,
    monthNumber(period),
    agent,
  )
}

/** The transfer that paid a payment, where it was one. */
export function payingLineOf(db: ReadDb, { period, agent }: PaymentKey): BankLine | undefined {
  return db.get(
    `SELECT l.* FROM payment_line_items i JOIN payment_lines l ON l.id = i.line
     WHERE i.period = ? AND i.agent = ? AND l.state = 'paid' ORDER BY l.id DESC LIMIT 1`,
    monthNumber(period),
    agent,
  )
}

/** @throws Refusal IN_PAYMENT_FILE {number} while the payment is at the bank */
export function refuseInFile(db: ReadDb, key: PaymentKey): void {
  const line = openLineOf(db, key)
  if (line) throw new Refusal('IN_PAYMENT_FILE', { period: key.period, agent: key.agent, number: line.fileNumber })
}

export function itemsOf(db: ReadDb, line: number): { period: Month; agent: string; amount: Fen }[] {
  return db
    .all<{ period: number; agent: string; amount: number }>(
      'SELECT period, agent, amount FROM payment_line_items WHERE line = ? ORDER BY period',
      line,
    )
    .map(({ period, agent, amount }) => ({ period: monthFromNumber(period), agent, amount: asFen(amount) }))
}

/**
 * Books what the bank did with a transfer, for all payments in it.
 * A paid transfer may still come back; a returned or cancelled one is over.
 * @throws Refusal LINE_DONE {reference, state}, PAYMENT_STATE
 */
export function resolveLine(
  cx: Command,
  line: BankLine,
  outcome: { state: 'paid'; paidOn: IsoDate } | { state: 'returned'; reason: string },
): PaymentKey[] {
  if (!(line.state === 'open' || (line.state === 'paid' && outcome.state === 'returned')))
    throw new Refusal('LINE_DONE', { reference: line.reference, state: line.state, agent: line.agent })
  const items = itemsOf(cx.db, line.id)
  for (const item of items)
    if (outcome.state === 'paid') move(cx, item, 'pay', { document: line.reference, paidOn: outcome.paidOn })
    else move(cx, item, 'return', { document: line.reference, reason: outcome.reason })
  endLine(
    cx,
    line.id,
    outcome.state,
    outcome.state === 'paid' ? null : outcome.reason,
    outcome.state === 'paid' ? outcome.paidOn : null,
  )
  return items
}

/** Ends a transfer without touching its payments. */
export function endLine(
  cx: Command,
  line: number,
  state: LineState,
  reason: string | null,
  paidOn: IsoDate | null,
): void {
  cx.db.run(
    'UPDATE payment_lines SET state = ?, reason = ?, paid_on = ? WHERE id = ?',
    state,
    reason,
    paidOn === null ? null : dateNumber(paidOn),
    line,
  )
  cx.db.run('UPDATE payment_line_items SET open = 0 WHERE line = ?', line)
}

/** Cancels an open transfer; its payments stay claimed. A file without any other transfer left is cancelled with it. */
export function cancelLine(cx: Command, line: BankLine, reason: string): void {
  endLine(cx, line.id, 'cancelled', reason, null)
  const left = cx.db.get("SELECT 1 FROM payment_lines WHERE file = ? AND state <> 'cancelled'", line.file)
  if (left) return
  cx.db.run(
    `UPDATE payment_files SET state = 'cancelled', cancelled_by = ?, cancelled_at = ?, cancel_reason = ?
     WHERE id = ? AND state = 'live'`,
    cx.user,
    cx.now,
    reason,
    line.file,
  )
}
