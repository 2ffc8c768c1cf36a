/** 公示: the results of a grading as a sheet for the wall, with until when and how to object. */

import { gradeOrder, type Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { gradesSentence, gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { spanWords } from '../../../src-main/domain/said/grading-words.ts'
import { escapeHtml } from '../../ui/printing.ts'
import { resultWords } from './grading-words.ts'
import type { GradingResult } from './shapes.ts'

export interface NoticeSheet {
  readonly county: string
  readonly title: string
  /** The first and last month graded. */
  readonly months: readonly [Month, Month]
  readonly from: string
  readonly to: string
  readonly text: string
  readonly scheme: Scheme
  readonly results: readonly GradingResult[]
}

/** The sheet as HTML, group by group in rank order. */
export function noticeHtml(sheet: NoticeSheet): string {
  const { county, title, months, scheme, results, text, from } = sheet
  const groups = [...new Set(results.map(({ group }) => group))]
  const counts = gradeOrder(scheme.grades)
    .map((grade) => `${gradeWords(grade, scheme.result)} ${results.filter((one) => one.grade === grade).length} 家`)
    .join('，')
  const what = resultWords(scheme.result)
  const tables = groups.map((group) => {
    const rows = results
      .filter((one) => one.group === group)
      .map(
        (one) =>
          `<tr><td class="figure">${one.rank}</td><td>${escapeHtml(one.outlet)}</td><td>${escapeHtml(one.name)}</td><td class="figure">${one.total}</td><td>${escapeHtml(gradeWords(one.grade, scheme.result))}</td><td>${one.vetoed ? `一票否决：${escapeHtml(one.vetoed.indicator)}` : ''}</td></tr>`,
      )
      .join('')
    return `${group === '' ? '' : `<h2>${escapeHtml(group)}</h2>`}<table><thead><tr><th class="figure">名次</th><th>网点编码</th><th>网点名称</th><th class="figure">总分</th><th>${what}</th><th>说明</th></tr></thead><tbody>${rows}</tbody></table>`
  })
  return `<h1>${escapeHtml(spanWords(months))}${what}评定结果公示</h1>
<p style="text-align:center">${escapeHtml(title)}</p>
<p class="notice-text">${escapeHtml(text)}</p>
<p>共 ${results.length} 家：${escapeHtml(counts)}。${escapeHtml(gradesSentence(scheme.grades, scheme.result))}。</p>
${tables.join('')}
<p class="notice-end">${escapeHtml(county)}<br>${escapeHtml(from)}</p>`
}

/** Large enough to be read on a wall. */
export const noticeLook = `
  body { font-size: 12pt } h1 { font-size: 20pt; margin: 4mm 0 3mm } td, th { padding: 1.2mm 2mm }
  .notice-text { text-indent: 2em; line-height: 1.7; margin: 3mm 0 } .notice-end { text-align: right; margin-top: 10mm; line-height: 1.7 }`
