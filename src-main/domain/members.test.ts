/** Members: worked case 13 of DOMAIN.md §5, reversals, termination, numbers given out again. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activationsOf, isMember, type MemberEntry, memberEntries, memberIndex, takenIn } from './members.ts'
import { addMonths, asMonth, type Month } from './month.ts'

interface Entry extends MemberEntry {
  outlet: string
}
const entry = (month: string, quantity: number, outlet = 'A'): Entry => ({ month: asMonth(month), quantity, outlet })
const months = (...texts: string[]): Month[] => texts.map(asMonth)

/** What membership looked like in each month: outlet and index, or —. */
function lived(entries: Entry[], terminated: Month[], period: string): string {
  const members = activationsOf(entries, terminated).filter((activation) => isMember(activation, asMonth(period)))
  return (
    members.map(({ entry: { outlet }, month }) => `${outlet}${memberIndex(month, asMonth(period))}`).join(' ') || '—'
  )
}

describe('members', () => {
  test('13: reversed at A in January, activated at B in February', () => {
    const entries = [entry('2026-01', 1, 'A'), entry('2026-01', -1, 'A'), entry('2026-02', 1, 'B')]
    expect(['2026-01', '2026-02', '2026-03'].map((period) => lived(entries, [], period))).toEqual(['—', 'B1', 'B2'])
  })
  test('a member until the month of its termination, and taken back in it', () => {
    const entries = [entry('2026-01', 1)]
    expect(
      ['2025-12', '2026-01', '2026-03', '2026-04'].map((p) => lived(entries, months('2026-03', '2026-04'), p)),
    ).toEqual(['—', 'A1', 'A3', '—'])
    const [activation] = activationsOf(entries, months('2026-03', '2026-04'))
    const taken = (period: string, within?: number) => takenIn(activation!, asMonth(period), within)
    expect([taken('2026-02', 6), taken('2026-03', 6), taken('2026-04', 6)]).toEqual([null, 'terminated', null])
    expect([taken('2026-03', 3), taken('2026-03', 2), taken('2026-03')]).toEqual(['terminated', null, null])
  })
  test('a reversal ends membership from its month on, and takes back', () => {
    const entries = [entry('2026-01', 1), entry('2026-03', -1)]
    expect(['2026-01', '2026-02', '2026-03'].map((p) => lived(entries, [], p))).toEqual(['A1', 'A2', '—'])
    const [activation] = activationsOf(entries, [])
    expect(['2026-02', '2026-03', '2026-04'].map((p) => takenIn(activation!, asMonth(p)))).toEqual([
      null,
      'reversed',
      null,
    ])
  })
  test('a reversal after the month of termination takes nothing', () => {
    const [activation] = activationsOf([entry('2026-01', 1), entry('2026-04', -1)], months('2026-03'))
    expect(activation).toMatchObject({ reversedBy: null, terminatedIn: '2026-03' })
    expect(takenIn(activation!, asMonth('2026-04'), 12)).toBeNull()
  })
  test('a reversal in the month of termination takes once', () => {
    const [activation] = activationsOf([entry('2026-01', 1), entry('2026-03', -1)], months('2026-03'))
    expect(takenIn(activation!, asMonth('2026-03'), 12)).toBe('reversed')
  })
  test('terminated after a reversal takes nothing more', () => {
    const [activation] = activationsOf([entry('2026-01', 1), entry('2026-02', -1)], months('2026-03'))
    expect(takenIn(activation!, asMonth('2026-03'), 12)).toBeNull()
  })
  test('a number given out again is a new activation, with its own end', () => {
    const entries = [entry('2026-01', 1, 'A'), entry('2026-05', 1, 'B')]
    const terminated = months('2026-03', '2026-07')
    expect(['2026-03', '2026-04', '2026-05', '2026-07', '2026-08'].map((p) => lived(entries, terminated, p))).toEqual([
      'A3',
      '—',
      'B1',
      'B3',
      '—',
    ])
  })
  test('a second activation without an end in between changes nothing', () => {
    const entries = [entry('2026-01', 1, 'A'), entry('2026-02', 1, 'B'), entry('2026-03', -1, 'B')]
    expect(['2026-01', '2026-02', '2026-03', '2026-04'].map((p) => lived(entries, [], p))).toEqual([
      'A1',
      'A2',
      'A3',
      'A4',
    ])
  })
  test('a reversal that comes first must be made good before anything counts', () => {
    const entries = [entry('2026-01', -1), entry('2026-01', 1, 'A'), entry('2026-02', 1, 'B')]
    expect(lived(entries, [], '2026-02')).toBe('B1')
  })
  test('放号 where the clause names no business type', () => {
    expect(memberEntries(undefined).businessTypes).toContain('放号')
    expect(memberEntries({ brands: ['全球通'] })).toEqual({ brands: ['全球通'], businessTypes: ['activation', '放号'] })
    expect(memberEntries({ businessTypes: ['宽带'] })).toEqual({ businessTypes: ['宽带'] })
  })
})

// ---- an independent reader of the specification: month by month, with the running quantity

const start = asMonth('2026-01')
const anyLife = fc.record({
  entries: fc
    .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.constantFrom(1, 1, -1, 2, -2)), { maxLength: 8 })
    .map((list) =>
      list
        .toSorted((a, b) => a[0] - b[0])
        .map(([at, quantity], i) => ({ month: addMonths(start, at), quantity, id: i })),
    ),
  terminated: fc
    .uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 3 })
    .map((list) => list.toSorted((a, b) => a - b).map((at) => addMonths(start, at))),
})

test('the same members as a walk through the months', () => {
  fc.assert(
    fc.property(anyLife, ({ entries, terminated }) => {
      const activations = activationsOf(entries, terminated)
      let running = 0
      let current: { id: number; month: Month } | null = null
      for (let at = 0; at <= 9; at++) {
        const period = addMonths(start, at)
        const taken: number[] = []
        for (const one of entries.filter(({ month }) => month === period)) {
          const before = running
          running += one.quantity
          if (before <= 0 && running > 0) current = { id: one.id, month: period }
          if (before > 0 && running <= 0) {
            if (current) taken.push(current.id)
            current = null
          }
        }
        const members = activations.filter((activation) => isMember(activation, period))
        expect(members.map(({ entry: { id } }) => id)).toEqual(current ? [current.id] : [])
        const reversed = activations.filter((activation) => takenIn(activation, period) === 'reversed')
        expect(reversed.map(({ entry: { id } }) => id)).toEqual(taken)
        if (terminated.includes(period)) {
          running = 0
          current = null
        }
      }
      for (const activation of activations) {
        const periods = Array.from({ length: 10 }, (_, i) => takenIn(activation, addMonths(start, i), 99))
        expect(periods.filter((taken) => taken !== null).length).toBeLessThanOrEqual(1)
      }
    }),
    { numRuns: 2000 },
  )
})
