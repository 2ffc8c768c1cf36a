/** The results of a grading as it stands: kept with its round, with the grades that upheld objections changed since. */
import type { ReadDb } from '../../data/handles.ts'
import type { Query } from '../office.ts'
import { type Grading, getGrading, roundOf } from './gradings.ts'
import { answeredResult, type GradingResult, inRankOrder, type KeptResult } from './results.ts'

/** Results as they are kept, by outlet id, with the grades that upheld objections changed. @throws Refusal NOT_FOUND */
export function keptResults(db: ReadDb, id: number): { id: number; result: KeptResult }[] {
  const round = roundOf(db, id)
  const changes = changesOf(db, id)
  return db
    .all<{ outlet: number; document: string }>(
      'SELECT outlet, document FROM grading_results WHERE round = ?',
      round ?? -1,
    )
    .map(({ outlet, document }) => {
      const result = JSON.parse(document) as KeptResult
      const change = changes.get(outlet)
      return { id: outlet, result: change ? { ...result, ...change } : result }
    })
    .sort((a, b) => inRankOrder(a.result, b.result))
}

/** The grades that upheld objections gave since the round was scored, by outlet id. */
export function changesOf(db: ReadDb, id: number): Map<number, Pick<KeptResult, 'grade' | 'changed'>> {
  const rows = db.all<{
    outlet: number
    was: string
    grade: string
    reason: string
    by: string
    confirmedBy: string
  }>(
    `SELECT b.outlet, e.grade AS was, b.grade, b.answer AS reason, b.proposed_by AS "by", b.decided_by AS confirmedBy
     FROM grading_objections b JOIN gradings g ON g.id = b.grading JOIN grading_results e ON e.round = g.round AND e.outlet = b.outlet
     JOIN grading_rounds r ON r.id = g.round
     WHERE b.grading = ? AND b.state = 'upheld' AND b.outcome = 'changed' AND b.decided_at >= r.at ORDER BY b.decided_at, b.id`,
    id,
  )
  return new Map(
    rows.map(({ outlet, was, grade, ...change }) => [outlet, { grade, changed: { from: was, ...change } }]),
  )
}

/** A grading's results as it stands, by group and rank. @throws Refusal NOT_FOUND */
export function gradingResults({ db }: Pick<Query, 'db'>, id: number): GradingResult[] {
  return keptResults(db, id).map(({ result }) => answeredResult(result))
}

export interface OutletGrading
  extends Pick<Grading, 'id' | 'scheme' | 'title' | 'result' | 'period' | 'edition' | 'status' | 'from'> {
  readonly group: string
  readonly total: string
  readonly rank: number
  readonly grade: string
  readonly before: string | null
}

/** The gradings of one outlet, newest period first. */
export function outletGradings(cx: Query, outlet: string): OutletGrading[] {
  const rows = cx.db.all<{ id: number }>(
    `SELECT g.id FROM gradings g JOIN grading_results e ON e.round = g.round JOIN outlets o ON o.id = e.outlet
     WHERE o.code = ? ORDER BY g.period DESC, g.id DESC`,
    outlet,
  )
  return rows.flatMap(({ id }) => {
    const grading = getGrading(cx, id)
    const found = resultOf(cx.db, id, outlet)
    if (!found) return []
    const { scheme, title, result, period, edition, status, from } = grading
    const { group, total, rank, grade, before } = found
    return [{ id, scheme, title, result, period, edition, status, from, group, total, rank, grade, before }]
  })
}

/** One outlet's result in a grading as it stands; undefined where it was not graded. */
export function resultOf(db: ReadDb, id: number, outlet: string): KeptResult | undefined {
  const round = roundOf(db, id)
  const row = db.get<{ outlet: number; document: string }>(
    `SELECT e.outlet, e.document FROM grading_results e JOIN outlets o ON o.id = e.outlet WHERE e.round = ? AND o.code = ?`,
    round ?? -1,
    outlet,
  )
  if (!row) return undefined
  return { ...(JSON.parse(row.document) as KeptResult), ...changesOf(db, id).get(row.outlet) }
}
