/** Agents (代理商): adding, changing with history, the page of one. */
import type { ReadDb } from '../../data/handles.ts'
import type { IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { type AgentView, agentRow } from './agent-list.ts'
import { FIELDS, type Stored } from './fields.ts'
import { type ChangeOrigin, changesOf, type HistoryView, historyOf, recordChanges } from './history.ts'
import { initialsOf } from './initials.ts'
import { insertRows } from './insert-rows.ts'
import { followName, ownMnemonic } from './mnemonic.ts'
import { agentOn, outletsOfAgentOn } from './on-day.ts'

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
  const defaults: Record<string, Stored> = { payerKind: 'enterprise', fundMember: 0 }
  const full: Record<string, Stored> = { ...fields, mnemonic: ownMnemonic(fields.mnemonic, name) }
  const values = COLUMNS.map(({ key }) => full[key] ?? defaults[key] ?? null)
  return [code, initialsOf(name), ...values]
}

/** Changes fields from a day on; answers which changed. */
export function changeAgent(
  cx: Command,
  id: number,
  fields: Readonly<Record<string, Stored>>,
  origin: ChangeOrigin,
): string[] {
  const changes = changesOf(cx.db, 'agent', id, fields)
  const changed = recordChanges(cx, 'agent', id, changes, origin)
  if (changed.includes('name')) followName(cx.db, 'agent', id)
  return changed
}

/** @throws Refusal NOT_FOUND */
export function agentId(db: ReadDb, code: string): number {
  const found = db.get<{ id: number }>('SELECT id FROM agents WHERE code = ?', code)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'agent', name: code })
  return found.id
}

/** One agent as of today, or of another day, with its outlets of that day. @throws Refusal NOT_FOUND */
export function getAgent(
  cx: Query,
  code: string,
  on?: IsoDate,
): AgentView & { outletList: { code: string; name: string; status: string }[] } {
  const id = agentId(cx.db, code)
  if (on !== undefined) return { ...agentOn(cx.db, code, on), outletList: outletsOfAgentOn(cx.db, id, on) }
  const outletList = cx.db.all<{ code: string; name: string; status: string }>(
    'SELECT code, name, status FROM outlets WHERE agent = ? ORDER BY code',
    id,
  )
  return { ...agentRow(cx.db, code), outletList }
}

export function agentHistory(cx: Query, code: string, field?: string): HistoryView[] {
  return historyOf(cx, 'agent', agentId(cx.db, code), field)
}
