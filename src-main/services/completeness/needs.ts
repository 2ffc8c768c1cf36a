/** What the office wants in its files: the usual, and what it says instead. */
import type { ReadDb } from '../../data/handles.ts'
import { FILE_ITEMS, type FileNeed, type FileSubject, type Need, needsOf } from '../../domain/completeness.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Command } from '../office.ts'

/** All needs as they hold now, in the order of the page. */
export function fileNeeds(db: ReadDb): FileNeed[] {
  const own = db
    .all<{ subject: FileSubject; item: string; need: Need; kinds: string }>(
      'SELECT subject, item, need, kinds FROM file_needs',
    )
    .map((row) => ({ ...row, kinds: JSON.parse(row.kinds) as string[] }))
  return needsOf(own)
}

/** Says what the office wants of some items. @throws Refusal NOT_FOUND for an item that does not exist */
export function setFileNeeds(cx: Command, needs: readonly FileNeed[]): { needs: FileNeed[] } {
  for (const { subject, item, need, kinds } of needs) {
    if (!FILE_ITEMS.some((known) => known.subject === subject && known.item === item))
      throw new Refusal('NOT_FOUND', { what: 'fileItem', name: `${subject}.${item}` })
    cx.db.run(
      `INSERT INTO file_needs (subject, item, need, kinds, user, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (subject, item) DO UPDATE SET need = excluded.need, kinds = excluded.kinds, user = excluded.user, at = excluded.at`,
      subject,
      item,
      need,
      JSON.stringify(kinds),
      cx.user,
      cx.now,
    )
  }
  return { needs: fileNeeds(cx.db) }
}
