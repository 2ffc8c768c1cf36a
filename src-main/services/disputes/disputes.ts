/** Disputes (申诉): an agent's claim about a line or a missing one, with a deadline; ends as a confirmed adjustment or an answer. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, fen, yuan } from '../../domain/money.ts'
import {
  chineseMonth,
  dateFromNumber,
  dateNumber,
  type IsoDate,
  type Month,
  monthFromNumber,
  monthNumber,
} from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { workingDaysAfter } from '../checking/calendar.ts'
import { setAnswer } from '../checking/checking.ts'
import type { Command, Query } from '../office.ts'
import { outletId } from '../register/outlets.ts'
import { adjust } from '../settlements/adjustments.ts'
import { stateOf } from '../settlements/state.ts'
import { statementsOf } from '../settlements/statements.ts'

/** Working days within which a dispute is to be decided unless said otherwise. */
const WORKING_DAYS = 10

export type DisputeState = 'open' | 'adjusting' | 'answered' | 'adjusted' | 'withdrawn'

export interface Dispute {
  readonly id: number
  readonly period: Month
  readonly outlet: string
  readonly name: string
  readonly agent: string | null
  readonly agentName: string | null
  /** The line's id; null for something missing. */
  readonly line: string | null
  readonly about: string
  readonly claimed: string | null
  readonly text: string
  readonly origin: 'checking' | 'later'
  readonly raisedBy: string
  readonly raisedOn: IsoDate
  readonly due: IsoDate
  readonly owner: string
  /** adjusting: an adjustment was asked for and waits for its second person. */
  readonly state: DisputeState
  readonly late: boolean
  readonly adjustment: {
    readonly id: number
    readonly period: Month
    readonly amount: string
    readonly state: string
  } | null
  readonly answer: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly user: string
  readonly at: string
  readonly attachments: number
}

export interface DisputeAsked {
  readonly period: Month
  readonly outlet: string
  readonly line?: string | undefined
  /** What is missing, in words, where there is no line. */
  readonly about?: string | undefined
  /** What the agent thinks is right, in yuan. */
  readonly claimed?: string | undefined
  readonly text: string
  readonly raisedBy: string
  readonly raisedOn?: IsoDate | undefined
  readonly due?: IsoDate | undefined
  readonly owner?: string | undefined
}

/**
 * Records a dispute; while the month is with the agents it is the outlet's objection too.
 * @throws Refusal NOT_FOUND for the outlet, line or owner, WRONG_STATE before the first calculation, INVALID_INPUT
 */
export function raiseDispute(cx: Command, asked: DisputeAsked): { id: number; due: IsoDate } {
  const outlet = outletId(cx.db, asked.outlet)
  const state = stateOf(cx.db, asked.period)
  if (state.run === null)
    throw new Refusal('WRONG_STATE', {
      period: asked.period,
      words: chineseMonth(asked.period),
      state: state.status,
      wanted: ['calculated'],
    })
  const about = aboutWords(cx.db, asked)
  const raisedOn = asked.raisedOn ?? cx.today
  if (raisedOn > cx.today) throw new Refusal('INVALID_INPUT', { field: 'raisedOn', reason: 'future', value: raisedOn })
  const due = asked.due ?? workingDaysAfter(cx.db, raisedOn, WORKING_DAYS)
  if (due < raisedOn) throw new Refusal('INVALID_INPUT', { field: 'due', reason: 'past', value: due })
  const owner = asked.owner ?? cx.user
  requireUser(cx.db, owner)
  const isChecking = state.status === 'checking'
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO disputes (period, outlet, line, about, claimed, text, origin, raised_by, raised_on, due, owner, state, user, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
    monthNumber(asked.period),
    outlet,
    asked.line ?? null,
    about,
    asked.claimed === undefined ? null : fen(asked.claimed),
    asked.text,
    isChecking ? 'checking' : 'later',
    asked.raisedBy,
    dateNumber(raisedOn),
    dateNumber(due),
    owner,
    cx.user,
    cx.now,
  )
  if (isChecking) {
    const said = { answer: 'objected' as const, saidBy: asked.raisedBy, note: asked.text }
    setAnswer(cx, asked.period, asked.outlet, said)
  }
  return { id, due }
}

function aboutWords(db: ReadDb, { period, outlet, line, about }: DisputeAsked): string {
  if (line === undefined) {
    if (!about) throw new Refusal('INVALID_INPUT', { field: 'about', reason: 'empty' })
    return about
  }
  const found = statementsOf(db, period, [outlet])[0]?.lines.find(({ id }) => id === line)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'line', name: line })
  return `${found.policyTitle}：${found.clauseTitle} ${found.amount} 元`
}

function requireUser(db: ReadDb, name: string): void {
  if (!db.get('SELECT 1 FROM users WHERE name = ? AND active = 1', name))
    throw new Refusal('NOT_FOUND', { what: 'user', name })
}

interface DisputeRow {
  id: number
  period: number
  outlet: string
  name: string
  agent: string | null
  agentName: string | null
  line: string | null
  about: string
  claimed: number | null
  text: string
  origin: 'checking' | 'later'
  raisedBy: string
  raised_on: number
  due: number
  owner: string
  state: Exclude<DisputeState, 'adjusting'>
  adjustment: number | null
  adjustment_period: number | null
  adjustment_amount: number | null
  adjustment_state: string | null
  answer: string | null
  decidedBy: string | null
  decidedAt: string | null
  user: string
  at: string
  attachments: number
}

const SELECT = `SELECT d.id, d.period, o.code AS outlet, o.name, a.code AS agent, a.name AS agentName, d.line, d.about, d.claimed,
  d.text, d.origin, d.raised_by AS raisedBy, d.raised_on, d.due, d.owner, d.state, d.adjustment, j.period AS adjustment_period,
  j.amount AS adjustment_amount, j.state AS adjustment_state, d.answer, d.decided_by AS decidedBy, d.decided_at AS decidedAt,
  d.user, d.at, (SELECT count(*) FROM attachments e WHERE e.subject = 'dispute:' || d.id AND e.state = 'kept') AS attachments
  FROM disputes d JOIN outlets o ON o.id = d.outlet LEFT JOIN agents a ON a.id = o.agent
  LEFT JOIN adjustments j ON j.id = d.adjustment`

function disputeOf(row: DisputeRow, today: IsoDate): Dispute {
  const { raised_on, adjustment_period, adjustment_amount, adjustment_state, adjustment, ...rest } = row
  const due = dateFromNumber(row.due)
  return {
    ...rest,
    period: monthFromNumber(row.period),
    claimed: row.claimed === null ? null : yuan(asFen(row.claimed)),
    raisedOn: dateFromNumber(raised_on),
    due,
    state: row.state === 'open' && adjustment !== null ? 'adjusting' : row.state,
    late: row.state === 'open' && due < today,
    adjustment:
      adjustment === null
        ? null
        : {
            id: adjustment,
            period: monthFromNumber(adjustment_period ?? 0),
            amount: yuan(asFen(adjustment_amount ?? 0)),
            state: adjustment_state ?? '',
          },
  }
}

/** Disputes of a month, of an outlet, or all; open ones first, the most urgent on top. */
export function listDisputes(
  cx: Query,
  asked: { period?: Month | undefined; outlet?: string | undefined; open?: boolean | undefined },
): Dispute[] {
  return cx.db
    .all<DisputeRow>(
      `${SELECT} WHERE (?1 IS NULL OR d.period = ?1) AND (?2 IS NULL OR o.code = ?2) AND (?3 = 0 OR d.state = 'open')
       ORDER BY d.state <> 'open', CASE WHEN d.state = 'open' THEN d.due END, d.id DESC`,
      asked.period ? monthNumber(asked.period) : null,
      asked.outlet ?? null,
      asked.open ? 1 : 0,
    )
    .map((row) => disputeOf(row, cx.today))
}

/** @throws Refusal NOT_FOUND */
export function getDispute(cx: Query, id: number): Dispute {
  const row = cx.db.get<DisputeRow>(`${SELECT} WHERE d.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'dispute', name: String(id) })
  return disputeOf(row, cx.today)
}

function requireOpen(cx: Command, id: number): Dispute {
  const found = getDispute(cx, id)
  if (found.state !== 'open')
    throw new Refusal('WRONG_STATE', { what: 'dispute', name: String(id), state: found.state, wanted: ['open'] })
  return found
}

/** Gives a dispute to somebody, or another deadline. @throws Refusal NOT_FOUND, WRONG_STATE, INVALID_INPUT */
export function assignDispute(
  cx: Command,
  asked: { id: number; owner: string; due?: IsoDate | undefined },
): Pick<Dispute, 'id' | 'owner' | 'due'> {
  const found = requireOpen(cx, asked.id)
  requireUser(cx.db, asked.owner)
  const due = asked.due ?? found.due
  if (due < found.raisedOn) throw new Refusal('INVALID_INPUT', { field: 'due', reason: 'past', value: due })
  cx.db.run('UPDATE disputes SET owner = ?, due = ? WHERE id = ?', asked.owner, dateNumber(due), asked.id)
  return { id: asked.id, owner: asked.owner, due }
}

/**
 * Ends a dispute by an answer without money; not by who recorded it.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON
 */
export function answerDispute(cx: Command, { id, answer }: { id: number; answer: string }): { id: number } {
  const found = requireOpen(cx, id)
  if (found.user === cx.user) throw new Refusal('SAME_PERSON', { did: 'dispute', user: cx.user })
  end(cx, id, 'answered', answer)
  return { id }
}

/** The agent takes it back. @throws Refusal NOT_FOUND, WRONG_STATE */
export function withdrawDispute(cx: Command, { id, reason }: { id: number; reason: string }): { id: number } {
  requireOpen(cx, id)
  end(cx, id, 'withdrawn', reason)
  return { id }
}

function end(cx: Command, id: number, state: 'answered' | 'adjusted' | 'withdrawn', answer: string | null): void {
  cx.db.run(
    'UPDATE disputes SET state = ?, answer = coalesce(?, answer), decided_by = ?, decided_at = ? WHERE id = ?',
    state,
    answer,
    cx.user,
    cx.now,
    id,
  )
}

/**
 * Asks for the adjustment that settles a dispute, in a month that is still open (its own, unless closed); the dispute ends
 * when a second person confirms it, and is open again when he refuses.
 * @throws Refusal NOT_FOUND, WRONG_STATE, PERIOD_CLOSED, INVALID_INPUT
 */
export function settleDispute(
  cx: Command,
  asked: { id: number; period?: Month | undefined; amount: string; reason: string },
): { id: number; adjustment: number } {
  const found = requireOpen(cx, asked.id)
  const { id: adjustment } = adjust(cx, {
    period: asked.period ?? found.period,
    outlet: found.outlet,
    kind: 'dispute',
    amount: asked.amount,
    reason: asked.reason,
  })
  cx.db.run('UPDATE disputes SET adjustment = ?, answer = ? WHERE id = ?', adjustment, asked.reason, asked.id)
  return { id: asked.id, adjustment }
}
