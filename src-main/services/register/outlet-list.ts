/** The list of outlets: search, filters by every field, order by every column; the row of one. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import type { OutletCategory } from '../../domain/policy.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Query } from '../office.ts'
import {
  type Asked,
  type FilterField,
  filterBy,
  type ListAsked,
  orderBy,
  pageOf,
  type Sorts,
  searchBy,
  sortsOf,
  Where,
} from './list-filter.ts'
import { mnemonicSql } from './mnemonic.ts'
import { type RegionView, regionPath, regionsOf } from './terms.ts'

export type OutletStatus = 'planned' | 'active' | 'suspended' | 'exited'

export interface OutletView {
  readonly code: string
  readonly name: string
  readonly mnemonic: string
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

interface OutletRow extends Omit<OutletView, 'joinedOn' | 'centre' | 'township'> {
  readonly joinedOn: number | null
  readonly region: number | null
}

const COLUMNS = `o.code, o.name, ${mnemonicSql('o')} AS mnemonic, o.category, t.name AS type, a.code AS agent,
  a.name AS agentName, o.star, o.grade, o.region, o.address, o.contact, o.phone, m.name AS manager, o.status,
  o.joined_on AS joinedOn, o.remark`

const FROM = `FROM outlets o LEFT JOIN terms t ON t.id = o.type LEFT JOIN agents a ON a.id = o.agent
  LEFT JOIN terms m ON m.id = o.manager LEFT JOIN regions r ON r.id = o.region LEFT JOIN regions above ON above.id = r.parent`

const FILTERS = {
  code: { kind: 'text', sql: 'o.code' },
  name: { kind: 'text', sql: 'o.name' },
  mnemonic: { kind: 'text', sql: mnemonicSql('o') },
  category: { kind: 'choice', sql: 'o.category' },
  type: { kind: 'choice', sql: 't.name', also: 't.code' },
  agent: { kind: 'choice', sql: 'a.code' },
  agentName: { kind: 'text', sql: 'a.name' },
  star: { kind: 'choice', sql: 'o.star' },
  grade: { kind: 'choice', sql: 'o.grade' },
  region: { kind: 'region', sql: 'o.region' },
  address: { kind: 'text', sql: 'o.address' },
  contact: { kind: 'text', sql: 'o.contact' },
  phone: { kind: 'text', sql: 'o.phone' },
  manager: { kind: 'choice', sql: 'm.name' },
  status: { kind: 'choice', sql: 'o.status' },
  joinedOn: { kind: 'days', sql: 'o.joined_on' },
  remark: { kind: 'text', sql: 'o.remark' },
} as const satisfies Readonly<Record<string, FilterField>>

const SORTS: Sorts = {
  ...sortsOf(FILTERS),
  name: ['o.pinyin', 'o.name'],
  type: 'o.type',
  agentName: ['a.pinyin', 'a.name'],
  centre: ["CASE r.level WHEN 'centre' THEN r.name WHEN 'township' THEN above.name END", 'r.name'],
  township: "CASE r.level WHEN 'township' THEN r.name END",
}

export type OutletFilterKey = keyof typeof FILTERS

export type OutletListFilter = {
  /** Code (also another code), name, mnemonic, initials of the name, phone, contact. */
  readonly text?: string | undefined
  /** Part of another code. */
  readonly otherCode?: string | { readonly empty: boolean } | undefined
} & { readonly [Key in OutletFilterKey]?: Asked | undefined }

const OTHER_CODE = "o.id IN (SELECT outlet FROM outlet_codes WHERE value LIKE ? ESCAPE '\\')"
const SEARCHED = ['o.code', 'o.name', 'o.pinyin', 'o.mnemonic', 'o.phone', 'o.contact']

export function listOutlets(cx: Query, asked: ListAsked<OutletListFilter>): { total: number; rows: OutletView[] } {
  const { text, otherCode, ...fields } = asked.filter ?? {}
  const where = new Where()
  searchBy(where, text, SEARCHED, [OTHER_CODE])
  if (typeof otherCode === 'string') searchBy(where, otherCode, [], [OTHER_CODE])
  else if (otherCode) where.add(`o.id ${otherCode.empty ? 'NOT ' : ''}IN (SELECT outlet FROM outlet_codes)`)
  filterBy(where, FILTERS, fields)
  const order = orderBy(SORTS, asked.sort, 'o.code')
  const { total, rows } = pageOf<OutletRow>(cx.db, { columns: COLUMNS, from: FROM, where, order }, asked)
  const regions = regionMap(cx.db)
  return { total, rows: rows.map((row) => viewOf(row, regions)) }
}

/** The grades that any outlet has, as the filter offers them. */
export function gradesInUse(cx: Query): string[] {
  return cx.db
    .all<{ grade: string }>('SELECT DISTINCT grade FROM outlets WHERE grade IS NOT NULL ORDER BY grade')
    .map(({ grade }) => grade)
}

/** One outlet as of today. @throws Refusal NOT_FOUND */
export function outletRow(db: ReadDb, code: string): OutletView {
  const row = db.get<OutletRow>(`SELECT ${COLUMNS} ${FROM} WHERE o.code = ?`, code)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'outlet', name: code })
  return viewOf(row, regionMap(db))
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
