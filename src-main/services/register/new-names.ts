/** Regions and channel managers that an import names: known ones by their id, new ones by a negative number until they are made. */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import type { TermKind } from '../../data/schema.ts'
import type { Command } from '../office.ts'
import { checkRegionOpen } from '../regions/open-regions.ts'
import { RegionSpellings } from '../regions/spellings.ts'
import { TermDesk } from './terms.ts'

export interface NewName {
  readonly kind: TermKind | 'centre' | 'township'
  readonly name: string
}

interface Pending extends NewName {
  /** The region above, which may be pending too; null for managers. */
  readonly parent: number | null
}

export class NewNames {
  private readonly pending: Pending[] = []
  private readonly managers: TermDesk
  private readonly newManagers = new Map<string, number>()
  private readonly known: RegionSpellings
  private readonly newRegions = new Map<string, number>()
  /** The first new township of a name, wherever it lies. */
  private readonly newTownships = new Map<string, number>()

  constructor(db: ReadDb) {
    this.managers = new TermDesk(db, 'manager')
    this.known = new RegionSpellings(db)
  }

  /** A manager's id, or what stands for it. */
  manager(name: string): number {
    const known = this.managers.find(name) ?? this.newManagers.get(name)
    if (known !== undefined) return known
    const place = this.add({ kind: 'manager', name, parent: null })
    this.newManagers.set(name, place)
    return place
  }

  /** The region of an outlet: the township of a centre, the centre, or null where neither is named. */
  region(centre: string | null, township: string | null): number | null {
    const { county } = this.known
    const above = centre === null ? county : this.place(county, 'centre', centre)
    if (township === null) return centre === null ? null : above
    const alone = centre === null ? (this.known.township(township) ?? this.newTownships.get(township)) : undefined
    return alone ?? this.place(above, 'township', township)
  }

  private place(parent: number | null, level: 'centre' | 'township', name: string): number {
    const key = `${parent ?? ''}|${level}|${name}`
    const known = this.known.find(parent, level, name) ?? this.newRegions.get(key)
    if (known !== undefined) return known
    const place = this.add({ kind: level, name, parent })
    this.newRegions.set(key, place)
    if (level === 'township' && !this.newTownships.has(name)) this.newTownships.set(name, place)
    return place
  }

  /** The nearest region that there is already: itself, or what a new one will lie in. */
  standing(region: number): number | null {
    let at: number | null = region
    while (at !== null && at < 0) at = this.pending[-at - 1]?.parent ?? null
    return at
  }

  private add(pending: Pending): number {
    this.pending.push(pending)
    return -this.pending.length
  }

  /** The name that a negative number stands for. */
  nameOf(place: number): string | null {
    return this.pending[-place - 1]?.name ?? null
  }

  /** The names that are new: regions first, then managers, each in the order of naming. */
  get created(): NewName[] {
    const said = this.pending.map(({ kind, name }) => ({ kind, name }))
    return [...said.filter(({ kind }) => kind !== 'manager'), ...said.filter(({ kind }) => kind === 'manager')]
  }

  /** Makes the new names; answers what turns the numbers that stood for them into ids and leaves others alone. */
  make(db: WriteDb): (value: number) => number {
    const ids: number[] = []
    const idOf = (value: number): number => (value < 0 ? (ids[-value - 1] ?? value) : value)
    for (const { kind, name, parent } of this.pending) {
      const { lastInsertRowid } =
        kind === 'manager'
          ? db.run("INSERT INTO terms (kind, code, name) VALUES ('manager', ?, ?)", name, name)
          : db.run(
              'INSERT INTO regions (parent, level, name) VALUES (?, ?, ?)',
              parent === null ? null : idOf(parent),
              kind,
              name,
            )
      ids.push(lastInsertRowid)
    }
    return idOf
  }
}

/**
 * Finds or makes the region of an outlet: the township of a centre, the centre, or null where neither is named.
 * @throws Refusal REGION_CLOSED where a new one would lie in a closed one
 */
export function regionFor(cx: Command, centre: string | null, township: string | null): number | null {
  const names = new NewNames(cx.db)
  const place = names.region(centre, township)
  if (place === null) return null
  if (place < 0) checkRegionOpen(cx.db, names.standing(place), cx.today)
  return names.make(cx.db)(place)
}
