import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from './month.ts'
import { actingFor, clashOf, type StandIn, stoodInFor } from './stand-ins.ts'

const day = (text: string) => text as IsoDate
const one = (manager: number, standIn: number, from: string, to: string, id = 0): StandIn => ({
  ...{ id, manager, standIn },
  from: day(from),
  to: day(to),
})

describe('代理', () => {
  const known = [one(1, 2, '2026-11-02', '2026-11-06', 7)]

  it.each([
    ['2026-11-01', 1],
    ['2026-11-02', 2],
    ['2026-11-06', 2],
    ['2026-11-07', 1],
  ])('on %s the work of 1 is done by %i', (on, who) => {
    expect(actingFor(known, 1, day(on))).toBe(who)
  })

  it.each([
    ['another one for the same manager', one(1, 3, '2026-11-06', '2026-11-09'), 'overlap'],
    ['the day after it', one(1, 3, '2026-11-07', '2026-11-09'), null],
    ['one who is away himself', one(4, 1, '2026-11-05', '2026-11-05'), 'standInAway'],
    ['a manager who stands in for somebody', one(2, 3, '2026-11-01', '2026-11-02'), 'managerStandsIn'],
    ['the same person for two managers', one(5, 2, '2026-11-02', '2026-11-06'), null],
  ])('%s', (_what, asked, why) => {
    expect(clashOf(known, asked)?.why ?? null).toBe(why)
  })

  it('whatever is taken in, everybody’s work is done by exactly one person, who is not away', () => {
    const start = day('2026-11-01')
    const asked = fc.record({
      manager: fc.integer({ min: 1, max: 5 }),
      standIn: fc.integer({ min: 1, max: 5 }),
      at: fc.nat(20),
      days: fc.nat(6),
    })
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30 }), (all) => {
        const taken: StandIn[] = []
        for (const { manager, standIn, at, days } of all) {
          const next = { id: taken.length, manager, standIn, from: addDays(start, at), to: addDays(start, at + days) }
          if (manager !== standIn && clashOf(taken, next) === null) taken.push(next)
        }
        for (let at = 0; at < 30; at++) {
          const on = addDays(start, at)
          for (const manager of [1, 2, 3, 4, 5]) {
            const acting = actingFor(taken, manager, on)
            expect(actingFor(taken, acting, on)).toBe(acting)
            const whom = stoodInFor(taken, acting, on).map((each) => each.manager)
            expect(acting === manager || whom.includes(manager)).toBe(true)
          }
        }
      }),
    )
  })
})
