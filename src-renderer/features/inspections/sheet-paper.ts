/** An inspection sheet on A4: blank for the visit, or filled for signature. */

import {
  type FilledSheet,
  type InspectionTemplate,
  itemsOf,
  NOT_APPLICABLE,
} from '../../../src-main/domain/inspection.ts'
import type { client } from '../../api/client.ts'
import { escapeHtml } from '../../ui/printing.ts'

type Sheet = Awaited<ReturnType<typeof client.inspections.get.query>>

export const sheetStyle = `
  .group td { background: #f3f3f3; font-weight: 600 } .items td { height: 7mm; vertical-align: middle }
  .facts { display: flex; flex-wrap: wrap; gap: 1mm 8mm; margin: 2mm 0 } .blank { display: inline-block; min-width: 34mm; border-bottom: 0.2mm solid #000 }
  .total { margin-top: 3mm; font-weight: 600 } .sign { display: flex; justify-content: space-between; margin-top: 10mm; break-inside: avoid }
  .sign span { min-width: 52mm } .remark { min-height: 16mm; border: 0.2mm solid #888; padding: 1mm 2mm; margin-top: 3mm; break-inside: avoid; white-space: pre-wrap }`

const gap = '<span class="blank">　</span>'

/** The sheet with lines to write on where nothing is filled in. */
export function sheetPaper(
  template: InspectionTemplate,
  county: string,
  sheet?: Sheet,
  shown: { readonly score: string; readonly filled: FilledSheet } | undefined = sheet && {
    score: sheet.score,
    filled: sheet.sheet,
  },
): string {
  const marks = shown?.filled.marks ?? itemsOf(template).map(() => ({ mark: null, remark: undefined }))
  const fact = (label: string, text: string | undefined) =>
    `<span>${label}：${text === undefined ? gap : escapeHtml(text)}</span>`
  let at = 0
  const rows = template.groups
    .map(({ title, items }) => {
      const body = items
        .map((item) => {
          const { mark, remark } = marks[at++] ?? { mark: null, remark: undefined }
          const said = mark === NOT_APPLICABLE ? '不适用' : (mark ?? '')
          return `<tr class="items"><td class="figure">${at}</td><td>${escapeHtml(item.title)}</td><td>${escapeHtml(item.evidence ?? '')}</td><td class="figure">${escapeHtml(item.full)}</td><td class="figure">${escapeHtml(said)}</td><td>${escapeHtml(remark ?? '')}</td></tr>`
        })
        .join('')
      return `<tr class="group"><td colspan="6">${escapeHtml(title)}</td></tr>${body}`
    })
    .join('')
  const deductions = template.deductions
    .map((one, index) => {
      const times = shown ? String(shown.filled.occurrences[index] ?? 0) : ''
      const rule = `每次扣 ${one.each} 分${one.most ? `，最多扣 ${one.most} 分` : ''}`
      return `<tr class="items"><td></td><td>${escapeHtml(one.title)}</td><td>${escapeHtml(rule)}</td><td></td><td class="figure">${times ? `${times} 次` : ''}</td><td></td></tr>`
    })
    .join('')
  const scale = template.scale ? `全部满分折算成 ${escapeHtml(template.scale)} 分。` : ''
  const state =
    sheet?.state === 'withdrawn' ? '（已撤回，不算数）' : sheet?.state === 'draft' ? '（草稿，还没有提交）' : ''
  return `<h1>${escapeHtml(template.title)}</h1>
<p style="text-align:center">${escapeHtml(county)}${sheet ? `　编号 ${sheet.id}${state}` : ''}</p>
<div class="facts">${fact('网点', sheet ? `${sheet.name}（${sheet.outlet}）` : undefined)}${fact('检查日期', sheet?.date)}${fact('检查人', sheet?.inspector)}</div>
<table><thead><tr><th style="width:7mm">序</th><th>检查项目</th><th style="width:40mm">以什么为凭</th><th class="figure" style="width:12mm">满分</th><th class="figure" style="width:16mm">得分</th><th style="width:32mm">说明</th></tr></thead><tbody>${rows}${
    deductions ? `<tr class="group"><td colspan="6">扣分</td></tr>${deductions}` : ''
  }</tbody></table>
<p class="total">得分：${shown ? `${escapeHtml(shown.score)} 分` : gap}　<span style="font-weight:400">${scale}</span></p>
<div class="remark">说明：${escapeHtml(shown?.filled.remark ?? '')}</div>
<div class="sign"><span>检查人：</span><span>被检查网点负责人：</span><span>确认人：</span></div>`
}
