/** Deposits (保证金) of an agent by kind: what each act does to the balance, which is never below zero on any day (DOMAIN.md §2). */
import { asFen, type Fen } from './money.ts'
import type { IsoDate } from './month.ts'

export type DepositAct = 'opening' | 'paid' | 'deducted' | 'returned' | 'corrected' | 'movedIn' | 'movedOut'

export interface DepositEntry {
  readonly day: IsoDate
  readonly act: DepositAct
  /** Above zero; the act says which way. */
  readonly amount: Fen
}

const INTO: ReadonlySet<DepositAct> = new Set(['opening', 'paid', 'movedIn'])

/** What an entry adds to the balance: negative where money leaves it. */
export function signedAmount({ act, amount }: Pick<DepositEntry, 'act' | 'amount'>): Fen {
  return asFen(INTO.has(act) ? amount : -amount)
}

/** In the order in which they count: by day; of one day, what comes in before what goes out. */
export function depositOrder<Entry extends DepositEntry>(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) =>
    a.day === b.day ? Number(INTO.has(b.act)) - Number(INTO.has(a.act)) : a.day < b.day ? -1 : 1,
  )
}

/** The balance after each entry, in their order. */
export function runningBalances<Entry extends DepositEntry>(
  entries: readonly Entry[],
): (Entry & { readonly balance: Fen })[] {
  let balance = 0
  return depositOrder(entries).map((entry) => {
    balance += signedAmount(entry)
    return { ...entry, balance: asFen(balance) }
  })
}

/** The least that the balance is from a day on, at the end of a day: what can leave the account on that day. */
export function freeFrom(entries: readonly DepositEntry[], day: IsoDate): Fen {
  const balances = runningBalances(entries)
  const before = balances.findLast((entry) => entry.day <= day)?.balance ?? 0
  const later = balances.filter((entry) => entry.day > day).map(({ balance }) => balance)
  return asFen(Math.max(0, Math.min(before, ...later)))
}
