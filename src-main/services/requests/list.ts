/** Requests as people see them: the list with its states, and one whole with its differences and who may do what. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  type AgreementAct,
  type KeptState,
  mayAct,
  type RequestAct,
  type RequestKind,
  type RequestManner,
  type RequestState,
  type RequestSubject,
  stateOn,
} from '../../domain/request.ts'
import { sayRequested } from '../../domain/said/request-words.ts'
import type { Query } from '../office.ts'
import { fieldOf, type Stored, sayValue } from '../register/fields.ts'
import { regionPath, regionsOf } from '../register/terms.ts'
import { agreementNow } from './agreement-acts.ts'
import { rowOn } from './apply.ts'
import { AGREEMENT_FIELDS, changesOfRequest, type KeptRequest, type RequestDocument, requireRequest } from './kept.ts'
import { type ExitSettlement, exitSettlement } from './settle-exit.ts'

export interface RequestView {
  readonly id: number
  readonly number: string
  readonly kind: RequestKind
  readonly subject: RequestSubject
  /** Of the outlet or agent today; of an admission the code it is to get; null while that is not known. */
  readonly code: string | null
  readonly name: string
  readonly manner: RequestManner
  readonly from: IsoDate
  /** Of an admission: from when the outlet is active; null until it has its code. */
  readonly activeFrom: IsoDate | null
  readonly state: RequestState
  readonly reason: string
  /** Keys of the fields that it changes; empty for an admission and for an agreement. */
  readonly fields: readonly string[]
  /** Where it is about an agreement: what is done to it, and its number. */
  readonly agreement: { readonly act: AgreementAct; readonly number: string; readonly about: string | null } | null
  readonly batch: number | null
  readonly author: string
  readonly at: string
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly decision: string | null
  readonly documentNumber: string | null
  readonly seenBy: string | null
  readonly seenAt: string | null
  readonly attachments: number
}

export interface RequestFilter {
  readonly state?: RequestState | 'unseen' | undefined
  readonly kind?: RequestKind | undefined
  readonly subject?: RequestSubject | undefined
  readonly code?: string | undefined
}

interface RequestRow extends Omit<RequestView, 'from' | 'activeFrom' | 'state' | 'fields' | 'agreement'> {
  readonly act: AgreementAct | null
  readonly target: string
  readonly about: string | null
  readonly from_day: number
  readonly active_day: number | null
  readonly state: KeptState
  readonly fields: string | null
}

const SELECT = `SELECT r.id, r.number, r.kind, iif(r.agent IS NULL, 'outlet', 'agent') AS subject, coalesce(o.code, a.code, r.code) AS code,
  coalesce(o.name, a.name, (SELECT becomes FROM request_changes n WHERE n.request = r.id AND n.field = 'name'), '') AS name,
  r.manner, r.from_day, r.active_day, r.state, r.reason, r.batch, r.author, r.at, r.decided_by AS decidedBy,
  r.decided_at AS decidedAt, r.decision, r.document_number AS documentNumber, r.seen_by AS seenBy, r.seen_at AS seenAt,
  r.document ->> '$.agreement.act' AS act, coalesce(r.document ->> '$.agreement.terms.number', r.document ->> '$.agreement.about') AS target,
  r.document ->> '$.agreement.about' AS about,
  iif(r.kind = 'admission' OR r.document ->> '$.agreement' IS NOT NULL, NULL, (SELECT group_concat(c.field) FROM request_changes c WHERE c.request = r.id)) AS fields,
  (SELECT count(*) FROM attachments e WHERE e.subject = 'request:' || r.id AND e.state = 'kept') AS attachments
  FROM requests r LEFT JOIN outlets o ON o.id = r.outlet LEFT JOIN agents a ON a.id = r.agent`

/** From when it holds; null for an admission whose outlet has no code. */
const HOLDS = "iif(r.kind = 'admission', r.active_day, r.from_day)"

const STATE_SQL: Readonly<Record<RequestState | 'unseen', string>> = {
  asked: "r.state = 'asked'",
  approved: `r.state = 'approved' AND (${HOLDS} IS NULL OR ${HOLDS} > ?2)`,
  effective: `r.state = 'approved' AND ${HOLDS} <= ?2`,
  rejected: "r.state = 'rejected'",
  withdrawn: "r.state = 'withdrawn'",
  unseen: "r.manner = 'notice' AND r.state = 'approved' AND r.seen_by IS NULL",
}

/** Open ones first, then the newest; ordered and paged by the screen. */
export function listRequests(cx: Query, { state, kind, subject, code }: RequestFilter): RequestView[] {
  return cx.db
    .all<RequestRow>(
      `${SELECT} WHERE ${state ? STATE_SQL[state] : '1'} AND (?1 IS NULL OR r.kind = ?1) AND ?2 > 0
       AND (?3 IS NULL OR iif(r.agent IS NULL, 'outlet', 'agent') = ?3) AND (?4 IS NULL OR coalesce(o.code, a.code, r.code) = ?4)
       ORDER BY r.state <> 'asked', r.id DESC LIMIT 20000`,
      kind ?? null,
      dateNumber(cx.today),
      subject ?? null,
      code ?? null,
    )
    .map((row) => viewOf(row, cx.today))
}

function viewOf({ from_day, active_day, act, target, about, ...row }: RequestRow, today: IsoDate): RequestView {
  const from = dateFromNumber(from_day)
  const activeFrom = active_day === null ? null : dateFromNumber(active_day)
  const state = stateOn(row.state, row.kind === 'admission' ? activeFrom : from, today)
  return {
    ...row,
    from,
    activeFrom,
    state,
    fields: row.fields?.split(',') ?? [],
    agreement: act && { act, number: target, about },
  }
}

export interface RequestedChange {
  readonly field: string
  /** In words, as it was when asked. */
  readonly was: string | null
  readonly becomes: string | null
  /** In words, as it is on the effective date by now; null where that is what it was when asked. */
  readonly now: { readonly value: string | null } | null
}

export interface RequestPage extends RequestView, Omit<RequestDocument, 'agreement'> {
  /** The agreement's page, once it is recorded. */
  readonly agreementId: number | null
  readonly changes: readonly RequestedChange[]
  /** Of an approved exit: what became of deposit and fund, and what that waits for. */
  readonly settled: ExitSettlement | null
  /** Acts that its state allows, whoever does them. */
  readonly acts: readonly RequestAct[]
  /** The effective date lies in a month that has been closed since: approving needs a later one. */
  readonly closedSince: boolean
  /** Who may decide: active reviewers other than who asked. */
  readonly deciders: readonly string[]
}

const ACTS: readonly RequestAct[] = ['approve', 'reject', 'withdraw', 'complete', 'acknowledge', 'giveCode']

/** @throws Refusal NOT_FOUND */
export function getRequest(cx: Query, id: number, closed: (from: IsoDate) => boolean): RequestPage {
  const row = cx.db.get<RequestRow>(`${SELECT} WHERE r.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'request', name: String(id) })
  const kept = requireRequest(cx.db, id)
  const view = viewOf(row, cx.today)
  const { agreement: _, ...document } = kept.document
  return {
    ...view,
    ...document,
    agreementId: view.agreement ? recordedAgreement(cx.db, view.agreement) : null,
    changes: requestedChanges(cx, kept),
    settled: exitSettlement(cx, kept),
    acts: ACTS.filter((act) => mayAct(act, { ...kept, coded: kept.activeFrom !== null })),
    closedSince: view.state === 'asked' && closed(view.from),
    deciders: decidersOf(cx.db, view.author),
  }
}

/** By its new number, or while that is only asked for by the number that it has. */
function recordedAgreement(db: ReadDb, { number, about }: { number: string; about: string | null }): number | null {
  const found = db.get<{ id: number }>(
    'SELECT id FROM agreements WHERE number IN (?1, ?2) ORDER BY number = ?1 DESC LIMIT 1',
    number,
    about,
  )
  return found?.id ?? null
}

/** In the words of people: names and codes for ids. */
export function said(db: ReadDb, subject: RequestSubject, key: string, value: Stored): string | null {
  if (AGREEMENT_FIELDS.includes(key)) return sayRequested(key, value === null ? null : String(value))
  const field = fieldOf(subject, key)
  if (field.refers === 'agent' && value !== null) {
    const agent = db.get<{ code: string; name: string }>('SELECT code, name FROM agents WHERE id = ?', value)
    return agent ? `${agent.name}（${agent.code}）` : null
  }
  if (field.refers === 'region' && typeof value === 'number') return placeWords(db, value)
  return sayRequested(key, sayValue(db, field, value))
}

/** 城区中心 / 城关镇 */
function placeWords(db: ReadDb, region: number): string {
  const path = regionPath(new Map(regionsOf(db).map((each) => [each.id, each])), region)
  const named = path.filter(({ level }) => level !== 'county').map(({ name }) => name)
  return named.reverse().join(' / ')
}

function requestedChanges(cx: Query, request: KeptRequest): RequestedChange[] {
  const { subject } = request
  const current = valuesNow(cx, request)
  return changesOfRequest(cx.db, request).map(({ field, was, becomes }) => {
    const now = current ? current(field) : was
    return {
      field,
      was: said(cx.db, subject, field, was),
      becomes: said(cx.db, subject, field, becomes),
      now: now === was ? null : { value: said(cx.db, subject, field, now) },
    }
  })
}

/** The value of a field on the effective date by now, while the request waits. */
function valuesNow(cx: Query, { subject, subjectId, kind, kept, from, document }: KeptRequest) {
  if (kept !== 'asked' || kind === 'admission' || subjectId === null) return null
  if (document.agreement) {
    const values = agreementNow(cx.db, document.agreement)
    return values && ((field: string): Stored => values[field] ?? null)
  }
  const row = rowOn(cx, subject, subjectId, from)
  return (field: string): Stored => row[fieldOf(subject, field).column] ?? null
}

function decidersOf(db: ReadDb, author: string): string[] {
  return db
    .all<{ name: string }>(
      `SELECT name FROM users WHERE active = 1 AND name <> ? AND EXISTS (SELECT 1 FROM json_each(roles) WHERE value = 'reviewer')
       ORDER BY id`,
      author,
    )
    .map(({ name }) => name)
}
