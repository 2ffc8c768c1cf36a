/** Outlets (网点): adding, changing with history, their other codes, the page of one. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import type { OutletCategory } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import { checkManagerThere } from '../channel-managers/terms.ts'
import type { Command, Query } from '../office.ts'
import { checkRegionOpen } from '../regions/open-regions.ts'
import { FIELDS, type Stored } from './fields.ts'
import { type ChangeOrigin, changesOf, type HistoryView, historyOf, recordChanges, rowsAt } from './history.ts'
import { initialsOf } from './initials.ts'
import { insertRows } from './insert-rows.ts'
import { followName, ownMnemonic } from './mnemonic.ts'
import { outletOn } from './on-day.ts'
import { type OutletView, outletRow } from './outlet-list.ts'

const COLUMNS = FIELDS.outlet.map(({ key, column }) => ({ key, column }))

/** The category where none is given: that of the type, else a partner's. */
function categoryOf(db: ReadDb, type: Stored | undefined): OutletCategory {
  const found = db.get<{ attribute: string | null }>('SELECT attribute FROM terms WHERE id = ?', type ?? null)
  return found?.attribute === 'own' ? 'own' : 'partner'
}

/**
 * Adds an outlet. @throws Refusal INVALID_INPUT when the code is taken, the name missing, or an own store has an agent;
 * REGION_CLOSED, MANAGER_LEFT
 */
export function addOutlet(cx: Command, code: string, fields: Readonly<Record<string, Stored>>): number {
  if (cx.db.get('SELECT 1 FROM outlets WHERE code = ?', code)) {
    throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'taken', value: code })
  }
  checkPlace(cx.db, fields, cx.today)
  return insertRows(cx.db, 'outlets', OUTLET_COLUMNS, [newOutlet(cx.db, code, fields)])
}

/** The columns of `newOutlet`, in its order. */
export const OUTLET_COLUMNS: readonly string[] = ['code', 'pinyin', ...COLUMNS.map(({ column }) => column)]

/** The values of a new outlet's row. @throws Refusal INVALID_INPUT when the name is missing or an own store has an agent */
export function newOutlet(db: ReadDb, code: string, fields: Readonly<Record<string, Stored>>): Stored[] {
  const name = String(fields.name ?? '')
  if (name === '') throw new Refusal('INVALID_INPUT', { field: 'name', reason: 'empty' })
  const category = fields.category ?? categoryOf(db, fields.type)
  const mnemonic = ownMnemonic(fields.mnemonic, name)
  const full: Record<string, Stored> = { ...fields, category, status: fields.status ?? 'active', mnemonic }
  checkOwner(full)
  return [code, initialsOf(name), ...COLUMNS.map(({ key }) => full[key] ?? null)]
}

/** Changes fields from a day on; answers which changed. @throws Refusal REGION_CLOSED, MANAGER_LEFT, INVALID_INPUT */
export function changeOutlet(
  cx: Command,
  id: number,
  fields: Readonly<Record<string, Stored>>,
  origin: ChangeOrigin,
): string[] {
  const changes = changesOf(cx.db, 'outlet', id, fields)
  const changed = recordChanges(cx, 'outlet', id, changes, origin)
  const turned = Object.fromEntries(Object.entries(fields).filter(([key]) => changed.includes(key)))
  // one that comes back lies where it lay
  const back = changed.includes('status') && fields.status !== 'exited' && turned.region === undefined
  const lies = back ? { region: rowsAt(cx.db, 'outlet', origin.from, [id]).get(id)?.region ?? null } : {}
  checkPlace(cx.db, { ...turned, ...lies }, origin.from)
  if (changed.includes('name') || changed.includes('agent') || changed.includes('category')) {
    const now = cx.db.get<Record<string, Stored>>('SELECT name, category, agent FROM outlets WHERE id = ?', id) ?? {}
    checkOwner(now)
    if (changed.includes('name')) followName(cx.db, 'outlet', id)
  }
  return changed
}

/** Nobody is put into a closed region or given to a manager who is not there. @throws Refusal REGION_CLOSED, MANAGER_LEFT */
export function checkPlace(db: ReadDb, { region, manager }: Readonly<Record<string, Stored>>, day: IsoDate): void {
  if (typeof region === 'number') checkRegionOpen(db, region, day)
  if (typeof manager === 'number') checkManagerThere(db, manager, day)
}

/** @throws Refusal INVALID_INPUT where an own store has an agent */
export function checkOwner(outlet: Readonly<Record<string, Stored>>): void {
  if (outlet.category === 'own' && (outlet.agent ?? null) !== null) {
    throw new Refusal('INVALID_INPUT', { field: 'agent', reason: 'ownHasAgent' })
  }
}

/** A day after all others. */
const NEVER = 99_999_999

/** Adds another code of an outlet; @throws Refusal INVALID_INPUT where it is another outlet's on one of these days; false when it is known with the same days. */
export function addOutletCode(cx: Command, given: Readonly<Record<string, Stored>>, batch: number | null): boolean {
  const values = newOutletCode(cx.db, given)
  const [outlet, kind, value, from, to] = values ?? []
  const other =
    values &&
    anotherWith(cx.db, {
      outlet: Number(outlet),
      kind: String(kind),
      value: String(value),
      from: Number(from),
      to: Number(to ?? NEVER),
    })
  if (other) throw new Refusal('INVALID_INPUT', { field: 'otherCode', reason: 'ofAnother', value: other })
  if (values !== null) insertRows(cx.db, 'outlet_codes', OUTLET_CODE_COLUMNS, [[...values, batch]])
  return values !== null
}

interface CodeDays {
  readonly outlet: number
  readonly kind: string
  readonly value: string
  /** yyyymmdd, both ends belong to it. */
  readonly from: number
  readonly to: number
}

/** The outlet that has the code of this kind on one of these days, where it is another one. */
export function anotherWith(db: ReadDb, { outlet, kind, value, from, to }: CodeDays): string | undefined {
  return db.get<{ code: string }>(
    `SELECT o.code FROM outlet_codes c JOIN outlets o ON o.id = c.outlet WHERE c.value = ?1 AND c.kind = ?2 AND c.outlet <> ?3
     AND c.from_day <= ?5 AND (c.to_day IS NULL OR c.to_day >= ?4) LIMIT 1`,
    value,
    kind,
    outlet,
    from,
    to,
  )?.code
}

/** The columns of `newOutletCode`, in its order, and the batch. */
export const OUTLET_CODE_COLUMNS: readonly string[] = ['outlet', 'kind', 'value', 'from_day', 'to_day', 'batch']

/** The values of another code of an outlet; null when it is known with the same days. */
export function newOutletCode(db: ReadDb, given: Readonly<Record<string, Stored>>): Stored[] | null {
  const { outlet = null, kind = '', value = '', from = 0, to = null } = given
  const values = [outlet, kind, value, from ?? 0, to]
  const known = db.get(
    'SELECT 1 FROM outlet_codes WHERE outlet = ? AND kind = ? AND value = ? AND from_day = ? AND to_day IS ?',
    ...values,
  )
  return known ? null : values
}

/** @throws Refusal NOT_FOUND */
export function outletId(db: ReadDb, code: string): number {
  const found = db.get<{ id: number }>('SELECT id FROM outlets WHERE code = ?', code)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'outlet', name: code })
  return found.id
}

export interface OutletCodeView {
  readonly kind: string
  readonly value: string
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

/** One outlet as of today, or of another day, with its other codes: on another day those in force then. @throws Refusal NOT_FOUND */
export function getOutlet(cx: Query, code: string, on?: IsoDate): OutletView & { codes: OutletCodeView[] } {
  const row = on === undefined ? outletRow(cx.db, code) : outletOn(cx.db, code, on)
  const codes = cx.db
    .all<{ kind: string; value: string; from_day: number; to_day: number | null }>(
      'SELECT c.kind, c.value, c.from_day, c.to_day FROM outlet_codes c JOIN outlets o ON o.id = c.outlet WHERE o.code = ? ORDER BY c.id',
      code,
    )
    .map(({ kind, value, from_day, to_day }) => ({
      kind,
      value,
      from: from_day === 0 ? null : dateFromNumber(from_day),
      to: to_day === null ? null : dateFromNumber(to_day),
    }))
    .filter(({ from, to }) => on === undefined || ((from ?? on) <= on && on <= (to ?? on)))
  return { ...row, codes }
}

export function outletHistory(cx: Query, code: string, field?: string): HistoryView[] {
  return historyOf(cx, 'outlet', outletId(cx.db, code), field)
}
