/**
 * A better value never scores less, the others' values staying as they are: for every method, in both directions where the
 * method knows one. It does not hold, and is not meant to: where bestRatio's best comes to be 0 (everyone then gets 0, as
 * DOMAIN.md §6 says), for shares of negative values, and for bands whose points do not rise with the value.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, decimal, ofInteger } from '../exact.ts'
import type { Band, Indicator, Method } from './scheme.ts'
import { scoreGroup } from './score-group.test-support.ts'

const risingBands = (cuts: readonly number[]): Band[] =>
  [undefined, ...cuts].map((from, at, all) => ({
    ...(from === undefined ? {} : { from: String(from) }),
    ...(all[at + 1] === undefined ? {} : { to: String(all[at + 1]) }),
    points: String(at * 5),
  }))

const cuts = fc
  .uniqueArray(fc.integer({ min: -80, max: 120 }), { minLength: 1, maxLength: 5 })
  .map((all) => all.sort((a, b) => a - b))
const percent = fc.integer({ min: 1, max: 200 }).map(String)

interface Case {
  readonly method: Method
  readonly better: Indicator['better']
  /** The least value for which the rule holds. */
  readonly least: number
}

const higher = (method: fc.Arbitrary<Method>, least = -20): fc.Arbitrary<Case> =>
  method.map((one) => ({ method: one, better: 'higher', least }))
const either = (method: fc.Arbitrary<Method>, least: number): fc.Arbitrary<Case> =>
  fc.record({ method, better: fc.constantFrom('higher' as const, 'lower' as const), least: fc.constant(least) })

const cases: Readonly<Record<string, fc.Arbitrary<Case>>> = {
  target: either(fc.record({ kind: fc.constant('target' as const), target: percent, cap: percent }), -20),
  bestRatio: either(fc.constant({ kind: 'bestRatio' }), 1),
  rank: either(fc.constant({ kind: 'rank' }), -20),
  band: higher(cuts.map((at) => ({ kind: 'band', bands: risingBands(at) }))),
  'band about the mean': higher(
    cuts.map((at) => ({ kind: 'band', relativeTo: 'mean', bands: risingBands(at) })),
    1,
  ),
  share: higher(fc.constant({ kind: 'share' }), 0),
  // of occurrences fewer are better, whatever the direction says
  deduct: fc
    .record({ kind: fc.constant('deduct' as const), each: percent, zeroFrom: fc.option(percent, { nil: undefined }) })
    .map((method) => ({ method, better: 'lower', least: 0 })),
  scaled: higher(fc.record({ kind: fc.constant('scaled' as const), full: percent })),
}

describe('a better value never scores less', () => {
  it.each(Object.entries(cases))('%s', (_name, some) => {
    fc.assert(
      fc.property(
        some,
        fc.array(fc.option(fc.integer({ min: 0, max: 150 }), { nil: null }), { maxLength: 8 }),
        fc.nat(150),
        fc.nat(60),
        ({ method, better, least }, others, at, step) => {
          const [one, two] = [least + at, least + at + step]
          const [worse, best] = better === 'higher' ? [one, two] : [two, one]
          const scoreOf = (value: number) => {
            const values = new Map<number, ReturnType<typeof ofInteger> | null>([[-1, decimal(String(value))]])
            for (const [key, other] of others.entries())
              values.set(key, other === null ? null : ofInteger(least + other))
            return scoreGroup({ method, better, weight: '20' }, values).scores.get(-1)!.score
          }
          expect(compare(scoreOf(best), scoreOf(worse))).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 400 },
    )
  })
})
