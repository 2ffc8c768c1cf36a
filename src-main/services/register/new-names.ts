/** Regions and channel managers that an import names: known ones by their id, new ones by a negative number until they are made. */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import type { TermKind } from '../../data/schema.ts'
import { regionsOf, TermDesk } from './terms.ts'

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
  private readonly county: number | null
  private readonly regions = new Map<string, number>()
  /** The oldest township of a name, wherever it lies. */
  private readonly townships = new Map<string, number>()

  constructor(db: ReadDb) {
    this.managers = new TermDesk(db, 'manager')
    const regions = regionsOf(db)
    this.county = regions.find(({ level }) => level === 'county')?.id ?? null
    for (const { id, parent, level, name } of regions.toSorted((one, other) => one.id - other.id)) {
      this.regions.set(keyOf(parent, level, name), id)
      if (level === 'township' && !this.townships.has(name)) this.townships.set(name, id)
    }
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
    const above = centre === null ? this.county : this.place(this.county, 'centre', centre)
    if (township === null) return centre === null ? null : above
    // a township named alone is the one that is known, wherever it lies
    const known = centre === null ? this.townships.get(township) : undefined
    return known ?? this.place(above, 'township', township)
  }

  private place(parent: number | null, level: 'centre' | 'township', name: string): number {
    const key = keyOf(parent, level, name)
    const known = this.regions.get(key)
    if (known !== undefined) return known
    const place = this.add({ kind: level, name, parent })
    this.regions.set(key, place)
    if (level === 'township' && !this.townships.has(name)) this.townships.set(name, place)
    return place
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

const keyOf = (parent: number | null, level: string, name: string): string => `${parent ?? ''}|${level}|${name}`
