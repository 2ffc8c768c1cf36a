/** An agreement as its rules need it. */
import type { ReadDb } from '../../data/handles.ts'
import type { AgreementDays } from '../../domain/agreement.ts'
import { dateFromNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'

/** What an agreement's rules need of it. */
export interface KnownAgreement extends AgreementDays {
  readonly number: string
  /** The agent's code. */
  readonly agent: string
  readonly exclusive: boolean
  readonly recordedOn: IsoDate
}

/** @throws Refusal NOT_FOUND */
export function requireAgreement(db: ReadDb, id: number): KnownAgreement {
  const row = db.get<{
    number: string
    agent: string
    exclusive: number
    from_day: number
    to_day: number
    ended_on: number | null
    recorded_on: number
  }>(
    `SELECT g.number, a.code AS agent, g.exclusive, g.from_day, g.to_day, g.ended_on, g.recorded_on
     FROM agreements g JOIN agents a ON a.id = g.agent WHERE g.id = ?`,
    id,
  )
  if (!row) throw new Refusal('NOT_FOUND', { what: 'agreement', name: String(id) })
  return {
    number: row.number,
    agent: row.agent,
    exclusive: row.exclusive === 1,
    from: dateFromNumber(row.from_day),
    to: dateFromNumber(row.to_day),
    endedOn: row.ended_on === null ? null : dateFromNumber(row.ended_on),
    recordedOn: dateFromNumber(row.recorded_on),
  }
}
