/**
 * Documents in versions, each written by one person and approved by another: what policies and grading schemes share
 * (DOMAIN.md §4, §6). A kind has a table of its own with these columns; what was once in force is never changed.
 */
import { Refusal } from '../domain/refusal.ts'
import type { VersionStatus } from '../domain/version.ts'
import type { Command } from './office.ts'

export interface VersionedKind {
  readonly table: 'policies' | 'grading_schemes'
  /** What it is called in a refusal. */
  readonly what: 'policy' | 'scheme'
}

/** What names a version, for the record of who did what. */
export interface VersionHandle {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: VersionStatus
}

/** What every kind's record of a version has. */
export interface VersionRecord extends VersionHandle {
  readonly title: string
  readonly savedBy: string
  readonly savedAt: string
  readonly submittedBy: string | null
  readonly submittedAt: string | null
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  /** Why it was rejected. */
  readonly reason: string | null
}

/** A row with the document as its kind wrote it (JSON). */
export type VersionRow = VersionRecord & { readonly document: string }

/** The columns of a VersionRow, for a kind's own SELECT. */
export const VERSION_COLUMNS = `id, code, version, status, title, document, saved_by AS savedBy, saved_at AS savedAt,
  submitted_by AS submittedBy, submitted_at AS submittedAt, decided_by AS decidedBy, decided_at AS decidedAt, reason`

/** A document to be saved; `columns` are those that its kind has beside the document. */
export interface Draft {
  readonly code: string
  readonly title: string
  readonly document: unknown
  readonly columns?: Readonly<Record<string, number | null>>
}

/**
 * Saves a document as a draft: over the code's own draft (or rejected version) where there is one, else as its next version.
 * @throws Refusal WRONG_STATE while a version waits for approval
 */
export function saveDraft(
  cx: Command,
  kind: VersionedKind,
  { code, title, document, columns = {} }: Draft,
): VersionHandle {
  const last = cx.db.get<VersionHandle>(
    `SELECT id, code, version, status FROM ${kind.table} WHERE code = ? ORDER BY version DESC LIMIT 1`,
    code,
  )
  if (last?.status === 'submitted') throw wrongState(kind, last, ['draft'])
  const [names, values] = [Object.keys(columns), Object.values(columns)]
  const written = [title, JSON.stringify(document), cx.user, cx.now, ...values]
  if (last?.status === 'draft' || last?.status === 'rejected') {
    const own = names.map((name) => `, ${name} = ?`).join('')
    cx.db.run(
      `UPDATE ${kind.table} SET status = 'draft', submitted_by = NULL, submitted_at = NULL, decided_by = NULL,
       decided_at = NULL, reason = NULL, title = ?, document = ?, saved_by = ?, saved_at = ?${own} WHERE id = ?`,
      ...written,
      last.id,
    )
    return { id: last.id, code, version: last.version, status: 'draft' }
  }
  const version = (last?.version ?? 0) + 1
  const { lastInsertRowid: id } = cx.db.run(
    `INSERT INTO ${kind.table} (${['title', 'document', 'saved_by', 'saved_at', ...names, 'code', 'version', 'status'].join(', ')})
     VALUES (${[...written, code, version].map(() => '?').join(', ')}, 'draft')`,
    ...written,
    code,
    version,
  )
  return { id, code, version, status: 'draft' }
}

/** @throws Refusal WRONG_STATE {wanted} where the version is in none of the wanted states */
export function requireState<Record extends VersionHandle>(
  kind: VersionedKind,
  record: Record,
  wanted: readonly VersionStatus[],
): Record {
  if (!wanted.includes(record.status)) throw wrongState(kind, record, wanted)
  return record
}

function wrongState(
  { what }: VersionedKind,
  { code, status, version }: VersionHandle,
  wanted: readonly VersionStatus[],
) {
  return new Refusal('WRONG_STATE', { what, name: code, state: status, version, wanted })
}

/** Hands a draft to a second person. @throws Refusal WRONG_STATE */
export function submitVersion(cx: Command, kind: VersionedKind, record: VersionHandle): VersionHandle {
  requireState(kind, record, ['draft'])
  const sql = `UPDATE ${kind.table} SET status = 'submitted', submitted_by = ?, submitted_at = ? WHERE id = ?`
  cx.db.run(sql, cx.user, cx.now, record.id)
  return handleOf(record, 'submitted')
}

/** Takes one's own submission back to a draft. @throws Refusal WRONG_STATE, ROLE_MISSING {needed} for everybody else */
export function withdrawVersion(cx: Command, kind: VersionedKind, record: VersionRecord): VersionHandle {
  requireState(kind, record, ['submitted'])
  if (record.submittedBy !== cx.user) throw new Refusal('ROLE_MISSING', { needed: [record.submittedBy] })
  const sql = `UPDATE ${kind.table} SET status = 'draft', submitted_by = NULL, submitted_at = NULL WHERE id = ?`
  cx.db.run(sql, record.id)
  return handleOf(record, 'draft')
}

/** Puts a submitted version in force; what becomes of the one before is the kind's. @throws Refusal WRONG_STATE, SAME_PERSON */
export function approveVersion(cx: Command, kind: VersionedKind, record: VersionRecord): VersionHandle {
  requireState(kind, record, ['submitted'])
  refuseSubmitter(cx, record)
  const sql = `UPDATE ${kind.table} SET status = 'approved', decided_by = ?, decided_at = ? WHERE id = ?`
  cx.db.run(sql, cx.user, cx.now, record.id)
  return handleOf(record, 'approved')
}

/** Gives a submitted version back with a reason. @throws Refusal WRONG_STATE, SAME_PERSON */
export function rejectVersion(cx: Command, kind: VersionedKind, record: VersionRecord, reason: string): VersionHandle {
  requireState(kind, record, ['submitted'])
  refuseSubmitter(cx, record)
  const sql = `UPDATE ${kind.table} SET status = 'rejected', decided_by = ?, decided_at = ?, reason = ? WHERE id = ?`
  cx.db.run(sql, cx.user, cx.now, reason, record.id)
  return handleOf(record, 'rejected')
}

/** @throws Refusal SAME_PERSON for who submitted the version */
export function refuseSubmitter({ user }: Command, { submittedBy }: Pick<VersionRecord, 'submittedBy'>): void {
  if (submittedBy === user) throw new Refusal('SAME_PERSON', { did: 'submit', user })
}

/** What names a version, in the state it has now. */
export const handleOf = ({ id, code, version }: VersionHandle, status: VersionStatus): VersionHandle => ({
  id,
  code,
  version,
  status,
})
