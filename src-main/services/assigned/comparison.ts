/**
 * The province's commission list held against our own books, item by item and outlet by outlet (清单核对): a paid item beside
 * the line it became, a checked item beside what the clause named for it came to (DOMAIN.md §3).
 */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import type { Month } from '../../domain/month.ts'
import type { Query } from '../office.ts'
import type { ListAsked } from '../register/list-filter.ts'
import { factsOf } from '../settlements/facts.ts'
import { sortRows } from '../settlements/list.ts'
import { stateOf } from '../settlements/state.ts'
import { visibleRows } from '../settlements/sums.ts'
import { type AssignedItem, assignedItems, isPaid } from './items.ts'
import { assignedSums } from './lines.ts'

/** One item of one outlet; money in yuan. */
export interface ComparisonRow {
  readonly item: string
  readonly itemName: string
  readonly treatment: 'paid' | 'checked'
  readonly outlet: string
  readonly name: string
  readonly category: 'own' | 'partner'
  readonly agent: string | null
  /** How many rows the list has. */
  readonly rows: number
  readonly theirs: string
  /** The lines of this month's statement; null before the first calculation. Own stores get none. */
  readonly ours: string | null
  /** ours − theirs */
  readonly difference: string | null
}

/** An item with its decision and the sums of its comparison. */
export interface ComparedItem extends AssignedItem {
  readonly rows: number
  readonly outlets: number
  readonly theirs: string
  readonly ours: string | null
  readonly difference: string | null
  /** Outlets whose sums differ. */
  readonly differing: number
}

interface Pair {
  readonly item: AssignedItem
  readonly outlet: number
  rows: number
  theirs: number
  ours: number | null
}

/** Every pair of item and outlet that either side names; by item in the order of the list's words, then outlet. */
function pairsOf(db: ReadDb, period: Month): { items: readonly AssignedItem[]; pairs: Pair[] } {
  const items = assignedItems(db, period)
  const byId = new Map(items.map((item) => [item.id, item]))
  const { run } = stateOf(db, period)
  const pairs = new Map<string, Pair>()
  const pairOf = (item: AssignedItem, outlet: number): Pair => {
    const key = `${item.id} ${outlet}`
    let pair = pairs.get(key)
    if (!pair) {
      pair = { item, outlet, rows: 0, theirs: 0, ours: run === null ? null : 0 }
      pairs.set(key, pair)
    }
    return pair
  }
  const all = { first: 0, last: Number.MAX_SAFE_INTEGER }
  for (const { outlet, item: id, amount, rows } of assignedSums(db, period, visibleRows(db), all)) {
    const pair = pairOf(byId.get(id)!, outlet)
    pair.rows += rows
    pair.theirs += amount
  }
  // an item that this month's list does not name is not compared: nothing says that it should have been
  const named = new Set([...pairs.values()].map(({ item }) => item.id))
  for (const item of run === null ? [] : items) {
    if (!named.has(item.id)) continue
    for (const { outlet, amount } of oursOf(db, run!, item)) {
      const pair = pairOf(item, outlet)
      pair.ours = (pair.ours ?? 0) + amount
    }
  }
  return { items, pairs: [...pairs.values()] }
}

/** What our books have for an item, by outlet; what the clause took back is part of it. */
function oursOf(db: ReadDb, run: number, item: AssignedItem): { outlet: number; amount: number }[] {
  const is = item.decision?.is
  if (is?.treatment !== 'checked') {
    return db.all(
      "SELECT outlet, sum(amount) AS amount FROM settlement_lines WHERE run = ? AND policy IS NULL AND kind = 'assigned' AND clause = ? GROUP BY outlet",
      run,
      item.code,
    )
  }
  return db.all(
    `SELECT outlet, sum(amount) AS amount FROM settlement_lines
     WHERE run = ? AND policy IN (SELECT id FROM policies WHERE code = ?) AND clause = ? GROUP BY outlet`,
    run,
    is.policy,
    is.clause,
  )
}

/** The month's items with their decisions and sums. */
export function comparedItems(cx: Query, period: Month): ComparedItem[] {
  const { items, pairs } = pairsOf(cx.db, period)
  return items.map((item) => {
    const own = pairs.filter((pair) => pair.item.id === item.id)
    const theirs = sumOf(own, ({ theirs }) => theirs)
    const calculated = own.length > 0 && own.every(({ ours }) => ours !== null)
    const ours = sumOf(own, ({ ours }) => ours ?? 0)
    return {
      ...item,
      rows: sumOf(own, ({ rows }) => rows),
      outlets: own.length,
      theirs: yuan(asFen(theirs)),
      ours: calculated ? yuan(asFen(ours)) : null,
      difference: calculated ? yuan(asFen(ours - theirs)) : null,
      differing: own.filter(({ ours, theirs }) => ours !== null && ours !== theirs).length,
    }
  })
}

export interface ComparisonFilter {
  readonly text?: string | undefined
  readonly item?: string | undefined
  readonly state?: 'differs' | 'agrees' | undefined
}

/** The comparison as a list; sums over all rows that pass the filter. */
export function comparison(
  cx: Query,
  period: Month,
  asked: ListAsked<ComparisonFilter>,
): {
  total: number
  rows: ComparisonRow[]
  sums: { theirs: string; ours: string | null; difference: string | null }
} {
  const facts = factsOf(cx.db, period)
  const { text, item, state } = asked.filter ?? {}
  const typed = text?.trim().toLowerCase()
  const rows = pairsOf(cx.db, period).pairs.flatMap((pair) => {
    const outlet = facts.outlets.get(pair.outlet)
    if (!outlet) return []
    if (item !== undefined && pair.item.code !== item && pair.item.name !== item) return []
    const difference = pair.ours === null ? null : pair.ours - pair.theirs
    if (state === 'differs' && !difference) return []
    if (state === 'agrees' && difference !== 0) return []
    if (typed && ![outlet.code, outlet.name, outlet.agent].some((each) => each?.toLowerCase().includes(typed)))
      return []
    return [
      {
        item: pair.item.code,
        itemName: pair.item.name,
        treatment: isPaid(pair.item) ? ('paid' as const) : ('checked' as const),
        outlet: outlet.code,
        name: outlet.name,
        category: outlet.category,
        agent: outlet.agent,
        rows: pair.rows,
        theirs: pair.theirs,
        ours: pair.ours,
        difference,
      },
    ]
  })
  if (asked.sort) sortRows(rows, asked.sort, 'outlet')
  else rows.sort((a, b) => compareText(a.item, b.item) || compareText(a.outlet, b.outlet))
  const calculated = rows.every(({ ours }) => ours !== null)
  const said = (amount: number | null) => (amount === null ? null : yuan(asFen(amount)))
  return {
    total: rows.length,
    rows: rows.slice(asked.offset, asked.offset + asked.limit).map((row) => ({
      ...row,
      theirs: yuan(asFen(row.theirs)),
      ours: said(row.ours),
      difference: said(row.difference),
    })),
    sums: {
      theirs: yuan(asFen(sumOf(rows, ({ theirs }) => theirs))),
      ours: said(calculated ? sumOf(rows, ({ ours }) => ours ?? 0) : null),
      difference: said(calculated ? sumOf(rows, ({ difference }) => difference ?? 0) : null),
    },
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sumOf<Row>(rows: readonly Row[], pick: (row: Row) => number): number {
  return rows.reduce((total, row) => total + pick(row), 0)
}
