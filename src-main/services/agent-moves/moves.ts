/** Agents' change of owner (业主变更) and merger (合并): asked by one person, decided by another, done in one step (DOMAIN.md §2). */
import type { ReadDb } from '../../data/handles.ts'
import { lotTotal } from '../../domain/fund.ts'
import { fen } from '../../domain/money.ts'
import {
  addDays,
  dateFromNumber,
  dateNumber,
  firstDay,
  type Month,
  monthFromNumber,
  monthNumber,
} from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { endAgreement } from '../agreements/agreements.ts'
import { depositRows } from '../deposits/entries.ts'
import { lotsLeftOf } from '../fund/lots.ts'
import type { Command, Query } from '../office.ts'
import { changeOutlet } from '../register/outlets.ts'
import { type MoveAsked, type MovedAgreement, type MovePlan, planMove } from './plan.ts'

export interface MoveMoved {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly state: 'asked' | 'done' | 'refused' | 'withdrawn'
}

/**
 * Asks for a move.
 * @throws Refusal NOT_FOUND, INVALID_INPUT where both are the same agent, AGENT_MOVE_BLOCKED {points}
 */
export function askMove(
  cx: Command,
  asked: MoveAsked & { reason: string; documentNumber?: string | undefined },
): MoveMoved {
  if (asked.from === asked.to) throw new Refusal('INVALID_INPUT', { field: 'agent', reason: 'twice', value: asked.to })
  const plan = planMove(cx.db, asked)
  requireClear(plan)
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO agent_moves (kind, from_agent, to_agent, period, deposits, fund, carried, agreements, document_number, reason,
     state, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?)`,
    asked.kind,
    plan.from.id,
    plan.to.id,
    monthNumber(asked.month),
    plan.goes.deposits ? 1 : 0,
    plan.goes.fund ? 1 : 0,
    plan.goes.carried ? 1 : 0,
    asked.agreements,
    asked.documentNumber?.trim() || null,
    asked.reason,
    cx.user,
    cx.now,
  )
  for (const outlet of moving(plan)) {
    cx.db.run('INSERT INTO agent_move_outlets (move, outlet) VALUES (?, ?)', id, outlet.id)
  }
  return { id, from: asked.from, to: asked.to, state: 'asked' }
}

const moving = (plan: MovePlan) => plan.outlets.filter(({ moves }) => moves)

function requireClear({ points }: MovePlan): void {
  if (points.length > 0)
    throw new Refusal('AGENT_MOVE_BLOCKED', { points: points.slice(0, 5), more: points.length > 5 ? 1 : 0 })
}

interface MoveRow {
  id: number
  kind: MoveAsked['kind']
  from: string
  to: string
  period: number
  deposits: number
  fund: number
  carried: number
  agreements: MoveAsked['agreements']
  documentNumber: string | null
  reason: string
  state: MoveMoved['state']
  preview: string | null
  author: string
  at: string
  decidedBy: string | null
  decidedAt: string | null
  decision: string | null
}

const SELECT = `SELECT m.id, m.kind, f.code AS "from", f.name AS fromName, t.code AS "to", t.name AS toName, m.period, m.deposits,
  m.fund, m.carried, m.agreements, m.document_number AS documentNumber, m.reason, m.state, m.preview, m.author, m.at,
  m.decided_by AS decidedBy, m.decided_at AS decidedAt, m.decision,
  (SELECT count(*) FROM agent_move_outlets o WHERE o.move = m.id) AS outlets
  FROM agent_moves m JOIN agents f ON f.id = m.from_agent JOIN agents t ON t.id = m.to_agent`

function moveIn(db: ReadDb, id: number, wanted: readonly MoveRow['state'][]): MoveRow {
  const row = db.get<MoveRow>(`${SELECT} WHERE m.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'agentMove', name: String(id) })
  if (!wanted.includes(row.state))
    throw new Refusal('WRONG_STATE', { what: 'agentMove', name: String(id), state: row.state, wanted })
  return row
}

function planOf(db: ReadDb, row: MoveRow): MovePlan {
  const outlets = db
    .all<{ code: string }>(
      'SELECT o.code FROM agent_move_outlets m JOIN outlets o ON o.id = m.outlet WHERE m.move = ? ORDER BY o.code',
      row.id,
    )
    .map(({ code }) => code)
  const asked: MoveAsked = {
    kind: row.kind,
    from: row.from,
    to: row.to,
    month: monthFromNumber(row.period),
    outlets,
    deposits: row.deposits === 1,
    fund: row.fund === 1,
    carried: row.carried === 1,
    agreements: row.agreements,
  }
  return planMove(db, asked, row.id)
}

/**
 * Does the move; who asked cannot. Outlets from the first of the month, deposits, fund lots and what is carried move in this
 * one step; what is closed stays as it is.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON, AGENT_MOVE_BLOCKED when something has come in its way since
 */
export function approveMove(cx: Command, id: number): MoveMoved {
  const row = moveIn(cx.db, id, ['asked'])
  if (row.author === cx.user) throw new Refusal('SAME_PERSON', { did: 'askMove', user: cx.user })
  const plan = planOf(cx.db, row)
  requireClear(plan)
  const words = `${row.kind === 'merger' ? '合并' : '业主变更'}：${row.from} → ${row.to}`
  const from = firstDay(plan.month)
  for (const { id: outlet } of moving(plan)) {
    changeOutlet(cx, outlet, { agent: plan.to.id }, { from, reason: `${words}，${row.reason}` })
  }
  if (plan.goes.deposits) moveDeposits(cx, row, plan, words)
  if (plan.goes.fund) moveLots(cx, row.id, plan)
  for (const agreement of plan.agreements) moveAgreement(cx, agreement, plan, words)
  cx.db.run(
    `UPDATE agent_moves SET state = 'done', carried_amount = ?, preview = ?, decided_by = ?, decided_at = ? WHERE id = ?`,
    plan.goes.carried ? fen(plan.carried.fromBefore) : 0,
    JSON.stringify(plan),
    cx.user,
    cx.now,
    id,
  )
  return { id, from: row.from, to: row.to, state: 'done' }
}

/** On the first of the month, or where there were entries after it, on the day of the last one: never below zero between. */
function moveDeposits(cx: Command, row: MoveRow, plan: MovePlan, words: string): void {
  const entries = depositRows(cx.db, plan.from.id)
  for (const { what: kind, fromBefore } of plan.deposits) {
    const amount = fen(fromBefore)
    if (amount === 0) continue
    const last = entries.filter((entry) => entry.kind === kind).at(-1)?.day
    const first = firstDay(plan.month)
    const day = last !== undefined && last > first ? last : first
    for (const [agent, act] of [
      [plan.from.id, 'movedOut'],
      [plan.to.id, 'movedIn'],
    ] as const) {
      cx.db.run(
        `INSERT INTO deposit_moves (agent, kind, act, day, amount, reason, state, author, at, decided_by, decided_at)
         VALUES (?, ?, ?, ?, ?, ?, 'confirmed', ?, ?, ?, ?)`,
        agent,
        kind,
        act,
        dateNumber(day),
        amount,
        words,
        row.author,
        row.at,
        cx.user,
        cx.now,
      )
    }
  }
}

function moveLots(cx: Command, move: number, plan: MovePlan): void {
  for (const { period, origin, own, matched } of lotsLeftOf(cx.db, plan.from.id).filter((lot) => lotTotal(lot) > 0)) {
    cx.db.run(
      'INSERT INTO agent_move_lots (move, period, origin, own, matched) VALUES (?, ?, ?, ?, ?)',
      move,
      monthNumber(period),
      origin,
      own,
      matched,
    )
  }
}

function moveAgreement(cx: Command, agreement: MovedAgreement, plan: MovePlan, words: string): void {
  const day = dateNumber(firstDay(plan.month))
  if (agreement.takenOver) {
    cx.db.run(
      'INSERT INTO agreement_takeovers (agreement, from_day, before) VALUES (?, ?, ?)',
      agreement.id,
      day,
      plan.from.id,
    )
    cx.db.run('UPDATE agreements SET agent = ? WHERE id = ?', plan.to.id, agreement.id)
    return
  }
  const last = addDays(firstDay(plan.month), -1)
  const left = cx.db.get<{ n: number; from_day: number }>(
    `SELECT (SELECT count(*) FROM agreement_outlets n WHERE n.agreement = g.id AND coalesce(n.to_day, g.to_day) >= ?2) AS n,
     g.from_day FROM agreements g WHERE g.id = ?1`,
    agreement.id,
    day,
  )!
  if (left.n === agreement.outlets.length) {
    // one that would only begin later never begins: it ends on the day before its first
    const on = left.from_day > day ? addDays(dateFromNumber(left.from_day), -1) : last
    endAgreement(cx, { id: agreement.id, on, reason: words })
    return
  }
  cx.db.run(
    `UPDATE agreement_outlets SET to_day = ? WHERE agreement = ? AND outlet IN
     (SELECT id FROM outlets WHERE code IN (SELECT value FROM json_each(?)))`,
    dateNumber(last),
    agreement.id,
    JSON.stringify(agreement.outlets),
  )
}

/** Refuses; who asked cannot. @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON */
export function refuseMove(cx: Command, id: number, reason: string): MoveMoved {
  const row = moveIn(cx.db, id, ['asked'])
  if (row.author === cx.user) throw new Refusal('SAME_PERSON', { did: 'askMove', user: cx.user })
  return decide(cx, row, 'refused', reason)
}

/** Takes back what nobody has decided yet. @throws Refusal NOT_FOUND, WRONG_STATE */
export function withdrawMove(cx: Command, id: number, reason: string): MoveMoved {
  return decide(cx, moveIn(cx.db, id, ['asked']), 'withdrawn', reason)
}

function decide(cx: Command, row: MoveRow, state: 'refused' | 'withdrawn', decision: string): MoveMoved {
  cx.db.run(
    'UPDATE agent_moves SET state = ?, decision = ?, decided_by = ?, decided_at = ? WHERE id = ?',
    state,
    decision,
    cx.user,
    cx.now,
    row.id,
  )
  return { id: row.id, from: row.from, to: row.to, state }
}

export interface MoveView extends Omit<MoveRow, 'period' | 'preview' | 'deposits' | 'fund' | 'carried'> {
  readonly fromName: string
  readonly toName: string
  readonly month: Month
  readonly outlets: number
}

type ViewRow = MoveRow & { fromName: string; toName: string; outlets: number }

function viewOf({ period, preview: _, deposits: _d, fund: _f, carried: _c, ...row }: ViewRow): MoveView {
  return { ...row, month: monthFromNumber(period) }
}

/** All moves, or an agent's; those that wait first, then the newest. */
export function listMoves(cx: Query, agent?: string): MoveView[] {
  return cx.db
    .all<ViewRow>(
      `${SELECT} WHERE ?1 IS NULL OR f.code = ?1 OR t.code = ?1 ORDER BY m.state <> 'asked', m.id DESC`,
      agent ?? null,
    )
    .map(viewOf)
}

/** One move with its amounts: as they would be now while it waits, as they were when it was done. @throws Refusal NOT_FOUND */
export function getMove(cx: Query, id: number): MoveView & { plan: MovePlan } {
  const row = moveIn(cx.db, id, ['asked', 'done', 'refused', 'withdrawn']) as ViewRow
  const plan = row.preview === null ? planOf(cx.db, row) : (JSON.parse(row.preview) as MovePlan)
  return { ...viewOf(row), plan }
}
