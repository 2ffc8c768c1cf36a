/** Which region a form or a file means: by the name and place of today, else by those it had, has coming, or is spelled by. */
import type { ReadDb } from '../../data/handles.ts'
import { meantRegion } from '../../domain/region-names.ts'
import { type RegionView, regionsOf } from '../register/terms.ts'

interface Spelled {
  readonly id: number
  readonly level: RegionView['level']
  readonly names: Set<string>
  readonly parents: Set<number | null>
}

export class RegionSpellings {
  private readonly now = new Map<string, number>()
  private readonly spelled: Spelled[]
  private readonly regions: ReadonlyMap<number, { readonly mergedInto: number | null }>
  readonly county: number | null

  constructor(db: ReadDb) {
    const regions = regionsOf(db).toSorted((one, other) => one.id - other.id)
    const merged = new Map(
      db
        .all<{ id: number; into: number | null }>('SELECT id, merged_into AS "into" FROM regions WHERE closed = 1')
        .map(({ id, into }) => [id, into]),
    )
    this.regions = new Map(regions.map(({ id }) => [id, { mergedInto: merged.get(id) ?? null }]))
    this.county = regions.find(({ level }) => level === 'county')?.id ?? null
    for (const { id, parent, level, name } of regions) this.now.set(keyOf(parent, level, name), id)
    this.spelled = regions.map(({ id, level, name, parent }) => ({
      ...{ id, level, names: new Set([name]), parents: new Set([parent]) },
    }))
    this.readTurns(db)
  }

  /** Names and places before and to come: a name that a region will bear is not given to another. */
  private readTurns(db: ReadDb): void {
    const byId = new Map(this.spelled.map((region) => [region.id, region]))
    const turns = db.all<{ id: number; field: string; value: string | null }>(
      "SELECT subject_id AS id, field, value FROM history WHERE subject = 'region' AND field IN ('name', 'parent')",
    )
    for (const { id, field, value } of turns) {
      if (field === 'parent') byId.get(id)?.parents.add(value === null ? null : Number(value))
      else if (value !== null) byId.get(id)?.names.add(value)
    }
  }

  /** The region of a name at a place; undefined where none or more than one is meant. */
  find(parent: number | null, level: RegionView['level'], name: string): number | undefined {
    const now = this.now.get(keyOf(parent, level, name))
    if (now !== undefined) return meantRegion(this.regions, now)
    return this.only((one) => one.level === level && one.names.has(name) && one.parents.has(parent))
  }

  /** A township named alone is the one that is known, wherever it lies; of several of one name the oldest. */
  township(name: string): number | undefined {
    const now = [...this.now].find(([key]) => key.endsWith(`|township|${name}`))?.[1]
    if (now !== undefined) return meantRegion(this.regions, now)
    return this.only((one) => one.level === 'township' && one.names.has(name))
  }

  private only(fits: (one: Spelled) => boolean): number | undefined {
    const [found, ...others] = new Set(this.spelled.filter(fits).map(({ id }) => meantRegion(this.regions, id)))
    return others.length === 0 ? found : undefined
  }
}

const keyOf = (parent: number | null, level: string, name: string): string => `${parent ?? ''}|${level}|${name}`
