/** What is wrong in a grading scheme, in words. */

import { type Details, text } from './detail-words.ts'

const problems: Record<string, string> = {
  OWN_AND_PARTNER: '网点范围要写明渠道类别：自有或社会，只能选一种',
  NO_INDICATORS: '还没有指标',
  DUPLICATE_INDICATOR: '指标编码重复',
  WEIGHTS_NOT_100: '同一级指标的权重合计要等于 100',
  LEVELS_NOT_1: '市考核和县考核的占比合计要等于 1',
  NOT_A_DECIMAL: '要填数字',
  NOT_ABOVE_ZERO: '要大于零',
  NEGATIVE: '不能是负数',
  BAND_GAP: '区间没有盖住所有的数，中间或两头有空',
  BAND_OVERLAP: '区间有重叠',
  BAND_EMPTY: '区间的起点要小于终点',
  NO_GRADES: '还没有等级',
  DUPLICATE_GRADE: '等级重复',
  DUPLICATE_THRESHOLD: '两个等级的起点分数相同',
  THRESHOLDS_INCOMPLETE: '等级没有盖住所有分数，最低一级要从 0 分起',
  QUOTA_NOT_100: '各等级的比例合计要等于 100%',
  NOT_A_STAR: '评星的等级只能是 1 到 5',
  UNKNOWN_GRADE: '一票否决的等级不在等级表里',
}

interface Found {
  readonly path?: unknown
  readonly code?: unknown
}

/** Where a problem is: 第 3 个指标. */
function place(path: unknown): string {
  if (!Array.isArray(path)) return ''
  if (path[0] === 'indicators' && typeof path[1] === 'number') return `第 ${path[1] + 1} 个指标：`
  if (path[0] === 'vetoes' && typeof path[1] === 'number') return `第 ${path[1] + 1} 条否决：`
  return ''
}

/** Why a scheme is not saved. */
export function schemeWords(details: Details): string {
  const found = Array.isArray(details.problems) ? (details.problems as Found[]) : []
  const said = found.slice(0, 5).map(({ path, code }) => `${place(path)}${problems[text(code)] ?? '有一处不对'}`)
  const more = found.length > said.length ? `，等 ${found.length} 处` : ''
  return `分级方案还不能保存：${said.join('；')}${more}。请改正后再保存。`
}
