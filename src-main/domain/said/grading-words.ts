/** The words of gradings: stages, the public notice, why a score is what it is. */
import type { GradingStatus } from '../grading/stages.ts'
import { chineseDate, chineseMonth, type IsoDate, type Month } from '../month.ts'

export const STATUS_WORDS: Readonly<Record<GradingStatus, string>> = {
  scored: '已打分，待复核',
  reviewed: '已复核',
  published: '已发布',
  notice: '公示中',
  final: '已定稿',
  withdrawn: '已作废',
}

export const gradingStateWords = (state: unknown): string => STATUS_WORDS[state as GradingStatus] ?? ''

/** 2026年7月至9月; 2026年10月. */
export function spanWords([first, last]: readonly [Month, Month]): string {
  if (first === last) return chineseMonth(first)
  const sameYear = first.slice(0, 4) === last.slice(0, 4)
  return `${chineseMonth(first)}至${sameYear ? `${Number(last.slice(5))}月` : chineseMonth(last)}`
}

/** What the public notice says above its table. */
export function noticeText(given: {
  readonly title: string
  readonly months: readonly [Month, Month]
  readonly result: 'grade' | 'star'
  readonly noticeTo: IsoDate
}): string {
  const what = given.result === 'star' ? '星级' : '分级'
  return `按照“${given.title}”，${spanWords(given.months)}的网点${what}评定结果公示如下。如有异议，请在${chineseDate(given.noticeTo)}前（含当日）向业务部书面提出，逾期不再受理。`
}
