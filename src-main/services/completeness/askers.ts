/** Who asks for what is missing on a day: the channel manager's stand-in, where there is one. */
import type { ReadDb } from '../../data/handles.ts'
import type { IsoDate } from '../../domain/month.ts'
import { standIns } from '../channel-managers/stand-ins.ts'

/** Names of stand-ins by the manager's id. */
export function askersOn(db: ReadDb, day: IsoDate): ReadonlyMap<number, string> {
  return new Map(
    standIns(db)
      .filter(({ from, to }) => from <= day && day <= to)
      .map(({ manager, standInName }) => [manager, standInName]),
  )
}
