/** The sample's activations: who was activated where and on which day, and which activations were reversed. */
import type { Month } from '../../domain/month.ts'
import { daysIn } from '../../domain/month.ts'
import { type County, PERIODS } from './county.ts'
import { Random, trait } from './random.ts'

/** How many entries a month must have for reversals of the month before to fall into it. */
const ENOUGH_ENTRIES = 40
const REVERSAL = 11
const REVERSAL_DAY = 12

export interface Activation {
  /** The subscriber's index. */
  readonly subscriber: number
  /** Index into PERIODS and the day of the month. */
  readonly month: number
  readonly day: number
  readonly reversed: { readonly month: number; readonly day: number } | null
}

/** The activations of an outlet in a month, by day. */
export function activationsOf(county: County, month: number, outlet: number): Activation[] {
  const count = county.activations[month]![outlet]!
  const first = county.firstActivation[month]![outlet]!
  const period = PERIODS[month]!
  const random = new Random(county.seed, 7, month, outlet)
  let reversedLater = Math.floor((county.volumes[month + 1]?.[outlet] ?? 0) / ENOUGH_ENTRIES)
  return Array.from({ length: count }, (_, n) => {
    const subscriber = first + n
    const day = dayAt(period, (n + random.next()) / count)
    const reversed = reversal(county, subscriber, month, day, reversedLater > 0)
    if (reversed !== null && reversed.month !== month) reversedLater--
    return { subscriber, month, day, reversed }
  })
}

/** About one activation in eighty is reversed within days, one in two hundred in the month after. */
function reversal(
  county: County,
  subscriber: number,
  month: number,
  day: number,
  mayLater: boolean,
): Activation['reversed'] {
  const place = trait(county.seed, subscriber, REVERSAL)
  const offset = trait(county.seed, subscriber, REVERSAL_DAY)
  if (place < 0.012) {
    const on = day + 1 + Math.floor(offset * 5)
    if (on <= daysIn(PERIODS[month]!)) return { month, day: on }
  }
  if (place < 0.018 && mayLater) return { month: month + 1, day: 1 + Math.floor(offset * 15) }
  return null
}

/** How busy the days of a month are: more at weekends, at the start of the month, around 1 September and 1 October. */
const cumulative = new Map<Month, number[]>()

function busyness(period: Month): number[] {
  const known = cumulative.get(period)
  if (known !== undefined) return known
  const sums: number[] = []
  let sum = 0
  for (let day = 1; day <= daysIn(period); day++) {
    const weekday = new Date(`${period}-${String(day).padStart(2, '0')}T00:00:00Z`).getUTCDay()
    const weekend = weekday === 0 || weekday === 6 ? 1.2 : 1
    const start = day <= 5 ? 1.25 : 1
    const season = (period.endsWith('-10') && day <= 7) || (period.endsWith('-08') && day >= 25) ? 1.3 : 1
    sum += weekend * start * season
    sums.push(sum)
  }
  const shares = sums.map((reached) => reached / sum)
  cumulative.set(period, shares)
  return shares
}

/** The day of the month that lies at a place between 0 and 1 of the month's business; later places, later days. */
export function dayAt(period: Month, place: number): number {
  const shares = busyness(period)
  let low = 0
  let high = shares.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (shares[middle]! > place) high = middle
    else low = middle + 1
  }
  return low + 1
}
