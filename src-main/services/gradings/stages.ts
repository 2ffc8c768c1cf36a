/** Taking a grading through its stages (domain/grading/stages.ts): scoring, review, public notice, final, effect; and the quick way. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import type { GradingStatus } from '../../domain/grading/stages.ts'
import { chineseMonth, dateNumber, firstDay, type IsoDate, type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { noticeText } from '../../domain/said/grading-words.ts'
import { workingDaysAfter } from '../checking/calendar.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Command, Office, Query } from '../office.ts'
import { queryOf } from '../query.ts'
import { checkEffectiveDay } from '../register/history.ts'
import { applyTurns, gradeTurns } from './apply.ts'
import { type Grading, getGrading, gradingBase, requireStage } from './gradings.ts'
import { resultGrades } from './result-lines.ts'
import { adoptRound, keepRound, strayRounds, sweepRound, writeRound } from './rounds.ts'
import { type SchemeRecord, schemeInForce } from './schemes.ts'
import { scored } from './scoring.ts'
import { windowOf } from './window.ts'

/** How long a notice hangs unless said otherwise, in working days of the office. */
const NOTICE_DAYS = 5

interface Standing {
  readonly id: number
  readonly status: GradingStatus
  readonly edition: number
}

/** The gradings of a scheme and period that stand: one in work at most, and one in effect at most. */
function standing(db: ReadDb, code: string, period: Month): { work: Standing | undefined; done: Standing | undefined } {
  const rows = db.all<Standing>(
    "SELECT id, status, edition FROM gradings WHERE code = ? AND period = ? AND status <> 'withdrawn'",
    code,
    monthNumber(period),
  )
  const isDone = ({ status }: Standing) => status === 'published' || status === 'final'
  return { work: rows.find((row) => !isDone(row)), done: rows.find(isDone) }
}

function exists({ title }: SchemeRecord, period: Month, { id, status }: Standing): Refusal {
  return new Refusal('GRADING_EXISTS', { name: title, period, words: chineseMonth(period), state: status, id })
}

/** @throws Refusal NOT_FOUND, WRONG_STATE unless a version of the scheme is approved */
function approvedScheme(db: ReadDb, code: string): SchemeRecord {
  const record = schemeInForce(db, code)
  if (record.status === 'approved') return record
  const { code: name, status: state, version } = record
  throw new Refusal('WRONG_STATE', { what: 'scheme', name, state, version, wanted: ['approved'] })
}

/**
 * Scores a period as a draft, or scores the draft anew. Once one is in effect another edition needs the reason for which it is
 * to overrule it.
 * @throws Refusal NOT_FOUND, WRONG_STATE, GRADING_EXISTS {state}, DATA_CHANGED, CANCELLED
 */
export async function scoreGrading(
  office: Office,
  actor: Actor,
  job: Job,
  asked: { scheme: string; period: Month; overrule?: string | undefined },
  act: string,
): Promise<Grading> {
  const { store } = office
  const record = approvedScheme(store.read, asked.scheme)
  const period = windowOf(record.scheme.period, asked.period).at(-1)!
  const allowed = (db: ReadDb) => {
    const { work, done } = standing(db, record.code, period)
    if (work && work.status !== 'scored') throw exists(record, period, work)
    if (!work && done && !asked.overrule) throw exists(record, period, done)
    return work
  }
  allowed(store.read)
  const { round, revision } = await freshRound(office, actor, job, record, period)
  try {
    job.seal()
    const id = runCommand(office, actor, act, (cx) => {
      if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period })
      const id = allowed(cx.db)?.id ?? openGrading(cx, record, period)
      cx.db.run(
        `UPDATE gradings SET scheme = ?, scored_by = ?, scored_at = ?, reviewed_by = NULL, reviewed_at = NULL WHERE id = ?`,
        record.id,
        cx.user,
        cx.now,
        id,
      )
      adoptRound(cx.db, id, round, false)
      return { result: id, period, subject: `grading:${id}`, detail: { ...asked, period, id, round } }
    })
    return getGrading(queryOf(office, actor), id)
  } finally {
    await sweepStray(office)
  }
}

/** Scores and writes a round that is nobody's yet. */
async function freshRound(office: Office, actor: Actor, job: Job, { scheme }: SchemeRecord, period: Month) {
  const revision = revisionOf(office.store.read)
  const found = await scored(office, job, scheme, period)
  const round = await writeRound(office, job, actor.user, revision, found)
  return { round, revision, found }
}

/** What was replaced, or not adopted, goes; also when the job was cancelled. */
async function sweepStray(office: Office): Promise<void> {
  for (const round of strayRounds(office)) await sweepRound(office, round, () => nextTurn())
}

function openGrading(cx: Command, { id, code }: Pick<SchemeRecord, 'id' | 'code'>, period: Month): number {
  const last = cx.db.get<{ n: number | null }>(
    'SELECT max(edition) AS n FROM gradings WHERE code = ? AND period = ?',
    code,
    monthNumber(period),
  )
  return cx.db.run(
    "INSERT INTO gradings (scheme, code, period, edition, status) VALUES (?, ?, ?, ?, 'scored')",
    id,
    code,
    monthNumber(period),
    (last?.n ?? 0) + 1,
  ).lastInsertRowid
}

/** A second person agrees to the scores: from now on they never change. @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON */
export function reviewGrading(cx: Command, id: number): Grading {
  const found = requireStage(cx, id, 'review')
  if (found.scoredBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'score', user: cx.user })
  const { round } = gradingBase(cx.db, id)
  if (round !== null) keepRound(cx.db, round)
  cx.db.run(
    `UPDATE gradings SET status = 'reviewed', reviewed_by = ?, reviewed_at = ?, sent_back_by = NULL, sent_back_reason = NULL
     WHERE id = ?`,
    cx.user,
    cx.now,
    id,
  )
  return getGrading(cx, id)
}

/** Back to scoring, with a reason; the results so far stay as a record. @throws Refusal NOT_FOUND, WRONG_STATE */
export function sendBackGrading(cx: Command, { id, reason }: { id: number; reason: string }): Grading {
  requireStage(cx, id, 'sendBack')
  cx.db.run(
    `UPDATE gradings SET status = 'scored', sent_back_by = ?, sent_back_reason = ?, reviewed_by = NULL, reviewed_at = NULL,
     notice_from = NULL, notice_to = NULL, notice_text = NULL, notice_by = NULL, notice_at = NULL WHERE id = ?`,
    cx.user,
    reason,
    id,
  )
  return getGrading(cx, id)
}

export interface NoticeAsked {
  readonly id: number
  readonly from: IsoDate
  /** The last day on which objections are taken; by default five working days of the office after the first. */
  readonly to?: IsoDate | undefined
  readonly text?: string | undefined
}

/**
 * Puts a reviewed or published grading on public notice, until a day on which the last objections are taken.
 * @throws Refusal NOT_FOUND, WRONG_STATE, INVALID_INPUT for an end before the beginning or before today
 */
export function startNotice(cx: Command, asked: NoticeAsked): Grading {
  const found = requireStage(cx, asked.id, 'startNotice')
  const to = asked.to ?? workingDaysAfter(cx.db, asked.from, NOTICE_DAYS)
  if (to < asked.from || to < cx.today) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'past', value: to })
  cx.db.run(
    `UPDATE gradings SET status = 'notice', notice_from = ?, notice_to = ?, notice_text = ?, notice_by = ?, notice_at = ? WHERE id = ?`,
    dateNumber(asked.from),
    dateNumber(to),
    asked.text ?? noticeText({ ...found, noticeTo: to }),
    cx.user,
    cx.now,
    asked.id,
  )
  return getGrading(cx, asked.id)
}

/** Takes back a grading whose grades do not hold yet; its record stays. @throws Refusal NOT_FOUND, WRONG_STATE, ROLE_MISSING */
export function withdrawGrading(cx: Command, { id, reason }: { id: number; reason: string }): Grading {
  const found = requireStage(cx, id, 'withdraw')
  if (found.from !== null) {
    const { title: name } = found
    throw new Refusal('WRONG_STATE', {
      what: 'grading',
      name,
      state: 'published',
      wanted: ['scored', 'reviewed', 'notice'],
    })
  }
  // what a second person has agreed to is taken back by such a person
  if (found.status !== 'scored' && !cx.roles.includes('reviewer'))
    throw new Refusal('ROLE_MISSING', { needed: ['reviewer'] })
  putAside(cx, id, reason)
  return getGrading(cx, id)
}

function putAside(cx: Command, id: number, reason: string): void {
  const { round } = gradingBase(cx.db, id)
  if (round !== null) keepRound(cx.db, round)
  cx.db.run(
    "UPDATE gradings SET status = 'withdrawn', withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    id,
  )
}

/**
 * Makes a grading final once its notice is over and every objection is answered; the grades hold from the month.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON, NOTICE_OPEN {to}, OBJECTIONS_OPEN {count}, PERIOD_CLOSED, DATA_CHANGED
 */
export async function finishGrading(
  office: Office,
  actor: Actor,
  job: Job,
  asked: { id: number; from: Month },
  act: string,
): Promise<Grading> {
  const { read } = office.store
  const found = mayFinish(queryOf(office, actor), asked)
  const revision = revisionOf(read)
  const grades = [...resultGrades(read, asked.id)].map(([id, grade]) => ({ id, grade }))
  const { today } = queryOf(office, actor)
  const turns = await gradeTurns(office, job, found.result, grades, asked.from, today)
  job.seal()
  return runCommand(office, actor, act, (cx) => {
    if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period: found.period })
    mayFinish(cx, asked)
    const { done } = standing(cx.db, found.scheme, found.period)
    if (done) putAside(cx, done.id, `由第 ${found.edition} 次评定取代`)
    const changed = applyTurns(cx, turns, asked.from, `分级方案“${found.title}”${chineseMonth(found.period)}评定确定`)
    cx.db.run(
      `UPDATE gradings SET status = 'final', final_by = ?1, final_at = ?2, from_month = ?3, published_by = coalesce(published_by, ?1),
       published_at = coalesce(published_at, ?2) WHERE id = ?4`,
      cx.user,
      cx.now,
      monthNumber(asked.from),
      asked.id,
    )
    const { id, period } = found
    return {
      result: getGrading(cx, id),
      inputs: true,
      period,
      subject: `grading:${id}`,
      detail: { ...asked, changed },
    }
  })
}

function mayFinish(cx: Pick<Query, 'db' | 'today' | 'user'>, { id, from }: { id: number; from: Month }): Grading {
  const found = requireStage(cx, id, 'finish')
  if (found.scoredBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'score', user: cx.user })
  if (found.notice && cx.today <= found.notice.to) throw new Refusal('NOTICE_OPEN', { to: found.notice.to })
  if (found.objections.open > 0) throw new Refusal('OBJECTIONS_OPEN', { count: found.objections.open })
  checkEffectiveDay(cx.db, firstDay(from))
  return found
}

export interface Published {
  readonly id: number
  readonly scheme: string
  readonly period: Month
  readonly from: Month
  readonly outlets: number
  readonly changed: number
}

/**
 * The quick way (CONTRACT.md): scores the period and sets the grades from a month on, kept as they are; a former one of the same
 * scheme and period is overruled. One that is in work has to go through its stages.
 * @throws Refusal WRONG_STATE unless the scheme is approved, PERIOD_CLOSED for a closed month, GRADING_EXISTS, DATA_CHANGED, NOT_FOUND
 */
export async function publishGrading(
  office: Office,
  actor: Actor,
  job: Job,
  asked: { scheme: string; period: Month; from: Month },
  act: string,
): Promise<Published> {
  const { store } = office
  const record = approvedScheme(store.read, asked.scheme)
  const period = windowOf(record.scheme.period, asked.period).at(-1)!
  const free = (db: ReadDb) => {
    const { work, done } = standing(db, record.code, period)
    if (work) throw exists(record, period, work)
    return done
  }
  free(store.read)
  checkEffectiveDay(store.read, firstDay(asked.from))
  const { round, revision, found } = await freshRound(office, actor, job, record, period)
  try {
    const grades = found.results.map(({ id, result }) => ({ id, grade: result.grade }))
    const { today } = queryOf(office, actor)
    const turns = await gradeTurns(office, job, record.scheme.result, grades, asked.from, today)
    job.seal()
    return runCommand(office, actor, act, (cx) => {
      if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period })
      const former = free(cx.db)
      if (former) putAside(cx, former.id, '重新发布')
      const id = openGrading(cx, record, period)
      adoptRound(cx.db, id, round, true)
      cx.db.run(
        `UPDATE gradings SET status = 'published', from_month = ?1, published_by = ?2, published_at = ?3 WHERE id = ?4`,
        monthNumber(asked.from),
        cx.user,
        cx.now,
        id,
      )
      const changed = applyTurns(cx, turns, asked.from, `分级方案“${record.title}”发布`)
      const answer = { id, scheme: asked.scheme, period, from: asked.from, outlets: grades.length, changed }
      return { result: answer, inputs: true, period, subject: `scheme:${asked.scheme}`, detail: answer }
    })
  } finally {
    await sweepStray(office)
  }
}
