/** The month in a file's name, for rows that give none: 业务明细202610.xlsx, 2026年10月汇总.xls, 日报-2026-10-31.csv. */

import { readMonth } from './read-date.ts'

const monthIn = /(?<!\d)(20\d\d)[-._年]?(0[1-9]|1[0-2]|[1-9](?=月))(?:月|(?!\d)|(?=[0-3]\d(?!\d)))/

/** yyyymm; null where the name has no month. */
export function monthInName(name: string): number | null {
  const match = monthIn.exec(name)
  if (match === null) return null
  const month = readMonth(`${match[1]}-${match[2]}`)
  return 'value' in month ? (month.value as number | null) : null
}
