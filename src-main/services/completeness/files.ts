/** The files of the register held against what they must hold: what is missing, who asks for it, and whether it was confirmed. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { type Completeness, completenessIn, type FileFacts, type FileSubject } from '../../domain/completeness.ts'
import type { IsoDate } from '../../domain/month.ts'
import { placesIn, regionsOf } from '../register/terms.ts'
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
  type: number | null
  agent: number | null
  region: number | null
  address: string | null
  contact: string | null
  phone: string | null
  manager: number | null
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

/** Files to look at: all of a subject, or those of these ids. */
export interface SomeFiles {
  readonly subject: FileSubject
  readonly ids?: readonly number[] | undefined
}

interface Reading {
  readonly db: ReadDb
  readonly today: IsoDate
  readonly held: (facts: FileFacts) => Completeness
  readonly papers: ReadonlyMap<string, readonly string[]>
  readonly confirmed: ReadonlyMap<string, Confirmed>
  readonly askers: ReadonlyMap<number, string>
}

/** Which files are kept up: a condition on outlets o or agents a. */
export const KEPT: Readonly<Record<FileSubject, string>> = {
  outlet: "o.status IN ('active', 'suspended')",
  agent: `(EXISTS (SELECT 1 FROM outlets o WHERE o.agent = a.id AND o.status IN ('active', 'suspended'))
    OR NOT EXISTS (SELECT 1 FROM outlets o WHERE o.agent = a.id))`,
}

/** Confirmed, and not changed since. */
export const isSettled = (confirmed: Confirmed | null): boolean => confirmed !== null && confirmed.changed === 0

/**
 * The files that are kept up: outlets in service or suspended, agents with such an outlet or with none at all yet. Ordered:
 * outlets, then agents, each by code. `round`: the round whose confirmations are told, null where none is open.
 */
export function fileRows(cx: Cx, round: number | null, only?: SomeFiles): readonly FileRow[] {
  const { kept } = cx.db
  const found = only ? undefined : kept.get<readonly FileRow[]>(keyOf(cx, round))
  if (found) return found
  const version = kept.version()
  const rows = [...filesInSteps(cx, round, only)].flat()
  if (!only) kept.set(keyOf(cx, round), rows, version)
  return rows
}

/** All of them, as a question asks: lets others be answered between some files and the next. Kept until something is written. */
export async function fileRowsGently(cx: Cx, round: number | null): Promise<readonly FileRow[]> {
  const { kept } = cx.db
  const found = kept.get<readonly FileRow[]>(keyOf(cx, round))
  if (found) return found
  const version = kept.version()
  const rows: FileRow[] = []
  for (const some of filesInSteps(cx, round)) {
    rows.push(...some)
    await nextTurn()
  }
  kept.set(keyOf(cx, round), rows, version)
  return rows
}

const keyOf = ({ today }: Cx, round: number | null) => `files ${today} ${round}`

type Cx = Pick<Reading, 'db' | 'today'>

function* filesInSteps(cx: Cx, round: number | null, only?: SomeFiles): Generator<FileRow[]> {
  const reading: Reading = {
    ...{ db: cx.db, today: cx.today },
    held: completenessIn(fileNeeds(cx.db)),
    papers: papersOf(cx.db, only),
    confirmed: confirmedFiles(cx.db, round, only),
    askers: askersOn(cx.db, cx.today),
  }
  yield []
  const ids = only?.ids ? JSON.stringify(only.ids) : null
  if (only?.subject !== 'agent') yield* outletFiles(reading, ids)
  if (only?.subject !== 'outlet') yield* agentFiles(reading, ids)
}

/** Among the ids that ?1 lists as JSON, all where it is null. */
const among = (id: string) => `(?1 IS NULL OR ${id} IN (SELECT value FROM json_each(?1)))`

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

function* outletFiles(reading: Reading, ids: string | null): Generator<FileRow[]> {
  const { db, today, askers } = reading
  const placeOf = placesIn(new Map(regionsOf(db).map((region) => [region.id, region])))
  const agreed = agreedToday(db, today)
  const names = new Map(
    db
      .all<{ id: number; name: string }>("SELECT id, name FROM terms WHERE kind IN ('outletType', 'manager')")
      .map(({ id, name }) => [id, name]),
  )
  const nameOf = (term: number | null) => (term === null ? null : (names.get(term) ?? null))
  const read = (after: string) =>
    db.all<OutletFile>(
      `SELECT o.id, o.code, o.name, o.pinyin, o.category, o.type, o.agent, o.region, o.address, o.contact, o.phone, o.manager,
       o.joined_on AS joinedOn
     FROM outlets o WHERE ${KEPT.outlet} AND ${among('o.id')} AND o.code > ?2 ORDER BY o.code LIMIT ?3`,
      ids,
      after,
      FILES_A_STEP,
    )
  const rowOf = (row: OutletFile): FileRow => {
    const [kind, manager, place] = [nameOf(row.type), nameOf(row.manager), placeOf(row.region)]
    const { required, missing, wanted } = reading.held({
      subject: 'outlet',
      kinds: kind === null ? [row.category] : [row.category, kind],
      fields: row as unknown as FileFacts['fields'],
      agreement: agreed.has(row.id),
      papers: reading.papers.get(`outlet:${row.code}`) ?? NONE,
    })
    return {
      id: row.id,
      subject: 'outlet',
      code: row.code,
      name: row.name,
      pinyin: row.pinyin,
      kind,
      centre: place.centre,
      township: place.township,
      address: row.address,
      contact: row.contact,
      phone: row.phone,
      manager,
      asker: (row.manager === null ? undefined : askers.get(row.manager)) ?? manager,
      required,
      missing,
      wanted,
      confirmed: reading.confirmed.get(`outlet:${row.id}`) ?? null,
    }
  }
  for (const rows of byCode(read)) yield rows.map(rowOf)
}

const NONE: readonly string[] = []

function* agentFiles(reading: Reading, ids: string | null): Generator<FileRow[]> {
  const { db, askers } = reading
  const managers = agentManagers(db)
  const read = (after: string) =>
    db.all<AgentFile>(
      `SELECT a.id, a.code, a.name, a.pinyin, a.payer_kind AS payerKind, a.id_number AS idNumber, a.payee_name AS payeeName,
       a.bank, a.account, a.contact, a.phone
     FROM agents a WHERE ${among('a.id')} AND ${KEPT.agent} AND a.code > ?2 ORDER BY a.code LIMIT ?3`,
      ids,
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
      ...reading.held({
        subject: 'agent',
        kinds: [row.payerKind],
        fields: row as unknown as FileFacts['fields'],
        agreement: false,
        papers: reading.papers.get(`agent:${code}`) ?? NONE,
      }),
      confirmed: reading.confirmed.get(`agent:${id}`) ?? null,
    }
  }
  for (const rows of byCode(read)) yield rows.map(rowOf)
}

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
function papersOf(db: ReadDb, only: SomeFiles | undefined): Map<string, string[]> {
  const papers = new Map<string, string[]>()
  const kinds: readonly FileSubject[] = only ? [only.subject] : ['agent', 'outlet']
  for (const kind of kinds) {
    const named = `SELECT '${kind}:' || code FROM ${kind}s WHERE id IN (SELECT value FROM json_each(?1))`
    for (const { subject, name } of db.all<{ subject: string; name: string }>(
      `SELECT subject, name FROM attachments WHERE state = 'kept' AND ${only?.ids ? `subject IN (${named})` : `subject >= '${kind}:' AND subject < '${kind};' AND ?1 IS NULL`}`,
      only?.ids ? JSON.stringify(only.ids) : null,
    )) {
      const known = papers.get(subject)
      if (known) known.push(name)
      else papers.set(subject, [name])
    }
  }
  return papers
}
