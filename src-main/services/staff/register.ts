/** The register of own stores' staff (店员): who is where with which post since when; nothing is forgotten. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { stateOn } from '../../domain/staff.ts'
import type { Command, Query } from '../office.ts'
import { checkEffectiveDay } from '../register/history.ts'

export interface StaffRow {
  readonly number: string
  readonly name: string
  readonly post: string | null
  readonly phone: string | null
  /** The store today; null for who is not there (any more, or yet). */
  readonly outlet: string | null
  readonly outletName: string | null
  /** Since when it is so, and the first day at all. */
  readonly since: IsoDate
  readonly joined: IsoDate
}

export interface StaffState {
  readonly from: IsoDate
  readonly name: string
  readonly post: string | null
  readonly phone: string | null
  readonly outlet: string | null
  readonly outletName: string | null
  readonly reason: string | null
  readonly user: string
  readonly at: string
}

export interface StateRow {
  id: number
  staff: number
  from: number
  outlet: number | null
  number: string
  name: string
  post: string | null
  phone: string | null
  reason: string | null
  user: string
  at: string
  code: string | null
  outletName: string | null
}

/** Every state of everybody, or of one person, in the order of time. */
export function staffStates(db: ReadDb, number?: string): Map<number, StateRow[]> {
  const people = new Map<number, StateRow[]>()
  for (const row of db.all<StateRow>(
    `SELECT s.id, s.staff, s.from_day AS "from", s.outlet, p.number, s.name, s.post, s.phone, s.reason, s.user, s.at,
       o.code, o.name AS outletName
     FROM staff_states s JOIN staff p ON p.id = s.staff LEFT JOIN outlets o ON o.id = s.outlet
     WHERE ?1 IS NULL OR p.number = ?1 ORDER BY p.number, s.from_day, s.id`,
    number ?? null,
  )) {
    const known = people.get(row.staff) ?? []
    known.push(row)
    people.set(row.staff, known)
  }
  return people
}

/** Everybody as of a day (today where none is given), who has left included. */
export function listStaff(cx: Pick<Query, 'db' | 'today'>, asked: { on?: IsoDate | undefined } = {}): StaffRow[] {
  const day = asked.on ?? cx.today
  return [...staffStates(cx.db).values()].map((states) => rowOf(states, day))
}

function rowOf(states: readonly StateRow[], day: IsoDate): StaffRow {
  const first = states[0]!
  const known = stateOn(states, day)
  const { number, name, post, phone, from } = known ?? first
  return {
    number,
    name,
    post,
    phone,
    outlet: known?.code ?? null,
    outletName: known?.outletName ?? null,
    since: dateFromNumber(from),
    joined: dateFromNumber(first.from),
  }
}

/** One person with all states, newest first. @throws Refusal NOT_FOUND */
export function getStaff(cx: Pick<Query, 'db' | 'today'>, number: string): StaffRow & { states: StaffState[] } {
  const [states] = [...staffStates(cx.db, number).values()]
  if (!states) throw new Refusal('NOT_FOUND', { what: 'staff', name: number })
  return {
    ...rowOf(states, cx.today),
    states: states.toReversed().map((row) => ({
      from: dateFromNumber(row.from),
      name: row.name,
      post: row.post,
      phone: row.phone,
      outlet: row.code,
      outletName: row.outletName,
      reason: row.reason,
      user: row.user,
      at: row.at,
    })),
  }
}

export interface StaffFields {
  readonly number: string
  readonly name: string
  readonly post?: string | undefined
  readonly phone?: string | undefined
  readonly outlet: string
  readonly from: IsoDate
}

/**
 * Takes somebody into the register from his first day, which may lie in a closed month: what was known first is known for then.
 * @throws Refusal INVALID_INPUT for a number that is taken or an outlet that is no own store, NOT_FOUND
 */
export function addStaff(cx: Command, given: StaffFields): { number: string } {
  if (cx.db.get('SELECT 1 FROM staff WHERE number = ?', given.number))
    throw new Refusal('INVALID_INPUT', { field: 'staffNumber', reason: 'taken', value: given.number })
  const outlet = ownStore(cx.db, given.outlet)
  const { lastInsertRowid: staff } = cx.db.run('INSERT INTO staff (number) VALUES (?)', given.number)
  keepState(cx, staff, dateNumber(given.from), { ...given, outlet, reason: null })
  return { number: given.number }
}

function ownStore(db: ReadDb, code: string): number {
  const found = db.get<{ id: number; category: string }>('SELECT id, category FROM outlets WHERE code = ?', code)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'outlet', name: code })
  if (found.category !== 'own') throw new Refusal('INVALID_INPUT', { field: 'outlet', reason: 'notOwn', value: code })
  return found.id
}

function keepState(
  cx: Command,
  staff: number,
  from: number,
  state: {
    name: string
    post?: string | undefined
    phone?: string | undefined
    outlet: number | null
    reason: string | null
  },
): void {
  cx.db.run(
    'INSERT INTO staff_states (staff, from_day, outlet, name, post, phone, reason, user, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    staff,
    from,
    state.outlet,
    state.name,
    state.post || null,
    state.phone || null,
    state.reason,
    cx.user,
    cx.now,
  )
}

export interface StaffChange {
  readonly number: string
  readonly from: IsoDate
  readonly name?: string | undefined
  readonly post?: string | undefined
  readonly phone?: string | undefined
  /** Null: leaves; the day is the first on which he is not there. */
  readonly outlet?: string | null | undefined
  readonly reason?: string | undefined
}

/**
 * A move, another post, leaving, coming back; from a day on that is not before the last known change.
 * @throws Refusal NOT_FOUND, PERIOD_CLOSED, INVALID_INPUT
 */
export function changeStaff(cx: Command, asked: StaffChange): { number: string } {
  const [states] = [...staffStates(cx.db, asked.number).values()]
  if (!states) throw new Refusal('NOT_FOUND', { what: 'staff', name: asked.number })
  changeFrom(cx, states.at(-1)!, asked)
  return { number: asked.number }
}

function changeFrom(cx: Command, last: StateRow, asked: StaffChange): void {
  const from = dateNumber(asked.from)
  if (from < last.from)
    throw new Refusal('INVALID_INPUT', { field: 'from', reason: 'beforeLast', value: dateFromNumber(last.from) })
  checkEffectiveDay(cx.db, asked.from)
  const outlet = asked.outlet === undefined ? last.outlet : asked.outlet === null ? null : ownStore(cx.db, asked.outlet)
  keepState(cx, last.staff, from, {
    name: asked.name ?? last.name,
    post: asked.post ?? last.post ?? undefined,
    phone: asked.phone ?? last.phone ?? undefined,
    outlet,
    reason: asked.reason ?? null,
  })
}

/**
 * Many at once, as pasted: new numbers are added, known ones change where they differ; all or nothing. An empty post or phone
 * asks for nothing.
 * @throws Refusal INVALID_INPUT for a number twice, and those of addStaff and changeStaff
 */
export function takeStaff(cx: Command, rows: readonly StaffFields[]): { added: number; changed: number; same: number } {
  const counted = { added: 0, changed: 0, same: 0 }
  const known = new Map([...staffStates(cx.db).values()].map((states) => [states[0]!.number, states.at(-1)!]))
  const seen = new Set<string>()
  for (const row of rows) {
    if (seen.has(row.number))
      throw new Refusal('INVALID_INPUT', { field: 'staffNumber', reason: 'twice', value: row.number })
    seen.add(row.number)
    const last = known.get(row.number)
    if (!last) {
      addStaff(cx, row)
      counted.added += 1
    } else if (differs(last, row)) {
      changeFrom(cx, last, { ...row, post: row.post || undefined, phone: row.phone || undefined })
      counted.changed += 1
    } else counted.same += 1
  }
  return counted
}

const differs = (last: StateRow, { name, outlet, post, phone }: StaffFields): boolean =>
  last.name !== name ||
  last.code !== outlet ||
  (Boolean(post) && post !== last.post) ||
  (Boolean(phone) && phone !== last.phone)
