/** How a volume clause pays for a measure: per unit, percent, tiers flat or step, bonus; by month or accumulated (DOMAIN.md §4). */
import type { Exact } from './exact.ts'
import { add, compare, decimal, multiply, percentOf, sign, subtract, toDecimalText, ZERO } from './exact.ts'
import type { VolumeBreakdown, VolumeStep, VolumeSteps } from './line.ts'
import type { Month } from './month.ts'
import { quarterStart, yearStart } from './month.ts'
import type { Accumulation, VolumeClause, VolumePay } from './policy.ts'

/** What a measure earns: the exact sum in yuan before factors, cap and rounding, and the multiplications behind it. */
export interface VolumePayment {
  sum: Exact
  steps: VolumeStep[]
}

interface ReadTier {
  from: Exact
  rate: Exact
}

/** A part of the measure, paid at one rate; `tier` is the tier's position, −1 without tiers. */
interface Slice {
  tier: number
  measure: Exact
  pays: Exact
}

const readTiers = new WeakMap<VolumePay, ReadTier[]>()

/**
 * What one measure earns, with the steps in words. Count, quantity and subscribers are whole numbers, an amount is in yuan.
 * Per unit and percent take back for a negative measure; tiers and bonus pay nothing at or below zero or below the first tier.
 */
export function payVolume(pay: VolumePay, measure: Exact): VolumePayment {
  const slices = slicesOf(pay, measure)
  return { sum: sumOf(slices), steps: slices.map((slice) => stepOf(pay, slice)) }
}

/** The sum of `payVolume` alone, for runs over many outlets that need no words. */
export function volumeSum(pay: VolumePay, measure: Exact): Exact {
  return sumOf(slicesOf(pay, measure))
}

function sumOf(slices: readonly Slice[]): Exact {
  if (slices.length === 1) return slices[0]!.pays
  let sum = ZERO
  for (const slice of slices) sum = add(sum, slice.pays)
  return sum
}

function slicesOf(pay: VolumePay, measure: Exact): Slice[] {
  switch (pay.kind) {
    case 'perUnit':
      return [{ tier: -1, measure, pays: multiply(measure, decimal(pay.rate)) }]
    case 'percent':
      return [{ tier: -1, measure, pays: percentOf(measure, decimal(pay.rate)) }]
    case 'tier':
      if (sign(measure) <= 0) return []
      return pay.mode === 'flat' ? flatSlice(pay, measure) : stepSlices(pay, measure)
    case 'bonus':
      return sign(measure) <= 0 ? [] : bonusSlice(pay, measure)
  }
}

function stepOf(pay: VolumePay, { tier, measure, pays }: Slice): VolumeStep {
  const paid = { measure: toDecimalText(measure), pays: toDecimalText(pays, 2) }
  switch (pay.kind) {
    case 'perUnit':
    case 'percent':
      return { ...paid, rate: pay.rate, unit: pay.kind }
    case 'tier': {
      const { from, rate } = pay.tiers[tier]!
      return { from, ...paid, rate, unit: pay.unit }
    }
    case 'bonus': {
      const { from, amount } = pay.tiers[tier]!
      return { from, ...paid, rate: amount, unit: 'once' }
    }
  }
}

/** First month whose entries count for a period under the accumulation. */
export function accumulationStart(accumulate: Accumulation | undefined, period: Month): Month {
  if (accumulate === 'quarter') return quarterStart(period)
  return accumulate === 'year' ? yearStart(period) : period
}

/**
 * What a clause pays an outlet in a period: on the measure from the accumulation's start through the period,
 * less what the measure through the month before pays (`before` is left out by clauses that do not accumulate).
 */
export function payVolumeClause(
  clause: VolumeClause,
  now: Exact,
  before: Exact = ZERO,
  subject: string = volumeSubject(clause),
): { sum: Exact; breakdown: VolumeBreakdown } {
  const paidNow = payVolume(clause.pay, now)
  const breakdown: VolumeBreakdown = {
    kind: 'volume',
    subject,
    measure: clause.measure,
    pay: clause.pay.kind === 'tier' ? clause.pay.mode : clause.pay.kind,
    accumulate: clause.accumulate ?? 'month',
    now: stepsOf(clause, now, paidNow),
  }
  const firstFrom = 'tiers' in clause.pay ? clause.pay.tiers[0]?.from : undefined
  if (firstFrom !== undefined) breakdown.firstFrom = firstFrom
  if (breakdown.accumulate === 'month') return { sum: paidNow.sum, breakdown }
  const paidBefore = payVolume(clause.pay, before)
  breakdown.before = stepsOf(clause, before, paidBefore)
  return { sum: subtract(paidNow.sum, paidBefore.sum), breakdown }
}

/** What the clause measures, in words; `nameOf` turns a code of the filter into its name. */
export function volumeSubject(
  clause: Pick<VolumeClause, 'entries'>,
  nameOf: (codeOrName: string) => string = (text) => text,
): string {
  const { businessTypes, brands, plans } = clause.entries ?? {}
  const narrower = [...(brands ?? []), ...(plans ?? [])].map(nameOf)
  const types = businessTypes?.length ? businessTypes.map(nameOf).join('、') : '全部业务'
  return narrower.length > 0 ? `${types}（${narrower.join('、')}）` : types
}

/** A measure as text: whole numbers plain, amounts with at least two places. */
export function measureText(measure: VolumeClause['measure'], value: Exact): string {
  return toDecimalText(value, measure === 'amount' ? 2 : 0)
}

function stepsOf(clause: VolumeClause, measure: Exact, paid: VolumePayment): VolumeSteps {
  return { measure: measureText(clause.measure, measure), sum: toDecimalText(paid.sum, 2), steps: paid.steps }
}

function rated(pay: VolumePay & { kind: 'tier' }, tier: number, measure: Exact, rate: Exact): Slice {
  return { tier, measure, pays: pay.unit === 'percent' ? percentOf(measure, rate) : multiply(measure, rate) }
}

function flatSlice(pay: VolumePay & { kind: 'tier' }, measure: Exact): Slice[] {
  const tiers = tiersOf(pay)
  const at = highest(tiers, measure)
  return at < 0 ? [] : [rated(pay, at, measure, tiers[at]!.rate)]
}

function stepSlices(pay: VolumePay & { kind: 'tier' }, measure: Exact): Slice[] {
  const tiers = tiersOf(pay)
  const slices: Slice[] = []
  for (let i = 0; i < tiers.length && compare(measure, tiers[i]!.from) > 0; i++) {
    const next = tiers[i + 1]
    const upTo = next && compare(next.from, measure) < 0 ? next.from : measure
    slices.push(rated(pay, i, subtract(upTo, tiers[i]!.from), tiers[i]!.rate))
  }
  return slices
}

function bonusSlice(pay: VolumePay & { kind: 'bonus' }, measure: Exact): Slice[] {
  const tiers = tiersOf(pay)
  const at = highest(tiers, measure)
  return at < 0 ? [] : [{ tier: at, measure, pays: tiers[at]!.rate }]
}

/** Position of the highest tier whose threshold is at or below the value; −1 when it lies below the first. */
function highest(tiers: readonly ReadTier[], value: Exact): number {
  let at = -1
  while (at + 1 < tiers.length && compare(tiers[at + 1]!.from, value) <= 0) at++
  return at
}

/** The tiers as fractions, read once for each clause, since a month asks for the same ones a hundred thousand times. */
function tiersOf(pay: VolumePay & { kind: 'tier' | 'bonus' }): ReadTier[] {
  const known = readTiers.get(pay)
  if (known) return known
  const read = pay.tiers.map((tier) => ({
    from: decimal(tier.from),
    rate: decimal('rate' in tier ? tier.rate : tier.amount),
  }))
  readTiers.set(pay, read)
  return read
}
