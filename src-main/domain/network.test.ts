/** Growth of the network: worked cases, and that months add up and agree with a replay of each day. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, dateNumber, lastDay, type Month, monthsFrom } from './month.ts'
import { growthOf, type OutletLife, type OutletStatus, type Stay, staysOf, wasIn } from './network.ts'

const life = (joinedOn: number | null, ...statuses: [number, OutletStatus][]): OutletLife => ({
  joinedOn,
  statuses: statuses.map(([from, status]) => ({ from, status })),
})

describe('stays', () => {
  test.each<[string, OutletLife, Stay[]]>([
    ['since ever', life(null, [0, 'active']), [{ from: 0, to: null }]],
    ['from the day it joined', life(20260105, [0, 'active']), [{ from: 20260105, to: null }]],
    [
      'suspended is in',
      life(null, [0, 'active'], [20260105, 'suspended'], [20260201, 'active']),
      [{ from: 0, to: null }],
    ],
    [
      'out from the day of exit',
      life(20250101, [0, 'active'], [20260105, 'exited']),
      [{ from: 20250101, to: 20260105 }],
    ],
    ['planned, then admitted', life(20260301, [0, 'planned'], [20260305, 'active']), [{ from: 20260305, to: null }]],
    [
      'back again',
      life(null, [0, 'active'], [20260105, 'exited'], [20260205, 'active']),
      [
        { from: 0, to: 20260105 },
        { from: 20260205, to: null },
      ],
    ],
    ['left before it joined', life(20260301, [0, 'active'], [20260105, 'exited']), []],
    ['never', life(null, [0, 'planned']), []],
  ])('%s', (_what, outlet, stays) => {
    expect(staysOf(outlet)).toEqual(stays)
  })
})

test('a month with one that came, one that left, and one that did both', () => {
  const outlets = [
    life(20200101, [0, 'active']),
    life(20260110, [0, 'active']),
    life(20200101, [0, 'active'], [20260131, 'exited']),
    life(20260105, [0, 'active'], [20260120, 'exited']),
  ].map(staysOf)
  expect(growthOf(outlets, ['2026-01' as Month])).toEqual([
    { month: '2026-01', opening: 2, added: 2, exited: 2, closing: 2 },
  ])
})

const first = '2025-01' as Month
const day = fc.tuple(fc.integer({ min: -2, max: 14 }), fc.integer({ min: 1, max: 31 })).map(([months, of]) => {
  const end = dateNumber(lastDay(addMonths(first, months)))
  return Math.min(Math.floor(end / 100) * 100 + of, end)
})
const status = fc.constantFrom<OutletStatus[]>('planned', 'active', 'suspended', 'exited')
const anyLife = fc
  .record({
    joinedOn: fc.option(day),
    first: status,
    changes: fc.uniqueArray(fc.tuple(day, status), { selector: ([at]) => at, maxLength: 5 }),
  })
  .map(({ joinedOn, first: known, changes }) => life(joinedOn, [0, known], ...changes.sort(([a], [b]) => a - b)))

/** The state of a day straight from the history: what `staysOf` must agree with. */
function replay({ joinedOn, statuses }: OutletLife, on: number): boolean {
  const now = statuses.filter(({ from }) => from <= on).at(-1)?.status
  return (now === 'active' || now === 'suspended') && (joinedOn === null || joinedOn <= on)
}

test('the state of any day equals the replay of changes', () => {
  fc.assert(
    fc.property(anyLife, day, (outlet, on) => {
      expect(wasIn(staysOf(outlet), on)).toBe(replay(outlet, on))
    }),
  )
})

test('opening + added − exited = closing, months follow on each other, and counts equal a replay', () => {
  const months = monthsFrom(first, addMonths(first, 12))
  fc.assert(
    fc.property(fc.array(anyLife, { maxLength: 20 }), (outlets) => {
      const growth = growthOf(outlets.map(staysOf), months)
      for (const [at, { month, opening, added, exited, closing }] of growth.entries()) {
        expect(opening + added - exited).toBe(closing)
        if (at > 0) expect(opening).toBe(growth[at - 1]?.closing)
        const end = dateNumber(lastDay(month))
        expect(closing).toBe(outlets.filter((outlet) => replay(outlet, end)).length)
      }
    }),
  )
})
