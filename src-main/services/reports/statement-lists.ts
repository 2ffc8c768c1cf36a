/** 酬金结算单 of many outlets as lists: one row per outlet, one per line, one per adjustment. */
import { fen } from '../../domain/money.ts'
import type { Sheet, SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { MonthHead } from './month-books.ts'
import { closingLines, sheetTitle } from './sheet-heading.ts'
import { STATEMENT_TITLE } from './statement-pages.ts'
import type { OutletSheet } from './statement-sheet.ts'
import type { AgentStatements } from './statement-workbook.ts'

/** Three sheets: 结算单, 明细, 调整. */
export function statementSheets(head: MonthHead, statements: readonly AgentStatements[]): Sheet[] {
  const title = sheetTitle(head, STATEMENT_TITLE)
  const outlets = statements.flatMap((each) => each.outlets)
  const key = ({ agent, outlet, name }: OutletSheet) => [agent?.code ?? null, agent?.name ?? null, outlet, name]
  const named = [
    { heading: '代理商编码', type: 'text', width: 14 },
    { heading: '代理商名称', type: 'text', width: 30 },
    { heading: '网点编码', type: 'text', width: 14 },
    { heading: '网点名称', type: 'text', width: 30 },
  ] as const
  function* outletRows(): Generator<SheetRow> {
    for (const sheet of outlets)
      yield [...key(sheet), fen(sheet.gross), fen(sheet.fund.contributed), fen(sheet.fund.matched), sheet.inWords]
  }
  function* lineRows(): Generator<SheetRow> {
    for (const sheet of outlets)
      for (const line of sheet.lines)
        yield [...key(sheet), line.policy, line.title, line.measure, line.how, fen(line.amount)]
  }
  function* adjustmentRows(): Generator<SheetRow> {
    for (const sheet of outlets)
      for (const { title, how, amount } of sheet.adjustments) yield [...key(sheet), title, how, fen(amount)]
  }
  return [
    {
      name: '结算单',
      title,
      columns: [
        ...named,
        { heading: '酬金合计', type: 'money', sum: true },
        { heading: '基金缴存', type: 'money', sum: true },
        { heading: '公司匹配', type: 'money', sum: true },
        { heading: '酬金合计大写', type: 'text', width: 44 },
      ],
      rows: outletRows(),
      totals: '合计',
      closing: closingLines(head),
    },
    {
      name: '明细',
      title: `${title}　明细`,
      columns: [
        ...named,
        { heading: '政策', type: 'text', width: 32 },
        { heading: '条款', type: 'text', width: 24 },
        { heading: '计量', type: 'text', width: 14 },
        { heading: '计算过程', type: 'text', width: 60 },
        { heading: '金额', type: 'money', sum: true },
      ],
      rows: lineRows(),
      totals: '合计',
    },
    {
      name: '调整',
      title: `${title}　调整`,
      columns: [
        ...named,
        { heading: '种类', type: 'text', width: 12 },
        { heading: '原因', type: 'text', width: 60 },
        { heading: '金额', type: 'money', sum: true },
      ],
      rows: adjustmentRows(),
      totals: '合计',
    },
  ]
}
