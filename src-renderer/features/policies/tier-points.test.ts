import { expect, it } from 'vitest'
import { clauseChart, tierStrokes } from './tier-points.ts'

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

it('a share, instalments and completion are drawn too, with what pays nothing; half-written ones are not', () => {
  const head = { code: 'C', title: '条款' }
  const bands = [
    { from: '10', percent: '10' },
    { from: '50', amount: '8.00' },
  ]
  expect(clauseChart({ ...head, kind: 'residual', months: [1, 12], bands }).strokes).toEqual([
    [
      { measure: 0, pays: 0 },
      { measure: 10, pays: 0 },
    ],
    [
      { measure: 10, pays: 1 },
      { measure: 50, pays: 5 },
    ],
    [
      { measure: 50, pays: 8 },
      { measure: 70, pays: 8 },
    ],
  ])
  const schedule = [
    { month: 1, amount: '35' },
    { month: 3, bands: [{ from: '0', amount: '10' }] },
  ]
  expect(clauseChart({ ...head, kind: 'instalment', schedule }).strokes.flat()).toEqual([
    { measure: 0, pays: 35 },
    { measure: 1, pays: 35 },
    { measure: 2, pays: 10 },
    { measure: 3, pays: 10 },
  ])
  const completion = {
    target: '任务量',
    measure: 'count' as const,
    bands: [
      { from: '80', pays: 'proportional' as const },
      { from: '100', pays: 'full' as const },
    ],
  }
  expect(clauseChart({ ...head, kind: 'fixed', amount: '800', completion }).strokes.flat()).toContainEqual({
    measure: 80,
    pays: 640,
  })
  expect(clauseChart({ ...head, kind: 'fixed', amount: '', completion }).strokes).toEqual([])
  expect(
    clauseChart({ ...head, kind: 'residual', months: [1, 2], bands: [{ from: '', percent: '' }] }).strokes,
  ).toEqual([])
})
