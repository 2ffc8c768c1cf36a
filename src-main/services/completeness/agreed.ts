/** Outlets under an agreement in force on a day: what completeness and the auditor's checks ask of the agreements. */
import type { ReadDb } from '../../data/handles.ts'
import type { IsoDate } from '../../domain/month.ts'
import { coversOn } from '../agreements/signing.ts'

/** Ids of outlets that an agreement with their agent of that day covers. */
export function agreedOutlets(db: ReadDb, day: IsoDate): ReadonlySet<number> {
  return keepsAgreements(db) ? new Set(coversOn(db, day).keys()) : new Set()
}

/** Whether the office keeps agreements here at all. */
export function keepsAgreements(db: ReadDb): boolean {
  return db.get('SELECT 1 FROM agreements LIMIT 1') !== undefined
}
