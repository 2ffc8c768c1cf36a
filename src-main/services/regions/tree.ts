/** The tree of regions as it was on a day: county, marketing centres, townships (DOMAIN.md §2, Time). */
import type { ReadDb } from '../../data/handles.ts'
import type { IsoDate } from '../../domain/month.ts'
import { rowsAt } from '../register/history.ts'
import { type RegionView, regionPath } from '../register/terms.ts'

const DEPTH: Readonly<Record<RegionView['level'], number>> = { county: 0, centre: 1, township: 2 }

/** All regions as they were on a day, by id; those above before those below. */
export function regionsAt(db: ReadDb, day: IsoDate): Map<number, RegionView> {
  const regions = [...rowsAt(db, 'region', day).values()].map(
    (row): RegionView => ({
      id: row.id,
      parent: row.parent as number | null,
      level: row.level as RegionView['level'],
      code: row.code as string | null,
      name: String(row.name),
      closed: row.closed === 1,
    }),
  )
  regions.sort((a, b) => DEPTH[a.level] - DEPTH[b.level] || (a.parent ?? 0) - (b.parent ?? 0) || a.id - b.id)
  return new Map(regions.map((region) => [region.id, region]))
}

/** A region and all below it. */
export function regionAndBelow(regions: ReadonlyMap<number, RegionView>, id: number): Set<number> {
  const found = new Set<number>()
  for (const region of regions.keys()) {
    if (regionPath(regions, region).some((above) => above.id === id)) found.add(region)
  }
  return found
}
