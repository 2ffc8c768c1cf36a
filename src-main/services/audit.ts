/** Reading the audit chain, and the check of everything that can be checked: `desk verify`. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { verifyAudit } from '../data/audit-chain.ts'
import type { ReadDb } from '../data/handles.ts'
import { type Month, monthFromNumber } from '../domain/month.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Job } from './jobs.ts'
import type { Office, Query } from './office.ts'
import { verifyMemberEntries } from './settlements/member-entries.ts'

export interface AuditView {
  readonly id: number
  readonly at: string
  readonly user: string
  readonly act: string
  readonly period: Month | null
  readonly subject: string | null
  readonly detail: unknown
  /** The machine where it was done; null where nobody said. */
  readonly pc: string | null
}

/**
 * The number of the last act that somebody else recorded; for one who is new here what there is already counts as seen.
 * Looks only at what was recorded since it was asked last.
 */
export function othersActs(db: ReadDb): (user: string) => number {
  const known = new Map<string, { others: number; upTo: number }>()
  return (user) => {
    const upTo = db.get<{ id: number | null }>('SELECT max(id) AS id FROM audit')?.id ?? 0
    const before = known.get(user) ?? { others: upTo, upTo }
    const since =
      upTo > before.upTo
        ? db.get<{ id: number | null }>('SELECT max(id) AS id FROM audit WHERE id > ? AND user <> ?', before.upTo, user)
            ?.id
        : null
    const others = since ?? before.others
    known.set(user, { others, upTo })
    return others
  }
}

/** The newest rows first; `total` counts all that match. */
export function auditPage(
  cx: Query,
  asked: { offset: number; limit: number; subject?: string | undefined; user?: string | undefined },
): { total: number; rows: AuditView[] } {
  const where = '(?1 IS NULL OR subject = ?1) AND (?2 IS NULL OR user = ?2)'
  const subject = asked.subject ?? null
  const user = asked.user ?? null
  const total = cx.db.get<{ n: number }>(`SELECT count(*) AS n FROM audit WHERE ${where}`, subject, user)?.n ?? 0
  const rows = cx.db.all<Omit<AuditView, 'period' | 'detail'> & { period: number | null; detail: string }>(
    `SELECT id, at, user, act, period, subject, detail, pc FROM audit WHERE ${where} ORDER BY id DESC LIMIT ?3 OFFSET ?4`,
    subject,
    user,
    asked.limit,
    asked.offset,
  )
  return {
    total,
    rows: rows.map((row) => ({
      ...row,
      period: row.period === null ? null : monthFromNumber(row.period),
      detail: JSON.parse(row.detail),
    })),
  }
}

export interface Verification {
  readonly ok: boolean
  readonly audit: { rows: number; broken: number | null }
  /** SQLite's check of pages, indexes and references: 'ok', or what is wrong. */
  readonly integrity: string
  readonly closedDocuments: { checked: number; changed: string[] }
  /** The kept entries of members against the ledger. */
  readonly memberEntries: { checked: number; wrong: number }
}

const STEP = 2000

/** Checks the audit chain, the file's own integrity, its references and the hashes of closed months; changes nothing. */
export async function verifyAll(office: Office, job: Job): Promise<Verification> {
  const db = office.store.read
  let at = verifyAudit(db, undefined, STEP)
  let rows = at.rows
  while (at.broken === null && at.rows === STEP) {
    await job.breathe()
    at = verifyAudit(db, { after: at.last, hash: at.hash }, STEP)
    rows += at.rows
    job.progress('verifyingAudit', null, rows)
  }
  await job.breathe()
  const integrity = await checkedCopy(office, job)
  const closedDocuments = await verifyClosed(office, job)
  const memberEntries = await verifyMemberEntries(office.store, job)
  const ok =
    at.broken === null && integrity === 'ok' && closedDocuments.changed.length === 0 && memberEntries.wrong === 0
  return { ok, audit: { rows, broken: at.broken }, integrity, closedDocuments, memberEntries }
}

/** The check takes seconds on a large store, so it is done on a copy, beside us; the copy goes afterwards. */
async function checkedCopy(office: Office, job: Job): Promise<string> {
  const copy = join(office.store.dataDir, 'tmp', `verify-${job.id}.sqlite`)
  try {
    await office.store.backup(copy, (fraction) => job.progress('copying', fraction))
    return 'ok'
  } catch (error) {
    if (error instanceof Refusal && error.code === 'STORE_CORRUPT') return String(error.details.found)
    throw error
  } finally {
    rmSync(copy, { force: true })
  }
}

async function verifyClosed(office: Office, job: Job): Promise<Verification['closedDocuments']> {
  const changed: string[] = []
  let checked = 0
  const months = office.store.read.all<{ period: number; hash: string | null }>(
    "SELECT period, hash FROM settlements WHERE status IN ('closed', 'paid') ORDER BY period",
  )
  for (const { period, hash } of months) {
    const month = createHash('sha256')
    const documents = office.store.read.all<{ kind: string; code: string; document: string; sha256: string }>(
      'SELECT kind, code, document, sha256 FROM closed_documents WHERE period = ? ORDER BY kind, code',
      period,
    )
    for (const { kind, code, document, sha256 } of documents) {
      if (createHash('sha256').update(document).digest('hex') !== sha256) changed.push(`${period} ${kind} ${code}`)
      month.update(`${kind}\n${code}\n${sha256}\n`)
      checked += 1
      if (checked % 200 === 0) await job.breathe()
    }
    if (month.digest('hex') !== hash) changed.push(`${period}`)
    job.progress('verifyingClosed', null, checked)
  }
  return { checked, changed }
}
