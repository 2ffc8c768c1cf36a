/** 代理: recording who stands in for a channel manager and when; ending it early. */
import type { ReadDb } from '../../data/handles.ts'
import { addDays, dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { clashOf, type StandIn } from '../../domain/stand-ins.ts'
import type { Command } from '../office.ts'
import { checkManagerThere, managerId } from './terms.ts'

export interface StandInView extends StandIn {
  readonly managerName: string
  readonly standInName: string
  readonly reason: string
  readonly user: string
  readonly endedBy: string | null
}

/** Every stand-in that was recorded, the latest first; those that never began are left out. */
export function standIns(db: ReadDb): StandInView[] {
  return db
    .all<Omit<StandInView, 'from' | 'to'> & { from: number; to: number }>(
      `SELECT s.id, s.manager, s.stand_in AS standIn, m.name AS managerName, i.name AS standInName, s.from_day AS "from",
       s.to_day AS "to", s.reason, s.user, s.ended_by AS endedBy
       FROM stand_ins s JOIN terms m ON m.id = s.manager JOIN terms i ON i.id = s.stand_in
       WHERE s.to_day >= s.from_day ORDER BY s.from_day DESC, s.id DESC`,
    )
    .map((row) => ({ ...row, from: dateFromNumber(row.from), to: dateFromNumber(row.to) }))
}

export interface StandInAsked {
  readonly manager: string
  readonly standIn: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly reason: string
}

/** @throws Refusal STAND_IN_OVERLAP, MANAGER_LEFT, NOT_FOUND, INVALID_INPUT where it ends before it starts or is over already */
export function addStandIn(cx: Command, asked: StandInAsked): { id: number } {
  const [manager, standIn] = [managerId(cx.db, asked.manager), managerId(cx.db, asked.standIn)]
  if (manager === standIn) throw new Refusal('INVALID_INPUT', { field: 'standIn', reason: 'self' })
  if (asked.to < asked.from) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'beforeFrom' })
  if (asked.to < cx.today) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'over' })
  checkManagerThere(cx.db, standIn, asked.to)
  const known = standIns(cx.db)
  const clash = clashOf(known, { manager, standIn, from: asked.from, to: asked.to })
  if (clash) {
    const { managerName, standInName, from, to } = known.find(({ id }) => id === clash.with.id)!
    throw new Refusal('STAND_IN_OVERLAP', { why: clash.why, manager: managerName, standIn: standInName, from, to })
  }
  const { lastInsertRowid: id } = cx.db.run(
    'INSERT INTO stand_ins (manager, stand_in, from_day, to_day, reason, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    manager,
    standIn,
    dateNumber(asked.from),
    dateNumber(asked.to),
    asked.reason,
    cx.user,
    cx.now,
  )
  return { id }
}

/** Ends it today, or before it begins; what was done meanwhile stays. @throws Refusal NOT_FOUND, INVALID_INPUT once it is over */
export function endStandIn(cx: Command, id: number): { to: IsoDate } {
  const known = standIns(cx.db).find((one) => one.id === id)
  if (!known) throw new Refusal('NOT_FOUND', { what: 'standIn', name: String(id) })
  if (known.to < cx.today) throw new Refusal('INVALID_INPUT', { field: 'to', reason: 'over' })
  const to = known.from > cx.today ? addDays(known.from, -1) : cx.today
  cx.db.run(
    'UPDATE stand_ins SET to_day = ?, ended_by = ?, ended_at = ? WHERE id = ?',
    dateNumber(to),
    cx.user,
    cx.now,
    id,
  )
  return { to }
}
