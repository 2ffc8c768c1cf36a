/** How much open work there is about each manager's outlets: what open-work.ts lists, only counted; a test holds both together. */

import { dateNumber } from '../../domain/month.ts'
import { reminderCountsByManager } from '../agreements/reminders.ts'
import { fileRows } from '../completeness/files.ts'
import { openRoundOf } from '../completeness/rounds.ts'
import { unsettledByManager } from '../completeness/unsettled.ts'
import type { Query } from '../office.ts'

export interface WorkCount {
  work: number
  /** Of it with a day that is over. */
  late: number
}

/** By the id of the manager whose outlets it is about. */
export function workCounts(cx: Query): Map<number, WorkCount> {
  const counts = new Map<number, WorkCount>()
  const add = (manager: number, work: number, late: number) => {
    const known = counts.get(manager) ?? { work: 0, late: 0 }
    counts.set(manager, { work: known.work + work, late: known.late + late })
  }
  for (const [manager, { open, late }] of reminderCountsByManager(cx)) add(manager, open, late)
  for (const { manager, n, late } of disputesOf(cx)) add(manager, n, late)
  for (const { manager, n } of requestsOf(cx)) add(manager, n, 0)
  const round = openRoundOf(cx.db)
  const isLate = round !== null && round.due < cx.today
  for (const [manager, n] of round ? unsettledByManager(cx.db, round.id) : lackingByManager(cx))
    add(manager, n, isLate ? n : 0)
  return counts
}

function disputesOf({ db, today }: Query) {
  return db.all<{ manager: number; n: number; late: number }>(
    `SELECT o.manager, count(*) AS n, count(*) FILTER (WHERE d.due < ?) AS late FROM disputes d JOIN outlets o ON o.id = d.outlet
     WHERE d.state = 'open' AND o.manager IS NOT NULL GROUP BY o.manager`,
    dateNumber(today),
  )
}

function requestsOf({ db }: Query) {
  return db.all<{ manager: number; n: number }>(
    `SELECT o.manager, count(*) AS n FROM requests r JOIN outlets o ON o.id = r.outlet
     WHERE r.state = 'asked' AND o.manager IS NOT NULL GROUP BY o.manager`,
  )
}

/** Files in which something is missing. */
function lackingByManager(cx: Query): Map<number, number> {
  const managers = new Map(
    cx.db
      .all<{ id: number; manager: number }>('SELECT id, manager FROM outlets WHERE manager IS NOT NULL')
      .map(({ id, manager }) => [id, manager]),
  )
  const counts = new Map<number, number>()
  for (const { id, subject, missing } of fileRows(cx, null)) {
    const manager = subject === 'outlet' && missing.length > 0 ? managers.get(id) : undefined
    if (manager !== undefined) counts.set(manager, (counts.get(manager) ?? 0) + 1)
  }
  return counts
}
