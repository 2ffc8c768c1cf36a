/** Printing what is in view: a plain table in a frame of its own, with head, period, page numbers and time. */

import { type Column, cellLook, cellText, isFigure } from './column.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

interface PrintedList<Row> {
  readonly title: string
  /** Under the title: county, period, filter in words. */
  readonly notes: readonly string[]
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly sums?: Readonly<Record<string, string | number>> | undefined
  /** The county's name: every page carries it with the title, and places for signatures (DOMAIN.md §7). */
  readonly signed?: string | undefined
}

/** The page as HTML: same columns, order and words as the screen. */
export function listHtml<Row>({ title, notes, columns, rows, sums }: PrintedList<Row>): string {
  const head = columns
    .map((column) => `<th${isFigure(column) ? ' class="figure"' : ''}>${escapeHtml(column.title)}</th>`)
    .join('')
  const body = rows
    .map(
      (row) =>
        `<tr>${columns.map((column) => `<td class="${cellLook(column, row)}">${escapeHtml(cellText(column, row))}</td>`).join('')}</tr>`,
    )
    .join('')
  const foot = sums
    ? `<tr class="sums">${columns
        .map((column, at) => {
          const sum = sums[column.key]
          const shown = sum === undefined ? '' : cellText({ ...column, value: () => sum } as Column<unknown>, null)
          return `<td class="${isFigure(column) ? 'figure' : ''}">${at === 0 ? `合计 ${rows.length} 行` : escapeHtml(shown)}</td>`
        })
        .join('')}</tr>`
    : ''
  return `<h1>${escapeHtml(title)}</h1><p>${notes.map(escapeHtml).join('　')}</p><table><thead><tr>${head}</tr></thead><tbody>${body}${foot}</tbody></table>`
}

const paper = (landscape: boolean): string => `
  @page { size: A4 ${landscape ? 'landscape' : 'portrait'}; margin: 14mm 10mm;
    @bottom-right { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; font-size: 9pt }
    @bottom-left { content: "打印时间 ${new Date().toLocaleString('zh-CN', { hour12: false })}"; font-size: 9pt } }
  body { font: 10pt "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 0 0.2mm; color: #000 }
  h1 { font-size: 15pt; text-align: center; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 4mm 0 1mm }
  p { margin: 0 0 2mm } table { border-collapse: collapse; width: 100% }
  th, td { border: 0.2mm solid #888; padding: 0.8mm 1.4mm; text-align: left; vertical-align: top }
  th { background: #eee } thead { display: table-header-group } tr { break-inside: avoid }
  .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } .sums td { font-weight: 600 }`

/** Opens the print dialog on HTML of our own making. */
export function printHtml(title: string, html: string, landscape = false, style = ''): void {
  for (const before of document.querySelectorAll('.print-frame')) before.remove()
  const frame = document.createElement('iframe')
  frame.className = 'print-frame'
  frame.title = '打印'
  document.body.append(frame)
  const inner = frame.contentDocument
  const view = frame.contentWindow
  if (!inner || !view) {
    frame.remove()
    return
  }
  inner.title = title
  const sheet = inner.createElement('style')
  sheet.textContent = paper(landscape) + style
  inner.head.append(sheet)
  inner.body.innerHTML = html
  view.addEventListener('afterprint', () => frame.remove())
  view.focus()
  view.print()
}

/** What every page of a signed list carries: whose it is, and places for signatures. */
const signedPage = (head: string): string => `
  @page { @top-left { content: "${head.replace(/["\\\n]/g, ' ')}"; font-size: 9pt }
    @bottom-center { content: "制表：　　　　　　审核：　　　　　　负责人：　　　　　"; font-size: 9pt } }`

/** Prints a list; wide ones across. */
export function printList<Row>(list: PrintedList<Row>): void {
  const width = list.columns.reduce((sum, column) => sum + column.width, 0)
  const own = list.signed === undefined ? '' : signedPage(`${list.signed}　${list.title}`)
  printHtml(list.title, listHtml(list), width > 760, own)
}
