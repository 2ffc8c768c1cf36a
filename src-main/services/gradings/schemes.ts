/** Grading schemes: drafts, versions, approval by a second person (DOMAIN.md §6: as for policies). */
import type { ReadDb } from '../../data/handles.ts'
import type { SchemeStatus } from '../../data/schema.ts'
import type { Scheme } from '../../domain/grading/scheme.ts'
import { schemeProblems } from '../../domain/grading/scheme-problems.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'

export interface SchemeRecord {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: SchemeStatus
  readonly title: string
  readonly scheme: Scheme
  readonly savedBy: string
  readonly savedAt: string
  readonly submittedBy: string | null
  readonly submittedAt: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
}

const SELECT = `SELECT id, code, version, status, title, document, saved_by AS savedBy, saved_at AS savedAt,
  submitted_by AS submittedBy, submitted_at AS submittedAt, decided_by AS decidedBy, decided_at AS decidedAt, reason
  FROM grading_schemes`

type SchemeRow = Omit<SchemeRecord, 'scheme'> & { document: string }

const recordOf = ({ document, ...row }: SchemeRow): SchemeRecord => ({ ...row, scheme: JSON.parse(document) as Scheme })

export interface SchemeHandle {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: SchemeStatus
}

/**
 * Saves a scheme as a draft: over the code's own draft (or rejected version) where there is one, else as the next version.
 * @throws Refusal SCHEME_INVALID {problems}, WRONG_STATE while a version waits for approval
 */
export function saveScheme(cx: Command, scheme: Scheme): SchemeHandle {
  const problems = schemeProblems(scheme)
  if (problems.length > 0) throw new Refusal('SCHEME_INVALID', { problems })
  const last = cx.db.get<SchemeRow>(`${SELECT} WHERE code = ? ORDER BY version DESC LIMIT 1`, scheme.code)
  if (last?.status === 'submitted') throw wrongState(last, ['draft'])
  const { code, title } = scheme
  const document = JSON.stringify(scheme)
  if (last && (last.status === 'draft' || last.status === 'rejected')) {
    cx.db.run(
      `UPDATE grading_schemes SET status = 'draft', title = ?, document = ?, saved_by = ?, saved_at = ?, submitted_by = NULL,
       submitted_at = NULL, decided_by = NULL, decided_at = NULL, reason = NULL WHERE id = ?`,
      title,
      document,
      cx.user,
      cx.now,
      last.id,
    )
    return { id: last.id, code, version: last.version, status: 'draft' }
  }
  const version = (last?.version ?? 0) + 1
  const { lastInsertRowid } = cx.db.run(
    `INSERT INTO grading_schemes (code, version, status, title, document, saved_by, saved_at)
     VALUES (?, ?, 'draft', ?, ?, ?, ?)`,
    code,
    version,
    title,
    document,
    cx.user,
    cx.now,
  )
  return { id: lastInsertRowid, code, version, status: 'draft' }
}

function wrongState({ code, status, version }: SchemeRow, wanted: readonly SchemeStatus[]): Refusal {
  return new Refusal('WRONG_STATE', { what: 'scheme', name: code, state: status, version, wanted })
}

function requireScheme(db: ReadDb, id: number, wanted: readonly SchemeStatus[]): SchemeRecord {
  const row = db.get<SchemeRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'scheme', name: String(id) })
  if (!wanted.includes(row.status)) throw wrongState(row, wanted)
  return recordOf(row)
}

/** @throws Refusal NOT_FOUND, WRONG_STATE */
export function submitScheme(cx: Command, id: number): SchemeHandle {
  const { code, version } = requireScheme(cx.db, id, ['draft'])
  cx.db.run(
    "UPDATE grading_schemes SET status = 'submitted', submitted_by = ?, submitted_at = ? WHERE id = ?",
    cx.user,
    cx.now,
    id,
  )
  return { id, code, version, status: 'submitted' }
}

/** Takes a submitted version back to change it. @throws Refusal ROLE_MISSING {needed}, NOT_FOUND, WRONG_STATE */
export function withdrawScheme(cx: Command, id: number): SchemeHandle {
  const { code, version, submittedBy } = requireScheme(cx.db, id, ['submitted'])
  if (submittedBy !== cx.user) throw new Refusal('ROLE_MISSING', { needed: [submittedBy] })
  cx.db.run("UPDATE grading_schemes SET status = 'draft', submitted_by = NULL, submitted_at = NULL WHERE id = ?", id)
  return { id, code, version, status: 'draft' }
}

/** Puts a submitted version in force in place of the one before. @throws Refusal SAME_PERSON, NOT_FOUND, WRONG_STATE */
export function approveScheme(cx: Command, id: number): SchemeHandle {
  const { code, version } = decided(cx, id)
  cx.db.run("UPDATE grading_schemes SET status = 'retired' WHERE code = ? AND status = 'approved'", code)
  cx.db.run(
    "UPDATE grading_schemes SET status = 'approved', decided_by = ?, decided_at = ? WHERE id = ?",
    cx.user,
    cx.now,
    id,
  )
  return { id, code, version, status: 'approved' }
}

/** Gives a submitted version back with a reason. @throws Refusal SAME_PERSON, NOT_FOUND, WRONG_STATE */
export function rejectScheme(cx: Command, id: number, reason: string): SchemeHandle {
  const { code, version } = decided(cx, id)
  cx.db.run(
    "UPDATE grading_schemes SET status = 'rejected', decided_by = ?, decided_at = ?, reason = ? WHERE id = ?",
    cx.user,
    cx.now,
    reason,
    id,
  )
  return { id, code, version, status: 'rejected' }
}

function decided(cx: Command, id: number): SchemeRecord {
  const record = requireScheme(cx.db, id, ['submitted'])
  if (record.submittedBy === cx.user) throw new Refusal('SAME_PERSON', { did: 'submit', user: cx.user })
  return record
}

/** All versions by code, newest first. */
export function listSchemes({ db }: Pick<Query, 'db'>): SchemeRecord[] {
  return db.all<SchemeRow>(`${SELECT} ORDER BY code, version DESC`).map(recordOf)
}

/** The version that grades: the approved one; to try a scheme out, its newest where none is approved. @throws Refusal NOT_FOUND */
export function schemeInForce(db: ReadDb, code: string): SchemeRecord {
  const row =
    db.get<SchemeRow>(`${SELECT} WHERE code = ? AND status = 'approved'`, code) ??
    db.get<SchemeRow>(`${SELECT} WHERE code = ? ORDER BY version DESC LIMIT 1`, code)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'scheme', name: code })
  return recordOf(row)
}
