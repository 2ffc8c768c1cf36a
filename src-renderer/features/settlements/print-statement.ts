/** An outlet's statement on paper straight from the screen: same order, words and rounding; unclosed months say so. */

import { lineSentence } from '../../../src-main/domain/line-sentence.ts'
import { monthWords } from '../../api/terms.ts'
import { moneyText } from '../../ui/figures.ts'
import { escapeHtml, printHtml } from '../../ui/printing.ts'
import { adjustmentKindWords } from './settlement-words.ts'
import type { Settlement, Statement } from './shapes.ts'

/** The page as HTML. */
export function statementHtml(
  statement: Statement,
  state: Pick<Settlement, 'status' | 'calculatedBy' | 'reviewedBy'>,
): string {
  const closed = state.status === 'closed' || state.status === 'paid'
  const row = (cells: readonly string[]) =>
    `<tr>${cells.map((cell, at) => `<td${at === cells.length - 1 ? ' class="figure"' : ''}>${escapeHtml(cell)}</td>`).join('')}</tr>`
  const lines = statement.lines.map((line) => row([line.clauseTitle, lineSentence(line), moneyText(line.amount)]))
  const adjustments = statement.adjustments.map((one) =>
    row([`调整：${adjustmentKindWords(one.kind)}`, one.reason, moneyText(one.amount)]),
  )
  const total = (label: string, amount: string) =>
    `<tr class="sums"><td colspan="2">${escapeHtml(label)}</td><td class="figure">${moneyText(amount)}</td></tr>`
  return [
    `<h1>酬金结算单${closed ? '' : '（试算，未结账）'}</h1>`,
    `<p>${monthWords(statement.period)}　网点：${escapeHtml(statement.name)}（${escapeHtml(statement.outlet)}）　代理商：${escapeHtml(statement.agent ?? '—')}</p>`,
    '<table><thead><tr><th>项目</th><th>计算</th><th class="figure">金额（元）</th></tr></thead><tbody>',
    ...lines,
    ...adjustments,
    total('酬金合计', statement.gross),
    total('其中：业务发展基金缴存', statement.fund.contributed),
    '</tbody></table>',
    `<p>大写：${escapeHtml(statement.inWords)}</p>`,
    `<p>制表：${escapeHtml(state.calculatedBy ?? '')}　　审核：${escapeHtml(state.reviewedBy ?? '')}　　负责人：　　　　　　代理商签字（盖章）：</p>`,
  ].join('')
}

/** Opens the print dialog on the statement. */
export function printStatement(statement: Statement, state: Settlement): void {
  printHtml(`酬金结算单 ${statement.name} ${monthWords(statement.period)}`, statementHtml(statement, state))
}
