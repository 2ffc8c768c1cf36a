/** Fund accounts as people see them: each agent's balance, what is free, its lots and everything that was paid out. */
import { type FundLot, freeTotal, isFree, lotsLeft, lotTotal } from '../../domain/fund.ts'
import { asFen, sumFen, yuan } from '../../domain/money.ts'
import { addMonths, dateFromNumber, type IsoDate, type Month, monthOf } from '../../domain/month.ts'
import { fundFreeFrom } from '../../domain/statement.ts'
import type { Query } from '../office.ts'
import { agentId } from '../register/agents.ts'
import { lotsLeftByAgent, lotsOf } from './lots.ts'

export interface FundAccountRow {
  readonly agent: string
  readonly name: string
  readonly own: string
  readonly matched: string
  readonly balance: string
  /** What may be taken out today. */
  readonly free: string
  /** When the next lot becomes free, and how much. */
  readonly nextFreeFrom: Month | null
  readonly nextFree: string
  /** Payouts that wait for a decision or for being paid. */
  readonly waiting: number
}

/** Every agent with a fund account, by code. */
export function fundAccounts(cx: Query): FundAccountRow[] {
  const month = monthOf(cx.today)
  const lots = lotsLeftByAgent(cx.db)
  const waiting = new Map(
    cx.db
      .all<{ agent: number; n: number }>(
        "SELECT agent, count(*) AS n FROM fund_payouts WHERE state IN ('asked', 'approved') GROUP BY agent",
      )
      .map(({ agent, n }) => [agent, n]),
  )
  return cx.db
    .all<{ id: number; code: string; name: string }>(
      `SELECT id, code, name FROM agents WHERE id IN (SELECT agent FROM fund_lots)
       OR id IN (SELECT m.to_agent FROM agent_moves m JOIN agent_move_lots l ON l.move = m.id)
       OR id IN (SELECT agent FROM fund_payouts) ORDER BY code`,
    )
    .map(({ id, code, name }) => {
      const own = lots.get(id) ?? []
      const locked = own.filter((lot) => !isFree(lot, month) && lotTotal(lot) > 0)
      const next = locked.map(({ period }) => period).toSorted()[0]
      const nextFree = locked.filter(({ period }) => period === next).map(lotTotal)
      return {
        agent: code,
        name,
        own: yuan(sumFen(own.map((lot) => lot.own))),
        matched: yuan(sumFen(own.map((lot) => lot.matched))),
        balance: yuan(sumFen(own.map(lotTotal))),
        free: yuan(freeTotal(own, month)),
        nextFreeFrom: next === undefined ? null : fundFreeFrom(next),
        nextFree: yuan(sumFen(nextFree)),
        waiting: waiting.get(id) ?? 0,
      }
    })
}

export interface FundPayoutView {
  readonly id: number
  readonly agent: string
  readonly name: string
  readonly kind: 'withdrawal' | 'exit'
  readonly amount: string
  readonly own: string
  readonly matched: string
  readonly forfeited: string
  readonly reason: string
  readonly state: 'asked' | 'approved' | 'refused' | 'withdrawn' | 'paid'
  readonly author: string
  readonly at: string
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decision: string | null
  readonly paidBy: string | null
  readonly paidOn: IsoDate | null
}

interface PayoutRow extends Omit<FundPayoutView, 'amount' | 'own' | 'matched' | 'forfeited' | 'paidOn'> {
  own: number
  matched: number
  forfeited: number
  paidOn: number | null
}

/** Payouts, newest first; of one agent or of all. */
export function fundPayouts(cx: Query, agent?: string): FundPayoutView[] {
  return cx.db
    .all<PayoutRow>(
      `SELECT p.id, a.code AS agent, a.name, p.kind, p.reason, p.state, p.author, p.at, p.decided_by AS decidedBy,
       p.decided_at AS decidedAt, p.decision, p.paid_by AS paidBy, p.paid_on AS paidOn, coalesce(sum(l.own), 0) AS own,
       coalesce(sum(l.matched), 0) AS matched, coalesce(sum(l.forfeited), 0) AS forfeited
       FROM fund_payouts p JOIN agents a ON a.id = p.agent LEFT JOIN fund_payout_lots l ON l.payout = p.id
       WHERE ?1 IS NULL OR a.code = ?1 GROUP BY p.id ORDER BY p.id DESC`,
      agent ?? null,
    )
    .map(({ own, matched, forfeited, paidOn, ...row }) => ({
      ...row,
      amount: yuan(asFen(own + matched)),
      own: yuan(asFen(own)),
      matched: yuan(asFen(matched)),
      forfeited: yuan(asFen(forfeited)),
      paidOn: paidOn === null ? null : dateFromNumber(paidOn),
    }))
}

export interface FundLotView {
  readonly period: Month
  readonly origin: 'settled' | 'opening'
  readonly own: string
  readonly matched: string
  readonly freeFrom: Month
  readonly free: boolean
  readonly taken: string
  readonly forfeited: string
  /** Gone to another agent with a change of owner or a merger. */
  readonly moved: string
  readonly left: string
}

/** One agent's account whole. @throws Refusal NOT_FOUND */
export function fundAccount(
  cx: Query,
  agent: string,
): {
  agent: string
  name: string
  balance: string
  free: string
  lots: FundLotView[]
  payouts: FundPayoutView[]
  calendar: { month: Month; free: string }[]
} {
  const id = agentId(cx.db, agent)
  const month = monthOf(cx.today)
  const { booked, shares, moved } = lotsOf(cx.db, id)
  const left = lotsLeft(booked, [...shares, ...moved])
  const lots = booked.map((lot, at): FundLotView => {
    const isOf = ({ period, origin }: FundLot) => period === lot.period && origin === lot.origin
    const taken = shares.filter(isOf)
    return {
      period: lot.period,
      origin: lot.origin,
      own: yuan(lot.own),
      matched: yuan(lot.matched),
      freeFrom: fundFreeFrom(lot.period),
      free: isFree(lot, month),
      taken: yuan(sumFen(taken.map(lotTotal))),
      forfeited: yuan(sumFen(taken.map(({ forfeited }) => forfeited))),
      moved: yuan(sumFen(moved.filter(isOf).map(lotTotal))),
      left: yuan(lotTotal(left[at] ?? lot)),
    }
  })
  return {
    agent,
    name: cx.db.get<{ name: string }>('SELECT name FROM agents WHERE id = ?', id)?.name ?? '',
    balance: yuan(sumFen(left.map(lotTotal))),
    free: yuan(freeTotal(left, month)),
    lots,
    payouts: fundPayouts(cx, agent),
    calendar: [...Array(13).keys()].map((ahead) => {
      const at = addMonths(month, ahead)
      return { month: at, free: yuan(freeTotal(left, at)) }
    }),
  }
}
