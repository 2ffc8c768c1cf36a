/** The picture of the network (网络概况) as of a month's end: growth of 24 months, signing rates, outlets by place, type, status, tier. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import {
  addMonths,
  dateFromNumber,
  dateNumber,
  type IsoDate,
  lastDay,
  type Month,
  monthNumber,
  monthOf,
  monthsFrom,
} from '../../domain/month.ts'
import { cameIn, growthOf, leftIn, type MonthGrowth, type OutletStatus, UNSAID, wasIn } from '../../domain/network.ts'
import { signingOutlets } from '../agreements/signing.ts'
import type { Query } from '../office.ts'
import { type OutletThen, outletsThen, staysByOutlet } from './lives.ts'
import { type SigningMonth, signingBook, signingMonths } from './signing-months.ts'

const MONTHS = 24

export interface Picture {
  readonly period: Month
  /** The month's last day, as of which outlets are counted; where it is still to come, with the changes that are known already. */
  readonly day: IsoDate
  readonly growth: readonly MonthGrowth[]
  readonly signing: readonly SigningMonth[]
  /** Types in the order of their number of outlets. */
  readonly types: readonly string[]
  /** In the network, by township, the largest first, those of no township last; `types`: by type in the order of `types`. */
  readonly townships: readonly {
    readonly centre: string
    readonly township: string
    readonly outlets: number
    readonly types: readonly number[]
  }[]
  /** All outlets by type and status. */
  readonly statuses: readonly ({ readonly type: string } & Readonly<Record<OutletStatus, number>>)[]
  /** Partner outlets in the network by their agents' core tier. */
  readonly tiers: readonly { readonly tier: string; readonly outlets: number; readonly agents: number }[]
}

/** Reads in steps and lets others be answered in between. */
export async function networkPicture(cx: Query, { period }: { period: Month }): Promise<Picture> {
  const { db } = cx
  const now = monthOf(cx.today)
  const last = period < now ? period : now
  const months = monthsFrom(addMonths(last, 1 - MONTHS), last)
  const stays = staysByOutlet(db)
  const growth = growthOf([...stays.values()], months)
  await nextTurn()
  const day = lastDay(last)
  const outlets = await allThen(db, day)
  const inside = outlets.filter(({ id }) => wasIn(stays.get(id) ?? [], dateNumber(day)))
  await nextTurn()
  const book = await signingBook(db)
  await nextTurn()
  const signing = signingMonths(book, months)
  const types = byCount(inside, ({ type }) => type)
  return {
    period: last,
    day,
    growth,
    signing,
    types,
    townships: townshipsOf(inside, types),
    statuses: statusesOf(
      outlets,
      byCount(outlets, ({ type }) => type),
    ),
    tiers: tiersOf(inside),
  }
}

/** Kept until something is written: the outlets behind a value are asked for after the picture. */
async function allThen(db: ReadDb, day: IsoDate): Promise<readonly OutletThen[]> {
  const key = `network ${day}`
  const found = db.kept.get<readonly OutletThen[]>(key)
  if (found) return found
  const version = db.kept.version()
  const outlets: OutletThen[] = []
  for (const some of outletsThen(db, day)) {
    outlets.push(...some)
    await nextTurn()
  }
  db.kept.set(key, outlets, version)
  return outlets
}

/** The values in the order of how many have them. */
function byCount(outlets: readonly OutletThen[], value: (outlet: OutletThen) => string): string[] {
  const counts = new Map<string, number>()
  for (const outlet of outlets) counts.set(value(outlet), (counts.get(value(outlet)) ?? 0) + 1)
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([each]) => each)
}

function townshipsOf(inside: readonly OutletThen[], types: readonly string[]): Picture['townships'] {
  const places = new Map<string, { centre: string; township: string; outlets: number; types: number[] }>()
  for (const { centre, township, type } of inside) {
    const key = JSON.stringify([centre, township])
    const known = places.get(key) ?? { centre, township, outlets: 0, types: types.map(() => 0) }
    known.outlets += 1
    known.types[types.indexOf(type)]! += 1
    places.set(key, known)
  }
  return [...places.values()].sort(
    (a, b) =>
      Number(a.township === UNSAID) - Number(b.township === UNSAID) ||
      b.outlets - a.outlets ||
      (a.township < b.township ? -1 : 1),
  )
}

function statusesOf(outlets: readonly OutletThen[], types: readonly string[]): Picture['statuses'] {
  return types.map((type) => {
    const counts = { type, planned: 0, active: 0, suspended: 0, exited: 0 }
    for (const outlet of outlets) if (outlet.type === type) counts[outlet.status] += 1
    return counts
  })
}

function tiersOf(inside: readonly OutletThen[]): Picture['tiers'] {
  const partners = inside.filter(({ category }) => category === 'partner')
  return byCount(partners, ({ tier }) => tier).map((tier) => {
    const own = partners.filter((outlet) => outlet.tier === tier)
    return { tier, outlets: own.length, agents: new Set(own.map(({ agent }) => agent)).size }
  })
}

export interface OutletsAsked {
  readonly month: Month
  /** Which: in the network at the month's end, those that came or left in it, all whatever their status, or what the signing rate counts. */
  readonly what: 'inside' | 'added' | 'exited' | 'all' | 'signed' | 'unsigned' | 'longTerm'
  readonly type?: string | undefined
  readonly status?: OutletStatus | undefined
  readonly centre?: string | undefined
  readonly township?: string | undefined
  readonly tier?: string | undefined
  /** Partner outlets only. */
  readonly partner?: boolean | undefined
}

export interface NetworkOutlet extends Omit<OutletThen, 'id'> {
  /** The day on which it came or left, where that is asked; an outlet that did both is listed by the last. */
  readonly moved: IsoDate | null
}

/** The very outlets behind a value of the picture, by code. */
export async function networkOutlets(cx: Query, asked: OutletsAsked): Promise<{ day: IsoDate; rows: NetworkOutlet[] }> {
  const day = lastDay(asked.month)
  const stays = staysByOutlet(cx.db)
  await nextTurn()
  const signing =
    asked.what === 'signed' || asked.what === 'unsigned' || asked.what === 'longTerm'
      ? new Map(signingOutlets(cx.db, day).map((outlet) => [outlet.outlet, outlet]))
      : undefined
  await nextTurn()
  const wanted = (outlet: OutletThen): boolean => {
    const own = stays.get(outlet.id) ?? []
    switch (asked.what) {
      case 'inside':
        return wasIn(own, dateNumber(day))
      case 'added':
        return cameIn(own, asked.month)
      case 'exited':
        return leftIn(own, asked.month)
      case 'all':
        return true
      case 'signed':
        return signing?.get(outlet.code)?.signed ?? false
      case 'unsigned':
        return signing?.get(outlet.code)?.signed === false
      case 'longTerm':
        return signing?.get(outlet.code)?.exclusiveStore === true && signing.get(outlet.code)?.longTerm === true
    }
  }
  const same = (value: string | undefined, own: string) => value === undefined || value === own
  const rows = (await allThen(cx.db, day)).filter(
    (outlet) =>
      wanted(outlet) &&
      same(asked.type, outlet.type) &&
      same(asked.status, outlet.status) &&
      same(asked.centre, outlet.centre) &&
      same(asked.township, outlet.township) &&
      same(asked.tier, outlet.tier) &&
      (!asked.partner || outlet.category === 'partner'),
  )
  return { day, rows: rows.map(({ id, ...outlet }) => ({ ...outlet, moved: movedOn(stays.get(id) ?? [], asked) })) }
}

function movedOn(stays: readonly { from: number; to: number | null }[], { what, month }: OutletsAsked): IsoDate | null {
  if (what !== 'added' && what !== 'exited') return null
  const inMonth = stays
    .map(({ from, to }) => (what === 'added' ? from : (to ?? 0)))
    .filter((day) => Math.floor(day / 100) === monthNumber(month))
  const last = inMonth.at(-1)
  return last === undefined ? null : dateFromNumber(last)
}
