/** The tree of regions as it was on a day: county, marketing centres, townships (DOMAIN.md §2, Time). */
import type { ReadDb } from '../../data/handles.ts'
import type { Named } from '../../domain/filter.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { aliasesOn, type BorneName } from '../../domain/region-names.ts'
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

/** What a region and all above it are called on a day, nearest first; then the further names by which they are still meant. */
export function regionNamesAt(db: ReadDb, day: IsoDate): (id: number | null) => Named[] {
  const regions = regionsAt(db, day)
  const merged = new Map(
    db
      .all<{ id: number; into: number }>('SELECT id, merged_into AS "into" FROM regions WHERE merged_into IS NOT NULL')
      .map(({ id, into }) => [id, into]),
  )
  const named = new Map([...regions].map(([id, region]) => [id, { ...region, mergedInto: merged.get(id) ?? null }]))
  const borne = db.all<BorneName>(
    `SELECT subject_id AS region, value AS name, from_day AS "from" FROM history WHERE subject = 'region' AND field = 'name'`,
  )
  const aliases = aliasesOn(named, borne, dateNumber(day))
  const known = new Map<number | null, Named[]>()
  return (id) => {
    const found = known.get(id)
    if (found) return found
    const path = regionPath(regions, id)
    const names = [
      ...path.map(({ code, name }) => ({ code: code ?? '', name })),
      ...path.flatMap((region) => (aliases.get(region.id) ?? []).map((name) => ({ code: '', name }))),
    ]
    known.set(id, names)
    return names
  }
}
