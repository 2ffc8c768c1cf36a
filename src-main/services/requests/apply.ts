/** What an approved request does to the register: its changes hold from the effective date, with the request as their reason. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { LIFE, type LifeKind, type LifeStatus, type RequestKind, type RequestSubject } from '../../domain/request.ts'
import type { Command, Query } from '../office.ts'
import { changeAgent } from '../register/agents.ts'
import { fieldOf, type Stored } from '../register/fields.ts'
import { checkEffectiveDay, type Row, rowsAt } from '../register/history.ts'
import { addOutlet, addOutletCode, changeOutlet, checkOwner } from '../register/outlets.ts'
import { applyAgreement } from './agreement-acts.ts'
import { type AskedChange, changesOfRequest, type KeptRequest } from './kept.ts'

/** The agent or outlet as it is on a day. @throws Refusal NOT_FOUND */
export function rowOn(cx: Pick<Query, 'db'>, subject: RequestSubject, id: number, day: IsoDate): Row {
  const row = rowsAt(cx.db, subject, day, [id]).get(id)
  if (!row) throw new Refusal('NOT_FOUND', { what: subject, name: String(id) })
  return row
}

/**
 * What must hold on the effective date, at asking and again at deciding; `row`: what it is then, where that is known.
 * @throws Refusal PERIOD_CLOSED, LIFE_STEP where the outlet is not in a state from which the step leads or has a later one already, INVALID_INPUT where an own store would have an agent
 */
export function checkPossible(
  cx: Pick<Query, 'db'>,
  asked: { kind: RequestKind; subject: RequestSubject; subjectId: number; from: IsoDate },
  changes: readonly Pick<AskedChange, 'field' | 'becomes'>[],
  row: Row = rowOn(cx, asked.subject, asked.subjectId, asked.from),
): void {
  checkEffectiveDay(cx.db, asked.from)
  if (asked.subject === 'outlet' && asked.kind !== 'change' && asked.kind !== 'admission')
    checkStep(cx.db, asked.kind, row, asked.from)
  checkAfter(asked.subject, row, changes)
}

/** What must hold of a row once it is changed. @throws Refusal INVALID_INPUT where an own store would have an agent */
export function checkAfter(
  subject: RequestSubject,
  row: Row,
  changes: readonly Pick<AskedChange, 'field' | 'becomes'>[],
): void {
  if (subject === 'agent') return
  const after: Record<string, Stored> = { ...row }
  for (const { field, becomes } of changes) after[fieldOf('outlet', field).column] = becomes
  checkOwner(after)
}

function checkStep(db: ReadDb, kind: LifeKind, row: Row, day: IsoDate): void {
  const status = row.status as LifeStatus
  if (!LIFE[kind].from.includes(status)) throw new Refusal('LIFE_STEP', { kind, code: row.code, status, day })
  // a step before one that is decided already would be undone by it on its day
  const later = db.get<{ status: LifeStatus; from_day: number }>(
    `SELECT value AS status, from_day FROM history WHERE subject = 'outlet' AND subject_id = ? AND field = 'status'
     AND from_day > ? ORDER BY from_day DESC, id DESC LIMIT 1`,
    row.id,
    dateNumber(day),
  )
  if (later)
    throw new Refusal('LIFE_STEP', {
      ...{ kind, code: row.code, status: later.status, day: dateFromNumber(later.from_day), reason: 'later' },
    })
}

/** The reason that history keeps. */
export const historyReason = ({ number, reason }: Pick<KeptRequest, 'number' | 'reason'>): string =>
  `申请 ${number}：${reason}`

/**
 * Writes the changes into the register. An admission adds its outlet as planned, with its number for a code until the code comes.
 * @throws Refusal as of checkPossible and applyAgreement, INVALID_INPUT for a code that is taken
 */
export function applyRequest(cx: Command, request: KeptRequest, code: string | null): void {
  const { agreement } = request.document
  if (agreement) {
    applyAgreement(cx, agreement, request)
    return
  }
  const changes = changesOfRequest(cx.db, request)
  if (request.kind === 'admission') {
    admit(cx, request, changes, code)
    return
  }
  const subjectId = request.subjectId ?? 0
  checkPossible(cx, { ...request, subjectId }, changes)
  const fields = Object.fromEntries(changes.map(({ field, becomes }) => [field, becomes]))
  const origin = { from: request.from, reason: historyReason(request) }
  if (request.subject === 'agent') changeAgent(cx, subjectId, fields, origin)
  else changeOutlet(cx, subjectId, fields, origin)
}

function admit(cx: Command, request: KeptRequest, changes: readonly AskedChange[], code: string | null): void {
  checkEffectiveDay(cx.db, request.from)
  const fields = Object.fromEntries(changes.map(({ field, becomes }) => [field, becomes]))
  const joinedOn = fields.joinedOn ?? dateNumber(request.from)
  const id = addOutlet(cx, code ?? request.number, { ...fields, joinedOn, status: 'planned' })
  cx.db.run('UPDATE requests SET outlet = ?, code = ? WHERE id = ?', id, code, request.id)
  if (code !== null) open(cx, request, id, request.from)
}

/** The outlet has its code: it is active from the day on. */
function open(cx: Command, request: KeptRequest, outlet: number, from: IsoDate): void {
  changeOutlet(cx, outlet, { status: 'active' }, { from, reason: historyReason(request) })
  cx.db.run('UPDATE requests SET active_day = ? WHERE id = ?', dateNumber(from), request.id)
}

/** What ledgers may name the outlet by besides: the number it had while it was planned. */
const NUMBER_KIND = '申请编号'

/**
 * Gives an admitted outlet its code; the number stays as another code of it. It is active from the effective date, or from a
 * later day where that one's month is closed.
 * @throws Refusal PERIOD_CLOSED; INVALID_INPUT for an earlier day or a code that is taken; LIFE_STEP where it was given up meanwhile
 */
export function codeOutlet(cx: Command, request: KeptRequest, code: string, from: IsoDate): void {
  if (from < request.from) throw new Refusal('INVALID_INPUT', { field: 'day', reason: 'past', value: from })
  checkEffectiveDay(cx.db, from)
  if (cx.db.get('SELECT 1 FROM outlets WHERE code = ?', code))
    throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'taken', value: code })
  const outlet = request.subjectId ?? 0
  cx.db.run('UPDATE outlets SET code = ? WHERE id = ?', code, outlet)
  addOutletCode(cx, { outlet, kind: NUMBER_KIND, value: request.number, from: 0 }, null)
  cx.db.run('UPDATE requests SET code = ? WHERE id = ?', code, request.id)
  const status = rowOn(cx, 'outlet', outlet, from).status as LifeStatus
  // it may have been given up while it was planned
  if (status !== 'planned') throw new Refusal('LIFE_STEP', { kind: 'admission', code, status, day: from })
  open(cx, request, outlet, from)
}
