/** Before a grading counts: who rises and falls against now, and what each outlet lacked to the next grade (DOMAIN.md §6). */
import { type Exact, fromText, toDecimalText, toFractionText } from '../../domain/exact.ts'
import { gradeOrder } from '../../domain/grading/scheme.ts'
import { toNext } from '../../domain/grading/to-next.ts'
import type { Query } from '../office.ts'
import { gradingBase } from './gradings.ts'
import { type ResultLine, resultLines } from './result-lines.ts'
import type { Excluded } from './scoring.ts'

/** up and down against the grade that it had when it was scored; first: it had none, or one that the scheme does not know. */
export type Move = 'up' | 'down' | 'same' | 'first'

export interface PreviewRow
  extends Pick<ResultLine, 'outlet' | 'name' | 'group' | 'total' | 'rank' | 'grade' | 'before' | 'vetoed' | 'changed'> {
  readonly move: Move
  /** By how many grades: above zero upwards. */
  readonly steps: number
  /** Null for the best grade, and where a veto holds it down. */
  readonly lacking: {
    readonly grade: string
    /** The least that would have been enough, rounded up to two places. */
    readonly points: string
    /** The same as a fraction. */
    readonly exact: string
    /** The rank to which that grade reaches; null for thresholds. */
    readonly toRank: number | null
  } | null
}

export interface Preview {
  readonly counts: Readonly<Record<Move, number>>
  readonly rows: readonly PreviewRow[]
  readonly excluded: readonly Excluded[]
}

/** @throws Refusal NOT_FOUND */
export function previewGrading({ db }: Pick<Query, 'db'>, id: number): Preview {
  const { scheme, excluded } = gradingBase(db, id)
  const results = resultLines(db, id).map((line) => ({ ...line, points: fromText(line.exactTotal) }))
  const order = gradeOrder(scheme.grades)
  const lacks = new Map(
    [...Map.groupBy(results, ({ group }) => group)].map(([group, own]) => [
      group,
      toNext(
        own.map(({ points }) => points),
        scheme.grades,
      ),
    ]),
  )
  const counts = { up: 0, down: 0, same: 0, first: 0 }
  const rows = results.map((result): PreviewRow => {
    const { outlet, name, group, total, rank, grade, before, vetoed, changed, points } = result
    const steps = before === null ? 0 : order.indexOf(before) - order.indexOf(grade)
    const move: Move =
      before === null || !order.includes(before) ? 'first' : steps > 0 ? 'up' : steps < 0 ? 'down' : 'same'
    counts[move] += 1
    const next = vetoed ? null : lacks.get(group)!(points, grade)
    return {
      outlet,
      name,
      group,
      total,
      rank,
      grade,
      before,
      ...(vetoed ? { vetoed } : {}),
      ...(changed ? { changed } : {}),
      move,
      steps: move === 'first' ? 0 : steps,
      lacking: next && {
        grade: next.grade,
        points: roundedUp(next.points),
        exact: toFractionText(next.points),
        toRank: next.toRank,
      },
    }
  })
  return { counts, rows, excluded }
}

/** Two places, never less than what is lacking. */
function roundedUp({ num, den }: Exact): string {
  const hundredths = (num * 100n + den - 1n) / den
  return toDecimalText({ num: hundredths, den: 100n }, 2)
}
