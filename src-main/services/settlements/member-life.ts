/** The life of one subscriber: what both ledgers say of it through a period, found by its number or id. */
import type { ReadDb } from '../../data/handles.ts'
import { asFen } from '../../domain/money.ts'
import { type Month, monthFromNumber, monthNumber } from '../../domain/month.ts'
import type { SubscriberMonth, SubscriberStatus } from '../../domain/subscriber-month.ts'
import { Subscribers } from './member-subscribers.ts'
import type { Scope } from './scope.ts'
import { visibleRows } from './sums.ts'

/** An entry of the subscriber. */
export interface FoundEntry {
  readonly month: Month
  readonly quantity: number
  readonly outlet: number
  readonly combination: number
  readonly day: number
  readonly batch: number
  readonly id: number
  readonly subscriberRow: number
}

interface FoundMonth {
  readonly month: Month
  readonly facts: SubscriberMonth
  readonly subscriberRow: number
}

/** What both ledgers say of one subscriber through the period. */
export interface Life {
  readonly entries: readonly FoundEntry[]
  readonly months: readonly FoundMonth[]
  readonly subscribers: Subscribers
}

interface EntryRow {
  id: number
  period: number
  day: number
  batch: number
  outlet: number
  type: number
  brand: number | null
  plan: number | null
  subscriber: string | null
  subscriber_id: string | null
  quantity: number
}

interface MonthRow {
  id: number
  period: number
  status: SubscriberStatus
  base: number
  minutes: string | null
  subscriber: string
  subscriber_id: string | null
}

const MOST_ROUNDS = 4

/** Everything of the subscriber with this number or id, found by following numbers and ids to each other. */
export function lifeOf(db: ReadDb, scope: Scope, text: string): Life {
  const period = monthNumber(scope.period)
  const visible = visibleRows(db)
  const entries = new Map<number, EntryRow>()
  const months = new Map<number, MonthRow>()
  const asked = new Set<string>()
  let numbers = [text]
  let ids = [text]
  for (let round = 0; round < MOST_ROUNDS && numbers.length + ids.length > 0; round++) {
    const before = entries.size + months.size
    for (const number of numbers) {
      const select = `SELECT id, period, coalesce(date, period * 100) AS day, batch, outlet, type, brand, plan, subscriber,
        subscriber_id, quantity FROM entries WHERE subscriber = ? AND period <= ? AND ${visible}`
      for (const row of db.all<EntryRow>(select, number, period)) entries.set(row.id, row)
      const month = `SELECT id, period, status, billed - arrears AS base, minutes, subscriber, subscriber_id
        FROM subscriber_months WHERE subscriber = ? AND period <= ? AND ${visible}`
      for (const row of db.all<MonthRow>(month, number, period)) months.set(row.id, row)
    }
    for (const id of ids) {
      const select = `SELECT entry AS id, period, day, batch, outlet, type, brand, plan, subscriber, subscriber_id, quantity
        FROM member_entries m WHERE subscriber_id = ? AND period <= ? AND ${visible}
        AND EXISTS (SELECT 1 FROM member_entry_batches k JOIN batches b ON b.id = k.batch AND b.state = 'active'
          WHERE k.batch = m.batch AND k.type = m.type)`
      for (const row of db.all<EntryRow>(select, id, period)) entries.set(row.id, row)
    }
    if (entries.size + months.size === before && round > 0) break
    const rows = [...entries.values(), ...months.values()]
    const fresh = (list: (string | null)[], kind: string) =>
      [...new Set(list)].filter((each): each is string => {
        if (each === null || asked.has(`${kind}${each}`)) return false
        asked.add(`${kind}${each}`)
        return true
      })
    numbers = fresh(
      rows.map(({ subscriber }) => subscriber),
      'n',
    )
    ids = fresh(
      rows.map(({ subscriber_id }) => subscriber_id),
      'i',
    )
    // the subscriber-month of the period may stand under another number: the activation's outlet finds it quickly
    for (const { outlet } of entries.values()) {
      for (const id of ids) {
        const month = `SELECT id, period, status, billed - arrears AS base, minutes, subscriber, subscriber_id
          FROM subscriber_months WHERE period = ? AND outlet = ? AND subscriber_id = ? AND ${visible}`
        for (const row of db.all<MonthRow>(month, period, outlet, id)) months.set(row.id, row)
      }
    }
  }
  return ownLife(scope, text, [...entries.values()], [...months.values()])
}

/** Of all that was found, the rows of the subscriber itself. */
function ownLife(scope: Scope, text: string, entries: readonly EntryRow[], months: readonly MonthRow[]): Life {
  const subscribers = new Subscribers()
  const entryRows = entries.map((row) => subscribers.add(row.subscriber, row.subscriber_id))
  const monthRows = months.map((row) => subscribers.add(row.subscriber, row.subscriber_id))
  subscribers.bind()
  const own = new Set<number>()
  entries.forEach((row, at) => {
    if (row.subscriber === text || row.subscriber_id === text) own.add(subscribers.of(entryRows[at]!))
  })
  months.forEach((row, at) => {
    if (row.subscriber === text || row.subscriber_id === text) own.add(subscribers.of(monthRows[at]!))
  })
  return {
    subscribers,
    entries: entries
      .map((row, at) => ({
        month: monthFromNumber(row.period),
        quantity: row.quantity,
        outlet: row.outlet,
        combination: scope.combinations.indexOf(row.type, row.brand, row.plan),
        day: row.day,
        batch: row.batch,
        id: row.id,
        subscriberRow: entryRows[at]!,
      }))
      .filter(({ subscriberRow }) => own.has(subscribers.of(subscriberRow)))
      .sort((a, b) => a.day - b.day || a.batch - b.batch || a.id - b.id),
    months: months
      .map((row, at) => ({
        month: monthFromNumber(row.period),
        facts: { status: row.status, base: asFen(row.base), minutes: row.minutes ?? '0' },
        subscriberRow: monthRows[at]!,
      }))
      .filter(({ subscriberRow }) => own.has(subscribers.of(subscriberRow))),
  }
}
