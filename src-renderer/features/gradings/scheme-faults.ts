/** The problems of a scheme at their fields, for the editor; the weights of each level as they add up while they are typed. */

import {
  add,
  compare,
  decimal,
  isDecimal,
  ofInteger,
  subtract,
  toDecimalText,
  ZERO,
} from '../../../src-main/domain/exact.ts'
import type { Level, Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { schemeProblems } from '../../../src-main/domain/grading/scheme-problems.ts'
import { schemeProblemWords } from '../../../src-main/domain/said/scheme-words.ts'
import type { WordedProblem } from '../policies/faults.ts'

/** Everything that keeps the scheme from being saved. */
export function schemeFaults(scheme: Scheme): WordedProblem[] {
  return schemeProblems(scheme).map((problem) => ({
    level: 'error',
    path: [...problem.path],
    code: problem.code,
    details: problem.details,
    words: schemeProblemWords(problem),
  }))
}

export interface WeightSum {
  readonly level: Level
  readonly sum: string
  /** What is still to be given out; negative when there is too much; null when it is right. */
  readonly left: string | null
}

/** The weights of the levels that have indicators or a share of the total. Weights that cannot be read count nothing yet. */
export function weightSums({ indicators, levels }: Pick<Scheme, 'indicators' | 'levels'>): WeightSum[] {
  const hundred = ofInteger(100)
  return (['city', 'county'] as const).flatMap((level) => {
    const own = indicators.filter((indicator) => indicator.level === level)
    const counts = isDecimal(levels[level]) && compare(decimal(levels[level]), ZERO) !== 0
    if (own.length === 0 && !counts) return []
    const sum = own.filter(({ weight }) => isDecimal(weight)).reduce((so, { weight }) => add(so, decimal(weight)), ZERO)
    const left = compare(sum, hundred) === 0 ? null : toDecimalText(subtract(hundred, sum))
    return [{ level, sum: toDecimalText(sum), left }]
  })
}
