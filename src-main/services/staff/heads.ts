/**
 * Heads of own stores (在岗人数) from the register: the exact average over the days of a month. They stand in for the indicator
 * of that name where no value of it was given; a given value wins.
 */
import type { ReadDb } from '../../data/handles.ts'
import { divide, type Exact, ofInteger, toDecimalText, toFractionText } from '../../domain/exact.ts'
import { addDays, dateFromNumber, daysIn, type IsoDate, type Month, monthFromNumber } from '../../domain/month.ts'
import { daysWithin, headsOf, staysOf } from '../../domain/staff.ts'
import type { Query } from '../office.ts'
import { visibleRows } from '../settlements/sums.ts'
import { staffStates } from './register.ts'

/** The indicator's name (DOMAIN.md §3). */
const HEADS = '在岗人数'

/** By outlet id. */
function headsIn(db: ReadDb, month: Month): Map<number, Exact> {
  return headsOf(staffStates(db).values(), month)
}

interface Known {
  readonly indicators: ReadonlyMap<string, ReadonlyMap<number, string>>
}

/** What each month knows, with the register's heads where no value was given; the same where nobody is in the register. */
export function withHeads(db: ReadDb, months: ReadonlyMap<Month, Known>): ReadonlyMap<Month, Known> {
  if (!db.get('SELECT 1 FROM staff LIMIT 1')) return months
  const people = [...staffStates(db).values()]
  return new Map(
    [...months].map(([month, { indicators }]) => {
      const heads = new Map([...headsOf(people, month)].map(([outlet, value]) => [outlet, toFractionText(value)]))
      for (const [outlet, given] of indicators.get(HEADS) ?? []) heads.set(outlet, given)
      return [month, { indicators: new Map([...indicators, [HEADS, heads]]) }]
    }),
  )
}

/** Somebody whose days were counted into a store's heads of a month. */
export interface HeadRow {
  readonly number: string
  readonly name: string
  readonly month: Month
  /** The first and last day in the store; null: still there. */
  readonly from: IsoDate
  readonly to: IsoDate | null
  /** Days of the month that were counted, out of all it has. */
  readonly days: number
  readonly of: number
  /** days ÷ of, with two places. */
  readonly share: string
}

/** The people behind a store's heads in the months for which no value of 在岗人数 was given, month by month, by number. */
export function headRows(db: ReadDb, outlet: number, months: readonly Month[]): HeadRow[] {
  const given = new Set(
    db
      .all<{ period: number }>(
        `SELECT DISTINCT v.period FROM indicator_values v JOIN terms t ON t.id = v.indicator
         WHERE v.outlet = ? AND t.name = ? AND ${visibleRows(db, 'v')}`,
        outlet,
        HEADS,
      )
      .map(({ period }) => monthFromNumber(period)),
  )
  const stays = [...staffStates(db).values()].flatMap((states) =>
    staysOf(states).filter((stay) => stay.outlet === outlet),
  )
  return months.flatMap((month) => {
    if (given.has(month)) return []
    const of = daysIn(month)
    return stays.flatMap((stay): HeadRow[] => {
      const days = daysWithin(stay, month)
      if (days === 0) return []
      const { number, name } = stay.last
      const to = stay.until === null ? null : addDays(dateFromNumber(stay.until), -1)
      return [
        {
          number,
          name,
          month,
          from: dateFromNumber(stay.from),
          to,
          days,
          of,
          share: toDecimalText(divide(ofInteger(days), ofInteger(of)), 2, 2),
        },
      ]
    })
  })
}

/** Whether an indicator's value of this name is the heads of stores. */
export const isHeads = (indicator: string): boolean => indicator === HEADS

/** Heads of each store in a month, to be shown beside what was given: two places, and exactly. */
export function listHeads({ db }: Pick<Query, 'db'>, month: Month): { outlet: string; heads: string; exact: string }[] {
  const codes = new Map(
    db
      .all<{ id: number; code: string }>("SELECT id, code FROM outlets WHERE category = 'own'")
      .map(({ id, code }) => [id, code]),
  )
  return [...headsIn(db, month)].flatMap(([id, heads]) => {
    const outlet = codes.get(id)
    return outlet === undefined ? [] : [{ outlet, heads: toDecimalText(heads, 0, 2), exact: toFractionText(heads) }]
  })
}
