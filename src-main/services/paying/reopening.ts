/** Opening a closed month again while nothing of it is paid: its claim sheets and payment files are cancelled, said in the audit. */
import { type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { type BankLine, cancelLine } from './bank-lines.ts'
import { takeOff } from './claims.ts'
import { payableOf, recordEvent, standings } from './standing.ts'

export interface Released {
  readonly claimSheets: readonly string[]
  readonly paymentFiles: readonly string[]
}

/**
 * Takes back what was begun about paying a month; held payments stay held, invoices stay in the register.
 * To be called before the month's frozen documents go.
 * @throws Refusal ALREADY_PAID {period, count} once anything of it is paid
 */
export function releaseForReopening(cx: Command, period: Month, reason: string): Released {
  const number = monthNumber(period)
  const paid = cx.db.get<{ n: number }>(
    "SELECT count(*) AS n FROM payment_states WHERE period = ? AND state = 'paid'",
    number,
  )?.n
  if (paid) throw new Refusal('ALREADY_PAID', { period, count: paid })
  const lines = cx.db.all<BankLine & { fileNumber: string }>(
    `SELECT l.*, f.number AS fileNumber FROM payment_lines l JOIN payment_files f ON f.id = l.file
     WHERE l.state = 'open' AND l.id IN (SELECT line FROM payment_line_items WHERE period = ?)`,
    number,
  )
  for (const line of lines) cancelLine(cx, line, reason)
  const items = cx.db.all<{ sheet: number; agent: string; number: string }>(
    `SELECT c.sheet, c.agent, s.number FROM claim_items c JOIN claim_sheets s ON s.id = c.sheet
     WHERE c.period = ? AND c.live = 1`,
    number,
  )
  for (const { sheet, agent } of items) takeOff(cx, sheet, { period, agent }, reason)
  for (const [agent, standing] of standings(cx.db, period)) {
    const key = { period, agent }
    if (standing.state === 'awaitingInvoice') continue
    const to = standing.state === 'held' ? 'held' : 'awaitingInvoice'
    recordEvent(cx, key, { act: 'reopen', from: standing.state, to, amount: payableOf(cx.db, key), reason })
  }
  cx.db.run("DELETE FROM payment_states WHERE period = ? AND state <> 'held'", number)
  cx.db.run("UPDATE payment_states SET held_from = 'awaitingInvoice' WHERE period = ?", number)
  cx.db.run('DELETE FROM paying_due WHERE period = ?', number)
  return {
    claimSheets: [...new Set(items.map((item) => item.number))],
    paymentFiles: [...new Set(lines.map((line) => line.fileNumber))],
  }
}
