/** 申诉答复函: the outcome of a dispute as a letter to the agent. */

import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { moneyText } from '../../ui/figures.ts'
import { escapeHtml } from '../../ui/printing.ts'
import type { Dispute } from './dispute-words.ts'

export function answerLetter(one: Dispute, county: string, today: string): string {
  const rows: [string, string][] = [
    ['账期', monthWords(one.period)],
    ['网点', `${one.name}（${one.outlet}）`],
    ['申诉事项', one.about],
    ['要求金额', one.claimed === null ? '未写明' : `${moneyText(one.claimed)} 元`],
    ['申诉理由', one.text],
    ['提出人', `${one.raisedBy}，${one.raisedOn}`],
  ]
  const outcome =
    one.state === 'adjusted' && one.adjustment
      ? `经核实，同意调整 ${moneyText(one.adjustment.amount)} 元，计入${monthWords(one.adjustment.period)}酬金结算单。${one.answer ?? ''}`
      : (one.answer ?? '')
  const table = rows
    .map(([label, text]) => `<tr><th style="width:26mm">${label}</th><td>${escapeHtml(text)}</td></tr>`)
    .join('')
  return `<h1>申诉答复函</h1>
<p>编号：${one.id}</p>
<p>${escapeHtml(one.agentName ?? one.name)}：</p>
<p style="text-indent:2em">你方对${monthWords(one.period)}酬金结算单提出的申诉，现答复如下。</p>
<table>${table}<tr><th>处理结果</th><td>${escapeHtml(outcome)}</td></tr></table>
<p style="margin-top:12mm;text-align:right">${escapeHtml(county)}<br>${escapeHtml(today)}</p>
<p class="signatures"><span>经办：${escapeHtml(one.owner)}</span><span>审核：${escapeHtml(one.decidedBy ?? '')}</span><span>签收：</span></p>`
}
