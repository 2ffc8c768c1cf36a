/** Deposits paid in; deducted, returned or corrected: asked with a reason by one person, confirmed by another (DOMAIN.md §2). */
import { freeFrom } from '../../domain/deposit.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { agentId } from '../register/agents.ts'
import { depositRows, reserved } from './entries.ts'

export interface DepositMoved {
  readonly id: number
  readonly agent: string
  readonly state: 'asked' | 'confirmed' | 'refused' | 'withdrawn'
}

function checkDay(cx: Command, day: IsoDate): void {
  if (day > cx.today) throw new Refusal('INVALID_INPUT', { field: 'date', reason: 'future', value: day })
}

/**
 * Records money paid in; it counts at once.
 * @throws Refusal NOT_FOUND, INVALID_INPUT for an amount not above zero, a day to come or a receipt number that was used
 */
export function payDeposit(
  cx: Command,
  asked: {
    agent: string
    kind: string
    day: IsoDate
    amount: string
    receipt?: string | undefined
    note?: string | undefined
  },
): DepositMoved {
  const agent = agentId(cx.db, asked.agent)
  const amount = positive(asked.amount)
  checkDay(cx, asked.day)
  const receipt = asked.receipt?.trim() || null
  if (receipt !== null && cx.db.get("SELECT 1 FROM deposit_moves WHERE receipt = ? AND act = 'paid'", receipt))
    throw new Refusal('INVALID_INPUT', { field: 'receipt', reason: 'taken', value: receipt })
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO deposit_moves (agent, kind, act, day, amount, receipt, reason, state, author, at)
     VALUES (?, ?, 'paid', ?, ?, ?, ?, 'confirmed', ?, ?)`,
    agent,
    asked.kind,
    dateNumber(asked.day),
    amount,
    receipt,
    asked.note?.trim() || null,
    cx.user,
    cx.now,
  )
  return { id, agent: asked.agent, state: 'confirmed' }
}

function positive(amount: string): number {
  const found = fen(amount)
  if (found <= 0) throw new Refusal('INVALID_INPUT', { field: 'amount', reason: 'zero', value: amount })
  return found
}

/**
 * Asks for a deduction or a return; what it takes is reserved until it is refused or withdrawn.
 * @throws Refusal NOT_FOUND, INVALID_INPUT, DEPOSIT_SHORT {kind, asked, free}
 */
export function askDeposit(
  cx: Command,
  asked: {
    agent: string
    kind: string
    act: 'deducted' | 'returned'
    day: IsoDate
    amount: string
    reason: string
    receipt?: string | undefined
  },
): DepositMoved {
  const agent = agentId(cx.db, asked.agent)
  const amount = positive(asked.amount)
  checkDay(cx, asked.day)
  requireFree(cx, agent, { ...asked, amount })
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO deposit_moves (agent, kind, act, day, amount, receipt, reason, state, author, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?)`,
    agent,
    asked.kind,
    asked.act,
    dateNumber(asked.day),
    amount,
    asked.receipt?.trim() || null,
    asked.reason,
    cx.user,
    cx.now,
  )
  return { id, agent: asked.agent, state: 'asked' }
}

function requireFree(
  cx: Command,
  agent: number,
  { agent: code, kind, day, amount }: { agent: string; kind: string; day: IsoDate; amount: number },
): void {
  const own = reserved(depositRows(cx.db, agent)).filter((row) => row.kind === kind)
  const free = freeFrom(own, day)
  if (amount > free)
    throw new Refusal('DEPOSIT_SHORT', { agent: code, kind, asked: yuan(asFen(amount)), free: yuan(free), day })
}

/**
 * Records acts that two people decided with an outlet's exit; they count at once.
 * @throws Refusal DEPOSIT_SHORT
 */
export function settleDeposits(
  cx: Command,
  given: {
    agent: { readonly id: number; readonly code: string }
    acts: readonly { readonly kind: string; readonly act: 'deducted' | 'returned'; readonly amount: number }[]
    reason: string
    author: string
    decidedBy: string
    request: number
  },
): void {
  const { agent, reason, author, decidedBy, request } = given
  for (const { kind, act, amount } of given.acts) {
    requireFree(cx, agent.id, { agent: agent.code, kind, day: cx.today, amount })
    cx.db.run(
      `INSERT INTO deposit_moves (agent, kind, act, day, amount, reason, state, author, at, decided_by, decided_at, request)
       VALUES (?, ?, ?, ?, ?, ?, 'confirmed', ?, ?, ?, ?, ?)`,
      agent.id,
      kind,
      act,
      dateNumber(cx.today),
      amount,
      reason,
      author,
      cx.now,
      decidedBy,
      cx.now,
      request,
    )
  }
}

interface Known {
  readonly id: number
  readonly agent: string
  readonly agentId: number
  readonly kind: string
  readonly act: string
  readonly day: number
  readonly amount: number
  readonly receipt: string | null
  readonly author: string
  readonly state: DepositMoved['state']
}

function moveIn(cx: Command, id: number, wanted: readonly Known['state'][]): Known {
  const found = cx.db.get<Known>(
    `SELECT d.id, a.code AS agent, d.agent AS agentId, d.kind, d.act, d.day, d.amount, d.receipt, d.author, d.state
     FROM deposit_moves d JOIN agents a ON a.id = d.agent WHERE d.id = ?`,
    id,
  )
  if (!found) throw new Refusal('NOT_FOUND', { what: 'deposit', name: String(id) })
  if (!wanted.includes(found.state))
    throw new Refusal('WRONG_STATE', { what: 'deposit', name: String(id), state: found.state, wanted })
  return found
}

/**
 * Asks to take back a payment that was recorded wrongly; the right one is then recorded anew.
 * @throws Refusal NOT_FOUND, WRONG_STATE where it is no payment or is corrected already, DEPOSIT_SHORT where it was spent
 */
export function correctDeposit(cx: Command, { id, reason }: { id: number; reason: string }): DepositMoved {
  const known = moveIn(cx, id, ['confirmed'])
  const twice = cx.db.get("SELECT 1 FROM deposit_moves WHERE corrects = ? AND state IN ('asked', 'confirmed')", id)
  if (known.act !== 'paid' || twice)
    throw new Refusal('WRONG_STATE', { what: 'deposit', name: String(id), state: 'corrected', wanted: ['paid'] })
  const day = dateFromNumber(known.day)
  requireFree(cx, known.agentId, { agent: known.agent, kind: known.kind, day, amount: known.amount })
  const { lastInsertRowid } = cx.db.run(
    `INSERT INTO deposit_moves (agent, kind, act, day, amount, reason, corrects, state, author, at)
     VALUES (?, ?, 'corrected', ?, ?, ?, ?, 'asked', ?, ?)`,
    known.agentId,
    known.kind,
    known.day,
    known.amount,
    reason,
    id,
    cx.user,
    cx.now,
  )
  return { id: lastInsertRowid, agent: known.agent, state: 'asked' }
}

/** Confirms or refuses; who asked cannot. @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON */
export function decideDeposit(
  cx: Command,
  id: number,
  state: 'confirmed' | 'refused',
  decision: string | null,
): DepositMoved {
  const { agent, author } = moveIn(cx, id, ['asked'])
  if (author === cx.user) throw new Refusal('SAME_PERSON', { did: 'askDeposit', user: cx.user })
  cx.db.run(
    'UPDATE deposit_moves SET state = ?, decided_by = ?, decided_at = ?, decision = ? WHERE id = ?',
    state,
    cx.user,
    cx.now,
    decision,
    id,
  )
  return { id, agent, state }
}

/** Takes back what nobody has decided yet. @throws Refusal NOT_FOUND, WRONG_STATE */
export function withdrawDeposit(cx: Command, id: number, reason: string): DepositMoved {
  const { agent } = moveIn(cx, id, ['asked'])
  cx.db.run("UPDATE deposit_moves SET state = 'withdrawn', decision = ? WHERE id = ?", reason, id)
  return { id, agent, state: 'withdrawn' }
}
