/** Before a grading counts: who rises and falls against now, and what each outlet lacked to the next grade (DOMAIN.md §6). */
import { type Exact, toDecimalText, toFractionText } from '../../domain/exact.ts'
import { gradeOrder } from '../../domain/grading/scheme.ts'
import { toNext } from '../../domain/grading/to-next.ts'
import type { Query } from '../office.ts'
import { gradingBase, keptResults } from './gradings.ts'
import { exactTotal, type KeptResult } from './results.ts'
import type { Excluded } from './scoring.ts'

/** up and down against the grade that it had when it was scored; first: it had none, or one that the scheme does not know. */
export type Move = 'up' | 'down' | 'same' | 'first'

export interface PreviewRow
  extends Pick<KeptResult, 'outlet' | 'name' | 'group' | 'total' | 'rank' | 'grade' | 'before' | 'vetoed' | 'changed'> {
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
  const results = keptResults(db, id).map(({ result }) => result)
  const order = gradeOrder(scheme.grades)
  const ranked = new Map<string, Exact[]>()
  for (const result of results) {
    const own = ranked.get(result.group)
    if (own) own.push(exactTotal(result))
    else ranked.set(result.group, [exactTotal(result)])
  }
  const counts = { up: 0, down: 0, same: 0, first: 0 }
  const rows = results.map((result): PreviewRow => {
    const { outlet, name, group, total, rank, grade, before, vetoed, changed } = result
    const steps = before === null ? 0 : order.indexOf(before) - order.indexOf(grade)
    const move: Move =
      before === null || !order.includes(before) ? 'first' : steps > 0 ? 'up' : steps < 0 ? 'down' : 'same'
    counts[move] += 1
    const next = vetoed ? null : toNext(exactTotal(result), grade, ranked.get(group) ?? [], scheme.grades)
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
