/** Taking a grading through its stages (domain/grading/stages.ts): review, back to scoring, public notice, withdrawal. */
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { noticeText } from '../../domain/said/grading-words.ts'
import { workingDaysAfter } from '../checking/calendar.ts'
import type { Command } from '../office.ts'
import { type Grading, getGrading, gradingBase, requireStage } from './gradings.ts'
import { keepRound } from './rounds.ts'
import { putAside } from './standing.ts'

/** How long a notice hangs unless said otherwise, in working days of the office. */
const NOTICE_DAYS = 5

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
