/** Rounds of confirming all files, twice a year: opened, files confirmed one by one or many at once, closed with a report. */
import type { ReadDb } from '../../data/handles.ts'
import { type FileSubject, halfOf, halfWords } from '../../domain/completeness.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { workingDaysAfter } from '../checking/calendar.ts'
import type { Command, Query } from '../office.ts'
import { agentId } from '../register/agents.ts'
import { outletId } from '../register/outlets.ts'
import { type FileRow, fileRows, fileRowsGently, isSettled } from './files.ts'

/** Working days in which the files are to be confirmed unless another day is said. */
const WORKING_DAYS = 20
const MOST_LEFT = 500

export interface Round {
  readonly id: number
  readonly half: string
  readonly due: IsoDate
  readonly openedBy: string
  readonly openedAt: string
  readonly closedBy: string | null
  readonly closedAt: string | null
  readonly closeReason: string | null
}

/** How far somebody is. */
export interface Progress {
  /** Null: files that nobody looks after. */
  readonly asker: string | null
  readonly files: number
  /** Confirmed and not changed since. */
  readonly confirmed: number
  readonly changed: number
  readonly incomplete: number
}

export interface RoundReport extends Omit<Progress, 'asker'> {
  readonly askers: readonly Progress[]
  /** Files that lack an item, by item ("outlet.phone"), the most frequent first. */
  readonly items: readonly { readonly item: string; readonly files: number }[]
  /** Files not confirmed, or changed after it; at most 500, `leftFiles` counts all. */
  readonly left: readonly {
    readonly subject: FileSubject
    readonly code: string
    readonly name: string
    readonly asker: string | null
  }[]
  readonly leftFiles: number
}

interface RoundRow extends Omit<Round, 'due'> {
  readonly due: number
  readonly report: string | null
}

const SELECT = `SELECT id, half, due, opened_by AS openedBy, opened_at AS openedAt, closed_by AS closedBy, closed_at AS closedAt,
  close_reason AS closeReason, report FROM confirmation_rounds`

const viewOf = ({ report: _report, ...row }: RoundRow): Round => ({ ...row, due: dateFromNumber(row.due) })

/** The round that is open; one at most. */
export function openRoundOf(db: ReadDb): Round | null {
  const row = db.get<RoundRow>(`${SELECT} WHERE closed_by IS NULL`)
  return row ? viewOf(row) : null
}

/** All rounds, newest first, each with its report: as it is now, or as it was at closing. */
export async function listRounds(cx: Query): Promise<(Round & { late: boolean; report: RoundReport })[]> {
  const rounds: (Round & { late: boolean; report: RoundReport })[] = []
  for (const row of cx.db.all<RoundRow>(`${SELECT} ORDER BY half DESC`)) {
    const round = viewOf(row)
    const report =
      row.report === null ? reportOf(await fileRowsGently(cx, row.id)) : (JSON.parse(row.report) as RoundReport)
    rounds.push({ ...round, late: round.closedBy === null && round.due < cx.today, report })
  }
  return rounds
}

/** What a round has come to. */
export function reportOf(rows: readonly FileRow[]): RoundReport {
  const askers = new Map<string | null, FileRow[]>()
  const items = new Map<string, number>()
  for (const row of rows) {
    const known = askers.get(row.asker)
    if (known) known.push(row)
    else askers.set(row.asker, [row])
    for (const item of row.missing) {
      const key = `${row.subject}.${item}`
      items.set(key, (items.get(key) ?? 0) + 1)
    }
  }
  const left = rows.filter(({ confirmed }) => !isSettled(confirmed))
  return {
    ...counted(rows),
    askers: [...askers]
      .map(([asker, own]) => ({ asker, ...counted(own) }))
      .sort((a, b) => (a.asker ?? '\uffff').localeCompare(b.asker ?? '\uffff', 'zh-CN')),
    items: [...items].map(([item, files]) => ({ item, files })).sort((a, b) => b.files - a.files),
    left: left.slice(0, MOST_LEFT).map(({ subject, code, name, asker }) => ({ subject, code, name, asker })),
    leftFiles: left.length,
  }
}

function counted(rows: readonly FileRow[]): Omit<Progress, 'asker'> {
  return {
    files: rows.length,
    confirmed: rows.filter(({ confirmed }) => isSettled(confirmed)).length,
    changed: rows.filter(({ confirmed }) => confirmed !== null && confirmed.changed > 0).length,
    incomplete: rows.filter(({ missing }) => missing.length > 0).length,
  }
}

/**
 * Opens the round of a half-year, by default of today's, to be done within twenty working days unless said otherwise.
 * @throws Refusal ROUND_OPEN while another is open, INVALID_INPUT for a half-year that had its round, that has not begun, or
 *   a day that is over
 */
export function openRound(
  cx: Command,
  asked: { half?: string | undefined; due?: IsoDate | undefined },
): { id: number; half: string; due: IsoDate } {
  const now = halfOf(cx.today)
  const half = asked.half ?? now
  const open = openRoundOf(cx.db)
  if (open) throw new Refusal('ROUND_OPEN', { name: halfWords(open.half) })
  if (half > now) throw new Refusal('INVALID_INPUT', { field: 'half', reason: 'future', value: half })
  if (cx.db.get('SELECT 1 FROM confirmation_rounds WHERE half = ?', half))
    throw new Refusal('INVALID_INPUT', { field: 'half', reason: 'taken', value: halfWords(half) })
  const due = asked.due ?? workingDaysAfter(cx.db, cx.today, WORKING_DAYS)
  if (due < cx.today) throw new Refusal('INVALID_INPUT', { field: 'due', reason: 'past', value: due })
  const { lastInsertRowid: id } = cx.db.run(
    'INSERT INTO confirmation_rounds (half, due, opened_by, opened_at) VALUES (?, ?, ?, ?)',
    half,
    dateNumber(due),
    cx.user,
    cx.now,
  )
  return { id, half, due }
}

function requireOpen(db: ReadDb): Round {
  const open = openRoundOf(db)
  if (!open) throw new Refusal('ROUND_NOT_OPEN')
  return open
}

export interface ConfirmAsked {
  readonly files: readonly { readonly subject: FileSubject; readonly code: string }[]
  /** Who looked; each file's asker where nobody is named, or the user where nobody looks after it. */
  readonly checkedBy?: string | undefined
  readonly note?: string | undefined
}

/**
 * Records that files were looked at and are right as they are now, with what they lack.
 * @throws Refusal ROUND_NOT_OPEN, NOT_FOUND for a file that is not kept up
 */
export function confirmFiles(cx: Command, asked: ConfirmAsked): { confirmed: number } {
  const round = requireOpen(cx.db)
  const last = cx.db.get<{ id: number | null }>('SELECT max(id) AS id FROM history')?.id ?? 0
  const rows = rowsOf(cx, round.id, asked.files)
  for (const { subject, code } of asked.files) {
    const row = rows.get(`${subject}:${code}`)
    if (!row) throw new Refusal('NOT_FOUND', { what: 'file', name: code })
    cx.db.run(
      `INSERT INTO confirmations (round, subject, subject_id, checked_by, missing, history_row, note, user, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      round.id,
      subject,
      row.id,
      asked.checkedBy ?? row.asker ?? cx.user,
      JSON.stringify(row.missing),
      last,
      asked.note ?? null,
      cx.user,
      cx.now,
    )
  }
  return { confirmed: asked.files.length }
}

/** Of so many files those alone are read that are asked for; of more all are, which `readFilesAhead` has done. */
const READ_ALONE = 50

function rowsOf(cx: Command, round: number, files: ConfirmAsked['files']): Map<string, FileRow> {
  const idsOf = (wanted: FileSubject) =>
    files
      .filter(({ subject }) => subject === wanted)
      .map(({ code }) => (wanted === 'outlet' ? outletId(cx.db, code) : agentId(cx.db, code)))
  const some = (subject: FileSubject) => fileRows(cx, round, { subject, ids: idsOf(subject) })
  const rows = files.length > READ_ALONE ? fileRows(cx, round) : [...some('outlet'), ...some('agent')]
  return new Map(rows.map((row) => [`${row.subject}:${row.code}`, row]))
}

/**
 * Reads the files in steps before a command needs them at once: what was read is kept until something is written, and read
 * again by the command where it was.
 */
export async function readFilesAhead(cx: Query, files = READ_ALONE + 1): Promise<void> {
  const round = openRoundOf(cx.db)
  if (round && files > READ_ALONE) await fileRowsGently(cx, round.id)
}

/**
 * Closes the open round and keeps its report. Files that are left want a reason.
 * @throws Refusal ROUND_NOT_OPEN, REASON_MISSING
 */
export function closeRound(cx: Command, asked: { reason?: string | undefined }): { id: number; report: RoundReport } {
  const round = requireOpen(cx.db)
  const report = reportOf(fileRows(cx, round.id))
  if (report.leftFiles > 0 && !asked.reason) throw new Refusal('REASON_MISSING', { left: report.leftFiles })
  cx.db.run(
    'UPDATE confirmation_rounds SET closed_by = ?, closed_at = ?, close_reason = ?, report = ? WHERE id = ?',
    cx.user,
    cx.now,
    asked.reason ?? null,
    JSON.stringify(report),
    round.id,
  )
  return { id: round.id, report }
}

/** Another last day for the open round. @throws Refusal ROUND_NOT_OPEN, INVALID_INPUT */
export function setRoundDue(cx: Command, { due }: { due: IsoDate }): { id: number; due: IsoDate } {
  const round = requireOpen(cx.db)
  if (due < cx.today) throw new Refusal('INVALID_INPUT', { field: 'due', reason: 'past', value: due })
  cx.db.run('UPDATE confirmation_rounds SET due = ? WHERE id = ?', dateNumber(due), round.id)
  return { id: round.id, due }
}
