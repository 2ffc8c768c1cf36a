/** The sample's subscriber-months (用户月度): one row per subscriber of the last year and month, outlet by outlet. */
import { addMonths, type Month, monthNumber } from '../../domain/month.ts'
import { activationsOf } from './activations.ts'
import { type County, PERIODS, periodIndex } from './county.ts'
import { trait } from './random.ts'
import { type MonthOfUse, numberOf, planOf, subscriberIdOf, usageOf } from './subscribers.ts'

export interface SampleSubscriberMonth extends MonthOfUse {
  readonly period: Month
  readonly subscriber: string
  readonly subscriberId: string
  readonly outlet: string
  /** yyyymmdd. */
  readonly activationDate: number
  readonly brand: string
  readonly plan: string
}

const JOINED = 31
const JOINED_DAY = 32
const MISSING = 33
/** One in so many is missing from the billing system's file, as happens. */
const MISSING_SHARE = 0.0004

/** All rows of a month: subscribers from before the sample, then those activated in it and not reversed by the end of the month. */
export function* subscriberMonthsOf(county: County, period: Month): Generator<SampleSubscriberMonth> {
  const upTo = periodIndex(period)
  const perOutlet = county.base / county.outlets.length
  for (let outlet = 0; outlet < county.outlets.length; outlet++) {
    const { code } = county.outlets[outlet]!
    for (let index = Math.floor(outlet * perOutlet); index < Math.floor((outlet + 1) * perOutlet); index++) {
      const monthsBefore = 1 + Math.floor(trait(county.seed, index, JOINED) * 12)
      const joined = addMonths(PERIODS[0]!, -monthsBefore)
      const day = 1 + Math.floor(trait(county.seed, index, JOINED_DAY) * 28)
      const row = rowOf(county, index, code, monthNumber(joined) * 100 + day, monthsBefore + upTo, period)
      if (row !== null) yield row
    }
    for (let month = 0; month <= upTo; month++) {
      for (const { subscriber, day, reversed } of activationsOf(county, month, outlet)) {
        if (reversed !== null && reversed.month <= upTo) continue
        const row = rowOf(county, subscriber, code, monthNumber(PERIODS[month]!) * 100 + day, upTo - month, period)
        if (row !== null) yield row
      }
    }
  }
}

function rowOf(
  county: County,
  index: number,
  outlet: string,
  activationDate: number,
  age: number,
  period: Month,
): SampleSubscriberMonth | null {
  const use = usageOf(county.seed, index, age, monthNumber(period))
  if (use === undefined || trait(county.seed, index, MISSING + age) < MISSING_SHARE) return null
  const { brand, plan } = planOf(county.seed, index)
  return {
    ...use,
    period,
    subscriber: numberOf(index),
    subscriberId: subscriberIdOf(index),
    outlet,
    activationDate,
    brand,
    plan,
  }
}
