/** Grading in the month: its stage in the month bar, and what is to be done next by whom. */
import type { ReadDb } from '../../data/handles.ts'
import type { Scheme } from '../../domain/grading/scheme.ts'
import type { GradingStatus } from '../../domain/grading/stages.ts'
import { dateNumber, type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { Todo, TodoKey } from '../month/todo.ts'
import type { Query } from '../office.ts'
import { windowOf } from './window.ts'

interface Standing {
  readonly id: number
  readonly code: string
  readonly period: number
  readonly status: GradingStatus
  readonly scored_by: string | null
  readonly notice_to: number | null
  readonly open: number
  readonly late: number
}

/** The gradings that stand, without counting their results: this is asked whenever a screen opens. */
function standingOf(cx: Pick<Query, 'db' | 'today'>): Standing[] {
  return cx.db.all<Standing>(
    `SELECT id, code, period, status, scored_by, notice_to,
     (SELECT count(*) FROM grading_objections b WHERE b.grading = g.id AND b.state IN ('open', 'proposed')) AS open,
     (SELECT count(*) FROM grading_objections b WHERE b.grading = g.id AND b.state IN ('open', 'proposed') AND b.due < ?) AS late
     FROM gradings g WHERE status <> 'withdrawn' ORDER BY id`,
    dateNumber(cx.today),
  )
}

const isDone = ({ status }: Pick<Standing, 'status'>): boolean => status === 'final' || status === 'published'

/** The approved schemes whose period ends with the month. */
function dueSchemes(db: ReadDb, period: Month): string[] {
  return db
    .all<{ code: string; document: string }>(
      "SELECT code, document FROM grading_schemes WHERE status = 'approved' ORDER BY code",
    )
    .filter(({ document }) => windowOf((JSON.parse(document) as Scheme).period, period).at(-1) === period)
    .map(({ code }) => code)
}

export interface GradeStage {
  readonly key: 'grade'
  readonly state: 'todo' | 'current' | 'done' | 'off'
  readonly open: number
  readonly to: string
}

const stepsAt = (id: number): string => `/gradings/${id}/steps`
const beginWith = (scheme: string): string => `/gradings/new?${new URLSearchParams({ scheme }).toString()}`

/** 分级 in the month bar: off where no scheme's period ends with the month; it keeps no other stage waiting. */
export function gradeStage(cx: Pick<Query, 'db' | 'today'>, period: Month): GradeStage {
  const due = dueSchemes(cx.db, period)
  const own = standingOf(cx).filter((one) => one.period === monthNumber(period))
  const inWork = own.filter((one) => !isDone(one))
  const missing = due.filter((code) => !own.some((one) => one.code === code))
  const open = inWork.length + missing.length
  if (open === 0) return { key: 'grade', state: own.length > 0 ? 'done' : 'off', open, to: '/gradings' }
  const [first] = inWork
  if (first) return { key: 'grade', state: 'current', open, to: open > 1 ? '/gradings' : stepsAt(first.id) }
  return { key: 'grade', state: 'todo', open, to: open > 1 ? '/gradings' : beginWith(missing[0] ?? '') }
}

/** What grading waits for; `begin`: the month has its ledgers, so that what is due can be scored. */
export function gradingTodo(cx: Query, period: Month, begin: boolean): Todo[] {
  const clerk = cx.roles.includes('clerk')
  const reviewer = cx.roles.includes('reviewer')
  const all = standingOf(cx)
  const todo: Todo[] = []
  const add = (
    key: TodoKey,
    of: readonly Pick<Standing, 'id' | 'period'>[],
    mine: boolean,
    urgency: Todo['urgency'],
    at: string,
    count = of.length,
  ) => {
    const [only, second] = of
    if (!only) return
    const to = second ? '/gradings' : `${stepsAt(only.id)}?at=${at}`
    const details = { period: monthFromNumber(only.period) }
    todo.push({ key, who: mine ? 'me' : 'other', urgency, count, details, to })
  }
  const submitted = cx.db.all<{ id: number; submitted_by: string }>(
    "SELECT id, submitted_by FROM grading_schemes WHERE status = 'submitted'",
  )
  if (submitted[0]) {
    const mine = reviewer && submitted.some((one) => one.submitted_by !== cx.user)
    const to = submitted.length === 1 ? `/gradings/schemes/${submitted[0].id}` : '/gradings/schemes?status=submitted'
    todo.push({
      key: 'approveScheme',
      who: mine ? 'me' : 'other',
      urgency: 2,
      count: submitted.length,
      details: {},
      to,
    })
  }
  const scored = all.filter(({ status }) => status === 'scored')
  add('reviewGrading', scored, reviewer && scored.some((one) => one.scored_by !== cx.user), 2, 'preview')
  const reviewed = all.filter(({ status }) => status === 'reviewed')
  add('noticeGrading', reviewed, clerk || reviewer, 2, 'notice')
  const objected = all.filter(({ open }) => open > 0)
  const objections = objected.reduce((sum, { open }) => sum + open, 0)
  add(
    'answerObjections',
    objected,
    clerk || reviewer,
    objected.some(({ late }) => late > 0) ? 1 : 2,
    'objections',
    objections,
  )
  const over = all.filter(
    ({ status, notice_to, open }) =>
      status === 'notice' && open === 0 && notice_to !== null && notice_to < dateNumber(cx.today),
  )
  add('finishGrading', over, reviewer && over.some((one) => one.scored_by !== cx.user), 2, 'final')
  const missing = dueSchemes(cx.db, period).filter(
    (code) => !all.some((one) => one.code === code && one.period === monthNumber(period)),
  )
  if (begin && missing[0] !== undefined) {
    const to = missing.length === 1 ? beginWith(missing[0]) : '/gradings/new'
    todo.push({
      key: 'gradePeriod',
      who: clerk ? 'me' : 'other',
      urgency: 3,
      count: missing.length,
      details: { period },
      to,
    })
  }
  return todo
}
