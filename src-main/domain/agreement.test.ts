import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agreementState,
  excludes,
  isInForce,
  isLongTerm,
  overlap,
  remindersOf,
  STANDARD_REMINDERS,
} from './agreement.ts'
import { addDays, asDate, daysBetween } from './month.ts'
import type { SpecialDays } from './working-days.ts'

const days = (from: string, to: string, endedOn: string | null = null) => ({
  from: asDate(from),
  to: asDate(to),
  endedOn: endedOn === null ? null : asDate(endedOn),
})
const day = fc.integer({ min: 0, max: 1500 }).map((at) => addDays(asDate('2024-01-15'), at))

test.each([
  ['2026-01-01', '2026-12-31', true],
  ['2026-01-01', '2026-12-30', false],
  ['2026-03-15', '2027-03-14', true],
  ['2026-03-15', '2027-03-13', false],
  ['2024-02-29', '2025-02-28', true],
  ['2024-02-29', '2025-02-27', false],
  ['2023-03-01', '2024-02-29', true],
  ['2023-03-01', '2024-02-28', false],
])('from %s to %s is a year or more: %s', (from, to, long) => {
  expect(isLongTerm(days(from, to))).toBe(long)
})

test.each([
  [days('2026-01-01', '2026-12-31'), '2025-12-31', false, 'coming'],
  [days('2026-01-01', '2026-12-31'), '2026-01-01', true, 'inForce'],
  [days('2026-01-01', '2026-12-31'), '2026-10-31', true, 'inForce'],
  [days('2026-01-01', '2026-12-31'), '2026-11-01', true, 'ending'],
  [days('2026-01-01', '2026-12-31'), '2026-12-31', true, 'ending'],
  [days('2026-01-01', '2026-12-31'), '2027-01-01', false, 'expired'],
  [days('2026-01-01', '2026-12-31', '2026-06-30'), '2026-06-30', true, 'inForce'],
  [days('2026-01-01', '2026-12-31', '2026-06-30'), '2026-07-01', false, 'ended'],
  // never began
  [days('2026-01-01', '2026-12-31', '2025-12-31'), '2026-01-01', false, 'ended'],
] as const)('%j on %s: in force %s, %s', (agreement, on, inForce, state) => {
  expect(isInForce(agreement, asDate(on))).toBe(inForce)
  expect(agreementState({ ...agreement, renewed: false }, asDate(on), 60)).toBe(state)
})

test('one that is renewed is not ending', () => {
  expect(agreementState({ ...days('2026-01-01', '2026-12-31'), renewed: true }, asDate('2026-12-31'), 60)).toBe(
    'inForce',
  )
})

test('two overlap exactly when some day has both in force', () => {
  const term = fc.tuple(day, fc.nat(40), fc.option(fc.nat(40))).map(([from, length, early]) => {
    const to = addDays(from, length)
    return { from, to, endedOn: early === null || early >= length ? null : addDays(from, early - 1) }
  })
  fc.assert(
    fc.property(term, term, (one, other) => {
      const both = Array.from({ length: 90 }, (_, at) => addDays(one.from, at - 1)).some(
        (each) => isInForce(one, each) && isInForce(other, each),
      )
      expect(overlap(one, other)).toBe(both)
    }),
  )
})

test.each([
  [true, 'D1', false, 'D2', true],
  [false, 'D1', true, 'D2', true],
  [false, 'D1', false, 'D2', false],
  [false, 'D1', false, 'D1', true],
])('exclusive %s of %s against exclusive %s of %s: %s', (exclusive, agent, others, other, expected) => {
  expect(excludes({ exclusive, agent }, { exclusive: others, agent: other })).toBe(expected)
})

describe('reminders', () => {
  // National Day 2026: 1 to 7 October off, 10 October (Saturday) worked
  const october: SpecialDays = new Map([
    ...[1, 2, 3, 4, 5, 6, 7].map((on) => [asDate(`2026-10-0${on}`), 'off'] as const),
    [asDate('2026-10-10'), 'work'],
  ])
  const arisen = (to: string, recordedOn: string, today: string) =>
    remindersOf({ to: asDate(to), recordedOn: asDate(recordedOn) }, STANDARD_REMINDERS, asDate(today), october).map(
      (each) => [each.days, each.on, each.due],
    )

  test('60, 30 and 10 days before the end, three working days each by the calendar', () => {
    expect(arisen('2026-11-29', '2026-01-01', '2026-09-29')).toEqual([])
    // 30 September is a Wednesday; 8, 9 and the worked Saturday 10 October are the three days
    expect(arisen('2026-11-29', '2026-01-01', '2026-09-30')).toEqual([[60, '2026-09-30', '2026-10-10']])
    expect(arisen('2026-11-29', '2026-01-01', '2026-12-31')).toEqual([
      [60, '2026-09-30', '2026-10-10'],
      [30, '2026-10-30', '2026-11-04'],
      [10, '2026-11-19', '2026-11-24'],
    ])
  })

  test('recorded late, only the nearest of those that were missed comes, on that day; none after the end', () => {
    expect(arisen('2026-11-29', '2026-11-10', '2026-11-30')).toEqual([
      [30, '2026-11-10', '2026-11-13'],
      [10, '2026-11-19', '2026-11-24'],
    ])
    expect(arisen('2026-11-29', '2026-11-25', '2026-11-30')).toEqual([[10, '2026-11-25', '2026-11-30']])
    expect(arisen('2026-11-29', '2026-11-30', '2026-12-30')).toEqual([])
  })

  test('each arises once, never before recording, in the order of days left, and none vanishes as days pass', () => {
    fc.assert(
      fc.property(
        day,
        day,
        day,
        fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 5 }),
        (to, recordedOn, today, rule) => {
          const at = (on: typeof today) => remindersOf({ to, recordedOn }, { days: rule, within: 3 }, on, new Map())
          const now = at(today)
          expect(at(addDays(today, 1)).slice(0, now.length)).toEqual(now)
          expect(now.map((each) => each.days)).toEqual([...now.map((each) => each.days)].sort((a, b) => b - a))
          for (const each of now) {
            expect(each.on >= recordedOn && each.on <= to && each.due > each.on).toBe(true)
            expect(daysBetween(each.on, to)).toBeLessThanOrEqual(each.days)
          }
        },
      ),
    )
  })
})
