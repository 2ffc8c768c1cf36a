/** A closed region takes no outlet: what every way of putting one there asks first. */
import type { ReadDb } from '../../data/handles.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { fieldOf } from '../register/fields.ts'

export interface ClosedRegion {
  readonly name: string
  readonly from: IsoDate
}

/**
 * Regions that are closed on a day, or will be later, by id, each with the day from which it is: an outlet that is put there
 * would lie in a closed region.
 */
export function closedRegions(db: ReadDb, day: IsoDate): Map<number, ClosedRegion> {
  const turns = db.all<{ id: number; name: string; value: string; from: number }>(
    `SELECT r.id, r.name, h.value, h.from_day AS "from" FROM history h JOIN regions r ON r.id = h.subject_id
     WHERE h.subject = 'region' AND h.field = ? ORDER BY h.from_day, h.id`,
    fieldOf('region', 'closed').key,
  )
  const closed = new Map<number, ClosedRegion>()
  for (const { id, name, value, from } of turns) {
    if (value === '1') {
      if (!closed.has(id)) closed.set(id, { name, from: dateFromNumber(from) })
    } else if (from <= dateNumber(day)) closed.delete(id)
  }
  return closed
}

/** @throws Refusal REGION_CLOSED {name, from} */
export function checkRegionOpen(db: ReadDb, region: number | null, day: IsoDate): void {
  const closed = region === null ? undefined : closedRegions(db, day).get(region)
  if (closed) throw new Refusal('REGION_CLOSED', { ...closed })
}
