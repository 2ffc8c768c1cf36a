/** An agent or outlet as it was, or will be, on any day: "what was this agent's bank account in March?" (DOMAIN.md §2, Time). */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type AgentView, agentRow } from './agent-list.ts'
import { FIELDS, type Stored, type Subject, sayValue } from './fields.ts'
import { type Row, rowsAt } from './history.ts'
import { initialsOf } from './initials.ts'
import { type OutletView, outletRow } from './outlet-list.ts'
import { regionPath, regionsOf } from './terms.ts'

function rowOf(db: ReadDb, subject: Subject, code: string, on: IsoDate): Row {
  const found = db.get<{ id: number }>(`SELECT id FROM ${subject}s WHERE code = ?`, code)
  const row = found && rowsAt(db, subject, on, [found.id]).get(found.id)
  if (!row) throw new Refusal('NOT_FOUND', { what: subject, name: code })
  return row
}

/** The values by key, in words. */
function saidOf(db: ReadDb, subject: Subject, row: Row): Record<string, Stored> {
  const said: Record<string, Stored> = {}
  for (const field of FIELDS[subject]) {
    const value = row[field.column] ?? null
    said[field.key] = field.refers === undefined ? value : sayValue(db, field, value)
  }
  return { ...said, mnemonic: said.mnemonic ?? initialsOf(String(said.name)) }
}

/** @throws Refusal NOT_FOUND */
export function outletOn(db: ReadDb, code: string, on: IsoDate): OutletView {
  const row = rowOf(db, 'outlet', code, on)
  const { region: _, ...said } = saidOf(db, 'outlet', row)
  const path = regionPath(new Map(regionsOf(db).map((region) => [region.id, region])), row.region as number | null)
  const agentName = typeof said.agent === 'string' ? rowOf(db, 'agent', said.agent, on).name : null
  return {
    ...outletRow(db, code),
    ...said,
    agentName,
    joinedOn: typeof said.joinedOn === 'number' ? dateFromNumber(said.joinedOn) : null,
    centre: path.find(({ level }) => level === 'centre')?.name ?? null,
    township: path.find(({ level }) => level === 'township')?.name ?? null,
  } as OutletView
}

/** The outlets that were its own on the day are counted. @throws Refusal NOT_FOUND */
export function agentOn(db: ReadDb, code: string, on: IsoDate): AgentView {
  const row = rowOf(db, 'agent', code, on)
  const said = saidOf(db, 'agent', row)
  return {
    ...agentRow(db, code),
    ...said,
    fundMember: said.fundMember === 1,
    outlets: outletsOfAgentOn(db, row.id, on).length,
  } as AgentView
}

/** The outlets of an agent on a day, by code. */
export function outletsOfAgentOn(
  db: ReadDb,
  agent: number,
  on: IsoDate,
): { code: string; name: string; status: string }[] {
  const ever = db
    .all<{ id: number }>(
      `SELECT id FROM outlets WHERE agent = ?1 UNION
       SELECT subject_id FROM history WHERE subject = 'outlet' AND field = 'agent' AND value = CAST(CAST(?1 AS INTEGER) AS TEXT)`,
      agent,
    )
    .map(({ id }) => id)
  return [...rowsAt(db, 'outlet', on, ever).values()]
    .filter((row) => row.agent === agent)
    .map((row) => ({ code: String(row.code), name: String(row.name), status: String(row.status) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}
