/** The list of agents: search, filters by every field, order by every column; the row of one. */
import type { ReadDb } from '../../data/handles.ts'
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

export type PayerKind = 'enterprise' | 'soleTrader' | 'person'

export interface AgentView {
  readonly code: string
  readonly name: string
  readonly mnemonic: string
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

type AgentRow = Omit<AgentView, 'fundMember'> & { fundMember: number }

const COLUMNS = `a.code, a.name, ${mnemonicSql('a')} AS mnemonic, a.payer_kind AS payerKind, a.id_number AS idNumber,
  a.core_tier AS coreTier, a.payee_name AS payeeName, a.bank, a.account, a.fund_member AS fundMember, a.contact, a.phone,
  a.remark, (SELECT count(*) FROM outlets o WHERE o.agent = a.id) AS outlets`

const FILTERS = {
  code: { kind: 'text', sql: 'a.code' },
  name: { kind: 'text', sql: 'a.name' },
  mnemonic: { kind: 'text', sql: mnemonicSql('a') },
  payerKind: { kind: 'choice', sql: 'a.payer_kind' },
  idNumber: { kind: 'text', sql: 'a.id_number' },
  coreTier: { kind: 'choice', sql: 'a.core_tier' },
  payeeName: { kind: 'text', sql: 'a.payee_name' },
  bank: { kind: 'text', sql: 'a.bank' },
  account: { kind: 'text', sql: 'a.account' },
  fundMember: { kind: 'choice', sql: 'a.fund_member' },
  contact: { kind: 'text', sql: 'a.contact' },
  phone: { kind: 'text', sql: 'a.phone' },
  remark: { kind: 'text', sql: 'a.remark' },
} as const satisfies Readonly<Record<string, FilterField>>

const SORTS: Sorts = { ...sortsOf(FILTERS), name: ['a.pinyin', 'a.name'], outlets: 'outlets' }

export type AgentFilterKey = keyof typeof FILTERS

export type AgentFilter = {
  /** Code, name, mnemonic, initials of the name, phone, contact or payee. */
  readonly text?: string | undefined
} & { readonly [Key in AgentFilterKey]?: Asked | undefined }

const SEARCHED = ['a.code', 'a.name', 'a.pinyin', 'a.mnemonic', 'a.phone', 'a.contact', 'a.payee_name']

export function listAgents(cx: Query, asked: ListAsked<AgentFilter>): { total: number; rows: AgentView[] } {
  const { text, ...fields } = asked.filter ?? {}
  const where = new Where()
  searchBy(where, text, SEARCHED)
  filterBy(where, FILTERS, fields)
  const order = orderBy(SORTS, asked.sort, 'a.code')
  const { total, rows } = pageOf<AgentRow>(cx.db, { columns: COLUMNS, from: 'FROM agents a', where, order }, asked)
  return { total, rows: rows.map(viewOf) }
}

/** One agent as of today. @throws Refusal NOT_FOUND */
export function agentRow(db: ReadDb, code: string): AgentView {
  const row = db.get<AgentRow>(`SELECT ${COLUMNS} FROM agents a WHERE a.code = ?`, code)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'agent', name: code })
  return viewOf(row)
}

function viewOf(row: AgentRow): AgentView {
  return { ...row, fundMember: row.fundMember === 1 }
}
