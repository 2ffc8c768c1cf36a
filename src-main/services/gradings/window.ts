/** The months that a grading of a period looks at: the month, or the quarter, half-year or year that it lies in (DOMAIN.md §6). */

import type { Scheme } from '../../domain/grading/scheme.ts'
import { addMonths, type Month, monthOfYear, monthsFrom, quarterStart, yearStart } from '../../domain/month.ts'

/** The months from the first to the last, the last being the period by which the grading is known. */
export function windowOf(kind: Scheme['period'], month: Month): readonly Month[] {
  switch (kind) {
    case 'quarter':
      return span(quarterStart(month), 3)
    case 'half':
      return span(monthOfYear(month) <= 6 ? yearStart(month) : addMonths(yearStart(month), 6), 6)
    case 'year':
      return span(yearStart(month), 12)
    default:
      return [month]
  }
}

const span = (first: Month, months: number) => monthsFrom(first, addMonths(first, months - 1))
