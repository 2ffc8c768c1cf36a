/** Which grading of a scheme and period stands: opening the next one, putting one aside. */
import type { ReadDb } from '../../data/handles.ts'
import type { GradingStatus } from '../../domain/grading/stages.ts'
import { chineseMonth, type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'
import { gradingBase } from './gradings.ts'
import { keepRound } from './rounds.ts'
import { type SchemeRecord, schemeInForce } from './schemes.ts'

interface Standing {
  readonly id: number
  readonly status: GradingStatus
  readonly edition: number
}

/** The gradings of a scheme and period that stand: one in work at most, and one in effect at most. */
export function standing(
  db: ReadDb,
  code: string,
  period: Month,
): { work: Standing | undefined; done: Standing | undefined } {
  const rows = db.all<Standing>(
    "SELECT id, status, edition FROM gradings WHERE code = ? AND period = ? AND status <> 'withdrawn'",
    code,
    monthNumber(period),
  )
  const isDone = ({ status }: Standing) => status === 'published' || status === 'final'
  return { work: rows.find((row) => !isDone(row)), done: rows.find(isDone) }
}

/** The refusal that says which one stands. */
export function exists({ title }: SchemeRecord, period: Month, { id, status }: Standing): Refusal {
  return new Refusal('GRADING_EXISTS', { name: title, period, words: chineseMonth(period), state: status, id })
}

/** @throws Refusal NOT_FOUND, WRONG_STATE unless a version of the scheme is approved */
export function approvedScheme(db: ReadDb, code: string): SchemeRecord {
  const record = schemeInForce(db, code)
  if (record.status === 'approved') return record
  const { code: name, status: state, version } = record
  throw new Refusal('WRONG_STATE', { what: 'scheme', name, state, version, wanted: ['approved'] })
}

/** The next edition of a scheme and period, to be given its scores. @returns its id */
export function openGrading(cx: Command, { id, code }: Pick<SchemeRecord, 'id' | 'code'>, period: Month): number {
  const last = cx.db.get<{ n: number | null }>(
    'SELECT max(edition) AS n FROM gradings WHERE code = ? AND period = ?',
    code,
    monthNumber(period),
  )
  return cx.db.run(
    "INSERT INTO gradings (scheme, code, period, edition, status) VALUES (?, ?, ?, ?, 'scored')",
    id,
    code,
    monthNumber(period),
    (last?.n ?? 0) + 1,
  ).lastInsertRowid
}

/** A grading holds no more, or never will; its record stays. */
export function putAside(cx: Command, id: number, reason: string): void {
  const { round } = gradingBase(cx.db, id)
  if (round !== null) keepRound(cx.db, round)
  cx.db.run(
    "UPDATE gradings SET status = 'withdrawn', withdrawn_by = ?, withdrawn_at = ?, withdrawn_reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    id,
  )
}
