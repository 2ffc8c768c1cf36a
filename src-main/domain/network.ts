/** The network of outlets over time: when each was in it, and by month how many were, came and left (DOMAIN.md §2, Life). */
import { addMonths, dateNumber, lastDay, type Month, monthNumber } from './month.ts'

export type OutletStatus = 'planned' | 'active' | 'suspended' | 'exited'

/** What the history says of one outlet. Days are yyyymmdd; 0: since ever. */
export interface OutletLife {
  /** The day on which it joined; null where the file does not say: since ever. */
  readonly joinedOn: number | null
  /** In order of day; the first one's day is 0. */
  readonly statuses: readonly { readonly from: number; readonly status: OutletStatus }[]
}

/** A stretch of days in the network: from a day (0: since ever) until the day on which it is out (null: still in). */
export interface Stay {
  readonly from: number
  readonly to: number | null
}

/** An outlet in service or suspended is in the network, from the day on which it joined. */
const isIn = (status: OutletStatus) => status === 'active' || status === 'suspended'

/** The stretches that an outlet was in the network, in order; they neither meet nor overlap. */
export function staysOf({ joinedOn, statuses }: OutletLife): Stay[] {
  const stays: { from: number; to: number | null }[] = []
  for (const [at, { from, status }] of statuses.entries()) {
    if (!isIn(status)) continue
    const to = statuses[at + 1]?.from ?? null
    const start = Math.max(from, joinedOn ?? 0)
    if (to !== null && start >= to) continue
    const last = stays.at(-1)
    if (last && last.to === start) last.to = to
    else stays.push({ from: start, to })
  }
  return stays
}

/** Whether it is in the network on a day (yyyymmdd). */
export const wasIn = (stays: readonly Stay[], day: number): boolean =>
  stays.some(({ from, to }) => from <= day && (to === null || day < to))

export interface MonthGrowth {
  readonly month: Month
  /** In the network at the end of the month before. */
  readonly opening: number
  /** That came into it; one that came back is counted again. */
  readonly added: number
  readonly exited: number
  /** opening + added − exited: in the network on the month's last day. */
  readonly closing: number
}

/** Whether a day lies in a month. */
const lies = (day: number, month: Month) => Math.floor(day / 100) === monthNumber(month)

/** Whether an outlet came into the network in a month, or left it. */
export const cameIn = (stays: readonly Stay[], month: Month): boolean => stays.some(({ from }) => lies(from, month))
export const leftIn = (stays: readonly Stay[], month: Month): boolean =>
  stays.some(({ to }) => to !== null && lies(to, month))

/** By month, in the order given. */
export function growthOf(outlets: readonly (readonly Stay[])[], months: readonly Month[]): MonthGrowth[] {
  const counted = months.map((month) => ({
    ...{ month, number: monthNumber(month), opening: 0, added: 0, exited: 0, closing: 0 },
    ...{ before: dateNumber(lastDay(addMonths(month, -1))), end: dateNumber(lastDay(month)) },
  }))
  for (const { from, to } of outlets.flat()) {
    const [came, left] = [Math.floor(from / 100), to === null ? null : Math.floor(to / 100)]
    for (const each of counted) {
      // the stretches of one outlet never overlap: it is counted once at most
      if (from <= each.before && (to === null || each.before < to)) each.opening += 1
      if (from <= each.end && (to === null || each.end < to)) each.closing += 1
      if (came === each.number) each.added += 1
      if (left === each.number) each.exited += 1
    }
  }
  return counted.map(({ month, opening, added, exited, closing }) => ({ month, opening, added, exited, closing }))
}

/** What stands where an outlet's file says nothing. */
export const UNSAID = '未填'
