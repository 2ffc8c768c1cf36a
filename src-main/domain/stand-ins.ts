/**
 * 代理: who does a channel manager's work on a day (DOMAIN.md §2). One stand-in at a time, and no chains: who is stood in for
 * cannot stand in for somebody else on the same days, so that everybody knows in one step whom to ask.
 */
import type { IsoDate } from './month.ts'

export interface StandIn {
  readonly id: number
  readonly manager: number
  readonly standIn: number
  /** First and last day. */
  readonly from: IsoDate
  readonly to: IsoDate
}

const holdsOn = ({ from, to }: StandIn, day: IsoDate): boolean => from <= day && day <= to

/** Who does the work of `manager` on a day: the stand-in, else the manager. */
export function actingFor(standIns: readonly StandIn[], manager: number, day: IsoDate): number {
  return standIns.find((one) => one.manager === manager && holdsOn(one, day))?.standIn ?? manager
}

/** Those for whom somebody stands in on a day. */
export const stoodInFor = (standIns: readonly StandIn[], person: number, day: IsoDate): StandIn[] =>
  standIns.filter((one) => one.standIn === person && holdsOn(one, day))

export type StandInClash = 'overlap' | 'standInAway' | 'managerStandsIn'

/**
 * Why a new stand-in cannot be: the manager has one on these days, the stand-in is stood in for himself, or the manager stands
 * in for somebody else. Null where it can.
 */
export function clashOf(
  known: readonly StandIn[],
  asked: Omit<StandIn, 'id'>,
): { readonly why: StandInClash; readonly with: StandIn } | null {
  const meets = known.filter((one) => one.from <= asked.to && asked.from <= one.to)
  const find = (why: StandInClash, test: (one: StandIn) => boolean) => {
    const found = meets.find(test)
    return found ? { why, with: found } : null
  }
  return (
    find('overlap', (one) => one.manager === asked.manager) ??
    find('standInAway', (one) => one.manager === asked.standIn) ??
    find('managerStandsIn', (one) => one.standIn === asked.manager)
  )
}
