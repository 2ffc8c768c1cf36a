/** What is to be done next in a month, by whom, the most urgent first. */
import type { Month } from '../../domain/month.ts'
import { registerTodo } from '../agreements/todo.ts'
import type { Checking } from '../checking/checking.ts'
import { checksTodo } from '../checks/todo.ts'
import { completenessTodo } from '../completeness/todo.ts'
import { disputeTodo } from '../disputes/todo.ts'
import { gradingTodo } from '../gradings/todo.ts'
import { inspectionTodo } from '../inspections/todo.ts'
import type { Query } from '../office.ts'
import type { OpenCounts } from '../paying/list.ts'
import { payingTodo } from '../paying/todo.ts'
import { waitingFor } from '../policies/steps.ts'
import { requestTodo } from '../requests/todo.ts'
import { stateOf } from '../settlements/state.ts'
import type { OpenPoints, RowCounts } from './open-points.ts'
import type { Todo, TodoKey } from './todo.ts'

/** Of a closed month: what is to be paid and printed, and what belongs to no month. */
export function closedTodo(cx: Query, period: Month, paying: OpenCounts): Todo[] {
  return inOrder([
    ...disputeTodo(cx),
    ...gradingTodo(cx, period, false),
    ...inspectionTodo(cx),
    ...requestTodo(cx),
    ...registerTodo(cx),
    ...payingTodo(cx, true, paying),
    ...completenessTodo(cx),
    ...checksTodo(cx),
    { key: 'print', who: 'me', urgency: 3, count: 0, details: {}, to: '/reports' },
  ])
}

/** Of a month that is not closed. */
export function todoOf(
  cx: Query,
  period: Month,
  counts: RowCounts,
  open: OpenPoints,
  paying: OpenCounts,
  checking: Checking,
): Todo[] {
  const state = stateOf(cx.db, period)
  const may = (...roles: Query['roles'][number][]) => roles.some((role) => cx.roles.includes(role))
  const todo: Todo[] = []
  const add = (
    key: TodoKey,
    mine: boolean,
    urgency: Todo['urgency'],
    to: string,
    count = 0,
    details: Todo['details'] = {},
  ) => todo.push({ key, who: mine ? 'me' : 'other', urgency, count, details, to })
  if (counts.agents === 0) add('importAgents', may('clerk'), 1, '/ledgers/import/agents')
  if (counts.outlets === 0) add('importOutlets', may('clerk'), 1, '/ledgers/import/outlets')
  if (open.submitted > 0) {
    const { mine } = waitingFor(cx)
    add('approvePolicy', mine > 0, 1, '/policies?status=submitted', open.submitted)
  }
  if (open.inForce === 0) add('addPolicy', may('clerk'), 2, '/policies')
  if (counts.entries === 0) add('importEntries', may('clerk'), 1, '/ledgers/import/entries')
  else if (counts.subscriberMonths === 0)
    add('importSubscriberMonths', may('clerk'), 3, '/ledgers/import/subscriberMonths')
  if (open.differences > 0) add('reconcile', may('clerk'), 2, '/ledgers/reconcile', open.differences)
  if (open.waiting > 0) add('confirmAdjustments', may('reviewer'), 1, '/settlements/adjustments', open.waiting)
  if (counts.entries > 0 && state.run === null) add('calculate', may('clerk'), 2, '/settlements')
  if (open.stale) add('recalculate', may('clerk'), 1, '/settlements')
  const { waiting, changed } = checking.counts
  const isChecking = state.status === 'checking' && checking.ended === null
  if (isChecking && changed > 0) add('tellAgain', may('clerk'), 1, '/settlements/checking', changed)
  if (isChecking && waiting > 0) add('hearAgents', may('clerk'), 3, '/settlements/checking', waiting)
  const isHeard = state.status === 'checking' && (!isChecking || waiting + changed === 0)
  if (state.status === 'calculated' || isHeard) add('review', may('reviewer'), 2, '/settlements')
  if (state.status === 'reviewed') add('approve', may('reviewer') && state.calculatedBy !== cx.user, 2, '/settlements')
  if (state.status === 'approved') {
    if (open.blocking > 0) add('closeBlocked', may('clerk'), 1, '/settlements/close', open.blocking)
    else add('close', may('reviewer'), 2, '/settlements/close')
  }
  todo.push(
    ...disputeTodo(cx),
    ...gradingTodo(cx, period, counts.entries > 0),
    ...inspectionTodo(cx),
    ...requestTodo(cx),
    ...registerTodo(cx),
    ...payingTodo(cx, false, paying),
    ...completenessTodo(cx),
    ...checksTodo(cx),
  )
  return inOrder(todo)
}

function inOrder(todo: Todo[]): Todo[] {
  return todo.sort((a, b) => a.urgency - b.urgency || (a.who === b.who ? 0 : a.who === 'me' ? -1 : 1))
}
