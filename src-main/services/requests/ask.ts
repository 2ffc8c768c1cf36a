/** Asking: a request is written down with what it changes; 报备 takes effect at once, 报批 waits for another person. */
import {
  type CheckedItem,
  type ChecklistAnswers,
  type ChecklistItem,
  checkAnswers,
  missingItems,
  unreadable,
} from '../../domain/checklist.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  isCoreField,
  LIFE,
  type LifeKind,
  mannerOf,
  type RequestKind,
  type RequestManner,
  type RequestState,
  type RequestSubject,
  requestNumber,
  stateOn,
} from '../../domain/request.ts'
import type { Command } from '../office.ts'
import { asHistory, fieldOf, type Stored } from '../register/fields.ts'
import { checkEffectiveDay, type Row } from '../register/history.ts'
import { insertRows } from '../register/insert-rows.ts'
import { newOutlet, outletId } from '../register/outlets.ts'
import { applyRequest, checkPossible, rowOn } from './apply.ts'
import {
  type AskedChange,
  openAdmissionOf,
  openRequestOn,
  type RequestDocument,
  requireRequest,
  type Settlement,
} from './kept.ts'
import type { OpenWork } from './open-work.ts'
import { requestSettings } from './settings.ts'
import { checkSettlement } from './settle-exit.ts'

/** What asking answers: which request was made and what becomes of it. */
export interface MadeRequest {
  readonly id: number
  readonly number: string
  readonly kind: RequestKind
  readonly subject: RequestSubject
  /** Of the outlet or agent; of an admission the code it is to get, if any. */
  readonly code: string | null
  readonly manner: RequestManner
  readonly state: RequestState
}

interface Asked {
  readonly kind: RequestKind
  readonly subject: RequestSubject
  /** Null for an admission. */
  readonly subjectId: number | null
  readonly code: string | null
  readonly from: IsoDate
  readonly reason: string | null | undefined
  readonly changes: readonly AskedChange[]
  readonly document: RequestDocument
  readonly batch?: number | null
}

/**
 * Writes the request down; one of 报备 takes effect here. Who calls has checked that it is possible, and of an agreement that
 * no other is open.
 * @throws Refusal REASON_MISSING, REQUEST_OPEN where another open request touches the same
 */
export function recordRequest(cx: Command, asked: Asked): MadeRequest {
  const reason = asked.reason?.trim()
  if (!reason) throw new Refusal('REASON_MISSING', { what: 'request' })
  const { kind, subject, subjectId, from } = asked
  const fields = asked.changes.map(({ field }) => field)
  if (!asked.document.agreement) refuseSecond(cx, asked, fields)
  const agreement = asked.document.agreement?.act
  const manner = mannerOf({ kind, subject, fields, agreement }, requestSettings(cx.db).manners)
  const [number = ''] = nextNumbers(cx, 1)
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO requests (number, kind, outlet, agent, code, manner, from_day, reason, document, batch, state, author, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?)`,
    number,
    kind,
    subject === 'outlet' ? subjectId : null,
    subject === 'agent' ? subjectId : null,
    kind === 'admission' ? asked.code : null,
    manner,
    dateNumber(from),
    reason,
    JSON.stringify(asked.document),
    asked.batch ?? null,
    cx.user,
    cx.now,
  )
  const rows = asked.changes.map(({ field, was, becomes }) => [id, field, asHistory(was), asHistory(becomes)])
  insertRows(cx.db, 'request_changes', ['request', 'field', 'was', 'becomes'], rows)
  if (manner === 'notice') takeEffect(cx, id, asked.code)
  const kept = requireRequest(cx.db, id)
  const holds = kind === 'admission' ? kept.activeFrom : kept.from
  return { id, number, kind, subject, code: asked.code, manner, state: stateOn(kept.kept, holds, cx.today) }
}

/** A notice needs nobody's decision: it is in force as it is asked. */
function takeEffect(cx: Command, id: number, code: string | null): void {
  const request = requireRequest(cx.db, id)
  applyRequest(cx, request, code)
  cx.db.run("UPDATE requests SET state = 'approved', decided_at = ? WHERE id = ?", cx.now, id)
}

function refuseSecond(cx: Command, { subject, subjectId, code }: Asked, fields: readonly string[]): void {
  const open =
    subjectId === null
      ? code === null
        ? undefined
        : openAdmissionOf(cx.db, code)
      : openRequestOn(cx.db, subject, subjectId, fields)
  if (open) {
    const field = 'field' in open ? open.field : 'code'
    throw new Refusal('REQUEST_OPEN', { subject, code, number: open.number, id: open.id, field })
  }
}

/** The next numbers; they begin anew with each year. */
export function nextNumbers(cx: Command, count: number): string[] {
  const year = cx.today.slice(0, 4)
  const last = cx.db.get<{ number: string }>(
    "SELECT number FROM requests WHERE number LIKE ? || '%' ORDER BY id DESC LIMIT 1",
    `SQ${year}-`,
  )
  const before = Number(last?.number.split('-')[1] ?? 0)
  return Array.from({ length: count }, (_, at) => requestNumber(year, before + 1 + at))
}

/** @throws Refusal REQUESTS_OFF while the office edits at once */
export function requireOn(cx: Pick<Command, 'db'>): void {
  if (!requestSettings(cx.db).on) throw new Refusal('REQUESTS_OFF')
}

export interface ChangeAsked {
  readonly subject: RequestSubject
  readonly id: number
  readonly code: string
  /** Core fields by key, as the store keeps them. */
  readonly fields: Readonly<Record<string, Stored>>
  readonly from: IsoDate
  readonly reason: string | null | undefined
  readonly batch?: number | null
}

/**
 * Asks for other values of core fields from a day on.
 * @throws Refusal NOTHING_ASKED where they hold already, INVALID_INPUT for a field that needs no request, and those of recordRequest and checkPossible
 */
export function askChange(cx: Command, { subject, id, code, fields, from, reason, batch }: ChangeAsked): MadeRequest {
  const plain = Object.keys(fields).find((field) => !isCoreField(subject, field) || field === 'status')
  if (plain !== undefined) throw new Refusal('INVALID_INPUT', { field: plain, reason: 'notCore' })
  return askFields(cx, { subject, id, code, fields, from, reason, batch: batch ?? null })
}

/** As askChange, also of a state that no step of an outlet's life leads to. @throws Refusal NOTHING_ASKED, those of recordRequest and checkPossible */
export function askFields(cx: Command, asked: ChangeAsked): MadeRequest {
  const { subject, id, code, from, reason } = asked
  checkEffectiveDay(cx.db, from)
  const row = rowOn(cx, subject, id, from)
  const changes = changesAsked(subject, row, asked.fields)
  if (changes.length === 0) throw new Refusal('NOTHING_ASKED', { code, day: from })
  checkPossible(cx, { kind: 'change', subject, subjectId: id, from }, changes, row)
  const batch = asked.batch ?? null
  return recordRequest(cx, { kind: 'change', subject, subjectId: id, code, from, reason, changes, document: {}, batch })
}

/** What is other than it is on the day. */
export function changesAsked(subject: RequestSubject, row: Row, fields: ChangeAsked['fields']): AskedChange[] {
  return Object.entries(fields)
    .map(([field, becomes]) => ({ field, was: row[fieldOf(subject, field).column] ?? null, becomes }))
    .filter(({ was, becomes }) => was !== becomes)
}

export interface LifeAsked {
  readonly kind: LifeKind
  readonly code: string
  readonly from: IsoDate
  readonly reason: string | null | undefined
  readonly settlement?: Settlement | undefined
  readonly openWork?: OpenWork | undefined
  readonly batch?: number | null
}

/** Asks for suspension, resumption or exit of an outlet. @throws Refusal NOT_FOUND, LIFE_STEP, PERIOD_CLOSED, REQUEST_OPEN, REASON_MISSING */
export function askLife(
  cx: Command,
  { kind, code, from, reason, settlement, openWork, batch }: LifeAsked,
): MadeRequest {
  const subjectId = outletId(cx.db, code)
  const { to } = LIFE[kind]
  const asked = { kind, subject: 'outlet', subjectId, from } as const
  checkEffectiveDay(cx.db, from)
  const row = rowOn(cx, 'outlet', subjectId, from)
  const was = row.status ?? null
  checkPossible(cx, asked, [{ field: 'status', becomes: to }], row)
  if (settlement) checkSettlement(cx, subjectId, settlement)
  const document = { ...(settlement ? { settlement } : {}), ...(openWork ? { openWork } : {}) }
  const changes = [{ field: 'status', was, becomes: to }]
  return recordRequest(cx, { ...asked, code, reason, changes, document, batch: batch ?? null })
}

export interface AdmissionAsked {
  /** Null while it is not known. */
  readonly code: string | null
  /** First values of the outlet, as the store keeps them; the name is needed, its state is none of them. */
  readonly fields: Readonly<Record<string, Stored>>
  readonly answers: ChecklistAnswers
  readonly from: IsoDate
  readonly reason: string | null | undefined
  readonly batch?: number | null
}

/**
 * Asks for a new outlet. By hand (`whole`) the checklist must be answered; what an import asks for is completed later.
 * @throws Refusal INVALID_INPUT, CHECKLIST, PERIOD_CLOSED, REQUEST_OPEN, REASON_MISSING
 */
export function askAdmission(cx: Command, asked: AdmissionAsked, whole: boolean): MadeRequest {
  const { code, from, reason } = asked
  checkEffectiveDay(cx.db, from)
  if (code !== null && cx.db.get('SELECT 1 FROM outlets WHERE code = ?', code))
    throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'taken', value: code })
  const { status: _, ...fields } = asked.fields
  // refuses what no outlet could be
  newOutlet(cx.db, code ?? '', fields)
  const checklist = answered(requestSettings(cx.db).checklist, asked.answers)
  // a notice takes effect at once, so nobody could complete it later
  if (whole) refuseMissing(checklist)
  const changes = Object.entries(fields)
    .filter(([, becomes]) => becomes !== null)
    .map(([field, becomes]) => ({ field, was: null, becomes }))
  const document = { checklist }
  const batch = asked.batch ?? null
  return recordRequest(cx, {
    ...{ kind: 'admission', subject: 'outlet', subjectId: null, code, from, reason, changes, document, batch },
  })
}

/** The checklist with its answers. @throws Refusal CHECKLIST where one is no number, or neither yes nor no; INVALID_INPUT for one of no item */
export function answered(items: readonly ChecklistItem[], answers: ChecklistAnswers): CheckedItem[] {
  const unknown = Object.keys(answers).find((key) => !items.some((item) => item.key === key))
  if (unknown !== undefined) throw new Refusal('INVALID_INPUT', { field: 'checklist', value: unknown })
  const checked = checkAnswers(items, answers)
  const wrong = unreadable(checked)
  if (wrong.length > 0) throw new Refusal('CHECKLIST', { reason: 'unreadable', items: wrong.map(({ label }) => label) })
  return checked
}

/** @throws Refusal CHECKLIST where a required answer is missing */
export function refuseMissing(checklist: readonly CheckedItem[]): void {
  const missing = missingItems(checklist)
  if (missing.length > 0)
    throw new Refusal('CHECKLIST', { reason: 'missing', items: missing.map(({ label }) => label) })
}
