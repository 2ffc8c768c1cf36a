/**
 * Undoing a move that was done: asked by one person, agreed by another, as long as nobody has reviewed its month and nothing
 * was built on it. Everything goes back as it came; the records of both ways stay.
 */
import type { ReadDb } from '../../data/handles.ts'
import { freeFrom } from '../../domain/deposit.ts'
import { asFen, sumFen } from '../../domain/money.ts'
import { addDays, dateFromNumber, dateNumber, firstDay, type Month, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { depositRows, reserved } from '../deposits/entries.ts'
import { lotsLeftOf } from '../fund/lots.ts'
import type { Command } from '../office.ts'
import { changeOutlet } from '../register/outlets.ts'
import { moveWords } from './carry-out.ts'
import { type MoveMoved, type MoveRow, moveIn } from './kept.ts'
import { isMovable } from './months.ts'

/** Something that was built on the move; in words: domain/said/move-words.ts. */
export interface UndoPoint {
  readonly code:
    | 'MONTH_REVIEWED'
    | 'MOVED_ON'
    | 'OUTLETS_CHANGED_SINCE'
    | 'DEPOSIT_USED'
    | 'FUND_USED'
    | 'AGREEMENT_SINCE'
  readonly agent?: string
  readonly month?: Month
  readonly names?: readonly string[]
}

/** What keeps a done move from being undone. */
export function undoPoints(db: ReadDb, row: MoveRow): UndoPoint[] {
  const month = monthFromNumber(row.period)
  const points: UndoPoint[] = []
  if (!isMovable(db, month)) points.push({ code: 'MONTH_REVIEWED', month })
  const later = db.get(
    `SELECT 1 FROM agent_moves m JOIN agents a ON a.id IN (m.from_agent, m.to_agent)
     WHERE m.state = 'done' AND m.decided_at >= ? AND m.id <> ? AND a.code IN (?, ?) LIMIT 1`,
    row.decidedAt,
    row.id,
    row.from,
    row.to,
  )
  if (later) points.push({ code: 'MOVED_ON', agent: row.to })
  const changed = changedOutlets(db, row)
  if (changed.length > 0) points.push({ code: 'OUTLETS_CHANGED_SINCE', names: changed })
  const deposits = spentDeposits(db, row)
  if (deposits.length > 0) points.push({ code: 'DEPOSIT_USED', agent: row.to, names: deposits })
  if (fundSpent(db, row)) points.push({ code: 'FUND_USED', agent: row.to })
  const agreements = agreementsSince(db, row)
  if (agreements.length > 0) points.push({ code: 'AGREEMENT_SINCE', names: agreements })
  return points
}

const idOf = (db: ReadDb, code: string): number =>
  db.get<{ id: number }>('SELECT id FROM agents WHERE code = ?', code)!.id

/** Outlets of the move whose agent was changed again: since, or for a later day. */
function changedOutlets(db: ReadDb, row: MoveRow): string[] {
  return db
    .all<{ code: string }>(
      `SELECT o.code FROM agent_move_outlets m JOIN outlets o ON o.id = m.outlet
       WHERE m.move = ?1 AND (SELECT h.value || ' ' || h.from_day FROM history h WHERE h.subject = 'outlet'
         AND h.subject_id = m.outlet AND h.field = 'agent' ORDER BY h.from_day DESC, h.id DESC LIMIT 1) IS NOT ?2
       ORDER BY o.code`,
      row.id,
      `${idOf(db, row.to)} ${dateNumber(firstDay(monthFromNumber(row.period)))}`,
    )
    .map(({ code }) => code)
}

interface MovedDeposit {
  readonly kind: string
  readonly day: number
  readonly amount: number
  readonly receipt: string | null
}

/** What went along; recorded at the moment of the decision, under the words of the move. */
function movedDeposits(db: ReadDb, row: MoveRow): MovedDeposit[] {
  return db.all<MovedDeposit>(
    `SELECT kind, day, amount, receipt FROM deposit_moves WHERE act = 'movedIn' AND agent = ? AND reason = ? AND decided_at = ?
     ORDER BY id`,
    idOf(db, row.to),
    moveWords(row),
    row.decidedAt,
  )
}

/** Kinds of which less is left than came with the move. */
function spentDeposits(db: ReadDb, row: MoveRow): string[] {
  const moved = movedDeposits(db, row)
  if (moved.length === 0) return []
  const rows = reserved(depositRows(db, idOf(db, row.to)))
  return [...new Set(moved.map(({ kind }) => kind))].filter((kind) => {
    const own = moved.filter((each) => each.kind === kind)
    const day = dateFromNumber(Math.max(...own.map((each) => each.day)))
    const free = freeFrom(
      rows.filter((each) => each.kind === kind),
      day,
    )
    return free < sumFen(own.map(({ amount }) => asFen(amount)))
  })
}

/** Whether less is left of a lot than came with the move. */
function fundSpent(db: ReadDb, row: MoveRow): boolean {
  const left = new Map(lotsLeftOf(db, idOf(db, row.to)).map((lot) => [`${lot.period} ${lot.origin}`, lot]))
  return db
    .all<{ period: number; origin: string; own: number; matched: number }>(
      'SELECT period, origin, own, matched FROM agent_move_lots WHERE move = ?',
      row.id,
    )
    .some(({ period, origin, own, matched }) => {
      const lot = left.get(`${monthFromNumber(period)} ${origin}`)
      return lot === undefined || lot.own < own || lot.matched < matched
    })
}

/** Agreements of the outlets, or of either agent, that were signed or ended since. */
function agreementsSince(db: ReadDb, row: MoveRow): string[] {
  return db
    .all<{ number: string }>(
      `SELECT g.number FROM agreements g WHERE (g.at > ?1 OR g.ended_at > ?1) AND (g.agent IN (?3, ?4) OR EXISTS (
         SELECT 1 FROM agreement_outlets n JOIN agent_move_outlets m ON m.outlet = n.outlet
         WHERE n.agreement = g.id AND m.move = ?2)) ORDER BY g.number`,
      row.decidedAt,
      row.id,
      idOf(db, row.from),
      idOf(db, row.to),
    )
    .map(({ number }) => number)
}

function requireClear(db: ReadDb, row: MoveRow): void {
  const points = undoPoints(db, row)
  if (points.length > 0) throw new Refusal('MOVE_BUILT_ON', { points })
}

/** @throws Refusal NOT_FOUND, WRONG_STATE where it is not done or is being undone already, MOVE_BUILT_ON {points} */
export function askUndo(cx: Command, id: number, reason: string): MoveMoved {
  const row = moveIn(cx.db, id, ['done'])
  if (row.undoAskedBy !== null)
    throw new Refusal('WRONG_STATE', { what: 'agentMove', name: String(id), state: 'undoAsked', wanted: ['done'] })
  requireClear(cx.db, row)
  cx.db.run(
    'UPDATE agent_moves SET undo_asked_by = ?, undo_asked_at = ?, undo_reason = ? WHERE id = ?',
    cx.user,
    cx.now,
    reason,
    id,
  )
  return { id, from: row.from, to: row.to, state: 'done' }
}

function askedUndo(cx: Command, id: number): MoveRow {
  const row = moveIn(cx.db, id, ['done'])
  if (row.undoAskedBy === null)
    throw new Refusal('WRONG_STATE', { what: 'agentMove', name: String(id), state: 'done', wanted: ['undoAsked'] })
  return row
}

/** The move stays done. @throws Refusal NOT_FOUND, WRONG_STATE */
export function dropUndo(cx: Command, id: number): MoveMoved {
  const row = askedUndo(cx, id)
  cx.db.run('UPDATE agent_moves SET undo_asked_by = NULL, undo_asked_at = NULL, undo_reason = NULL WHERE id = ?', id)
  return { id, from: row.from, to: row.to, state: 'done' }
}

/**
 * Undoes it; who asked for that cannot. Both agents have and owe what they did before.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON, MOVE_BUILT_ON {points}
 */
export function approveUndo(cx: Command, id: number): MoveMoved {
  const row = askedUndo(cx, id)
  if (row.undoAskedBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'askMove', user: cx.user })
  requireClear(cx.db, row)
  const words = `撤销${moveWords(row)}`
  const from = firstDay(monthFromNumber(row.period))
  const outlets = cx.db.all<{ outlet: number }>('SELECT outlet FROM agent_move_outlets WHERE move = ?', id)
  const before = idOf(cx.db, row.from)
  for (const { outlet } of outlets) {
    changeOutlet(cx, outlet, { agent: before }, { from, reason: `${words}，${row.undoReason}` })
  }
  returnDeposits(cx, row, words)
  // the lots are the first agent's again; what went is in the preview of the move
  cx.db.run('DELETE FROM agent_move_lots WHERE move = ?', id)
  returnAgreements(cx, row)
  cx.db.run(
    "UPDATE agent_moves SET state = 'withdrawn', carried_amount = 0, undone_by = ?, undone_at = ? WHERE id = ?",
    cx.user,
    cx.now,
    id,
  )
  return { id, from: row.from, to: row.to, state: 'withdrawn' }
}

/** On the day on which they moved: no day between is another than before. */
function returnDeposits(cx: Command, row: MoveRow, words: string): void {
  for (const { kind, day, amount, receipt } of movedDeposits(cx.db, row)) {
    for (const [agent, act] of [
      [row.to, 'movedOut'],
      [row.from, 'movedIn'],
    ] as const) {
      cx.db.run(
        `INSERT INTO deposit_moves (agent, kind, act, day, amount, receipt, reason, state, author, at, decided_by, decided_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'confirmed', ?, ?, ?, ?)`,
        idOf(cx.db, agent),
        kind,
        act,
        day,
        amount,
        receipt,
        words,
        row.undoAskedBy,
        row.undoAskedAt,
        cx.user,
        cx.now,
      )
    }
  }
}

/** Agreements that were taken over go back; those that ended for it are in force again. */
function returnAgreements(cx: Command, row: MoveRow): void {
  const day = firstDay(monthFromNumber(row.period))
  const [before, after] = [idOf(cx.db, row.from), idOf(cx.db, row.to)]
  const taken = cx.db.all<{ agreement: number }>(
    `SELECT t.agreement FROM agreement_takeovers t JOIN agreements g ON g.id = t.agreement
     WHERE t.from_day = ? AND t.before = ? AND g.agent = ?`,
    dateNumber(day),
    before,
    after,
  )
  for (const { agreement } of taken) {
    cx.db.run('DELETE FROM agreement_takeovers WHERE agreement = ? AND from_day = ?', agreement, dateNumber(day))
    cx.db.run('UPDATE agreements SET agent = ? WHERE id = ?', before, agreement)
  }
  cx.db.run(
    `UPDATE agreements SET ended_on = NULL, ended_reason = NULL, ended_by = NULL, ended_at = NULL
     WHERE agent = ? AND ended_reason = ? AND ended_at = ?`,
    before,
    moveWords(row),
    row.decidedAt,
  )
  cx.db.run(
    `UPDATE agreement_outlets SET to_day = NULL WHERE to_day = ?1 AND outlet IN (SELECT outlet FROM agent_move_outlets WHERE move = ?2)
     AND agreement IN (SELECT id FROM agreements WHERE agent = ?3)`,
    dateNumber(addDays(day, -1)),
    row.id,
    before,
  )
}
