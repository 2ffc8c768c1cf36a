/**
 * A view of a batch's rows: those that pass a filter, in an order, as an array of ids; a page of it is then at hand wherever
 * the list is scrolled to. By outlet, subscriber and external id the rows come from an index at once; any other filter or
 * order looks through the batch in short steps, and only while somebody asks, so that the list fills in.
 */
import type { ReadDb } from '../../data/handles.ts'
import { orderedKeys } from '../../domain/ledger-order.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { Refusal } from '../../domain/refusal.ts'
import { KeyedIds, sortedIds } from './row-order.ts'
import { MONEY } from './row-select.ts'
import { LEDGERS, type LedgerKind } from './rows.ts'

export interface RowFilter {
  /** A subscriber's number or id, an external id, an outlet: whole ones first; where there are none, parts of them. */
  readonly text?: string | undefined
  /** An outlet's code, other code, or part of its name. */
  readonly outlet?: string | undefined
  /** Business types, items or indicators by name. */
  readonly types?: readonly string[] | undefined
  readonly period?: Month | undefined
}

export interface RowSort {
  readonly by: string
  readonly descending: boolean
}

/** The ids of a batch's rows follow each other; `periods` are the months (yyyymm) that it holds. */
export interface RowRange {
  readonly kind: LedgerKind
  readonly first: number
  readonly last: number
  readonly periods: readonly number[]
}

/** Texts that identify, and the index that finds a whole one; null where only looking through finds it. */
const IDENTIFYING: Partial<Record<LedgerKind, Readonly<Record<string, string | null>>>> = {
  entries: { subscriber: 'entries_subscriber', external_id: 'entries_external', subscriber_id: null },
  subscriberMonths: { subscriber: 'subscriber_months_subscriber', subscriber_id: null },
}

/** The index that begins with month and outlet. */
const BY_OUTLET: Partial<Record<LedgerKind, string>> = {
  entries: 'entries_sums',
  subscriberMonths: 'subscriber_months_outlet',
  volumes: 'volumes_sums',
  assignedLines: 'assigned_lines_period',
}

const TYPE_COLUMNS = ['type', 'item', 'indicator'] as const
/** Ids looked through in one step: about 10 ms. */
const STEP = 8192
/** Outlets that are looked up one by one; more of them are quicker found by looking through. */
const FEW = 100

type Bound = string | number | null
interface Condition {
  readonly sql: string
  readonly values: readonly Bound[]
}

export class RowView {
  complete = false
  /** How far the looking and sorting is, 0 to 1. */
  fraction = 0
  private ids = new Uint32Array(0)
  private found: KeyedIds
  private readonly sumOf: readonly string[]
  private readonly sumsFound: number[]
  private readonly work: Generator<void, void>
  private readonly db: ReadDb
  private readonly range: RowRange
  private readonly keyOf: ((value: Bound) => number) | null
  private readonly keyColumn: string | null

  /** @throws Refusal INVALID_INPUT for an order that there is none of */
  constructor(db: ReadDb, range: RowRange, filter: RowFilter, sort: RowSort | undefined) {
    this.db = db
    this.range = range
    const { columns } = LEDGERS[range.kind]
    this.sumOf = columns
      .map(({ column }) => column)
      .filter((name) => MONEY.has(name) || /^(quantity|count)$/.test(name))
    this.sumsFound = this.sumOf.map(() => 0)
    const order = sort ? orderOf(db, range.kind, sort) : null
    this.keyOf = order?.key ?? null
    this.keyColumn = order?.column ?? null
    this.found = new KeyedIds(order !== null)
    this.work = this.build(filter)
  }

  /** Rows known to pass so far. */
  get total(): number {
    return this.complete ? this.ids.length : this.found.count
  }

  /** Sums over them by column, money in fen. */
  get sums(): Record<string, number> {
    return Object.fromEntries(this.sumOf.map((name, at) => [name, this.sumsFound[at]!]))
  }

  /** The ids of a page; empty while their order is not known yet. */
  page(offset: number, limit: number): number[] {
    if (!this.complete && this.keyOf) return []
    const from = this.complete ? this.ids : this.found.ids.subarray(0, this.found.count)
    return Array.from(from.subarray(offset, offset + limit), (distance) => this.range.first + distance)
  }

  /** A few milliseconds of looking. */
  step(): void {
    if (!this.complete && this.work.next().done) this.complete = true
  }

  private *build(filter: RowFilter): Generator<void, void> {
    const outlets = filter.outlet ? outletsNamed(this.db, filter.outlet) : null
    const conditions = [...this.typeConditions(filter), ...(outlets ? [among('outlet', outlets)] : [])]
    const periods = filter.period ? [monthNumber(filter.period)] : this.range.periods
    const text = filter.text?.trim()
    if (outlets && outlets.length <= FEW && BY_OUTLET[this.range.kind]) {
      if (text) conditions.push(this.containing(text))
      for (const outlet of outlets) yield* this.ofOutlet(outlet, periods, conditions)
    } else {
      if (filter.period && this.range.periods.length > 1) conditions.push({ sql: 'period = ?', values: periods })
      if (text) yield* this.whole(text, periods, conditions)
      if (this.found.count === 0) {
        if (text) conditions.push(this.containing(text))
        yield* this.lookThrough(conditions)
      }
    }
    yield* this.arrange()
  }

  private typeConditions({ types }: RowFilter): Condition[] {
    const column = TYPE_COLUMNS.find((name) => LEDGERS[this.range.kind].columns.some((each) => each.column === name))
    if (!types?.length || !column) return []
    const ids = this.db.all<{ id: number }>(
      'SELECT id FROM terms WHERE name IN (SELECT value FROM json_each(?))',
      JSON.stringify(types),
    )
    return [
      among(
        column,
        ids.map(({ id }) => id),
      ),
    ]
  }

  private containing(text: string): Condition {
    const columns = Object.keys(IDENTIFYING[this.range.kind] ?? {})
    const parts = columns.map((name) => `instr(${name}, ?) > 0`)
    const values: Bound[] = columns.map(() => text)
    if (LEDGERS[this.range.kind].columns.some(({ column }) => column === 'outlet')) {
      const { sql, values: ids } = among('outlet', outletsNamed(this.db, text))
      parts.push(sql)
      values.push(...ids)
    }
    if (LEDGERS[this.range.kind].columns.some(({ column }) => column === 'agent')) {
      const { sql, values: ids } = among('agent', agentsNamed(this.db, text))
      parts.push(sql)
      values.push(...ids)
    }
    return { sql: parts.length === 0 ? '0' : `(${parts.join(' OR ')})`, values }
  }

  /** Rows that the text names whole, from the indexes. */
  private *whole(text: string, periods: readonly number[], conditions: readonly Condition[]): Generator<void, void> {
    const { kind } = this.range
    for (const [column, index] of Object.entries(IDENTIFYING[kind] ?? {})) {
      if (index) this.take(`INDEXED BY ${index} WHERE ${column} = ?`, [text], conditions, new Set(this.soFar()))
      yield
    }
    if (!BY_OUTLET[kind]) return
    for (const outlet of outletsCoded(this.db, text)) yield* this.ofOutlet(outlet, periods, conditions)
  }

  private *ofOutlet(
    outlet: number,
    periods: readonly number[],
    conditions: readonly Condition[],
  ): Generator<void, void> {
    const index = BY_OUTLET[this.range.kind]
    for (const period of periods) {
      const known = new Set(this.soFar())
      this.take(`INDEXED BY ${index} WHERE period = ? AND outlet = ?`, [period, outlet], conditions, known)
      yield
    }
  }

  private soFar(): Uint32Array {
    return this.found.ids.subarray(0, this.found.count)
  }

  private *lookThrough(conditions: readonly Condition[]): Generator<void, void> {
    const { first, last } = this.range
    for (let at = first; at <= last; at += STEP) {
      this.take('WHERE id BETWEEN ? AND ?', [at, Math.min(at + STEP - 1, last)], conditions)
      this.fraction = ((at - first) / (last - first + 1)) * 0.8
      yield
    }
  }

  /** Takes the rows that an access finds and all conditions admit. */
  private take(
    access: string,
    values: readonly Bound[],
    conditions: readonly Condition[],
    known?: ReadonlySet<number>,
  ): void {
    const { first, last, kind } = this.range
    // + keeps the store from going through the whole batch instead of the index
    const within = known ? [{ sql: '+id BETWEEN ? AND ?', values: [first, last] }, ...conditions] : conditions
    const where = within.map(({ sql }) => ` AND ${sql}`).join('')
    const columns = ['id', ...this.sumOf, ...(this.keyColumn ? [this.keyColumn] : [])]
    const bound = [...values, ...within.flatMap((condition) => condition.values)]
    const rows = this.db.eachArray(
      `SELECT ${columns.join(', ')} FROM ${LEDGERS[kind].table} ${access}${where}`,
      ...bound,
    )
    const sums = this.sumOf.length
    for (const row of rows) {
      const distance = (row[0] as number) - first
      if (known?.has(distance)) continue
      for (let at = 0; at < sums; at++) this.sumsFound[at]! += row[at + 1] as number
      this.found.add(distance, this.keyOf ? this.keyOf(row[sums + 1] ?? null) : 0)
    }
  }

  private *arrange(): Generator<void, void> {
    if (this.keyOf) {
      this.fraction = 0.8
      const work = sortedIds(this.found)
      for (;;) {
        const step = work.next()
        if (step.done) {
          this.ids = step.value
          break
        }
        yield
      }
    } else this.ids = this.soFar().slice().sort()
    this.found = new KeyedIds(false)
    this.fraction = 1
  }
}

const among = (column: string, ids: readonly number[]): Condition => ({
  sql: `${column} IN (SELECT value FROM json_each(?))`,
  values: [JSON.stringify(ids)],
})

/** Outlets with exactly this code or other code. */
function outletsCoded(db: ReadDb, text: string): number[] {
  return db
    .all<{ id: number }>(
      'SELECT id FROM outlets WHERE code = ?1 UNION SELECT outlet FROM outlet_codes WHERE value = ?1',
      text,
    )
    .map(({ id }) => id)
}

/** Outlets by a whole code; where there is none, by part of code, name or pinyin initials. */
function outletsNamed(db: ReadDb, text: string): number[] {
  const exact = outletsCoded(db, text)
  if (exact.length > 0) return exact
  return db
    .all<{ id: number }>(
      'SELECT id FROM outlets WHERE instr(upper(code), upper(?1)) > 0 OR instr(name, ?1) > 0 OR instr(pinyin, upper(?1)) > 0 OR instr(mnemonic, upper(?1)) > 0',
      text,
    )
    .map(({ id }) => id)
}

/** Agents by part of code, name or pinyin initials. */
function agentsNamed(db: ReadDb, text: string): number[] {
  return db
    .all<{ id: number }>(
      'SELECT id FROM agents WHERE instr(upper(code), upper(?1)) > 0 OR instr(name, ?1) > 0 OR instr(pinyin, upper(?1)) > 0 OR instr(mnemonic, upper(?1)) > 0',
      text,
    )
    .map(({ id }) => id)
}

interface Order {
  readonly column: string
  readonly key: (value: Bound) => number
}

/** How a column is ordered: by a number of its own, or by the place of its code or name among all. */
function orderOf(db: ReadDb, kind: LedgerKind, { by, descending }: RowSort): Order {
  const sign = descending ? -1 : 1
  const numbered = (column: string, number: (value: Bound) => number | undefined): Order => ({
    column,
    key: (value) => {
      const found = value === null ? undefined : number(value)
      return found === undefined || Number.isNaN(found) ? Number.POSITIVE_INFINITY : sign * found
    },
  })
  if (by === 'sheetRow') return numbered('id', Number)
  const column = LEDGERS[kind].columns.find(({ key }) => key === by)?.column
  if (column === undefined || !orderedKeys.has(by)) throw new Refusal('INVALID_INPUT', { field: 'sort', value: by })
  if (column === 'outlet') return numbered(column, placesOf(db.all('SELECT id, code AS word FROM outlets')))
  if (column === 'agent') return numbered(column, placesOf(db.all('SELECT id, code AS word FROM agents')))
  if (['type', 'brand', 'plan', 'item', 'indicator'].includes(column)) {
    return numbered(column, placesOf(db.all('SELECT id, name AS word FROM terms')))
  }
  if (column === 'status')
    return numbered(column, (value) => ['onNet', 'suspended', 'terminated'].indexOf(String(value)))
  return numbered(column, Number)
}

const chinese = new Intl.Collator('zh')

function placesOf(rows: { id: number; word: string }[]): (value: Bound) => number | undefined {
  const places = new Map(rows.sort((a, b) => chinese.compare(a.word, b.word)).map(({ id }, at) => [id, at]))
  return (value) => places.get(value as number)
}
