/** The sample's subscribers by index: number, id, plan, and what becomes of them; the same in every ledger, held nowhere. */
import { trait, weightedAt } from './random.ts'
import { PLANS, PREFIXES } from './words.ts'

/** Salts: each trait of a subscriber is its own chance. */
const PLAN = 1
const FATE = 2
const SUSPENSION = 3
const BILL = 4
const ARREARS = 5
const TALK = 6
const SILENCE = 7

export type Plan = (typeof PLANS)[number]

const WEIGHTED_PLANS = PLANS.map((plan) => [plan, plan.weight] as const)

/** Eleven digits, different for every index below 100,000,000: 61,803,399 has no factor in common with 10^8. */
export function numberOf(index: number): string {
  return PREFIXES[index % PREFIXES.length]! + String((index * 61_803_399 + 20_261_031) % 100_000_000).padStart(8, '0')
}

/** The billing system's id of the subscriber (用户标识): fourteen digits. */
export function subscriberIdOf(index: number): string {
  return `3190${String(index * 7 + 2_000_000_003).padStart(10, '0')}`
}

export function planOf(seed: number, index: number): Plan {
  return weightedAt(WEIGHTED_PLANS, trait(seed, index, PLAN))
}

/** Months from activation to the month of termination: 0 the same month; Infinity where it stays. */
export function monthsToTermination(seed: number, index: number): number {
  const place = trait(seed, index, FATE)
  if (place < 0.005) return 0
  if (place < 0.035) return 1
  if (place < 0.075) return 2
  if (place < 0.1) return 3
  return place < 0.28 ? 4 + Math.floor((place - 0.1) * 45) : Number.POSITIVE_INFINITY
}

export interface MonthOfUse {
  /** In the billing system's own words. */
  readonly status: '正常' | '欠费停机' | '申请停机' | '预销户' | '销户'
  /** Fen. */
  readonly billed: number
  /** Fen of this month's bill not paid. */
  readonly arrears: number
  /** Decimal text. */
  readonly minutes: string
}

/**
 * A subscriber's month, `age` months after its activation, in the month numbered `period` (yyyymm).
 * Undefined once it was terminated in an earlier month.
 */
export function usageOf(seed: number, index: number, age: number, period: number): MonthOfUse | undefined {
  const leaves = monthsToTermination(seed, index)
  if (age > leaves) return undefined
  const month = mixed(period)
  const suspended = trait(seed, index, SUSPENSION + month)
  const plan = planOf(seed, index)
  const usage = 0.75 + trait(seed, index, BILL + month) ** 3 * 1.4
  const share = age === 0 ? 0.2 + trait(seed, index, BILL) * 0.8 : 1
  const billed = Math.round(plan.fee * usage * share)
  const silent = trait(seed, index, SILENCE) < 0.06
  const talk = silent ? 0 : -Math.log(1 - trait(seed, index, TALK + month)) * (60 + plan.fee / 80)
  const minutes = talk.toFixed(1).replace(/\.0$/, '')
  if (age === leaves) {
    return {
      status: suspended < 0.5 ? '预销户' : '销户',
      billed: Math.round(billed / 2),
      arrears: Math.round(billed / 2),
      minutes,
    }
  }
  if (suspended < 0.05) return { status: '欠费停机', billed, arrears: billed, minutes }
  if (suspended < 0.065) return { status: '申请停机', billed: 500, arrears: 0, minutes: '0' }
  const arrears = trait(seed, index, ARREARS + month) < 0.05 ? Math.round(billed * 0.4) : 0
  return { status: '正常', billed, arrears, minutes }
}

/** A salt by month that keeps the traits of different months apart. */
function mixed(period: number): number {
  return period * 16
}
