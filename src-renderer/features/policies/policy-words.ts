/** The office's words for what a policy speaks of, as choices of the editor and on its pages. */

import type { Policy } from '../../../src-main/domain/policy.ts'

type Choices<Value extends string> = readonly { readonly value: Value; readonly label: string }[]

const choices = <Value extends string>(labels: Readonly<Record<Value, string>>): Choices<Value> =>
  (Object.entries(labels) as [Value, string][]).map(([value, label]) => ({ value, label }))

const label = (list: Choices<string>, value: string): string =>
  list.find((choice) => choice.value === value)?.label ?? value

export const originChoices = choices({ province: '省公司', city: '市公司', county: '县分公司' })
export const originWords = (origin: string): string => label(originChoices, origin)

export const policyKindChoices = choices({ basic: '基本酬金', campaign: '阶段性激励' })
export const policyKindWords = (kind: string): string => label(policyKindChoices, kind)

export const clauseKindChoices = choices({
  volume: '按业务量',
  instalment: '分期酬金',
  residual: '话费分成',
  fixed: '补贴',
})
export const clauseKindWords = (kind: string): string => label(clauseKindChoices, kind)

export const measureChoices = choices({
  count: '笔数（返销减一）',
  quantity: '数量',
  amount: '金额',
  subscribers: '用户数',
})

export const accumulateChoices = choices({ month: '按月', quarter: '按季累计', year: '按年累计' })

export const payChoices = choices({
  perUnit: '每笔定额',
  percent: '按金额比例',
  tier: '阶梯',
  bonus: '达量奖励',
})

export const tierModeChoices = choices({ flat: '全额：全部按所达档次', step: '超额：每一段按各自档次' })

export const tierUnitChoices = choices({ perUnit: '每笔（元）', percent: '金额比例（%）' })

export const factorChoices = choices({ grade: '分级系数', star: '星级系数', assessment: '考核系数' })

/** 2026年1月起 or 2026年9月至10月. */
export function monthsWords(from: string, to: string | null | undefined): string {
  const said = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
  if (!to) return `${said(from)}起`
  if (from === to) return said(from)
  return `${said(from)}至${to.slice(0, 4) === from.slice(0, 4) ? said(to).slice(5) : said(to)}`
}

/** What approving is called and what it means: for a document from above, that somebody held the configuration against it. */
export function approveWords({ origin = 'county', documentNumber }: Pick<Policy, 'origin' | 'documentNumber'>): {
  readonly label: string
  readonly meaning: string
} {
  if (origin === 'county') return { label: '批准', meaning: '这是本县自己的政策：批准就是同意照这些条款付酬金。' }
  const paper = documentNumber ? `“${documentNumber}”` : '的文件'
  return {
    label: '核对无误，批准',
    meaning: `这是${originWords(origin)}的政策：批准表示您已对照${documentNumber ? `文件${paper}` : `${originWords(origin)}${paper}`}逐条核对，配置与文件一致。`,
  }
}
