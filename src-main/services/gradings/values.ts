/** The values of a scheme's indicators for every outlet that it grades, from ledgers and indicator values (DOMAIN.md §6). */
import type { ReadDb } from '../../data/handles.ts'
import type { Store } from '../../data/store.ts'
import { add, decimal, divide, type Exact, multiply, ofFen, ofInteger, sign, ZERO } from '../../domain/exact.ts'
import { matchesOutlet } from '../../domain/filter.ts'
import type { Indicator, Scheme, Source } from '../../domain/grading/scheme.ts'
import { memberEntries } from '../../domain/members.ts'
import { asFen } from '../../domain/money.ts'
import { addMonths, type Month } from '../../domain/month.ts'
import type { OutletFilter } from '../../domain/policy.ts'
import type { Job } from '../jobs.ts'
import type { Query } from '../office.ts'
import { rangesOf } from '../settlements/calculate.ts'
import type { SettledOutlet } from '../settlements/facts.ts'
import { MemberBook } from '../settlements/member-book.ts'
import { filterKeyOf } from '../settlements/member-terms.ts'
import { type Scope, scopeOf } from '../settlements/scope.ts'
import { Matchers, Measurer } from '../settlements/volume-lines.ts'

/** Values by indicator code, then outlet id; an outlet without an entry has none. */
export type Values = ReadonlyMap<string, ReadonlyMap<number, Exact>>

export interface GradedFacts {
  /** The outlets that the scheme names, as they were at the end of the window; those that had left are not graded. */
  readonly outlets: readonly SettledOutlet[]
  readonly values: Values
}

/** Reads every value, in steps. Bonus and veto indicators are indicator values under their own name. */
export async function readValues(
  store: Store,
  scheme: Scheme,
  window: readonly Month[],
  job: Job,
): Promise<GradedFacts> {
  const last = window.at(-1)!
  const scope = scopeOf(store.read, last)
  const outlets = gradedOutlets(store.read, scope, scheme.outlets)
  const months = new Map<Month, Scope>([[last, scope]])
  for (const month of window) if (!months.has(month)) months.set(month, scopeOf(store.read, month))
  const values = new Map<string, Map<number, Exact>>()
  await readEntries(store, scheme, scope, window, outlets, values, job)
  await readMembers(store, scheme, window, months, outlets, values, job)
  for (const { code, source } of scheme.indicators) {
    if (source.kind === 'indicator') values.set(code, indicatorSum(months, source.indicator, outlets))
    if (source.kind === 'inspection') values.set(code, indicatorMean(months, source.sheet, outlets))
  }
  for (const { indicator } of [...(scheme.bonuses ?? []), ...(scheme.vetoes ?? [])]) {
    if (!values.has(indicator)) values.set(indicator, indicatorSum(months, indicator, outlets))
  }
  return { outlets, values }
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
  outlets: readonly SettledOutlet[],
  values: Map<string, Map<number, Exact>>,
  job: Job,
): Promise<void> {
  const own = scheme.indicators.filter(isOfEntries)
  if (own.length === 0) return
  const matchers = new Matchers(scope)
  const graded = new Map(outlets.map((outlet) => [outlet.id, outlet]))
  for (const { code } of own) values.set(code, new Map())
  const ranges = rangesOf(scope)
  for (const [at, range] of ranges.entries()) {
    const measurer = new Measurer(store.read, scope, range, matchers)
    for (let id = range.first; id <= range.last; id++) {
      if (!graded.has(id)) continue
      for (const { code, source } of own) {
        const { value } = measurer.measure(source.measure, source.entries, window[0]!, window.at(-1)!, id)
        values.get(code)!.set(id, value)
      }
    }
    job.progress('measuring', ((at + 1) / ranges.length) * 0.7, at + 1)
    await job.breathe()
  }
  for (const { code, source } of own) {
    if (source.per === undefined) continue
    const per = values.get(source.per) ?? indicatorSum(new Map([[scope.period, scope]]), source.per, outlets)
    const measured = values.get(code)!
    const ratios = new Map<number, Exact>()
    for (const [id, value] of measured) {
      const by = per.get(id)
      if (by !== undefined && sign(by) !== 0) ratios.set(id, divide(value, by))
    }
    values.set(code, ratios)
  }
}

/** Retention and ARPU: sums over the months of the window. */
async function readMembers(
  store: Store,
  scheme: Scheme,
  window: readonly Month[],
  scopes: ReadonlyMap<Month, Scope>,
  outlets: readonly SettledOutlet[],
  values: Map<string, Map<number, Exact>>,
  job: Job,
): Promise<void> {
  const asked = scheme.indicators.filter(({ source }) => source.kind === 'retention' || source.kind === 'arpu')
  if (asked.length === 0) return
  const filter = memberEntries(undefined)
  const term = { filter, filterKey: filterKeyOf(filter) }
  const graded = new Set(outlets.map(({ id }) => id))
  const retained = new Map<number, { onNet: number; all: number }>()
  const billed = new Map<number, { sum: number; members: number }>()
  const bills = new Bills(store)
  for (const month of window) {
    const book = await MemberBook.read(store, scopes.get(month)!, [term], job)
    const found = book.of(term)
    if (!found) continue
    const since = addMonths(month, -3)
    for (const [at, activation] of found.all.entries()) {
      const outlet = book.outlets.at(activation.entry.row)
      if (!graded.has(outlet)) continue
      const row = found.months[at] ?? null
      const onNet = row !== null && row.facts.status === 'onNet'
      const reversed = activation.reversedBy !== null && activation.reversedBy.month <= month
      if (activation.month === since && !reversed) {
        const known = retained.get(outlet) ?? { onNet: 0, all: 0 }
        retained.set(outlet, { onNet: known.onNet + (onNet ? 1 : 0), all: known.all + 1 })
      }
      if (onNet) {
        const known = billed.get(outlet) ?? { sum: 0, members: 0 }
        billed.set(outlet, { sum: known.sum + bills.of(row.id), members: known.members + 1 })
      }
      if (at % 5000 === 4999) await job.breathe()
    }
  }
  for (const { code, source } of asked) {
    const own = new Map<number, Exact>()
    if (source.kind === 'retention') {
      for (const [outlet, { onNet, all }] of retained) {
        own.set(outlet, divide(multiply(ofInteger(onNet), ofInteger(100)), ofInteger(all)))
      }
    } else {
      for (const [outlet, { sum, members }] of billed) own.set(outlet, divide(ofFen(asFen(sum)), ofInteger(members)))
    }
    values.set(code, own)
  }
}

/** Billed revenue by subscriber-month row. */
class Bills {
  private readonly store: Store

  constructor(store: Store) {
    this.store = store
  }

  /** In fen. */
  of(row: number): number {
    return (
      this.store.read.get<{ billed: number }>('SELECT billed FROM subscriber_months WHERE id = ?', row)?.billed ?? 0
    )
  }
}

/** An indicator's values over the window, added up; missing where no month has one. */
function indicatorSum(
  months: ReadonlyMap<Month, Scope>,
  indicator: string,
  outlets: readonly SettledOutlet[],
): Map<number, Exact> {
  return overMonths(months, indicator, outlets, (values) => values.reduce(add, ZERO))
}

/** Inspections are averaged per outlet and period. */
function indicatorMean(
  months: ReadonlyMap<Month, Scope>,
  sheet: string,
  outlets: readonly SettledOutlet[],
): Map<number, Exact> {
  return overMonths(months, sheet, outlets, (values) => divide(values.reduce(add, ZERO), ofInteger(values.length)))
}

function overMonths(
  months: ReadonlyMap<Month, Scope>,
  name: string,
  outlets: readonly SettledOutlet[],
  together: (values: Exact[]) => Exact,
): Map<number, Exact> {
  const found = new Map<number, Exact>()
  for (const { id } of outlets) {
    const texts = [...months.values()].flatMap(({ indicators }) => indicators.get(name)?.get(id) ?? [])
    if (texts.length > 0) found.set(id, together(texts.map(decimal)))
  }
  return found
}
