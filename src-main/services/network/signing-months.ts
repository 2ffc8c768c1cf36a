/**
 * The county's signing rates at the ends of many months, from one reading of the history and the agreements. The definition is
 * that of services/agreements/signing.ts, which asks for one day alone; a test holds both against each other.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ReadDb } from '../../data/handles.ts'
import { isLongTerm } from '../../domain/agreement.ts'
import { dateFromNumber, dateNumber, lastDay, type Month } from '../../domain/month.ts'
import { percentText } from '../../domain/percent.ts'

export interface SigningMonth {
  readonly month: Month
  readonly active: number
  readonly signed: number
  /** Per cent with two places; null where there is nothing to divide by. */
  readonly rate: string | null
  readonly exclusiveStores: number
  readonly longTerm: number
  readonly longTermRate: string | null
}

type Field = 'category' | 'status' | 'type' | 'agent'
type Dated = readonly { readonly from: number; readonly value: string | null }[]

interface Outlet {
  readonly id: number
  readonly now: Readonly<Record<Field, string | null>>
  readonly dated: Partial<Record<Field, { from: number; value: string | null }[]>>
}

interface Cover {
  readonly from: number
  readonly to: number
  readonly longTerm: boolean
  /** The agent's id as text, as history keeps it. */
  readonly agent: string
  /** Who was its agent before a day, in order of day. */
  readonly takeovers: readonly { readonly from: number; readonly before: string }[]
}

/** What is needed to say the rates of any day. */
export interface SigningBook {
  readonly outlets: readonly Outlet[]
  readonly covers: ReadonlyMap<number, readonly Cover[]>
  /** Ids of types that are 专营店, as text. */
  readonly stores: ReadonlySet<string>
}

/** Reads the book: the register, its history, the agreements; others are answered in between. */
export async function signingBook(db: ReadDb): Promise<SigningBook> {
  const outlets = new Map<number, Outlet>()
  for (const { id, ...now } of db.all<{
    id: number
    category: string
    status: string
    type: number | null
    agent: number | null
  }>('SELECT id, category, status, type, agent FROM outlets'))
    outlets.set(id, { id, now: { ...now, type: text(now.type), agent: text(now.agent) }, dated: {} })
  await nextTurn()
  for (const { id, field, value, from } of db.all<{ id: number; field: Field; value: string | null; from: number }>(
    `SELECT subject_id AS id, field, value, from_day AS "from" FROM history
     WHERE subject = 'outlet' AND field IN ('category', 'status', 'type', 'agent') ORDER BY subject_id, field, from_day, id`,
  )) {
    const dated = outlets.get(id)?.dated
    if (!dated) continue
    const known = dated[field]
    if (known) known.push({ from, value })
    else dated[field] = [{ from, value }]
  }
  await nextTurn()
  const types = db.all<{ id: number; code: string; name: string }>(
    "SELECT id, code, name FROM terms WHERE kind = 'outletType'",
  )
  const stores = types.filter(({ code, name }) => code === 'exclusiveStore' || name.includes('专营店'))
  return { outlets: [...outlets.values()], covers: coversOf(db), stores: new Set(stores.map(({ id }) => String(id))) }
}

const text = (value: number | null) => (value === null ? null : String(value))

function coversOf(db: ReadDb): Map<number, Cover[]> {
  const takeovers = new Map<number, { from: number; before: string }[]>()
  for (const { agreement, ...takeover } of db.all<{ agreement: number; from: number; before: string }>(
    'SELECT agreement, from_day AS "from", CAST(before AS TEXT) AS before FROM agreement_takeovers ORDER BY agreement, from_day',
  ))
    takeovers.set(agreement, [...(takeovers.get(agreement) ?? []), takeover])
  const covers = new Map<number, Cover[]>()
  const longTerms = new Map<string, boolean>()
  const isLong = (from: number, to: number) => {
    const key = `${from} ${to}`
    const found = longTerms.get(key) ?? isLongTerm({ from: dateFromNumber(from), to: dateFromNumber(to) })
    longTerms.set(key, found)
    return found
  }
  for (const row of db.all<{
    id: number
    agent: number
    exclusive: number
    from_day: number
    to_day: number
    ended_on: number | null
    until: number | null
    outlet: number
  }>(
    `SELECT g.id, g.agent, g.exclusive, g.from_day, g.to_day, g.ended_on, n.to_day AS until, n.outlet
     FROM agreements g JOIN agreement_outlets n ON n.agreement = g.id`,
  )) {
    const cover = {
      from: row.from_day,
      to: Math.min(row.ended_on ?? row.to_day, row.until ?? row.to_day),
      longTerm: row.exclusive === 1 && isLong(row.from_day, row.to_day),
      agent: String(row.agent),
      takeovers: takeovers.get(row.id) ?? [],
    }
    const known = covers.get(row.outlet)
    if (known) known.push(cover)
    else covers.set(row.outlet, [cover])
  }
  return covers
}

/** The rates of the last days of months. What never changed in an outlet is looked at once for all months. */
export function signingMonths({ outlets, covers, stores }: SigningBook, months: readonly Month[]): SigningMonth[] {
  const counts = months.map((month) => ({
    ...{ month, day: dateNumber(lastDay(month)), active: 0, signed: 0, exclusiveStores: 0, longTerm: 0 },
  }))
  for (const outlet of outlets) {
    const { now, dated } = outlet
    const { category, status } = dated
    if (!category && !status && (now.category !== 'partner' || now.status !== 'active')) continue
    const all = covers.get(outlet.id) ?? []
    const store = dated.type ? undefined : stores.has(now.type ?? '')
    for (const count of counts) {
      const { day } = count
      if (valueOn(outlet, 'category', day) !== 'partner' || valueOn(outlet, 'status', day) !== 'active') continue
      const agent = valueOn(outlet, 'agent', day)
      const own = all.filter(({ from, to }) => from <= day && day <= to).filter((each) => agentOn(each, day) === agent)
      const isStore = store ?? stores.has(valueOn(outlet, 'type', day) ?? '')
      count.active += 1
      if (own.length > 0) count.signed += 1
      if (isStore) count.exclusiveStores += 1
      if (isStore && own.some(({ longTerm }) => longTerm)) count.longTerm += 1
    }
  }
  return counts.map(({ month, active, signed, exclusiveStores, longTerm }) => ({
    ...{ month, active, signed, rate: percentText(signed, active) },
    ...{ exclusiveStores, longTerm, longTermRate: percentText(longTerm, exclusiveStores) },
  }))
}

function valueOn({ now, dated }: Outlet, field: Field, day: number): string | null {
  const known: Dated | undefined = dated[field]
  if (known === undefined) return now[field]
  const found = known.findLast(({ from }) => from <= day)
  return found ? found.value : now[field]
}

const agentOn = ({ agent, takeovers }: Cover, day: number): string =>
  takeovers.length === 0 ? agent : (takeovers.find(({ from }) => from > day)?.before ?? agent)
