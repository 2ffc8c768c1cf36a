/** Everything that is wrong with a policy before it may be submitted, each with its place (DOMAIN.md §4). */
import { fixedProblems, instalmentProblems, residualProblems, volumeProblems } from './clause-problems.ts'
import { fen } from './money.ts'
import { isMonth } from './month.ts'
import type { Clause, EntryFilter, OutletFilter, Policy } from './policy.ts'
import { type Problem, type ProblemList, problemList } from './problem.ts'
import { isMoneyOf, isPresent } from './value-problems.ts'

/** The problems of a policy in the order of the document; with an `error` among them it cannot be submitted. */
export function policyProblems(policy: Policy): Problem[] {
  const problems = problemList()
  isPresent(policy.code, problems, ['code'])
  isPresent(policy.title, problems, ['title'])
  monthsProblems(policy, problems)
  if (policy.clauses.length === 0) problems.error(['clauses'], 'NO_CLAUSES')
  const codes = new Set<string>()
  policy.clauses.forEach((clause, i) => {
    const at = problems.at('clauses', i)
    if (codes.has(clause.code)) at.error(['code'], 'DUPLICATE_CLAUSE', { value: clause.code })
    codes.add(clause.code)
    checkClause(clause, at)
  })
  return problems.found
}

/** The problems of one clause, as the editor asks while it is being written; paths begin in the clause. */
export function clauseProblems(clause: Clause): Problem[] {
  const problems = problemList()
  checkClause(clause, problems)
  return problems.found
}

/** Says whether a problem keeps the policy from being submitted. */
export function isError(problem: Problem): boolean {
  return problem.level === 'error'
}

function monthsProblems({ from, to }: Policy, problems: ProblemList): void {
  const named = [['from', from] as const, ...(to === undefined ? [] : [['to', to] as const])]
  for (const [field, month] of named) {
    if (!isMonth(month)) problems.error([field], 'NOT_A_MONTH', { value: month })
  }
  if (to !== undefined && isMonth(from) && isMonth(to) && to < from)
    problems.error(['to'], 'TO_BEFORE_FROM', { from, to })
}

function checkClause(clause: Clause, problems: ProblemList): void {
  isPresent(clause.code, problems, ['code'])
  isPresent(clause.title, problems, ['title'])
  outletsProblems(clause.outlets, problems.at('outlets'))
  listProblems(clause.entries, problems.at('entries'))
  limitProblems(clause, problems)
  clause.factors?.forEach((factor, i) => {
    if (clause.factors?.indexOf(factor) !== i) problems.error(['factors', i], 'DUPLICATE_VALUE', { value: factor })
  })
  switch (clause.kind) {
    case 'volume':
      volumeProblems(clause, problems)
      return
    case 'instalment':
      instalmentProblems(clause, problems)
      return
    case 'residual':
      residualProblems(clause, problems)
      return
    case 'fixed':
      fixedProblems(clause, problems)
  }
}

function outletsProblems(filter: OutletFilter | undefined, problems: ProblemList): void {
  listProblems(filter, problems)
  const categories = filter?.categories
  if (categories && categories.length > 0 && !categories.includes('partner'))
    problems.note(['categories'], 'PAYS_NOBODY')
}

/** An empty list would match nothing; a field that is to match everything is left out. */
function listProblems(filter: OutletFilter | EntryFilter | undefined, problems: ProblemList): void {
  for (const [field, list] of Object.entries(filter ?? {})) {
    if (Array.isArray(list) && list.length === 0) problems.error([field], 'EMPTY_LIST')
  }
}

function limitProblems({ cap, floor }: Clause, problems: ProblemList): void {
  const capRead = cap !== undefined && isMoneyOf(cap, problems, ['cap'])
  const floorRead = floor !== undefined && isMoneyOf(floor, problems, ['floor'])
  if (capRead && floorRead && fen(floor) > fen(cap)) problems.error(['floor'], 'FLOOR_ABOVE_CAP', { cap, floor })
}
