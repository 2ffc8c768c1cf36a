/** The words for a mistake in a cell of an imported workbook: row, column, value, and how to mend it. */

import { type Details, list, text } from '../../src-main/domain/said/detail-words.ts'

/** A mistake as the import lists it; `row` counts as the sheet does, from 1. */
export interface CellProblem {
  readonly row: number
  readonly column?: string
  readonly code: string
  readonly value?: unknown
  readonly level?: string
  readonly details?: Details
}

type Fault = (d: Details) => readonly [what: string, mend: string]

const faults: Record<string, Fault> = {
  NOT_A_NUMBER: () => ['不是数字', '请改成数字，例如 100 或 12.50'],
  NOT_AN_INTEGER: () => ['不是整数', '请改成没有小数的数'],
  TOO_MANY_PLACES: () => ['小数位太多', '金额最多两位小数，请改正'],
  NOT_A_DATE: () => ['不是日期', '请改成 2026-10-31 这样的日期'],
  NOT_A_MONTH: () => ['不是月份', '请改成 2026-10 或 202610'],
  NOT_ONE_OF: (d) => {
    const allowed = list(d.allowed)
    return ['不在可填的内容里', allowed.length ? `请填：${allowed.join('、')}` : '请对照模板填写']
  },
  REQUIRED: () => ['没有填', '这一列必须填，请补上'],
  UNKNOWN_OUTLET: () => ['没有这个网点', '请先导入该网点，或改正编码'],
  UNKNOWN_AGENT: () => ['没有这个代理商', '请先导入该代理商，或改正编码'],
  UNKNOWN_TYPE: () => ['没有这个类型', '请改正，或在“系统 › 业务与网点类型”里加上这个类型'],
  LONG_ID_DAMAGED: () => ['这个长号码已被表格软件改成科学计数，后几位丢了', '请把该列设为文本后从系统重新导出'],
  CELL_ERROR: () => ['单元格里是公式错误', '请在 Excel 或 WPS 里改好公式或填入数值'],
  DUPLICATE_IN_FILE: (d) => [`与第 ${text(d.firstRow)} 行重复`, '请删去其中一行'],
  DUPLICATE_IN_STORE: (d) => [
    `已经导入过${text(d.batch) ? `（第 ${text(d.batch)} 批）` : ''}`,
    '请删去，或导入时选“跳过重复行”',
  ],
  OUT_OF_RANGE: () => ['超出可填的范围', '请核对后改正'],
  NOT_TEXT: () => ['不是文字', '请改成文字'],
  TOO_LONG: (d) => [`太长${text(d.limit) ? `，最多 ${text(d.limit)} 个字` : ''}`, '请缩短'],
  AMBIGUOUS_CODE: () => ['对得上好几个网点', '请改用网点编码'],
  BAD_ACCOUNT: () => ['不像银行账号', '账号只能有数字，请核对'],
  BAD_ID_NUMBER: () => ['不像证件号码', '请核对'],
  SIGN_MISMATCH: () => ['与数量的正负不一致', '返销的数量和金额都应为负，请核对'],
  PERIOD_NOT_OF_DATE: () => ['与业务日期不在同一个月', '请核对账期'],
  PARTNER_WITHOUT_AGENT: () => ['社会渠道没有填代理商', '请补上代理商编码'],
  OWN_HAS_AGENT: () => ['自有营业厅不应有代理商', '请清空代理商编码'],
  DATES_REVERSED: () => ['失效日期早于生效日期', '请改正'],
  TOTALS_DIFFER: (d) => [`与各行相加不一致${text(d.ours) ? `，相加是 ${text(d.ours)}` : ''}`, '请核对文件是否完整'],
  PERIOD_CLOSED: () => ['所属账期已经结账', '请改到未结账的月份，或用调整更正'],
}

/** The codes that have words; a test holds them against the ingest's. */
export const knownProblems: readonly string[] = Object.keys(faults)

/** One line for one mistake: `第 128 行“金额”不是数字：壹佰。请改成数字，例如 100 或 12.50。` */
export function problemWords(problem: CellProblem): string {
  const details: Details = { ...problem.details, ...(problem as unknown as Details) }
  const [what, mend] = faults[problem.code]?.(details) ?? ['不对', '请对照模板改正']
  const value = text(problem.value)
  const where = `第 ${problem.row} 行${problem.column ? `“${problem.column}”` : ''}`
  return `${where}${what}${value ? `：${value}` : ''}。${mend}。`
}
