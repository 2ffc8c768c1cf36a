/** The month told as what is to be done next: its stages with open counts, what waits for whom, the money so far. */

import type { ReadDb } from '../../data/handles.ts'
import type { SettlementStatus } from '../../data/schema.ts'
import { addMonths, dateNumber, type Month, monthFromNumber, monthNumber, monthOf } from '../../domain/month.ts'
import { registerTodo } from '../agreements/todo.ts'
import { type Checking, checkingOf } from '../checking/checking.ts'
import { checksTodo } from '../checks/todo.ts'
import { completenessTodo } from '../completeness/todo.ts'
import { type GradeStage, gradeStage, gradingTodo } from '../gradings/todo.ts'
import { inspectionTodo } from '../inspections/todo.ts'
import { reconcile } from '../ledgers/reconcile.ts'
import type { Query } from '../office.ts'
import { type OpenCounts, openCounts } from '../paying/list.ts'
import { payingTodo } from '../paying/todo.ts'
import { waitingFor } from '../policies/steps.ts'
import { requestTodo } from '../requests/todo.ts'
import { closingPoints } from '../settlements/closing.ts'
import { monthMoney } from '../settlements/list.ts'
import { isClosed, stateOf } from '../settlements/state.ts'

export type StageKey =
  | 'import'
  | 'reconcile'
  | 'grade'
  | 'calculate'
  | 'check'
  | 'review'
  | 'approve'
  | 'close'
  | 'pay'
  | 'upload'
export type StageState = 'todo' | 'current' | 'done' | 'blocked' | 'off'

export interface Stage {
  readonly key: StageKey
  readonly state: StageState
  /** Open points of the stage. */
  readonly open: number
  /** The screen that settles it. */
  readonly to: string
}

export type TodoKey =
  | 'importAgents'
  | 'importOutlets'
  | 'approvePolicy'
  | 'addPolicy'
  | 'importEntries'
  | 'importSubscriberMonths'
  | 'reconcile'
  | 'calculate'
  | 'recalculate'
  | 'confirmAdjustments'
  | 'hearAgents'
  | 'tellAgain'
  | 'settleDisputes'
  | 'review'
  | 'approve'
  | 'closeBlocked'
  | 'close'
  | 'print'
  | 'claimPayments'
  | 'payClaimed'
  | 'mendReturned'
  | 'latePayments'
  | 'payOlder'
  | 'openRound'
  | 'confirmFiles'
  | 'closeRound'
  | 'agreementsEnding'
  | 'confirmDeposits'
  | 'approveMoves'
  | 'lookAtFindings'
  | 'approveScheme'
  | 'gradePeriod'
  | 'releaseTemplate'
  | 'confirmInspections'
  | 'confirmStars'
  | 'reviewGrading'
  | 'noticeGrading'
  | 'answerObjections'
  | 'finishGrading'
  | 'decideRequests'
  | 'readNotices'
  | 'giveCodes'
  | 'settleExits'
  | 'carryOutMoves'

export interface Todo {
  readonly key: TodoKey
  /** Whether the person who asks may do it, or somebody else must. */
  readonly who: 'me' | 'other'
  readonly urgency: 1 | 2 | 3
  readonly count: number
  readonly details: Readonly<Record<string, unknown>>
  readonly to: string
}

export interface Overview {
  readonly period: Month
  readonly status: SettlementStatus
  readonly closed: boolean
  readonly stages: readonly Stage[]
  readonly todo: readonly Todo[]
  readonly money: {
    readonly gross: string | null
    readonly payable: string | null
    readonly lastGross: string | null
    readonly lastPayable: string | null
  }
  readonly counts: {
    readonly agents: number
    readonly outlets: number
    readonly entries: number
    readonly subscriberMonths: number
  }
  readonly calculatedBy: string | null
  readonly sentBackReason: string | null
}

/** The month that people work on when they open the program: the oldest open one that has rows, else last month. */
export function workingMonth(cx: Query): Month {
  const found = cx.db.get<{ period: number }>(
    `SELECT p.period FROM batch_periods p JOIN batches b ON b.id = p.batch LEFT JOIN settlements s ON s.period = p.period
     WHERE b.state = 'active' AND b.kind NOT LIKE 'opening%' AND (s.status IS NULL OR s.status NOT IN ('closed', 'paid'))
     AND p.period > coalesce((SELECT max(period) FROM settlements WHERE status IN ('closed', 'paid')), 0)
     ORDER BY p.period LIMIT 1`,
  )
  if (found) return monthFromNumber(found.period)
  const closed = cx.db.get<{ period: number | null }>(
    "SELECT max(period) AS period FROM settlements WHERE status IN ('closed', 'paid')",
  )
  return closed?.period ? addMonths(monthFromNumber(closed.period), 1) : addMonths(monthOf(cx.today), -1)
}

/** Every month that has rows or a settlement, and the working month, newest first. */
export function knownMonths(cx: Query): { period: Month; status: SettlementStatus }[] {
  const months = new Set(
    cx.db
      .all<{ period: number }>(
        "SELECT period FROM batch_periods p JOIN batches b ON b.id = p.batch WHERE b.state = 'active' UNION SELECT period FROM settlements",
      )
      .map(({ period }) => monthFromNumber(period)),
  )
  months.add(workingMonth(cx))
  return [...months]
    .sort()
    .reverse()
    .map((period) => ({ period, status: stateOf(cx.db, period).status }))
}

function countRows(db: ReadDb, kind: string, period: Month): number {
  return (
    db.get<{ n: number | null }>(
      "SELECT sum(p.rows) AS n FROM batch_periods p JOIN batches b ON b.id = p.batch WHERE p.period = ? AND b.kind = ? AND b.state = 'active'",
      monthNumber(period),
      kind,
    )?.n ?? 0
  )
}

function countOf(db: ReadDb, sql: string, ...values: (string | number)[]): number {
  return db.get<{ n: number }>(sql, ...values)?.n ?? 0
}

/** The overview of a month for the person who asks. */
export function overview(cx: Query, period: Month): Overview {
  const { db } = cx
  const state = stateOf(db, period)
  const last = monthMoney(db, addMonths(period, -1))
  const money = monthMoney(db, period)
  const counts = {
    agents: countOf(db, 'SELECT count(*) AS n FROM agents'),
    outlets: countOf(db, 'SELECT count(*) AS n FROM outlets'),
    entries: countRows(db, 'entries', period) + countRows(db, 'volumes', period),
    subscriberMonths: countRows(db, 'subscriberMonths', period),
  }
  const reconciliation = reconcile(db, period)
  const points = state.run === null || isClosed(state) ? [] : closingPoints(db, period)
  const open = {
    differences: reconciliation.filter(({ agrees }) => !agrees).length,
    waiting: countOf(
      db,
      "SELECT count(*) AS n FROM adjustments WHERE period = ? AND state = 'waiting'",
      monthNumber(period),
    ),
    blocking: points.filter(({ level }) => level === 'error').length,
    stale: points.some(({ code }) => code === 'OLDER_THAN_DATA'),
    submitted: countOf(db, "SELECT count(*) AS n FROM policies WHERE status = 'submitted'"),
    inForce: countOf(
      db,
      "SELECT count(*) AS n FROM policies WHERE status IN ('approved', 'retired') AND from_month <= ?1 AND (to_month IS NULL OR to_month >= ?1)",
      monthNumber(period),
    ),
  }
  const paying = openCounts(cx, period)
  const checking = checkingOf(cx, period)
  return {
    period,
    status: state.status,
    closed: isClosed(state),
    stages: stagesOf(
      state.status,
      counts.entries,
      reconciliation.length,
      open,
      paying,
      checking,
      gradeStage(cx, period),
    ),
    todo: isClosed(state) ? closedTodo(cx, period, paying) : todoOf(cx, period, counts, open, paying, checking),
    money: {
      gross: money?.gross ?? null,
      payable: money?.payable ?? null,
      lastGross: last?.gross ?? null,
      lastPayable: last?.payable ?? null,
    },
    counts,
    calculatedBy: state.calculatedBy,
    sentBackReason: state.sentBackReason,
  }
}

const ORDER: readonly SettlementStatus[] = ['open', 'calculated', 'checking', 'reviewed', 'approved', 'closed', 'paid']

interface Open {
  differences: number
  waiting: number
  blocking: number
  stale: boolean
  submitted: number
  inForce: number
}

function stagesOf(
  status: SettlementStatus,
  entries: number,
  controlTotals: number,
  open: Open,
  paying: OpenCounts,
  checking: Checking,
  grade: GradeStage,
): Stage[] {
  const reached = (wanted: SettlementStatus) => ORDER.indexOf(status) >= ORDER.indexOf(wanted)
  const imported = entries > 0
  const step = (done: boolean, current: boolean): StageState => (done ? 'done' : current ? 'current' : 'todo')
  return [
    { key: 'import', state: step(imported, true), open: imported ? 0 : 1, to: '/ledgers' },
    {
      key: 'reconcile',
      state: controlTotals === 0 ? (reached('calculated') ? 'off' : 'todo') : open.differences > 0 ? 'blocked' : 'done',
      open: open.differences,
      to: '/ledgers/reconcile',
    },
    grade,
    {
      key: 'calculate',
      state: step(reached('calculated') && !open.stale, imported),
      open: open.stale ? 1 : 0,
      to: '/settlements',
    },
    checkStage(status, checking, reached('reviewed')),
    {
      key: 'review',
      state: step(reached('reviewed'), status === 'calculated' || status === 'checking'),
      open: open.waiting,
      to: '/settlements',
    },
    { key: 'approve', state: step(reached('approved'), status === 'reviewed'), open: 0, to: '/settlements' },
    {
      key: 'close',
      state: reached('closed') ? 'done' : status === 'approved' ? (open.blocking > 0 ? 'blocked' : 'current') : 'todo',
      open: status === 'approved' ? open.blocking : 0,
      to: '/settlements/close',
    },
    {
      key: 'pay',
      state: step(reached('closed') && paying.open === 0, reached('closed')),
      open: paying.open,
      to: '/settlements/paying',
    },
  ]
}

/** 网点核对: off where it was skipped, done where everybody was heard. */
function checkStage(status: SettlementStatus, { counts, started, ended }: Checking, isOver: boolean): Stage {
  const waiting = counts.waiting + counts.changed + counts.disputes
  const at = { key: 'check' as const, to: '/settlements/checking' }
  if (status === 'checking') {
    const isBlocked = counts.waiting + counts.changed === 0 && counts.disputes > 0
    return { ...at, state: isBlocked ? 'blocked' : 'current', open: waiting }
  }
  if (isOver) return { ...at, state: started === null ? 'off' : 'done', open: counts.disputes }
  const state = ended?.how === 'skipped' ? 'off' : status === 'calculated' ? 'current' : 'todo'
  return { ...at, state, open: counts.disputes }
}

/** Disputes of any month that wait for their outcome. */
function disputeTodo(cx: Query): Todo[] {
  const { n, late, mine } = cx.db.get<{ n: number; late: number; mine: number }>(
    `SELECT count(*) AS n, count(*) FILTER (WHERE due < ?1) AS late, count(*) FILTER (WHERE owner = ?2) AS mine
     FROM disputes WHERE state = 'open'`,
    dateNumber(cx.today),
    cx.user,
  ) ?? { n: 0, late: 0, mine: 0 }
  if (n === 0) return []
  const details = { late }
  const who = mine > 0 ? 'me' : 'other'
  return [
    {
      key: 'settleDisputes',
      who,
      urgency: late > 0 ? 1 : 2,
      count: n,
      details,
      to: '/settlements/disputes?state=open',
    },
  ]
}

function closedTodo(cx: Query, period: Month, paying: OpenCounts): Todo[] {
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

function inOrder(todo: Todo[]): Todo[] {
  return todo.sort((a, b) => a.urgency - b.urgency || (a.who === b.who ? 0 : a.who === 'me' ? -1 : 1))
}

function todoOf(
  cx: Query,
  period: Month,
  counts: Overview['counts'],
  open: Open,
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
