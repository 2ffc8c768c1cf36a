/** Who asks for what is missing on a day: the channel manager's stand-in, where there is one. */
import type { ReadDb } from '../../data/handles.ts'
import type { IsoDate } from '../../domain/month.ts'

/** Names of stand-ins by the manager's id. */
export function askersOn(_db: ReadDb, _day: IsoDate): ReadonlyMap<number, string> {
  return new Map()
}
