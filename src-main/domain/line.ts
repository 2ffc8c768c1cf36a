/** What a statement line records, and its identity: the same input always gives the same line (DOMAIN.md §4, §5). */
import type { Fen } from './money.ts'
import type { Month } from './month.ts'
import type { Accumulation, Decimal, FactorKind, Measure, Money } from './policy.ts'

export type LineKind = 'volume' | 'instalment' | 'residual' | 'fixed' | 'assigned' | 'clawback'

/** One multiplication in paying a volume: this much of the measure at this rate (or once, for a bonus). */
export interface VolumeStep {
  /** the tier's threshold; absent without tiers */
  from?: Decimal
  /** how much of the measure this step pays for */
  measure: Decimal
  /** yuan per unit, or percent, or the bonus in yuan */
  rate: Decimal
  unit: 'perUnit' | 'percent' | 'once'
  /** yuan, exact */
  pays: Decimal
}

/** A volume paid: the steps sum to the sum; no steps means that the measure is below the first tier or not above zero. */
export interface VolumeSteps {
  measure: Decimal
  sum: Decimal
  steps: VolumeStep[]
}

export interface VolumeBreakdown {
  kind: 'volume'
  /** what was measured, in words: 放号 */
  subject: string
  measure: Measure
  pay: 'perUnit' | 'percent' | 'flat' | 'step' | 'bonus'
  accumulate: Accumulation
  /** the lowest threshold, where there are tiers */
  firstFrom?: Decimal
  /** from the month, quarter or year's start through the period */
  now: VolumeSteps
  /** through the month before; only where the clause accumulates */
  before?: VolumeSteps
}

/** Members of one activation month in one line. */
export interface Cohort {
  /** activation month */
  month: Month
  /** months since activation + 1 */
  index: number
  members: number
  paid: number
  sum: Money
  /** what was paid, by schedule row's amount or band */
  bands: { rate: Decimal; unit: 'perUnit' | 'percent'; from?: Money; members: number; base?: Money; sum: Money }[]
  /** members not paid, by the first condition that failed */
  unpaid: { reason: UnpaidReason; members: number }[]
}

/** Why a member got nothing from a schedule row or share. */
export type UnpaidReason = 'missingData' | 'notOnNet' | 'tooFewMinutes' | 'baseTooLow' | 'belowFirstBand' | 'noBase'

export interface MembersBreakdown {
  kind: 'instalment' | 'residual'
  subject: string
  cohorts: Cohort[]
}

export interface FixedBreakdown {
  kind: 'fixed'
  amount: Money
  days?: { active: number; of: number }
  completion?: {
    target: Decimal | null
    measure: Decimal
    /** percent, to four places; null without a target */
    reached: Decimal | null
    pays: 'full' | 'proportional' | 'nothing'
    from?: Decimal
  }
  /** yuan before factors, exact or to ten places */
  sum: Decimal
}

export interface AssignedBreakdown {
  kind: 'assigned'
  item: string
}

export interface ClawbackBreakdown {
  kind: 'clawback'
  source: { period: Month; amount: Money; sum: Decimal }
  members: { reversed: number; terminated: number }
  /** parts of all members taken so far, this period included, in yuan of the source's sum */
  parts: Decimal
  takenBefore: Money
}

export type Breakdown = VolumeBreakdown | MembersBreakdown | FixedBreakdown | AssignedBreakdown | ClawbackBreakdown

/** A factor as it was applied; key null where the outlet has none, which counts as 1. */
export interface AppliedFactor {
  by: FactorKind
  key: string | null
  value: Decimal
  /** the yuan after it, exact */
  after: Decimal
}

/** The cap or floor that changed the amount. */
export interface LimitEffect {
  kind: 'cap' | 'floor'
  at: Money
}

/** A line of a statement as the API gives it; texts in yuan; `rows` is the number of source rows. */
export interface Line {
  id: string
  policy: string
  version: number
  clause: string
  kind: LineKind
  source?: string
  measure: Decimal
  breakdown: Breakdown
  sum: Decimal
  factors: AppliedFactor[]
  limit?: LimitEffect
  amount: Money
  rows: number
}

/**
 * What makes a line the line it is; `source` is the id of the line that a clawback takes from. An assigned line has no policy
 * ("") and the item's code as its clause.
 */
export interface LineIdentity {
  period: Month
  outlet: string
  policy: string
  version: number
  clause: string
  source?: string | undefined
}

/** A readable text that is equal exactly for equal identities: 2026-10/WD001/JC2026.v2/C1, 2026-10/WD001/assigned/ITEM, a clawback with ~ and its source. */
export function lineId(identity: LineIdentity): string {
  const { period, outlet, policy, version, clause, source } = identity
  // no policy's part can be the word alone: it ends in its version
  const by = policy === '' ? 'assigned' : `${escaped(policy)}.v${version}`
  const own = `${period}/${escaped(outlet)}/${by}/${escaped(clause)}`
  return source === undefined ? own : `${own}~${source}`
}

/** Codes are free text: what separates the parts may not come from them. */
function escaped(code: string): string {
  return code.replace(/[%/~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Says whether a line is kept: one of 0.00 is left out unless something was measured (DOMAIN.md §4). */
export function keepsLine(amount: Fen, measured: boolean): boolean {
  return amount !== 0 || measured
}
