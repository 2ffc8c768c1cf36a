/** The values of a scheme's indicators for every outlet that it grades, from ledgers and indicator values (DOMAIN.md §6). */
import type { ReadDb } from '../../data/handles.ts'
import type { Store } from '../../data/store.ts'
import { divide, type Exact, sign } from '../../domain/exact.ts'
import { matchesOutlet } from '../../domain/filter.ts'
import { type Indicator, overMonths, type Scheme, type Source } from '../../domain/grading/scheme.ts'
import type { Month } from '../../domain/month.ts'
import type { OutletFilter } from '../../domain/policy.ts'
import type { Query } from '../office.ts'
import { rangesOf } from '../settlements/calculate.ts'
import type { SettledOutlet } from '../settlements/facts.ts'
import { type Scope, scopeOf } from '../settlements/scope.ts'
import { SubscriberRows } from '../settlements/subscriber-rows.ts'
import { Matchers, Measurer } from '../settlements/volume-lines.ts'
import { withHeads } from '../staff/heads.ts'
import { indicatorValues, inspectionValues } from './indicator-values.ts'
import { type MemberPairs, memberFigures } from './member-values.ts'
import type { Pace } from './scoring.ts'

/** Values by indicator code, then outlet id; an outlet without an entry has none. */
export type Values = ReadonlyMap<string, ReadonlyMap<number, Exact>>

export interface GradedFacts {
  /** The outlets that the scheme names, as they were at the end of the window; those that had left are not graded. */
  readonly outlets: readonly SettledOutlet[]
  readonly values: Values
  /** The members behind retention and ARPU. */
  readonly members: MemberPairs
  /** What values that are quotients were divided from, by indicator code and outlet id. */
  readonly parts: ReadonlyMap<string, Quotients>
}

export type Quotients = ReadonlyMap<number, readonly [Exact, Exact]>

/** Reads every value, in steps. Bonus and veto indicators are indicator values under their own name. */
export async function readValues(
  store: Store,
  scheme: Scheme,
  window: readonly Month[],
  job: Pace,
): Promise<GradedFacts> {
  const last = window.at(-1)!
  const scope = scopeOf(store.read, last)
  const outlets = gradedOutlets(store.read, scope, scheme.outlets)
  const months = new Map<Month, Scope>([[last, scope]])
  for (const month of window) {
    if (months.has(month)) continue
    months.set(month, scopeOf(store.read, month))
    await job.breathe()
  }
  const known = withHeads(store.read, months)
  const values = new Map<string, ReadonlyMap<number, Exact>>()
  const graded = new Set(outlets.map(({ id }) => id))
  const asked = new Set(
    scheme.indicators.flatMap(({ source: { kind } }) => (kind === 'retention' || kind === 'arpu' ? kind : [])),
  )
  const parts = new Map<string, Quotients>()
  const found = asked.size === 0 ? null : await memberFigures(store, window, months, graded, asked, job)
  await readEntries(store, scheme, scope, window, graded, values, job)
  for (const { code, source, method } of scheme.indicators) {
    switch (source.kind) {
      case 'entries':
        break
      case 'retention':
      case 'arpu':
        parts.set(code, found![source.kind])
        break
      case 'indicator':
        values.set(code, indicatorValues(known, source.indicator, outlets, overMonths(source, method.kind)))
        break
      case 'inspection':
        values.set(code, inspectionValues(store.read, known, source.sheet, outlets))
    }
  }
  // by an indicator of the scheme as it was measured, else by the indicator value of that name
  const measured = new Map(values)
  for (const { code, source } of scheme.indicators) {
    if (source.kind !== 'entries' || source.per === undefined) continue
    const per = measured.get(source.per) ?? indicatorValues(known, source.per, outlets, 'sum')
    parts.set(code, ratios(measured.get(code)!, per))
  }
  for (const [code, own] of parts)
    values.set(code, new Map([...own].map(([id, [value, by]]) => [id, divide(value, by)])))
  // what only bonuses and vetoes name are occurrences: they add up
  for (const { indicator } of [...(scheme.bonuses ?? []), ...(scheme.vetoes ?? [])]) {
    if (!values.has(indicator)) values.set(indicator, indicatorValues(known, indicator, outlets, 'sum'))
  }
  return { outlets, values, members: found?.pairs ?? new Map(), parts }
}

/** The outlets that a filter names at the end of the scope's month. */
function gradedOutlets(db: ReadDb, scope: Scope, filter: OutletFilter): SettledOutlet[] {
  const active = activeAt(db, scope.period)
  return [...scope.facts.outlets.values()].filter((outlet) => active.has(outlet.id) && matchesOutlet(filter, outlet))
}

/** How many outlets a scheme with this filter would grade in the month. */
export function countNamed(
  { db }: Pick<Query, 'db'>,
  asked: { outlets: OutletFilter; period: Month },
): { outlets: number } {
  return { outlets: gradedOutlets(db, scopeOf(db, asked.period), asked.outlets).length }
}

/** Suspended outlets are graded, exited and planned ones are not. */
function activeAt(db: ReadDb, month: Month): Set<number> {
  const rows = db.all<{ id: number; status: string }>('SELECT id, status FROM outlets')
  const known = new Map(rows.map(({ id, status }) => [id, status]))
  const turned = db.all<{ subject_id: number; value: string | null }>(
    `SELECT subject_id, value FROM history h WHERE subject = 'outlet' AND field = 'status' AND from_day <= ?1
     AND NOT EXISTS (SELECT 1 FROM history n WHERE n.subject = 'outlet' AND n.field = 'status' AND n.subject_id = h.subject_id
       AND n.from_day <= ?1 AND (n.from_day > h.from_day OR (n.from_day = h.from_day AND n.id > h.id)))`,
    Number(month.replace('-', '')) * 100 + 31,
  )
  for (const { subject_id, value } of turned) if (value !== null) known.set(subject_id, value)
  return new Set([...known].filter(([, status]) => status === 'active' || status === 'suspended').map(([id]) => id))
}

type EntrySource = Extract<Source, { kind: 'entries' }>
const isOfEntries = (indicator: Indicator): indicator is Indicator & { source: EntrySource } =>
  indicator.source.kind === 'entries'

/** Measures over entries; no matching entry is the value 0, not a missing value. */
async function readEntries(
  store: Store,
  scheme: Scheme,
  scope: Scope,
  window: readonly Month[],
  graded: ReadonlySet<number>,
  values: Map<string, ReadonlyMap<number, Exact>>,
  job: Pace,
): Promise<void> {
  const own = scheme.indicators
    .filter(isOfEntries)
    .map((indicator) => ({ ...indicator, found: new Map<number, Exact>() }))
  if (own.length === 0) return
  const matchers = new Matchers(scope)
  const [first, last] = [window[0]!, window.at(-1)!]
  const ranges = rangesOf(scope)
  const subscribers = new SubscriberRows(scope)
  const counted = own.filter(({ source }) => source.measure === 'subscribers')
  const asked = counted.map(({ source }) => ({ from: first, filter: source.entries }))
  for (const [at, range] of ranges.entries()) {
    await subscribers.reachAsked(store.read, scope, asked, range, job)
    const measurer = new Measurer(store.read, scope, range, matchers, subscribers)
    for (let id = range.first; id <= range.last; id++) {
      if (!graded.has(id)) continue
      for (const { source, found } of own)
        found.set(id, measurer.measure(source.measure, source.entries, first, last, id).value)
    }
    job.progress('measuring', (at + 1) / ranges.length, at + 1)
    await job.breathe()
  }
  for (const { code, found } of own) values.set(code, found)
}

/** Each with what it is divided by; missing where that is missing or 0. */
function ratios(measured: ReadonlyMap<number, Exact>, per: ReadonlyMap<number, Exact>): Quotients {
  const found = new Map<number, readonly [Exact, Exact]>()
  for (const [id, value] of measured) {
    const by = per.get(id)
    if (by !== undefined && sign(by) !== 0) found.set(id, [value, by])
  }
  return found
}
