/** A request as the store keeps it, and what its acts first have to ask of it. */
import type { ReadDb } from '../../data/handles.ts'
import type { CheckedItem } from '../../domain/checklist.ts'
import type { DepositEnd, FundEnd } from '../../domain/exit-settlement.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type KeptState,
  mayAct,
  OTHERS_ONLY,
  type RequestAct,
  type RequestKind,
  type RequestManner,
  type RequestSubject,
} from '../../domain/request.ts'
import type { AgreementAsked } from '../agreements/agreements.ts'
import type { Command } from '../office.ts'
import { FIELDS, fieldOf, fromHistory, type Stored } from '../register/fields.ts'
import type { OpenWork } from './open-work.ts'

/** How an exit settles what the office holds (issue 5). */
export interface Settlement {
  readonly deposit: DepositEnd
  /** What is deducted before the rest is returned, in yuan by kind. */
  readonly deductions?: readonly { readonly kind: string; readonly amount: string }[] | undefined
  readonly fund: FundEnd
  readonly note?: string | undefined
}

/** What is asked of an agreement; `about` is the number of the one that is renewed, corrected or ended. */
export type AskedAgreement =
  | { readonly act: 'add'; readonly about: null; readonly terms: AgreementAsked }
  | { readonly act: 'renew' | 'correct'; readonly about: string; readonly terms: AgreementAsked }
  | { readonly act: 'end'; readonly about: string; readonly on: IsoDate }

export interface RequestDocument {
  /** Of a change that is about an agreement of the agent. */
  readonly agreement?: AskedAgreement
  /** Items and answers of an admission. */
  readonly checklist?: readonly CheckedItem[]
  readonly settlement?: Settlement
  /** What was open when the exit was asked, and again when it was decided. */
  readonly openWork?: OpenWork
}

export interface KeptRequest {
  readonly id: number
  readonly number: string
  readonly kind: RequestKind
  readonly subject: RequestSubject
  /** Of the outlet or agent; null for an admission that is not approved. */
  readonly subjectId: number | null
  readonly code: string | null
  readonly manner: RequestManner
  readonly from: IsoDate
  readonly activeFrom: IsoDate | null
  readonly reason: string
  readonly document: RequestDocument
  readonly kept: KeptState
  readonly author: string
  readonly seen: boolean
}

/** The fields of an agreement as requests name them, in the order of their forms. */
export const AGREEMENT_FIELDS: readonly string[] = [
  ...['number', 'renewalOf', 'exclusive', 'signedOn', 'from', 'to', 'outlets', 'remark', 'endedOn'],
].map((key) => `agreement.${key}`)

/** One field that a request changes, by its stored values. */
export interface AskedChange {
  readonly field: string
  readonly was: Stored
  readonly becomes: Stored
}

/** @throws Refusal NOT_FOUND */
export function requireRequest(db: ReadDb, id: number): KeptRequest {
  const row = db.get<{
    number: string
    kind: RequestKind
    outlet: number | null
    agent: number | null
    code: string | null
    manner: RequestManner
    from_day: number
    active_day: number | null
    reason: string
    document: string
    state: KeptState
    author: string
    seen_by: string | null
  }>('SELECT * FROM requests WHERE id = ?', id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'request', name: String(id) })
  return {
    id,
    number: row.number,
    kind: row.kind,
    subject: row.agent === null ? 'outlet' : 'agent',
    subjectId: row.agent ?? row.outlet,
    code: row.code,
    manner: row.manner,
    from: dateFromNumber(row.from_day),
    activeFrom: row.active_day === null ? null : dateFromNumber(row.active_day),
    reason: row.reason,
    document: JSON.parse(row.document) as RequestDocument,
    kept: row.state,
    author: row.author,
    seen: row.seen_by !== null,
  }
}

/**
 * The request, where this person may do the act in its state.
 * @throws Refusal NOT_FOUND, WRONG_STATE, SAME_PERSON
 */
export function requireAct(cx: Command, id: number, act: RequestAct): KeptRequest {
  const found = requireRequest(cx.db, id)
  if (!mayAct(act, { ...found, coded: found.activeFrom !== null }))
    throw new Refusal('WRONG_STATE', { what: 'request', name: found.number, state: requestStateName(found.kept) })
  if (OTHERS_ONLY.includes(act) && found.author === cx.user)
    throw new Refusal('SAME_PERSON', { did: 'askRequest', user: cx.user })
  return found
}

/** How refusals name the state of a request: its own words, since others use the same identifiers. */
const requestStateName = (kept: KeptState): string => `request.${kept}`

/** What it changes, in the order of the register's fields. */
export function changesOfRequest(db: ReadDb, { id, subject }: Pick<KeptRequest, 'id' | 'subject'>): AskedChange[] {
  const order = [...FIELDS[subject].map(({ key }) => key), ...AGREEMENT_FIELDS]
  return db
    .all<{ field: string; was: string | null; becomes: string | null }>(
      'SELECT field, was, becomes FROM request_changes WHERE request = ?',
      id,
    )
    .map(({ field: key, was, becomes }) => {
      if (AGREEMENT_FIELDS.includes(key)) return { field: key, was, becomes }
      const field = fieldOf(subject, key)
      return { field: key, was: fromHistory(field, was), becomes: fromHistory(field, becomes) }
    })
    .sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field))
}

/** The open request that touches one of the fields, if there is one. */
export function openRequestOn(
  db: ReadDb,
  subject: RequestSubject,
  id: number,
  fields: readonly string[],
): { id: number; number: string; field: string; becomes: string | null } | undefined {
  // by its own requests: in order of id alone all that wait would be looked through, once for each that a batch asks
  return db.get(
    `SELECT r.id, r.number, c.field, c.becomes FROM requests r INDEXED BY requests_${subject}
     JOIN request_changes c ON c.request = r.id
     WHERE r.state = 'asked' AND r.${subject} = ? AND c.field IN (${fields.map(() => '?').join(', ')}) ORDER BY r.id LIMIT 1`,
    id,
    ...fields,
  )
}

/** The open requests of many, by "id field"; of several the first. */
export function openRequestsOn(
  db: ReadDb,
  subject: RequestSubject,
  ids: readonly number[],
): Map<string, { readonly id: number; readonly number: string }> {
  const open = new Map<string, { id: number; number: string }>()
  for (const { of, field, ...request } of db.all<{ of: number; field: string; id: number; number: string }>(
    `SELECT r.${subject} AS of, c.field, r.id, r.number FROM json_each(?) e
     JOIN requests r INDEXED BY requests_${subject} ON r.${subject} = e.value AND r.state = 'asked'
     JOIN request_changes c ON c.request = r.id ORDER BY r.id DESC`,
    JSON.stringify(ids),
  ))
    open.set(`${of} ${field}`, request)
  return open
}

/** The open admission that is to get this code, if there is one. */
export function openAdmissionOf(db: ReadDb, code: string): { id: number; number: string } | undefined {
  return db.get("SELECT id, number FROM requests WHERE kind = 'admission' AND state = 'asked' AND code = ?", code)
}
