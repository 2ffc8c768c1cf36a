/**
 * The independent oracle of gradings: DOMAIN.md §6 as plain loops over rows, with fractions of its own; it shares no code with the
 * engine but the types of a scheme. Members are found by the settlement's oracle.
 */
import type { Indicator, Scheme } from '../../src-main/domain/grading/scheme.ts'
import { lives, measure, monthOf } from './settlement-oracle.ts'
import { WORLD_MONTHS, type World } from './settlement-world.ts'

/** A fraction in lowest terms. */
export class Q {
  readonly n: bigint
  readonly d: bigint
  constructor(n: bigint, d = 1n) {
    if (d === 0n) throw new Error('divided by zero')
    let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d]
    while (b) [a, b] = [b, a % b]
    const sign = d < 0n ? -1n : 1n
    this.n = (sign * n) / (a || 1n)
    this.d = (sign * d) / (a || 1n)
  }
  static of(text: string | number): Q {
    const [whole = '0', part = ''] = String(text).split('.')
    return new Q(BigInt(whole + part), 10n ** BigInt(part.length))
  }
  plus = (o: Q) => new Q(this.n * o.d + o.n * this.d, this.d * o.d)
  minus = (o: Q) => new Q(this.n * o.d - o.n * this.d, this.d * o.d)
  times = (o: Q) => new Q(this.n * o.n, this.d * o.d)
  over = (o: Q) => new Q(this.n * o.d, this.d * o.n)
  cmp = (o: Q) => Number(this.n * o.d - o.n * this.d > 0n) - Number(this.n * o.d - o.n * this.d < 0n)
  text = () => (this.d === 1n ? String(this.n) : `${this.n}/${this.d}`)
}
const ZERO = Q.of(0)
const HUNDRED = Q.of(100)
const sum = (list: readonly Q[]) => list.reduce((all, each) => all.plus(each), ZERO)

export interface OracleReference {
  readonly best?: string | undefined
  readonly mean?: string | undefined
  readonly total?: string | undefined
}

export interface OracleRow {
  readonly outlet: string
  readonly group: string
  /** Fractions as text. */
  readonly scores: readonly string[]
  readonly total: string
  readonly rank: number
  readonly grade: string
}

/** What the outlets with these values get: value by outlet and indicator name, null where missing. */
export function gradeOracle(
  scheme: Scheme,
  outlets: readonly { readonly outlet: string; readonly group: string }[],
  valueFor: (outlet: string, indicator: string) => Q | null,
  references: Readonly<Record<string, OracleReference>> = {},
): { rows: OracleRow[]; excluded: string[] } {
  const lacks = (outlet: string) => scheme.indicators.some(({ code }) => valueFor(outlet, code) === null)
  const excluded = scheme.missing === 'exclude' ? outlets.filter(({ outlet }) => lacks(outlet)) : []
  const left = outlets.filter((each) => !excluded.includes(each))
  const rows: OracleRow[] = []
  for (const group of new Set(left.map((each) => each.group))) {
    const own = left.filter((each) => each.group === group).map(({ outlet }) => outlet)
    const scored = own.map((outlet) => {
      const scores = scheme.indicators.map((indicator) =>
        scoreOracle(indicator, outlet, own, (each) => valueFor(each, indicator.code), references[indicator.code] ?? {}),
      )
      const level = (name: 'city' | 'county') =>
        sum(scores.filter((_, at) => scheme.indicators[at]!.level === name)).times(Q.of(scheme.levels[name]))
      let total = level('city').plus(level('county'))
      for (const { indicator, each, most, least } of scheme.bonuses ?? []) {
        const value = valueFor(outlet, indicator)
        if (value === null) continue
        let points = value.times(Q.of(each))
        if (most !== undefined && points.cmp(Q.of(most)) > 0) points = Q.of(most)
        if (least !== undefined && points.cmp(Q.of(least)) < 0) points = Q.of(least)
        total = total.plus(points)
      }
      return { outlet, scores, total }
    })
    for (const { outlet, scores, total } of scored) {
      const rank = 1 + scored.filter((other) => other.total.cmp(total) > 0).length
      const grade = vetoed(scheme, gradeOf(scheme, total, rank, scored.length), (name) => valueFor(outlet, name))
      rows.push({ outlet, group, scores: scores.map((each) => each.text()), total: total.text(), rank, grade })
    }
  }
  return {
    rows: rows.sort((a, b) => (a.outlet < b.outlet ? -1 : 1)),
    excluded: excluded.map(({ outlet }) => outlet).sort(),
  }
}

function gradeOf({ grades }: Scheme, total: Q, rank: number, n: number): string {
  if (grades.kind === 'thresholds') {
    const ordered = [...grades.bands].sort((a, b) => Q.of(b.from).cmp(Q.of(a.from)))
    for (const { from, grade } of ordered) if (total.cmp(Q.of(from)) >= 0) return grade
    return ordered.at(-1)!.grade
  }
  let percent = ZERO
  for (const [at, share] of grades.shares.entries()) {
    percent = percent.plus(Q.of(share.percent))
    // half up: the largest whole number not above n × percent / 100 + ½
    const limit = Q.of(n).times(percent).over(HUNDRED).plus(new Q(1n, 2n))
    if (at === grades.shares.length - 1 || BigInt(rank) * limit.d <= limit.n) return share.grade
  }
  throw new Error('no share')
}

function vetoed({ grades, vetoes }: Scheme, grade: string, valueFor: (name: string) => Q | null): string {
  const order =
    grades.kind === 'quota'
      ? grades.shares.map((each) => each.grade)
      : [...grades.bands].sort((a, b) => Q.of(b.from).cmp(Q.of(a.from))).map((each) => each.grade)
  let at = order.indexOf(grade)
  for (const { indicator, from, notAbove } of vetoes ?? []) {
    const value = valueFor(indicator)
    if (value && value.cmp(Q.of(from)) >= 0) at = Math.max(at, order.indexOf(notAbove))
  }
  return order[at]!
}

function scoreOracle(
  { weight: text, better, method }: Indicator,
  outlet: string,
  group: readonly string[],
  valueFor: (outlet: string) => Q | null,
  reference: OracleReference,
): Q {
  const weight = Q.of(text)
  const value = valueFor(outlet)
  if (value === null) return ZERO
  const known = group.map(valueFor).filter((each) => each !== null)
  const isBetter = (a: Q, b: Q) => (better === 'higher' ? a.cmp(b) > 0 : a.cmp(b) < 0)
  switch (method.kind) {
    case 'target': {
      const cap = Q.of(method.cap).over(HUNDRED)
      let part: Q
      if (better === 'higher') part = value.over(Q.of(method.target))
      else part = value.n <= 0n ? cap : Q.of(method.target).over(value)
      if (part.cmp(cap) > 0) part = cap
      return part.n < 0n ? ZERO : part.times(weight)
    }
    case 'bestRatio': {
      let best = known[0]!
      for (const each of known) if (isBetter(each, best)) best = each
      if (reference.best !== undefined) best = Q.of(reference.best)
      if (best.n <= 0n) return ZERO
      if (better === 'higher') return value.over(best).times(weight)
      return value.n <= 0n ? weight : best.over(value).times(weight)
    }
    case 'rank': {
      const rank = 1 + known.filter((each) => isBetter(each, value)).length
      return weight.times(Q.of(known.length - rank + 1)).over(Q.of(known.length))
    }
    case 'band': {
      let compared = value
      if (method.relativeTo) {
        const mean = reference.mean === undefined ? sum(known).over(Q.of(known.length)) : Q.of(reference.mean)
        if (mean.n === 0n) return ZERO
        compared = value
          .minus(mean)
          .over(mean.n < 0n ? ZERO.minus(mean) : mean)
          .times(HUNDRED)
      }
      for (const { from, to, points } of method.bands)
        if ((from === undefined || compared.cmp(Q.of(from)) >= 0) && (to === undefined || compared.cmp(Q.of(to)) < 0))
          return Q.of(points)
      throw new Error('a gap')
    }
    case 'share': {
      const total = reference.total === undefined ? sum(known) : Q.of(reference.total)
      return total.n === 0n ? ZERO : value.over(total).times(weight)
    }
    case 'deduct': {
      if (method.zeroFrom !== undefined && value.cmp(Q.of(method.zeroFrom)) >= 0) return ZERO
      const left = weight.minus(Q.of(method.each).times(value))
      return left.n < 0n ? ZERO : left
    }
    case 'scaled':
      return value.over(Q.of(method.full)).times(weight)
  }
}

/** The months of a scheme's window that holds `at`, as places in the world's months; those after its last go on counting. */
export function windowOracle(period: Scheme['period'], at: number): number[] {
  const [, month] = WORLD_MONTHS[at]!.split('-').map(Number) as [number, number]
  const size = { month: 1, quarter: 3, half: 6, year: 12 }[period ?? 'month']
  const first = at - ((month - 1) % size)
  return Array.from({ length: size }, (_, i) => first + i).filter((each) => each >= 0)
}

const MAKERS = [{ businessTypes: ['activation', '放号'] }]

/** The value of an outlet by the scheme's indicator code, or by the name of an indicator; null where missing. */
export function valueOracle(world: World, scheme: Scheme, window: readonly number[]) {
  return (outlet: number, name: string): Q | null => {
    const indicator = scheme.indicators.find(({ code }) => code === name)
    if (!indicator) return given(world, name, outlet, window, 'sum')
    const { source, method } = indicator
    switch (source.kind) {
      case 'entries': {
        const measured = measure(world, source.measure, source.entries, outlet, window[0]!, window.at(-1)!)
        const value = Q.of(measured.value.toFixed())
        if (source.per === undefined) return value
        const per = given(world, source.per, outlet, window, 'sum')
        return per === null || per.n === 0n ? null : value.over(per)
      }
      case 'retention':
      case 'arpu':
        return members(world, source.kind, outlet, window)
      case 'indicator':
        return given(
          world,
          source.indicator,
          outlet,
          window,
          source.over ?? (method.kind === 'deduct' ? 'sum' : 'mean'),
        )
      case 'inspection':
        return given(world, source.sheet, outlet, window, 'mean')
    }
  }
}

function given(world: World, name: string, outlet: number, window: readonly number[], how: 'sum' | 'mean'): Q | null {
  const found = world.indicators.filter((row) => row.name === name && row.outlet === outlet && window.includes(row.at))
  if (found.length === 0) return null
  const all = sum(found.map(({ value }) => Q.of(value)))
  return how === 'sum' ? all : all.over(Q.of(found.length))
}

function members(world: World, kind: 'retention' | 'arpu', outlet: number, window: readonly number[]): Q | null {
  let [above, below] = [0, 0]
  for (const at of window) {
    for (const life of lives(world, MAKERS[0]!, at, MAKERS)) {
      if (life.entry.outlet !== outlet || (life.reversed !== null && life.reversed <= at)) continue
      const isMember = life.terminated === null || life.terminated >= at
      const row = isMember ? monthOf(world, life.entry, at, MAKERS) : undefined
      const isOnNet = row?.status === 'onNet'
      if (kind === 'arpu' && isOnNet) {
        above += row.billed
        below += 1
      }
      if (kind === 'retention' && life.at === at - 3) {
        above += isOnNet ? 1 : 0
        below += 1
      }
    }
  }
  if (below === 0) return null
  return new Q(BigInt(above), BigInt(below) * (kind === 'arpu' ? 100n : 1n))
}

/** Outlets that were active or suspended at the end of the month. */
export function gradedOracle(world: World, category: 'own' | 'partner', at: number): number[] {
  return world.outlets.flatMap((outlet, index) => {
    const said = (world.statuses ?? []).filter((each) => each.outlet === index && each.at <= at)
    const last = said.toSorted((a, b) => a.at - b.at || a.day - b.day).at(-1)
    return outlet.category === category && last?.value !== 'exited' ? [index] : []
  })
}
