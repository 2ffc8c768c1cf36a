/** From a line's sum to its amount: factors, then cap and floor, then rounding (DOMAIN.md §4). */
import type { Exact } from './exact.ts'
import { compare, decimal, multiply, roundHalfAway, sign, toDecimalText } from './exact.ts'
import type { OutletFacts } from './filter.ts'
import type { AppliedFactor, LimitEffect } from './line.ts'
import type { Fen } from './money.ts'
import { fen, yuan } from './money.ts'
import type { Month } from './month.ts'
import type { Decimal, FactorKind, Money } from './policy.ts'

/** The office's factors by grade or star, from a month on (settings.factors of CONTRACT.md). */
export interface FactorTable {
  by: 'grade' | 'star'
  from: Month
  table: Readonly<Record<string, Decimal>>
}

/** A factor of an outlet in a period; key null where it has none, which counts as 1. */
export interface Factor {
  by: FactorKind
  key: string | null
  value: Decimal
}

export interface FinishTerms {
  factors?: readonly Factor[] | undefined
  cap?: Money | undefined
  floor?: Money | undefined
}

/** A finished line: exact texts in yuan, and the amount in fen. */
export interface Finished {
  sum: Decimal
  factors: AppliedFactor[]
  afterFactors: Decimal
  limit: LimitEffect | null
  amount: Fen
}

/**
 * Applies factors, cap, floor and rounding, in this order, to a sum in yuan.
 * The floor applies only where the sum before factors is above zero.
 */
export function finishLine(sum: Exact, terms: FinishTerms = {}): Finished {
  let value = sum
  const factors = (terms.factors ?? []).map((factor): AppliedFactor => {
    value = multiply(value, decimal(factor.value))
    return { ...factor, after: toDecimalText(value, 2) }
  })
  const afterFactors = toDecimalText(value, 2)
  let limit: LimitEffect | null = null
  if (terms.cap !== undefined && compare(value, decimal(terms.cap)) > 0) {
    value = decimal(terms.cap)
    limit = { kind: 'cap', at: yuan(fen(terms.cap)) }
  }
  if (terms.floor !== undefined && sign(sum) > 0 && compare(value, decimal(terms.floor)) < 0) {
    value = decimal(terms.floor)
    limit = { kind: 'floor', at: yuan(fen(terms.floor)) }
  }
  return { sum: toDecimalText(sum, 2), factors, afterFactors, limit, amount: roundHalfAway(value) }
}

/** The factor table of a kind in force in a month: the one that starts last, not after it. */
export function factorTableOf(
  tables: readonly FactorTable[],
  by: FactorTable['by'],
  period: Month,
): FactorTable | undefined {
  let found: FactorTable | undefined
  for (const table of tables) {
    if (table.by === by && table.from <= period && (!found || table.from >= found.from)) found = table
  }
  return found
}

/**
 * The factors that a clause asks for, of one outlet in a period. `assessment` is the indicator 考核系数 of the period.
 * Grade and star look up the outlet's own in the table in force; missing counts as 1.
 */
export function factorsOf(
  kinds: readonly FactorKind[] | undefined,
  outlet: Pick<OutletFacts, 'grade' | 'star'>,
  tables: readonly FactorTable[],
  assessment: Decimal | null,
  period: Month,
): Factor[] {
  return (kinds ?? []).map((by) => {
    if (by === 'assessment') return { by, key: null, value: assessment ?? '1' }
    const key = by === 'grade' ? outlet.grade : outlet.star === null ? null : String(outlet.star)
    const value = key === null ? undefined : ownValue(factorTableOf(tables, by, period)?.table, key)
    return { by, key, value: value ?? '1' }
  })
}

/** Only the table's own entries count: a grade called "constructor" has no factor. */
function ownValue(table: Readonly<Record<string, Decimal>> | undefined, key: string): Decimal | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined
}
