/** Signing rate and long-term exclusive signing rate as of a day, by region and outlet type (DOMAIN.md §2, Agreements). */
import type { ReadDb } from '../../data/handles.ts'
import { isLongTerm } from '../../domain/agreement.ts'
import { dateFromNumber, dateNumber, type IsoDate } from '../../domain/month.ts'
import { percentText } from '../../domain/percent.ts'
import { regionsAt } from '../regions/tree.ts'
import { type Row, rowsAt } from '../register/history.ts'
import { placesIn } from '../register/terms.ts'

/** An agreement in force for an outlet on the day, with the agent whose outlet it is. */
interface Cover {
  readonly id: number
  readonly number: string
  readonly exclusive: boolean
  readonly longTerm: boolean
  readonly from: IsoDate
  readonly to: IsoDate
}

/** Agreements in force on a day, by outlet id; those with another agent than the outlet has on that day do not count. */
export function coversOn(db: ReadDb, day: IsoDate, only?: readonly number[]): Map<number, Cover[]> {
  return coversOf(db, day, rowsAt(db, 'outlet', day, only, ['agent']))
}

function coversOf(db: ReadDb, day: IsoDate, outlets: ReadonlyMap<number, Row>): Map<number, Cover[]> {
  const number = dateNumber(day)
  const covers = new Map<number, Cover[]>()
  const termOf = termsOnce()
  const rows = db.all<{
    id: number
    number: string
    agent: number
    exclusive: number
    from_day: number
    to_day: number
    outlet: number
  }>(
    `SELECT g.id, g.number, g.exclusive, g.from_day, g.to_day, n.outlet,
     coalesce((SELECT t.before FROM agreement_takeovers t WHERE t.agreement = g.id AND t.from_day > ?1 ORDER BY t.from_day LIMIT 1), g.agent) AS agent
     FROM agreements g JOIN agreement_outlets n ON n.agreement = g.id
     WHERE g.from_day <= ?1 AND coalesce(g.ended_on, g.to_day) >= ?1 AND coalesce(n.to_day, g.to_day) >= ?1
     ORDER BY g.from_day, g.id`,
    number,
  )
  for (const row of rows) {
    if (outlets.get(row.outlet)?.agent !== row.agent) continue
    const { from, to, isLong } = termOf(row.from_day, row.to_day)
    const exclusive = row.exclusive === 1
    const cover: Cover = { id: row.id, number: row.number, exclusive, longTerm: exclusive && isLong, from, to }
    const known = covers.get(row.outlet)
    if (known) known.push(cover)
    else covers.set(row.outlet, [cover])
  }
  return covers
}

/** Days of agreements and whether they are a long term, worked out once for all that have the same. */
function termsOnce(): (from: number, to: number) => { from: IsoDate; to: IsoDate; isLong: boolean } {
  const known = new Map<number, { from: IsoDate; to: IsoDate; isLong: boolean }>()
  return (from, to) => {
    const key = from * 100_000_000 + to
    const found = known.get(key)
    if (found) return found
    const days = { from: dateFromNumber(from), to: dateFromNumber(to) }
    const term = { ...days, isLong: isLongTerm(days) }
    known.set(key, term)
    return term
  }
}

/** One active partner outlet and what covers it. */
export interface SigningOutlet {
  readonly outlet: string
  readonly name: string
  readonly type: string | null
  readonly centre: string | null
  readonly township: string | null
  readonly agent: string | null
  readonly agentName: string | null
  readonly manager: string | null
  /** Whether it is a 专营店: it counts for the long-term exclusive rate. */
  readonly exclusiveStore: boolean
  readonly signed: boolean
  readonly longTerm: boolean
  readonly agreement: { readonly id: number; readonly number: string; readonly to: IsoDate } | null
}

/** The fields on which the rates and their lists depend. */
const COUNTED = ['name', 'category', 'type', 'agent', 'region', 'manager', 'status']

/** Every active partner outlet on a day, by code: what the rates count, and the list behind each of them. */
export function signingOutlets(db: ReadDb, day: IsoDate): readonly SigningOutlet[] {
  const key = `signing ${day}`
  const found = db.kept.get<readonly SigningOutlet[]>(key)
  if (found) return found
  const version = db.kept.version()
  const outlets = countedOutlets(db, day)
  db.kept.set(key, outlets, version)
  return outlets
}

function countedOutlets(db: ReadDb, day: IsoDate): SigningOutlet[] {
  const rows = rowsAt(db, 'outlet', day, undefined, COUNTED)
  const covers = coversOf(db, day, rows)
  const placeOf = placesIn(regionsAt(db, day))
  const terms = new Map(
    db
      .all<{ id: number; code: string; name: string }>(
        "SELECT id, code, name FROM terms WHERE kind IN ('outletType', 'manager')",
      )
      .map((term) => [term.id, term]),
  )
  const agents = new Map(
    db
      .all<{ id: number; code: string; name: string }>('SELECT id, code, name FROM agents')
      .map((each) => [each.id, each]),
  )
  const outlets: SigningOutlet[] = []
  for (const row of rows.values()) {
    if (row.category !== 'partner' || row.status !== 'active') continue
    const type = terms.get(row.type as number)
    const agent = agents.get(row.agent as number)
    const own = covers.get(row.id) ?? []
    const best = own.find(({ longTerm }) => longTerm) ?? own[0]
    outlets.push({
      outlet: String(row.code),
      name: String(row.name),
      type: type?.name ?? null,
      ...placeOf(row.region as number | null),
      agent: agent?.code ?? null,
      agentName: agent?.name ?? null,
      manager: terms.get(row.manager as number)?.name ?? null,
      exclusiveStore: type !== undefined && (type.code === 'exclusiveStore' || type.name.includes('专营店')),
      signed: own.length > 0,
      longTerm: own.some(({ longTerm }) => longTerm),
      agreement: best ? { id: best.id, number: best.number, to: best.to } : null,
    })
  }
  return outlets.sort((a, b) => (a.outlet < b.outlet ? -1 : 1))
}

/** Rates are per cent with two places ("83.33"); null where there is nothing to divide by. */
export interface SigningRate {
  /** Centre, township or type; null for outlets that have none. */
  readonly name: string | null
  readonly active: number
  readonly signed: number
  readonly rate: string | null
  /** Active 专营店, and those of them under an exclusive agreement of a year or more. */
  readonly exclusiveStores: number
  readonly longTerm: number
  readonly longTermRate: string | null
}

export interface SigningRates {
  readonly day: IsoDate
  readonly total: SigningRate
  readonly byCentre: readonly SigningRate[]
  readonly byTownship: readonly (SigningRate & { readonly centre: string | null })[]
  readonly byType: readonly SigningRate[]
}

/** The rates of a day; each group in the order of its name, outlets without one last. */
export function signingRates(db: ReadDb, day: IsoDate): SigningRates {
  const outlets = signingOutlets(db, day)
  const townships = grouped(outlets, ({ centre, township }) => JSON.stringify([centre, township]))
  return {
    day,
    total: rateOf(null, outlets),
    byCentre: ratesOf(grouped(outlets, ({ centre }) => centre)),
    byTownship: ratesOf(townships)
      .map(({ name, ...rate }) => {
        const [centre, township] = JSON.parse(name ?? '[null,null]') as [string | null, string | null]
        return { ...rate, name: township, centre }
      })
      .filter(({ name }) => name !== null),
    byType: ratesOf(grouped(outlets, ({ type }) => type)),
  }
}

function grouped(
  outlets: readonly SigningOutlet[],
  key: (outlet: SigningOutlet) => string | null,
): Map<string | null, SigningOutlet[]> {
  const groups = new Map<string | null, SigningOutlet[]>()
  for (const outlet of outlets) {
    const name = key(outlet)
    const known = groups.get(name)
    if (known) known.push(outlet)
    else groups.set(name, [outlet])
  }
  return groups
}

function ratesOf(groups: ReadonlyMap<string | null, readonly SigningOutlet[]>): SigningRate[] {
  return [...groups]
    .map(([name, outlets]) => rateOf(name, outlets))
    .sort((a, b) => (a.name === null ? 1 : b.name === null ? -1 : a.name < b.name ? -1 : 1))
}

function rateOf(name: string | null, outlets: readonly SigningOutlet[]): SigningRate {
  const stores = outlets.filter(({ exclusiveStore }) => exclusiveStore)
  const signed = outlets.filter((outlet) => outlet.signed).length
  const longTerm = stores.filter((outlet) => outlet.longTerm).length
  return {
    name,
    active: outlets.length,
    signed,
    rate: percentText(signed, outlets.length),
    exclusiveStores: stores.length,
    longTerm,
    longTermRate: percentText(longTerm, stores.length),
  }
}
