/** From lines to money: an outlet's gross and fund, an agent's payment and what is carried (DOMAIN.md §5). */
import { decimal, ofFen, percentOf, roundHalfAway } from './exact.ts'
import type { LineKind } from './line.ts'
import type { Fen } from './money.ts'
import { asFen, sumFen } from './money.ts'
import type { Month } from './month.ts'
import { addMonths } from './month.ts'
import type { Decimal } from './policy.ts'
import { type TaxTable, taxWithheld } from './tax.ts'

export type PayerKind = 'enterprise' | 'soleTrader' | 'person'

/** The development fund's rates from a month on, in percent: of commission, and of what the company matches. */
export interface FundRates {
  from: Month
  rate: Decimal
  match: Decimal
}

/** A line's or adjustment's share in a statement. */
export interface KindAmount {
  kind: LineKind | 'contest'
  amount: Fen
}

export interface FundShare {
  contributed: Fen
  matched: Fen
}

/** How long contributions stay locked, in months. */
const FUND_LOCK_MONTHS = 12
/** The lines whose sum the fund takes its share of: earned by selling, not subsidies, assigned or taken back. */
const FUND_KINDS: readonly KindAmount['kind'][] = ['volume', 'instalment', 'residual', 'contest']

/** Lines + confirmed adjustments. */
export function statementGross(lines: readonly { amount: Fen }[], adjustments: readonly { amount: Fen }[]): Fen {
  return asFen(sumFen(lines.map(({ amount }) => amount)) + sumFen(adjustments.map(({ amount }) => amount)))
}

/** The rates in force in a month: those that start last, not after it. */
export function fundRatesOf(rates: readonly FundRates[], month: Month): FundRates | undefined {
  let found: FundRates | undefined
  for (const one of rates) if (one.from <= month && (!found || one.from >= found.from)) found = one
  return found
}

/** What an outlet of a fund member contributes and the company matches; nothing unless its commission is above zero. */
export function fundShare(
  lines: readonly KindAmount[],
  rates: Pick<FundRates, 'rate' | 'match'> | undefined,
  isFundMember: boolean,
): FundShare {
  const commission = sumFen(lines.filter(({ kind }) => FUND_KINDS.includes(kind)).map(({ amount }) => amount))
  if (!isFundMember || rates === undefined || commission <= 0) return { contributed: asFen(0), matched: asFen(0) }
  const contributed = roundHalfAway(percentOf(ofFen(commission), decimal(rates.rate)))
  return { contributed, matched: roundHalfAway(percentOf(ofFen(contributed), decimal(rates.match))) }
}

/** The first month in which a contribution may be taken out: contributed in 2026-10, free from 2027-10. */
export function fundFreeFrom(contributedIn: Month): Month {
  return addMonths(contributedIn, FUND_LOCK_MONTHS)
}

export interface PaymentFacts {
  outlets: readonly { gross: Fen; fund: Fen }[]
  payerKind: PayerKind
  /** zero or negative */
  carriedIn: Fen
  /** the table in force in the period; undefined withholds nothing */
  taxTable: TaxTable | undefined
}

/** What an agent gets; carriedIn and carriedOut are zero or negative, payable is never below zero. */
export interface PaymentSums {
  gross: Fen
  fund: Fen
  tax: Fen
  carriedIn: Fen
  payable: Fen
  carriedOut: Fen
}

/** Gross of all outlets − fund contributions − tax + carried in; a negative result is carried out, and nothing paid. */
export function paymentOf({ outlets, payerKind, carriedIn, taxTable }: PaymentFacts): PaymentSums {
  const gross = sumFen(outlets.map((outlet) => outlet.gross))
  const fund = sumFen(outlets.map((outlet) => outlet.fund))
  const tax = payerKind === 'person' && taxTable ? taxWithheld(gross, taxTable) : asFen(0)
  const left = asFen(gross - fund - tax + carriedIn)
  return {
    gross,
    fund,
    tax,
    carriedIn,
    payable: asFen(Math.max(left, 0)),
    carriedOut: asFen(Math.min(left, 0)),
  }
}
