/**
 * The entries of the clauses that count subscribers, read from the ledger once for all of them and kept by outlet. Reading
 * them outlet by outlet through an index looks up a million rows one by one, which took five times as long.
 */
import type { ReadDb } from '../../data/handles.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import type { EntryFilter } from '../../domain/policy.ts'
import { accumulationStart } from '../../domain/volume.ts'
import type { Job } from '../jobs.ts'
import { Grouped, IntColumn, NumberColumn, TextKeys } from './member-columns.ts'
import { Subscribers } from './member-subscribers.ts'
import type { ClauseInForce, EntryMatcher, Scope } from './scope.ts'
import { monthsThrough, visibleRows } from './sums.ts'

const ROWS_A_STEP = 10_000
/** How many rows are kept at once, at 32 bytes each; a year of a large county is read in several parts of its outlets. */
const MOST_ROWS = 3_000_000

const COLUMNS = 'outlet, period, type, brand, plan, subscriber, subscriber_id, quantity'
const OF_SOMEBODY = '(subscriber IS NOT NULL OR subscriber_id IS NOT NULL)'

interface Row {
  outlet: number
  period: number
  type: number
  brand: number | null
  plan: number | null
  subscriber: string | null
  subscriber_id: string | null
  quantity: number
}

/** What is to be counted: the entries of a filter, from a month on through the period. */
interface Asked {
  readonly from: Month
  readonly filter: EntryFilter | undefined
}

/** Counts the subscribers of outlets. */
export class SubscriberRows {
  private readonly scope: Pick<Scope, 'combinations'>
  private readonly mostRows: number
  private part: { readonly first: number; readonly last: number } | null = null
  private columns = new Columns()
  private byOutlet = new Grouped(0, 0, () => 0)

  constructor(scope: Pick<Scope, 'combinations'>, mostRows = MOST_ROWS) {
    this.scope = scope
    this.mostRows = mostRows
  }

  /**
   * Reads the rows that the clauses ask for, for the outlet of this id and as many after it as fit; nothing where they are
   * kept already.
   */
  async reach(
    db: ReadDb,
    scope: Scope,
    clauses: readonly ClauseInForce[],
    range: { readonly first: number; readonly last: number },
    job: Pick<Job, 'breathe'>,
  ): Promise<void> {
    await this.reachAsked(db, scope, askedBy(clauses, scope.period), range, job)
  }

  /** The same for filters and the months from which on they are counted, as gradings ask. */
  async reachAsked(
    db: ReadDb,
    scope: Scope,
    asked: readonly Asked[],
    range: { readonly first: number; readonly last: number },
    job: Pick<Job, 'breathe'>,
  ): Promise<void> {
    if (this.part && range.first >= this.part.first && range.last <= this.part.last) return
    const part = asked.length === 0 ? { first: 0, last: Number.MAX_SAFE_INTEGER } : this.partOf(db, scope, asked, range)
    this.columns = new Columns()
    for (const batch of asked.length === 0 ? [] : batchesOf(db, asked, scope.period)) {
      const sql = `SELECT ${COLUMNS} FROM entries NOT INDEXED WHERE id BETWEEN ? AND ? AND batch = ? AND period BETWEEN ? AND ?
        AND outlet BETWEEN ? AND ? AND ${typesOf(db, asked)} AND ${OF_SOMEBODY}`
      const months = [earliest(asked), monthNumber(scope.period)] as const
      for (let at = batch.first; at <= batch.last; at += ROWS_A_STEP) {
        const end = Math.min(at + ROWS_A_STEP - 1, batch.last)
        this.keep(db.all<Row>(sql, at, end, batch.id, ...months, part.first, part.last))
        await job.breathe()
      }
    }
    this.group()
    this.part = part
    await job.breathe()
  }

  /** Reads the rows of one outlet through the index. */
  readOutlet(db: ReadDb, outlet: number, from: Month, to: Month): this {
    this.columns = new Columns()
    this.keep(
      db.all<Row>(
        `SELECT ${COLUMNS} FROM entries WHERE period IN (${monthsThrough(from, to).map(monthNumber).join(', ')})
         AND outlet = ? AND ${visibleRows(db)} AND ${OF_SOMEBODY}`,
        outlet,
      ),
    )
    this.group()
    return this
  }

  /**
   * The distinct subscribers of an outlet whose entries of the months sum to a quantity above zero. Among these entries, those
   * of one subscriber are told as members are: by the id where both give it, else by the number (DOMAIN.md §3, §4).
   */
  count(outlet: number, matcher: EntryMatcher, from: Month, to: Month): number {
    const { periods, combinations, numbers, ids, quantities } = this.columns
    const [first, last] = [monthNumber(from), monthNumber(to)]
    const alone = new Set<number>()
    const rows: number[] = []
    for (const row of this.byOutlet.of(outlet)) {
      const period = periods.at(row)
      if (period < first || period > last || !matcher.matches(combinations.at(row))) continue
      rows.push(row)
      if (ids.at(row) === 0) alone.add(numbers.at(row))
    }
    const keyOf = this.keys(rows, alone)
    const sums = new Map<number, number>()
    for (const row of rows) {
      const key = keyOf(row)
      sums.set(key, (sums.get(key) ?? 0) + quantities.at(row))
    }
    let count = 0
    for (const sum of sums.values()) if (sum > 0) count += 1
    return count
  }

  /** What tells a row's subscriber: a number that stands alone somewhere binds the ids that stand with it. */
  private keys(rows: readonly number[], alone: ReadonlySet<number>): (row: number) => number {
    const { numbers, ids } = this.columns
    if (alone.size === 0) return (row) => ids.at(row)
    const bound = new Map<number, number>()
    for (const row of rows) {
      const [number, id] = [numbers.at(row), ids.at(row)]
      if (id === 0 || !alone.has(number)) continue
      // an id of two numbers joins them, which takes more than a look-up
      if ((bound.get(id) ?? number) !== number) return this.joined(rows)
      bound.set(id, number)
    }
    return (row) => {
      const id = ids.at(row)
      return id === 0 ? numbers.at(row) : (bound.get(id) ?? id)
    }
  }

  private joined(rows: readonly number[]): (row: number) => number {
    const { numbers, ids } = this.columns
    const text = (key: number) => (key === 0 ? null : String(key))
    const subscribers = new Subscribers()
    const place = new Map(rows.map((row) => [row, subscribers.add(text(numbers.at(row)), text(ids.at(row)))]))
    subscribers.bind()
    return (row) => subscribers.of(place.get(row)!)
  }

  private keep(rows: readonly Row[]): void {
    const { combinations } = this.scope
    for (const row of rows) this.columns.add(row, combinations.indexOf(row.type, row.brand, row.plan))
  }

  private group(): void {
    const { outlets } = this.columns
    let last = 0
    for (let row = 0; row < outlets.length; row++) last = Math.max(last, outlets.at(row))
    this.byOutlet = new Grouped(outlets.length, last + 1, (row) => outlets.at(row))
  }

  /** The outlets from the range's first whose rows fit; at least the range itself. */
  private partOf(
    db: ReadDb,
    scope: Scope,
    asked: readonly Asked[],
    range: { readonly first: number; readonly last: number },
  ): { first: number; last: number } {
    const rows =
      db.get<{ rows: number | null }>(
        `SELECT sum(p.rows) AS rows FROM batch_periods p JOIN batches b ON b.id = p.batch AND b.kind = 'entries' AND b.state = 'active'
         WHERE p.period BETWEEN ? AND ?`,
        earliest(asked),
        monthNumber(scope.period),
      )?.rows ?? 0
    if (rows <= this.mostRows) return { first: 0, last: Number.MAX_SAFE_INTEGER }
    const ids = [...scope.facts.outlets.keys()]
    const outlets = Math.max(1, Math.floor((ids.length * this.mostRows) / rows))
    const last = ids[ids.indexOf(range.first) + outlets - 1]
    return { first: range.first, last: last === undefined ? Number.MAX_SAFE_INTEGER : Math.max(last, range.last) }
  }
}

/** Rows as columns of numbers; 0 where a row gives no number or no id. */
class Columns {
  readonly outlets = new IntColumn()
  readonly periods = new IntColumn()
  readonly combinations = new IntColumn()
  readonly numbers = new NumberColumn()
  readonly ids = new NumberColumn()
  readonly quantities = new NumberColumn()
  private readonly numberKeys = new TextKeys()
  private readonly idKeys = new TextKeys()

  add(row: Row, combination: number): void {
    this.outlets.push(row.outlet)
    this.periods.push(row.period)
    this.combinations.push(combination)
    this.numbers.push(row.subscriber === null ? 0 : this.numberKeys.of(row.subscriber))
    // a half keeps an id apart from the number that reads the same
    this.ids.push(row.subscriber_id === null ? 0 : this.idKeys.of(row.subscriber_id) + 0.5)
    this.quantities.push(row.quantity)
  }
}

function askedBy(clauses: readonly ClauseInForce[], period: Month): Asked[] {
  return clauses.flatMap(({ clause }): Asked[] => {
    if (clause.kind === 'volume' && clause.measure === 'subscribers')
      return [{ from: accumulationStart(clause.accumulate, period), filter: clause.entries }]
    if (clause.kind === 'fixed' && clause.completion?.measure === 'subscribers')
      return [{ from: period, filter: clause.entries }]
    return []
  })
}

function earliest(asked: readonly Asked[]): number {
  return Math.min(...asked.map(({ from }) => monthNumber(from)))
}

/** The batches with rows of the months, by the ids of their rows. */
function batchesOf(db: ReadDb, asked: readonly Asked[], period: Month): { id: number; first: number; last: number }[] {
  return db.all(
    `SELECT b.id, r.first_row AS first, r.last_row AS last FROM batches b JOIN batch_ranges r ON r.batch = b.id
     WHERE b.kind = 'entries' AND b.state = 'active'
     AND EXISTS (SELECT 1 FROM batch_periods p WHERE p.batch = b.id AND p.period BETWEEN ? AND ?) ORDER BY b.id`,
    earliest(asked),
    monthNumber(period),
  )
}

/** The business types that any of the filters names, as SQL; all where one names none. */
function typesOf(db: ReadDb, asked: readonly Asked[]): string {
  const names = new Set<string>()
  for (const { filter } of asked) {
    if (filter?.businessTypes === undefined) return '1'
    for (const name of filter.businessTypes) names.add(name)
  }
  const ids = db
    .all<{ id: number; code: string; name: string }>("SELECT id, code, name FROM terms WHERE kind = 'businessType'")
    .filter(({ code, name }) => names.has(code) || names.has(name))
    .map(({ id }) => id)
  return `type IN (${ids.join(', ')})`
}
