/**
 * The independent oracle: DOMAIN.md §4 as plain loops over rows with big decimals, written from the text alone. It shares no
 * code with the engine, and of its domain only the types of a policy.
 */
import { Decimal } from 'decimal.js'
import type {
  Clause,
  EntryFilter,
  FixedClause,
  InstalmentClause,
  OutletFilter,
  Policy,
  ResidualClause,
  VolumeClause,
  When,
} from '../../src-main/domain/policy.ts'
import {
  idOf,
  LAST,
  numberOf,
  WORLD_MONTHS,
  type World,
  type WorldEntry,
  type WorldOutlet,
} from './settlement-world.ts'

const D = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP })
type D = Decimal
const yuan = (fen: number): D => new D(fen).div(100)
const round = (value: D): D => value.toDecimalPlaces(2)

export interface OracleLine {
  period: string
  outlet: string
  policy: string
  version: number
  clause: string
  kind: 'volume' | 'instalment' | 'residual' | 'fixed' | 'clawback' | 'assigned'
  source: string | null
  sum: D
  amount: D
}

interface Part {
  entry: WorldEntry
  paid: D
}

interface PaidLine extends OracleLine {
  at: number
  terms: Version
  paidBy: InstalmentClause | ResidualClause
  parts: Part[]
  taken: D
}

interface Version {
  policy: string
  version: number
  from: number
  to: number
  clauses: Clause[]
}

interface Life {
  entry: WorldEntry
  at: number
  reversed: number | null
  terminated: number | null
}

const NAMES: Record<string, string> = { activation: '放号', broadband: '宽带', airRecharge: '空中充值' }
const TYPE_CODES: Record<string, string> = { 指定专营店: 'exclusiveStore', 特约代理点: 'authorizedAgentPoint' }

/** The lines of every settled month, as the specification has them. */
export function oracle(world: World): OracleLine[][] {
  const all: OracleLine[][] = []
  const paid: PaidLine[] = []
  for (let at = world.first; at <= LAST; at++) {
    const lines: OracleLine[] = []
    const now: PaidLine[] = []
    for (const terms of versionsOf(world)) {
      for (const clause of terms.clauses) {
        world.outlets.forEach((_, outlet) => {
          const facts = outletAt(world, outlet, at)
          if (facts.category !== 'partner' || !meansOutlet(clause.outlets, facts)) return
          const head = {
            period: WORLD_MONTHS[at]!,
            outlet: facts.code,
            policy: terms.policy,
            version: terms.version,
            clause: clause.code,
            source: null,
          }
          if (clause.kind === 'instalment' || clause.kind === 'residual') {
            const parts = memberParts(world, terms, clause, outlet, at)
            if (parts.length === 0) return
            const sum = parts.reduce((total, part) => total.plus(part.paid), new D(0))
            const amount = finished(world, clause, facts, outlet, at, sum)
            const line: PaidLine = {
              ...head,
              kind: clause.kind,
              sum,
              amount,
              at,
              terms,
              paidBy: clause,
              parts,
              taken: new D(0),
            }
            lines.push(line)
            now.push(line)
            return
          }
          if (terms.from > at || at > terms.to) return
          const found =
            clause.kind === 'volume' ? volumeSum(world, clause, outlet, at) : fixedSum(world, clause, outlet, at)
          if (found === null) return
          const amount = finished(world, clause, facts, outlet, at, found.sum)
          if (amount.isZero() && !found.measured) return
          lines.push({ ...head, kind: clause.kind, sum: found.sum, amount })
        })
      }
    }
    lines.push(...assigned(world, at))
    for (const source of paid) {
      const parts = source.parts.filter(({ entry }) => isTaken(world, source, entry, at))
      if (source.sum.isZero()) continue
      const share = parts.reduce((total, part) => total.plus(part.paid), new D(0))
      const amount = round(source.amount.times(share).div(source.sum)).minus(source.taken).negated()
      if (amount.isZero()) continue
      source.taken = source.taken.minus(amount)
      lines.push({
        period: WORLD_MONTHS[at]!,
        outlet: source.outlet,
        policy: source.policy,
        version: source.version,
        clause: source.clause,
        kind: 'clawback',
        source: `${source.period}/${source.outlet}/${source.policy}.v${source.version}/${source.clause}`,
        sum: amount,
        amount,
      })
    }
    paid.push(...now)
    all.push(lines)
  }
  return all
}

/** Approving a later version ends an open one in the month before. */
function versionsOf(world: World): Version[] {
  return world.policies.flatMap((policies: readonly Policy[]) =>
    policies.map(({ code, from, to, clauses }, i) => {
      const start = WORLD_MONTHS.indexOf(from as (typeof WORLD_MONTHS)[number])
      const next = policies[i + 1]
      const before = next === undefined ? LAST : WORLD_MONTHS.indexOf(next.from as (typeof WORLD_MONTHS)[number]) - 1
      const end = to === undefined ? before : WORLD_MONTHS.indexOf(to as (typeof WORLD_MONTHS)[number])
      return { policy: code, version: i + 1, from: start, to: end, clauses }
    }),
  )
}

/** What the province's list says of an item, as one line an outlet; own stores get none, a checked item is not paid. */
function assigned(world: World, at: number): OracleLine[] {
  const sums = new Map<string, { outlet: string; item: string; amount: D }>()
  for (const row of world.assigned ?? []) {
    if (row.at !== at || (row.item === '核对' && world.checked)) continue
    const { category, code } = world.outlets[row.outlet]!
    if (category !== 'partner') continue
    const known = sums.get(`${row.outlet} ${row.item}`) ?? { outlet: code, item: row.item, amount: new D(0) }
    sums.set(`${row.outlet} ${row.item}`, { ...known, amount: known.amount.plus(yuan(row.amount)) })
  }
  return [...sums.values()].map(({ outlet, item, amount }) => ({
    period: WORLD_MONTHS[at]!,
    outlet,
    policy: '',
    version: 0,
    clause: item,
    kind: 'assigned',
    source: null,
    sum: amount,
    amount,
  }))
}

/** The days of the month on which the outlet had joined and was active, and all its days. */
function activeDays(world: World, outlet: number, at: number): { active: number; of: number } {
  const [year, month] = WORLD_MONTHS[at]!.split('-').map(Number)
  const of = new Date(year!, month!, 0).getDate()
  const { joined } = world.outlets[outlet]!
  let active = 0
  for (let day = 1; day <= of; day++) {
    if (joined && (at < joined.at || (at === joined.at && day < joined.day))) continue
    let status = 'active'
    for (const change of world.statuses ?? []) {
      if (change.outlet === outlet && (change.at < at || (change.at === at && change.day <= day))) status = change.value
    }
    if (status === 'active') active += 1
  }
  return { active, of }
}

function outletAt(world: World, outlet: number, at: number): WorldOutlet {
  const facts = { ...world.outlets[outlet]! }
  const known = world.changes.filter((change) => change.outlet === outlet && change.at <= at)
  for (const field of ['grade', 'star'] as const) {
    // the latest day counts; of one day, what was said last
    let latest: (typeof known)[number] | undefined
    for (const change of known) if (change.field === field && (!latest || change.at >= latest.at)) latest = change
    if (latest && field === 'grade') facts.grade = latest.value
    if (latest && field === 'star') facts.star = Number(latest.value)
  }
  return facts
}

function meansOutlet(filter: OutletFilter | undefined, outlet: WorldOutlet): boolean {
  if (!filter) return true
  if (filter.types && !filter.types.includes(outlet.type) && !filter.types.includes(TYPE_CODES[outlet.type]!))
    return false
  if (filter.grades && (outlet.grade === null || !filter.grades.includes(outlet.grade))) return false
  if (filter.stars && (outlet.star === null || !filter.stars.includes(outlet.star))) return false
  if (filter.outlets && !filter.outlets.includes(outlet.code)) return false
  if (filter.agents && (outlet.agent === null || !filter.agents.includes(outlet.agent))) return false
  return true
}

function meansEntry(
  filter: EntryFilter | undefined,
  entry: { type: string; brand?: string | null; plan?: string | null },
): boolean {
  if (!filter) return true
  const { businessTypes, brands, plans } = filter
  if (businessTypes && !businessTypes.includes(entry.type) && !businessTypes.includes(NAMES[entry.type]!)) return false
  if (brands && !(entry.brand && brands.includes(entry.brand))) return false
  return !plans || !!(entry.plan && plans.includes(entry.plan))
}

/**
 * Subscriber means the subscriber id where both ledgers give it, else the number; so where any row that the month can see gives
 * a number alone, all that stand with this number are one. `makers` are the filters of all that may make members by then.
 */
function subscriberOf(world: World, subscriber: number, until: number, makers: readonly EntryFilter[]): string {
  const number = numberOf(world, subscriber)
  // a ledger that has no row yet says nothing of how it names them
  const monthsByNumber = !world.ids.months && world.months.some((m) => m.at <= until)
  if (!world.ids.entries || monthsByNumber) return number
  const alone = world.entries.some(
    (e) =>
      e.bare &&
      e.at <= until &&
      e.subscriber !== null &&
      numberOf(world, e.subscriber) === number &&
      makers.some(({ businessTypes }) => meansEntry(businessTypes ? { businessTypes } : {}, e)),
  )
  return alone ? number : idOf(subscriber)
}

/** The filters of the clauses about members of all versions that have begun. */
function makersOf(world: World, until: number): EntryFilter[] {
  return versionsOf(world)
    .filter(({ from }) => from <= until)
    .flatMap(({ clauses }) => clauses.filter(({ kind }) => kind === 'instalment' || kind === 'residual'))
    .map(memberFilter)
}

interface Measured {
  value: D
  rows: number
}

export function measure(
  world: World,
  kind: VolumeClause['measure'],
  filter: EntryFilter | undefined,
  outlet: number,
  from: number,
  to: number,
): Measured {
  const entries = world.entries.filter(
    (e) => e.outlet === outlet && e.at >= from && e.at <= to && meansEntry(filter, e),
  )
  const volumes = world.volumes.filter(
    (v) => v.outlet === outlet && v.at >= from && v.at <= to && meansEntry(filter, v),
  )
  const rows = entries.length + volumes.length
  let value = 0
  if (kind === 'count') {
    for (const { quantity } of entries) value += quantity < 0 ? -1 : 1
    for (const { quantity } of volumes) value += quantity
    return { value: new D(value), rows }
  }
  if (kind === 'subscribers') {
    // one ledger alone, and of it these entries: the id where they give it, but a number that stands alone names all of its
    const somebody = entries.flatMap(({ subscriber, bare, quantity }) =>
      subscriber === null
        ? []
        : [{ quantity, number: numberOf(world, subscriber), id: !world.ids.entries || bare ? null : idOf(subscriber) }],
    )
    const sums = new Map<string, number>()
    for (const { number, id, quantity } of somebody) {
      const alone = somebody.some((other) => other.number === number && other.id === null)
      const key = id === null || alone ? number : id
      sums.set(key, (sums.get(key) ?? 0) + quantity)
    }
    for (const sum of sums.values()) if (sum > 0) value += 1
    return { value: new D(value), rows }
  }
  for (const row of [...entries, ...volumes]) value += kind === 'quantity' ? row.quantity : row.amount
  return { value: kind === 'quantity' ? new D(value) : yuan(value), rows }
}

function pays({ pay }: VolumeClause, value: D): D {
  if (pay.kind === 'perUnit') return value.times(pay.rate)
  if (pay.kind === 'percent') return value.times(pay.rate).div(100)
  if (value.lte(0)) return new D(0)
  if (pay.kind === 'bonus') {
    let amount = new D(0)
    for (const tier of pay.tiers) if (value.gte(tier.from)) amount = new D(tier.amount)
    return amount
  }
  const scale = pay.unit === 'percent' ? 100 : 1
  let sum = new D(0)
  pay.tiers.forEach(({ from, rate }, i) => {
    if (value.lt(from)) return
    if (pay.mode === 'flat') {
      sum = value.times(rate).div(scale)
      return
    }
    const next = pay.tiers[i + 1]?.from
    const top = next !== undefined && value.gt(next) ? new D(next) : value
    sum = sum.plus(top.minus(from).times(rate).div(scale))
  })
  return sum
}

function volumeSum(
  world: World,
  clause: VolumeClause,
  outlet: number,
  at: number,
): { sum: D; measured: boolean } | null {
  // November and December are one quarter's end; January begins both quarter and year
  const month = Number(WORLD_MONTHS[at]!.slice(5))
  const back = clause.accumulate === 'quarter' ? (month - 1) % 3 : clause.accumulate === 'year' ? month - 1 : 0
  const start = Math.max(0, at - back)
  const now = measure(world, clause.measure, clause.entries, outlet, start, at)
  if (now.rows === 0) return null
  const before = measure(world, clause.measure, clause.entries, outlet, start, at - 1)
  const sum = at > start ? pays(clause, now.value).minus(pays(clause, before.value)) : pays(clause, now.value)
  return { sum, measured: true }
}

function indicator(world: World, name: string, outlet: number, at: number): string | null {
  return world.indicators.find((row) => row.name === name && row.outlet === outlet && row.at === at)?.value ?? null
}

function fixedSum(world: World, clause: FixedClause, outlet: number, at: number): { sum: D; measured: boolean } | null {
  if (clause.months && !clause.months.includes(Number(WORLD_MONTHS[at]!.slice(5)))) return null
  const { active, of } = activeDays(world, outlet, at)
  const amount = clause.prorate ? new D(clause.amount).times(active).div(of) : new D(clause.amount)
  if (!clause.completion) return { sum: amount, measured: false }
  const found = measure(world, clause.completion.measure, clause.entries, outlet, at, at)
  const target = indicator(world, clause.completion.target, outlet, at)
  const measured = found.rows > 0
  if (target === null || Number(target) <= 0) return { sum: new D(0), measured }
  let band: 'full' | 'proportional' | null = null
  // compared without dividing: a completion of exactly 80 % reaches 80
  for (const { from, pays: how } of clause.completion.bands)
    if (found.value.times(100).gte(new D(from).times(target))) band = how
  if (band === null) return { sum: new D(0), measured }
  return { sum: band === 'full' ? amount : amount.times(found.value).div(target), measured }
}

function finished(world: World, clause: Clause, facts: WorldOutlet, outlet: number, at: number, sum: D): D {
  let value = sum
  for (const by of clause.factors ?? []) {
    if (by === 'assessment') {
      value = value.times(indicator(world, '考核系数', outlet, at) ?? 1)
      continue
    }
    let table: Record<string, string> | null = null
    let since = -1
    for (const each of world.factors) {
      if (each.by === by && each.at <= at && each.at >= since) {
        table = each.table
        since = each.at
      }
    }
    const key = by === 'grade' ? facts.grade : facts.star
    value = value.times(key === null ? 1 : (table?.[String(key)] ?? 1))
  }
  if (clause.cap !== undefined && value.gt(clause.cap)) value = new D(clause.cap)
  if (clause.floor !== undefined && sum.gt(0) && value.lt(clause.floor)) value = new D(clause.floor)
  return round(value)
}

/** Every activation under a filter, by walking through the months one by one to the end of `until`. */
export function lives(world: World, filter: EntryFilter, until: number, makers = makersOf(world, until)): Life[] {
  const found: Life[] = []
  const subscribers = [0, 1, 2, 3, 4].map((subscriber) => subscriberOf(world, subscriber, until, makers))
  const keys = new Set(
    world.entries.flatMap(({ subscriber }) => (subscriber === null ? [] : [subscribers[subscriber]!])),
  )
  for (const key of keys) {
    let running = 0
    let open: Life | null = null
    const own: Life[] = []
    for (let at = 0; at <= until; at++) {
      const entries = world.entries
        .map((entry, row) => ({ entry, row }))
        .filter(
          ({ entry: e }) =>
            e.at === at && e.subscriber !== null && subscribers[e.subscriber] === key && meansEntry(filter, e),
        )
        .sort((a, b) => a.entry.day - b.entry.day || a.entry.batch - b.entry.batch || a.row - b.row)
      for (const { entry } of entries) {
        const before = running
        running += entry.quantity
        if (before <= 0 && running > 0) {
          open = { entry, at, reversed: null, terminated: null }
          own.push(open)
        } else if (before > 0 && running <= 0 && open) {
          open.reversed = at
          open = null
        }
      }
      const gone = world.months.some(
        (m) => m.at === at && m.status === 'terminated' && subscribers[m.subscriber] === key,
      )
      if (!gone) continue
      for (const life of own) life.terminated ??= at
      running = 0
      open = null
    }
    found.push(...own)
  }
  return found
}

function memberFilter(clause: Clause): EntryFilter {
  return clause.entries?.businessTypes ? clause.entries : { ...clause.entries, businessTypes: ['放号'] }
}

function holds(when: When | undefined, month: World['months'][number], base: D): boolean {
  if (when?.onNet && month.status !== 'onNet') return false
  if (when?.minMinutes !== undefined && new D(month.minutes ?? '0').lt(when.minMinutes)) return false
  return when?.minBase === undefined || base.gte(when.minBase)
}

/** What each member of the outlet with something due in the month brings; 0 where it is not paid. */
function memberParts(
  world: World,
  terms: Version,
  clause: InstalmentClause | ResidualClause,
  outlet: number,
  at: number,
): Part[] {
  const parts: Part[] = []
  for (const life of lives(world, memberFilter(clause), at)) {
    if (life.entry.outlet !== outlet || life.at < terms.from || life.at > terms.to) continue
    if (life.reversed !== null || (life.terminated !== null && life.terminated < at)) continue
    const index = at - life.at + 1
    const rows = clause.kind === 'instalment' ? clause.schedule.filter((row) => row.month === index) : []
    const due = clause.kind === 'instalment' ? rows.length > 0 : clause.months[0] <= index && index <= clause.months[1]
    if (!due) continue
    const month = monthOf(world, life.entry, at)
    let paid = new D(0)
    if (month) {
      const base = yuan(month.billed - month.arrears)
      for (const row of rows) {
        if (!holds(row.when, month, base)) continue
        if (row.amount !== undefined) paid = paid.plus(row.amount)
        let band = new D(0)
        for (const each of row.bands ?? []) if (base.gte(each.from)) band = new D(each.amount)
        paid = paid.plus(band)
      }
      if (clause.kind === 'residual' && base.gt(0) && holds(clause.when, month, base)) {
        for (const each of clause.bands) {
          if (base.lt(each.from)) continue
          paid = each.percent === undefined ? new D(each.amount!) : round(base.times(each.percent).div(100))
        }
      }
    }
    parts.push({ entry: life.entry, paid })
  }
  return parts
}

/** The member's row of the month: of its own id where both give one, else of its number. */
export function monthOf(
  world: World,
  entry: WorldEntry,
  at: number,
  makers = makersOf(world, at),
): World['months'][number] | undefined {
  const subscriber = entry.subscriber!
  const mine = world.months.filter(
    (m) => m.at === at && subscriberOf(world, m.subscriber, at, makers) === subscriberOf(world, subscriber, at, makers),
  )
  const byId = world.ids.entries && world.ids.months && !entry.bare
  return byId ? mine.find((m) => m.subscriber === subscriber) : mine[0]
}

/** Whether a member that a closed line paid has been taken by the end of the month. */
function isTaken(world: World, source: PaidLine, entry: WorldEntry, at: number): boolean {
  const life = lives(world, memberFilter(source.paidBy), at).find((each) => each.entry === entry)!
  if (life.reversed !== null) return true
  const within = source.paidBy.clawback?.withinMonths
  return within !== undefined && life.terminated !== null && life.terminated - life.at + 1 <= within
}
