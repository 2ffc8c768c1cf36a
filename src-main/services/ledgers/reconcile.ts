/** Reconciliation (对账): our sums of a month beside what the billing system printed (DOMAIN.md §3, control totals). */
import type { ReadDb } from '../../data/handles.ts'
import { asFen, yuan } from '../../domain/money.ts'
import { type Month, monthNumber } from '../../domain/month.ts'
import { visibleRows } from '../settlements/sums.ts'
import { isTyped, type OutletSum, outletSums, outletSumsInSteps, summedLedgers } from './outlet-sums.ts'

export interface Figures {
  readonly count: number
  /** Yuan. */
  readonly amount: string
}

export interface Reconciled {
  readonly ledger: string
  /** Business type by name; null for a ledger's whole. */
  readonly type: string | null
  readonly theirs: Figures
  readonly ours: Figures
  readonly difference: Figures
  /** Control totals by outlet: how many outlets they name, how many differ, and what they come to; null where there are none. */
  readonly byOutlet: { readonly outlets: number; readonly differing: number; readonly theirs: Figures } | null
  /** The sums agree, the outlets' totals come to the whole, and no outlet differs. */
  readonly agrees: boolean
}

/** Sums in fen. */
export interface Sums {
  count: number
  amount: number
}

/** What they printed for a ledger and business type: as a whole, and by outlet where they did. */
export interface Printed {
  readonly ledger: string
  readonly type: number | null
  readonly name: string | null
  readonly whole: Sums | null
  readonly outlets: ReadonlyMap<number, Sums>
}

/** One row per ledger and business type that the month's control totals name. */
export function reconcile(db: ReadDb, period: Month): Reconciled[] {
  const month = monthNumber(period)
  return printedTotals(db, month).map((printed) => compare(printed, outletSums(db, printed.ledger, month)))
}

/** The same, in steps: the first time after an import all rows of the month are read. */
export async function reconcileInSteps(db: ReadDb, period: Month): Promise<Reconciled[]> {
  const month = monthNumber(period)
  for (const { ledger } of printedTotals(db, month)) await outletSumsInSteps(db, ledger, month)
  return reconcile(db, period)
}

/** The month's control totals by ledger and business type. */
export function printedTotals(db: ReadDb, month: number): Printed[] {
  const rows = db.all<{
    ledger: string
    type: number | null
    name: string | null
    outlet: number | null
    count: number
    amount: number
  }>(
    `SELECT c.ledger, c.type, t.name, c.outlet, sum(c.count) AS count, sum(c.amount) AS amount FROM control_totals c
     LEFT JOIN terms t ON t.id = c.type WHERE c.period = ? AND ${visibleRows(db, 'c')}
     GROUP BY c.ledger, c.type, c.outlet ORDER BY c.ledger, c.type, c.outlet`,
    month,
  )
  const totals = new Map<string, { whole: Sums | null; outlets: Map<number, Sums> } & Omit<Printed, 'outlets'>>()
  for (const { ledger, type, name, outlet, count, amount } of rows) {
    const key = `${ledger} ${type ?? ''}`
    const known = totals.get(key) ?? { ledger, type, name, whole: null, outlets: new Map<number, Sums>() }
    if (outlet === null) totals.set(key, { ...known, whole: { count, amount } })
    else {
      known.outlets.set(outlet, { count, amount })
      totals.set(key, known)
    }
  }
  return [...totals.values()]
}

/** Our sums of a business type (null: of all) by outlet; rows without an outlet under null. */
export function oursByOutlet(
  sums: readonly OutletSum[],
  ledger: string,
  type: number | null,
): ReadonlyMap<number | null, Sums> {
  const found = new Map<number | null, Sums>()
  for (const sum of sums) {
    if (type !== null && isTyped(ledger) && sum.type !== type) continue
    const known = found.get(sum.outlet) ?? { count: 0, amount: 0 }
    found.set(sum.outlet, { count: known.count + sum.count, amount: known.amount + sum.amount })
  }
  return found
}

export function addUp(sums: Iterable<Sums>): Sums {
  const whole = { count: 0, amount: 0 }
  for (const { count, amount } of sums) {
    whole.count += count
    whole.amount += amount
  }
  return whole
}

export const say = ({ count, amount }: Sums): Figures => ({ count, amount: yuan(asFen(amount)) })
const same = (a: Sums, b: Sums): boolean => a.count === b.count && a.amount === b.amount
const NOTHING: Sums = { count: 0, amount: 0 }

/** Outlets of either side whose figures differ; what one side does not name is nothing there. */
export function differing(ours: ReadonlyMap<number | null, Sums>, theirs: ReadonlyMap<number, Sums>): number {
  const all = new Set<number | null>([...ours.keys(), ...theirs.keys()])
  return [...all].filter((id) => !same(ours.get(id) ?? NOTHING, id === null ? NOTHING : (theirs.get(id) ?? NOTHING)))
    .length
}

function compare(printed: Printed, sums: readonly OutletSum[]): Reconciled {
  const { ledger, type, name, outlets } = printed
  const byOutlet = oursByOutlet(sums, ledger, type)
  const ours = addUp(byOutlet.values())
  const added = addUp(outlets.values())
  const theirs = printed.whole ?? added
  const difference = { count: ours.count - theirs.count, amount: ours.amount - theirs.amount }
  const wrong = outlets.size === 0 ? 0 : differing(byOutlet, outlets)
  return {
    ledger,
    type: name,
    theirs: say(theirs),
    ours: say(ours),
    difference: say(difference),
    byOutlet: outlets.size === 0 ? null : { outlets: outlets.size, differing: wrong, theirs: say(added) },
    agrees: same(ours, theirs) && wrong === 0 && (outlets.size === 0 || same(added, theirs)),
  }
}

/** What the store holds of the month that no control total speaks of; empty where the month has none at all. */
export async function uncovered(
  db: ReadDb,
  period: Month,
): Promise<{ ledger: string; type: string | null; ours: Figures }[]> {
  const month = monthNumber(period)
  const printed = printedTotals(db, month)
  if (printed.length === 0) return []
  const names = new Map(
    db
      .all<{ id: number; name: string }>("SELECT id, name FROM terms WHERE kind = 'businessType'")
      .map((term) => [term.id, term.name]),
  )
  const found: { ledger: string; type: string | null; ours: Figures }[] = []
  for (const ledger of summedLedgers) {
    const of = printed.filter((each) => each.ledger === ledger)
    if (of.some(({ type }) => type === null || !isTyped(ledger))) continue
    const byType = new Map<number | null, Sums>()
    for (const sum of await outletSumsInSteps(db, ledger, month)) {
      if (of.some(({ type }) => type === sum.type)) continue
      const known = byType.get(sum.type) ?? { count: 0, amount: 0 }
      byType.set(sum.type, { count: known.count + sum.count, amount: known.amount + sum.amount })
    }
    for (const [type, sums] of byType)
      found.push({ ledger, type: type === null ? null : (names.get(type) ?? null), ours: say(sums) })
  }
  return found
}
