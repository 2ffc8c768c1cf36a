/**
 * Gradings against the independent oracle: scores, totals, ranks and grades of random schemes, first over random values, then over
 * random offices with ledgers, members and a history. More runs: GRADING_RUNS=5000.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromText, toFractionText } from '../src-main/domain/exact.ts'
import { rate } from '../src-main/domain/grading/rate.ts'
import type { Band, Grades, Indicator, Method, Scheme, Source } from '../src-main/domain/grading/scheme.ts'
import { schemeProblems } from '../src-main/domain/grading/scheme-problems.ts'
import { monthNumber } from '../src-main/domain/month.ts'
import type { EntryFilter } from '../src-main/domain/policy.ts'
import { scored } from '../src-main/services/gradings/scoring.ts'
import { windowOf } from '../src-main/services/gradings/window.ts'
import {
  gradedOracle,
  gradeOracle,
  type OracleReference,
  Q,
  valueOracle,
  windowOracle,
} from './support/grading-oracle.ts'
import { period as monthAt, officesOfWorlds } from './support/settlement-store.ts'
import { anyWorld, LAST } from './support/settlement-world.ts'

const RUNS = Number(process.env.GRADING_RUNS ?? 40)
const within = officesOfWorlds()

const tenths = (min: number, max: number) =>
  fc.integer({ min: min * 10, max: max * 10 }).map((value) => String(value / 10))
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 3) => fc.option(arbitrary, { nil: undefined, freq })

/** Bands over the whole line, in any order. */
const bands: fc.Arbitrary<Band[]> = fc
  .uniqueArray(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 4 })
  .chain((cuts) => {
    const ordered = cuts.toSorted((a, b) => a - b).map(String)
    const ends = [undefined, ...ordered, undefined]
    return fc.array(tenths(0, 30), { minLength: ends.length - 1, maxLength: ends.length - 1 }).chain((points) =>
      fc.shuffledSubarray(
        points.map((each, at) => ({
          ...(ends[at] === undefined ? {} : { from: ends[at] }),
          ...(ends[at + 1] === undefined ? {} : { to: ends[at + 1] }),
          points: each,
        })),
        { minLength: points.length },
      ),
    )
  })

const method: fc.Arbitrary<Method> = fc.oneof(
  fc.record({ kind: fc.constant('target' as const), target: tenths(1, 40), cap: tenths(50, 150) }),
  fc.constant({ kind: 'bestRatio' as const }),
  fc.constant({ kind: 'rank' as const }),
  fc.record({ kind: fc.constant('band' as const), relativeTo: maybe(fc.constant('mean' as const), 2), bands }),
  fc.constant({ kind: 'share' as const }),
  fc.record({ kind: fc.constant('deduct' as const), each: tenths(0, 9), zeroFrom: maybe(tenths(1, 6)) }),
  fc.record({ kind: fc.constant('scaled' as const), full: tenths(1, 60) }),
)

const grades: fc.Arbitrary<Grades> = fc.oneof(
  fc.uniqueArray(fc.integer({ min: 1, max: 119 }), { minLength: 0, maxLength: 3 }).map(
    (cuts): Grades => ({
      kind: 'thresholds',
      bands: [...cuts, 0].map((from, at) => ({ from: String(from), grade: `G${at}` })),
    }),
  ),
  fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 0, maxLength: 3 }).map((cuts): Grades => {
    const ends = [0, ...cuts.toSorted((a, b) => a - b), 100]
    return {
      kind: 'quota',
      shares: ends.slice(1).map((end, at) => ({ grade: `G${at}`, percent: String(end - ends[at]!) })),
    }
  }),
)

const level = fc.constantFrom('city' as const, 'county' as const)
const better = fc.constantFrom('higher' as const, 'higher' as const, 'lower' as const)

const measured: Source = { kind: 'entries', entries: { businessTypes: ['放号'] }, measure: 'count' }
const filters: EntryFilter[] = [
  {},
  { businessTypes: ['放号'] },
  { businessTypes: ['宽带', '空中充值'] },
  { brands: ['动感地带'] },
]
const sources: fc.Arbitrary<Source> = fc.oneof(
  fc.record({
    kind: fc.constant('entries' as const),
    entries: fc.constantFrom(...filters),
    measure: fc.constantFrom('count' as const, 'quantity' as const, 'amount' as const, 'subscribers' as const),
    per: maybe(fc.constant('任务量')),
  }),
  fc.constant({ kind: 'retention' as const }),
  fc.constant({ kind: 'arpu' as const }),
  fc.record({
    kind: fc.constant('indicator' as const),
    indicator: fc.constantFrom('任务量', '考核系数'),
    over: maybe(fc.constantFrom('sum' as const, 'mean' as const)),
  }),
  fc.constant({ kind: 'inspection' as const, sheet: '考核系数' }),
)

/** The weights of each level come to 100. */
function weighted(
  list: readonly Omit<Indicator, 'weight' | 'code' | 'title'>[],
  parts: readonly number[],
): Indicator[] {
  const places = list.map((indicator, at) => ({ indicator, part: parts[at % parts.length]! }))
  return places.map(({ indicator, part }, at): Indicator => {
    const own = places.filter((each) => each.indicator.level === indicator.level)
    const isLast = own.at(-1) === places[at]
    const others = own.slice(0, -1).reduce((sum, each) => sum + each.part, 0)
    return { ...indicator, code: `I${at}`, title: `指标${at}`, weight: String(isLast ? 100 - others : part) }
  })
}

/** Leaves out what is undefined, since schemes are kept as JSON. */
const plain = (scheme: Scheme): Scheme => JSON.parse(JSON.stringify(scheme))

const anyScheme = (source: fc.Arbitrary<Source>): fc.Arbitrary<Scheme> =>
  fc
    .record({
      category: fc.constantFrom('partner' as const, 'partner' as const, 'partner' as const, 'own' as const),
      period: fc.constantFrom(undefined, 'month' as const, 'quarter' as const, 'half' as const, 'year' as const),
      groupBy: fc.constantFrom(undefined, 'type' as const),
      city: fc.constantFrom('0.8', '0.25', '0.5'),
      missing: fc.constantFrom('zero' as const, 'zero' as const, 'exclude' as const),
      indicators: fc.array(fc.record({ level, better, source, method }), { minLength: 1, maxLength: 4 }),
      parts: fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 4 }),
      grades,
      bonuses: maybe(
        fc.array(
          fc.record({
            indicator: fc.constantFrom('任务量', 'I0'),
            each: tenths(-3, 3),
            most: maybe(tenths(0, 5)),
            least: maybe(tenths(-5, 0)),
          }),
          { maxLength: 2 },
        ),
      ),
      veto: maybe(fc.record({ indicator: fc.constantFrom('考核系数', 'I0'), from: tenths(0, 5) })),
    })
    .map(({ category, city, parts, indicators, veto, ...rest }) => {
      const both = indicators.map((indicator, at) =>
        at < 2 && indicators.length > 1
          ? { ...indicator, level: at === 0 ? ('city' as const) : ('county' as const) }
          : indicator,
      )
      const levels =
        indicators.length > 1
          ? { city, county: String(Math.round((1 - Number(city)) * 100) / 100) }
          : both[0]!.level === 'city'
            ? { city: '1', county: '0' }
            : { city: '0', county: '1' }
      return plain({
        ...rest,
        code: 'S',
        title: '随机方案',
        outlets: { categories: [category] },
        levels,
        indicators: weighted(both, parts),
        vetoes: veto ? [{ ...veto, notAbove: 'G0' }] : undefined,
      } as Scheme)
    })

const anyReferences = fc.dictionary(
  fc.constantFrom('I0', 'I1', 'I2', 'I3'),
  fc
    .record({ best: maybe(tenths(-2, 30)), mean: maybe(tenths(-5, 20)), total: maybe(tenths(-5, 90)) })
    .map((each) => JSON.parse(JSON.stringify(each)) as OracleReference),
  { maxKeys: 2 },
)

const engineReferences = (given: Readonly<Record<string, OracleReference>>) =>
  new Map(
    Object.entries(given).map(([code, each]) => [
      code,
      Object.fromEntries(Object.entries(each).map(([key, text]) => [key, fromText(text)])),
    ]),
  )

test('random schemes are schemes that may be saved', () => {
  fc.assert(
    fc.property(anyScheme(sources), (scheme) => {
      expect(schemeProblems(scheme)).toEqual([])
    }),
    { numRuns: RUNS },
  )
})

test(`random values: scores, totals, ranks and grades (${RUNS * 8} schemes)`, { timeout: 60_000 + RUNS * 500 }, () => {
  const values = fc.array(
    fc.array(fc.option(fc.oneof(tenths(-3, 40), fc.constantFrom('0', '5', '5', '10')), { freq: 8 }), {
      minLength: 6,
      maxLength: 6,
    }),
    { minLength: 1, maxLength: 14 },
  )
  fc.assert(
    fc.property(anyScheme(fc.constant(measured)), values, anyReferences, (scheme, table, references) => {
      const outlets = table.map((_, at) => ({
        outlet: `W${String(at).padStart(2, '0')}`,
        group: at % 3 === 0 ? '乡镇' : '城区',
      }))
      const textOf = (outlet: string, name: string) =>
        table[Number(outlet.slice(1))]![name === '任务量' ? 4 : name === '考核系数' ? 5 : Number(name.slice(1))] ?? null
      const expected = gradeOracle(
        scheme,
        outlets,
        (outlet, name) => {
          const text = textOf(outlet, name)
          return text === null ? null : Q.of(text)
        },
        references,
      )
      const found = rate(
        scheme,
        outlets.toReversed(),
        (outlet, name) => {
          const text = textOf(outlet, name)
          return text === null ? null : fromText(text)
        },
        engineReferences(references),
      )
      expect(found.excluded.map(({ outlet }) => outlet)).toEqual(expected.excluded)
      const rows = found.ratings
        .map(({ outlet, group, indicators, total, rank, grade }) => ({
          outlet,
          group,
          scores: indicators.map(({ score }) => toFractionText(score)),
          total: toFractionText(total),
          rank,
          grade,
        }))
        .sort((a, b) => (a.outlet < b.outlet ? -1 : 1))
      expect(rows).toEqual(expected.rows)
    }),
    { numRuns: RUNS * 8 },
  )
})

test(`random offices: values from ledgers, members and history (${RUNS} offices)`, {
  timeout: 60_000 + RUNS * 2000,
}, async () => {
  const met = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      anyWorld,
      anyScheme(sources),
      fc.integer({ min: 2, max: LAST }),
      anyReferences,
      async (world, scheme, at, references) => {
        const window = windowOracle(scheme.period, at)
        const last = window.at(-1)!
        const [category] = scheme.outlets.categories!
        const graded = gradedOracle(world, category!, last)
        const groupOf = (index: number) => (scheme.groupBy === 'type' ? world.outlets[index]!.type : '')
        const outlets = graded.map((index) => ({ outlet: `W${index}`, group: groupOf(index) }))
        const valueFor = valueOracle(world, scheme, window)
        const expected = gradeOracle(
          scheme,
          outlets,
          (outlet, name) => valueFor(Number(outlet.slice(1)), name),
          references,
        )
        await within(world, async (office) => {
          office.store.write((db) => {
            for (const [indicator, { best = null, mean = null, total = null }] of Object.entries(references))
              db.run(
                "INSERT INTO grading_references (scheme, indicator, period, best, mean, total, user, at) VALUES ('S', ?, ?, ?, ?, ?, 'x', 'x')",
                indicator,
                monthNumber(windowOf(scheme.period, monthAt(at)).at(-1)!),
                best,
                mean,
                total,
              )
          })
          const found = await office.job((job) => scored(office, job, scheme, monthAt(at)))
          const rows = found.results
            .map(({ result: { outlet, group, rank, grade, exact } }) => ({
              outlet,
              group,
              scores: exact?.scores,
              total: exact?.total,
              rank,
              grade,
            }))
            .sort((a, b) => (a.outlet < b.outlet ? -1 : 1))
          expect(rows).toEqual(expected.rows)
          expect(found.excluded.map(({ outlet }) => outlet).sort()).toEqual(expected.excluded)
          for (const { source } of scheme.indicators)
            for (const { result } of found.results)
              if (result.indicators.some(({ value }) => value !== null && value !== '0')) met.add(source.kind)
        })
      },
    ),
    { numRuns: RUNS },
  )
  // the offices are not empty: every source gave values
  for (const kind of ['entries', 'retention', 'arpu', 'indicator', 'inspection']) expect(met, kind).toContain(kind)
})
