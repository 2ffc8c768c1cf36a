/** What goes along when an agent's outlets get another owner, or two agents merge: nothing is lost, nothing is made (DOMAIN.md §2). */
import { type FundLot, lotTotal } from './fund.ts'
import { asFen, type Fen, sumFen } from './money.ts'

/** What the office holds of an agent, or has to take from him. */
export interface Holdings {
  /** By kind; above zero. */
  readonly deposits: ReadonlyMap<string, Fen>
  /** What is left of his fund lots. */
  readonly lots: readonly FundLot[]
  /** Carried into the month: zero or negative. */
  readonly carried: Fen
}

export interface Goes {
  readonly deposits: boolean
  /** Where only some receipts go: how much of each kind, at most what there is; absent: all of it. */
  readonly amounts?: ReadonlyMap<string, Fen>
  readonly fund: boolean
  readonly carried: boolean
}

/** Both agents' holdings after the move: lots keep their month of contribution, deposits their kind. */
export function afterMove(from: Holdings, to: Holdings, goes: Goes): { from: Holdings; to: Holdings } {
  const going = goes.amounts ?? from.deposits
  return {
    from: {
      deposits: goes.deposits ? addedDeposits(from.deposits, negated(going)) : from.deposits,
      lots: goes.fund ? [] : from.lots,
      carried: goes.carried ? asFen(0) : from.carried,
    },
    to: {
      deposits: goes.deposits ? addedDeposits(to.deposits, going) : to.deposits,
      lots: goes.fund ? addedLots(to.lots, from.lots) : to.lots,
      carried: goes.carried ? asFen(to.carried + from.carried) : to.carried,
    },
  }
}

function addedDeposits(to: ReadonlyMap<string, Fen>, from: ReadonlyMap<string, Fen>): Map<string, Fen> {
  const sum = new Map(to)
  for (const [kind, amount] of from) sum.set(kind, asFen((sum.get(kind) ?? 0) + amount))
  for (const [kind, amount] of sum) if (amount === 0) sum.delete(kind)
  return sum
}

const negated = (amounts: ReadonlyMap<string, Fen>): Map<string, Fen> =>
  new Map([...amounts].map(([kind, amount]) => [kind, asFen(-amount)]))

function addedLots(to: readonly FundLot[], from: readonly FundLot[]): FundLot[] {
  const sum = new Map<string, FundLot>()
  for (const lot of [...to, ...from]) {
    const key = `${lot.period} ${lot.origin}`
    const known = sum.get(key)
    const [own, matched] = [(known?.own ?? 0) + lot.own, (known?.matched ?? 0) + lot.matched]
    sum.set(key, { ...lot, own: asFen(own), matched: asFen(matched) })
  }
  return [...sum.values()].sort((a, b) =>
    a.period < b.period ? -1 : a.period > b.period ? 1 : a.origin < b.origin ? -1 : 1,
  )
}

/** The sums that a move must not change. */
export function holdingSums(each: readonly Holdings[]): { deposits: Fen; fund: Fen; carried: Fen } {
  return {
    deposits: sumFen(each.flatMap(({ deposits }) => [...deposits.values()])),
    fund: sumFen(each.flatMap(({ lots }) => lots.map(lotTotal))),
    carried: sumFen(each.map(({ carried }) => carried)),
  }
}
