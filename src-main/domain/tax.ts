/** Tax withheld from natural persons for services (劳务报酬预扣), by dated tables (DOMAIN.md §5). */
import type { Exact } from './exact.ts'
import { compare, decimal, ofFen, percentOf, roundHalfAway, subtract, ZERO } from './exact.ts'
import type { Fen } from './money.ts'
import type { Month } from './month.ts'
import type { Decimal, Money } from './policy.ts'

/** A step of the table on what is taxable: `percent` of all of it, less `minus`; the last has no `upTo`. */
export interface TaxBracket {
  upTo?: Money
  percent: Decimal
  minus: Money
}

/** A table in force from a month on. */
export interface TaxTable {
  from: Month
  /** income up to this is free */
  freeUpTo: Money
  /** income up to this is taxable less `deduction`; above it, `taxablePercent` of it is */
  deductionUpTo: Money
  deduction: Money
  taxablePercent: Decimal
  /** ascending */
  brackets: readonly TaxBracket[]
}

/** The table that every office starts with. */
export const STANDARD_TAX_TABLE: TaxTable = {
  from: '1994-01' as Month,
  freeUpTo: '800.00',
  deductionUpTo: '4000.00',
  deduction: '800.00',
  taxablePercent: '80',
  brackets: [
    { upTo: '20000.00', percent: '20', minus: '0.00' },
    { upTo: '50000.00', percent: '30', minus: '2000.00' },
    { percent: '40', minus: '7000.00' },
  ],
}

/** The table in force in a month: the one that starts last, not after it; none before the first. */
export function taxTableOf(tables: readonly TaxTable[], month: Month): TaxTable | undefined {
  let found: TaxTable | undefined
  for (const table of tables) {
    if (table.from <= month && (!found || table.from >= found.from)) found = table
  }
  return found
}

/** The tax on a person's whole income of a month; rounded once, at the end; zero for an income at or below zero. */
export function taxWithheld(income: Fen, table: TaxTable): Fen {
  const taxable = taxableOf(ofFen(income), table)
  const bracket = table.brackets.find(({ upTo }) => upTo === undefined || compare(taxable, decimal(upTo)) <= 0)
  if (bracket === undefined) return roundHalfAway(ZERO)
  return roundHalfAway(subtract(percentOf(taxable, decimal(bracket.percent)), decimal(bracket.minus)))
}

/** What of an income is taxable, in yuan. */
function taxableOf(income: Exact, table: TaxTable): Exact {
  if (compare(income, decimal(table.freeUpTo)) <= 0) return ZERO
  if (compare(income, decimal(table.deductionUpTo)) <= 0) return subtract(income, decimal(table.deduction))
  return percentOf(income, decimal(table.taxablePercent))
}
