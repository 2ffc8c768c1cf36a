/** 转移: outlets handed to another manager for good, with all work that is open; kept as it was handed over (交接清单). */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { checkEffectiveDay, rowsAt } from '../register/history.ts'
import { changeOutlet } from '../register/outlets.ts'
import { openWork, type WorkItem } from './open-work.ts'
import { checkManagerThere, managerId } from './terms.ts'

export interface TransferAsked {
  readonly from: string
  readonly to: string
  readonly day: IsoDate
  /** Codes of outlets that are his on the day; all of these that have not exited then where none are given. */
  readonly outlets?: readonly string[] | undefined
}

export interface HandedOver {
  readonly outlets: readonly {
    readonly code: string
    readonly name: string
    readonly status: string
    readonly contact: string | null
    readonly phone: string | null
  }[]
  readonly work: readonly WorkItem[]
}

interface Portfolio {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly status: string
  readonly contact: string | null
  readonly phone: string | null
}

function portfolioOf(cx: Query, asked: TransferAsked): { from: number; to: number; outlets: Portfolio[] } {
  const [from, to] = [managerId(cx.db, asked.from), managerId(cx.db, asked.to)]
  if (from === to) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'self' })
  checkEffectiveDay(cx.db, asked.day)
  checkManagerThere(cx.db, to, asked.day)
  const own = portfolioOn(cx.db, from, asked.day)
  const wanted = asked.outlets && new Set(asked.outlets)
  const outlets = wanted ? own.filter(({ code }) => wanted.delete(code)) : own
  const [unknown] = wanted ?? []
  if (unknown !== undefined) throw new Refusal('NOT_FOUND', { what: 'outlet', name: unknown })
  if (outlets.length === 0) throw new Refusal('INVALID_INPUT', { field: 'outlets', reason: 'empty' })
  checkNotCrossed(cx.db, outlets, asked.day)
  return { from, to, outlets }
}

/** The outlets that are a manager's on a day and have not exited then, by code. */
function portfolioOn(db: ReadDb, manager: number, day: IsoDate): Portfolio[] {
  // his today or ever: only of these the history is read
  const ever = db
    .all<{ id: number }>(
      `SELECT id FROM outlets WHERE manager = ?1
       UNION SELECT subject_id FROM history WHERE subject = 'outlet' AND field = 'manager' AND value = CAST(CAST(?1 AS INTEGER) AS TEXT)`,
      manager,
    )
    .map(({ id }) => id)
  return [...rowsAt(db, 'outlet', day, ever).values()]
    .filter((row) => row.manager === manager && row.status !== 'exited')
    .map(({ id, code, name, status, contact, phone }) => ({
      ...{ id, code: String(code), name: String(name), status: String(status) },
      ...{ contact: contact as string | null, phone: phone as string | null },
    }))
    .sort((one, other) => (one.code < other.code ? -1 : 1))
}

/** A transfer is for good: who has the outlet from a later day on would undo it. @throws Refusal TRANSFER_CROSSED */
function checkNotCrossed(db: ReadDb, outlets: readonly Portfolio[], day: IsoDate): void {
  const later = db.get<{ outlet: string; manager: string | null; from: number }>(
    `SELECT o.code AS outlet, t.name AS manager, h.from_day AS "from" FROM history h JOIN outlets o ON o.id = h.subject_id
     LEFT JOIN terms t ON t.id = CAST(h.value AS INTEGER) WHERE h.subject = 'outlet' AND h.field = 'manager'
     AND h.from_day > ? AND h.subject_id IN (SELECT value FROM json_each(?)) ORDER BY o.code, h.from_day LIMIT 1`,
    dateNumber(day),
    JSON.stringify(outlets.map(({ id }) => id)),
  )
  if (later) throw new Refusal('TRANSFER_CROSSED', { ...later, from: dateFromNumber(later.from), day })
}

/** What a transfer would hand over. @throws Refusal NOT_FOUND, PERIOD_CLOSED, MANAGER_LEFT, TRANSFER_CROSSED, INVALID_INPUT */
export function planTransfer(cx: Query, asked: TransferAsked): HandedOver {
  return handedOver(cx, portfolioOf(cx, asked).outlets)
}

function handedOver(cx: Query, portfolio: readonly Portfolio[]): HandedOver {
  return {
    outlets: portfolio.map(({ id: _, ...outlet }) => outlet),
    work: openWork(
      cx,
      portfolio.map(({ id }) => id),
    ),
  }
}

/** Hands over: the outlets' manager from the day on; on that day disputes that the one's account answers go to the other's. */
export function transfer(
  cx: Command,
  asked: TransferAsked & { readonly reason: string },
): { id: number; outlets: number; work: number } {
  const { from, to, outlets } = portfolioOf(cx, asked)
  const handed = handedOver(cx, outlets)
  for (const { id } of outlets) changeOutlet(cx, id, { manager: to }, { from: asked.day, reason: asked.reason })
  if (asked.day <= cx.today) handDisputes(cx.db, { from, to, codes: outlets.map(({ code }) => code) })
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO transfers (from_manager, to_manager, from_day, reason, document, outlets, work, user, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    from,
    to,
    dateNumber(asked.day),
    asked.reason,
    JSON.stringify(handed),
    outlets.length,
    handed.work.length,
    cx.user,
    cx.now,
  )
  return { id, outlets: outlets.length, work: handed.work.length }
}

/** Disputes about the outlets that were given to the one's account go to the other's, where both have one. */
function handDisputes(db: WriteDb, { from, to, codes }: { from: number; to: number; codes: readonly string[] }): void {
  const account = (manager: number) =>
    db.get<{ account: string | null }>('SELECT account FROM channel_managers WHERE manager = ?', manager)?.account
  const [before, after] = [account(from), account(to)]
  if (!before || !after) return
  db.run(
    `UPDATE disputes SET owner = ? WHERE state = 'open' AND owner = ? AND outlet IN
       (SELECT o.id FROM outlets o JOIN json_each(?) c ON c.value = o.code)`,
    after,
    before,
    JSON.stringify(codes),
  )
}

/** What changes hands once the days of transfers have come: those after `since`, up to `day` (yyyymmdd). */
export function applyTransfers(db: WriteDb, since: number, day: number): void {
  for (const { document, ...transfer } of db.all<{ from: number; to: number; document: string }>(
    `SELECT from_manager AS "from", to_manager AS "to", document FROM transfers WHERE from_day > ? AND from_day <= ?
     ORDER BY from_day, id`,
    since,
    day,
  )) {
    const { outlets } = JSON.parse(document) as HandedOver
    handDisputes(db, { ...transfer, codes: outlets.map(({ code }) => code) })
  }
}

export interface TransferRecord extends HandedOver {
  readonly id: number
  readonly from: string
  readonly to: string
  readonly day: IsoDate
  readonly reason: string
  readonly user: string
  readonly at: string
}

/** What was handed over, as it was. @throws Refusal NOT_FOUND */
export function getTransfer({ db }: Pick<Query, 'db'>, id: number): TransferRecord {
  const row = db.get<Omit<TransferRecord, 'day' | 'outlets' | 'work'> & { day: number; document: string }>(
    `SELECT x.id, f.name AS "from", t.name AS "to", x.from_day AS day, x.reason, x.document, x.user, x.at
     FROM transfers x JOIN terms f ON f.id = x.from_manager JOIN terms t ON t.id = x.to_manager WHERE x.id = ?`,
    id,
  )
  if (!row) throw new Refusal('NOT_FOUND', { what: 'transfer', name: String(id) })
  const { document, day, ...rest } = row
  return { ...rest, day: dateFromNumber(day), ...(JSON.parse(document) as HandedOver) }
}
