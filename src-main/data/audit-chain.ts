/** The audit chain: one row per command, each hashed over the one before, so that no row can be changed unseen. */
import { createHash } from 'node:crypto'
import type { ReadDb, WriteDb } from './handles.ts'

export interface AuditEntry {
  readonly at: string
  readonly user: string
  readonly act: string
  readonly period: number | null
  readonly subject: string | null
  /** JSON text of what was asked and what came of it; never a password. */
  readonly detail: string
  /** The machine where it was done; null for the program's own work, and in rows from before it was kept. */
  readonly pc?: string | null
  /** The browser's own number there. */
  readonly browser?: string | null
}

interface AuditRow extends AuditEntry {
  id: number
  previous: string
  hash: string
}

const GENESIS = '0'.repeat(64)

function hashOf(id: number, previous: string, entry: AuditEntry): string {
  const content = JSON.stringify([
    id,
    previous,
    entry.at,
    entry.user,
    entry.act,
    entry.period,
    entry.subject,
    entry.detail,
    // rows without a place are hashed as they were before places were kept
    ...(entry.pc ? [entry.pc, entry.browser ?? null] : []),
  ])
  return createHash('sha256').update(content).digest('hex')
}

/** Appends a row inside the command's transaction; answers its id. */
export function appendAudit(db: WriteDb, entry: AuditEntry): number {
  const last = db.get<{ id: number; hash: string }>('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1')
  const id = (last?.id ?? 0) + 1
  const previous = last?.hash ?? GENESIS
  db.run(
    `INSERT INTO audit (id, at, user, act, period, subject, detail, pc, browser, previous, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    entry.at,
    entry.user,
    entry.act,
    entry.period,
    entry.subject,
    entry.detail,
    entry.pc ?? null,
    entry.pc ? (entry.browser ?? null) : null,
    previous,
    hashOf(id, previous, entry),
  )
  return id
}

/** Walks rows from `after` on; answers the first id whose hash, link or number is wrong, and where it stopped. */
export function verifyAudit(
  db: ReadDb,
  start: { after: number; hash: string } = { after: 0, hash: GENESIS },
  limit = Number.MAX_SAFE_INTEGER,
): { rows: number; last: number; hash: string; broken: number | null } {
  let previous = start.hash
  let last = start.after
  let rows = 0
  for (const row of db.each<AuditRow>('SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?', start.after, limit)) {
    if (row.id !== last + 1 || row.previous !== previous || row.hash !== hashOf(row.id, row.previous, row)) {
      return { rows, last, hash: previous, broken: row.id }
    }
    previous = row.hash
    last = row.id
    rows += 1
  }
  return { rows, last, hash: previous, broken: null }
}
