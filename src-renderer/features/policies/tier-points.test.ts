import { expect, it } from 'vitest'
import { tierStrokes } from './tier-points.ts'

const tiers = [
  { from: '0', rate: '1' },
  { from: '10000', rate: '2' },
]

it('shows the jump of a flat tier and none of a step tier (worked case 4)', () => {
  const flat = tierStrokes({ kind: 'tier', mode: 'flat', unit: 'percent', tiers })
  expect(flat[0]?.[1]?.pays).toBeCloseTo(100)
  expect(flat[1]?.[0]).toEqual({ measure: 10000, pays: 200 })
  const step = tierStrokes({ kind: 'tier', mode: 'step', unit: 'percent', tiers })
  expect(step[1]?.[0]).toEqual({ measure: 10000, pays: 100 })
})

it('starts at nothing below the first tier, and draws nothing while figures are missing', () => {
  const bonus = tierStrokes({ kind: 'bonus', tiers: [{ from: '10', amount: '100.00' }] })
  expect(bonus[0]).toEqual([
    { measure: 0, pays: 0 },
    { measure: 10, pays: 0 },
  ])
  expect(tierStrokes({ kind: 'bonus', tiers: [{ from: '', amount: '1' }] })).toEqual([])
  const mixed = [
    { from: '20', amount: '1' },
    { from: '15', amount: '2' },
  ]
  expect(tierStrokes({ kind: 'bonus', tiers: mixed })).toEqual([])
})
