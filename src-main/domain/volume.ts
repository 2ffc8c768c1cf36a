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

const readTiers = new WeakMap<VolumePay, ReadTier[]>()
const NOTHING: VolumePayment = { sum: ZERO, steps: [] }

/**
 * What one measure earns. Count, quantity and subscribers are whole numbers, an amount is in yuan.
 * Per unit and percent take back for a negative measure; tiers and bonus pay nothing at or below zero or below the first tier.
 */
export function payVolume(pay: VolumePay, measure: Exact): VolumePayment {
  switch (pay.kind) {
    case 'perUnit':
      return payOnce(measure, decimal(pay.rate), pay.rate, 'perUnit')
    case 'percent':
      return payOnce(measure, decimal(pay.rate), pay.rate, 'percent')
    case 'tier':
      if (sign(measure) <= 0) return NOTHING
      return pay.mode === 'flat' ? payFlat(pay, measure) : paySteps(pay, measure)
    case 'bonus':
      return sign(measure) <= 0 ? NOTHING : payBonus(pay, measure)
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

function payOnce(
  measure: Exact,
  rate: Exact,
  rateText: string,
  unit: 'perUnit' | 'percent',
  from?: string,
): VolumePayment {
  const sum = unit === 'percent' ? percentOf(measure, rate) : multiply(measure, rate)
  const step: VolumeStep = { measure: toDecimalText(measure), rate: rateText, unit, pays: toDecimalText(sum, 2) }
  if (from !== undefined) step.from = from
  return { sum, steps: [step] }
}

function payFlat(pay: VolumePay & { kind: 'tier' }, measure: Exact): VolumePayment {
  const at = highest(tiersOf(pay), measure)
  if (at < 0) return NOTHING
  const tier = pay.tiers[at]!
  return payOnce(measure, tiersOf(pay)[at]!.rate, tier.rate, pay.unit, tier.from)
}

function paySteps(pay: VolumePay & { kind: 'tier' }, measure: Exact): VolumePayment {
  const tiers = tiersOf(pay)
  let sum = ZERO
  const steps: VolumeStep[] = []
  for (const [i, tier] of tiers.entries()) {
    if (compare(measure, tier.from) <= 0) break
    const next = tiers[i + 1]
    const upTo = next && compare(next.from, measure) < 0 ? next.from : measure
    const slice = payOnce(subtract(upTo, tier.from), tier.rate, pay.tiers[i]!.rate, pay.unit, pay.tiers[i]!.from)
    sum = add(sum, slice.sum)
    steps.push(...slice.steps)
  }
  return { sum, steps }
}

function payBonus(pay: VolumePay & { kind: 'bonus' }, measure: Exact): VolumePayment {
  const at = highest(tiersOf(pay), measure)
  if (at < 0) return NOTHING
  const { from, amount } = pay.tiers[at]!
  const sum = tiersOf(pay)[at]!.rate
  return { sum, steps: [{ from, measure: toDecimalText(measure), rate: amount, unit: 'once', pays: amount }] }
}

/** Position of the highest tier whose threshold is at or below the value; −1 when it lies below the first. */
function highest(tiers: readonly ReadTier[], value: Exact): number {
  let at = -1
  for (const [i, tier] of tiers.entries()) if (compare(tier.from, value) <= 0) at = i
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
