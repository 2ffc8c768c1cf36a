/** The list to take along: what is missing, by who asks for it, a page each, with room to write. */

import { escapeHtml, printHtml } from '../../ui/printing.ts'
import { type FileRow, itemLabels, subjectLabel } from './file-words.ts'

const style = `section { break-after: page } section:last-child { break-after: auto }
  .sign { margin-top: 6mm; display: flex; justify-content: space-between } td.write { width: 45mm }
  @page { @bottom-center { content: "渠道经理：　　　　　　　　日期：　　　　　　　　收到：　　　　　　" ; font-size: 9pt } }`

/** Prints the files that lack something; those that nobody looks after come last. */
export function printTakeAlong(county: string, rows: readonly FileRow[]): void {
  const incomplete = rows.filter(({ missing, wanted }) => missing.length + wanted.length > 0)
  const askers = [...new Set(incomplete.map(({ asker }) => asker))].sort((a, b) =>
    a === null ? 1 : b === null ? -1 : a.localeCompare(b, 'zh-CN'),
  )
  const parts = askers.map((asker) => {
    const own = incomplete.filter((row) => row.asker === asker)
    const missing = own.reduce((sum, row) => sum + row.missing.length, 0)
    const lines = own.map(
      (row) =>
        `<tr><td>${escapeHtml(row.code)}</td><td>${escapeHtml(row.name)}<br><small>${subjectLabel(row.subject)}　${escapeHtml(
          [row.township, row.address].filter(Boolean).join(' ') || '—',
        )}</small></td><td>${escapeHtml(row.contact ?? '—')}<br>${escapeHtml(row.phone ?? '—')}</td><td>${escapeHtml(
          itemLabels(row.subject, row.missing) || '—',
        )}${row.wanted.length > 0 ? `<br><small>可补：${escapeHtml(itemLabels(row.subject, row.wanted))}</small>` : ''}</td><td class="write"></td></tr>`,
    )
    return `<section><h1>档案补齐清单</h1><p>${escapeHtml(county)}　渠道经理：<b>${escapeHtml(
      asker ?? '（没有渠道经理）',
    )}</b>　${own.length} 份档案，缺 ${missing} 项</p>
      <table><thead><tr><th>编码</th><th>名称、地址</th><th>联系人、电话</th><th>缺什么</th><th>补来的内容</th></tr></thead><tbody>${lines.join('')}</tbody></table></section>`
  })
  printHtml('档案补齐清单', parts.join('') || '<h1>档案补齐清单</h1><p>没有缺项。</p>', false, style)
}
