/** A quarter and the rules of star staff in words. */

import { type Month, monthOfYear } from '../../../src-main/domain/month.ts'
import type { StarRules } from '../../../src-main/domain/staff.ts'

/** 2026-07 → 2026年第三季度 */
export const quarterWords = (month: Month): string =>
  `${month.slice(0, 4)}年第${'一二三四'[Math.floor((monthOfYear(month) - 1) / 3)]}季度`

export function rulesWords({ within, stars, minMonths, by }: StarRules): string {
  const who = within === 'store' ? `每个营业厅前 ${stars} 名` : `全县前 ${stars} 名`
  return `${who}；按各月得分的${by === 'sum' ? '合计' : '平均'}排；至少有 ${minMonths} 个月的得分；并列的都算`
}
