/**
 * The members of a period, read once for all clauses: every activation through the period with its end, by outlet, and
 * the subscriber-month rows of the period (DOMAIN.md §4).
 */
import type { ReadDb } from '../../data/handles.ts'
import type { Store } from '../../data/store.ts'
import { type Activation, activationsOf, isMember } from '../../domain/members.ts'
import { asFen } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { SubscriberMonth, SubscriberStatus } from '../../domain/subscriber-month.ts'
import type { Job } from '../jobs.ts'
import { Grouped, IntColumn } from './member-columns.ts'
import { keepMemberEntries, memberTypes } from './member-entries.ts'
import { Subscribers } from './member-subscribers.ts'
import type { MemberTerms } from './member-terms.ts'
import { EntryMatcher, type Scope } from './scope.ts'

const ROWS_A_STEP = 10_000

/** An entry as the domain's rules take it; `row` is its place in the book. */
export interface BookEntry {
  readonly month: Month
  readonly quantity: number
  readonly row: number
}

/** The activations under one entry filter. */
export interface FilterActivations {
  /** Those that are members of the period, by outlet id, as indexes into `all`. */
  readonly members: Grouped
  readonly all: readonly Activation<BookEntry>[]
  /** The subscriber-month rows of the period of those that are members; null where there is none. */
  readonly months: readonly (BookMonth | null)[]
  /** Those that were reversed or terminated by the end of the period. */
  readonly ended: readonly Activation<BookEntry>[]
}

/** A subscriber-month row of the period. */
export interface BookMonth {
  /** subscriber_months.id */
  readonly id: number
  readonly facts: SubscriberMonth
  /** Fen, before arrears. */
  readonly billed: number
}

/** A subscriber-month row that says terminated. */
interface Termination {
  readonly month: Month
  readonly id: number
  readonly batch: number
}

/** Everything about members that the clauses of one calculation share. */
export class MemberBook {
  readonly entryIds = new IntColumn()
  readonly outlets = new IntColumn()
  private readonly periods = new IntColumn()
  private readonly days = new IntColumn()
  private readonly batches = new IntColumn()
  private readonly combinations = new IntColumn()
  private readonly quantities: number[] = []
  readonly subscribers = new Subscribers()
  private readonly terminations = new Map<number, Termination[]>()
  private months: { row: number; month: BookMonth }[] = []
  private monthsOf = new Grouped(0, 0, () => 0)
  private readonly byFilter = new Map<string, FilterActivations>()
  private readonly monthTexts = new Map<number, Month>()
  private readonly scope: Scope

  private constructor(scope: Scope) {
    this.scope = scope
  }

  /** Reads the book for the terms, in steps. Memory: about 100 bytes an entry that can make members. */
  static async read(
    store: Store,
    scope: Scope,
    terms: readonly Pick<MemberTerms, 'filter' | 'filterKey'>[],
    job: Pick<Job, 'breathe'>,
  ): Promise<MemberBook> {
    const book = new MemberBook(scope)
    if (terms.length === 0) return book
    const types = memberTypes(store.read, terms)
    await keepMemberEntries(store, types, job)
    await book.readEntries(store.read, types, job)
    const entries = book.entryIds.length
    const ended = await book.readTerminations(store.read, job)
    await book.readMonths(store.read, job)
    const { subscribers } = book
    await book.readNumbersAlone(store.read, job)
    subscribers.bind()
    for (const { row, ...termination } of ended) {
      const subscriber = subscribers.of(row)
      const known = book.terminations.get(subscriber)
      if (known) known.push(termination)
      else book.terminations.set(subscriber, [termination])
    }
    await job.breathe()
    book.monthsOf = new Grouped(book.months.length, subscribers.size, (at) => subscribers.of(book.months[at]!.row))
    await job.breathe()
    const bySubscriber = new Grouped(entries, subscribers.size, (row) => subscribers.of(row))
    for (const { filterKey, filter } of terms) {
      if (book.byFilter.has(filterKey)) continue
      book.byFilter.set(filterKey, await book.activate(bySubscriber, new EntryMatcher(scope, filter), job))
    }
    // what only reading needed: a third of the book
    subscribers.close()
    book.months = []
    book.monthsOf = new Grouped(0, 0, () => 0)
    return book
  }

  private async readEntries(db: ReadDb, types: readonly number[], job: Pick<Job, 'breathe'>): Promise<void> {
    let after = 0
    for (;;) {
      let read = 0
      const rows = db.eachArray(
        `SELECT entry, day, batch, period, outlet, type, brand, plan, subscriber, subscriber_id, quantity
         FROM member_entries m WHERE entry > ? AND period <= ? AND type IN (${types.join(', ')})
         AND EXISTS (SELECT 1 FROM member_entry_batches k WHERE k.batch = m.batch AND k.type = m.type)
         ORDER BY entry LIMIT ?`,
        after,
        monthNumber(this.scope.period),
        ROWS_A_STEP,
      )
      for (const row of rows) {
        const [entry, day, batch, period, outlet, type, brand, plan] = row as number[]
        this.entryIds.push(entry!)
        this.days.push(day!)
        this.batches.push(batch!)
        this.periods.push(period!)
        this.outlets.push(outlet!)
        this.combinations.push(this.scope.combinations.indexOf(type!, brand ?? null, plan ?? null))
        this.subscribers.add(row[8] as string | null, row[9] as string | null)
        this.quantities.push(row[10] as number)
        after = entry!
        read += 1
      }
      await job.breathe()
      if (read < ROWS_A_STEP) return
    }
  }

  private async readTerminations(db: ReadDb, job: Pick<Job, 'breathe'>): Promise<(Termination & { row: number })[]> {
    const found: (Termination & { row: number })[] = []
    const months = db.all<{ period: number }>(
      `SELECT DISTINCT p.period FROM batch_periods p JOIN batches b ON b.id = p.batch
       WHERE b.kind = 'subscriberMonths' AND b.state = 'active' AND p.period <= ? ORDER BY p.period`,
      monthNumber(this.scope.period),
    )
    for (const { period } of months) {
      const rows = db.eachArray(
        `SELECT id, subscriber, subscriber_id, batch FROM subscriber_months INDEXED BY subscriber_months_terminated
         WHERE status = 'terminated' AND period = ? AND ${this.scope.visible}`,
        period,
      )
      for (const [id, number, subscriberId, batch] of rows) {
        const row = this.subscribers.addKnown(number as string, subscriberId as string | null)
        if (row < 0) continue
        found.push({ row, month: this.monthText(period), id: id as number, batch: batch as number })
      }
      await job.breathe()
    }
    return found
  }

  private async readMonths(db: ReadDb, job: Pick<Job, 'breathe'>): Promise<void> {
    const period = monthNumber(this.scope.period)
    const ranges = db.all<{ batch: number; first: number; last: number }>(
      `SELECT b.id AS batch, r.first_row AS first, r.last_row AS last FROM batches b JOIN batch_ranges r ON r.batch = b.id
       JOIN batch_periods p ON p.batch = b.id AND p.period = ?
       WHERE b.kind = 'subscriberMonths' AND b.state = 'active' ORDER BY b.id`,
      period,
    )
    for (const { batch, first, last } of ranges) {
      for (let at = first; at <= last; at += ROWS_A_STEP) {
        const rows = db.eachArray(
          `SELECT id, subscriber, subscriber_id, status, billed - arrears, minutes, billed FROM subscriber_months NOT INDEXED
           WHERE id BETWEEN ? AND ? AND period = ? AND batch = ?`,
          at,
          Math.min(at + ROWS_A_STEP - 1, last),
          period,
          // a row whose place a later batch took stands under another one
          batch,
        )
        for (const [id, number, subscriberId, status, base, minutes, billed] of rows) {
          const row = this.subscribers.addKnown(number as string, subscriberId as string | null)
          if (row < 0) continue
          const facts: SubscriberMonth = {
            status: status as SubscriberStatus,
            base: asFen(base as number),
            minutes: (minutes as string | null) ?? '0',
          }
          this.months.push({ row, month: { id: id as number, facts, billed: billed as number } })
        }
        await job.breathe()
      }
    }
  }

  /** Where a number stands with several ids, rows of other months tell whether the subscriber-months know it by the number. */
  private async readNumbersAlone(db: ReadDb, job: Pick<Job, 'breathe'>): Promise<void> {
    const shared = this.subscribers.shared()
    if (shared.length === 0) return
    const period = monthNumber(this.scope.period)
    const { visible } = this.scope
    const latest = db.get<{ subscriber_id: string | null }>(
      `SELECT subscriber_id FROM subscriber_months WHERE period <= ? AND ${visible} ORDER BY id DESC LIMIT 1`,
      period,
    )
    for (const [at, number] of shared.entries()) {
      const rows = db.get<{ all_rows: number; alone: number }>(
        `SELECT count(*) AS all_rows, count(*) FILTER (WHERE subscriber_id IS NULL) AS alone FROM subscriber_months
         WHERE subscriber = ? AND period <= ? AND ${visible}`,
        number,
        period,
      )
      // a number without any row goes as the ledger goes
      const alone = rows?.all_rows ? rows.alone > 0 : latest?.subscriber_id === null
      if (alone) this.subscribers.addAlone(number)
      if (at % ROWS_A_STEP === ROWS_A_STEP - 1) await job.breathe()
    }
  }

  private monthText(number: number): Month {
    let text = this.monthTexts.get(number)
    if (text === undefined) {
      text = monthFromNumber(number)
      this.monthTexts.set(number, text)
    }
    return text
  }

  private async activate(
    bySubscriber: Grouped,
    matcher: EntryMatcher,
    job: Pick<Job, 'breathe'>,
  ): Promise<FilterActivations> {
    const all: Activation<BookEntry>[] = []
    const ended: Activation<BookEntry>[] = []
    const months: (BookMonth | null)[] = []
    const memberOf: number[] = []
    let seen = 0
    for (let subscriber = 0; subscriber < bySubscriber.groups; subscriber++) {
      const rows = bySubscriber.of(subscriber)
      if (rows.length === 0) continue
      const entries = this.matching(rows, matcher)
      if (entries.length === 0) continue
      const terminated = this.terminations.get(subscriber)
      for (const activation of activationsOf(entries, terminated ? ascending(terminated) : NONE)) {
        const member = isMember(activation, this.scope.period)
        memberOf.push(member ? this.outlets.at(activation.entry.row) : 0)
        months.push(member ? this.monthOf(activation) : null)
        all.push(activation)
        if (activation.reversedBy !== null || activation.terminatedIn !== null) ended.push(activation)
      }
      if (++seen % ROWS_A_STEP === 0) await job.breathe()
    }
    await job.breathe()
    const last = Math.max(0, ...this.scope.facts.outlets.keys())
    const members = new Grouped(all.length, last + 1, (at) => memberOf[at]!)
    await job.breathe()
    return { all, months, ended, members }
  }

  /** The entries of one subscriber that the filter names, in order of date, batch and row. */
  private matching(rows: Int32Array, matcher: EntryMatcher): BookEntry[] {
    const entries: BookEntry[] = []
    for (const row of rows.length === 1 ? rows : rows.toSorted(this.inOrder)) {
      if (!matcher.matches(this.combinations.at(row))) continue
      entries.push({ month: this.monthText(this.periods.at(row)), quantity: this.quantities[row]!, row })
    }
    return entries
  }

  private readonly inOrder = (a: number, b: number): number =>
    this.days.at(a) - this.days.at(b) ||
    this.batches.at(a) - this.batches.at(b) ||
    this.entryIds.at(a) - this.entryIds.at(b)

  /** The activations under the terms' filter. */
  of({ filterKey }: Pick<MemberTerms, 'filterKey'>): FilterActivations | undefined {
    return this.byFilter.get(filterKey)
  }

  /** The subscriber-month row of the period for a member, or null where there is none. */
  private monthOf({ entry }: Activation<BookEntry>): BookMonth | null {
    let found: BookMonth | null = null
    for (const at of this.monthsOf.of(this.subscribers.of(entry.row))) {
      const { row, month } = this.months[at]!
      const agrees = this.subscribers.agree(entry.row, row)
      if (agrees === 2) return month
      if (agrees === 1 && found === null) found = month
    }
    return found
  }

  /** The row that terminated a member: subscriber_months.id and its batch. */
  terminationOf({ entry, terminatedIn }: Activation<BookEntry>): { id: number; batch: number } | undefined {
    return this.terminations.get(this.subscribers.of(entry.row))?.find(({ month }) => month === terminatedIn)
  }

  /** The subscriber of an entry by entries.id; undefined for one that is not in the book. Entries were read in order of id. */
  subscriberOf(entry: number): number | undefined {
    let low = 0
    let high = this.entryIds.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = this.entryIds.at(middle)
      if (found === entry) return this.subscribers.of(middle)
      if (found < entry) low = middle + 1
      else high = middle - 1
    }
    return undefined
  }

  private readonly activationIds = new Map<string, ReadonlySet<number>>()

  /** Whether the entry (entries.id) is an activation under the terms' filter. */
  isActivation(terms: Pick<MemberTerms, 'filterKey'>, entry: number): boolean {
    let known = this.activationIds.get(terms.filterKey)
    if (known === undefined) {
      known = new Set(this.of(terms)?.all.map((activation) => this.entryIds.at(activation.entry.row)))
      this.activationIds.set(terms.filterKey, known)
    }
    return known.has(entry)
  }

  /** The batch of an entry of the book. */
  batchOf({ row }: BookEntry): number {
    return this.batches.at(row)
  }
}

const NONE: readonly Month[] = []

function ascending(terminations: readonly Termination[]): Month[] {
  return [...new Set(terminations.map(({ month }) => month))].toSorted()
}
