/** Outlets under an agreement in force on a day: what completeness and the auditor's checks ask of the agreements. */
import type { ReadDb } from '../../data/handles.ts'
import type { IsoDate } from '../../domain/month.ts'

/** Ids of outlets; empty as long as no agreements are kept. */
export function agreedOutlets(_db: ReadDb, _day: IsoDate): ReadonlySet<number> {
  return new Set()
}

/** Whether the office keeps agreements here at all. */
export function keepsAgreements(_db: ReadDb): boolean {
  return false
}
