/** What an exit decided of the deposit (DOMAIN.md §2, exit with settlement): which acts empty the account, and what is in the way. */
import { asFen, type Fen } from './money.ts'

/** return: all of it; deduct: some is kept by the office, the rest returned; keep: the agent goes on; none: there is none. */
export type DepositEnd = 'return' | 'deduct' | 'keep' | 'none'
export type FundEnd = 'payOut' | 'keep' | 'none'

export interface DepositAct {
  readonly kind: string
  readonly act: 'deducted' | 'returned'
  /** Above zero. */
  readonly amount: Fen
}

/**
 * The acts that leave nothing of the balances, by kind; what is deducted comes first.
 * `deductions`: by kind, above zero. Null where more is to be deducted of a kind than there is.
 */
export function depositActs(
  how: DepositEnd,
  balances: ReadonlyMap<string, Fen>,
  deductions: ReadonlyMap<string, Fen>,
): readonly DepositAct[] | { readonly short: string } {
  if (how === 'keep' || how === 'none') return []
  const wanted = how === 'deduct' ? deductions : new Map<string, Fen>()
  for (const [kind, amount] of wanted) if (amount > (balances.get(kind) ?? 0)) return { short: kind }
  return [...balances].flatMap(([kind, balance]): DepositAct[] => {
    const deducted = wanted.get(kind) ?? 0
    const acts: DepositAct[] = [
      { kind, act: 'deducted', amount: asFen(deducted) },
      { kind, act: 'returned', amount: asFen(balance - deducted) },
    ]
    return acts.filter(({ amount }) => amount > 0)
  })
}

/** Something for which the settlement waits; in words: domain/said/exit-words.ts. */
export interface ExitPoint {
  readonly code:
    | 'NOT_YET'
    | 'NOT_SEEN'
    | 'NOT_LAST'
    | 'UNSETTLED'
    | 'DISPUTE'
    | 'ADJUSTMENT'
    | 'DEPOSIT_OPEN'
    | 'DEPOSIT_SHORT'
    | 'NO_AMOUNT'
  /** Days, months, codes, kinds: what the point is about. */
  readonly about: string
  /** The screen that settles it. */
  readonly to: string | null
}
