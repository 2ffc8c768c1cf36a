/** What is wrong in a grading scheme, in words: at its field, and all together when it is not saved. */

import type { SchemeProblem, SchemeProblemCode } from '../grading/scheme-problems.ts'
import type { ScoreNote } from '../grading/score.ts'
import type { Details } from './detail-words.ts'

type Said = (details: SchemeProblem['details']) => string

const problems: Record<SchemeProblemCode, Said> = {
  OWN_AND_PARTNER: () => '选自有或社会，只能选一种：两种网点不放在一个方案里评',
  MISSING: () => '没有填写',
  EMPTY_LIST: () => '一个也没有选；要包括全部，请去掉这一项',
  NO_INDICATORS: () => '还没有指标，请加一个',
  DUPLICATE_INDICATOR: ({ value }) => `指标编码“${value}”重复，请改一个`,
  WEIGHTS_NOT_100: ({ level, sum }) =>
    `${level === 'city' ? '市考核' : '县考核'}指标的权重合计要等于 100，现在是 ${sum}`,
  LEVELS_NOT_1: () => '市考核和县考核的占比合计要等于 1，如 0.8 和 0.2',
  NOT_A_DECIMAL: ({ value }) => (value === '' || value === undefined ? '没有填写' : `“${value}”不是数字`),
  NOT_ABOVE_ZERO: () => '要大于零',
  NEGATIVE: () => '不能是负数',
  BAND_GAP: ({ below, from, to }) => {
    if (below !== undefined) return `不足 ${below} 没有区间，请加一档，起点空着`
    if (from === undefined) return '至少要有一档'
    return to === undefined ? `${from} 以上没有区间，请加一档，终点空着` : `${from} 至 ${to} 之间没有区间，请补上`
  },
  BAND_OVERLAP: ({ from, to }) =>
    from === undefined
      ? '与另一档重叠，请分开'
      : `与上一档重叠：从 ${from}${to === undefined ? '' : ` 到 ${to}`} 有两档`,
  BAND_EMPTY: ({ from, to }) => `起点 ${from} 要小于终点 ${to}`,
  NO_GRADES: () => '还没有等级，请加一个',
  DUPLICATE_GRADE: () => '等级重复，请改一个',
  DUPLICATE_THRESHOLD: () => '两个等级的起点分数相同，请改一个',
  THRESHOLDS_INCOMPLETE: () => '最低一级要从 0 分起，不然低分的网点没有等级',
  QUOTA_NOT_100: ({ sum }) => `各等级的比例合计要等于 100%，现在是 ${sum}%`,
  NOT_A_STAR: () => '评星的等级只能是 1 到 5',
  ABOVE_ZERO: () => '最多扣多少分要写成负数或 0',
  UNKNOWN_GRADE: () => '选等级表里有的等级',
}

/** What is wrong and what to do, without the place. */
export const schemeProblemWords = ({ code, details }: Pick<SchemeProblem, 'code' | 'details'>): string =>
  problems[code](details)

const notes: Record<ScoreNote, string> = {
  MISSING: '没有数，记 0 分',
  BEST_ZERO: '同组最好的是 0，大家都记 0 分',
  BEST_NEGATIVE: '同组最好的小于 0，都记 0 分',
  MEAN_ZERO: '同组平均是 0，记 0 分',
  TOTAL_ZERO: '同组合计是 0，记 0 分',
}

/** Why an indicator scores 0 whatever its rule says. */
export const scoreNoteWords = (note: ScoreNote): string => notes[note]

const LISTS: Readonly<Record<string, string>> = { indicators: '个指标', bonuses: '条加分', vetoes: '条否决' }

/** Where it is: 第 3 个指标：. */
export function schemeProblemPlace([list, at]: SchemeProblem['path']): string {
  const counted = LISTS[String(list)]
  return counted !== undefined && typeof at === 'number' ? `第 ${at + 1} ${counted}：` : ''
}

/** Why a scheme is not saved. */
export function schemeWords(details: Details): string {
  const found = Array.isArray(details.problems) ? (details.problems as SchemeProblem[]) : []
  const said = found.slice(0, 5).map((problem) => `${schemeProblemPlace(problem.path)}${schemeProblemWords(problem)}`)
  const more = found.length > said.length ? `，等 ${found.length} 处` : ''
  return `分级方案还不能保存：${said.join('；')}${more}。请改正后再保存。`
}
