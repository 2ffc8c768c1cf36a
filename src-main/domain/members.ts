/** Members: which entries activate a subscriber, for which outlet, and until when (DOMAIN.md §4, members and clawback). */

import type { Month } from './month.ts'
import { monthsBetween } from './month.ts'
import type { EntryFilter } from './policy.ts'
import { ACTIVATION_TYPES } from './standard-types.ts'

/** An entry of one subscriber as far as membership asks: its period and its signed quantity. */
export interface MemberEntry {
  month: Month
  quantity: number
}

/** An activation: the entry that raised the running quantity above zero, and what ended it. */
export interface Activation<E extends MemberEntry> {
  entry: E
  /** the activation month */
  month: Month
  /** the entry that brought the running quantity back to zero or below */
  reversedBy: E | null
  /** the month in which the status first becomes terminated, from the activation on */
  terminatedIn: Month | null
}

/** The entries that make members: the clause's own filter, with business type 放号 where it names none. */
export function memberEntries(entries: EntryFilter | undefined): EntryFilter {
  return entries?.businessTypes === undefined ? { ...entries, businessTypes: [...ACTIVATION_TYPES] } : entries
}

/**
 * The activations of one subscriber. `entries` are those that match, over all outlets, in order of date, batch and row;
 * `terminated` are the months whose subscriber-month row says terminated, ascending. Both through the last month known:
 * the questions below ask what held at the end of a period.
 */
export function activationsOf<E extends MemberEntry>(
  entries: readonly E[],
  terminated: readonly Month[],
): Activation<E>[] {
  const activations: Activation<E>[] = []
  let running = 0
  let nextEnd = 0
  let open: Activation<E> | null = null
  for (const entry of entries) {
    // the running quantity starts again after each terminated month: numbers are given out again
    for (; nextEnd < terminated.length && terminated[nextEnd]! < entry.month; nextEnd++) {
      running = 0
      open = null
    }
    const before = running
    running += entry.quantity
    if (before <= 0 && running > 0) {
      open = { entry, month: entry.month, reversedBy: null, terminatedIn: firstFrom(terminated, entry.month) }
      activations.push(open)
    } else if (before > 0 && running <= 0 && open) {
      open.reversedBy = entry
      open = null
    }
  }
  return activations
}

function firstFrom(months: readonly Month[], from: Month): Month | null {
  return months.find((month) => month >= from) ?? null
}

/** Says whether the activation makes a member of the period: begun, not terminated before, not reversed by its end. */
export function isMember<E extends MemberEntry>(activation: Activation<E>, period: Month): boolean {
  const { month, reversedBy, terminatedIn } = activation
  if (period < month || (terminatedIn !== null && period > terminatedIn)) return false
  return reversedBy === null || reversedBy.month > period
}

/** Index k of the period: months since activation + 1. */
export function memberIndex(activationMonth: Month, period: Month): number {
  return monthsBetween(activationMonth, period) + 1
}

/**
 * Whether a member is taken back in exactly this period: its activation is reversed in it, or, where the clause
 * has a clawback, its status first becomes terminated in it at an index of at most `withinMonths`.
 */
export function takenIn<E extends MemberEntry>(
  activation: Activation<E>,
  period: Month,
  withinMonths?: number | undefined,
): 'reversed' | 'terminated' | null {
  const { month, reversedBy, terminatedIn } = activation
  if (reversedBy !== null && reversedBy.month === period && (terminatedIn === null || period <= terminatedIn)) {
    return 'reversed'
  }
  if (withinMonths === undefined || terminatedIn !== period) return null
  if (reversedBy !== null && reversedBy.month < period) return null
  return memberIndex(month, period) <= withinMonths ? 'terminated' : null
}
