/** Checks of payments: changed accounts, payments without agreement, transfers unlike their claim sheets, invoices twice. */
import {
  type AccountChange,
  type AgentPayment,
  accountChanged,
  accountsChanged,
} from '../../domain/checks/account-changed.ts'
import { duplicateInvoice, invoicesTwice, type RegisteredInvoice } from '../../domain/checks/duplicate-invoice.ts'
import { noAgreement, type PaidOutlet, paidWithoutAgreement } from '../../domain/checks/no-agreement.ts'
import { type ClaimedTransfer, transferDiffers, transfersDiffering } from '../../domain/checks/transfer-differs.ts'
import { asFen, fen } from '../../domain/money.ts'
import { dateFromNumber, firstDay, monthNumber } from '../../domain/month.ts'
import { agreedOn, keepsAgreements } from '../completeness/agreed.ts'
import { rowsAt } from '../register/history.ts'
import { grossOf } from '../settlements/list.ts'
import { type Check, dayOf, type Look } from './look.ts'

const PAYMENTS_A_STEP = 300

export const accountChangedCheck: Check = {
  words: accountChanged,
  *find(look) {
    const payments = paymentsOf(look)
    for (let at = 0; at < payments.length; at += PAYMENTS_A_STEP) {
      yield null
      const some = payments.slice(at, at + PAYMENTS_A_STEP)
      yield* accountsChanged(some, changesOf(look, some), look.today)
    }
  },
}

/** Payments of the month above zero, with the day on which each was paid. */
function paymentsOf({ db, period }: Look): AgentPayment[] {
  return db
    .all<{ agent: string; name: string; payable: string; paid_on: number | null }>(
      `SELECT d.code AS agent, json_extract(d.document, '$.name') AS name, json_extract(d.document, '$.payable') AS payable, p.paid_on
       FROM closed_documents d LEFT JOIN payment_states p ON p.period = d.period AND p.agent = d.code
       WHERE d.period = ? AND d.kind = 'payment' ORDER BY d.code`,
      monthNumber(period),
    )
    .map(({ agent, name, payable, paid_on }) => ({
      agent,
      name,
      amount: fen(payable),
      paidOn: paid_on === null ? null : dateFromNumber(paid_on),
    }))
    .filter(({ amount }) => amount > 0)
}

/** Every change of payee, bank or account of these payments' agents, with what it was before. */
function changesOf({ db }: Look, payments: readonly AgentPayment[]): AccountChange[] {
  const rows = db.all<{
    agent: string
    field: string
    value: string | null
    from_day: number
    user: string
    at: string
  }>(
    `SELECT a.code AS agent, h.field, h.value, h.from_day, h.user, h.at FROM history h JOIN agents a ON a.id = h.subject_id
     WHERE h.subject = 'agent' AND h.field IN ('payeeName', 'bank', 'account') AND a.code IN (SELECT value FROM json_each(?))
     ORDER BY h.subject_id, h.field, h.from_day, h.id`,
    JSON.stringify(payments.map(({ agent }) => agent)),
  )
  const changes: AccountChange[] = []
  let before: (typeof rows)[number] | undefined
  for (const row of rows) {
    const isSame = before?.agent === row.agent && before.field === row.field
    if (row.from_day > 0)
      changes.push({
        ...{ agent: row.agent, field: row.field, value: row.value, user: row.user },
        before: isSame ? (before?.value ?? null) : null,
        from: dateFromNumber(row.from_day),
        recorded: dayOf(row.at),
      })
    before = row
  }
  return changes
}

const OUTLETS_A_STEP = 500

export const noAgreementCheck: Check = {
  words: noAgreement,
  *find(look) {
    const { db, period, end } = look
    const gross = grossOf(db, period)
    yield null
    const agents = new Map(
      db
        .all<{ id: number; code: string; name: string }>('SELECT id, code, name FROM agents')
        .map((row) => [row.id, row]),
    )
    const ids = [...gross.keys()]
    const paid: PaidOutlet[] = []
    for (let at = 0; at < ids.length; at += OUTLETS_A_STEP) {
      const some = ids.slice(at, at + OUTLETS_A_STEP)
      const outlets = rowsAt(db, 'outlet', end, some)
      const agreed = new Set([...agreedOn(db, firstDay(period), some), ...agreedOn(db, end, some)])
      for (const id of some) {
        const outlet = outlets.get(id)
        const agent = agents.get(outlet?.agent as number)
        if (!outlet || !agent || outlet.category !== 'partner') continue
        paid.push({
          ...{ outlet: String(outlet.code), name: String(outlet.name), agent: agent.code, agentName: agent.name },
          gross: asFen(gross.get(id) ?? 0),
          agreed: agreed.has(id),
        })
      }
      yield null
    }
    yield* paidWithoutAgreement(
      paid.sort((a, b) => (a.outlet < b.outlet ? -1 : 1)),
      keepsAgreements(db),
    )
  },
}

export const transferDiffersCheck: Check = {
  words: transferDiffers,
  *find({ db, period }) {
    const rows = db.all<{
      agent: string
      name: string
      sheet: string
      file: string
      payee: string | null
      bank: string | null
      account: string | null
      amount: number
      payee2: string | null
      bank2: string | null
      account2: string | null
      amount2: number
      by: string
      by2: string
    }>(
      `SELECT i.agent, l.name, s.number AS sheet, f.number AS file, c.payee, c.bank, c.account, c.amount, l.payee AS payee2,
         l.bank AS bank2, l.account AS account2, i.amount AS amount2, s.user AS by, f.user AS by2
       FROM payment_line_items i JOIN payment_lines l ON l.id = i.line JOIN payment_files f ON f.id = l.file
       JOIN claim_items c ON c.period = i.period AND c.agent = i.agent AND c.live = 1
       JOIN claim_sheets s ON s.id = c.sheet AND s.state = 'live'
       WHERE i.period = ? AND f.state = 'live' AND l.state <> 'cancelled' ORDER BY i.agent, f.number`,
      monthNumber(period),
    )
    const transfers = rows.map(
      ({
        agent,
        name,
        sheet,
        file,
        payee,
        bank,
        account,
        amount,
        payee2,
        bank2,
        account2,
        amount2,
        by,
        by2,
      }): ClaimedTransfer => ({
        ...{ agent, name, sheet, file },
        claimed: { payee, bank, account, amount: asFen(amount) },
        transferred: { payee: payee2, bank: bank2, account: account2, amount: asFen(amount2) },
        people: [...new Set([by, by2])],
      }),
    )
    yield* transfersDiffering(transfers)
  },
}

const INVOICES_A_STEP = 4000

export const duplicateInvoiceCheck: Check = {
  words: duplicateInvoice,
  *find({ db, period }) {
    const names = new Map(
      db.all<{ code: string; name: string }>('SELECT code, name FROM agents').map(({ code, name }) => [code, name]),
    )
    const ofMonth = new Set(
      db
        .all<{ invoice: number }>('SELECT DISTINCT invoice FROM invoice_payments WHERE period = ?', monthNumber(period))
        .map(({ invoice }) => invoice),
    )
    if (ofMonth.size === 0) return
    const invoices: RegisteredInvoice[] = []
    for (let after = 0; ; ) {
      const rows = db.all<{ id: number; agent: string; number: string; date: number; amount: number; state: string }>(
        'SELECT id, agent, number, date, amount, state FROM invoices WHERE id > ? ORDER BY id LIMIT ?',
        after,
        INVOICES_A_STEP,
      )
      for (const { id, agent, number, date, amount, state } of rows)
        invoices.push({
          ...{ id, agent, number, name: names.get(agent) ?? agent, date: dateFromNumber(date), amount: asFen(amount) },
          void: state === 'void',
          ofMonth: ofMonth.has(id),
        })
      yield null
      const last = rows.at(-1)
      if (!last || rows.length < INVOICES_A_STEP) break
      after = last.id
    }
    yield* invoicesTwice(invoices)
  },
}
