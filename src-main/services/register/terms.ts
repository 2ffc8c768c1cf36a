/** The office's words: business types, outlet types, brands, plans, indicators, items, channel managers; and regions. */
import type { ReadDb, WriteDb } from '../../data/handles.ts'
import type { TermKind } from '../../data/schema.ts'
import { Refusal } from '../../domain/refusal.ts'
import { STANDARD_BUSINESS_TYPES, STANDARD_OUTLET_TYPES } from '../../domain/standard-types.ts'
import type { Command, Query } from '../office.ts'

export interface Term {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly attribute: string | null
}

/** The terms of a kind in the order in which they came. */
export function termsOf(db: ReadDb, kind: TermKind): Term[] {
  return db.all<Term>('SELECT id, code, name, attribute FROM terms WHERE kind = ? ORDER BY id', kind)
}

/** The business types and outlet types of DOMAIN.md exist from the start. */
export function addStandardTerms(db: WriteDb): void {
  const add = (kind: TermKind, code: string, name: string, attribute: string | null) =>
    db.run('INSERT INTO terms (kind, code, name, attribute) VALUES (?, ?, ?, ?)', kind, code, name, attribute)
  for (const type of STANDARD_BUSINESS_TYPES) add('businessType', type.code, type.name, null)
  for (const type of STANDARD_OUTLET_TYPES) add('outletType', type.code, type.name, type.category)
}

/** Adds a business or outlet type of the office's own. @throws Refusal INVALID_INPUT when the code or name is taken */
export function addTerm(
  cx: Command,
  kind: TermKind,
  term: { code: string; name: string; attribute?: string | null },
): number {
  const taken = cx.db.get('SELECT 1 FROM terms WHERE kind = ? AND (code = ? OR name = ?)', kind, term.code, term.name)
  if (taken) throw new Refusal('INVALID_INPUT', { field: 'code', reason: 'taken', value: term.code })
  const { code, name, attribute } = term
  return cx.db.run(
    'INSERT INTO terms (kind, code, name, attribute) VALUES (?, ?, ?, ?)',
    kind,
    code,
    name,
    attribute ?? null,
  ).lastInsertRowid
}

/** Ids of names, made when first named; remembers what it has seen and what it made. */
export class TermDesk {
  private readonly known = new Map<string, number>()
  readonly created: { kind: TermKind; name: string }[] = []
  private readonly kind: TermKind

  constructor(db: ReadDb, kind: TermKind) {
    this.kind = kind
    for (const term of termsOf(db, kind)) {
      this.known.set(term.code, term.id)
    }
    // names win over codes where one's name is another's code
    for (const term of termsOf(db, kind)) this.known.set(term.name, term.id)
  }

  /** The id of a name, or undefined. */
  find(name: string): number | undefined {
    return this.known.get(name)
  }

  /** The id of a name; a new one gets its name as its code. */
  idOf(db: WriteDb, name: string): number {
    const found = this.known.get(name)
    if (found !== undefined) return found
    const { lastInsertRowid } = db.run('INSERT INTO terms (kind, code, name) VALUES (?, ?, ?)', this.kind, name, name)
    this.known.set(name, lastInsertRowid)
    this.created.push({ kind: this.kind, name })
    return lastInsertRowid
  }

  lookups(): Map<string, number> {
    return this.known
  }
}

export interface RegionView {
  readonly id: number
  readonly parent: number | null
  readonly level: 'county' | 'centre' | 'township'
  readonly code: string | null
  readonly name: string
  /** Takes no outlet any more. */
  readonly closed: boolean
}

/** County, marketing centres and townships as of today; parents before children. As of a day: services/regions/tree.ts. */
export function regionsOf(db: ReadDb): RegionView[] {
  return db
    .all<Omit<RegionView, 'closed'> & { closed: number }>(
      'SELECT id, parent, level, code, name, closed FROM regions ORDER BY parent IS NOT NULL, parent, id',
    )
    .map((region) => ({ ...region, closed: region.closed === 1 }))
}

/** A region and all above it, nearest first. */
export function regionPath(regions: ReadonlyMap<number, RegionView>, id: number | null): RegionView[] {
  const path: RegionView[] = []
  for (let at = id; at !== null && path.length < 10; ) {
    const region = regions.get(at)
    if (!region) break
    path.push(region)
    at = region.parent
  }
  return path
}

/** Marketing centre and township of a place; null where it has none. */
export interface Place {
  readonly centre: string | null
  readonly township: string | null
}

/** Where a region lies, by its id; worked out once for each region. */
export function placesIn(regions: ReadonlyMap<number, RegionView>): (id: number | null) => Place {
  const places = new Map<number | null, Place>()
  return (id) => {
    const found = places.get(id)
    if (found) return found
    const path = regionPath(regions, id)
    const named = (wanted: RegionView['level']) => path.find(({ level }) => level === wanted)?.name ?? null
    const place = { centre: named('centre'), township: named('township') }
    places.set(id, place)
    return place
  }
}

export function listTerms(cx: Query, kind: TermKind): Term[] {
  return termsOf(cx.db, kind)
}
