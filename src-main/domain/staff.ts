/** Staff of own stores: where somebody is on a day, heads of a store in a month, and the star staff of a quarter (DOMAIN.md §6, §9). */
import { add, compare, decimal, divide, type Exact, multiply, ofInteger, total, ZERO } from './exact.ts'
import { dateNumber, daysIn, type IsoDate, lastDay, type Month, monthNumber } from './month.ts'

/** A state holds from its day (YYYYMMDD) until the next one's; of the same day the later row holds. */
export interface DatedPlace {
  readonly id: number
  readonly from: number
  /** Null: not there (any more). */
  readonly outlet: number | null
}

const inOrder = <Place extends DatedPlace>(places: readonly Place[]): Place[] =>
  places.toSorted((a, b) => a.from - b.from || a.id - b.id)

/** The state that holds on a day; undefined before the first. */
export function stateOn<Place extends DatedPlace>(places: readonly Place[], day: IsoDate): Place | undefined {
  const number = dateNumber(day)
  return inOrder(places).findLast(({ from }) => from <= number)
}

/** A person in one store without a break; another post or name there is the same stay. */
export interface Stay<Place extends DatedPlace> {
  readonly outlet: number
  readonly from: number
  /** The first day (YYYYMMDD) on which he is not there any more; null: still there. */
  readonly until: number | null
  /** The last state of the stay: its name and post. */
  readonly last: Place
}

/** The stays of a person in the order of time. */
export function staysOf<Place extends DatedPlace>(places: readonly Place[]): Stay<Place>[] {
  const sorted = inOrder(places)
  const stays: Stay<Place>[] = []
  for (const [at, place] of sorted.entries()) {
    const until = sorted[at + 1]?.from ?? null
    // replaced on its own day, or not in a store
    if (until === place.from || place.outlet === null) continue
    const before = stays.at(-1)
    if (before?.outlet === place.outlet && before.until === place.from)
      stays[stays.length - 1] = { ...before, until, last: place }
    else stays.push({ outlet: place.outlet, from: place.from, until, last: place })
  }
  return stays
}

/** Days of the month that lie in a stay. */
export function daysWithin({ from, until }: Pick<Stay<DatedPlace>, 'from' | 'until'>, month: Month): number {
  const base = monthNumber(month) * 100
  const first = Math.max(from, base + 1)
  const last = Math.min((until ?? Number.MAX_SAFE_INTEGER) - 1, base + daysIn(month))
  // where there is a day at all, both lie in the month, whose days follow each other as numbers do
  return Math.max(0, last - first + 1)
}

/** Days of the month that a person was in each store. */
export function daysByStore(places: readonly DatedPlace[], month: Month): Map<number, number> {
  const found = new Map<number, number>()
  for (const stay of staysOf(places)) {
    const count = daysWithin(stay, month)
    if (count > 0) found.set(stay.outlet, (found.get(stay.outlet) ?? 0) + count)
  }
  return found
}

/** Heads by store: the exact average over the days of the month. Stores without anybody on any day are left out. */
export function headsOf(people: Iterable<readonly DatedPlace[]>, month: Month): Map<number, Exact> {
  const days = new Map<number, number>()
  for (const places of people)
    for (const [outlet, count] of daysByStore(places, month)) days.set(outlet, (days.get(outlet) ?? 0) + count)
  const all = ofInteger(daysIn(month))
  return new Map([...days].map(([outlet, count]) => [outlet, divide(ofInteger(count), all)]))
}

/** A month's score: the sum of value × weight over the items that have a value; null where none has. */
export function monthScore(values: readonly { readonly value: string; readonly weight: string }[]): Exact | null {
  if (values.length === 0) return null
  return total(values.map(({ value, weight }) => multiply(decimal(value), decimal(weight))))
}

export interface StarRules {
  /** Stars of each store, or of all stores together. */
  readonly within: 'store' | 'all'
  readonly stars: number
  /** Months of the quarter with a score that somebody needs. */
  readonly minMonths: number
  /** How the months' scores become the quarter's. */
  readonly by: 'sum' | 'mean'
}

export interface Scored {
  readonly staff: number
  /** The store at the end of the quarter; null for who is not there any more. */
  readonly outlet: number | null
  /** By month of the quarter; null where there is none. */
  readonly months: readonly (Exact | null)[]
}

export interface Ranked extends Scored {
  readonly score: Exact | null
  readonly present: number
  /** Null for who does not take part. */
  readonly rank: number | null
  /** Others have the same rank. */
  readonly tied: boolean
  readonly star: boolean
  /** Why somebody takes no part. */
  readonly out: 'left' | 'tooFewMonths' | null
}

/** The quarter's ranking. Ties share the better rank; all who share a rank within the number of stars are stars. */
export function rankStars(people: readonly Scored[], rules: StarRules): Ranked[] {
  const scored = people.map((one) => {
    const given = one.months.filter((score) => score !== null)
    const sum = given.reduce(add, ZERO)
    const score = given.length === 0 ? null : rules.by === 'sum' ? sum : divide(sum, ofInteger(given.length))
    const out: Ranked['out'] =
      one.outlet === null ? 'left' : given.length < Math.max(1, rules.minMonths) ? 'tooFewMonths' : null
    return { ...one, score, present: given.length, out }
  })
  return scored.map((one) => {
    if (one.out !== null || one.score === null) return { ...one, rank: null, tied: false, star: false }
    const mine = one.score
    const others = scored.filter(
      (other) => other !== one && other.out === null && (rules.within === 'all' || other.outlet === one.outlet),
    )
    const rank = 1 + others.filter(({ score }) => score !== null && compare(score, mine) > 0).length
    const tied = others.some(({ score }) => score !== null && compare(score, mine) === 0)
    return { ...one, rank, tied, star: rank <= rules.stars }
  })
}

/** The last day of the quarter that begins with the month. */
export const quarterEnd = (months: readonly Month[]): IsoDate => lastDay(months.at(-1)!)
