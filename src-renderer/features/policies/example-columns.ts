/** The columns of a worked example's small tables: those of the workbooks (CONTRACT.md), the usual ones first. */

import type { PolicyExample, WorkbookRow } from '../../../src-main/domain/policy.ts'

/** One of an example's tables of ledger rows. */
export type ExampleTable = 'outlets' | 'entries' | 'subscriberMonths'

interface TableColumns {
  readonly title: string
  readonly hint: string
  /** Shown from the start. */
  readonly usual: readonly string[]
  /** Shown once a row has them or somebody asks for them. */
  readonly further: readonly string[]
}

export const exampleTables: Readonly<Record<ExampleTable, TableColumns>> = {
  outlets: {
    title: '网点',
    hint: '每个网点一行；社会网点要写代理商编码，随便取一个即可',
    usual: ['网点编码', '网点名称', '渠道类别', '网点类型', '代理商编码', '分级', '星级'],
    further: ['区域营销中心', '乡镇', '状态', '入网日期'],
  },
  entries: {
    title: '业务明细',
    hint: '几笔业务；内容完全一样的两行算重复，请写不同的用户号码或流水号',
    usual: ['业务日期', '网点编码', '业务类型', '用户号码', '数量', '金额'],
    further: ['品牌', '套餐', '账期', '用户标识', '流水号', '行序号', '冲正流水号'],
  },
  subscriberMonths: {
    title: '用户月度',
    hint: '分期和话费分成要用：当月状态、开账收入、欠费、通话分钟',
    usual: ['账期', '用户号码', '网点编码', '状态', '开账收入', '欠费', '通话分钟'],
    further: ['用户标识', '入网日期', '品牌', '套餐'],
  },
}

/** The columns to show: the usual ones, and further ones that a row has. */
export function shownColumns(table: ExampleTable, rows: readonly WorkbookRow[], asked: readonly string[]): string[] {
  const { usual, further } = exampleTables[table]
  const had = new Set(rows.flatMap((row) => Object.keys(row)))
  const known = new Set([...usual, ...further])
  return [
    ...usual,
    ...further.filter((heading) => had.has(heading) || asked.includes(heading)),
    ...[...had].filter((heading) => !known.has(heading)),
  ]
}

/**
 * Rows after pasting cells from Excel into a cell. With a first line of known headings the rows are the pasted ones, cell by
 * heading; else the cells go in from where the cursor is, and rows are added as needed. Null where the text is one cell.
 */
export function pastedInto(
  text: string,
  at: { readonly row: number; readonly column: number },
  columns: readonly string[],
  rows: readonly WorkbookRow[],
  known: readonly string[],
): WorkbookRow[] | null {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.trim()))
  if (lines.length === 1 && (lines[0]?.length ?? 0) < 2) return null
  const [headings = [], ...body] = lines
  if (headings.length > 1 && headings.every((heading) => known.includes(heading)))
    return body.map((cells) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])))
  const next = rows.map((row) => ({ ...row }))
  for (const [down, cells] of lines.entries()) {
    while (next.length <= at.row + down) next.push({})
    const row = next[at.row + down] as WorkbookRow
    for (const [right, cell] of cells.entries()) {
      const heading = columns[at.column + right]
      if (heading !== undefined) row[heading] = cell
    }
  }
  return next
}

/** The example without empty cells and empty rows, as it is saved. */
export function tidyExample(example: PolicyExample): PolicyExample {
  const tidy = (rows: readonly WorkbookRow[] | undefined) =>
    (rows ?? [])
      .map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => String(cell ?? '').trim() !== '')))
      .filter((row) => Object.keys(row).length > 0)
  const { entries, subscriberMonths, outlets, lines, ...head } = example
  const [kept, months] = [tidy(entries), tidy(subscriberMonths)]
  return {
    ...head,
    outlets: tidy(outlets),
    ...(kept.length > 0 ? { entries: kept } : {}),
    ...(months.length > 0 ? { subscriberMonths: months } : {}),
    lines: lines.filter(({ outlet, clause, amount }) => outlet !== '' || clause !== '' || amount !== ''),
  }
}

/** What keeps an example from being calculated, in words; undefined when nothing does. */
export function exampleFault(example: PolicyExample, clauses: readonly string[]): string | undefined {
  const { title, outlets, lines } = tidyExample(example)
  if (title.trim() === '') return '请给算例起个名字'
  if (outlets.length === 0) return '至少要有一个网点'
  if (lines.length === 0) return '请写出应得的金额，一行一个网点的一个条款'
  const codes = new Set(outlets.map((row) => String(row.网点编码 ?? '')))
  for (const [at, line] of lines.entries()) {
    const where = `应得第 ${at + 1} 行`
    if (!codes.has(line.outlet)) return `${where}：上面没有网点“${line.outlet}”`
    if (!clauses.includes(line.clause)) return `${where}：没有条款“${line.clause}”`
    if (!/^-?\d+(\.\d{1,2})?$/.test(line.amount)) return `${where}：请填金额`
  }
  return undefined
}

/** A first example for a policy: one outlet, one entry, one expected amount to fill in. */
export function blankExample(number: number, period: PolicyExample['period'], clause: string): PolicyExample {
  return {
    title: `算例 ${number}`,
    period,
    outlets: [
      {
        网点编码: 'W1',
        网点名称: '甲店',
        渠道类别: '社会',
        网点类型: '指定专营店',
        代理商编码: 'D1',
        分级: '',
        星级: '',
      },
    ],
    entries: [
      { 业务日期: `${period}-05`, 网点编码: 'W1', 业务类型: '放号', 用户号码: '13900000001', 数量: '1', 金额: '' },
    ],
    lines: [{ outlet: 'W1', clause, amount: '' }],
  }
}
