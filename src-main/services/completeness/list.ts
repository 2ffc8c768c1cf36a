/** The list of files with what they lack, filtered, ordered and counted in the store's process; and what one file lacks. */
import type { FileNeed, FileSubject } from '../../domain/completeness.ts'
import type { IsoDate } from '../../domain/month.ts'
import { dateFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Query } from '../office.ts'
import { agentId } from '../register/agents.ts'
import { fieldOf, fromHistory, sayValue } from '../register/fields.ts'
import type { ListAsked } from '../register/list-filter.ts'
import { outletId } from '../register/outlets.ts'
import { type FileRow, fileRows, fileRowsGently } from './files.ts'
import { isFound } from './found.ts'
import { fileNeeds } from './needs.ts'
import { openRoundOf } from './rounds.ts'

export interface FileFilter {
  readonly text?: string | undefined
  readonly subject?: FileSubject | undefined
  /** Who asks. */
  readonly asker?: string | undefined
  readonly centre?: string | undefined
  readonly township?: string | undefined
  /** "outlet.phone": files that lack it, also where it is optional. */
  readonly item?: string | undefined
  readonly state?: 'incomplete' | 'complete' | 'unconfirmed' | 'confirmed' | 'changed' | undefined
}

export type FileView = Omit<FileRow, 'id' | 'pinyin'>

const SORTS: Readonly<Record<string, (row: FileRow) => string | number>> = {
  code: (row) => row.code,
  name: (row) => row.pinyin,
  kind: (row) => row.kind ?? '',
  township: (row) => row.township ?? '',
  asker: (row) => row.asker ?? '',
  missing: (row) => row.missing.length,
  confirmedAt: (row) => row.confirmed?.at ?? '',
}

/** The files that pass, with the sum of what they lack. @throws Refusal INVALID_INPUT for an order that is not offered */
export async function listFiles(
  cx: Query,
  asked: ListAsked<FileFilter>,
): Promise<{ total: number; missing: number; rows: FileView[] }> {
  const { filter = {}, sort } = asked
  const by = sort && Object.hasOwn(SORTS, sort.by) ? SORTS[sort.by] : undefined
  if (sort && !by) throw new Refusal('INVALID_INPUT', { field: 'sort', value: sort.by })
  const rows = await fileRowsGently(cx, openRoundOf(cx.db)?.id ?? null)
  const passing = rows.filter((row) => passes(row, filter))
  if (by) {
    const sign = sort?.descending ? -1 : 1
    passing.sort((a, b) => {
      const [left, right] = [by(a), by(b)]
      return left === right ? 0 : left < right ? -sign : sign
    })
  }
  return {
    total: passing.length,
    missing: passing.reduce((sum, { missing }) => sum + missing.length, 0),
    rows: passing.slice(asked.offset, asked.offset + asked.limit).map(viewOf),
  }
}

function passes(row: FileRow, filter: FileFilter): boolean {
  const { confirmed } = row
  if (!isFound(row, filter.text ?? '')) return false
  if (filter.subject && row.subject !== filter.subject) return false
  if (filter.asker && row.asker !== filter.asker) return false
  if (filter.centre && row.centre !== filter.centre) return false
  if (filter.township && row.township !== filter.township) return false
  if (filter.item && ![...row.missing, ...row.wanted].some((item) => `${row.subject}.${item}` === filter.item))
    return false
  switch (filter.state) {
    case undefined:
      return true
    case 'incomplete':
      return row.missing.length > 0
    case 'complete':
      return row.missing.length === 0
    case 'unconfirmed':
      return confirmed === null
    case 'confirmed':
      return confirmed !== null && confirmed.changed === 0
    case 'changed':
      return confirmed !== null && confirmed.changed > 0
  }
}

function viewOf({ id: _id, pinyin: _pinyin, ...view }: FileRow): FileView {
  return view
}

export interface FileChange {
  readonly field: string
  readonly value: string | null
  readonly from: IsoDate
  readonly user: string
  readonly at: string
}

export interface OneFileView {
  /** Null for a file that is not kept up: a planned or exited outlet, an agent whose outlets have all gone. */
  readonly file: FileView | null
  readonly needs: readonly FileNeed[]
  /** The open round. */
  readonly round: { readonly id: number; readonly half: string; readonly due: IsoDate } | null
  readonly confirmations: readonly {
    readonly half: string
    readonly checkedBy: string
    readonly user: string
    readonly at: string
    readonly note: string | null
    readonly missing: readonly string[]
  }[]
  /** Since it was confirmed last, newest first; since ever where it never was. */
  readonly changes: readonly FileChange[]
}

/** What the page of an outlet or agent shows of its file. @throws Refusal NOT_FOUND */
export function oneFile(cx: Query, asked: { subject: FileSubject; code: string }): OneFileView {
  const { subject, code } = asked
  const id = subject === 'outlet' ? outletId(cx.db, code) : agentId(cx.db, code)
  const round = openRoundOf(cx.db)
  const [row] = fileRows(cx, round?.id ?? null, { subject, ids: [id] })
  const confirmations = cx.db.all<{
    half: string
    checkedBy: string
    user: string
    at: string
    note: string | null
    missing: string
    history_row: number
  }>(
    `SELECT r.half, c.checked_by AS checkedBy, c.user, c.at, c.note, c.missing, c.history_row FROM confirmations c
     JOIN confirmation_rounds r ON r.id = c.round WHERE c.subject = ? AND c.subject_id = ? ORDER BY c.id DESC`,
    subject,
    id,
  )
  return {
    file: row ? viewOf(row) : null,
    needs: fileNeeds(cx.db).filter((need) => need.subject === subject),
    round: round && { id: round.id, half: round.half, due: round.due },
    confirmations: confirmations.map(({ history_row: _row, missing, ...rest }) => ({
      ...rest,
      missing: JSON.parse(missing) as string[],
    })),
    changes: changesSince(cx, subject, id, confirmations[0]?.history_row ?? 0),
  }
}

function changesSince(cx: Query, subject: FileSubject, id: number, row: number): FileChange[] {
  return cx.db
    .all<{ field: string; value: string | null; from_day: number; user: string; at: string }>(
      `SELECT field, value, from_day, user, at FROM history
       WHERE subject = ? AND subject_id = ? AND id > ? AND from_day > 0 ORDER BY id DESC LIMIT 200`,
      subject,
      id,
      row,
    )
    .map(({ field, value, from_day, user, at }) => ({
      field,
      value: sayValue(cx.db, fieldOf(subject, field), fromHistory(fieldOf(subject, field), value)),
      from: dateFromNumber(from_day),
      user,
      at,
    }))
}
