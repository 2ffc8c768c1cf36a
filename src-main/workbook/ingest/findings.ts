/** What was found while reading: problems and rows left out, counted without end and kept up to a limit. */

import type { LeftOutReason, LeftOutRow, Problem } from './request.ts'

export interface Findings {
  problem(problem: Problem): void
  /** Blank rows are only counted. */
  leftOut(row: LeftOutRow): void
  count(reason: LeftOutReason): void
  readonly errors: number
  readonly warnings: number
  readonly kept: readonly Problem[]
  readonly rows: readonly LeftOutRow[]
  readonly counts: Readonly<Record<LeftOutReason, number>>
}

export function createFindings(keep: number): Findings {
  // Kept apart, or a thousand warnings at the top would hide the errors below them.
  const errors: Problem[] = []
  const warnings: Problem[] = []
  const rows: LeftOutRow[] = []
  const counts: Record<LeftOutReason, number> = {
    blank: 0,
    totals: 0,
    signature: 0,
    heading: 0,
    filtered: 0,
    duplicate: 0,
  }
  let errorCount = 0
  let warningCount = 0
  return {
    problem(problem) {
      if (problem.level === 'error') {
        errorCount++
        if (errors.length < keep) errors.push(problem)
      } else {
        warningCount++
        if (warnings.length < keep) warnings.push(problem)
      }
    },
    leftOut(row) {
      counts[row.reason]++
      if (rows.length < keep) rows.push(row)
    },
    count(reason) {
      counts[reason]++
    },
    get errors() {
      return errorCount
    },
    get warnings() {
      return warningCount
    },
    get kept() {
      return [...errors, ...warnings.slice(0, Math.max(0, keep - errors.length))]
    },
    rows,
    counts,
  }
}
