/** Changing many outlets at once: worked out and shown first, outlet by outlet, then written by one command or not at all. */
import type { ReadDb } from '../../data/handles.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isCoreField } from '../../domain/request.ts'
import type { Command, Query } from '../office.ts'
import type { MadeRequest } from '../requests/ask.ts'
import { askMany } from '../requests/ask-many.ts'
import { requestsOn } from '../requests/settings.ts'
import { agentId } from './agents.ts'
import { type Stored, sayValue } from './fields.ts'
import { effectiveDay, type FieldTurn, type Row, turnsOf } from './history.ts'
import { NewNames } from './new-names.ts'
import { checkOwner, checkPlace } from './outlets.ts'
import { TermDesk } from './terms.ts'
import { type PlannedChange, writeTurns } from './write-turns.ts'

/** What all chosen outlets get; absent: stays; null: cleared. */
export interface BatchFields {
  readonly manager?: string | null | undefined
  readonly centre?: string | null | undefined
  readonly township?: string | null | undefined
  readonly type?: string | null | undefined
  readonly agent?: string | null | undefined
  readonly grade?: string | null | undefined
  readonly star?: number | null | undefined
  readonly status?: string | undefined
}

export interface BatchAsked {
  readonly codes: readonly string[]
  readonly fields: BatchFields
  /** Written after what the remark says. */
  readonly addRemark?: string | undefined
  readonly from?: IsoDate | undefined
  readonly reason: string
}

export interface BatchChange {
  readonly code: string
  readonly name: string
  readonly field: string
  readonly from: string | null
  readonly to: string | null
}

export interface BatchPreview {
  readonly from: IsoDate
  /** Outlets that change. */
  readonly outlets: number
  readonly changes: readonly BatchChange[]
  readonly unchanged: number
  /** Outlets that would be wrong then: with one of them nothing is written. */
  readonly refused: readonly {
    readonly code: string
    readonly name: string
    readonly refusal: string
    readonly details: Readonly<Record<string, unknown>>
  }[]
  /** Regions and managers that are named for the first time. */
  readonly created: readonly { readonly kind: string; readonly name: string }[]
}

/** With more the process would be held for too long. */
export const MOST_CHANGED = 1000
const LONGEST_REMARK = 500

interface Plan {
  readonly day: IsoDate
  readonly names: NewNames
  readonly changes: (PlannedChange & { readonly code: string; readonly name: string })[]
  readonly refused: { code: string; name: string; refusal: Refusal }[]
  readonly unchanged: number
}

/** @throws Refusal PERIOD_CLOSED, NOT_FOUND for an outlet, type or agent that is not known, INVALID_INPUT where nothing is to change */
function planned(cx: Query, asked: BatchAsked): Plan {
  const { db } = cx
  const day = effectiveDay(cx, asked.from)
  const names = new NewNames(db)
  const fields = storedFields(cx, names, asked.fields)
  const remark = asked.addRemark?.trim() ?? ''
  if (Object.keys(fields).length === 0 && remark === '')
    throw new Refusal('INVALID_INPUT', { field: 'fields', reason: 'empty' })
  const days = { from: dateNumber(day), today: dateNumber(cx.today) }
  const plan: Plan & { unchanged: number } = { day, names, changes: [], refused: [], unchanged: 0 }
  for (const code of new Set(asked.codes)) {
    const row = db.get<Row>('SELECT * FROM outlets WHERE code = ?', code)
    if (!row) throw new Refusal('NOT_FOUND', { what: 'outlet', name: code })
    const name = String(row.name)
    const given = remark === '' ? fields : { ...fields, remark: row.remark ? `${row.remark}；${remark}` : remark }
    const turns = turnsOf(
      db,
      'outlet',
      row,
      Object.entries(given).map(([field, value]) => ({ field, value })),
      days,
    )
    const refusal = whyNot(db, row, turns, { names, day })
    if (refusal) plan.refused.push({ code, name, refusal })
    else if (turns.length === 0) plan.unchanged += 1
    else plan.changes.push({ id: row.id, turns, pinyin: null, code, name })
  }
  return plan
}

/** Words become ids, new regions and managers what stands for them. */
function storedFields(cx: Query, names: NewNames, given: BatchFields): Record<string, Stored> {
  const { manager, centre, township, type, agent, ...plain } = given
  const fields: Record<string, Stored> = {}
  for (const [key, value] of Object.entries(plain)) if (value !== undefined) fields[key] = value === '' ? null : value
  if (manager !== undefined) fields.manager = manager ? names.manager(manager) : null
  if (centre !== undefined || township !== undefined) fields.region = names.region(centre || null, township || null)
  if (agent !== undefined) fields.agent = agent ? agentId(cx.db, agent) : null
  if (type !== undefined) {
    const id = type ? new TermDesk(cx.db, 'outletType').find(type) : null
    if (id === undefined) throw new Refusal('NOT_FOUND', { what: 'outletType', name: String(type) })
    fields.type = id
  }
  return fields
}

/** Where the outlet would lie and who would look after it, as far as there are such already. */
function placeOf(names: NewNames, turns: readonly FieldTurn[]): Record<string, Stored> {
  const to = (key: string) => turns.find(({ field }) => field.key === key)?.to
  const [region, manager] = [to('region'), to('manager')]
  return {
    region: typeof region === 'number' ? names.standing(region) : null,
    manager: typeof manager === 'number' && manager > 0 ? manager : null,
  }
}

function whyNot(
  db: ReadDb,
  row: Row,
  turns: readonly FieldTurn[],
  { names, day }: { readonly names: NewNames; readonly day: IsoDate },
): Refusal | null {
  const now: Record<string, Stored> = { ...row }
  for (const { field, to } of turns) now[field.column] = to
  if (String(now.remark ?? '').length > LONGEST_REMARK)
    return new Refusal('INVALID_INPUT', { field: 'remark', reason: 'too_big' })
  try {
    checkOwner(now)
    checkPlace(db, placeOf(names, turns), day)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** What it would change, field by field. Writes nothing. */
export function previewBatch(cx: Query, asked: BatchAsked): BatchPreview {
  const { day, names, changes, refused, unchanged } = planned(cx, asked)
  const words = ({ field }: FieldTurn, value: Stored): string | null =>
    field.refers !== undefined && typeof value === 'number' && value < 0
      ? names.nameOf(value)
      : sayValue(cx.db, field, value)
  return {
    from: day,
    outlets: changes.length,
    changes: changes.flatMap(({ code, name, turns }) =>
      turns.map((turn) => ({
        ...{ code, name, field: turn.field.key },
        from: words(turn, turn.current),
        to: words(turn, turn.to),
      })),
    ),
    unchanged,
    refused: refused.map(({ code, name, refusal }) => ({
      ...{ code, name, refusal: refusal.code, details: refusal.details },
    })),
    created: names.created,
  }
}

export interface BatchDone {
  readonly outlets: number
  readonly fields: number
  readonly unchanged: number
  /** What was asked for instead, while the office works by requests. */
  readonly requests: readonly MadeRequest[]
}

/** Writes it, or asks for what must be asked. @throws Refusal what the plan refuses, or what the first outlet is refused for: nothing is written then */
export function changeBatch(cx: Command, asked: BatchAsked): BatchDone {
  const { day, names, changes, refused, unchanged } = planned(cx, asked)
  const [wrong] = refused
  if (wrong) throw new Refusal(wrong.refusal.code, { ...wrong.refusal.details, value: wrong.code })
  const idOf = names.make(cx.db)
  const isAsked = ({ field }: FieldTurn) => on && isCoreField('outlet', field.key)
  const on = requestsOn(cx.db)
  const each = changes
    .map(({ id, code, turns }) => ({ id, code, turns: turns.filter(isAsked) }))
    .filter(({ turns }) => turns.length > 0)
    .map(({ turns, ...one }) => ({ ...one, fields: Object.fromEntries(turns.map(({ field, to }) => [field.key, to])) }))
  const requests = askMany(cx, { subject: 'outlet', from: day, reason: asked.reason, batch: null, each })
  const atOnce = changes
    .map((change) => ({ ...change, turns: change.turns.filter((turn) => !isAsked(turn)) }))
    .filter(({ turns }) => turns.length > 0)
  writeTurns(cx, 'outlet', atOnce, { from: dateNumber(day), batch: null, reason: asked.reason }, idOf)
  return {
    outlets: atOnce.length,
    fields: atOnce.reduce((sum, { turns }) => sum + turns.length, 0),
    unchanged,
    requests,
  }
}
