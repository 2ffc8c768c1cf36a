/** Outlets under an agreement in force on a day: what completeness and the auditor's checks ask of the agreements. */
import type { ReadDb } from '../../data/handles.ts'
import { dateNumber, type IsoDate } from '../../domain/month.ts'
import { coversOn } from '../agreements/signing.ts'

/** Of these outlets those that an agreement with their agent of that day covers. */
export function agreedOn(db: ReadDb, day: IsoDate, outlets: readonly number[]): ReadonlySet<number> {
  return keepsAgreements(db) ? new Set(coversOn(db, day, outlets).keys()) : new Set()
}

/** The same for today and all outlets: the register itself holds today's agents, so no history is read. */
export function agreedToday(db: ReadDb, today: IsoDate): ReadonlySet<number> {
  return new Set(
    db
      .all<{ outlet: number }>(
        `SELECT n.outlet FROM agreements g JOIN agreement_outlets n ON n.agreement = g.id JOIN outlets o ON o.id = n.outlet
         WHERE g.from_day <= ?1 AND coalesce(g.ended_on, g.to_day) >= ?1 AND coalesce(n.to_day, g.to_day) >= ?1
           AND o.agent = coalesce((SELECT t.before FROM agreement_takeovers t WHERE t.agreement = g.id AND t.from_day > ?1
             ORDER BY t.from_day LIMIT 1), g.agent)`,
        dateNumber(today),
      )
      .map(({ outlet }) => outlet),
  )
}

/** Whether the office keeps agreements here at all. */
export function keepsAgreements(db: ReadDb): boolean {
  return db.get('SELECT 1 FROM agreements LIMIT 1') !== undefined
}
