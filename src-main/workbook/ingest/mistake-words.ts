/** What is wrong with a cell, in the words of the error workbook that goes back to whoever made the file. */

import type { Problem, ProblemCode } from './request.ts'

type Words = (details: Readonly<Record<string, unknown>>) => string

const listed = (value: unknown): string => (Array.isArray(value) ? value.map(String).join('、') : '')

const meant = (similar: unknown): string => (listed(similar) === '' ? '' : `，是不是 ${listed(similar)}`)

const words: Readonly<Record<ProblemCode, Words>> = {
  REQUIRED: () => '必须填写',
  NOT_A_NUMBER: () => '不是数字',
  NOT_AN_INTEGER: () => '不是整数',
  TOO_MANY_PLACES: ({ places }) => `小数最多 ${places ?? 2} 位`,
  OUT_OF_RANGE: () => '超出可填的范围',
  NOT_A_DATE: () => '不是日期，请写成 2026-10-31',
  NOT_A_MONTH: () => '不是月份，请写成 2026-10',
  NOT_ONE_OF: ({ allowed }) => `请填：${listed(allowed)}`,
  NOT_TEXT: () => '被表格软件改成了日期或小数，请按文本重填',
  TOO_LONG: ({ limit }) => `太长，最多 ${limit} 个字`,
  LONG_ID_DAMAGED: () => '长号码被表格软件改成了数值，末几位已丢失，请按文本重填',
  CELL_ERROR: () => '单元格是公式错误',
  UNKNOWN_OUTLET: ({ notOn, similar }) =>
    notOn === undefined ? `没有这个网点${meant(similar)}` : '这个编码在业务日期不属于任何网点',
  UNKNOWN_AGENT: ({ similar }) => `没有这个代理商${meant(similar)}`,
  UNKNOWN_TYPE: () => '没有这个类型',
  AMBIGUOUS_CODE: () => '对得上不止一个网点，请改用网点编码',
  DUPLICATE_IN_FILE: ({ firstRow, firstFile }) =>
    `与${firstFile === undefined ? '' : `《${firstFile}》`}第 ${firstRow} 行重复`,
  TOTALS_DIFFER: () => '与各行相加不一致',
  SIGN_MISMATCH: () => '与数量的正负不一致',
  PERIOD_NOT_OF_DATE: () => '与业务日期不在同一个月',
  OWN_HAS_AGENT: () => '自有营业厅不应有代理商',
  PARTNER_WITHOUT_AGENT: () => '社会渠道没有填代理商',
  DATES_REVERSED: () => '失效日期早于生效日期',
  BAD_ACCOUNT: () => '不像银行账号',
  BAD_ID_NUMBER: () => '身份证号不对',
}

/** `“金额”不是数字`, without row and value, which stand beside it. Codes from elsewhere (the store's) may bring their own words. */
export function mistakeWords(
  problem: Pick<Problem, 'column' | 'details' | 'level'> & { readonly code: string },
): string {
  const said = (words as Readonly<Record<string, Words>>)[problem.code]?.(problem.details ?? {}) ?? otherWords(problem)
  const heading = problem.column === '' ? '' : `“${problem.column}”`
  return `${heading}${said}${problem.level === 'warning' ? '（提醒）' : ''}`
}

function otherWords({
  code,
  details,
}: {
  readonly code: string
  readonly details?: Readonly<Record<string, unknown>>
}): string {
  if (code === 'DUPLICATE_IN_STORE') return '已经导入过'
  if (code === 'PERIOD_CLOSED') return '所属账期已经结账'
  return typeof details?.words === 'string' ? details.words : '有误'
}
