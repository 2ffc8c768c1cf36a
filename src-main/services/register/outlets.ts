/** Outlets (网点): adding, changing with history, their other codes, listing, the page of one. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import type { OutletCategory } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { type ListAsked, likeOf, orderBy } from './agents.ts'
import { FIELDS, type Stored } from './fields.ts'
import { type ChangeOrigin, type HistoryView, historyOf, recordChanges } from './history.ts'
import { initialsOf } from './initials.ts'
import { insertRows } from './insert-rows.ts'
import { type RegionView, regionPath, regionsOf } from './terms.ts'

export type OutletStatus = 'planned' | 'active' | 'suspended' | 'exited'

export interface OutletView {
  readonly code: string
  readonly name: string
  readonly category: OutletCategory
  readonly type: string | null
  readonly agent: string | null
  readonly agentName: string | null
  readonly star: number | null
  readonly grade: string | null
  readonly centre: string | null
  readonly township: string | null
  readonly address: string | null
  readonly contact: string | null
  readonly phone: string | null
  readonly manager: string | null
  readonly status: OutletStatus
  readonly joinedOn: IsoDate | null
  readonly remark: string | null
}

const COLUMNS = FIELDS.outlet.map(({ key, column }) => ({ key, column }))

/** The category where none is given: that of the type, else a partner's. */
function categoryOf(db: ReadDb, type: Stored | undefined): OutletCategory {
  const found = db.get<{ attribute: string | null }>('SELECT attribute FROM terms WHERE id = ?', type ?? null)
  return found?.attribute === 'own' ? 'own' : 'partner'
}

/** Adds an outlet. @throws Refusal INVALID_INPUT when the code is taken, the name missing, or an own store has an agent */
export function addOutlet(cx: Command, code: string, fields: Readonly<Record<string, Stored>>): number {
  if (cx.db.get('SELECT 1 FROM outlets WHERE code = ?', code)) {
    throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'taken', value: code })
  }
  return insertRows(cx.db, 'outlets', OUTLET_COLUMNS, [newOutlet(cx.db, code, fields)])
}

/** The columns of `newOutlet`, in its order. */
export const OUTLET_COLUMNS: readonly string[] = ['code', 'pinyin', ...COLUMNS.map(({ column }) => column)]

/** The values of a new outlet's row. @throws Refusal INVALID_INPUT when the name is missing or an own store has an agent */
export function newOutlet(db: ReadDb, code: string, fields: Readonly<Record<string, Stored>>): Stored[] {
  const name = String(fields.name ?? '')
  if (name === '') throw new Refusal('INVALID_INPUT', { field: 'name', reason: 'empty' })
  const category = fields.category ?? categoryOf(db, fields.type)
  const full: Record<string, Stored> = { ...fields, category, status: fields.status ?? 'active' }
  checkOwner(full)
  return [code, initialsOf(name), ...COLUMNS.map(({ key }) => full[key] ?? null)]
}

/** Changes fields from a day on; answers which changed. */
export function changeOutlet(
  cx: Command,
  id: number,
  fields: Readonly<Record<string, Stored>>,
  origin: ChangeOrigin,
): string[] {
  const changes = Object.entries(fields).map(([field, value]) => ({ field, value }))
  const changed = recordChanges(cx, 'outlet', id, changes, origin)
  if (changed.includes('name') || changed.includes('agent') || changed.includes('category')) {
    const now = cx.db.get<Record<string, Stored>>('SELECT name, category, agent FROM outlets WHERE id = ?', id) ?? {}
    checkOwner(now)
    cx.db.run('UPDATE outlets SET pinyin = ? WHERE id = ?', initialsOf(String(now.name)), id)
  }
  return changed
}

/** @throws Refusal INVALID_INPUT where an own store has an agent */
export function checkOwner(outlet: Readonly<Record<string, Stored>>): void {
  if (outlet.category === 'own' && (outlet.agent ?? null) !== null) {
    throw new Refusal('INVALID_INPUT', { field: 'agent', reason: 'ownHasAgent' })
  }
}

/** Adds another code of an outlet; false when it is known with the same days. */
export function addOutletCode(cx: Command, given: Readonly<Record<string, Stored>>, batch: number | null): boolean {
  const values = newOutletCode(cx.db, given)
  if (values !== null) insertRows(cx.db, 'outlet_codes', OUTLET_CODE_COLUMNS, [[...values, batch]])
  return values !== null
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

interface OutletRow extends Omit<OutletView, 'joinedOn' | 'centre' | 'township'> {
  readonly joinedOn: number | null
  readonly region: number | null
}

const SELECT = `SELECT o.code, o.name, o.category, t.name AS type, a.code AS agent, a.name AS agentName, o.star, o.grade,
  o.region, o.address, o.contact, o.phone, m.name AS manager, o.status, o.joined_on AS joinedOn, o.remark
  FROM outlets o LEFT JOIN terms t ON t.id = o.type LEFT JOIN agents a ON a.id = o.agent LEFT JOIN terms m ON m.id = o.manager
  LEFT JOIN regions r ON r.id = o.region`

const SORTS: Readonly<Record<string, string>> = {
  code: 'o.code',
  name: 'o.pinyin, o.name',
  category: 'o.category',
  type: 'o.type',
  agent: 'a.code',
  agentName: 'a.name',
  star: 'o.star',
  grade: 'o.grade',
  centre: 'r.parent, r.id',
  township: 'r.name',
  manager: 'm.name',
  status: 'o.status',
  joinedOn: 'o.joined_on',
  contact: 'o.contact',
  phone: 'o.phone',
}

export interface OutletListFilter {
  /** Code (also another code), name, pinyin initials, phone, contact. */
  readonly text?: string | undefined
  readonly category?: OutletCategory | undefined
  readonly type?: string | undefined
  readonly status?: OutletStatus | undefined
  readonly agent?: string | undefined
  /** Region by id; includes all below it. */
  readonly region?: number | undefined
  readonly grade?: string | undefined
  readonly star?: number | undefined
  readonly manager?: string | undefined
}

const WHERE = `(?1 IS NULL OR o.code LIKE ?1 ESCAPE '\\' OR o.name LIKE ?1 ESCAPE '\\' OR o.pinyin LIKE ?1 ESCAPE '\\'
    OR o.phone LIKE ?1 ESCAPE '\\' OR o.contact LIKE ?1 ESCAPE '\\'
    OR o.id IN (SELECT outlet FROM outlet_codes WHERE value LIKE ?1 ESCAPE '\\'))
  AND (?2 IS NULL OR o.category = ?2) AND (?3 IS NULL OR t.name = ?3 OR t.code = ?3) AND (?4 IS NULL OR o.status = ?4)
  AND (?5 IS NULL OR a.code = ?5) AND (?6 IS NULL OR o.grade = ?6) AND (?7 IS NULL OR o.star = ?7)
  AND (?8 IS NULL OR m.name = ?8)
  AND (?9 IS NULL OR o.region IN (WITH RECURSIVE below(id) AS (SELECT ?9 UNION SELECT r2.id FROM regions r2 JOIN below ON r2.parent = below.id) SELECT id FROM below))`

export function listOutlets(cx: Query, asked: ListAsked<OutletListFilter>): { total: number; rows: OutletView[] } {
  const filter = asked.filter ?? {}
  const values = [
    likeOf(filter.text),
    filter.category ?? null,
    filter.type ?? null,
    filter.status ?? null,
    filter.agent ?? null,
    filter.grade ?? null,
    filter.star ?? null,
    filter.manager ?? null,
    filter.region ?? null,
  ] as const
  const from = SELECT.slice(SELECT.indexOf('FROM outlets'))
  const total = cx.db.get<{ n: number }>(`SELECT count(*) AS n ${from} WHERE ${WHERE}`, ...values)?.n ?? 0
  const order = orderBy(SORTS, asked.sort, 'o.code')
  const rows = cx.db.all<OutletRow>(
    `${SELECT} WHERE ${WHERE} ORDER BY ${order} LIMIT ?10 OFFSET ?11`,
    ...values,
    asked.limit,
    asked.offset,
  )
  const regions = regionMap(cx.db)
  return { total, rows: rows.map((row) => viewOf(row, regions)) }
}

function regionMap(db: ReadDb): Map<number, RegionView> {
  return new Map(regionsOf(db).map((region) => [region.id, region]))
}

function viewOf({ region, ...row }: OutletRow, regions: ReadonlyMap<number, RegionView>): OutletView {
  const path = regionPath(regions, region)
  return {
    ...row,
    joinedOn: row.joinedOn === null ? null : dateFromNumber(row.joinedOn),
    centre: path.find(({ level }) => level === 'centre')?.name ?? null,
    township: path.find(({ level }) => level === 'township')?.name ?? null,
  }
}

export interface OutletCodeView {
  readonly kind: string
  readonly value: string
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

/** One outlet as of today with its other codes. @throws Refusal NOT_FOUND */
export function getOutlet(cx: Query, code: string): OutletView & { codes: OutletCodeView[] } {
  const row = cx.db.get<OutletRow>(`${SELECT} WHERE o.code = ?`, code)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'outlet', name: code })
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
  return { ...viewOf(row, regionMap(cx.db)), codes }
}

export function outletHistory(cx: Query, code: string, field?: string): HistoryView[] {
  return historyOf(cx, 'outlet', outletId(cx.db, code), field)
}
