/** Money out of the fund: asked for with a reason, approved by a second person, paid and recorded by finance (DOMAIN.md §5). */
import { freeTotal, type LotShare, lotTotal, takeAll, takeFree } from '../../domain/fund.ts'
import { fen, sumFen, yuan } from '../../domain/money.ts'
import { dateNumber, type IsoDate, monthNumber, monthOf } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { agentId } from '../register/agents.ts'
import { exitForfeitsMatch } from '../settings.ts'
import { lotsLeftOf } from './lots.ts'

export interface PayoutAsked {
  readonly agent: string
  readonly kind: 'withdrawal' | 'exit'
  /** Yuan; of a withdrawal only: an exit takes everything. */
  readonly amount?: string | undefined
  readonly reason: string
}

export interface PayoutMoved {
  readonly id: number
  readonly agent: string
  readonly state: 'asked' | 'approved' | 'refused' | 'withdrawn' | 'paid'
}

/**
 * Asks for a payout; what it takes is reserved until it is refused or withdrawn.
 * @throws Refusal NOT_FOUND, FUND_NOT_FREE {asked, free} for more than is free, INVALID_INPUT for an amount not above zero
 */
export function askPayout(cx: Command, asked: PayoutAsked): PayoutMoved {
  const agent = agentId(cx.db, asked.agent)
  const { lastInsertRowid: id } = cx.db.run(
    "INSERT INTO fund_payouts (agent, kind, reason, state, author, at) VALUES (?, ?, ?, 'asked', ?, ?)",
    agent,
    asked.kind,
    asked.reason,
    cx.user,
    cx.now,
  )
  takeLots(cx, id, sharesFor(cx, agent, asked))
  return { id, agent: asked.agent, state: 'asked' }
}

function takeLots(cx: Command, payout: number, shares: readonly LotShare[]): void {
  for (const { period, origin, own, matched, forfeited } of shares) {
    cx.db.run(
      'INSERT INTO fund_payout_lots (payout, period, origin, own, matched, forfeited) VALUES (?, ?, ?, ?, ?, ?)',
      payout,
      monthNumber(period),
      origin,
      own,
      matched,
      forfeited,
    )
  }
}

/**
 * Empties the account at an outlet's exit that two people decided: approved with it, paid and recorded by finance.
 * @throws Refusal NOT_FOUND, FUND_NOT_FREE where nothing is left
 */
export function settleFund(
  cx: Command,
  given: { agent: string; reason: string; author: string; decidedBy: string; request: number },
): PayoutMoved {
  const agent = agentId(cx.db, given.agent)
  const shares = sharesFor(cx, agent, { ...given, kind: 'exit' })
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO fund_payouts (agent, kind, reason, state, author, at, decided_by, decided_at, request)
     VALUES (?, 'exit', ?, 'approved', ?, ?, ?, ?, ?)`,
    agent,
    given.reason,
    given.author,
    cx.now,
    given.decidedBy,
    cx.now,
    given.request,
  )
  takeLots(cx, id, shares)
  return { id, agent: given.agent, state: 'approved' }
}

function sharesFor(cx: Command, agent: number, asked: PayoutAsked): LotShare[] {
  const lots = lotsLeftOf(cx.db, agent)
  const month = monthOf(cx.today)
  if (asked.kind === 'exit') {
    if (sumFen(lots.map(lotTotal)) === 0) throw new Refusal('FUND_NOT_FREE', { agent: asked.agent, free: '0.00' })
    return takeAll(lots, exitForfeitsMatch(cx.db, month))
  }
  const amount = fen(asked.amount ?? '0')
  if (amount <= 0) throw new Refusal('INVALID_INPUT', { field: 'amount', reason: 'zero', value: asked.amount ?? '' })
  const shares = takeFree(lots, amount, month)
  if (shares === null) {
    throw new Refusal('FUND_NOT_FREE', {
      agent: asked.agent,
      asked: yuan(amount),
      free: yuan(freeTotal(lots, month)),
    })
  }
  return shares
}

interface Payout {
  readonly id: number
  readonly agent: string
  readonly author: string
  readonly state: PayoutMoved['state']
}

function payoutIn(cx: Command, id: number, wanted: readonly Payout['state'][]): Payout {
  const found = cx.db.get<Payout>(
    'SELECT p.id, a.code AS agent, p.author, p.state FROM fund_payouts p JOIN agents a ON a.id = p.agent WHERE p.id = ?',
    id,
  )
  if (!found) throw new Refusal('NOT_FOUND', { what: 'fundPayout', name: String(id) })
  if (!wanted.includes(found.state))
    throw new Refusal('WRONG_STATE', { what: 'fundPayout', name: String(id), state: found.state, wanted })
  return found
}

/** Approves or refuses; who asked cannot. @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON */
export function decidePayout(
  cx: Command,
  id: number,
  state: 'approved' | 'refused',
  decision: string | null,
): PayoutMoved {
  const { agent, author } = payoutIn(cx, id, ['asked'])
  if (author === cx.user) throw new Refusal('SAME_PERSON', { did: 'askPayout', user: cx.user })
  cx.db.run(
    'UPDATE fund_payouts SET state = ?, decided_by = ?, decided_at = ?, decision = ? WHERE id = ?',
    state,
    cx.user,
    cx.now,
    decision,
    id,
  )
  if (state === 'refused') cx.db.run('DELETE FROM fund_payout_lots WHERE payout = ?', id)
  return { id, agent, state }
}

/** Takes a payout back that nobody has paid yet; what it had reserved is free again. */
export function withdrawPayout(cx: Command, id: number, reason: string): PayoutMoved {
  const { agent } = payoutIn(cx, id, ['asked', 'approved'])
  cx.db.run('DELETE FROM fund_payout_lots WHERE payout = ?', id)
  cx.db.run("UPDATE fund_payouts SET state = 'withdrawn', decision = ? WHERE id = ?", reason, id)
  return { id, agent, state: 'withdrawn' }
}

/** Records that an approved payout was paid on a day. @throws Refusal NOT_FOUND, WRONG_STATE, INVALID_INPUT for a day to come */
export function payPayout(cx: Command, id: number, on: IsoDate): PayoutMoved {
  const { agent } = payoutIn(cx, id, ['approved'])
  if (on > cx.today) throw new Refusal('INVALID_INPUT', { field: 'on', reason: 'future', value: on })
  cx.db.run(
    "UPDATE fund_payouts SET state = 'paid', paid_by = ?, paid_at = ?, paid_on = ? WHERE id = ?",
    cx.user,
    cx.now,
    dateNumber(on),
    id,
  )
  return { id, agent, state: 'paid' }
}
