/** Rankings by month (月度排名): ranks and scores of a scheme's gradings over twelve months, with the movement against the one before. */

import { setImmediate as nextTurn } from 'node:timers/promises'
import { addMonths, type Month, monthsFrom } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import { listGradings } from './gradings.ts'
import { type ResultLine, resultLines } from './result-lines.ts'

export interface RankedStore {
  readonly outlet: string
  readonly name: string
  readonly group: string
  /** By month, in the order of `months`; null where it was not graded. */
  readonly places: readonly ({ readonly rank: number; readonly total: string; readonly grade: string } | null)[]
  readonly rank: number
  readonly total: string
  readonly grade: string
  /** The rank of the grading before; null where it had none. */
  readonly before: number | null
  /** Places won (above 0) or lost against the grading before. */
  readonly moved: number | null
  readonly top: boolean
}

export interface Ranking {
  readonly scheme: string
  readonly period: Month
  /** The last twelve months, oldest first, with the grading that stands for each. */
  readonly months: readonly {
    readonly period: Month
    readonly grading: number | null
    readonly status: string | null
  }[]
  /** In the order of the last month's rank; empty where the month was not graded. */
  readonly stores: readonly RankedStore[]
}

const MONTHS = 12
const TOP = 3

/** The ranking of a month, with eleven months before it. Each group ranks apart. */
export async function rankingOf(
  cx: Pick<Query, 'db' | 'today'>,
  asked: { scheme: string; period: Month },
): Promise<Ranking> {
  const span = monthsFrom(addMonths(asked.period, 1 - MONTHS), asked.period)
  const standing = listGradings(cx, { scheme: asked.scheme, standing: true })
  const months = span.map((period) => {
    const found = standing.find((one) => one.period === period)
    return { period, grading: found?.id ?? null, status: found?.status ?? null }
  })
  const results: ResultLine[][] = []
  for (const { grading } of months) {
    results.push(grading === null ? [] : resultLines(cx.db, grading))
    await nextTurn()
  }
  const byMonth = results.map((rows) => new Map(rows.map((row) => [row.outlet, row])))
  const lastBefore = byMonth.slice(0, -1).findLast((rows) => rows.size > 0)
  const stores = (results.at(-1) ?? []).map(({ outlet, name, group, rank, total, grade }): RankedStore => {
    const before = lastBefore?.get(outlet)?.rank ?? null
    const places = byMonth.map((rows) => {
      const found = rows.get(outlet)
      return found ? { rank: found.rank, total: found.total, grade: found.grade } : null
    })
    const moved = before === null ? null : before - rank
    return { outlet, name, group, places, rank, total, grade, before, moved, top: rank <= TOP }
  })
  return { ...asked, months, stores }
}
