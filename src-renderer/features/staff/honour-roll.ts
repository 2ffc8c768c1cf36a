/** 光荣榜: the confirmed star staff of a quarter, printed for the wall. */

import type { client } from '../../api/client.ts'
import { escapeHtml } from '../../ui/printing.ts'
import { quarterWords, rulesWords } from './star-words.ts'

type Round = Awaited<ReturnType<typeof client.staff.rounds.query>>[number]

export const honourStyle = `
  h1 { font-size: 26pt; margin: 12mm 0 2mm; letter-spacing: 4mm } .quarter { text-align: center; font-size: 15pt; margin-bottom: 10mm }
  table { font-size: 14pt } td, th { padding: 3mm 2mm; text-align: center } .names td:nth-child(2) { font-size: 18pt; font-weight: 600 }
  .end { margin-top: 14mm; text-align: right; font-size: 13pt } .sign { margin-top: 10mm; display: flex; justify-content: space-between }`

export function honourRoll(round: Round, county: string, today: string): string {
  const rows = round.ranking
    .filter(({ star }) => star)
    .map(
      ({ rank, tied, name, outletName, post, score }) =>
        `<tr class="names"><td>${rank}${tied ? '（并列）' : ''}</td><td>${escapeHtml(name)}</td><td>${escapeHtml(outletName ?? '')}</td><td>${escapeHtml(post ?? '')}</td><td>${escapeHtml(score ?? '')}</td></tr>`,
    )
    .join('')
  return `<h1>光荣榜</h1><p class="quarter">${escapeHtml(quarterWords(round.quarter))}明星店员</p>
<table><thead><tr><th>名次</th><th>姓名</th><th>营业厅</th><th>岗位</th><th>季度得分</th></tr></thead><tbody>${rows}</tbody></table>
<p style="margin-top:6mm">评选办法：${escapeHtml(rulesWords(round.rules))}。</p>
<p class="end">${escapeHtml(county)}<br>${escapeHtml(today)}</p>
<p class="sign"><span>制表：${escapeHtml(round.user)}</span><span>审核：${escapeHtml(round.confirmedBy ?? '')}</span><span>负责人：　　　　　　</span></p>`
}
