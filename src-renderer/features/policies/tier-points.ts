/** The shape of what a clause pays, as points of a chart: exact at every threshold, straight in between. */

import { add, decimal, type Exact, multiply } from '../../../src-main/domain/exact.ts'
import type { Clause, FixedClause, ResidualBand, ScheduleRow, VolumePay } from '../../../src-main/domain/policy.ts'
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

/** The strokes of a clause with what lies along its two axes; none where there is nothing to draw. */
export interface ClauseChart {
  readonly strokes: Strokes
  /** What is measured to the right, in words; nothing where the sentence says it. */
  readonly along: string
}

/** What to draw of a clause: tiers over the measure, a share over net revenue, instalments over months, completion. */
export function clauseChart(clause: Clause): ClauseChart {
  try {
    switch (clause.kind) {
      case 'volume':
        return { strokes: tierStrokes(clause.pay), along: '' }
      case 'residual':
        return { strokes: bandStrokes(clause.bands), along: '净收入' }
      case 'instalment':
        return { strokes: scheduleStrokes(clause.schedule), along: '入网月数' }
      case 'fixed':
        return { strokes: completionStrokes(clause), along: '完成率%' }
    }
  } catch {
    return { strokes: [], along: '' }
  }
}

function bandStrokes(bands: readonly ResidualBand[]): Strokes {
  if (bands.length === 0 || bands.some(({ from, percent, amount }) => from === '' || (percent ?? amount ?? '') === ''))
    return []
  const starts = bands.map(({ from }) => Number(from))
  if (starts.some((from, i) => i > 0 && from <= (starts[i - 1] ?? 0))) return []
  const [first = 0, last = 0] = [starts[0], starts.at(-1)]
  const end = last === 0 ? 100 : last * 1.4
  const pays = ({ percent, amount }: ResidualBand, base: number) =>
    percent === undefined ? Number(amount) : (base * Number(percent)) / 100
  return [
    ...(first > 0 ? [flat(0, first, 0)] : []),
    ...bands.map((band, i) => {
      const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? end]
      return [
        { measure: from, pays: pays(band, from) },
        { measure: to, pays: pays(band, to) },
      ]
    }),
  ]
}

/** Each instalment as a step one month wide; of bands the highest amount. */
function scheduleStrokes(schedule: readonly ScheduleRow[]): Strokes {
  if (schedule.length < 2) return []
  return schedule.map(({ month, amount, bands }) =>
    flat(month - 1, month, bands ? Math.max(...bands.map((band) => Number(band.amount))) : Number(amount)),
  )
}

function completionStrokes({ amount, completion }: FixedClause): Strokes {
  if (!completion || amount === '' || completion.bands.some(({ from }) => from === '')) return []
  const starts = completion.bands.map(({ from }) => Number(from))
  if (starts.some((from, i) => i > 0 && from <= (starts[i - 1] ?? 0))) return []
  const first = starts[0] ?? 0
  const end = Math.max(starts.at(-1) ?? 0, 100) * 1.2
  const pays = (at: number, full: boolean) => (full ? Number(amount) : (Number(amount) * at) / 100)
  return [
    ...(first > 0 ? [flat(0, first, 0)] : []),
    ...completion.bands.map((band, i) => {
      const [from, to] = [starts[i] ?? 0, starts[i + 1] ?? end]
      const full = band.pays === 'full'
      return [
        { measure: from, pays: pays(from, full) },
        { measure: to, pays: pays(to, full) },
      ]
    }),
  ]
}

const flat = (from: number, to: number, pays: number): Point[] => [
  { measure: from, pays },
  { measure: to, pays },
]
