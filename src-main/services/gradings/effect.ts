/** Grades that hold from a month on: of a grading that is final, or published the quick way. */
import type { ReadDb } from '../../data/handles.ts'
import { chineseMonth, firstDay, type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Office, Query } from '../office.ts'
import { queryOf } from '../query.ts'
import { checkEffectiveDay } from '../register/history.ts'
import { applyTurns, gradeTurns } from './apply.ts'
import { type Grading, getGrading, requireStage } from './gradings.ts'
import { resultGrades } from './result-lines.ts'
import { adoptRound } from './rounds.ts'
import { freshRound, sweepStray } from './score-grading.ts'
import { approvedScheme, exists, openGrading, putAside, standing } from './standing.ts'
import { windowOf } from './window.ts'

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
