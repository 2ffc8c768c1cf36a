/** One agent's payment of a closed month with all that belongs to it: invoices, sheet, transfers, history. */
import { asFen, yuan } from '../../domain/money.ts'
import { dateFromNumber, type IsoDate, type Month, monthNumber } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import { type Invoice, listInvoices } from './invoices.ts'
import { type PayingRow, payingMonth } from './list.ts'
import { accountOf, type PayeeWarning, payeeWarnings } from './payees.ts'
import { eventsOf, type PaymentEvent, type PaymentKey } from './standing.ts'

export interface PaymentFile {
  /** Null where nothing is to be paid, or the month is not closed. */
  readonly row: PayingRow | null
  readonly due: IsoDate | null
  readonly invoices: readonly Invoice[]
  readonly transfers: readonly {
    readonly file: number
    readonly fileNumber: string
    readonly reference: string
    readonly account: string
    readonly amount: string
    readonly state: string
    readonly reason: string | null
    readonly paidOn: IsoDate | null
    readonly at: string
  }[]
  readonly events: readonly (Omit<PaymentEvent, 'amount'> & { readonly amount: string })[]
  /** To whom it would go today. */
  readonly payee: { readonly payee: string | null; readonly bank: string | null; readonly account: string | null }
  readonly warnings: readonly PayeeWarning[]
}

export function paymentFileOf(cx: Query, key: PaymentKey): PaymentFile {
  const { db } = cx
  const month = payingMonth(cx, key.period)
  const row = month.rows.find(({ agent }) => agent === key.agent) ?? null
  const payee = accountOf(db, key.agent)
  return {
    row,
    due: month.due,
    invoices: listInvoices(cx, key),
    transfers: transfersOf(cx, key.period, key.agent),
    events: eventsOf(db, key).map(({ amount, ...event }) => ({ ...event, amount: yuan(amount) })),
    payee: { payee: payee?.payee ?? null, bank: payee?.bank ?? null, account: payee?.account ?? null },
    warnings: row === null || row.state === 'paid' ? [] : payeeWarnings(cx, [key]),
  }
}

function transfersOf({ db }: Query, period: Month, agent: string): PaymentFile['transfers'] {
  return db
    .all<{
      file: number
      fileNumber: string
      reference: string
      account: string
      amount: number
      state: string
      reason: string | null
      paid_on: number | null
      at: string
    }>(
      `SELECT l.file, f.number AS fileNumber, l.reference, l.account, l.amount, l.state, l.reason, l.paid_on, f.at
       FROM payment_line_items i JOIN payment_lines l ON l.id = i.line JOIN payment_files f ON f.id = l.file
       WHERE i.period = ? AND i.agent = ? ORDER BY l.id DESC`,
      monthNumber(period),
      agent,
    )
    .map(({ paid_on, amount, ...line }) => ({
      ...line,
      amount: yuan(asFen(amount)),
      paidOn: paid_on === null ? null : dateFromNumber(paid_on),
    }))
}
