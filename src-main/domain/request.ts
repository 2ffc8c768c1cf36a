/**
 * Requests (申请, DOMAIN.md §2 Life): what must be asked for, which waits for a decision (报批) and which takes effect and is
 * notified (报备), what may be done in which state, and which state of an outlet follows which.
 */
import type { IsoDate } from './month.ts'

export type RequestSubject = 'agent' | 'outlet'
export type LifeStatus = 'planned' | 'active' | 'suspended' | 'exited'
export type LifeKind = 'suspension' | 'resumption' | 'exit'
export type RequestKind = 'admission' | 'change' | LifeKind

/** 报批 waits for a decision; 报备 takes effect and is notified. */
export type RequestManner = 'approval' | 'notice'

/** What is kept; `effective` follows from the day. */
export type KeptState = 'asked' | 'approved' | 'rejected' | 'withdrawn'
export type RequestState = KeptState | 'effective'

/** What a request does to an agreement of an agent: records a new one, the next of a chain, mends one, ends one early. */
export type AgreementAct = 'add' | 'renew' | 'correct' | 'end'
export const AGREEMENT_ACTS: readonly AgreementAct[] = ['add', 'renew', 'correct', 'end']

/** The fields that only a request changes while requests are on (DOMAIN.md §2: name, type, agent, payee, account; agreements beside). */
export const CORE_FIELDS: Readonly<Record<RequestSubject, readonly string[]>> = {
  outlet: ['name', 'category', 'type', 'agent', 'status'],
  agent: ['name', 'payerKind', 'idNumber', 'payeeName', 'bank', 'account'],
}

export function isCoreField(subject: RequestSubject, field: string): boolean {
  return CORE_FIELDS[subject].includes(field)
}

/** Each step of an outlet's life: from which states it may be asked, and to which it leads. */
export const LIFE: Readonly<Record<LifeKind, { readonly from: readonly LifeStatus[]; readonly to: LifeStatus }>> = {
  suspension: { from: ['active'], to: 'suspended' },
  resumption: { from: ['suspended'], to: 'active' },
  exit: { from: ['planned', 'active', 'suspended'], to: 'exited' },
}

export const LIFE_KINDS: readonly LifeKind[] = ['suspension', 'resumption', 'exit']

/** The kind of request that another state means: a step of its life, or a change of the field where there is no such step. */
export function kindOfStatus(from: LifeStatus, to: LifeStatus): LifeKind | 'change' {
  return LIFE_KINDS.find((kind) => LIFE[kind].to === to && LIFE[kind].from.includes(from)) ?? 'change'
}

/** What the office's table says of: a kind, a core field of agents or outlets ("agent.account"), an act on agreements. */
export type MannerItem = 'admission' | LifeKind | `${RequestSubject}.${string}` | `agreement.${AgreementAct}`

/** Every item of the table, in the order in which it is shown. */
export const MANNER_ITEMS: readonly MannerItem[] = [
  'admission',
  ...LIFE_KINDS,
  ...(['outlet', 'agent'] as const).flatMap((subject) =>
    CORE_FIELDS[subject].map((field): MannerItem => `${subject}.${field}`),
  ),
  ...AGREEMENT_ACTS.map((act): MannerItem => `agreement.${act}`),
]

export type MannerTable = Readonly<Record<string, RequestManner>>

/** One manner for the whole request: it waits where anything in it must wait; what the table does not name waits. */
export function mannerOf(
  asked: {
    kind: RequestKind
    subject: RequestSubject
    fields: readonly string[]
    agreement?: AgreementAct | undefined
  },
  table: MannerTable,
): RequestManner {
  const { kind, subject, fields, agreement } = asked
  const items = agreement
    ? [`agreement.${agreement}`]
    : kind === 'change'
      ? fields.map((field) => `${subject}.${field}`)
      : [kind]
  return items.length > 0 && items.every((item) => table[item] === 'notice') ? 'notice' : 'approval'
}

/**
 * The state on a day: approved until the day from which it holds has come. `from` is null where it is not known yet (an
 * admitted outlet without its code).
 */
export function stateOn(kept: KeptState, from: IsoDate | null, today: IsoDate): RequestState {
  return kept === 'approved' && from !== null && from <= today ? 'effective' : kept
}

export type RequestAct = 'approve' | 'reject' | 'withdraw' | 'complete' | 'acknowledge' | 'giveCode'

interface ActedOn {
  readonly kind: RequestKind
  readonly manner: RequestManner
  readonly kept: KeptState
  /** Somebody else has read the notice. */
  readonly seen: boolean
  /** An admitted outlet has its own code. */
  readonly coded: boolean
}

/** Whether an act is possible in the state, whoever does it. */
export function mayAct(act: RequestAct, { kind, manner, kept, seen, coded }: ActedOn): boolean {
  switch (act) {
    case 'approve':
    case 'reject':
    case 'withdraw':
      return kept === 'asked'
    case 'complete':
      return kept === 'asked' && kind === 'admission'
    case 'acknowledge':
      return kept === 'approved' && manner === 'notice' && !seen
    case 'giveCode':
      return kept === 'approved' && kind === 'admission' && !coded
  }
}

/** Acts that the person who asked may not do. */
export const OTHERS_ONLY: readonly RequestAct[] = ['approve', 'reject', 'acknowledge']

/** SQ2026-0007: the number under which a request is known; a planned outlet has it until its code comes. */
export function requestNumber(year: string, count: number): string {
  return `SQ${year}-${String(count).padStart(4, '0')}`
}
