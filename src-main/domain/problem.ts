/** What is wrong with, or worth a note about, a policy: a place, a code, details (DOMAIN.md §4). */

/** An error keeps a policy from being submitted; a note only says what will happen. */
export type ProblemLevel = 'error' | 'note'

export type ProblemCode =
  | 'MISSING'
  | 'NOT_A_MONTH'
  | 'NOT_MONEY'
  | 'NOT_A_DECIMAL'
  | 'NEGATIVE'
  | 'NOT_WHOLE'
  | 'TO_BEFORE_FROM'
  | 'NO_CLAUSES'
  | 'DUPLICATE_CLAUSE'
  | 'DUPLICATE_VALUE'
  | 'EMPTY_LIST'
  | 'PAYS_NOBODY'
  | 'FLOOR_ABOVE_CAP'
  | 'PERCENT_NEEDS_AMOUNT'
  | 'RATE_PER_YUAN'
  | 'RATE_ABOVE_100'
  | 'NOT_ASCENDING'
  | 'STARTS_ABOVE_ZERO'
  | 'STEP_FROM_ONE'
  | 'PAY_FALLS'
  | 'AMOUNT_OR_BANDS'
  | 'AMOUNT_OR_PERCENT'
  | 'MONTHS_REVERSED'
  | 'NOT_A_CALENDAR_MONTH'
  | 'SAME_MONTH_TWICE'

/** Where in the policy: names of fields and positions in lists, from the outside in. */
export type ProblemPath = (string | number)[]

export interface Problem {
  level: ProblemLevel
  path: ProblemPath
  code: ProblemCode
  details: Record<string, string | number>
}

/** Collects problems below one place. */
export interface ProblemList {
  readonly found: Problem[]
  error(path: ProblemPath, code: ProblemCode, details?: Problem['details']): void
  note(path: ProblemPath, code: ProblemCode, details?: Problem['details']): void
  /** the same list, seen from a place further in */
  at(...path: ProblemPath): ProblemList
}

export function problemList(base: ProblemPath = [], found: Problem[] = []): ProblemList {
  const push =
    (level: ProblemLevel) =>
    (path: ProblemPath, code: ProblemCode, details: Problem['details'] = {}) => {
      found.push({ level, path: [...base, ...path], code, details })
    }
  return { found, error: push('error'), note: push('note'), at: (...path) => problemList([...base, ...path], found) }
}
