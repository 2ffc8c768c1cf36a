/** Scoring a period (打分) as a draft that goes through its stages. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import type { Month } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf, runCommand } from '../command.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Office } from '../office.ts'
import { queryOf } from '../query.ts'
import { type Grading, getGrading } from './gradings.ts'
import { adoptRound, strayRounds, sweepRound, writeRound } from './rounds.ts'
import type { SchemeRecord } from './schemes.ts'
import { scored } from './scoring.ts'
import { approvedScheme, exists, openGrading, standing } from './standing.ts'
import { windowOf } from './window.ts'

/**
 * Scores a period as a draft, or scores the draft anew. Once one is in effect another edition needs the reason for which it is
 * to overrule it.
 * @throws Refusal NOT_FOUND, WRONG_STATE, GRADING_EXISTS {state}, DATA_CHANGED, CANCELLED
 */
export async function scoreGrading(
  office: Office,
  actor: Actor,
  job: Job,
  asked: { scheme: string; period: Month; overrule?: string | undefined },
  act: string,
): Promise<Grading> {
  const { store } = office
  const record = approvedScheme(store.read, asked.scheme)
  const period = windowOf(record.scheme.period, asked.period).at(-1)!
  const allowed = (db: ReadDb) => {
    const { work, done } = standing(db, record.code, period)
    if (work && work.status !== 'scored') throw exists(record, period, work)
    if (!work && done && !asked.overrule) throw exists(record, period, done)
    return work
  }
  allowed(store.read)
  const { round, revision } = await freshRound(office, actor, job, record, period)
  try {
    job.seal()
    const id = runCommand(office, actor, act, (cx) => {
      if (revisionOf(cx.db) !== revision) throw new Refusal('DATA_CHANGED', { period })
      const id = allowed(cx.db)?.id ?? openGrading(cx, record, period)
      cx.db.run(
        `UPDATE gradings SET scheme = ?, scored_by = ?, scored_at = ?, reviewed_by = NULL, reviewed_at = NULL WHERE id = ?`,
        record.id,
        cx.user,
        cx.now,
        id,
      )
      adoptRound(cx.db, id, round, false)
      return { result: id, period, subject: `grading:${id}`, detail: { ...asked, period, id, round } }
    })
    return getGrading(queryOf(office, actor), id)
  } finally {
    await sweepStray(office)
  }
}

/** Scores and writes a round that is nobody's yet. */
export async function freshRound(office: Office, actor: Actor, job: Job, { scheme }: SchemeRecord, period: Month) {
  const revision = revisionOf(office.store.read)
  const found = await scored(office, job, scheme, period)
  const round = await writeRound(office, job, actor.user, revision, found)
  return { round, revision, found }
}

/** What was replaced, or not adopted, goes; also when the job was cancelled. */
export async function sweepStray(office: Office): Promise<void> {
  for (const round of strayRounds(office)) await sweepRound(office, round, () => nextTurn())
}
