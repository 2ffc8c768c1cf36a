/** The shape of what a clause pays over its measure, as points of a chart: exact at every threshold, straight in between. */

import { add, decimal, type Exact, multiply } from '../../../src-main/domain/exact.ts'
import type { VolumePay } from '../../../src-main/domain/policy.ts'
import { volumeSum } from '../../../src-main/domain/volume.ts'

export interface Point {
  readonly measure: number
  readonly pays: number
}

/** Strokes from left to right; a jump at a threshold parts two strokes. */
export type Strokes = readonly (readonly Point[])[]

const number = ({ num, den }: Exact): number => Number(num) / Number(den)

/** The strokes of a tiered or bonus pay up to a bit beyond its last threshold; none where a figure is not there yet. */
export function tierStrokes(pay: VolumePay): Strokes {
  if (pay.kind !== 'tier' && pay.kind !== 'bonus') return []
  try {
    const starts = pay.tiers.map(({ from }) => decimal(from))
    const last = starts.at(-1)
    const first = starts[0]
    if (!last || !first || starts.some((from, i) => i > 0 && number(from) <= number(starts[i - 1] ?? first))) return []
    const end = number(last) === 0 ? decimal('100') : multiply(last, decimal('1.4'))
    const strokes: Point[][] = []
    if (number(first) > 0) strokes.push([at(pay, decimal('0')), { measure: number(first), pays: 0 }])
    starts.forEach((from, tier) => {
      const to = starts[tier + 1] ?? end
      if (number(to) <= number(from)) return
      // just before the next threshold, where this tier still holds: the slope is the tier's own
      const almost = add(to, decimal('-0.000001'))
      strokes.push([at(pay, from), { ...at(pay, almost), measure: number(to) }])
    })
    return strokes
  } catch {
    return []
  }
}

const at = (pay: VolumePay, measure: Exact): Point => ({
  measure: number(measure),
  pays: number(volumeSum(pay, measure)),
})
