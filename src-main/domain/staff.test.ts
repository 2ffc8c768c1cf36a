/** Worked cases and properties of heads and star staff. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, decimal, toFractionText } from './exact.ts'
import type { IsoDate, Month } from './month.ts'
import { type DatedPlace, daysWithin, headsOf, monthScore, rankStars, type Scored, stateOn, staysOf } from './staff.ts'

const october = '2026-10' as Month
const place = (id: number, from: number, outlet: number | null): DatedPlace => ({ id, from, outlet })
const said = (heads: Map<number, { num: bigint; den: bigint }>) =>
  Object.fromEntries([...heads].map(([outlet, value]) => [outlet, toFractionText(value)]))

test.each([
  ['the whole month', [[place(1, 20260101, 7)]], { 7: '1' }],
  ['came on the 17th', [[place(1, 20261017, 7)]], { 7: '15/31' }],
  ['moved on the 11th', [[place(1, 20260101, 7), place(2, 20261011, 8)]], { 7: '10/31', 8: '21/31' }],
  ['left on the 2nd: one day', [[place(1, 20260101, 7), place(2, 20261002, null)]], { 7: '1/31' }],
  ['of the same day the later row holds', [[place(1, 20261001, 7), place(2, 20261001, 8)]], { 8: '1' }],
  ['comes only next month', [[place(1, 20261101, 7)]], {}],
  ['left before', [[place(1, 20260101, 7), place(2, 20260930, null)]], {}],
  ['two people', [[place(1, 20260101, 7)], [place(2, 20261017, 7)]], { 7: '46/31' }],
])('heads: %s', (_, people, heads) => {
  expect(said(headsOf(people, october))).toEqual(heads)
})

test.each([
  ['another post there is the same stay', [place(1, 20260101, 7), place(2, 20261011, 7)], [[7, 20260101, null, 2, 31]]],
  [
    'away and back',
    [place(1, 20260101, 7), place(2, 20261011, null), place(3, 20261021, 7)],
    [
      [7, 20260101, 20261011, 1, 10],
      [7, 20261021, null, 3, 11],
    ],
  ],
  ['replaced on its own day', [place(1, 20261001, 7), place(2, 20261001, 8)], [[8, 20261001, null, 2, 31]]],
  ['over before the month', [place(1, 20260101, 7), place(2, 20260201, null)], [[7, 20260101, 20260201, 1, 0]]],
])('stays: %s', (_, places, stays) => {
  const found = staysOf(places).map((stay) => [
    stay.outlet,
    stay.from,
    stay.until,
    stay.last.id,
    daysWithin(stay, october),
  ])
  expect(found).toEqual(stays)
})

const moves = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 30 }),
    month: fc.constantFrom(202609, 202610, 202611),
    outlet: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  { maxLength: 8 },
)

test('heads are what replaying the moves day by day gives', () => {
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 5 }), (people) => {
      const places = people.map((rows) =>
        rows.map(({ day, month, outlet }, at) => place(at + 1, month * 100 + day, outlet)),
      )
      const days = new Map<number, number>()
      for (const rows of places)
        for (let day = 1; day <= 31; day++) {
          const on = stateOn(rows, `2026-10-${String(day).padStart(2, '0')}` as IsoDate)?.outlet
          if (on) days.set(on, (days.get(on) ?? 0) + 1)
        }
      const heads = headsOf(places, october)
      expect([...heads.keys()].sort()).toEqual([...days.keys()].sort())
      for (const [outlet, count] of days) expect(compare(heads.get(outlet)!, { num: BigInt(count), den: 31n })).toBe(0)
    }),
  )
})

test('a month is the weighted sum of its items', () => {
  expect(monthScore([])).toBeNull()
  const score = monthScore([
    { value: '90', weight: '0.6' },
    { value: '80.5', weight: '0.4' },
  ])
  expect(toFractionText(score!)).toBe('431/5')
})

const person = (staff: number, outlet: number | null, ...months: (string | null)[]): Scored => ({
  staff,
  outlet,
  months: months.map((text) => (text === null ? null : decimal(text))),
})
const people = [
  person(1, 7, '90', '90', '90'),
  person(2, 7, '90', '95', '85'),
  person(3, 7, '100', null, '100'),
  person(4, 8, '80', '80', '80'),
  person(5, null, '100', '100', null),
]

test('ties are shown and share the better rank; who has too few months or has left takes no part', () => {
  const ranked = rankStars(people, { within: 'all', stars: 1, minMonths: 3, by: 'sum' })
  expect(ranked.map(({ rank, tied, star, out }) => ({ rank, tied, star, out }))).toEqual([
    { rank: 1, tied: true, star: true, out: null },
    { rank: 1, tied: true, star: true, out: null },
    { rank: null, tied: false, star: false, out: 'tooFewMonths' },
    { rank: 3, tied: false, star: false, out: null },
    { rank: null, tied: false, star: false, out: 'left' },
  ])
})

test('each store has its own stars; by the mean two good months beat three fair ones', () => {
  const ranked = rankStars(people, { within: 'store', stars: 1, minMonths: 2, by: 'mean' })
  expect(ranked.filter(({ star }) => star).map(({ staff }) => staff)).toEqual([3, 4])
})

test('the order of people does not matter, and nobody outside the ranks is a star', () => {
  const scores = fc.array(
    fc.tuple(
      fc.constantFrom(7, 8, null),
      fc.array(fc.option(fc.constantFrom('1', '2', '2.5')), { minLength: 3, maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(
      scores,
      fc.constantFrom('store', 'all' as const),
      fc.integer({ min: 1, max: 3 }),
      (rows, within, stars) => {
        const all = rows.map(([outlet, months], at) => person(at, outlet, ...months))
        const rules = { within: within as 'store' | 'all', stars, minMonths: 2, by: 'mean' as const }
        const one = rankStars(all, rules)
        const other = rankStars(all.toReversed(), rules).toReversed()
        expect(other.map(({ rank, star }) => [rank, star])).toEqual(one.map(({ rank, star }) => [rank, star]))
        for (const { rank, star, out } of one) {
          expect(star).toBe(rank !== null && rank <= stars)
          expect(rank === null).toBe(out !== null)
        }
      },
    ),
  )
})
