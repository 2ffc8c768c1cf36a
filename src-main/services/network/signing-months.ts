/**
 * The county's signing rates at the ends of many months, from one reading of the history and the agreements. The definition is
 * that of services/agreements/signing.ts, which asks for one day alone; a test holds both against each other.
 */
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
  readonly agent: number
  /** Who was its agent before a day, in order of day. */
  readonly takeovers: readonly { readonly from: number; readonly before: number }[]
}

/** What is needed to say the rates of any day. */
export interface SigningBook {
  readonly outlets: readonly Outlet[]
  readonly covers: ReadonlyMap<number, readonly Cover[]>
  /** Ids of types that are 专营店, as text. */
  readonly stores: ReadonlySet<string>
}

/** Reads the book; one read of the register, one of its history, one of the agreements. */
export function signingBook(db: ReadDb): SigningBook {
  const outlets = new Map<number, Outlet>()
  for (const { id, ...now } of db.all<{
    id: number
    category: string
    status: string
    type: number | null
    agent: number | null
  }>('SELECT id, category, status, type, agent FROM outlets'))
    outlets.set(id, { id, now: { ...now, type: text(now.type), agent: text(now.agent) }, dated: {} })
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
  const types = db.all<{ id: number; code: string; name: string }>(
    "SELECT id, code, name FROM terms WHERE kind = 'outletType'",
  )
  const stores = types.filter(({ code, name }) => code === 'exclusiveStore' || name.includes('专营店'))
  return { outlets: [...outlets.values()], covers: coversOf(db), stores: new Set(stores.map(({ id }) => String(id))) }
}

const text = (value: number | null) => (value === null ? null : String(value))

function coversOf(db: ReadDb): Map<number, Cover[]> {
  const takeovers = new Map<number, { from: number; before: number }[]>()
  for (const { agreement, ...takeover } of db.all<{ agreement: number; from: number; before: number }>(
    'SELECT agreement, from_day AS "from", before FROM agreement_takeovers ORDER BY agreement, from_day',
  ))
    takeovers.set(agreement, [...(takeovers.get(agreement) ?? []), takeover])
  const covers = new Map<number, Cover[]>()
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
    const days = { from: dateFromNumber(row.from_day), to: dateFromNumber(row.to_day) }
    const cover = {
      from: row.from_day,
      to: Math.min(row.ended_on ?? row.to_day, row.until ?? row.to_day),
      longTerm: row.exclusive === 1 && isLongTerm(days),
      agent: row.agent,
      takeovers: takeovers.get(row.id) ?? [],
    }
    const known = covers.get(row.outlet)
    if (known) known.push(cover)
    else covers.set(row.outlet, [cover])
  }
  return covers
}

/** The rates of a month's last day. */
export function signingMonth({ outlets, covers, stores }: SigningBook, month: Month): SigningMonth {
  const day = dateNumber(lastDay(month))
  let [active, signed, exclusiveStores, longTerm] = [0, 0, 0, 0]
  for (const outlet of outlets) {
    if (valueOn(outlet, 'category', day) !== 'partner' || valueOn(outlet, 'status', day) !== 'active') continue
    const agent = valueOn(outlet, 'agent', day)
    const own = (covers.get(outlet.id) ?? []).filter(
      (cover) => cover.from <= day && day <= cover.to && String(agentOn(cover, day)) === agent,
    )
    const isStore = stores.has(valueOn(outlet, 'type', day) ?? '')
    active += 1
    if (own.length > 0) signed += 1
    if (isStore) exclusiveStores += 1
    if (isStore && own.some((cover) => cover.longTerm)) longTerm += 1
  }
  const rate = percentText(signed, active)
  return {
    month,
    active,
    signed,
    rate,
    exclusiveStores,
    longTerm,
    longTermRate: percentText(longTerm, exclusiveStores),
  }
}

function valueOn({ now, dated }: Outlet, field: Field, day: number): string | null {
  const known: Dated | undefined = dated[field]
  const found = known?.findLast(({ from }) => from <= day)
  return found ? found.value : now[field]
}

const agentOn = ({ agent, takeovers }: Cover, day: number) => takeovers.find(({ from }) => from > day)?.before ?? agent
