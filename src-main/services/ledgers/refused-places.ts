/** What an import of outlets may not name: regions that are closed, managers who have left (DOMAIN.md §2). */

import type { ReadDb } from '../../data/handles.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import type { RefusedPlaces } from '../../workbook/ingest/request.ts'
import { leftManagers } from '../channel-managers/terms.ts'
import { closedRegions } from '../regions/open-regions.ts'
import { RegionSpellings } from '../regions/spellings.ts'
import { regionsAt } from '../regions/tree.ts'

/** As of a day. Another spelling of an open region is not among them: it means that one. */
export function refusedPlaces(db: ReadDb, day: IsoDate): RefusedPlaces {
  const tree = regionsAt(db, day)
  const spellings = new RegionSpellings(db)
  const since = closedRegions(db, day)
  const regions = new Map<string, number>()
  for (const { id, parent, level, name, closed } of tree.values()) {
    const from = since.get(id)?.from
    if (!closed || from === undefined || level === 'county') continue
    if (spellings.find(parent, level, name) !== id) continue
    const centre = level === 'centre' ? name : parent === spellings.county ? '' : (tree.get(parent ?? 0)?.name ?? '')
    regions.set(placeKey(centre, level === 'centre' ? '' : name), dateNumber(from))
    if (level === 'township' && spellings.township(name) === id) regions.set(placeKey('', name), dateNumber(from))
  }
  const managers = new Map([...leftManagers(db, day).values()].map(({ name, to }) => [name, dateNumber(to)]))
  return { regions, managers }
}

const placeKey = (centre: string, township: string): string => `${centre}|${township}`
