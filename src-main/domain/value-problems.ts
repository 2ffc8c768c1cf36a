/** Checks of single values and of tables of thresholds in a policy: texts that are numbers, signs, order. */
import { compare, decimal, isDecimal, sign } from './exact.ts'
import { isMoney } from './money.ts'
import type { ProblemList, ProblemPath } from './problem.ts'

/** Money of at least zero with at most two places; false when it is not, so that nothing further is asked of it. */
export function isMoneyOf(text: string, problems: ProblemList, path: ProblemPath): boolean {
  if (!isMoney(text)) {
    problems.error(path, 'NOT_MONEY', { value: text })
    return false
  }
  return isNotNegative(text, problems, path)
}

/** A decimal of at least zero. */
export function isDecimalOf(text: string, problems: ProblemList, path: ProblemPath): boolean {
  if (!isDecimal(text)) {
    problems.error(path, 'NOT_A_DECIMAL', { value: text })
    return false
  }
  return isNotNegative(text, problems, path)
}

/** A percentage of at least zero, with a note above 100. */
export function isPercentOf(text: string, problems: ProblemList, path: ProblemPath): boolean {
  if (!isDecimalOf(text, problems, path)) return false
  if (compare(decimal(text), decimal('100')) > 0) problems.note(path, 'RATE_ABOVE_100', { value: text })
  return true
}

/** A whole number of at least `least`. */
export function isWhole(value: number, least: number, problems: ProblemList, path: ProblemPath): boolean {
  if (Number.isSafeInteger(value) && value >= least) return true
  problems.error(path, 'NOT_WHOLE', { value, least })
  return false
}

export function isPresent(text: string, problems: ProblemList, path: ProblemPath): void {
  if (text.trim() === '') problems.error(path, 'MISSING')
}

export interface ThresholdRules {
  /** what kind of number the thresholds are */
  of: 'money' | 'decimal'
  /** bands on a base may begin below zero: what is owed can exceed what was billed */
  negative?: 'allowed'
}

/**
 * A table's `from` values: present, ascending strictly. A first one above zero is noted, since what lies below pays nothing.
 * Returns whether they can be compared.
 */
export function checkThresholds(
  rows: readonly { from: string }[],
  rules: ThresholdRules,
  problems: ProblemList,
): boolean {
  if (rows.length === 0) {
    problems.error([], 'MISSING')
    return false
  }
  const readable = rows.map(({ from }, i) => isThreshold(from, rules, problems, [i, 'from'])).every(Boolean)
  if (!readable) return false
  for (let i = 1; i < rows.length; i++) {
    const before = rows[i - 1]!.from
    if (compare(decimal(rows[i]!.from), decimal(before)) <= 0) {
      problems.error([i, 'from'], 'NOT_ASCENDING', { value: rows[i]!.from, before })
    }
  }
  if (sign(decimal(rows[0]!.from)) > 0) problems.note([0, 'from'], 'STARTS_ABOVE_ZERO', { value: rows[0]!.from })
  return true
}

function isThreshold(text: string, rules: ThresholdRules, problems: ProblemList, path: ProblemPath): boolean {
  if (rules.negative !== 'allowed') return (rules.of === 'money' ? isMoneyOf : isDecimalOf)(text, problems, path)
  const readable = rules.of === 'money' ? isMoney(text) : isDecimal(text)
  if (!readable) problems.error(path, rules.of === 'money' ? 'NOT_MONEY' : 'NOT_A_DECIMAL', { value: text })
  return readable
}

function isNotNegative(text: string, problems: ProblemList, path: ProblemPath): boolean {
  if (sign(decimal(text)) >= 0) return true
  problems.error(path, 'NEGATIVE', { value: text })
  return false
}
