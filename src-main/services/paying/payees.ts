/** To whom and to which account an agent is paid today, and what an auditor would ask about it. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate, type Month, monthNumber } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import type { PaymentKey } from './standing.ts'

export interface Payee {
  readonly agent: string
  readonly name: string
  readonly payee: string | null
  readonly bank: string | null
  readonly account: string | null
}

/** The payee that the register says today. */
export function accountOf(db: ReadDb, agent: string): Payee | undefined {
  return db.get<Payee>(
    'SELECT code AS agent, name, payee_name AS payee, bank, account FROM agents WHERE code = ?',
    agent,
  )
}

/** The account from which a payment last came back; null where none did. */
export function returnedAccount(db: ReadDb, { period, agent }: PaymentKey): string | null {
  const found = db.get<{ account: string }>(
    `SELECT l.account FROM payment_line_items i JOIN payment_lines l ON l.id = i.line
     WHERE i.period = ? AND i.agent = ? AND l.state = 'returned' ORDER BY l.id DESC LIMIT 1`,
    monthNumber(period),
    agent,
  )
  return found?.account ?? null
}

/** A change this recent is shown before the money goes out. */
export const RECENT_DAYS = 30

export type PayeeWarning =
  | {
      readonly code: 'ACCOUNT_CHANGED'
      readonly agent: string
      readonly field: string
      readonly from: IsoDate
      readonly user: string
      readonly at: string
      /** Whoever makes the file changed it. */
      readonly own: boolean
    }
  | {
      readonly code: 'SHARED_ACCOUNT'
      readonly agent: string
      readonly account: string
      readonly agents: readonly string[]
    }
  | { readonly code: 'OTHER_THAN_STATEMENT'; readonly agent: string; readonly periods: readonly Month[] }
  | { readonly code: 'SAME_AS_RETURNED'; readonly agent: string; readonly account: string }
  | { readonly code: 'NO_BANK'; readonly agent: string }

/** What is worth a second look before these payments go to the bank. */
export function payeeWarnings(cx: Query, payments: readonly PaymentKey[]): PayeeWarning[] {
  const { db } = cx
  const agents = [...new Set(payments.map(({ agent }) => agent))]
  const warnings: PayeeWarning[] = []
  const since = new Date(Date.parse(cx.today) - RECENT_DAYS * 86_400_000).toISOString()
  const shared = sharedAccounts(db)
  for (const agent of agents) {
    const payee = accountOf(db, agent)
    if (!payee) continue
    const changes = db.all<{ field: string; from_day: number; user: string; at: string }>(
      `SELECT h.field, h.from_day, h.user, h.at FROM history h JOIN agents a ON a.id = h.subject_id
       WHERE h.subject = 'agent' AND a.code = ?1 AND h.field IN ('payeeName', 'bank', 'account') AND h.from_day > 0
       AND h.from_day <= ?2 AND (h.from_day >= ?3 OR h.at >= ?4) ORDER BY h.id DESC`,
      agent,
      dateNumber(cx.today),
      dateNumber(since.slice(0, 10) as IsoDate),
      since,
    )
    for (const field of ['payeeName', 'bank', 'account']) {
      const change = changes.find((each) => each.field === field)
      if (!change) continue
      const { user, at } = change
      const from = dateFromNumber(change.from_day)
      warnings.push({ code: 'ACCOUNT_CHANGED', agent, field, from, user, at, own: user === cx.user })
    }
    if (payee.account !== null) {
      const same = (shared.get(payee.account) ?? []).filter((code) => code !== agent)
      if (same.length > 0) warnings.push({ code: 'SHARED_ACCOUNT', agent, account: payee.account, agents: same })
    }
    if (payee.bank === null) warnings.push({ code: 'NO_BANK', agent })
    const own = payments.filter((payment) => payment.agent === agent)
    const other = own.filter((payment) => differsFromStatement(db, payment, payee)).map(({ period }) => period)
    if (other.length > 0) warnings.push({ code: 'OTHER_THAN_STATEMENT', agent, periods: other })
    const { account } = payee
    if (account !== null && own.some((payment) => returnedAccount(db, payment) === account))
      warnings.push({ code: 'SAME_AS_RETURNED', agent, account })
  }
  return warnings
}

/** Accounts of several agents, with their codes: read once, for a city has thousands of agents. */
function sharedAccounts(db: ReadDb): Map<string, string[]> {
  const rows = db.all<{ account: string; codes: string }>(
    `SELECT account, json_group_array(code ORDER BY code) AS codes FROM agents WHERE account IS NOT NULL
     GROUP BY account HAVING count(*) > 1`,
  )
  return new Map(rows.map(({ account, codes }) => [account, JSON.parse(codes) as string[]]))
}

function differsFromStatement(db: ReadDb, { period, agent }: PaymentKey, payee: Payee): boolean {
  const frozen = db.get<{ payee: string | null; account: string | null }>(
    `SELECT json_extract(document, '$.payee.name') AS payee, json_extract(document, '$.payee.account') AS account
     FROM closed_documents WHERE period = ? AND kind = 'payment' AND code = ?`,
    monthNumber(period),
    agent,
  )
  return frozen !== undefined && (frozen.payee !== payee.payee || frozen.account !== payee.account)
}
