/**
 * Retention and ARPU of outlets over a window, and the members behind them (DOMAIN.md §6). Retention of a month P looks at those
 * whom the outlet activated in P − 3: who has left since counts among all and not among those on net; who was reversed by the
 * end of P was never activated; a number that was given out again is another member. Several months are taken together:
 * all on net by all, all billed by all members.
 */
import type { Store } from '../../data/store.ts'
import { type Exact, ofFen, ofInteger } from '../../domain/exact.ts'
import { memberEntries } from '../../domain/members.ts'
import { asFen } from '../../domain/money.ts'
import { addMonths, type Month } from '../../domain/month.ts'
import type { Job } from '../jobs.ts'
import { MemberBook } from '../settlements/member-book.ts'
import { filterKeyOf } from '../settlements/member-terms.ts'
import type { Scope } from '../settlements/scope.ts'

/** Members of outlets by source and outlet id: entries.id and subscriber_months.id (0: none) one after the other. */
export type MemberPairs = ReadonlyMap<MemberSource, ReadonlyMap<number, number[]>>
export type MemberSource = 'retention' | 'arpu'

interface Sums {
  onNet: number
  all: number
  /** fen, of those on net */
  billed: number
}

export interface MemberFigures {
  /** On net and all, by outlet id. */
  readonly retention: ReadonlyMap<number, readonly [Exact, Exact]>
  /** Billed in yuan and members. */
  readonly arpu: ReadonlyMap<number, readonly [Exact, Exact]>
  readonly pairs: MemberPairs
}

const filter = memberEntries(undefined)
const TERM = { filter, filterKey: filterKeyOf(filter) }
const MEMBERS_A_STEP = 5000

/** Reads both for the outlets of these ids, in steps; `asked` says whose members are needed. */
export async function memberFigures(
  store: Store,
  window: readonly Month[],
  scopes: ReadonlyMap<Month, Scope>,
  outlets: ReadonlySet<number>,
  asked: ReadonlySet<MemberSource>,
  job: Pick<Job, 'breathe'>,
): Promise<MemberFigures> {
  const retained = new Map<number, Sums>()
  const earned = new Map<number, Sums>()
  const pairs = new Map<MemberSource, Map<number, number[]>>([...asked].map((source) => [source, new Map()]))
  const keep = (source: MemberSource, outlet: number, entry: number, row: number) => {
    const of = pairs.get(source)
    const known = of?.get(outlet)
    if (known) known.push(entry, row)
    else of?.set(outlet, [entry, row])
  }
  for (const month of window) {
    const book = await MemberBook.read(store, scopes.get(month)!, [TERM], job)
    const found = book.of(TERM)
    if (!found) continue
    const since = addMonths(month, -3)
    for (const [at, activation] of found.all.entries()) {
      if (at % MEMBERS_A_STEP === MEMBERS_A_STEP - 1) await job.breathe()
      const outlet = book.outlets.at(activation.entry.row)
      if (!outlets.has(outlet)) continue
      const row = found.months[at] ?? null
      const isOnNet = row !== null && row.facts.status === 'onNet'
      const entry = book.entryIds.at(activation.entry.row)
      if (asked.has('arpu') && isOnNet) {
        count(earned, outlet, true, row.billed)
        keep('arpu', outlet, entry, row.id)
      }
      const isReversed = activation.reversedBy !== null && activation.reversedBy.month <= month
      if (asked.has('retention') && activation.month === since && !isReversed) {
        count(retained, outlet, isOnNet, 0)
        keep('retention', outlet, entry, row?.id ?? 0)
      }
    }
  }
  return {
    retention: new Map([...retained].map(([id, { onNet, all }]) => [id, [ofInteger(onNet), ofInteger(all)]])),
    arpu: new Map([...earned].map(([id, { billed, all }]) => [id, [ofFen(asFen(billed)), ofInteger(all)]])),
    pairs,
  }
}

function count(sums: Map<number, Sums>, outlet: number, isOnNet: boolean, billed: number): void {
  let known = sums.get(outlet)
  if (!known) {
    known = { onNet: 0, all: 0, billed: 0 }
    sums.set(outlet, known)
  }
  known.all += 1
  if (isOnNet) known.onNet += 1
  known.billed += billed
}
