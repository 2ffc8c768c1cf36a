/**
 * What lists show of a grading's results, read out of the kept documents by SQL: five thousand results need not be taken apart
 * whole, with every indicator's exact figures, for a line each. The grades are those that upheld objections left.
 */
import type { ReadDb } from '../../data/handles.ts'
import { roundOf } from './gradings.ts'
import { changesOf } from './kept-results.ts'
import { inRankOrder, type KeptResult } from './results.ts'

export interface ResultLine
  extends Pick<KeptResult, 'outlet' | 'name' | 'group' | 'total' | 'rank' | 'grade' | 'before' | 'vetoed' | 'changed'> {
  readonly id: number
  /** The total on which ranks were made, as a fraction. */
  readonly exactTotal: string
}

type LineRow = Omit<ResultLine, 'vetoed' | 'changed'> & { readonly vetoed: string | null }

/** By group, rank and outlet. @throws Refusal NOT_FOUND */
export function resultLines(db: ReadDb, grading: number): ResultLine[] {
  const changes = changesOf(db, grading)
  return db
    .all<LineRow>(
      `SELECT outlet AS id, document ->> '$.outlet' AS outlet, document ->> '$.name' AS name, document ->> '$.group' AS "group",
         document ->> '$.total' AS total, document ->> '$.rank' AS rank, document ->> '$.grade' AS grade,
         document ->> '$.before' AS before, document -> '$.vetoed' AS vetoed,
         coalesce(document ->> '$.exact.total', document ->> '$.total') AS exactTotal
       FROM grading_results WHERE round = ?`,
      roundOf(db, grading) ?? -1,
    )
    .map(({ vetoed, ...row }): ResultLine => {
      const line = vetoed === null ? row : { ...row, vetoed: JSON.parse(vetoed) as NonNullable<ResultLine['vetoed']> }
      const change = changes.get(row.id)
      return change ? { ...line, ...change } : line
    })
    .sort(inRankOrder)
}

/** The grades alone, by outlet id. @throws Refusal NOT_FOUND */
export function resultGrades(db: ReadDb, grading: number): Map<number, string> {
  const rows = db.all<{ outlet: number; grade: string }>(
    'SELECT outlet, grade FROM grading_results WHERE round = ?',
    roundOf(db, grading) ?? -1,
  )
  const grades = new Map(rows.map(({ outlet, grade }) => [outlet, grade]))
  for (const [outlet, { grade }] of changesOf(db, grading)) grades.set(outlet, grade)
  return grades
}
