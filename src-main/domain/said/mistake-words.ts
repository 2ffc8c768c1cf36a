/** What is wrong with a cell of an imported workbook, and how to mend it: on the screen, in lists, in the error workbook. */

import { type Details, list, text } from './detail-words.ts'

/** A mistake as the import lists it; `row` counts as the sheet does, from 1. */
export interface CellProblem {
  readonly row: number
  readonly column?: string
  readonly code: string
  readonly value?: unknown
  readonly level?: string
  readonly details?: Details
}

interface Fault {
  /** What is wrong. */
  readonly what: string
  /** What to do about it. */
  readonly mend: string
  /** In a note of one line, where `what` alone does not help. */
  readonly brief?: string
}

type Words = (details: Details) => Fault

const meant = (d: Details): string => {
  const similar = list(d.similar)
  return similar.length === 0 ? '' : `，是不是 ${similar.join('、')}`
}

const limit = (d: Details): string => (text(d.limit) ? `，最多 ${text(d.limit)} 个字` : '')

const faults: Record<string, Words> = {
  REQUIRED: () => ({ what: '没有填', mend: '这一列必须填，请补上', brief: '必须填写' }),
  NOT_A_NUMBER: () => ({ what: '不是数字', mend: '请改成数字，例如 100 或 12.50' }),
  NOT_AN_INTEGER: () => ({ what: '不是整数', mend: '请改成没有小数的数' }),
  TOO_MANY_PLACES: (d) => ({ what: `小数最多 ${text(d.places) || '2'} 位`, mend: '请改正' }),
  OUT_OF_RANGE: () => ({ what: '超出可填的范围', mend: '请核对后改正' }),
  NOT_A_DATE: () => ({
    what: '不是日期',
    mend: '请改成 2026-10-31 这样的日期',
    brief: '不是日期，请写成 2026-10-31',
  }),
  NOT_A_MONTH: () => ({ what: '不是月份', mend: '请改成 2026-10 或 202610', brief: '不是月份，请写成 2026-10' }),
  NOT_ONE_OF: (d) => {
    const allowed = list(d.allowed)
    if (allowed.length === 0) return { what: '不在可填的内容里', mend: '请对照模板填写' }
    const fill = `请填：${allowed.join('、')}`
    return { what: '不在可填的内容里', mend: fill, brief: fill }
  },
  NOT_TEXT: () => ({
    what: '被表格软件改成了日期或小数',
    mend: '请按文本重填',
    brief: '被表格软件改成了日期或小数，请按文本重填',
  }),
  TOO_LONG: (d) => ({ what: `太长${limit(d)}`, mend: '请缩短' }),
  LONG_ID_DAMAGED: () => ({
    what: '这个长号码被表格软件改成了数值，末几位已丢失',
    mend: '请把该列设为文本后从系统重新导出，或按文本重填',
    brief: '长号码被表格软件改成了数值，末几位已丢失，请按文本重填',
  }),
  CELL_ERROR: () => ({ what: '单元格里是公式错误', mend: '请改好公式或填入数值' }),
  UNKNOWN_OUTLET: (d) =>
    d.notOn === undefined
      ? { what: `没有这个网点${meant(d)}`, mend: '请先导入该网点，或改正编码' }
      : { what: '这个编码在业务日期不属于任何网点', mend: '请核对编码的生效日期，或改用网点编码' },
  UNKNOWN_AGENT: (d) => ({ what: `没有这个代理商${meant(d)}`, mend: '请先导入该代理商，或改正编码' }),
  UNKNOWN_TYPE: () => ({
    what: '没有这个类型',
    mend: '请改正，或在“系统 › 业务与网点类型”里加上这个类型',
  }),
  AMBIGUOUS_CODE: () => ({
    what: '对得上不止一个网点',
    mend: '请改用网点编码',
    brief: '对得上不止一个网点，请改用网点编码',
  }),
  DUPLICATE_IN_FILE: (d) => ({
    what: `与${text(d.firstFile) ? `《${text(d.firstFile)}》` : ''}第 ${text(d.firstRow)} 行重复`,
    mend: '请删去其中一行，或选重复的行怎么办',
  }),
  DUPLICATE_IN_STORE: (d) => ({
    what: `已经导入过${text(d.batch) ? `（第 ${text(d.batch)} 批）` : ''}`,
    mend: '请删去，或选重复的行怎么办',
  }),
  PERIOD_CLOSED: () => ({ what: '所属账期已经结账', mend: '请改到未结账的月份，或用调整更正' }),
  TOTALS_DIFFER: (d) => ({
    what: `与各行相加不一致${text(d.sum) ? `，相加是 ${text(d.sum)}` : ''}`,
    mend: '请核对文件是否完整',
  }),
  SIGN_MISMATCH: () => ({ what: '与数量的正负不一致', mend: '返销的数量和金额都应为负，请核对' }),
  PERIOD_NOT_OF_DATE: () => ({ what: '与业务日期不在同一个月', mend: '请核对账期' }),
  REGION_CLOSED: (d) => ({
    what: `这个区域${text(d.from) ? `从 ${text(d.from)} 起` : ''}已经撤销`,
    mend: '请改成现在的区域，或先在“渠道 › 区域”恢复它',
  }),
  MANAGER_LEFT: (d) => ({
    what: `这个渠道经理${text(d.to) ? `只到 ${text(d.to)}，` : ''}已经离岗`,
    mend: '请改成接手的渠道经理，或先在“渠道 › 渠道经理”转移他的网点',
  }),
  OWN_HAS_AGENT: () => ({ what: '自有营业厅不应有代理商', mend: '请清空代理商编码' }),
  PARTNER_WITHOUT_AGENT: () => ({ what: '社会渠道没有填代理商', mend: '请补上代理商编码' }),
  DATES_REVERSED: () => ({ what: '失效日期早于生效日期', mend: '请改正' }),
  BAD_ACCOUNT: () => ({ what: '不像银行账号', mend: '位数太少，请核对' }),
  ACCOUNT_SIGNS: () => ({ what: '账号里有字母或别的字', mend: '账号只能是数字，请改正', brief: '账号只能是数字' }),
  BAD_PHONE: () => ({ what: '不是电话号码', mend: '只能是数字、横线、分机的“转”，请改正；姓名请写到负责人或备注里' }),
  BAD_MNEMONIC: () => ({ what: '不是字母和数字', mend: '助记码只能用字母和数字，请改正' }),
  CODE_CHANGED: (d) =>
    text(d.same)
      ? {
          what: `像是改了编码：同名同号的已经登记为 ${text(d.same)}`,
          mend: '是同一家就改回原编码，新编码登记到它的识别码里；不是同一家请先核对名称和号码',
        }
      : {
          what: `与登记的编码只差大小写、全半角或前面的 0：${list(d.similar).join('、')}`,
          mend: '是同一家就改成登记的写法；编码列请设为文本，免得丢掉前面的 0',
        },
  CODE_OF_ANOTHER: (d) => ({
    what: `是网点 ${text(d.outlet)} 的识别码`,
    mend: '请核对是哪个网点；换了主人的码先给原来的填上失效日期',
  }),
  BAD_ID_NUMBER: () => ({ what: '身份证号不对', mend: '请核对' }),
}

/** The codes that have words; a test holds them against the ingest's. */
export const knownProblems: readonly string[] = Object.keys(faults)

function faultOf({ code, details = {} }: Pick<CellProblem, 'code' | 'details'>): Fault {
  return faults[code]?.(details) ?? { what: text(details.words) || '不对', mend: '请对照模板改正' }
}

/** `“金额”不是数字`: one line for a note or a column beside row and value; warnings say that they are one. */
export function mistakeWords(problem: Pick<CellProblem, 'code' | 'column' | 'details' | 'level'>): string {
  const { what, brief } = faultOf(problem)
  return `${problem.column ? `“${problem.column}”` : ''}${brief ?? what}${problem.level === 'warning' ? '（提醒）' : ''}`
}

/** What is wrong and how to mend it, without the place: `不是数字。请改成数字，例如 100 或 12.50。` */
export function mendWords(problem: Pick<CellProblem, 'code' | 'details'>): string {
  const { what, mend } = faultOf(problem)
  return `${what}。${mend}。`
}

/** What is wrong, for a choice among kinds of mistakes: `不是数字`. */
export const faultWords = (code: string): string =>
  code === 'DUPLICATE_IN_FILE' ? '文件里重复' : faultOf({ code }).what

/** One sentence for one mistake: `第 128 行“金额”不是数字：壹佰。请改成数字，例如 100 或 12.50。` */
export function problemWords(problem: CellProblem): string {
  const { what, mend } = faultOf(problem)
  const value = text(problem.value)
  const where = `第 ${problem.row} 行${problem.column ? `“${problem.column}”` : ''}`
  return `${where}${what}${value ? `：${value}` : ''}。${mend}。`
}
