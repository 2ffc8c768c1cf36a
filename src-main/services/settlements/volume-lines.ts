/** Lines of volume clauses, and the measures that subsidies hold against their targets (DOMAIN.md §4). */
import type { ReadDb } from '../../data/handles.ts'
import { type Exact, ofFen, ofInteger, sign, ZERO } from '../../domain/exact.ts'
import { paysOutlet } from '../../domain/filter.ts'
import { keepsLine } from '../../domain/line.ts'
import { asFen } from '../../domain/money.ts'
import { addMonths, type Month } from '../../domain/month.ts'
import type { EntryFilter, Measure, VolumeClause } from '../../domain/policy.ts'
import { accumulationStart, measureText, payVolumeClause, volumeSubject } from '../../domain/volume.ts'
import { type ClauseInForce, EntryMatcher, finishFor, type PendingLine, type Scope } from './scope.ts'
import { SubscriberRows } from './subscriber-rows.ts'
import { type Cell, monthSums, monthsThrough } from './sums.ts'

/** A range of outlets by id, both included. */
export interface OutletRange {
  readonly first: number
  readonly last: number
}

/** What an outlet's matching entries came to over some months. */
export interface Measured {
  readonly value: Exact
  readonly rows: number
}

const NOTHING: Measured = { value: ZERO, rows: 0 }

/** Measures outlets of one range; the sums of each month are read once for all clauses. */
export class Measurer {
  private readonly months = new Map<Month, Map<number, Cell[]>>()
  private readonly db: ReadDb
  private readonly scope: Scope
  private readonly range: OutletRange
  private readonly matchers: Matchers
  private readonly subscribers: SubscriberRows | null

  /** `subscribers` has reached the range, or is left out where a single outlet is asked for. */
  constructor(
    db: ReadDb,
    scope: Scope,
    range: OutletRange,
    matchers: Matchers,
    subscribers: SubscriberRows | null = null,
  ) {
    this.db = db
    this.scope = scope
    this.range = range
    this.matchers = matchers
    this.subscribers = subscribers
  }

  /** The measure of an outlet over the months from `from` to `to`; zero when `to` lies before. */
  measure(measure: Measure, filter: EntryFilter | undefined, from: Month, to: Month, outlet: number): Measured {
    if (to < from) return NOTHING
    const matcher = this.matchers.of(filter)
    let count = 0
    let quantity = 0
    let amount = 0
    let rows = 0
    for (const month of monthsThrough(from, to)) {
      for (const cell of this.cells(month).get(outlet) ?? []) {
        if (!matcher.matches(cell.combination)) continue
        count += cell.count
        quantity += cell.quantity
        amount += cell.amount
        rows += cell.rows
      }
    }
    if (rows === 0) return NOTHING
    switch (measure) {
      case 'count':
        return { value: ofInteger(count), rows }
      case 'quantity':
        return { value: ofInteger(quantity), rows }
      case 'amount':
        return { value: ofFen(asFen(amount)), rows }
      case 'subscribers':
        return { value: ofInteger(this.subscribersOf(outlet, from, to).count(outlet, matcher, from, to)), rows }
    }
  }

  private subscribersOf(outlet: number, from: Month, to: Month): SubscriberRows {
    return this.subscribers ?? new SubscriberRows(this.scope).readOutlet(this.db, outlet, from, to)
  }

  private cells(month: Month): Map<number, Cell[]> {
    let found = this.months.get(month)
    if (!found) {
      const { combinations, visible } = this.scope
      found = monthSums(this.db, month, this.range.first, this.range.last, combinations, visible)
      this.months.set(month, found)
    }
    return found
  }
}

/** One matcher per distinct entry filter, kept over all ranges. */
export class Matchers {
  private readonly byFilter = new Map<EntryFilter | undefined, EntryMatcher>()
  private readonly byText = new Map<string, EntryMatcher>()
  private readonly scope: Scope

  constructor(scope: Scope) {
    this.scope = scope
  }

  of(filter: EntryFilter | undefined): EntryMatcher {
    const known = this.byFilter.get(filter)
    if (known) return known
    const text = JSON.stringify(filter ?? {})
    let matcher = this.byText.get(text)
    if (!matcher) {
      matcher = new EntryMatcher(this.scope, filter)
      this.byText.set(text, matcher)
    }
    this.byFilter.set(filter, matcher)
    return matcher
  }
}

/** The lines of one volume clause for the outlets of a range. */
export function volumeLines(
  scope: Scope,
  { policy, clause }: ClauseInForce<VolumeClause>,
  range: OutletRange,
  measurer: Measurer,
): PendingLine[] {
  const start = accumulationStart(clause.accumulate, scope.period)
  const before = addMonths(scope.period, -1)
  const subject = volumeSubject(clause, scope.names.say)
  const lines: PendingLine[] = []
  for (const [id, outlet] of scope.facts.outlets) {
    if (id < range.first || id > range.last || !paysOutlet(clause.outlets, outlet)) continue
    const now = measurer.measure(clause.measure, clause.entries, start, scope.period, id)
    if (now.rows === 0) continue
    const earlier = measurer.measure(clause.measure, clause.entries, start, before, id)
    const { sum, breakdown } = payVolumeClause(clause, now.value, earlier.value, subject)
    const { amount, limit, ...finished } = finishFor(scope, outlet, clause, sum)
    if (!keepsLine(amount, sign(now.value) !== 0 || now.rows > 0)) continue
    lines.push({
      outlet,
      policy,
      clause: clause.code,
      kind: 'volume',
      source: null,
      amount,
      rows: now.rows,
      detail: {
        measure: measureText(clause.measure, now.value),
        breakdown,
        sum: finished.sum,
        factors: finished.factors,
        ...(limit ? { limit } : {}),
      },
    })
  }
  return lines
}
