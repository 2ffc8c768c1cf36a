/**
 * Objections to a grading on public notice: recorded with a deadline, answered by one person and decided by another. An upheld one
 * gives the outlet another grade with a reason, or sends the grading back to be scored anew.
 */
import type { ObjectionOutcome, ObjectionState } from '../../data/schema.ts'
import { gradeOrder } from '../../domain/grading/scheme.ts'
import { dateFromNumber, dateNumber, type IsoDate, type Month, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { workingDaysAfter } from '../checking/calendar.ts'
import type { Command, Query } from '../office.ts'
import { outletId } from '../register/outlets.ts'
import { gradingBase, requireStage } from './gradings.ts'
import { resultOf } from './kept-results.ts'
import { sendBackGrading } from './stages.ts'

/** Working days within which an objection is to be answered unless said otherwise. */
const WORKING_DAYS = 5

export interface Objection {
  readonly id: number
  readonly grading: number
  readonly title: string
  readonly period: Month
  readonly outlet: string
  readonly name: string
  /** The indicator's code and title; null for the grade as a whole. */
  readonly indicator: string | null
  readonly indicatorTitle: string | null
  readonly text: string
  readonly raisedBy: string
  readonly raisedOn: IsoDate
  readonly due: IsoDate
  readonly late: boolean
  readonly state: ObjectionState
  readonly outcome: ObjectionOutcome | null
  /** The grade that the answer gives. */
  readonly grade: string | null
  readonly answer: string | null
  readonly proposedBy: string | null
  readonly proposedAt: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  /** Why the last proposed answer was not agreed to. */
  readonly returned: string | null
  readonly user: string
  readonly at: string
}

interface ObjectionRow extends Omit<Objection, 'period' | 'raisedOn' | 'due' | 'late' | 'indicatorTitle'> {
  period: number
  raised_on: number
  due: number
  document: string
}

const SELECT = `SELECT b.id, b.grading, s.title, s.document, g.period, o.code AS outlet, o.name, b.indicator, b.text, b.raised_by AS raisedBy,
  b.raised_on, b.due, b.state, b.outcome, b.grade, b.answer, b.proposed_by AS proposedBy, b.proposed_at AS proposedAt,
  b.decided_by AS decidedBy, b.decided_at AS decidedAt, b.returned, b.user, b.at
  FROM grading_objections b JOIN gradings g ON g.id = b.grading JOIN grading_schemes s ON s.id = g.scheme
  JOIN outlets o ON o.id = b.outlet`

function objectionOf({ raised_on, document, ...row }: ObjectionRow, today: IsoDate): Objection {
  const { indicators } = JSON.parse(document) as { indicators: { code: string; title: string }[] }
  const due = dateFromNumber(row.due)
  return {
    ...row,
    period: monthFromNumber(row.period),
    indicatorTitle: indicators.find(({ code }) => code === row.indicator)?.title ?? null,
    raisedOn: dateFromNumber(raised_on),
    due,
    late: isOpen(row.state) && due < today,
  }
}

const isOpen = (state: ObjectionState) => state === 'open' || state === 'proposed'

/** Objections of a grading, of an outlet, or all; open ones first, the most urgent on top. */
export function listObjections(
  cx: Query,
  asked: { grading?: number | undefined; outlet?: string | undefined; open?: boolean | undefined },
): Objection[] {
  return cx.db
    .all<ObjectionRow>(
      `${SELECT} WHERE (?1 IS NULL OR b.grading = ?1) AND (?2 IS NULL OR o.code = ?2)
       AND (?3 = 0 OR b.state IN ('open', 'proposed'))
       ORDER BY b.state NOT IN ('open', 'proposed'), CASE WHEN b.state IN ('open', 'proposed') THEN b.due END, b.id DESC`,
      asked.grading ?? null,
      asked.outlet ?? null,
      asked.open ? 1 : 0,
    )
    .map((row) => objectionOf(row, cx.today))
}

/** @throws Refusal NOT_FOUND, WRONG_STATE unless it is in one of the states */
function requireObjection(cx: Query, id: number, wanted: readonly ObjectionState[]): Objection {
  const row = cx.db.get<ObjectionRow>(`${SELECT} WHERE b.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'objection', name: String(id) })
  if (!wanted.includes(row.state))
    throw new Refusal('WRONG_STATE', { what: 'objection', name: row.name, state: row.state, wanted })
  return objectionOf(row, cx.today)
}

export interface ObjectionAsked {
  readonly grading: number
  readonly outlet: string
  readonly indicator?: string | undefined
  readonly text: string
  readonly raisedBy: string
  readonly raisedOn?: IsoDate | undefined
  readonly due?: IsoDate | undefined
}

/**
 * Records an objection that was made while the notice hung.
 * @throws Refusal NOT_FOUND, WRONG_STATE, NOTICE_OVER {to} for one that came later, INVALID_INPUT
 */
export function raiseObjection(cx: Command, asked: ObjectionAsked): Objection {
  const { notice } = requireStage(cx, asked.grading, 'object')
  const outlet = outletId(cx.db, asked.outlet)
  const { scheme, excluded } = gradingBase(cx.db, asked.grading)
  const isKnown = resultOf(cx.db, asked.grading, asked.outlet) || excluded.some((left) => left.outlet === asked.outlet)
  if (!isKnown) throw new Refusal('NOT_FOUND', { what: 'result', name: asked.outlet })
  if (asked.indicator !== undefined && !scheme.indicators.some(({ code }) => code === asked.indicator))
    throw new Refusal('NOT_FOUND', { what: 'indicator', name: asked.indicator })
  const raisedOn = asked.raisedOn ?? cx.today
  if (raisedOn > cx.today) throw new Refusal('INVALID_INPUT', { field: 'raisedOn', reason: 'future', value: raisedOn })
  if (notice && raisedOn > notice.to) throw new Refusal('NOTICE_OVER', { to: notice.to })
  if (notice && raisedOn < notice.from)
    throw new Refusal('INVALID_INPUT', { field: 'raisedOn', reason: 'past', value: raisedOn })
  const due = asked.due ?? workingDaysAfter(cx.db, raisedOn, WORKING_DAYS)
  if (due < raisedOn) throw new Refusal('INVALID_INPUT', { field: 'due', reason: 'past', value: due })
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO grading_objections (grading, outlet, indicator, text, raised_by, raised_on, due, state, user, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
    asked.grading,
    outlet,
    asked.indicator ?? null,
    asked.text,
    asked.raisedBy,
    dateNumber(raisedOn),
    dateNumber(due),
    cx.user,
    cx.now,
  )
  return requireObjection(cx, id, ['open'])
}

export interface AnswerAsked {
  readonly id: number
  readonly outcome: ObjectionOutcome
  /** The grade that it gives, with outcome changed. */
  readonly grade?: string | undefined
  readonly answer: string
}

/**
 * Proposes an answer; a second person decides it.
 * @throws Refusal NOT_FOUND, WRONG_STATE, INVALID_INPUT for a grade that the scheme does not have or that it has already
 */
export function proposeAnswer(cx: Command, asked: AnswerAsked): Objection {
  const found = requireObjection(cx, asked.id, ['open', 'proposed'])
  const { scheme } = gradingBase(cx.db, found.grading)
  if ((asked.outcome === 'changed') !== (asked.grade !== undefined))
    throw new Refusal('INVALID_INPUT', { field: 'grade' })
  if (asked.grade !== undefined) {
    const held = resultOf(cx.db, found.grading, found.outlet)?.grade
    if (held === undefined || held === asked.grade || !gradeOrder(scheme.grades).includes(asked.grade))
      throw new Refusal('INVALID_INPUT', { field: 'grade', value: asked.grade })
  }
  cx.db.run(
    `UPDATE grading_objections SET state = 'proposed', outcome = ?, grade = ?, answer = ?, proposed_by = ?, proposed_at = ?,
     returned = NULL WHERE id = ?`,
    asked.outcome,
    asked.grade ?? null,
    asked.answer,
    cx.user,
    cx.now,
    asked.id,
  )
  return requireObjection(cx, asked.id, ['proposed'])
}

/**
 * Agrees to a proposed answer, or gives it back with a reason. Agreeing to scoring anew sends the grading back.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON, REASON_MISSING
 */
export function decideAnswer(
  cx: Command,
  asked: { id: number; agree: boolean; reason?: string | undefined },
): Objection {
  const found = requireObjection(cx, asked.id, ['proposed'])
  if (found.proposedBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'answer', user: cx.user })
  if (!asked.agree) {
    if (!asked.reason) throw new Refusal('REASON_MISSING')
    cx.db.run("UPDATE grading_objections SET state = 'open', returned = ? WHERE id = ?", asked.reason, asked.id)
    return requireObjection(cx, asked.id, ['open'])
  }
  const state = found.outcome === 'refused' ? 'refused' : 'upheld'
  cx.db.run(
    'UPDATE grading_objections SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?',
    state,
    cx.user,
    cx.now,
    asked.id,
  )
  if (found.outcome === 'recalculate')
    sendBackGrading(cx, { id: found.grading, reason: `${found.name}的异议成立：${found.answer ?? ''}` })
  return requireObjection(cx, asked.id, [state])
}

/** The outlet takes it back. @throws Refusal NOT_FOUND, WRONG_STATE */
export function withdrawObjection(cx: Command, { id, reason }: { id: number; reason: string }): Objection {
  requireObjection(cx, id, ['open', 'proposed'])
  cx.db.run(
    "UPDATE grading_objections SET state = 'withdrawn', answer = ?, decided_by = ?, decided_at = ? WHERE id = ?",
    reason,
    cx.user,
    cx.now,
    id,
  )
  return requireObjection(cx, id, ['withdrawn'])
}
