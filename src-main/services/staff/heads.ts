/**
 * Heads of own stores (在岗人数) from the register: the exact average over the days of a month. They stand in for the indicator
 * of that name where no value of it was given; a given value wins.
 */
import type { ReadDb } from '../../data/handles.ts'
import { type Exact, toDecimalText, toFractionText } from '../../domain/exact.ts'
import type { Month } from '../../domain/month.ts'
import { headsOf } from '../../domain/staff.ts'
import type { Query } from '../office.ts'
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
