/**
 * What a decided exit does with deposit and fund (DOMAIN.md §2, exit; §5, payout): done in the names of who asked and who
 * decided, as soon as nothing is in its way; until then it says what it waits for. Finance pays what the fund gives.
 */
import type { ReadDb } from '../../data/handles.ts'
import { type DepositAct, depositActs, type ExitPoint } from '../../domain/exit-settlement.ts'
import { lotTotal } from '../../domain/fund.ts'
import { asFen, type Fen, fen, sumFen, yuan } from '../../domain/money.ts'
import { addDays, chineseMonth, dateNumber, firstDay, type Month, monthOf } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { settleDeposits } from '../deposits/acts.ts'
import { depositBalances } from '../deposits/entries.ts'
import { lotsLeftOf } from '../fund/lots.ts'
import { settleFund } from '../fund/payouts.ts'
import type { Command, Query } from '../office.ts'
import { lastClosedDay } from '../register/history.ts'
import { rowOn } from './apply.ts'
import { type KeptRequest, requireRequest, type Settlement } from './kept.ts'
import { monthsUnsettled } from './open-work.ts'

/** An exit's settlement: what was recorded for it, what is still to be recorded, and what that waits for. */
export interface ExitSettlement {
  readonly agent: string
  readonly deposits: readonly { readonly kind: string; readonly act: DepositAct['act']; readonly amount: string }[]
  readonly payout: {
    readonly state: 'asked' | 'approved' | 'paid'
    readonly amount: string
    readonly forfeited: string
  } | null
  readonly pending: readonly ('deposit' | 'fund')[]
  readonly points: readonly ExitPoint[]
}

interface Agent {
  readonly id: number
  readonly code: string
}

/** Null for what is no approved exit with a settlement, and for an outlet without an agent. */
export function exitSettlement(cx: Pick<Query, 'db' | 'today'>, request: KeptRequest): ExitSettlement | null {
  const { settlement } = request.document
  if (request.kind !== 'exit' || request.kept !== 'approved' || !settlement) return null
  const agent = agentOf(cx, request)
  if (agent === null) return null
  const deposits = cx.db.all<{ kind: string; act: DepositAct['act']; amount: number }>(
    "SELECT kind, act, amount FROM deposit_moves WHERE request = ? AND state = 'confirmed' ORDER BY id",
    request.id,
  )
  const payout = payoutOf(cx.db, request.id)
  const pending = [
    ...(deposits.length === 0 && hasDeposit(cx.db, agent, settlement) ? (['deposit'] as const) : []),
    ...(payout === null && settlement.fund === 'payOut' && fundLeft(cx.db, agent) > 0 ? (['fund'] as const) : []),
  ]
  return {
    agent: agent.code,
    deposits: deposits.map(({ kind, act, amount }) => ({ kind, act, amount: yuan(asFen(amount)) })),
    payout,
    pending,
    points: pending.length === 0 ? [] : pointsOf(cx, request, agent, settlement, pending.includes('deposit')),
  }
}

/** Whose outlet it is on the day of the exit. */
function agentOf(cx: Pick<Query, 'db'>, { subjectId, from }: KeptRequest): Agent | null {
  const { agent } = rowOn(cx, 'outlet', subjectId ?? 0, from)
  return cx.db.get<Agent>('SELECT id, code FROM agents WHERE id = ?', agent ?? null) ?? null
}

function hasDeposit(db: ReadDb, { id }: Agent, { deposit }: Settlement): boolean {
  return (deposit === 'return' || deposit === 'deduct') && depositBalances(db, id).size > 0
}

const fundLeft = (db: ReadDb, { id }: Agent): Fen => sumFen(lotsLeftOf(db, id).map(lotTotal))

function payoutOf(db: ReadDb, request: number): ExitSettlement['payout'] {
  const found = db.get<{ state: 'asked' | 'approved' | 'paid'; amount: number; forfeited: number }>(
    `SELECT p.state, coalesce(sum(l.own + l.matched), 0) AS amount, coalesce(sum(l.forfeited), 0) AS forfeited
     FROM fund_payouts p LEFT JOIN fund_payout_lots l ON l.payout = p.id
     WHERE p.request = ? AND p.state IN ('asked', 'approved', 'paid') GROUP BY p.id ORDER BY p.id DESC LIMIT 1`,
    request,
  )
  return found
    ? { state: found.state, amount: yuan(asFen(found.amount)), forfeited: yuan(asFen(found.forfeited)) }
    : null
}

function pointsOf(
  { db, today }: Pick<Query, 'db' | 'today'>,
  request: KeptRequest,
  agent: Agent,
  settlement: Settlement,
  deposit: boolean,
): ExitPoint[] {
  const points: ExitPoint[] = []
  const add = (code: ExitPoint['code'], about: string | number, to: string | null) => {
    points.push({ code, about: String(about), to })
  }
  if (request.from > today) add('NOT_YET', request.from, null)
  if (deciderOf(db, request) === null) add('NOT_SEEN', '', null)
  const outlets = db.all<{ id: number; code: string; status: string }>(
    'SELECT id, code, status FROM outlets WHERE agent = ? ORDER BY code',
    agent.id,
  )
  const others = outlets.filter(({ id, status }) => id !== request.subjectId && status !== 'exited')
  if (others.length > 0) add('NOT_LAST', codesOf(others), `/agents/${encodeURIComponent(agent.code)}`)
  const months = openMonths(db, request, outlets)
  if (months.length > 0) add('UNSETTLED', months.map(chineseMonth).join('、'), '/settlements')
  const count = (sql: string, value: string | number) => db.get<{ n: number }>(sql, value)?.n ?? 0
  const ids = JSON.stringify(outlets.map(({ id }) => id))
  const among = 'outlet IN (SELECT value FROM json_each(?))'
  const disputes = count(`SELECT count(*) AS n FROM disputes WHERE state = 'open' AND ${among}`, ids)
  if (disputes > 0) add('DISPUTE', disputes, '/settlements/disputes')
  const adjustments = count(`SELECT count(*) AS n FROM adjustments WHERE state = 'waiting' AND ${among}`, ids)
  if (adjustments > 0) add('ADJUSTMENT', adjustments, '/settlements/adjustments')
  if (!deposit) return points
  const account = `/deposits/${encodeURIComponent(agent.code)}`
  const open = count("SELECT count(*) AS n FROM deposit_moves WHERE state = 'asked' AND agent = ?", agent.id)
  if (open > 0) add('DEPOSIT_OPEN', open, account)
  const acts = actsOf(db, agent, settlement)
  if ('short' in acts) add('DEPOSIT_SHORT', acts.short, account)
  if (settlement.deposit === 'deduct' && !settlement.deductions) add('NO_AMOUNT', '', account)
  return points
}

/** Months with business of the agent that are not closed, and the last month of the outlet: more may come in for it. */
function openMonths(db: ReadDb, { from }: KeptRequest, outlets: readonly { id: number }[]): Month[] {
  const closed = lastClosedDay(db)
  const last = monthOf(addDays(from, -1))
  const isOpen = closed > 0 && dateNumber(firstDay(last)) > closed
  return [...new Set([...(isOpen ? [last] : []), ...outlets.flatMap(({ id }) => monthsUnsettled(db, id))])].sort()
}

const codesOf = (outlets: readonly { code: string }[]): string =>
  `${outlets
    .slice(0, 5)
    .map(({ code }) => code)
    .join('、')}${outlets.length > 5 ? ` 等 ${outlets.length} 个` : ''}`

function actsOf(db: ReadDb, { id }: Agent, { deposit, deductions = [] }: Settlement) {
  const wanted = new Map<string, Fen>()
  for (const { kind, amount } of deductions) wanted.set(kind, asFen((wanted.get(kind) ?? 0) + fen(amount)))
  return depositActs(deposit, depositBalances(db, id), wanted)
}

/** The second person: who decided, or read the notice. */
function deciderOf(db: ReadDb, { id }: KeptRequest): string | null {
  const row = db.get<{ by: string | null }>(
    'SELECT coalesce(decided_by, seen_by) AS "by" FROM requests WHERE id = ?',
    id,
  )
  return row?.by ?? null
}

/**
 * Refuses at the door deductions that the deposit does not hold.
 * @throws Refusal DEPOSIT_SHORT, INVALID_INPUT
 */
export function checkSettlement(cx: Command, outlet: number, settlement: Settlement): void {
  const agent = cx.db.get<Agent>(
    'SELECT a.id, a.code FROM outlets o JOIN agents a ON a.id = o.agent WHERE o.id = ?',
    outlet,
  )
  for (const { kind, amount } of settlement.deductions ?? []) {
    if (fen(amount) <= 0) throw new Refusal('INVALID_INPUT', { field: 'amount', reason: 'zero', value: amount })
    const free = agent ? (depositBalances(cx.db, agent.id).get(kind) ?? asFen(0)) : asFen(0)
    if (fen(amount) > free)
      throw new Refusal('DEPOSIT_SHORT', {
        agent: agent?.code ?? '',
        kind,
        asked: amount,
        free: yuan(free),
        day: cx.today,
      })
  }
}

/** Records what is pending where nothing is in the way; else leaves it. Answers whether it recorded anything. */
export function settleWhereClear(cx: Command, id: number): boolean {
  const request = requireRequest(cx.db, id)
  const found = exitSettlement(cx, request)
  const decidedBy = deciderOf(cx.db, request)
  if (!found || decidedBy === null || found.pending.length === 0 || found.points.length > 0) return false
  const agent = agentOf(cx, request)!
  const settlement = request.document.settlement!
  const reason = `申请 ${request.number} 退出结清：${settlement.note || request.reason}`
  const given = { reason, author: request.author, decidedBy, request: id }
  if (found.pending.includes('deposit')) {
    const acts = actsOf(cx.db, agent, settlement)
    if ('short' in acts) return false
    settleDeposits(cx, { ...given, agent, acts })
  }
  if (found.pending.includes('fund')) settleFund(cx, { ...given, agent: agent.code })
  return true
}

/**
 * Records what could not be recorded when the exit was decided.
 * @throws Refusal NOT_FOUND, EXIT_WAITS {points}, WRONG_STATE where nothing is pending
 */
export function settleExit(cx: Command, id: number): { id: number; number: string } {
  const request = requireRequest(cx.db, id)
  const found = exitSettlement(cx, request)
  if (!found || found.pending.length === 0)
    throw new Refusal('WRONG_STATE', { what: 'request', name: request.number, state: `request.${request.kept}` })
  if (found.points.length > 0) throw new Refusal('EXIT_WAITS', { points: found.points })
  settleWhereClear(cx, id)
  return { id, number: request.number }
}

/** Approved exits whose deposit or fund was asked for and is not recorded yet; the accounts may be empty. */
const UNRECORDED = `SELECT q.id FROM requests q WHERE q.kind = 'exit' AND q.state = 'approved' AND (
   json_extract(q.document, '$.settlement.deposit') IN ('return', 'deduct')
     AND NOT EXISTS (SELECT 1 FROM deposit_moves m WHERE m.request = q.id AND m.state = 'confirmed')
   OR json_extract(q.document, '$.settlement.fund') = 'payOut'
     AND NOT EXISTS (SELECT 1 FROM fund_payouts p WHERE p.request = q.id AND p.state IN ('asked', 'approved', 'paid')))`

/** Approved exits whose deposit or fund is still to be settled: all, and those that nothing stands in the way of. */
export function exitsToSettle(cx: Pick<Query, 'db' | 'today'>): { all: number; ready: number } {
  const found = cx.db
    .all<{ id: number }>(UNRECORDED)
    .flatMap(({ id }) => exitSettlement(cx, requireRequest(cx.db, id)) ?? [])
    .filter(({ pending }) => pending.length > 0)
  return { all: found.length, ready: found.filter(({ points }) => points.length === 0).length }
}
