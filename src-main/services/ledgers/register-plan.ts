/**
 * What an import into the register would do, worked out in steps before anything is written: new rows ready to insert, known
 * ones compared field by field. Writing it down (register-rows.ts) then takes a moment.
 */
import { dateFromNumber, dateNumber, firstDay, type IsoDate, type Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { isCoreField, type RequestSubject } from '../../domain/request.ts'
import type { Chunk, IngestResult } from '../../workbook/ingest/request.ts'
import type { KindKey, Value } from '../../workbook/kinds/column.ts'
import { revisionOf } from '../command.ts'
import type { Query } from '../office.ts'
import { newAgent } from '../register/agents.ts'
import { asHistory, fieldOf, type Stored, sayValue } from '../register/fields.ts'
import { changesOf, effectiveDay, type FieldTurn, type Row, turnsOf } from '../register/history.ts'
import { initialsOf } from '../register/initials.ts'
import { NewNames } from '../register/new-names.ts'
import { checkOwner, checkPlace, newOutlet, newOutletCode } from '../register/outlets.ts'
import type { PlannedChange } from '../register/write-turns.ts'
import { openAdmissionOf, openRequestOn } from '../requests/kept.ts'
import { requestsOn } from '../requests/settings.ts'
import { DifferenceList } from './differences.ts'
import { type GivenRow, mergeGiven } from './register-twice.ts'
import type { Replacing } from './replace.ts'

export type RegisterKind = Extract<KindKey, 'agents' | 'outlets' | 'outletCodes'>

/** An admission (no id) or a change of core fields that is to be asked for. */
export interface PlannedAsk {
  readonly subject: RequestSubject
  readonly id: number | null
  readonly code: string
  readonly fields: Readonly<Record<string, Stored>>
  /** Nothing else of the row applies at once. */
  readonly alone: boolean
}

export interface RegisterPlan {
  /** What must be asked for instead, while requests are on. */
  readonly asks: readonly PlannedAsk[]
  readonly kind: RegisterKind
  /** What the plan was made on: with another revision or day it no longer holds. */
  readonly revision: number
  readonly today: IsoDate
  /** Changes hold from this day on. */
  readonly from: IsoDate
  /** Rows to insert: as newAgent, newOutlet or newOutletCode give them. */
  readonly additions: readonly (readonly Stored[])[]
  readonly changes: readonly PlannedChange[]
  readonly unchanged: number
  /** Rows that the files have twice and that went into others. */
  readonly merged: number
  readonly names: NewNames
  /** What changes in agents and outlets that were known. */
  readonly differences: DifferenceList
}

/** How many differences are told one by one. */
const TOLD = 500

const ROWS_A_STEP = 200

// a default fills a new row only; over a known one it would be a change that nobody asked for
const DEFAULTED = new Set(['payerKind', 'fundMember', 'category', 'status'])

// never without a value, so a blank cell clears nothing
const KEPT = new Set(['code', 'name', ...DEFAULTED])

type Given = Record<string, Value>

/**
 * Plans the rows. A missing column keeps what is known; so does a blank cell, unless blanks clear. Changes hold from today or
 * from a month's first day. Codes come once each: the reader sees to that, or rows are merged first.
 * @throws Refusal PERIOD_CLOSED, INVALID_INPUT, and what `breathe` throws
 */
export async function planRegister(
  cx: Query,
  kind: RegisterKind,
  chunks: readonly Chunk[],
  result: IngestResult,
  asked: {
    readonly period: Month | undefined
    readonly blanks: 'keep' | 'clear'
    readonly duplicates: 'error' | 'skip' | Replacing | undefined
  },
  breathe: () => Promise<void>,
): Promise<RegisterPlan> {
  const from = effectiveDay(cx, asked.period === undefined ? undefined : firstDay(asked.period))
  const { duplicates = 'error' } = asked
  const planner = new Planner(cx, kind, from, duplicates)
  const rows: GivenRow[] = []
  const revision = revisionOf(cx.db)
  const mapped = new Set(result.sources.flatMap((sheet) => sheet.columns.map(({ key }) => key)))
  for (const chunk of chunks) {
    const columns = Object.entries(chunk.columns)
    for (let row = 0; row < chunk.count; row++) {
      const given: Given = {}
      for (const [key, values] of columns) {
        const value = values[row] ?? null
        if (value !== null && (mapped.has(key) || !DEFAULTED.has(key))) given[key] = value
        else if (value === null && asked.blanks === 'clear' && mapped.has(key) && !KEPT.has(key)) given[key] = null
      }
      rows.push({ given, at: chunk.rowNumbers[row] ?? 0 })
    }
    await breathe()
  }
  const left =
    kind === 'outletCodes' || duplicates === 'error' || duplicates === 'skip'
      ? rows
      : mergeGiven(cx, kind === 'agents' ? 'agent' : 'outlet', rows, duplicates, planner.planned.differences)
  for (const [at, { given, at: row }] of left.entries()) {
    planner.row(given, row)
    if (at % ROWS_A_STEP === ROWS_A_STEP - 1) await breathe()
  }
  return { kind, revision, today: cx.today, from, merged: rows.length - left.length, ...planner.planned }
}

class Planner {
  private readonly additions: Stored[][] = []
  private readonly changes: PlannedChange[] = []
  private readonly asks: PlannedAsk[] = []
  private unchanged = 0
  private readonly requestsOn: boolean
  private readonly names: NewNames
  private readonly differences = new DifferenceList(TOLD)
  private readonly cx: Query
  private readonly kind: RegisterKind
  private readonly days: { readonly from: number; readonly today: number }

  private readonly duplicates: 'error' | 'skip' | Replacing

  constructor(cx: Query, kind: RegisterKind, from: IsoDate, duplicates: 'error' | 'skip' | Replacing) {
    this.duplicates = duplicates
    this.cx = cx
    this.kind = kind
    this.requestsOn = requestsOn(cx.db)
    this.names = new NewNames(cx.db)
    this.days = { from: dateNumber(from), today: dateNumber(cx.today) }
  }

  get planned() {
    const { additions, changes, asks, unchanged, names, differences } = this
    return { additions, changes, asks, unchanged, names, differences }
  }

  row(given: Given, at: number): void {
    if (this.kind === 'outletCodes') {
      const values = newOutletCode(this.cx.db, given)
      if (values === null) this.unchanged += 1
      else this.additions.push(values)
      return
    }
    const code = String(given.code ?? '')
    if (this.kind === 'agents') {
      const { code: _, ...fields } = given
      this.subject('agent', code, fields, at)
    } else this.subject('outlet', code, this.outletFields(given), at)
  }

  /** The fields of an outlet, its region and manager by id or by what stands for a new one. */
  private outletFields({ code: _, centre, township, manager, ...rest }: Given): Record<string, Stored> {
    const fields: Record<string, Stored> = { ...rest }
    const region = this.names.region(asText(centre), asText(township))
    if (region !== null) fields.region = region
    // both levels blank: the outlet belongs nowhere
    else if (centre === null && township === null) fields.region = null
    if (typeof manager === 'string') fields.manager = this.names.manager(manager)
    else if (manager === null) fields.manager = null
    return fields
  }

  private subject(subject: RequestSubject, code: string, fields: Readonly<Record<string, Stored>>, at: number): void {
    const { db } = this.cx
    const table = subject === 'agent' ? 'agents' : 'outlets'
    const current = db.get<Row>(`SELECT * FROM ${table} WHERE code = ?`, code)
    if (!current) {
      if (subject === 'outlet') this.checkGiven(fields)
      const added = subject === 'agent' ? newAgent(code, fields) : newOutlet(db, code, fields)
      if (subject === 'outlet' && this.requestsOn) this.askAdmission(code, fields)
      else this.additions.push(added)
      return
    }
    if (this.duplicates === 'skip') {
      this.unchanged += 1
      return
    }
    const changes = changesOf(db, subject, current.id, fields)
      // only what nobody has filled in yet
      .filter(
        ({ field }) => this.duplicates !== 'fillBlanks' || (current[fieldOf(subject, field).column] ?? null) === null,
      )
    const turns = turnsOf(db, subject, current, changes, this.days)
    if (turns.length === 0) {
      this.unchanged += 1
      return
    }
    if (subject === 'outlet') this.checkGiven(Object.fromEntries(turns.map(({ field, to }) => [field.key, to])))
    const pinyin = this.pinyinOf(subject, current, turns)
    const core = this.requestsOn ? turns.filter(({ field }) => isCoreField(subject, field.key)) : []
    const asked = this.unasked(subject, current.id, code, core)
    const plain = turns.filter((turn) => !core.includes(turn))
    if (asked.length > 0) {
      const values = Object.fromEntries(asked.map(({ field, to }) => [field.key, to]))
      this.asks.push({ subject, id: current.id, code, fields: values, alone: plain.length === 0 })
    }
    if (plain.length > 0) this.changes.push({ id: current.id, turns: plain, pinyin: core.length > 0 ? null : pinyin })
    else if (asked.length === 0) this.unchanged += 1
    this.tell(code, [...plain, ...asked], at)
  }

  /** An admission with this code may wait already: then there is nothing new to ask. */
  private askAdmission(code: string, fields: Readonly<Record<string, Stored>>): void {
    if (openAdmissionOf(this.cx.db, code)) this.unchanged += 1
    else this.asks.push({ subject: 'outlet', id: null, code, fields, alone: true })
  }

  /** Without those that an open request asks for just so. @throws Refusal REQUEST_OPEN where one asks for another value */
  private unasked(subject: RequestSubject, id: number, code: string, core: readonly FieldTurn[]): FieldTurn[] {
    return core.filter(({ field, to }) => {
      const open = openRequestOn(this.cx.db, subject, id, [field.key])
      if (open === undefined) return true
      if (open.becomes === asHistory(to)) return false
      throw new Refusal('REQUEST_OPEN', { subject, code, number: open.number, id: open.id, field: field.key })
    })
  }

  /** What a row's own check cannot see: a region that will be closed, a new township in a closed centre. @throws Refusal */
  private checkGiven({ region, manager, status }: Readonly<Record<string, Stored>>): void {
    if (status === 'exited') return
    const given = {
      region: typeof region === 'number' ? this.names.standing(region) : null,
      manager: typeof manager === 'number' && manager > 0 ? manager : null,
    }
    checkPlace(this.cx.db, given, dateFromNumber(this.days.from))
  }

  /** The new initials where the name changes. @throws Refusal INVALID_INPUT where an own store would have an agent */
  private pinyinOf(subject: RequestSubject, current: Row, turns: readonly FieldTurn[]): string | null {
    const now: Record<string, Stored> = { ...current }
    for (const { field, now: value } of turns) now[field.column] = value
    const changed = (...keys: string[]) => turns.some(({ field }) => keys.includes(field.key))
    if (subject === 'outlet' && changed('name', 'agent', 'category')) checkOwner(now)
    return changed('name') ? initialsOf(String(now.name)) : null
  }

  private tell(code: string, turns: readonly FieldTurn[], at: number): void {
    const said = this.differences.kept.length < TOLD
    const words = (turn: FieldTurn, value: Stored): string | null => {
      if (!said) return null
      if (turn.field.refers !== undefined && typeof value === 'number' && value < 0) return this.names.nameOf(value)
      return sayValue(this.cx.db, turn.field, value)
    }
    const found = turns.map((turn) => ({
      field: turn.field.key,
      from: words(turn, turn.current),
      to: words(turn, turn.to),
    }))
    this.differences.add(at, code, found)
  }
}

function asText(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null
}
