/**
 * Editing the register directly, as far as the office lets it: while requests are on, core fields and new outlets become
 * requests and everything else applies at once (DOMAIN.md §2, CONTRACT.md).
 */
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { isCoreField, kindOfStatus, type LifeStatus, type RequestSubject } from '../../domain/request.ts'
import type { Command } from '../office.ts'
import { changeAgent } from '../register/agents.ts'
import type { Stored } from '../register/fields.ts'
import { type Row, turnsOf } from '../register/history.ts'
import { addOutlet, changeOutlet } from '../register/outlets.ts'
import { askAdmission, askFields, askLife, type MadeRequest } from './ask.ts'
import { requestsOn } from './settings.ts'

export interface DirectAnswer {
  /** Keys of the fields that changed at once. */
  readonly changed: readonly string[]
  readonly requests: readonly MadeRequest[]
}

export interface DirectChange {
  readonly subject: RequestSubject
  readonly id: number
  readonly code: string
  readonly fields: Readonly<Record<string, Stored>>
  readonly from: IsoDate
  readonly reason: string | null
}

/** Changes fields from a day on, or asks for what must be asked. @throws Refusal of both */
export function changeDirectly(cx: Command, asked: DirectChange): DirectAnswer {
  const { subject, id, fields, from, reason } = asked
  const change = subject === 'agent' ? changeAgent : changeOutlet
  if (!requestsOn(cx.db)) return { changed: change(cx, id, fields, { from, reason }), requests: [] }
  const turned = coreTurns(cx, asked)
  const plain = Object.fromEntries(Object.entries(fields).filter(([field]) => !isCoreField(subject, field)))
  const requests = askCore(cx, { ...asked, fields: turned }, null)
  return { changed: change(cx, id, plain, { from, reason }), requests }
}

/** The core fields among those given whose value on the day is another. */
function coreTurns({ db, today }: Command, { subject, id, fields, from }: DirectChange): Record<string, Stored> {
  const current = db.get<Row>(`SELECT * FROM ${subject}s WHERE id = ?`, id)!
  const core = Object.entries(fields)
    .filter(([field]) => isCoreField(subject, field))
    .map(([field, value]) => ({ field, value }))
  const turns = turnsOf(db, subject, current, core, { from: dateNumber(from), today: dateNumber(today) })
  return Object.fromEntries(turns.map(({ field, to }) => [field.key, to]))
}

/** One request for the fields, another where the state is a step of the outlet's life. */
export function askCore(cx: Command, asked: DirectChange, batch: number | null): MadeRequest[] {
  const { subject, id, code, from, reason } = asked
  const { status, ...others } = asked.fields
  const made: MadeRequest[] = []
  const fields: Record<string, Stored> = { ...others }
  if (typeof status === 'string') {
    const was = cx.db.get<{ status: LifeStatus }>('SELECT status FROM outlets WHERE id = ?', id)?.status ?? 'active'
    const kind = kindOfStatus(was, status as LifeStatus)
    if (kind === 'change') fields.status = status
    else made.push(askLife(cx, { kind, code, from, reason, batch }))
  }
  if (Object.keys(fields).length > 0) made.push(askFields(cx, { subject, id, code, fields, from, reason, batch }))
  return made
}

/** Adds an outlet, or asks for its admission; the checklist is answered on the request. @throws Refusal of both */
export function addDirectly(
  cx: Command,
  code: string,
  fields: Readonly<Record<string, Stored>>,
  reason: string | null,
): { code: string; requests: MadeRequest[] } {
  if (!requestsOn(cx.db)) {
    addOutlet(cx, code, fields)
    return { code, requests: [] }
  }
  const asked = { code, fields, answers: {}, from: cx.today, reason: reason ?? '新增网点' }
  return { code, requests: [askAdmission(cx, asked, false)] }
}
