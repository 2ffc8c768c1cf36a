/** Deposits as people see them: who has how much of which kind, and one agent's account with the proof of its sum. */
import { type DepositAct, freeFrom, runningBalances, signedAmount } from '../../domain/deposit.ts'
import { asFen, sumFen, yuan } from '../../domain/money.ts'
import type { IsoDate } from '../../domain/month.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Query } from '../office.ts'
import { agentId } from '../register/agents.ts'
import { counted, type DepositRow, type DepositState, depositRows, reserved } from './entries.ts'

/** One agent's deposit of one kind. */
export interface DepositAccountRow {
  readonly agent: string
  readonly name: string
  readonly kind: string
  /** Brought in at the opening, paid in or taken over, less corrections. */
  readonly paid: string
  readonly deducted: string
  readonly returned: string
  readonly balance: string
  /** Deductions, returns and corrections that wait for their decision. */
  readonly waiting: number
  /** The receipts, as they stand on paper. */
  readonly receipts: string
  readonly lastDay: IsoDate | null
}

interface Proof {
  readonly paid: string
  readonly deducted: string
  readonly returned: string
  readonly balance: string
}

function proofOf(rows: readonly DepositRow[]): Proof {
  const sum = (...acts: DepositAct[]) => sumFen(rows.filter(({ act }) => acts.includes(act)).map(signedAmount))
  const minus = (amount: number) => yuan(asFen(amount === 0 ? 0 : -amount))
  return {
    paid: yuan(sum('opening', 'paid', 'movedIn', 'corrected', 'movedOut')),
    deducted: minus(sum('deducted')),
    returned: minus(sum('returned')),
    balance: yuan(sumFen(rows.map(signedAmount))),
  }
}

function namesOf(cx: Query): Map<number, { code: string; name: string }> {
  return new Map(
    cx.db
      .all<{ id: number; code: string; name: string }>('SELECT id, code, name FROM agents')
      .map((each) => [each.id, each]),
  )
}

/** Every agent's deposits by kind, by code. */
export function depositAccounts(cx: Query): DepositAccountRow[] {
  const names = namesOf(cx)
  return [...Map.groupBy(depositRows(cx.db), ({ agentId, kind }) => `${agentId} ${kind}`).values()]
    .map((rows): DepositAccountRow => {
      const { agentId, kind } = rows[0]!
      const own = counted(rows)
      const { code = '', name = '' } = names.get(agentId) ?? {}
      const paid = own.filter(({ act }) => act === 'paid' || act === 'opening')
      return {
        agent: code,
        name,
        kind,
        ...proofOf(own),
        waiting: rows.filter(({ state }) => state === 'asked').length,
        receipts: paid.flatMap(({ receipt }) => receipt ?? []).join('、'),
        lastDay: own.at(-1)?.day ?? null,
      }
    })
    .sort((a, b) => (a.agent === b.agent ? (a.kind < b.kind ? -1 : 1) : a.agent < b.agent ? -1 : 1))
}

export interface DepositView {
  readonly id: number | null
  readonly agent: string
  readonly name: string
  readonly kind: string
  readonly act: DepositAct
  readonly day: IsoDate
  readonly amount: string
  /** Negative where it leaves the account. */
  readonly signed: string
  /** After it, of its kind; null while it does not count. */
  readonly balance: string | null
  readonly inWords: string
  readonly receipt: string | null
  readonly reason: string | null
  readonly corrects: number | null
  readonly state: DepositState
  readonly author: string | null
  readonly at: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decision: string | null
}

function viewOf(
  { agentId, amount, ...row }: DepositRow,
  who: { code: string; name: string },
  balance: string | null,
): DepositView {
  return {
    ...row,
    agent: who.code,
    name: who.name,
    amount: yuan(amount),
    signed: yuan(signedAmount({ act: row.act, amount })),
    balance,
    inWords: amountInWords(amount),
  }
}

export interface DepositAccount {
  readonly agent: string
  readonly name: string
  readonly balance: string
  readonly inWords: string
  readonly kinds: readonly (Proof & { readonly kind: string /** What can leave it today. */; readonly free: string })[]
  /** Every entry, by kind and day, with the balance after it. */
  readonly entries: readonly DepositView[]
}

/** One agent's account whole. @throws Refusal NOT_FOUND */
export function depositAccount(cx: Query, agent: string): DepositAccount {
  const id = agentId(cx.db, agent)
  const name = cx.db.get<{ name: string }>('SELECT name FROM agents WHERE id = ?', id)?.name ?? ''
  const who = { code: agent, name }
  const rows = depositRows(cx.db, id)
  const kinds = [...Map.groupBy(rows, ({ kind }) => kind)].sort(([a], [b]) => (a < b ? -1 : 1))
  const total = sumFen(counted(rows).map(signedAmount))
  return {
    agent,
    name,
    balance: yuan(total),
    inWords: amountInWords(total),
    kinds: kinds.map(([kind, own]) => ({
      kind,
      ...proofOf(counted(own)),
      free: yuan(freeFrom(reserved(own), cx.today)),
    })),
    entries: kinds.flatMap(([, own]) => [
      ...runningBalances(counted(own)).map(({ balance, ...row }) => viewOf(row, who, yuan(balance))),
      ...own.filter(({ state }) => state !== 'confirmed').map((row) => viewOf(row, who, null)),
    ]),
  }
}

/** What waits for a second person, the oldest first. */
export function depositsWaiting(cx: Query): DepositView[] {
  const names = namesOf(cx)
  return depositRows(cx.db)
    .filter(({ state }) => state === 'asked')
    .sort((a, b) => (a.id ?? 0) - (b.id ?? 0))
    .map((row) => viewOf(row, names.get(row.agentId) ?? { code: '', name: '' }, null))
}

/** The kinds of deposits that were ever named, the most used first: what the form offers. */
export function depositKinds(cx: Query): string[] {
  const counts = new Map<string, number>()
  for (const { kind } of depositRows(cx.db)) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const used = [...counts].sort(([, a], [, b]) => b - a).map(([kind]) => kind)
  return [...new Set([...used, '专营保证金', '号卡保证金', '终端保证金'])]
}
