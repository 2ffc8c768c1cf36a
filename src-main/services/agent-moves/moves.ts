/** Agents' change of owner (业主变更) and merger (合并): asked by one person, decided by another, done in one step (DOMAIN.md §2). */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import type { MoveAsked, MovedReceipt } from './asked.ts'
import { carryOut } from './carry-out.ts'
import { type MoveMoved, type MoveRow, moveIn, SELECT, wrongState } from './kept.ts'
import { type MovePlan, planMove } from './plan.ts'
import { type UndoPoint, undoPoints } from './undo.ts'

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
     receipts, state, author, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?)`,
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
    plan.receipts === null ? null : JSON.stringify(plan.receipts),
    cx.user,
    cx.now,
  )
  for (const outlet of plan.outlets.filter(({ moves }) => moves)) {
    cx.db.run('INSERT INTO agent_move_outlets (move, outlet) VALUES (?, ?)', id, outlet.id)
  }
  return { id, from: asked.from, to: asked.to, state: 'asked' }
}

function requireClear({ points }: MovePlan): void {
  if (points.length > 0)
    throw new Refusal('AGENT_MOVE_BLOCKED', { points: points.slice(0, 5), more: points.length > 5 ? 1 : 0 })
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
    receipts: row.receipts === null ? null : (JSON.parse(row.receipts) as MovedReceipt[]),
    fund: row.fund === 1,
    carried: row.carried === 1,
    agreements: row.agreements,
  }
  return planMove(db, asked, row.id)
}

/**
 * Agrees to the move; who asked cannot. It is done at once, or where the month before is not closed yet, once it is.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON, AGENT_MOVE_BLOCKED when something has come in its way since
 */
export function approveMove(cx: Command, id: number): MoveMoved & { waits: boolean } {
  const row = moveIn(cx.db, id, ['asked'])
  if (row.agreedBy !== null) throw wrongState(row, ['asked'])
  if (row.author === cx.user) throw new Refusal('SAME_PERSON', { did: 'askMove', user: cx.user })
  const plan = planOf(cx.db, row)
  requireClear(plan)
  cx.db.run('UPDATE agent_moves SET agreed_by = ?, agreed_at = ? WHERE id = ?', cx.user, cx.now, id)
  if (!plan.waits) carryOut(cx, { ...row, agreedBy: cx.user }, plan)
  return { id, from: row.from, to: row.to, state: plan.waits ? 'asked' : 'done', waits: plan.waits }
}

/**
 * Does a move that was agreed and could not be done when the month before was closed.
 * @throws Refusal NOT_FOUND, WRONG_STATE where it is not agreed, AGENT_MOVE_BLOCKED, MOVE_WAITS {month} while the month before is open
 */
export function doMove(cx: Command, id: number): MoveMoved {
  const row = moveIn(cx.db, id, ['asked'])
  if (row.agreedBy === null) throw wrongState(row, ['agreed'])
  const plan = planOf(cx.db, row)
  if (plan.waits) throw new Refusal('MOVE_WAITS', { month: plan.month })
  requireClear(plan)
  carryOut(cx, row, plan)
  return { id, from: row.from, to: row.to, state: 'done' }
}

/**
 * When a month is closed: does what was agreed for the next one, each in full or, where something stands in its way, not at
 * all; that one waits for people. Answers those that were done.
 */
export function doAgreedMoves(cx: Command, month: Month): MoveMoved[] {
  return agreedFor(cx.db, month).flatMap((id) => inFullOrNot(cx.db, () => doMove(cx, id)) ?? [])
}

function agreedFor(db: ReadDb, month: Month): number[] {
  return db
    .all<{ id: number }>(
      "SELECT id FROM agent_moves WHERE state = 'asked' AND agreed_by IS NOT NULL AND period <= ? ORDER BY id",
      monthNumber(month),
    )
    .map(({ id }) => id)
}

function inFullOrNot<Result>(db: WriteDb, work: () => Result): Result | null {
  db.run('SAVEPOINT one_move')
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    db.run('ROLLBACK TO one_move')
    return null
  } finally {
    db.run('RELEASE one_move')
  }
}

/** Refuses; who asked cannot. @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON */
export function refuseMove(cx: Command, id: number, reason: string): MoveMoved {
  const row = moveIn(cx.db, id, ['asked'])
  if (row.agreedBy !== null) throw wrongState(row, ['asked'])
  if (row.author === cx.user) throw new Refusal('SAME_PERSON', { did: 'askMove', user: cx.user })
  return decide(cx, row, 'refused', reason)
}

/** Takes back what is not done yet, agreed or not: nothing has moved. @throws Refusal NOT_FOUND, WRONG_STATE */
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

export interface MoveView extends Omit<MoveRow, 'period' | 'preview' | 'receipts' | 'deposits' | 'fund' | 'carried'> {
  readonly fromName: string
  readonly toName: string
  readonly month: Month
  readonly outlets: number
}

type ViewRow = MoveRow & { fromName: string; toName: string; outlets: number }

function viewOf({ period, preview: _, receipts: _r, deposits: _d, fund: _f, carried: _c, ...row }: ViewRow): MoveView {
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
export function getMove(cx: Query, id: number): MoveView & { plan: MovePlan; undoPoints: readonly UndoPoint[] } {
  const row = moveIn(cx.db, id, ['asked', 'done', 'refused', 'withdrawn']) as ViewRow
  const plan = row.preview === null ? planOf(cx.db, row) : (JSON.parse(row.preview) as MovePlan)
  return { ...viewOf(row), plan, undoPoints: row.state === 'done' ? undoPoints(cx.db, row) : [] }
}
