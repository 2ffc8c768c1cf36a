/** What is asked of a change of owner or a merger, and its two agents. */
import { asFen, type Fen, fen } from '../../domain/money.ts'
import type { IsoDate, Month } from '../../domain/month.ts'
import type { PayerKind } from '../../domain/statement.ts'

export interface MoveAsked {
  readonly kind: 'owner' | 'merger'
  readonly from: string
  readonly to: string
  /** It takes effect on the first of this month. */
  readonly month: Month
  /** Codes; a merger takes all of them, also where none is named. */
  readonly outlets: readonly string[]
  readonly deposits: boolean
  /** Where only some of the deposits go: their receipts, each whole; null: all of them. A merger takes all. */
  readonly receipts?: readonly MovedReceipt[] | null | undefined
  readonly fund: boolean
  readonly carried: boolean
  readonly agreements: 'takeOver' | 'end'
}

/** Money that came in at once, as the account shows it. */
export interface MovedReceipt {
  readonly kind: string
  readonly day: IsoDate
  readonly receipt: string | null
  readonly amount: string
}

export interface MoveParty {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly payerKind: PayerKind
  readonly fundMember: boolean
}

/** What the receipts say together, by kind of deposit. */
export function amountsOf(receipts: readonly MovedReceipt[]): Map<string, Fen> {
  const sums = new Map<string, Fen>()
  for (const { kind, amount } of receipts) sums.set(kind, asFen((sums.get(kind) ?? 0) + fen(amount)))
  return sums
}
