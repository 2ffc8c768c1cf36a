/** When a channel manager is there: asked before outlets are given to him. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'

/** @throws Refusal NOT_FOUND */
export function managerId(db: ReadDb, name: string): number {
  const found = db.get<{ id: number }>("SELECT id FROM terms WHERE kind = 'manager' AND name = ?", name)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'manager', name })
  return found.id
}

/** Managers who have left by a day, by id, with their names and last days. */
export function leftManagers(db: ReadDb, day: IsoDate): Map<number, { readonly name: string; readonly to: IsoDate }> {
  return new Map(
    db
      .all<{ id: number; name: string; to: number }>(
        `SELECT t.id, t.name, m.to_day AS "to" FROM channel_managers m JOIN terms t ON t.id = m.manager WHERE m.to_day < ?`,
        dateNumber(day),
      )
      .map(({ id, name, to }) => [id, { name, to: dateFromNumber(to) }]),
  )
}

/** @throws Refusal MANAGER_LEFT {name, to} */
export function checkManagerThere(db: ReadDb, manager: number, day: IsoDate): void {
  const left = leftManagers(db, day).get(manager)
  if (left) throw new Refusal('MANAGER_LEFT', { ...left, day })
}
