/** Grading schemes: drafts, versions, approval by a second person (DOMAIN.md §6: as for policies). */
import type { ReadDb } from '../../data/handles.ts'
import type { Scheme } from '../../domain/grading/scheme.ts'
import { schemeProblems } from '../../domain/grading/scheme-problems.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command, Query } from '../office.ts'
import {
  approveVersion,
  rejectVersion,
  saveDraft,
  submitVersion,
  VERSION_COLUMNS,
  type VersionedKind,
  type VersionHandle,
  type VersionRecord,
  type VersionRow,
  withdrawVersion,
} from '../versioned.ts'

const SCHEMES: VersionedKind = { table: 'grading_schemes', what: 'scheme' }

export interface SchemeRecord extends VersionRecord {
  readonly scheme: Scheme
}

const SELECT = `SELECT ${VERSION_COLUMNS} FROM grading_schemes`

const recordOf = ({ document, ...row }: VersionRow): SchemeRecord => ({
  ...row,
  scheme: JSON.parse(document) as Scheme,
})

/** Saves over the code's draft or rejected version, else as its next version. @throws Refusal SCHEME_INVALID {problems}, WRONG_STATE */
export function saveScheme(cx: Command, scheme: Scheme): VersionHandle {
  const problems = schemeProblems(scheme)
  if (problems.length > 0) throw new Refusal('SCHEME_INVALID', { problems })
  return saveDraft(cx, SCHEMES, { code: scheme.code, title: scheme.title, document: scheme })
}

function schemeById(db: ReadDb, id: number): SchemeRecord {
  const row = db.get<VersionRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'scheme', name: String(id) })
  return recordOf(row)
}

/** @throws Refusal NOT_FOUND, WRONG_STATE */
export function submitScheme(cx: Command, id: number): VersionHandle {
  return submitVersion(cx, SCHEMES, schemeById(cx.db, id))
}

/** Takes a submitted version back to change it. @throws Refusal ROLE_MISSING {needed}, NOT_FOUND, WRONG_STATE */
export function withdrawScheme(cx: Command, id: number): VersionHandle {
  return withdrawVersion(cx, SCHEMES, schemeById(cx.db, id))
}

/** Puts a submitted version in force in place of the one before. @throws Refusal SAME_PERSON, NOT_FOUND, WRONG_STATE */
export function approveScheme(cx: Command, id: number): VersionHandle {
  const record = schemeById(cx.db, id)
  cx.db.run("UPDATE grading_schemes SET status = 'retired' WHERE code = ? AND status = 'approved'", record.code)
  return approveVersion(cx, SCHEMES, record)
}

/** Gives a submitted version back with a reason. @throws Refusal SAME_PERSON, NOT_FOUND, WRONG_STATE */
export function rejectScheme(cx: Command, id: number, reason: string): VersionHandle {
  return rejectVersion(cx, SCHEMES, schemeById(cx.db, id), reason)
}

/** All versions by code, newest first. */
export function listSchemes({ db }: Pick<Query, 'db'>): SchemeRecord[] {
  return db.all<VersionRow>(`${SELECT} ORDER BY code, version DESC`).map(recordOf)
}

/** The version that grades: the approved one; to try a scheme out, its newest where none is approved. @throws Refusal NOT_FOUND */
export function schemeInForce(db: ReadDb, code: string): SchemeRecord {
  const row =
    db.get<VersionRow>(`${SELECT} WHERE code = ? AND status = 'approved'`, code) ??
    db.get<VersionRow>(`${SELECT} WHERE code = ? ORDER BY version DESC LIMIT 1`, code)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'scheme', name: code })
  return recordOf(row)
}
