/** What was confirmed of files in a round, and what changed since: the latest confirmation of each file counts. */
import type { ReadDb } from '../../data/handles.ts'
import type { FileSubject } from '../../domain/completeness.ts'
import type { SomeFiles } from './files.ts'

export interface Confirmed {
  readonly checkedBy: string
  readonly user: string
  readonly at: string
  readonly note: string | null
  /** Fields changed in the file since. */
  readonly changed: number
}

interface ConfirmationRow {
  subject: FileSubject
  subject_id: number
  checked_by: string
  user: string
  at: string
  note: string | null
  history_row: number
}

/** By "outlet:12"; empty where there is no round. */
export function confirmedFiles(db: ReadDb, round: number | null, only?: SomeFiles): Map<string, Confirmed> {
  const confirmed = new Map<string, Confirmed>()
  if (round === null) return confirmed
  const rows = db.all<ConfirmationRow>(
    `SELECT subject, subject_id, checked_by, user, at, note, history_row FROM confirmations
     WHERE round = ?1 AND (?2 IS NULL OR subject = ?2) AND (?3 IS NULL OR subject_id IN (SELECT value FROM json_each(?3))) ORDER BY id`,
    round,
    only?.subject ?? null,
    only?.ids ? JSON.stringify(only.ids) : null,
  )
  if (rows.length === 0) return confirmed
  const seen = new Map(rows.map((row) => [`${row.subject}:${row.subject_id}`, row.history_row]))
  const changes = changesAfter(db, seen)
  for (const { subject, subject_id, checked_by, user, at, note } of rows) {
    const key = `${subject}:${subject_id}`
    confirmed.set(key, { checkedBy: checked_by, user, at, note, changed: changes.get(key) ?? 0 })
  }
  return confirmed
}

/** Rows of the history of each file later than the one it was confirmed at; first known values are no changes. */
function changesAfter(db: ReadDb, seen: ReadonlyMap<string, number>): Map<string, number> {
  const changes = new Map<string, number>()
  const earliest = Math.min(...seen.values())
  for (const { id, subject, subject_id } of db.all<{ id: number; subject: string; subject_id: number }>(
    'SELECT id, subject, subject_id FROM history WHERE id > ? AND from_day > 0',
    earliest,
  )) {
    const key = `${subject}:${subject_id}`
    const since = seen.get(key)
    if (since !== undefined && id > since) changes.set(key, (changes.get(key) ?? 0) + 1)
  }
  return changes
}
