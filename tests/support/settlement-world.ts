/** Small random offices for the oracle: outlets with a history, ledgers of seven months, policies of every kind of clause. */
import fc from 'fast-check'
import type { Clause, EntryFilter, OutletFilter, Policy, When } from '../../src-main/domain/policy.ts'

/** The months of a world; the first two lie in another year and quarter. */
export const WORLD_MONTHS = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'] as const
export const LAST = WORLD_MONTHS.length - 1

export interface WorldOutlet {
  readonly code: string
  readonly category: 'own' | 'partner'
  readonly type: string
  readonly agent: string | null
  readonly grade: string | null
  readonly star: number | null
  /** The day it joined; null where nobody knows. */
  readonly joined?: { readonly at: number; readonly day: number } | null
}

export interface WorldEntry {
  readonly at: number
  readonly day: number
  readonly outlet: number
  readonly type: string
  readonly brand: string | null
  readonly plan: string | null
  /** null: an entry without subscriber */
  readonly subscriber: number | null
  readonly quantity: number
  /** fen */
  readonly amount: number
  readonly batch: number
  /** Gives no subscriber id where the ledger has them, as some reversals do. */
  readonly bare?: boolean
}

export interface WorldMonth {
  readonly at: number
  readonly subscriber: number
  readonly status: 'onNet' | 'suspended' | 'terminated'
  readonly billed: number
  readonly arrears: number
  readonly minutes: string | null
}

export interface World {
  /** Which ledgers give a subscriber id; where entries do, two subscribers share a number. */
  readonly ids: { readonly entries: boolean; readonly months: boolean }
  readonly outlets: readonly WorldOutlet[]
  readonly changes: readonly { at: number; outlet: number; field: 'grade' | 'star'; value: string }[]
  /** In order of time. */
  readonly statuses?: readonly { at: number; day: number; outlet: number; value: 'active' | 'suspended' | 'exited' }[]
  /** Rows of the province's list: 照付 is paid as assigned, 核对 is checked against P1's first clause where `checked`. */
  readonly assigned?: readonly { at: number; outlet: number; item: '照付' | '核对'; amount: number }[]
  readonly checked?: boolean
  readonly factors: readonly { by: 'grade' | 'star'; at: number; table: Record<string, string> }[]
  readonly indicators: readonly { at: number; outlet: number; name: string; value: string }[]
  readonly entries: readonly WorldEntry[]
  readonly volumes: readonly { at: number; outlet: number; type: string; quantity: number; amount: number }[]
  readonly months: readonly WorldMonth[]
  /** Versions of each policy in order; they are approved one after the other. */
  readonly policies: readonly (readonly Policy[])[]
  /** The first month that is settled; earlier ones are history. */
  readonly first: number
}

export const numberOf = (world: Pick<World, 'ids'>, subscriber: number) =>
  `1390000${world.ids.entries && subscriber === 1 ? 0 : subscriber}`
export const idOf = (subscriber: number) => `U${subscriber}`

const OUTLETS = 4
const SUBSCRIBERS = 5
const at = fc.integer({ min: 0, max: LAST })
const outlet = fc.integer({ min: 0, max: OUTLETS - 1 })
const dayOfMonth = fc.integer({ min: 1, max: 28 })
/** Present in one of `of` cases. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, of = 3): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: of - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 })
const money = fc.integer({ min: 0, max: 5000 }).map((fen) => (fen / 100).toFixed(2))
const percent = fc.integer({ min: 0, max: 2000 }).map((tenths) => String(tenths / 100))

/** Leaves out what is undefined, since policies are kept as JSON. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T
}

const outletFilter: fc.Arbitrary<OutletFilter> = fc
  .record({
    types: maybe(some('指定专营店', 'authorizedAgentPoint'), 6),
    grades: maybe(some('A', 'B'), 6),
    stars: maybe(some(3, 4), 6),
    outlets: maybe(some('W0', 'W1', 'W2', 'W3'), 6),
    agents: maybe(some('D0', 'D1'), 6),
  })
  .map(present)

const entryFilter: fc.Arbitrary<EntryFilter> = fc
  .record({
    businessTypes: maybe(some('放号', 'activation', '宽带', 'airRecharge'), 6),
    brands: maybe(some('动感地带', '神州行'), 6),
    plans: maybe(some('大', '小'), 6),
  })
  .map(present)

const base = {
  title: fc.constant('条款'),
  outlets: maybe(outletFilter),
  entries: maybe(entryFilter),
  factors: maybe(
    fc.uniqueArray(fc.constantFrom('grade' as const, 'star' as const, 'assessment' as const), { maxLength: 3 }),
  ),
}

const limits = maybe(
  fc.record({ cap: maybe(fc.integer({ min: 40, max: 90 }), 2), floor: maybe(fc.integer({ min: 0, max: 40 }), 2) }),
  2,
).map((limit) => present({ cap: limit?.cap?.toFixed(2), floor: limit?.floor?.toFixed(2) }))

const thresholds = (values: number[]) =>
  fc.subarray(values, { minLength: 1 }).map((list) => list.map((value) => String(value)))

const count = fc.constantFrom('count' as const, 'quantity' as const, 'subscribers' as const)
const tiers = (from: number[], rate: fc.Arbitrary<string>) =>
  thresholds(from).chain((list) => fc.tuple(...list.map((each) => rate.map((value) => ({ from: each, rate: value })))))
const bonus = (from: number[]) =>
  thresholds(from).chain((list) => fc.tuple(...list.map((each) => money.map((amount) => ({ from: each, amount })))))
const mode = fc.constantFrom('flat' as const, 'step' as const)

const measured = fc.oneof(
  fc.record({
    measure: count,
    pay: fc.oneof(
      fc.record({ kind: fc.constant('perUnit' as const), rate: money }),
      fc.record({
        kind: fc.constant('tier' as const),
        mode,
        unit: fc.constant('perUnit' as const),
        tiers: tiers([0, 1, 2, 4], money),
      }),
      fc.record({ kind: fc.constant('bonus' as const), tiers: bonus([1, 2, 3]) }),
    ),
  }),
  fc.record({
    measure: fc.constant('amount' as const),
    pay: fc.oneof(
      fc.record({ kind: fc.constant('percent' as const), rate: percent }),
      fc.record({
        kind: fc.constant('tier' as const),
        mode,
        unit: fc.constant('percent' as const),
        tiers: tiers([0, 10, 20.5, 60], percent),
      }),
      fc.record({ kind: fc.constant('bonus' as const), tiers: bonus([5, 30]) }),
    ),
  }),
)

const volume = fc
  .tuple(
    fc.record({ ...base, accumulate: maybe(fc.constantFrom('month' as const, 'quarter' as const, 'year' as const)) }),
    measured,
    limits,
  )
  .map(([head, pays, limit]) => present({ kind: 'volume', ...head, ...pays, ...limit }) as Omit<Clause, 'code'>)

const when: fc.Arbitrary<When | undefined> = maybe(
  fc
    .record({
      onNet: maybe(fc.constant(true as const)),
      minMinutes: maybe(fc.constantFrom('0.01', '10', '30.5')),
      minBase: maybe(fc.constantFrom('0', '10', '25.50')),
    })
    .map(present),
)
const clawback = maybe(fc.record({ withinMonths: fc.integer({ min: 1, max: 5 }) }), 2)

const schedule = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }).chain((rows) =>
  fc.tuple(
    ...rows.map((month) =>
      fc.oneof(
        fc.record({ amount: money, when }).map((row) => present({ month, ...row })),
        fc.record({ bands: bonus([-5, 10, 20, 50]), when }).map((row) => present({ month, ...row })),
      ),
    ),
  ),
)
const instalment = fc
  .tuple(fc.record({ ...base, schedule, clawback }), limits)
  .map(([head, limit]) => present({ kind: 'instalment', ...head, ...limit }) as Omit<Clause, 'code'>)

const residual = fc
  .tuple(
    fc.record({
      ...base,
      months: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 2, max: 6 })),
      bands: thresholds([0, 10, 20, 50]).chain((list) =>
        fc.tuple(
          ...list.map((from) =>
            fc.oneof(
              percent.map((rate) => ({ from, percent: rate })),
              money.map((amount) => ({ from, amount })),
            ),
          ),
        ),
      ),
      when,
      clawback,
    }),
    limits,
  )
  .map(([head, limit]) => present({ kind: 'residual', ...head, ...limit }) as Omit<Clause, 'code'>)

const fixed = fc
  .tuple(
    fc.record({
      ...base,
      amount: money,
      prorate: maybe(fc.constant(true as const), 2),
      months: maybe(some(1, 3, 5, 12)),
      completion: maybe(
        fc.record({
          target: fc.constant('任务量'),
          measure: fc.constantFrom('count' as const, 'amount' as const, 'subscribers' as const),
          bands: thresholds([0, 50, 80, 100]).chain((list) =>
            fc.tuple(
              ...list.map((from) =>
                fc.constantFrom('full' as const, 'proportional' as const).map((pays) => ({ from, pays })),
              ),
            ),
          ),
        }),
      ),
    }),
    limits,
  )
  .map(([head, limit]) => present({ kind: 'fixed', ...head, ...limit }) as Omit<Clause, 'code'>)

const clauses = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: volume },
      { weight: 3, arbitrary: instalment },
      { weight: 3, arbitrary: residual },
      { weight: 1, arbitrary: fixed },
    ),
    { minLength: 2, maxLength: 4, size: 'max' },
  )
  .map((list) => list.map((clause, i) => ({ ...clause, code: `C${i}` }) as Clause))

/** One or two versions that follow each other, with or without an end, with or without a gap. */
const versions = (code: string) =>
  fc
    .record({
      starts: fc
        .uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 2 })
        .map((list) => list.toSorted((a, b) => a - b)),
      ends: fc.array(maybe(at, 4), { minLength: 2, maxLength: 2 }),
      clauses: fc.tuple(clauses, clauses),
      same: fc.boolean(),
    })
    .map(({ starts, ends, clauses: [first, second], same }) =>
      starts.map((start, i): Policy => {
        const latest = (starts[i + 1] ?? LAST + 1) - 1
        const end = ends[i]
        const to = end === undefined ? undefined : Math.min(Math.max(end, start), latest)
        return {
          code,
          title: `政策${code}`,
          kind: 'basic',
          from: WORLD_MONTHS[start] as Policy['from'],
          ...(to === undefined ? {} : { to: WORLD_MONTHS[to] as Policy['from'] }),
          clauses: i === 0 || same ? first : second,
        }
      }),
    )

const entry: fc.Arbitrary<WorldEntry> = fc.record({
  at,
  day: fc.integer({ min: 1, max: 3 }),
  outlet: fc.integer({ min: 0, max: OUTLETS }).map((each) => each % OUTLETS),
  type: fc.constantFrom('activation', 'activation', 'activation', 'activation', 'broadband', 'airRecharge'),
  brand: fc.constantFrom(null, '动感地带', '神州行'),
  plan: fc.constantFrom(null, null, '大', '小'),
  subscriber: fc.option(fc.integer({ min: 0, max: SUBSCRIBERS - 1 }), { freq: 9 }),
  quantity: fc.constantFrom(1, 1, 1, 1, 1, 2, -1, -1, -2, 0),
  amount: fc.integer({ min: -1000, max: 4000 }),
  batch: fc.integer({ min: 0, max: 2 }),
  bare: fc.constantFrom(false, false, false, false, false, true),
})

/** A row for most subscribers and months. */
const subscriberMonths: fc.Arbitrary<WorldMonth[]> = fc
  .tuple(
    ...WORLD_MONTHS.flatMap((_, month) =>
      Array.from({ length: SUBSCRIBERS }, (_, subscriber) =>
        fc.option(
          fc.record({
            at: fc.constant(month),
            subscriber: fc.constant(subscriber),
            status: fc.constantFrom(
              'onNet' as const,
              'onNet' as const,
              'onNet' as const,
              'onNet' as const,
              'suspended' as const,
              'terminated' as const,
            ),
            billed: fc.integer({ min: 0, max: 9000 }),
            arrears: fc.constantFrom(0, 0, 0, 500, 3000),
            minutes: fc.constantFrom(null, '0', '0.01', '30.5', '120'),
          }),
          { freq: 6 },
        ),
      ),
    ),
  )
  .map((rows) => rows.filter((row) => row !== null))

/** Any small office. */
export const anyWorld: fc.Arbitrary<World> = fc
  .record({
    ids: fc.record({ entries: fc.boolean(), months: fc.boolean() }),
    outlets: fc.tuple(
      ...Array.from({ length: OUTLETS }, (_, i) =>
        fc.record({
          code: fc.constant(`W${i}`),
          category: i === 3 ? fc.constant('own' as const) : fc.constant('partner' as const),
          type: fc.constantFrom('指定专营店', '特约代理点'),
          agent: i === 3 ? fc.constant(null) : fc.constantFrom('D0', 'D1'),
          grade: fc.constantFrom('A', 'B', null),
          star: fc.constantFrom(3, 4, null),
          joined: maybe(fc.record({ at, day: dayOfMonth }), 4).map((joined) => joined ?? null),
        }),
      ),
    ),
    // recorded in order of time: a value that already holds on its day is no change (tests/history.test.ts)
    changes: fc
      .array(
        fc.oneof(
          fc.record({ at, outlet, field: fc.constant('grade' as const), value: fc.constantFrom('A', 'B', 'C') }),
          fc.record({ at, outlet, field: fc.constant('star' as const), value: fc.constantFrom('3', '4', '5') }),
        ),
        { maxLength: 3 },
      )
      .map((changes) => changes.toSorted((a, b) => a.at - b.at)),
    statuses: fc
      .array(
        fc.record({
          at,
          day: dayOfMonth,
          outlet,
          value: fc.constantFrom('active' as const, 'suspended' as const, 'exited' as const),
        }),
        { maxLength: 4 },
      )
      .map((changes) => changes.toSorted((a, b) => a.at - b.at || a.day - b.day)),
    assigned: fc.array(
      fc.record({
        at,
        outlet,
        item: fc.constantFrom('照付' as const, '核对' as const),
        amount: fc.integer({ min: -300, max: 3000 }),
      }),
      { maxLength: 6 },
    ),
    checked: fc.boolean(),
    factors: fc.array(
      fc.oneof(
        fc.record({
          by: fc.constant('grade' as const),
          at,
          table: fc.constantFrom<Record<string, string>>({ A: '1.1', B: '0.95' }, { A: '1.33', C: '0' }),
        }),
        fc.record({
          by: fc.constant('star' as const),
          at,
          table: fc.constantFrom<Record<string, string>>({ 3: '1.05' }, { 3: '0.9', 4: '1.2' }),
        }),
      ),
      { maxLength: 3 },
    ),
    indicators: fc.uniqueArray(
      fc.record({
        at,
        outlet,
        name: fc.constantFrom('任务量', '考核系数'),
        value: fc.constantFrom('0', '0.97', '1.05', '3', '7'),
      }),
      { maxLength: 8, selector: (row) => `${row.at} ${row.outlet} ${row.name}` },
    ),
    entries: fc.array(entry, { minLength: 14, maxLength: 30, size: 'max' }),
    volumes: fc.array(
      fc.record({
        at,
        outlet,
        type: fc.constantFrom('activation', 'broadband'),
        quantity: fc.integer({ min: -2, max: 4 }),
        amount: fc.integer({ min: -500, max: 5000 }),
      }),
      { maxLength: 3 },
    ),
    months: subscriberMonths,
    policies: fc.tuple(versions('P1'), fc.option(versions('P2'), { nil: [] })),
    first: fc.integer({ min: 0, max: 3 }),
  })
  .map((world) => {
    // a number of two subscribers that one row gives alone would make them one from that month on (settlement-subscribers.test.ts)
    const entries = world.entries.map((entry) => ({
      ...entry,
      bare: entry.bare === true && (entry.subscriber ?? 0) > 1,
    }))
    // a number has one row a month where the subscriber-months do not tell its two ids apart
    const one = world.ids.entries && !world.ids.months
    return { ...world, entries, months: one ? world.months.filter(({ subscriber }) => subscriber !== 1) : world.months }
  })
