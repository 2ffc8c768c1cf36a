/** 转移: outlets handed to another manager for good, with all work that is open; kept as it was handed over (交接清单). */
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import { checkEffectiveDay } from '../register/history.ts'
import { changeOutlet } from '../register/outlets.ts'
import { openWork, type WorkItem } from './open-work.ts'
import { checkManagerThere, managerId } from './terms.ts'

export interface TransferAsked {
  readonly from: string
  readonly to: string
  readonly day: IsoDate
  /** Codes; all that have not exited where none are given. */
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
  const own = cx.db.all<Portfolio>(
    "SELECT id, code, name, status, contact, phone FROM outlets WHERE manager = ? AND status <> 'exited' ORDER BY code",
    from,
  )
  const wanted = asked.outlets && new Set(asked.outlets)
  const outlets = wanted ? own.filter(({ code }) => wanted.delete(code)) : own
  const [unknown] = wanted ?? []
  if (unknown !== undefined) throw new Refusal('NOT_FOUND', { what: 'outlet', name: unknown })
  if (outlets.length === 0) throw new Refusal('INVALID_INPUT', { field: 'outlets', reason: 'empty' })
  return { from, to, outlets }
}

/** What a transfer would hand over. @throws Refusal NOT_FOUND, PERIOD_CLOSED, MANAGER_LEFT, INVALID_INPUT */
export function planTransfer(cx: Query, asked: TransferAsked): HandedOver {
  return handedOver(cx, portfolioOf(cx, asked).outlets)
}

function handedOver(cx: Query, portfolio: readonly Portfolio[]): HandedOver {
  const codes = new Set(portfolio.map(({ code }) => code))
  return {
    outlets: portfolio.map(({ id: _, ...outlet }) => outlet),
    work: openWork(cx).filter(({ outlet }) => codes.has(outlet)),
  }
}

/** Hands over: the outlets' manager from the day on, disputes that the one's account answered go to the other's. */
export function transfer(
  cx: Command,
  asked: TransferAsked & { readonly reason: string },
): { id: number; outlets: number; work: number } {
  const { from, to, outlets } = portfolioOf(cx, asked)
  const handed = handedOver(cx, outlets)
  for (const { id } of outlets) changeOutlet(cx, id, { manager: to }, { from: asked.day, reason: asked.reason })
  const account = (manager: number) =>
    cx.db.get<{ account: string | null }>('SELECT account FROM channel_managers WHERE manager = ?', manager)?.account ??
    null
  const [before, after] = [account(from), account(to)]
  if (before !== null && after !== null) {
    cx.db.run(
      "UPDATE disputes SET owner = ? WHERE state = 'open' AND owner = ? AND outlet IN (SELECT value FROM json_each(?))",
      after,
      before,
      JSON.stringify(outlets.map(({ id }) => id)),
    )
  }
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
