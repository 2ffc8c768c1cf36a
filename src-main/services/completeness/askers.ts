/** Who asks for what is missing on a day: the channel manager's stand-in, where there is one. */
import type { ReadDb } from '../../data/handles.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'

/** Names of stand-ins by the manager's id; of several the one who began last. */
export function askersOn(db: ReadDb, day: IsoDate): ReadonlyMap<number, string> {
  return new Map(
    db
      .all<{ manager: number; name: string }>(
        `SELECT s.manager, t.name FROM stand_ins s JOIN terms t ON t.id = s.stand_in
         WHERE s.from_day <= ?1 AND s.to_day >= ?1 ORDER BY s.from_day, s.id`,
        dateNumber(day),
      )
      .map(({ manager, name }) => [manager, name]),
  )
}
