/** The files of the register held against what they must hold: what is missing, who asks for it, and whether it was confirmed. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { completenessOf, type FileFacts, type FileNeed, type FileSubject } from '../../domain/completeness.ts'
import type { IsoDate } from '../../domain/month.ts'
import { initialsOf } from '../register/initials.ts'
import { regionPath, regionsOf } from '../register/terms.ts'
import { agreedToday } from './agreed.ts'
import { askersOn } from './askers.ts'
import { type Confirmed, confirmedFiles } from './confirmed.ts'
import { fileNeeds } from './needs.ts'

export interface FileRow {
  readonly id: number
  readonly subject: FileSubject
  readonly code: string
  readonly name: string
  readonly pinyin: string
  /** Type of an outlet, payer kind of an agent. */
  readonly kind: string | null
  readonly centre: string | null
  readonly township: string | null
  readonly address: string | null
  readonly contact: string | null
  readonly phone: string | null
  /** The channel manager; of an agent that of most of its outlets. */
  readonly manager: string | null
  /** Who asks for what is missing: the manager, or who stands in. */
  readonly asker: string | null
  readonly required: number
  readonly missing: readonly string[]
  readonly wanted: readonly string[]
  /** In the open round. */
  readonly confirmed: Confirmed | null
}

interface OutletFile {
  id: number
  code: string
  name: string
  pinyin: string
  category: string
  typeName: string | null
  type: number | null
  agent: number | null
  region: number | null
  address: string | null
  contact: string | null
  phone: string | null
  manager: number | null
  managerName: string | null
  joinedOn: number | null
}

interface AgentFile {
  id: number
  code: string
  name: string
  pinyin: string
  payerKind: string
  idNumber: string | null
  payeeName: string | null
  bank: string | null
  account: string | null
  contact: string | null
  phone: string | null
}

/** A file to look at; all where absent. */
export interface OneFile {
  readonly subject: FileSubject
  readonly id: number
}

interface Reading {
  readonly db: ReadDb
  readonly today: IsoDate
  readonly needs: readonly FileNeed[]
  readonly papers: ReadonlyMap<string, readonly string[]>
  readonly confirmed: ReadonlyMap<string, Confirmed>
  readonly askers: ReadonlyMap<number, string>
}

/** Which files are kept up. */
const KEPT: Readonly<Record<FileSubject, string>> = {
  outlet: "o.status IN ('active', 'suspended')",
  agent: `(EXISTS (SELECT 1 FROM outlets o WHERE o.agent = a.id AND o.status IN ('active', 'suspended'))
    OR NOT EXISTS (SELECT 1 FROM outlets o WHERE o.agent = a.id))`,
}

/** How many of the files that are kept up wait for confirmation in a round, without looking at what they hold. */
export function unsettledFiles(db: ReadDb, round: number): number {
  const confirmed = confirmedFiles(db, round)
  const keys = db.all<{ key: string }>(
    `SELECT 'outlet:' || o.id AS key FROM outlets o WHERE ${KEPT.outlet}
     UNION ALL SELECT 'agent:' || a.id FROM agents a WHERE ${KEPT.agent}`,
  )
  return keys.filter(({ key }) => !isSettled(confirmed.get(key) ?? null)).length
}

/** Confirmed, and not changed since. */
export const isSettled = (confirmed: Confirmed | null): boolean => confirmed !== null && confirmed.changed === 0

/**
 * The files that are kept up: outlets in service or suspended, agents with such an outlet or with none at all yet. Ordered:
 * outlets, then agents, each by code. `round`: the round whose confirmations are told, null where none is open.
 */
export function fileRows(cx: Cx, round: number | null, only?: OneFile): FileRow[] {
  return [...filesInSteps(cx, round, only)].flat()
}

/** The same for questions: lets others be answered between some files and the next. */
export async function fileRowsGently(cx: Cx, round: number | null): Promise<FileRow[]> {
  const rows: FileRow[] = []
  for (const some of filesInSteps(cx, round)) {
    rows.push(...some)
    await nextTurn()
  }
  return rows
}

type Cx = Pick<Reading, 'db' | 'today'>

function* filesInSteps(cx: Cx, round: number | null, only?: OneFile): Generator<FileRow[]> {
  const reading: Reading = {
    ...{ db: cx.db, today: cx.today },
    needs: fileNeeds(cx.db),
    papers: papersOf(cx.db, only),
    confirmed: confirmedFiles(cx.db, round, only),
    askers: askersOn(cx.db, cx.today),
  }
  yield []
  if (only?.subject !== 'agent') yield* outletFiles(reading, only?.id)
  if (only?.subject !== 'outlet') yield* agentFiles(reading, only?.id)
}

const FILES_A_STEP = 1000

/** Rows by code, some at a time. */
function* byCode<Row extends { code: string }>(read: (after: string) => Row[]): Generator<Row[]> {
  for (let after = ''; ; ) {
    const rows = read(after)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < FILES_A_STEP) return
    after = last.code
  }
}

function* outletFiles(reading: Reading, only: number | undefined): Generator<FileRow[]> {
  const { db, today, askers } = reading
  const regions = new Map(regionsOf(db).map((region) => [region.id, region]))
  const agreed = agreedToday(db, today)
  const read = (after: string) =>
    db.all<OutletFile>(
      `SELECT o.id, o.code, o.name, o.pinyin, o.category, t.name AS typeName, o.type, o.agent, o.region, o.address, o.contact,
       o.phone, o.manager, m.name AS managerName, o.joined_on AS joinedOn
     FROM outlets o LEFT JOIN terms t ON t.id = o.type LEFT JOIN terms m ON m.id = o.manager
     WHERE ${KEPT.outlet} AND (?1 IS NULL OR o.id = ?1) AND o.code > ?2 ORDER BY o.code LIMIT ?3`,
      only ?? null,
      after,
      FILES_A_STEP,
    )
  const rowOf = (row: OutletFile): FileRow => {
    const { id, code, name, pinyin, address, contact, phone } = row
    const path = regionPath(regions, row.region)
    return {
      ...{ id, subject: 'outlet' as const, code, name, pinyin, kind: row.typeName, address, contact, phone },
      centre: path.find(({ level }) => level === 'centre')?.name ?? null,
      township: path.find(({ level }) => level === 'township')?.name ?? null,
      manager: row.managerName,
      asker: (row.manager === null ? undefined : askers.get(row.manager)) ?? row.managerName,
      ...held(reading, {
        subject: 'outlet',
        kinds: row.typeName === null ? [row.category] : [row.category, row.typeName],
        fields: row as unknown as FileFacts['fields'],
        agreement: agreed.has(id),
        papers: reading.papers.get(`outlet:${code}`) ?? [],
      }),
      confirmed: reading.confirmed.get(`outlet:${id}`) ?? null,
    }
  }
  for (const rows of byCode(read)) yield rows.map(rowOf)
}

function* agentFiles(reading: Reading, only: number | undefined): Generator<FileRow[]> {
  const { db, askers } = reading
  const managers = agentManagers(db)
  const read = (after: string) =>
    db.all<AgentFile>(
      `SELECT a.id, a.code, a.name, a.pinyin, a.payer_kind AS payerKind, a.id_number AS idNumber, a.payee_name AS payeeName,
       a.bank, a.account, a.contact, a.phone
     FROM agents a WHERE (?1 IS NULL OR a.id = ?1) AND ${KEPT.agent} AND a.code > ?2 ORDER BY a.code LIMIT ?3`,
      only ?? null,
      after,
      FILES_A_STEP,
    )
  const rowOf = (row: AgentFile): FileRow => {
    const { id, code, name, pinyin, contact, phone } = row
    const manager = managers.get(id)
    return {
      ...{ id, subject: 'agent' as const, code, name, pinyin, kind: row.payerKind, contact, phone },
      ...{ centre: null, township: null, address: null },
      manager: manager?.name ?? null,
      asker: (manager && askers.get(manager.id)) ?? manager?.name ?? null,
      ...held(reading, {
        subject: 'agent',
        kinds: [row.payerKind],
        fields: row as unknown as FileFacts['fields'],
        agreement: false,
        papers: reading.papers.get(`agent:${code}`) ?? [],
      }),
      confirmed: reading.confirmed.get(`agent:${id}`) ?? null,
    }
  }
  for (const rows of byCode(read)) yield rows.map(rowOf)
}

const held = (reading: Reading, facts: FileFacts) => completenessOf(facts, reading.needs)

/** The manager who looks after most of an agent's outlets; of several the first by name. */
function agentManagers(db: ReadDb): Map<number, { id: number; name: string }> {
  const managers = new Map<number, { id: number; name: string }>()
  for (const { agent, id, name } of db.all<{ agent: number; id: number; name: string }>(
    `SELECT o.agent, m.id, m.name FROM outlets o JOIN terms m ON m.id = o.manager
     WHERE o.agent IS NOT NULL AND o.status IN ('active', 'suspended')
     GROUP BY o.agent, m.id ORDER BY o.agent, count(*) DESC, m.name`,
  )) {
    if (!managers.has(agent)) managers.set(agent, { id, name })
  }
  return managers
}

/** Names of the attachments of agents and outlets, by subject. */
function papersOf(db: ReadDb, only: OneFile | undefined): Map<string, string[]> {
  const papers = new Map<string, string[]>()
  const kinds = only ? [only.subject] : ['agent', 'outlet']
  for (const kind of kinds) {
    for (const { subject, name } of db.all<{ subject: string; name: string }>(
      "SELECT subject, name FROM attachments WHERE subject >= ?1 || ':' AND subject < ?1 || ';' AND state = 'kept'",
      kind,
    )) {
      const known = papers.get(subject)
      if (known) known.push(name)
      else papers.set(subject, [name])
    }
  }
  return papers
}

/** Whether a row is found by a search: code, name, initials of its pinyin, phone, contact. */
export function isFound(row: FileRow, typed: string): boolean {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return true
  return [row.code, row.name, row.pinyin, row.phone ?? '', row.contact ?? '', initialsOf(row.contact ?? '')].some(
    (text) => text.toLowerCase().includes(wanted),
  )
}
