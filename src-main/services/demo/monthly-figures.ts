/** The sample's figures by outlet and month that no entry gives: targets, scores, staff; and the province's commission list. */
import type { Month } from '../../domain/month.ts'
import { type County, periodIndex } from './county.ts'
import { Random } from './random.ts'

export interface SampleIndicator {
  readonly outlet: string
  readonly indicator: '任务量' | '考核系数' | '客户服务质量' | '在岗人数'
  /** Decimal text. */
  readonly value: string
}

/** Four values for each outlet that did business in the month. */
export function* indicatorsOf(county: County, period: Month): Generator<SampleIndicator> {
  const month = periodIndex(period)
  for (const [index, { code, category, weight }] of county.outlets.entries()) {
    if (county.volumes[month]![index] === 0) continue
    const random = new Random(county.seed, 12, month, index)
    const target = Math.max(5, Math.round((county.activations[month]![index]! * random.logNormal(1.05, 0.2)) / 5) * 5)
    const factor = category === '自有' || random.chance(0.6) ? 100 : random.between(80, 110)
    yield { outlet: code, indicator: '任务量', value: String(target) }
    yield { outlet: code, indicator: '考核系数', value: decimal(factor, 2) }
    yield { outlet: code, indicator: '客户服务质量', value: decimal(random.between(800, 1000), 1) }
    yield {
      outlet: code,
      indicator: '在岗人数',
      value: String(
        category === '自有' ? random.between(4, 14) : weight > 2 ? random.between(2, 5) : random.between(1, 2),
      ),
    }
  }
}

export interface SampleAssignedLine {
  readonly outlet: string
  readonly item: string
  /** Fen. */
  readonly amount: number
}

const ITEMS = [
  ['终端销售激励', 40],
  ['宽带发展酬金', 40],
  ['5G登网奖励', 20],
] as const

/** What the province calculated for a third of the partner outlets. */
export function* assignedLinesOf(county: County, period: Month): Generator<SampleAssignedLine> {
  const month = periodIndex(period)
  for (const [index, { code, category }] of county.outlets.entries()) {
    if (category === '自有' || county.volumes[month]![index] === 0) continue
    const random = new Random(county.seed, 13, month, index)
    if (random.chance(0.35)) yield { outlet: code, item: random.weighted(ITEMS), amount: random.between(1, 80) * 500 }
  }
}

/** A whole number of tenths or hundredths as decimal text without needless zeros. */
function decimal(units: number, places: number): string {
  return (units / 10 ** places)
    .toFixed(places)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
}
