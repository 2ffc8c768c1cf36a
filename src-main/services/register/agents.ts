/** Agents (代理商): adding, changing with history, listing, the page of one. */
import type { ReadDb } from '../../data/handles.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { FIELDS, type Stored } from './fields.ts'
import { type ChangeOrigin, type HistoryView, historyOf, recordChanges } from './history.ts'
import { initialsOf } from './initials.ts'
import { insertRows } from './insert-rows.ts'

export type PayerKind = 'enterprise' | 'soleTrader' | 'person'

export interface AgentView {
  readonly code: string
  readonly name: string
  readonly payerKind: PayerKind
  readonly idNumber: string | null
  readonly coreTier: string | null
  readonly payeeName: string | null
  readonly bank: string | null
  readonly account: string | null
  readonly fundMember: boolean
  readonly contact: string | null
  readonly phone: string | null
  readonly remark: string | null
  readonly outlets: number
}

const COLUMNS = FIELDS.agent.map(({ key, column }) => ({ key, column }))

/** Adds an agent; fields not given are unknown. @throws Refusal INVALID_INPUT when the code is taken or the name missing */
export function addAgent(cx: Command, code: string, fields: Readonly<Record<string, Stored>>): number {
  if (cx.db.get('SELECT 1 FROM agents WHERE code = ?', code)) {
    throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'taken', value: code })
  }
  return insertRows(cx.db, 'agents', AGENT_COLUMNS, [newAgent(code, fields)])
}

/** The columns of `newAgent`, in its order. */
export const AGENT_COLUMNS: readonly string[] = ['code', 'pinyin', ...COLUMNS.map(({ column }) => column)]

/** The values of a new agent's row. @throws Refusal INVALID_INPUT when the name is missing */
export function newAgent(code: string, fields: Readonly<Record<string, Stored>>): Stored[] {
  const name = String(fields.name ?? '')
  if (name === '') throw new Refusal('INVALID_INPUT', { field: 'name', reason: 'empty' })
  const values = COLUMNS.map(
    ({ key }) => fields[key] ?? (key === 'payerKind' ? 'enterprise' : key === 'fundMember' ? 0 : null),
  )
  return [code, initialsOf(name), ...values]
}

/** Changes fields from a day on; answers which changed. */
export function changeAgent(
  cx: Command,
  id: number,
  fields: Readonly<Record<string, Stored>>,
  origin: ChangeOrigin,
): string[] {
  const changes = Object.entries(fields).map(([field, value]) => ({ field, value }))
  const changed = recordChanges(cx, 'agent', id, changes, origin)
  if (changed.includes('name')) {
    const name = cx.db.get<{ name: string }>('SELECT name FROM agents WHERE id = ?', id)?.name ?? ''
    cx.db.run('UPDATE agents SET pinyin = ? WHERE id = ?', initialsOf(name), id)
  }
  return changed
}

/** @throws Refusal NOT_FOUND */
export function agentId(db: ReadDb, code: string): number {
  const found = db.get<{ id: number }>('SELECT id FROM agents WHERE code = ?', code)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'agent', name: code })
  return found.id
}

type AgentRow = Omit<AgentView, 'fundMember'> & { fundMember: number }

const SELECT = `SELECT a.code, a.name, a.payer_kind AS payerKind, a.id_number AS idNumber, a.core_tier AS coreTier,
  a.payee_name AS payeeName, a.bank, a.account, a.fund_member AS fundMember, a.contact, a.phone, a.remark,
  (SELECT count(*) FROM outlets o WHERE o.agent = a.id) AS outlets FROM agents a`

const SORTS: Readonly<Record<string, string>> = {
  code: 'a.code',
  name: 'a.pinyin, a.name',
  payerKind: 'a.payer_kind',
  coreTier: 'a.core_tier',
  outlets: 'outlets',
  bank: 'a.bank',
  fundMember: 'a.fund_member',
  payeeName: 'a.payee_name',
  contact: 'a.contact',
  phone: 'a.phone',
}

export interface AgentFilter {
  /** Code, name, pinyin initials, phone or payee. */
  readonly text?: string | undefined
  readonly payerKind?: PayerKind | undefined
  readonly coreTier?: string | undefined
  readonly fundMember?: boolean | undefined
}

export interface ListAsked<Filter> {
  readonly filter?: Filter | undefined
  readonly sort?: { readonly by: string; readonly descending: boolean } | undefined
  readonly offset: number
  readonly limit: number
}

export function listAgents(cx: Query, asked: ListAsked<AgentFilter>): { total: number; rows: AgentView[] } {
  const filter = asked.filter ?? {}
  const text = likeOf(filter.text)
  const where = `(?1 IS NULL OR a.code LIKE ?1 ESCAPE '\\' OR a.name LIKE ?1 ESCAPE '\\' OR a.pinyin LIKE ?1 ESCAPE '\\'
    OR a.phone LIKE ?1 ESCAPE '\\' OR a.payee_name LIKE ?1 ESCAPE '\\')
    AND (?2 IS NULL OR a.payer_kind = ?2) AND (?3 IS NULL OR a.core_tier = ?3) AND (?4 IS NULL OR a.fund_member = ?4)`
  const values = [text, filter.payerKind ?? null, filter.coreTier ?? null, flag(filter.fundMember)] as const
  const total = cx.db.get<{ n: number }>(`SELECT count(*) AS n FROM agents a WHERE ${where}`, ...values)?.n ?? 0
  const order = orderBy(SORTS, asked.sort, 'a.code')
  const rows = cx.db.all<AgentRow>(
    `${SELECT} WHERE ${where} ORDER BY ${order} LIMIT ?5 OFFSET ?6`,
    ...values,
    asked.limit,
    asked.offset,
  )
  return { total, rows: rows.map(viewOf) }
}

function viewOf(row: AgentRow): AgentView {
  return { ...row, fundMember: row.fundMember === 1 }
}

/** One agent as of today with its outlets. @throws Refusal NOT_FOUND */
export function getAgent(
  cx: Query,
  code: string,
): AgentView & { outletList: { code: string; name: string; status: string }[] } {
  const id = agentId(cx.db, code)
  const row = cx.db.get<AgentRow>(`${SELECT} WHERE a.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'agent', name: code })
  const outletList = cx.db.all<{ code: string; name: string; status: string }>(
    'SELECT code, name, status FROM outlets WHERE agent = ? ORDER BY code',
    id,
  )
  return { ...viewOf(row), outletList }
}

export function agentHistory(cx: Query, code: string, field?: string): HistoryView[] {
  return historyOf(cx, 'agent', agentId(cx.db, code), field)
}

/** A search text as a LIKE pattern that means itself, or null for none. */
export function likeOf(text: string | undefined): string | null {
  const trimmed = text?.trim()
  return trimmed ? `%${trimmed.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null
}

/** The ORDER BY of a list: only columns that it offers, then its own order to break ties. */
export function orderBy(
  sorts: Readonly<Record<string, string>>,
  sort: { by: string; descending: boolean } | undefined,
  ownOrder: string,
): string {
  if (!sort) return ownOrder
  const columns = Object.hasOwn(sorts, sort.by) ? sorts[sort.by] : undefined
  if (!columns) throw new Refusal('INVALID_INPUT', { field: 'sort', value: sort.by })
  const direction = sort.descending ? 'DESC' : 'ASC'
  return `${columns
    .split(', ')
    .map((column) => `${column} ${direction}`)
    .join(', ')}, ${ownOrder}`
}

function flag(value: boolean | undefined): number | null {
  return value === undefined ? null : value ? 1 : 0
}
