/** Every amount of a move before and after it: deposits, fund lots, the month's payments. */
import type { ReadDb } from '../../data/handles.ts'
import type { Holdings } from '../../domain/agent-move.ts'
import { lotTotal } from '../../domain/fund.ts'
import { asFen, type Fen, sumFen, yuan } from '../../domain/money.ts'
import type { Month } from '../../domain/month.ts'
import { fundFreeFrom } from '../../domain/statement.ts'
import { factsOf } from '../settlements/facts.ts'
import { paymentsOf } from '../settlements/payments.ts'
import { stateOf } from '../settlements/state.ts'
import type { MoveParty } from './asked.ts'

/** An amount of both agents, before and after. */
export interface MoveAmount {
  readonly what: string
  readonly fromBefore: string
  readonly fromAfter: string
  readonly toBefore: string
  readonly toAfter: string
}

export interface LotAmount extends MoveAmount {
  readonly period: Month
  readonly origin: string
  /** When it may be paid out. */
  readonly freeFrom: Month
}

/** What the two agents hold. */
export interface Both {
  readonly from: Holdings
  readonly to: Holdings
}

export function depositAmounts(before: Both, after: Both): MoveAmount[] {
  const kinds = [...new Set([...before.from.deposits.keys(), ...before.to.deposits.keys()])].sort()
  const amount = (of: Holdings, kind: string) => yuan(of.deposits.get(kind) ?? asFen(0))
  return kinds.map((kind) => ({
    what: kind,
    fromBefore: amount(before.from, kind),
    fromAfter: amount(after.from, kind),
    toBefore: amount(before.to, kind),
    toAfter: amount(after.to, kind),
  }))
}

export function lotAmounts(before: Both, after: Both): LotAmount[] {
  const keys = new Map([...before.from.lots, ...before.to.lots].map((lot) => [`${lot.period} ${lot.origin}`, lot]))
  const amount = (of: Holdings, period: Month, origin: string) =>
    yuan(sumFen(of.lots.filter((lot) => lot.period === period && lot.origin === origin).map(lotTotal)))
  return [...keys]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { period, origin }]) => ({
      what: period,
      period,
      origin,
      freeFrom: fundFreeFrom(period),
      fromBefore: amount(before.from, period, origin),
      fromAfter: amount(after.from, period, origin),
      toBefore: amount(before.to, period, origin),
      toAfter: amount(after.to, period, origin),
    }))
}

/** The month's payments with the register as it is, and as it will be: tax and fund follow the person who is paid. */
export function paymentAmounts(
  db: ReadDb,
  given: {
    month: Month
    from: MoveParty
    to: MoveParty
    moving: readonly { id: number }[]
    carried: ReadonlyMap<string, Fen>
    after: Both
  },
): MoveAmount[] | null {
  const { month, from, to, moving, carried, after } = given
  if (stateOf(db, month).run === null) return null
  const facts = factsOf(db, month)
  const outlets = new Map(facts.outlets)
  for (const { id } of moving) {
    const outlet = outlets.get(id)
    if (outlet) outlets.set(id, { ...outlet, agentId: to.id, agent: to.code })
  }
  const later = new Map(carried)
  later.set(from.code, after.from.carried)
  later.set(to.code, after.to.carried)
  const find = (payments: ReturnType<typeof paymentsOf>, id: number) => payments.find(({ agentId }) => agentId === id)
  const before = paymentsOf(db, month, facts, carried)
  const then = paymentsOf(db, month, { ...facts, outlets }, later)
  const fields = [
    ['酬金', 'gross'],
    ['基金缴存', 'fund'],
    ['代扣个税', 'tax'],
    ['上月结转', 'carriedIn'],
    ['应付', 'payable'],
    ['结转下月', 'carriedOut'],
  ] as const
  return fields.map(([what, key]) => ({
    what,
    fromBefore: yuan(find(before, from.id)?.[key] ?? asFen(0)),
    fromAfter: yuan(find(then, from.id)?.[key] ?? asFen(0)),
    toBefore: yuan(find(before, to.id)?.[key] ?? asFen(0)),
    toAfter: yuan(find(then, to.id)?.[key] ?? asFen(0)),
  }))
}
