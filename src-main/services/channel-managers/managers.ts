/** Channel managers (渠道经理): who they are, their portfolios, what each has to do (DOMAIN.md §2). */
import type { ReadDb } from '../../data/handles.ts'
import {
  addMonths,
  dateFromNumber,
  dateNumber,
  type IsoDate,
  type Month,
  monthNumber,
  monthOf,
  monthsFrom,
} from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { actingFor, stoodInFor } from '../../domain/stand-ins.ts'
import type { Command, Query } from '../office.ts'
import { visibleRows } from '../settlements/sums.ts'
import { openWork, type WorkItem } from './open-work.ts'
import { type StandInView, standIns } from './stand-ins.ts'
import { managerId } from './terms.ts'
import { type WorkCount, workCounts } from './work-counts.ts'

export interface ManagerRow {
  readonly name: string
  readonly phone: string | null
  readonly from: IsoDate | null
  /** The last day. */
  readonly to: IsoDate | null
  readonly left: boolean
  readonly account: string | null
  readonly above: string | null
  readonly remark: string | null
  /** Outlets that have not exited; in service; of core agents. */
  readonly outlets: number
  readonly active: number
  readonly core: number
  /** Who stands in for him today; for whom he does. */
  readonly standIn: string | null
  readonly standsInFor: readonly string[]
  /** Pieces of work asked of him today, those of others included; how many of them are late. */
  readonly work: number
  readonly late: number
}

interface Known {
  readonly id: number
  readonly name: string
  readonly phone: string | null
  readonly from: number | null
  readonly to: number | null
  readonly account: string | null
  readonly above: string | null
  readonly remark: string | null
  readonly outlets: number
  readonly active: number
  readonly core: number
}

/** All managers by name, and how many outlets nobody looks after: without a manager, or with one who has left. */
export function listManagers(cx: Query): { rows: ManagerRow[]; without: number; withLeft: number } {
  const stands = standIns(cx.db)
  const count = (condition: string) =>
    cx.db.get<{ n: number }>(`SELECT count(*) AS n FROM outlets o WHERE o.status <> 'exited' AND ${condition}`)?.n ?? 0
  return {
    rows: managerRows(cx, stands, workByPerson(cx, stands)),
    without: count('o.manager IS NULL'),
    withLeft: count(
      `EXISTS (SELECT 1 FROM channel_managers m WHERE m.manager = o.manager AND m.to_day < ${dateNumber(cx.today)})`,
    ),
  }
}

function managerRows(
  { db, today }: Query,
  stands: readonly StandInView[],
  work: ReadonlyMap<number, WorkCount>,
): ManagerRow[] {
  const known = db.all<Known>(
    `SELECT t.id, t.name, m.phone, m.from_day AS "from", m.to_day AS "to", m.account, u.name AS above, m.remark,
       count(o.id) AS outlets, count(CASE WHEN o.status = 'active' THEN 1 END) AS active,
       count(CASE WHEN a.core_tier IS NOT NULL AND a.core_tier <> '普通' THEN 1 END) AS core
     FROM terms t LEFT JOIN channel_managers m ON m.manager = t.id LEFT JOIN terms u ON u.id = m.above
     LEFT JOIN outlets o ON o.manager = t.id AND o.status <> 'exited' LEFT JOIN agents a ON a.id = o.agent
     WHERE t.kind = 'manager' GROUP BY t.id ORDER BY t.name`,
  )
  const names = new Map(known.map(({ id, name }) => [id, name]))
  return known.map(({ id, from, to, ...row }) => {
    const standIn = actingFor(stands, id, today)
    return {
      ...row,
      from: from === null ? null : dateFromNumber(from),
      to: to === null ? null : dateFromNumber(to),
      left: to !== null && to < dateNumber(today),
      standIn: standIn === id ? null : (names.get(standIn) ?? null),
      standsInFor: stoodInFor(stands, id, today).map(({ manager }) => names.get(manager) ?? ''),
      ...(work.get(id) ?? { work: 0, late: 0 }),
    }
  })
}

/** How much work is asked of whom today: of the outlet's manager, or of who stands in for him. */
function workByPerson(cx: Query, stands: readonly StandInView[]): Map<number, WorkCount> {
  const byPerson = new Map<number, WorkCount>()
  for (const [manager, { work, late }] of workCounts(cx)) {
    const person = actingFor(stands, manager, cx.today)
    const known = byPerson.get(person) ?? { work: 0, late: 0 }
    byPerson.set(person, { work: known.work + work, late: known.late + late })
  }
  return byPerson
}

export interface ManagerPage extends ManagerRow {
  readonly portfolio: readonly {
    readonly code: string
    readonly name: string
    readonly status: string
    readonly township: string | null
  }[]
  /** What is asked of him today; `manager`: whose outlet it is about, where he stands in. */
  readonly todo: readonly (WorkItem & { readonly name: string; readonly manager: string })[]
  readonly standIns: readonly StandInView[]
  readonly transfers: readonly TransferView[]
  /** Activations of today's portfolio, thirteen months up to the one that is asked for. */
  readonly activations: { readonly months: readonly Month[]; readonly counts: readonly number[] }
  /** Outlets of his that left in the twelve months up to today. */
  readonly exits: number
}

export interface TransferView {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly day: IsoDate
  readonly outlets: number
  readonly work: number
  readonly reason: string
  readonly user: string
  readonly at: string
}

/** @throws Refusal NOT_FOUND */
export function getManager(cx: Query, asked: { name: string; period: Month }): ManagerPage {
  const { db } = cx
  const id = managerId(db, asked.name)
  const stands = standIns(db)
  const todo = todoOf(cx, stands, id)
  const late = todo.filter(({ due }) => due !== null && due < cx.today).length
  // only his row is looked at: nobody else's work is counted
  const row = managerRows(cx, stands, new Map([[id, { work: todo.length, late }]])).find(
    ({ name }) => name === asked.name,
  )!
  const portfolio = db.all<{ id: number; code: string; name: string; status: string; township: string | null }>(
    `SELECT o.id, o.code, o.name, o.status, r.name AS township FROM outlets o LEFT JOIN regions r ON r.id = o.region
     WHERE o.manager = ? AND o.status <> 'exited' ORDER BY o.code`,
    id,
  )
  return {
    ...row,
    portfolio: portfolio.map(({ id: _, ...outlet }) => outlet),
    todo,
    standIns: stands.filter(({ manager, standIn }) => manager === id || standIn === id),
    transfers: transfersOf(db, id),
    activations: activationsOf(
      db,
      portfolio.map((outlet) => outlet.id),
      asked.period,
    ),
    exits: exitsOf(db, id, cx.today),
  }
}

/** What is asked of somebody today about his outlets and those of managers for whom he stands in. */
function todoOf(cx: Query, stands: readonly StandInView[], person: number): ManagerPage['todo'] {
  const managers = [person, ...stoodInFor(stands, person, cx.today).map(({ manager }) => manager)].filter(
    (manager) => actingFor(stands, manager, cx.today) === person,
  )
  const outlets = cx.db.all<{ id: number; code: string; name: string; manager: string }>(
    `SELECT o.id, o.code, o.name, t.name AS manager FROM outlets o JOIN terms t ON t.id = o.manager
     WHERE o.manager IN (SELECT value FROM json_each(?))`,
    JSON.stringify(managers),
  )
  const names = new Map(outlets.map((outlet) => [outlet.code, outlet]))
  const work = openWork(
    cx,
    outlets.map(({ id }) => id),
  )
  return work.map((item) => {
    const { name, manager } = names.get(item.outlet)!
    return { ...item, name, manager }
  })
}

function transfersOf(db: ReadDb, manager: number): TransferView[] {
  return db
    .all<Omit<TransferView, 'day'> & { day: number }>(
      `SELECT x.id, f.name AS "from", t.name AS "to", x.from_day AS day, x.outlets, x.work, x.reason, x.user, x.at
       FROM transfers x JOIN terms f ON f.id = x.from_manager JOIN terms t ON t.id = x.to_manager
       WHERE x.from_manager = ?1 OR x.to_manager = ?1 ORDER BY x.id DESC`,
      manager,
    )
    .map((row) => ({ ...row, day: dateFromNumber(row.day) }))
}

/** Activations (放号) counted as clauses count them: reversals −1, summary volumes by quantity (DOMAIN.md §4). */
function activationsOf(db: ReadDb, outlets: readonly number[], period: Month) {
  const months = monthsFrom(addMonths(period, -12), period)
  const visible = visibleRows(db)
  const type =
    db.get<{ id: number }>("SELECT id FROM terms WHERE kind = 'businessType' AND code = 'activation'")?.id ?? 0
  const among = 'outlet IN (SELECT value FROM json_each(?2)) AND type = ?3'
  const counts = months.map(
    (month) =>
      db.get<{ n: number }>(
        `SELECT coalesce((SELECT sum(CASE WHEN quantity < 0 THEN -1 ELSE 1 END) FROM entries INDEXED BY entries_sums
           WHERE period = ?1 AND ${among} AND ${visible}), 0)
         + coalesce((SELECT sum(quantity) FROM volumes INDEXED BY volumes_sums WHERE period = ?1 AND ${among} AND ${visible}), 0) AS n`,
        monthNumber(month),
        JSON.stringify(outlets),
        type,
      )?.n ?? 0,
  )
  return { months, counts }
}

function exitsOf(db: ReadDb, manager: number, today: IsoDate): number {
  const since = `${addMonths(monthOf(today), -12)}${today.slice(7)}` as IsoDate
  return (
    db.get<{ n: number }>(
      `SELECT count(DISTINCT h.subject_id) AS n FROM history h JOIN outlets o ON o.id = h.subject_id
       WHERE h.subject = 'outlet' AND h.field = 'status' AND h.value = 'exited' AND h.from_day > ? AND h.from_day <= ? AND o.manager = ?`,
      dateNumber(since),
      dateNumber(today),
      manager,
    )?.n ?? 0
  )
}

export interface ManagerAsked {
  readonly name: string
  readonly phone?: string | null | undefined
  readonly from?: IsoDate | null | undefined
  readonly to?: IsoDate | null | undefined
  readonly account?: string | null | undefined
  readonly above?: string | null | undefined
  readonly remark?: string | null | undefined
}

/**
 * Records what is known of a manager; a new name is a new one.
 * @throws Refusal NOT_FOUND for the account or who is above, INVALID_INPUT where dates are turned round or he would be above himself
 */
export function saveManager(cx: Command, asked: ManagerAsked): { name: string } {
  const found = cx.db.get<{ id: number }>("SELECT id FROM terms WHERE kind = 'manager' AND name = ?", asked.name)
  const id =
    found?.id ??
    cx.db.run("INSERT INTO terms (kind, code, name) VALUES ('manager', ?1, ?1)", asked.name).lastInsertRowid
  if (asked.from && asked.to && asked.to < asked.from)
    throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'beforeFrom' })
  if (asked.account && !cx.db.get('SELECT 1 FROM users WHERE name = ?', asked.account)) {
    throw new Refusal('NOT_FOUND', { what: 'user', name: asked.account })
  }
  const taken = cx.db.get(
    'SELECT 1 FROM channel_managers WHERE account = ? AND manager <> ?',
    asked.account || null,
    id,
  )
  if (taken) throw new Refusal('INVALID_INPUT', { field: 'account', reason: 'taken', value: asked.account })
  if (asked.to) checkLeaves(cx.db, id, asked.to)
  const above = asked.above ? managerId(cx.db, asked.above) : null
  checkAbove(cx.db, id, above)
  cx.db.run(
    `INSERT INTO channel_managers (manager, phone, from_day, to_day, account, above, remark) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (manager) DO UPDATE SET phone = ?2, from_day = ?3, to_day = ?4, account = ?5, above = ?6, remark = ?7`,
    id,
    asked.phone || null,
    asked.from ? dateNumber(asked.from) : null,
    asked.to ? dateNumber(asked.to) : null,
    asked.account || null,
    above,
    asked.remark || null,
  )
  return { name: asked.name }
}

/** Who is gone stands in for nobody. @throws Refusal STAND_IN_OVERLAP */
function checkLeaves(db: ReadDb, manager: number, to: IsoDate): void {
  const beyond = standIns(db).find((one) => one.standIn === manager && one.to > to)
  if (!beyond) return
  const { managerName, standInName, from } = beyond
  throw new Refusal('STAND_IN_OVERLAP', {
    ...{ why: 'leaves', manager: managerName, standIn: standInName, from, to: beyond.to },
  })
}

/** Nobody stands above himself, at however many removes. */
function checkAbove(db: ReadDb, manager: number, above: number | null): void {
  const seen = new Set<number>([manager])
  for (let at = above; at !== null; ) {
    if (seen.has(at)) throw new Refusal('INVALID_INPUT', { field: 'above', reason: 'circle' })
    seen.add(at)
    at = db.get<{ above: number | null }>('SELECT above FROM channel_managers WHERE manager = ?', at)?.above ?? null
  }
}
