/** An outlet's commission far outside what it earned in its own last twelve months. */
import { asFen, type Fen, yuan } from '../money.ts'
import type { CheckWords, Finding } from './check.ts'

export const grossRange: CheckWords = {
  code: 'grossRange',
  title: '酬金超出网点自己的常情',
  why: '与自己前 12 个月（至少 3 个月有数）比：高过最高的一倍半，或低于最低的一半，且相差 500 元以上。',
  act: '看“环比说明”是哪一条引起的，抽查业务明细是否真实。',
}

const LEAST_MONTHS = 3
const LEAST_DIFFERENCE = 500_00

export interface OutletGross {
  readonly outlet: string
  readonly name: string
  readonly gross: Fen
  /** Of earlier months that have one. */
  readonly earlier: readonly Fen[]
}

export function grossOutOfRange(outlets: readonly OutletGross[]): Finding[] {
  return outlets.flatMap(({ outlet, name, gross, earlier }) => {
    if (earlier.length < LEAST_MONTHS) return []
    const [low, high] = [Math.min(...earlier), Math.max(...earlier)]
    const isHigh = gross * 2 > high * 3 && gross - high >= LEAST_DIFFERENCE
    const isLow = gross * 2 < low && low - gross >= LEAST_DIFFERENCE
    if (!isHigh && !isLow) return []
    return {
      key: outlet,
      subject: `outlet:${outlet}`,
      name,
      said: `当月酬金 ${yuan(gross)} 元，${isHigh ? `前 ${earlier.length} 个月最高只有 ${yuan(asFen(high))}` : `前 ${earlier.length} 个月最低也有 ${yuan(asFen(low))}`} 元`,
      evidence: [
        ['当月', `${yuan(gross)} 元`],
        ['前 12 个月最高', `${yuan(asFen(high))} 元`],
        ['前 12 个月最低', `${yuan(asFen(low))} 元`],
        ['有数的月份', `${earlier.length} 个`],
      ] as [string, string][],
      link: `/settlements/statements/${encodeURIComponent(outlet)}?tab=bridge`,
    }
  })
}
