/** Regions by date: making, renaming and moving them, closing one, taking two spellings of one together (DOMAIN.md §2). */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import type { Stored } from '../register/fields.ts'
import { checkEffectiveDay, type HistoryView, historyOf, recordChanges, rowsAt } from '../register/history.ts'
import { changeOutlet } from '../register/outlets.ts'
import { type RegionView, regionsOf } from '../register/terms.ts'
import { checkRegionOpen } from './open-regions.ts'
import { regionAndBelow, regionsAt } from './tree.ts'

/** Outlets that a refusal names; it tells how many there are. */
const NAMED = 20

export interface RegionRow extends RegionView {
  /** Of the outlets in it or below: in service, of partners; in service, own; all that have not left. */
  readonly partner: number
  readonly own: number
  readonly outlets: number
  /** The other spelling of which it is one. */
  readonly mergedInto: number | null
}

/** The tree as of a day with the outlets that lay in it then, those above before those below. */
export function regionTree(cx: Query, on: IsoDate = cx.today): RegionRow[] {
  const { db } = cx
  const regions = regionsAt(db, on)
  const merged = new Map(
    db
      .all<{ id: number; into: number | null }>('SELECT id, merged_into AS "into" FROM regions')
      .map(({ id, into }) => [id, into]),
  )
  const counts = new Map<number, { partner: number; own: number; outlets: number }>()
  for (const outlet of rowsAt(db, 'outlet', on, undefined, ['region', 'category', 'status']).values()) {
    if (outlet.status === 'exited') continue
    const active = outlet.status === 'active'
    for (let at = outlet.region as number | null; at !== null; at = regions.get(at)?.parent ?? null) {
      const known = counts.get(at) ?? { partner: 0, own: 0, outlets: 0 }
      known.outlets += 1
      if (active && outlet.category === 'own') known.own += 1
      if (active && outlet.category === 'partner') known.partner += 1
      counts.set(at, known)
    }
  }
  return [...regions.values()].map((region) => ({
    ...region,
    ...(counts.get(region.id) ?? { partner: 0, own: 0, outlets: 0 }),
    mergedInto: merged.get(region.id) ?? null,
  }))
}

/** @throws Refusal NOT_FOUND */
export function requireRegion(db: ReadDb, id: number): RegionView {
  const found = regionsOf(db).find((region) => region.id === id)
  if (!found) throw new Refusal('NOT_FOUND', { what: 'region', name: String(id) })
  return found
}

export interface NewRegion {
  readonly level: 'centre' | 'township'
  readonly name: string
  /** The centre of a township; the county where none is given. */
  readonly parent?: number | undefined
  /** In the national list, where it comes from there. */
  readonly code?: string | undefined
}

/** Makes a centre or a township. @throws Refusal INVALID_INPUT where the name is taken there or the place above is none for it */
export function addRegion(cx: Command, given: NewRegion): { id: number } {
  const county = countyOf(cx.db)
  const parent = given.parent ?? county.id
  checkAbove(requireRegion(cx.db, parent), given.level)
  checkName(cx.db, { id: null, parent, name: given.name }, [cx.today, ...laterDays(cx.db, cx.today)])
  const { lastInsertRowid: id } = cx.db.run(
    'INSERT INTO regions (parent, level, code, name) VALUES (?, ?, ?, ?)',
    parent,
    given.level,
    given.code ?? null,
    given.name,
  )
  return { id }
}

/** The region that all others lie in. @throws Refusal NOT_FOUND before the setup made it */
export function countyOf(db: ReadDb): RegionView {
  const county = regionsOf(db).find(({ level }) => level === 'county')
  if (!county) throw new Refusal('NOT_FOUND', { what: 'region', name: 'county' })
  return county
}

export interface RegionChange {
  readonly id: number
  readonly name?: string | undefined
  /** The centre that a township goes to, or the county. */
  readonly parent?: number | undefined
  readonly from?: IsoDate | undefined
  readonly reason: string
}

/** Renames a region, or moves a township, from a day on. @throws Refusal PERIOD_CLOSED, INVALID_INPUT, NOT_FOUND */
export function changeRegion(cx: Command, asked: RegionChange): { changed: string[] } {
  const from = dayOf(cx, asked.from)
  const region = regionsAt(cx.db, from).get(asked.id) ?? requireRegion(cx.db, asked.id)
  if (region.level === 'county') throw new Refusal('INVALID_INPUT', { field: 'region', reason: 'county' })
  if (asked.parent !== undefined)
    checkAbove(regionsAt(cx.db, from).get(asked.parent) ?? requireRegion(cx.db, asked.parent), region.level)
  const becomes = { id: asked.id, parent: asked.parent ?? region.parent, name: asked.name ?? region.name }
  checkName(cx.db, becomes, [from, ...laterDays(cx.db, from)])
  const changes: { field: string; value: Stored }[] = [
    ...(asked.name === undefined ? [] : [{ field: 'name', value: asked.name }]),
    ...(asked.parent === undefined ? [] : [{ field: 'parent', value: asked.parent }]),
  ]
  const changed = recordChanges(cx, 'region', asked.id, changes, { from, reason: asked.reason })
  checkOpenAbove(cx.db, asked.id, from)
  return { changed }
}

/**
 * Closes a region and what lies below it, from a day on.
 * @throws Refusal INVALID_INPUT for the county, PERIOD_CLOSED, NOT_FOUND, REGION_IN_USE {name, outlets, count} while outlets that have not left lie in it then or come to it later
 */
export function closeRegion(
  cx: Command,
  asked: { id: number; from?: IsoDate | undefined; reason: string },
): { closed: number } {
  const from = dayOf(cx, asked.from)
  const region = requireRegion(cx.db, asked.id)
  if (region.level === 'county') throw new Refusal('INVALID_INPUT', { field: 'region', reason: 'county' })
  const below = regionAndBelow(regionsAt(cx.db, from), asked.id)
  const held = new Set<string>()
  for (const day of [from, ...laterDays(cx.db, from)]) {
    const tree = regionsAt(cx.db, day)
    const then = regionAndBelow(tree, asked.id)
    const coming = [...then].find((id) => !below.has(id) && !tree.get(id)?.closed)
    if (coming !== undefined)
      throw new Refusal('REGION_IN_USE', { name: region.name, coming: tree.get(coming)?.name, day })
    for (const outlet of rowsAt(cx.db, 'outlet', day, undefined, ['region', 'status']).values()) {
      if (outlet.status !== 'exited' && then.has(outlet.region as number)) held.add(String(outlet.code))
    }
  }
  if (held.size > 0) {
    const outlets = [...held].sort()
    throw new Refusal('REGION_IN_USE', {
      name: region.name,
      outlets: outlets.slice(0, NAMED),
      count: held.size,
      day: from,
    })
  }
  const closed = [...below].filter(
    (id) => recordChanges(cx, 'region', id, [{ field: 'closed', value: 1 }], { from, reason: asked.reason }).length > 0,
  )
  return { closed: closed.length }
}

/** Opens a closed region again, and what it lies in. @throws Refusal PERIOD_CLOSED, NOT_FOUND */
export function reopenRegion(cx: Command, asked: { id: number; from?: IsoDate | undefined; reason: string }): void {
  const from = dayOf(cx, asked.from)
  requireRegion(cx.db, asked.id)
  const regions = regionsAt(cx.db, from)
  for (let at: number | null = asked.id; at !== null; at = regions.get(at)?.parent ?? null) {
    recordChanges(cx, 'region', at, [{ field: 'closed', value: 0 }], { from, reason: asked.reason })
  }
  checkOpenAbove(cx.db, asked.id, from)
  cx.db.run('UPDATE regions SET merged_into = NULL WHERE id = ?', asked.id)
}

/**
 * Two spellings of one township: its outlets go to the other from a day on, and it is closed.
 * @throws Refusal INVALID_INPUT where they are not two townships, PERIOD_CLOSED, REGION_CLOSED
 */
export function mergeRegion(
  cx: Command,
  asked: { id: number; into: number; from?: IsoDate | undefined; reason: string },
): { moved: number } {
  const from = dayOf(cx, asked.from)
  const [one, other] = [requireRegion(cx.db, asked.id), requireRegion(cx.db, asked.into)]
  if (one.id === other.id || one.level !== 'township' || other.level !== 'township') {
    throw new Refusal('INVALID_INPUT', { field: 'into', reason: 'notATownship' })
  }
  checkRegionOpen(cx.db, other.id, from)
  const moved = new Set<number>()
  for (const day of [from, ...laterDays(cx.db, from)]) {
    for (const outlet of rowsAt(cx.db, 'outlet', day, undefined, ['region']).values()) {
      if (outlet.region !== one.id) continue
      changeOutlet(cx, outlet.id, { region: other.id }, { from: day, reason: asked.reason })
      moved.add(outlet.id)
    }
  }
  recordChanges(cx, 'region', one.id, [{ field: 'closed', value: 1 }], { from, reason: asked.reason })
  cx.db.run('UPDATE regions SET merged_into = ? WHERE id = ?', other.id, one.id)
  return { moved: moved.size }
}

/** What changed in a region, when and by whom. @throws Refusal NOT_FOUND */
export function regionHistory(cx: Query, id: number): HistoryView[] {
  requireRegion(cx.db, id)
  return historyOf(cx, 'region', id)
}

function dayOf(cx: Query, from: IsoDate | undefined): IsoDate {
  const day = from ?? cx.today
  checkEffectiveDay(cx.db, day)
  return day
}

/** The days after `from` on which a region, or an outlet's region or state, changes. */
function laterDays(db: ReadDb, from: IsoDate): IsoDate[] {
  return db
    .all<{ day: number }>(
      `SELECT DISTINCT from_day AS day FROM history WHERE from_day > ?
       AND (subject = 'region' OR (subject = 'outlet' AND field IN ('region', 'status'))) ORDER BY from_day`,
      dateNumber(from),
    )
    .map(({ day }) => dateFromNumber(day))
}

/** A centre lies in the county, a township in a centre or the county. */
function checkAbove(above: RegionView, level: RegionView['level']): void {
  const fits = above.level === 'county' || (above.level === 'centre' && level === 'township')
  if (!fits) throw new Refusal('INVALID_INPUT', { field: 'parent', reason: 'wrongLevel' })
  if (above.closed) throw new Refusal('REGION_CLOSED', { name: above.name, from: null })
}

/** @throws Refusal REGION_CLOSED where an open region would lie in a closed one on the day or later */
function checkOpenAbove(db: ReadDb, id: number, from: IsoDate): void {
  for (const day of [from, ...laterDays(db, from)]) {
    const tree = regionsAt(db, day)
    const region = tree.get(id)
    const above = region && region.parent !== null ? tree.get(region.parent) : undefined
    if (region && !region.closed && above?.closed) throw new Refusal('REGION_CLOSED', { name: above.name, from: day })
  }
}

/** @throws Refusal INVALID_INPUT where another region has the name at the same place on one of the days */
function checkName(
  db: ReadDb,
  asked: { id: number | null; parent: number | null; name: string },
  days: readonly IsoDate[],
): void {
  for (const day of days) {
    for (const region of regionsAt(db, day).values()) {
      if (region.id !== asked.id && region.parent === asked.parent && region.name === asked.name) {
        throw new Refusal('INVALID_INPUT', { field: 'name', reason: 'taken', value: asked.name })
      }
    }
  }
}
