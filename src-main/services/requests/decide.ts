/** Deciding: another person approves or rejects, a notice is read, an admitted outlet gets its code; what was asked is withdrawn. */
import { type ChecklistAnswers, unmetItems } from '../../domain/checklist.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type RequestState, stateOn } from '../../domain/request.ts'
import type { Command, Query } from '../office.ts'
import { lastClosedDay } from '../register/history.ts'
import { applyRequest, codeOutlet } from './apply.ts'
import { answered, refuseMissing } from './ask.ts'
import { type KeptRequest, openAdmissionOf, requireAct, requireRequest } from './kept.ts'
import type { OpenWork } from './open-work.ts'
import { settleWhereClear } from './settle-exit.ts'

export interface DecidedRequest {
  readonly id: number
  readonly number: string
  readonly state: RequestState
}

function answer(cx: Command, id: number): DecidedRequest {
  const { number, kind, kept, from, activeFrom } = requireRequest(cx.db, id)
  return { id, number, state: stateOn(kept, kind === 'admission' ? activeFrom : from, cx.today) }
}

export interface Approval {
  readonly id: number
  /** 文号 */
  readonly documentNumber?: string | undefined
  readonly note?: string | undefined
  /** Of an admission: the outlet's code, where it is known by now. */
  readonly code?: string | undefined
  /** A later effective date than was asked for: its month may have been closed since. */
  readonly from?: IsoDate | undefined
  /** What is open at an exit, as the decider saw it. */
  readonly openWork?: OpenWork | undefined
}

/**
 * Approves: the changes hold from the effective date.
 * @throws Refusal WRONG_STATE, SAME_PERSON, PERIOD_CLOSED, CHECKLIST where an answer is missing, or a condition unmet without a note, INVALID_INPUT
 * for an earlier day or a code of what is no admission, REQUEST_OPEN where another admission has the code, and those of applyRequest
 */
export function approveRequest(cx: Command, approval: Approval): DecidedRequest {
  const asked = requireAct(cx, approval.id, 'approve')
  const from = approval.from ?? asked.from
  if (from < asked.from) throw new Refusal('INVALID_INPUT', { field: 'day', reason: 'past', value: from })
  const code = asked.kind === 'admission' ? (approval.code ?? asked.code) : null
  if (approval.code !== undefined && asked.kind !== 'admission')
    throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'notCore' })
  checkConditions(asked, approval.note)
  if (code !== null && code !== asked.code) {
    const other = openAdmissionOf(cx.db, code)
    if (other)
      throw new Refusal('REQUEST_OPEN', { subject: 'outlet', code, number: other.number, id: other.id, field: 'code' })
  }
  const document = approval.openWork ? { ...asked.document, openWork: approval.openWork } : asked.document
  applyRequest(cx, { ...asked, from }, code)
  cx.db.run(
    `UPDATE requests SET state = 'approved', from_day = ?, document = ?, decided_by = ?, decided_at = ?, decision = ?,
     document_number = ? WHERE id = ?`,
    dateNumber(from),
    JSON.stringify(document),
    cx.user,
    cx.now,
    approval.note?.trim() || null,
    approval.documentNumber?.trim() || null,
    approval.id,
  )
  settleWhereClear(cx, approval.id)
  return answer(cx, approval.id)
}

function checkConditions({ document }: KeptRequest, note: string | undefined): void {
  const checklist = document.checklist ?? []
  refuseMissing(checklist)
  const unmet = unmetItems(checklist)
  if (unmet.length > 0 && !note?.trim())
    throw new Refusal('CHECKLIST', { reason: 'unmet', items: unmet.map(({ label }) => label) })
}

/** @throws Refusal WRONG_STATE, SAME_PERSON */
export function rejectRequest(cx: Command, { id, reason }: { id: number; reason: string }): DecidedRequest {
  requireAct(cx, id, 'reject')
  end(cx, id, 'rejected', reason)
  return answer(cx, id)
}

/** @throws Refusal WRONG_STATE once it is decided */
export function withdrawRequest(cx: Command, { id, reason }: { id: number; reason: string }): DecidedRequest {
  requireAct(cx, id, 'withdraw')
  end(cx, id, 'withdrawn', reason)
  return answer(cx, id)
}

function end(cx: Command, id: number, state: 'rejected' | 'withdrawn', words: string): void {
  cx.db.run(
    'UPDATE requests SET state = ?, decided_by = ?, decided_at = ?, decision = ? WHERE id = ?',
    state,
    cx.user,
    cx.now,
    words,
    id,
  )
}

/** Withdraws what an import asked for and nobody has decided, when the import is taken back. */
export function withdrawOfBatch(cx: Command, batch: number): void {
  cx.db.run(
    "UPDATE requests SET state = 'withdrawn', decided_by = ?, decided_at = ?, decision = ? WHERE batch = ? AND state = 'asked'",
    cx.user,
    cx.now,
    `撤销了导入批次 ${batch}`,
    batch,
  )
}

/** Answers an admission's checklist while it waits. @throws Refusal WRONG_STATE, CHECKLIST */
export function completeRequest(
  cx: Command,
  { id, answers }: { id: number; answers: ChecklistAnswers },
): { id: number; checklist: NonNullable<KeptRequest['document']['checklist']> } {
  const { document } = requireAct(cx, id, 'complete')
  const checklist = answered(
    (document.checklist ?? []).map(({ answer: _, finding: __, ...item }) => item),
    answers,
  )
  cx.db.run('UPDATE requests SET document = ? WHERE id = ?', JSON.stringify({ ...document, checklist }), id)
  return { id, checklist }
}

/** Another person has read what was notified. @throws Refusal WRONG_STATE, SAME_PERSON */
export function acknowledgeRequest(cx: Command, { id }: { id: number }): DecidedRequest {
  requireAct(cx, id, 'acknowledge')
  cx.db.run('UPDATE requests SET seen_by = ?, seen_at = ? WHERE id = ?', cx.user, cx.now, id)
  // with the second person's name a notified exit settles deposit and fund
  settleWhereClear(cx, id)
  return answer(cx, id)
}

/**
 * The code of an admitted outlet has come; it is active from the effective date, or from a later day that is given.
 * @throws Refusal WRONG_STATE, PERIOD_CLOSED, INVALID_INPUT for a code that is taken, LIFE_STEP
 */
export function giveCode(
  cx: Command,
  asked: { id: number; code: string; from?: IsoDate | undefined },
): DecidedRequest & { code: string } {
  const request = requireAct(cx, asked.id, 'giveCode')
  codeOutlet(cx, request, asked.code, asked.from ?? request.from)
  return { ...answer(cx, asked.id), code: asked.code }
}

/** Whether the asked day's month has been closed since. */
export function closedSince(cx: Pick<Query, 'db'>, from: IsoDate): boolean {
  return dateNumber(from) <= lastClosedDay(cx.db)
}
