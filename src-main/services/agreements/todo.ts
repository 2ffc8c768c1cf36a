/** What is to be done about agreements, deposits and agents' changes of owner, for the workbench. */
import { agreedNotDone } from '../agent-moves/months.ts'
import type { Todo } from '../month/todo.ts'
import type { Query } from '../office.ts'
import { reminderCounts } from './reminders.ts'

/** Moves, and undoings of moves, that wait for a second person. */
const DECIDABLE = "((state = 'asked' AND agreed_by IS NULL) OR (state = 'done' AND undo_asked_by IS NOT NULL))"

function countOf({ db }: Query, sql: string, ...values: string[]): number {
  return db.get<{ n: number }>(sql, ...values)?.n ?? 0
}

/** Agreements whose end is to be dealt with, and deposits that wait for a second person: of no month, so shown in all. */
export function registerTodo(cx: Query): Todo[] {
  const isClerk = cx.roles.includes('clerk')
  const { open, late } = reminderCounts(cx)
  const deposits = countOf(cx, `SELECT count(*) AS n FROM deposit_moves WHERE state = 'asked'`)
  const mine = countOf(cx, `SELECT count(*) AS n FROM deposit_moves WHERE state = 'asked' AND author <> ?`, cx.user)
  const todo: Todo[] = []
  if (open > 0)
    todo.push({
      key: 'agreementsEnding',
      who: isClerk ? 'me' : 'other',
      urgency: late > 0 ? 1 : 2,
      count: open,
      details: { late },
      to: '/agreements/reminders',
    })
  if (deposits > 0)
    todo.push({
      key: 'confirmDeposits',
      who: cx.roles.includes('reviewer') && mine > 0 ? 'me' : 'other',
      urgency: 2,
      count: deposits,
      details: {},
      to: '/deposits/waiting',
    })
  const moves = countOf(cx, `SELECT count(*) AS n FROM agent_moves WHERE ${DECIDABLE}`)
  const others = countOf(
    cx,
    `SELECT count(*) AS n FROM agent_moves WHERE ${DECIDABLE} AND coalesce(undo_asked_by, author) <> ?`,
    cx.user,
  )
  if (moves > 0)
    todo.push({
      key: 'approveMoves',
      who: cx.roles.includes('reviewer') && others > 0 ? 'me' : 'other',
      urgency: 1,
      count: moves,
      details: {},
      to: '/agent-moves',
    })
  const undone = agreedNotDone(cx.db)
  if (undone > 0)
    todo.push({
      ...{ key: 'carryOutMoves', who: isClerk ? 'me' : 'other', urgency: 1, count: undone, details: {} },
      to: '/agent-moves?state=agreed',
    })
  return todo
}
