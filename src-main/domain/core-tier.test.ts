import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rankTiers, type TierVolume } from './core-tier.ts'

const agent = (code: string, volume: number, before: number): TierVolume => ({ agent: code, volume, before })

test('the first two by volume and by growth; equal ones share the better rank', () => {
  const ranks = rankTiers(
    [
      agent('A', 300, 400),
      agent('B', 200, 100),
      agent('C', 200, 150),
      agent('D', 50, 0),
      agent('E', 30, 20),
      agent('F', 0, 10),
    ],
    2,
  )
  expect(ranks.map((each) => [each.agent, each.byVolume, each.growth, each.byGrowth, each.recommended])).toEqual([
    ['A', 1, '-25.00', 4, ['volume']],
    ['B', 2, '100.00', 1, ['volume', 'growth']],
    ['C', 2, '33.33', 3, ['volume']],
    // nothing before: a growth cannot be said
    ['D', 4, null, null, []],
    ['E', 5, '50.00', 2, ['growth']],
    ['F', 6, '-100.00', 5, []],
  ])
})

test('who shrank is not recommended by growth, and who sold nothing not by volume, however few there are', () => {
  expect(rankTiers([agent('A', 5, 6), agent('B', 0, 0)], 10).map(({ recommended }) => recommended)).toEqual([
    ['volume'],
    [],
  ])
})

test('ranks are 1 + how many are better, so that more volume never ranks lower', () => {
  const volumes = fc.uniqueArray(
    fc.record({
      agent: fc.string({ minLength: 1 }),
      volume: fc.integer({ min: -5, max: 30 }),
      before: fc.integer({ min: -2, max: 10 }),
    }),
    { selector: (each) => each.agent },
  )
  fc.assert(
    fc.property(volumes, fc.integer({ min: 1, max: 5 }), (agents, top) => {
      const ranks = rankTiers(agents, top)
      for (const each of ranks) {
        expect(each.byVolume).toBe(1 + agents.filter(({ volume }) => volume > each.volume).length)
        if (each.byGrowth === null) continue
        // compared by multiplying out, as whole numbers
        const better = agents.filter(
          (other) => other.before > 0 && other.volume * each.before > each.volume * other.before,
        )
        expect(each.byGrowth).toBe(1 + better.length)
      }
    }),
  )
})
