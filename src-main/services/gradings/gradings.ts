/** Gradings (评定): a scheme's version × a period, in one of the stages of domain/grading/stages.ts; their list, and one whole. */
import type { ReadDb } from '../../data/handles.ts'
import type { Scheme } from '../../domain/grading/scheme.ts'
import { actsIn, type GradingAct, type GradingStatus, stagesFor } from '../../domain/grading/stages.ts'
import { dateFromNumber, type IsoDate, type Month, monthFromNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { revisionOf } from '../command.ts'
import type { Query } from '../office.ts'
import type { FiguresText } from './results.ts'
import type { Excluded } from './scoring.ts'
import { windowOf } from './window.ts'

export interface Grading {
  readonly id: number
  /** The scheme's code. */
  readonly scheme: string
  readonly title: string
  readonly version: number
  readonly result: 'grade' | 'star'
  /** own stores or partner outlets */
  readonly category: 'own' | 'partner' | null
  readonly period: Month
  /** The first and last month that it looks at. */
  readonly months: readonly [Month, Month]
  /** From 1; a later edition of the same scheme and period put the former aside. */
  readonly edition: number
  readonly status: GradingStatus
  /** What may be done to it now; who may is another matter. */
  readonly acts: readonly GradingAct[]
  readonly outlets: number
  readonly excluded: number
  /** Outlets whose grade differs from the one they had when it was scored. */
  readonly changed: number
  /** Open objections, and all. */
  readonly objections: { readonly open: number; readonly all: number }
  readonly scoredBy: string | null
  readonly scoredAt: string | null
  /** Something that it was calculated from has changed since; while it is being scored it should be scored again. */
  readonly stale: boolean
  readonly reviewedBy: string | null
  readonly reviewedAt: string | null
  readonly sentBackBy: string | null
  readonly sentBackReason: string | null
  readonly notice: {
    readonly from: IsoDate
    readonly to: IsoDate
    readonly text: string | null
    readonly by: string
    readonly at: string
    /** Objections are taken today. */
    readonly open: boolean
  } | null
  readonly finalBy: string | null
  readonly finalAt: string | null
  /** The month from which its grades hold; null while they do not. */
  readonly from: Month | null
  readonly publishedBy: string | null
  readonly publishedAt: string | null
  readonly withdrawn: { readonly by: string; readonly at: string; readonly reason: string } | null
}

interface GradingRow {
  id: number
  scheme: string
  title: string
  version: number
  document: string
  period: number
  edition: number
  status: GradingStatus
  round: number | null
  outlets: number
  changed: number
  open: number
  all_objections: number
  excluded: number
  revision: number | null
  scored_by: string | null
  scored_at: string | null
  reviewed_by: string | null
  reviewed_at: string | null
  sent_back_by: string | null
  sent_back_reason: string | null
  notice_from: number | null
  notice_to: number | null
  notice_text: string | null
  notice_by: string | null
  notice_at: string | null
  final_by: string | null
  final_at: string | null
  from_month: number | null
  published_by: string | null
  published_at: string | null
  withdrawn_by: string | null
  withdrawn_at: string | null
  withdrawn_reason: string | null
}

const SELECT = `SELECT g.*, s.code AS scheme, s.title, s.version, s.document, r.revision,
  coalesce(json_array_length(r.excluded), 0) AS excluded,
  coalesce(r.outlets, 0) AS outlets, coalesce(r.changed, 0) AS changed,
  (SELECT count(*) FROM grading_objections b WHERE b.grading = g.id AND b.state IN ('open', 'proposed')) AS open,
  (SELECT count(*) FROM grading_objections b WHERE b.grading = g.id) AS all_objections
  FROM gradings g JOIN grading_schemes s ON s.id = g.scheme LEFT JOIN grading_rounds r ON r.id = g.round`

function gradingOf(cx: Pick<Query, 'db' | 'today'>, row: GradingRow): Grading {
  const scheme = JSON.parse(row.document) as Scheme
  const period = monthFromNumber(row.period)
  const window = windowOf(scheme.period, period)
  const [noticeFrom, noticeTo] = [row.notice_from, row.notice_to].map((day) =>
    day === null ? null : dateFromNumber(day),
  )
  return {
    id: row.id,
    scheme: row.scheme,
    title: row.title,
    version: row.version,
    result: scheme.result ?? 'grade',
    category: scheme.outlets.categories?.[0] ?? null,
    period,
    months: [window[0]!, window.at(-1)!],
    edition: row.edition,
    status: row.status,
    acts: actsIn(row.status),
    outlets: row.outlets,
    excluded: row.excluded,
    changed: row.changed,
    objections: { open: row.open, all: row.all_objections },
    scoredBy: row.scored_by,
    scoredAt: row.scored_at,
    stale: row.status === 'scored' && row.revision !== revisionOf(cx.db),
    reviewedBy: row.reviewed_by,
    reviewedAt: row.reviewed_at,
    sentBackBy: row.sent_back_by,
    sentBackReason: row.sent_back_reason,
    notice:
      noticeFrom && noticeTo
        ? {
            from: noticeFrom,
            to: noticeTo,
            text: row.notice_text,
            by: row.notice_by ?? '',
            at: row.notice_at ?? '',
            open: row.status === 'notice' && noticeFrom <= cx.today && cx.today <= noticeTo,
          }
        : null,
    finalBy: row.final_by,
    finalAt: row.final_at,
    from: row.from_month === null ? null : monthFromNumber(row.from_month),
    publishedBy: row.published_by,
    publishedAt: row.published_at,
    withdrawn:
      row.status === 'withdrawn'
        ? { by: row.withdrawn_by ?? '', at: row.withdrawn_at ?? '', reason: row.withdrawn_reason ?? '' }
        : null,
  }
}

export interface GradingsAsked {
  readonly scheme?: string | undefined
  /** A month that the grading looks at: of a quarter any of its three. */
  readonly period?: Month | undefined
  /** Those that stand: without what was withdrawn or put aside by a later edition. */
  readonly standing?: boolean | undefined
}

/** Gradings, newest first. */
export function listGradings(cx: Pick<Query, 'db' | 'today'>, asked: GradingsAsked = {}): Grading[] {
  return cx.db
    .all<GradingRow>(
      `${SELECT} WHERE (?1 IS NULL OR s.code = ?1) AND (?2 = 0 OR g.status <> 'withdrawn')
       ORDER BY g.id DESC`,
      asked.scheme ?? null,
      asked.standing ? 1 : 0,
    )
    .map((row) => gradingOf(cx, row))
    .filter(({ months: [first, last] }) => !asked.period || (first <= asked.period && asked.period <= last))
}

/** @throws Refusal NOT_FOUND */
export function getGrading(cx: Pick<Query, 'db' | 'today'>, id: number): Grading {
  const row = cx.db.get<GradingRow>(`${SELECT} WHERE g.id = ?`, id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'grading', name: String(id) })
  return gradingOf(cx, row)
}

/** The grading, if it is in a stage for the act. @throws Refusal NOT_FOUND, WRONG_STATE */
export function requireStage(cx: Pick<Query, 'db' | 'today'>, id: number, act: GradingAct): Grading {
  const found = getGrading(cx, id)
  if (!stagesFor(act).includes(found.status)) {
    const { title: name, status: state } = found
    throw new Refusal('WRONG_STATE', { what: 'grading', name, state, wanted: stagesFor(act) })
  }
  return found
}

/** What stands behind a grading: its scheme's version, its round, the figures of its groups and who was left out. */
export interface GradingBase {
  /** The id of the scheme's version. */
  readonly version: number
  readonly scheme: Scheme
  readonly round: number | null
  readonly figures: readonly FiguresText[]
  readonly excluded: readonly Excluded[]
}

/** @throws Refusal NOT_FOUND */
export function gradingBase(db: ReadDb, id: number): GradingBase {
  const row = db.get<{
    version: number
    document: string
    round: number | null
    figures: string | null
    excluded: string | null
  }>(
    `SELECT g.scheme AS version, s.document, g.round, r.figures, r.excluded FROM gradings g JOIN grading_schemes s ON s.id = g.scheme
     LEFT JOIN grading_rounds r ON r.id = g.round WHERE g.id = ?`,
    id,
  )
  if (!row) throw new Refusal('NOT_FOUND', { what: 'grading', name: String(id) })
  return {
    version: row.version,
    scheme: JSON.parse(row.document) as Scheme,
    round: row.round,
    figures: JSON.parse(row.figures ?? '[]') as FiguresText[],
    excluded: JSON.parse(row.excluded ?? '[]') as Excluded[],
  }
}

/** The round that stands; null before the first. @throws Refusal NOT_FOUND */
export function roundOf(db: ReadDb, id: number): number | null {
  const row = db.get<{ round: number | null }>('SELECT round FROM gradings WHERE id = ?', id)
  if (!row) throw new Refusal('NOT_FOUND', { what: 'grading', name: String(id) })
  return row.round
}

/** A grading with its scheme, the figures of its groups and the outlets that were left out. @throws Refusal NOT_FOUND */
export function gradingDetail(cx: Query, id: number) {
  const { scheme, figures, excluded } = gradingBase(cx.db, id)
  return { ...getGrading(cx, id), document: scheme, figures, left: excluded }
}
