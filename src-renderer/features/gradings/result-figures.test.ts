import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blankScheme } from './blank-scheme.ts'
import { againstGroup, binsOf, distribution, movement, moveOf } from './result-figures.ts'
import type { GradingResult } from './shapes.ts'

const result = (
  outlet: string,
  grade: string,
  before: string | null,
  over: Partial<GradingResult> = {},
): GradingResult => ({
  outlet,
  name: outlet,
  group: '',
  indicators: [],
  city: '0.00',
  county: '0.00',
  bonus: '0.00',
  total: '0.00',
  rank: 1,
  grade,
  before,
  ...over,
})
const scheme = blankScheme()

test('grades by group', () => {
  const results = [
    result('1', 'A', null, { group: '城区' }),
    result('2', 'C', null, { group: '城区' }),
    result('3', 'A', null, { group: '乡镇' }),
  ]
  expect(distribution(results, scheme)).toEqual({
    grades: ['A', 'B', 'C'],
    groups: [
      { group: '城区', counts: [1, 0, 1] },
      { group: '乡镇', counts: [1, 0, 0] },
    ],
  })
})

test('movement: known grades in order, then others, then none', () => {
  const results = [result('1', 'A', 'B'), result('2', 'A', 'B'), result('3', 'C', null), result('4', 'B', 'E')]
  expect(movement(results, scheme)).toEqual({
    before: ['A', 'B', 'C', 'E', ''],
    now: ['A', 'B', 'C'],
    counts: [
      [0, 0, 0],
      [2, 0, 0],
      [0, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  })
})

test.each([
  ['A', 'B', 'down'],
  ['C', 'B', 'up'],
  ['B', 'B', 'same'],
  [null, 'B', 'first'],
  ['E', 'B', 'first'],
] as const)('from %s to %s: %s', (before, grade, move) => {
  expect(moveOf({ before, grade }, ['A', 'B', 'C'])).toBe(move)
})

describe('bins', () => {
  test('round edges', () => {
    expect(binsOf([0, 3, 10, 19, 20]).map(({ from, to, count }) => [from, to, count])).toEqual([
      [0, 2, 1],
      [2, 4, 1],
      [4, 6, 0],
      [6, 8, 0],
      [8, 10, 0],
      [10, 12, 1],
      [12, 14, 0],
      [14, 16, 0],
      [16, 18, 0],
      [18, 20, 2],
    ])
    expect(binsOf([7, 7])).toEqual([{ from: 7, to: 7, count: 2 }])
    expect(binsOf([])).toEqual([])
  })

  test('every value lies in one bin, and there are not many', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: -100_000, max: 100_000 }).map((cents) => cents / 100),
          { minLength: 1 },
        ),
        (values) => {
          const bins = binsOf(values)
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
          expect(bins.length).toBeLessThanOrEqual(12)
        },
      ),
    )
  })
})

test('an outlet against its own group only', () => {
  const scored = (outlet: string, group: string, score: string) =>
    result(outlet, 'A', null, { group, indicators: [{ code: 'I1', value: '1', score }] })
  const results = [scored('1', '城区', '10.00'), scored('2', '城区', '15.00'), scored('3', '乡镇', '90.00')]
  const of = { ...scheme, indicators: scheme.indicators.map((one) => ({ ...one, title: '量', weight: '20' })) }
  expect(againstGroup(results, '1', of)).toEqual([
    { code: 'I1', title: '量', weight: 20, own: 10, mean: 12.5, best: 15 },
  ])
  expect(againstGroup(results, '9', of)).toBeUndefined()
})
