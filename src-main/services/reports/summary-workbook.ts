/** 酬金汇总表 as a workbook: real numbers, every policy in its own column, one sheet by outlet and one by agent. */
import { fen } from '../../domain/money.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Sheet, SheetColumn, SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { MonthHead } from './month-books.ts'
import { closingLines, sheetTitle } from './sheet-heading.ts'
import { NOBODY, PAID, SUMMARY_TITLE, type Summary, type Sums } from './summary.ts'

/** The summary as sheets with real numbers, every policy in its own column: one by outlet, one by agent. */
export function summarySheets(summary: Summary, head: MonthHead): Sheet[] {
  const money = (heading: string): SheetColumn => ({ heading, type: 'money', sum: true })
  const policies = summary.policies.map(({ title }) => money(title))
  const sums = (of: Sums): SheetRow => [
    ...summary.policies.map(({ code }) => of.policies.get(code) ?? 0),
    of.adjustments,
    of.gross,
    of.fund,
  ]
  const outletRows = function* (): Generator<SheetRow> {
    for (const { payment, outlets } of summary.agents)
      for (const outlet of outlets)
        yield [payment?.agent ?? null, payment?.name ?? null, outlet.outlet, outlet.name, ...sums(outlet)]
  }
  const agentRows = function* (): Generator<SheetRow> {
    for (const agent of summary.agents) {
      const { payment, outlets } = agent
      const paid = PAID.map(({ pick }) => (agent.paid ? fen(pick(agent.paid)) : null))
      yield [payment?.agent ?? null, payment?.name ?? NOBODY, outlets.length, ...sums(agent), ...paid]
    }
  }
  const title = sheetTitle(head, SUMMARY_TITLE)
  const middle = [...policies, money('调整'), money('酬金合计'), money('基金缴存')]
  return [
    {
      name: '按网点',
      title: `${title}　按网点`,
      columns: [
        { heading: '代理商编码', type: 'text', width: 14 },
        { heading: '代理商名称', type: 'text', width: 32 },
        { heading: '网点编码', type: 'text', width: 14 },
        { heading: '网点名称', type: 'text', width: 32 },
        ...middle,
      ],
      rows: outletRows(),
      totals: '合计',
      closing: [[`酬金合计大写：${amountInWords(summary.total.gross)}`], ...closingLines(head)],
    },
    {
      name: '按代理商',
      title: `${title}　按代理商`,
      columns: [
        { heading: '代理商编码', type: 'text', width: 14 },
        { heading: '代理商名称', type: 'text', width: 32 },
        { heading: '网点数', type: 'integer', sum: true },
        ...middle,
        money('代扣个人所得税'),
        money('上月结转'),
        money('应付金额'),
        money('结转下月'),
      ],
      rows: agentRows(),
      totals: '合计',
      closing: [[`应付合计大写：${amountInWords(summary.payable)}`], ...closingLines(head)],
    },
  ]
}
