/** The office's words for what a grading scheme is made of, as choices of the editor and on its pages. */

import type { Method, Scheme, Source } from '../../../src-main/domain/grading/scheme.ts'

type Choices<Value extends string> = readonly { readonly value: Value; readonly label: string }[]

const choices = <Value extends string>(labels: Readonly<Record<Value, string>>): Choices<Value> =>
  (Object.entries(labels) as [Value, string][]).map(([value, label]) => ({ value, label }))

const label = (list: Choices<string>, value: string): string =>
  list.find((choice) => choice.value === value)?.label ?? value

export const categoryChoices = choices({ partner: '社会渠道', own: '自有营业厅' })
export const categoryWords = (category: string): string => label(categoryChoices, category)
export const resultChoices = choices({ grade: '分级（A、B、C）', star: '星级（1 至 5）' })
export const resultWords = (result: Scheme['result']): string => (result === 'star' ? '星级' : '分级')
export const periodChoices = choices({ month: '每月', quarter: '每季', half: '每半年', year: '每年' })
export const periodWords = (period: Scheme['period']): string => label(periodChoices, period ?? 'month')
export const groupChoices = choices({ none: '不分组', region: '按乡镇', centre: '按区域营销中心', type: '按网点类型' })
export const groupWords = (group: Scheme['groupBy']): string => label(groupChoices, group ?? 'none')
export const missingChoices = choices({ zero: '这项记 0 分', exclude: '这家不评' })
export const levelChoices = choices({ city: '市考核', county: '县考核' })

export const sourceChoices = choices<Source['kind']>({
  entries: '台账业务量',
  retention: '保有率',
  arpu: '户均收入',
  inspection: '检查表得分',
  indicator: '指标值（录入或导入）',
})

export const overChoices = choices({ mean: '取平均', sum: '加起来' })

export const methodChoices = choices<Method['kind']>({
  target: '目标值法',
  bestRatio: '比高法',
  rank: '排名法',
  band: '区间法',
  share: '占比法',
  deduct: '扣分法',
  scaled: '折算法',
})

export const betterChoices = choices({ higher: '越高越好', lower: '越低越好' })
export const gradeKindChoices = choices({ thresholds: '按总分划线', quota: '按比例排名（强制分布）' })
