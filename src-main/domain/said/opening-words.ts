/** The words of going live (期初): its control sums, and what is wrong with rows that were brought in. */

import { type Details, number } from './detail-words.ts'

/** The control sums in the order in which screens ask for them. */
export const openingControls = [
  { name: 'paid', label: '期初已付金额', kind: 'openingPaid' },
  { name: 'fundOwn', label: '期初基金自缴金额', kind: 'openingFund' },
  { name: 'fundMatched', label: '期初基金匹配金额', kind: 'openingFund' },
  { name: 'carried', label: '期初结转金额', kind: 'openingCarried' },
  { name: 'deposits', label: '期初保证金金额', kind: 'openingDeposits' },
] as const

const problems: Record<string, string> = {
  NOT_BEFORE_START: '账期不在启用账期之前。改正账期，或从文件里删去这一行。',
  UNKNOWN_CLAUSE: '没有这个政策的分期或分成条款，或政策还没有审批。请先录入并审批当时的政策。',
  NO_ACTIVATION: '台账里找不到该用户在这个网点的入网。请先导入那个月的业务明细，或改正网点。',
  LEFT_BEFORE_START: '用户在启用前已经冲正或拆机，这一行不再计入扣回。',
  NOTHING_BROUGHT: '还没有导入任何历史台账或期初数据。',
}

/** What is wrong with a row, and what to do. */
export const openingProblemWords = (code: string): string => problems[code] ?? '这一行对不上'

/** Why an opening cannot be asked for or confirmed. */
export function openingWords(details: Details): string {
  const differing = Array.isArray(details.controls)
    ? (details.controls as { name: string; theirs: string; ours: string }[])
    : []
  const sums = differing.map(({ name, theirs, ours }) => {
    const label = openingControls.find((control) => control.name === name)?.label ?? name
    return `${label}：填的控制数 ${theirs} 元，导入的合计 ${ours} 元`
  })
  const rows = number(details.errors) > 0 ? [`有 ${number(details.errors)} 行期初数据对不上，请看核对结果`] : []
  return `期初还不能提交。${[...rows, ...sums].join('；')}。请改正后再提交。`
}
