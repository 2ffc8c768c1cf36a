/** The paper of reports: A4 pages of fixed size with head and foot, one after another in a document of its own. */
import { Html, html } from './html.ts'
import type { MonthHead } from './month-books.ts'
import { fitted } from './text-lines.ts'

/** Millimetres. `body` is what a page holds between its top margin and its foot, less a reserve for rounding. */
export interface Paper {
  readonly landscape: boolean
  readonly width: number
  readonly body: number
}

const SIDE = 15
const TOP = 13
const FOOT = 17
const RESERVE = 2

export const PORTRAIT: Paper = { landscape: false, width: 210 - 2 * SIDE, body: 297 - TOP - FOOT - RESERVE }
export const LANDSCAPE: Paper = { landscape: true, width: 297 - 2 * SIDE, body: 210 - TOP - FOOT - RESERVE }

/** One sheet of paper, complete with its foot. */
export function pageHtml(head: MonthHead, title: string, number: number, of: number, body: readonly Html[]): Html {
  return html`<section class="page">${body}<footer><span>${head.county}　${title}　${head.periodWords}${
    head.trial ? html`　<b class="trial-word">${TRIAL}</b>` : null
  }</span><span>制表 ${head.preparedBy ?? '—'}　审核 ${head.reviewedBy ?? '—'}　负责人 ${
    head.approvedBy ?? '—'
  }</span><span>打印时间 ${head.printedAt}　第 ${number} 页 共 ${of} 页</span></footer></section>
`
}

/** mm: the title on a statement's or list's first page, and on those that follow. */
export const FIRST_HEAD = 16
export const NEXT_HEAD = 13

/** The title on pages after the first, cut where it would reach the mark of an unclosed month. */
export function againBlock(head: MonthHead, { width }: Paper, title: string, of: string, unit = '单位：元'): Html {
  const words = fitted(`${title}（续）　${of}`, width - 34, 11.5)
  return html`<div class="head again"><h1 class="small">${words}</h1>${trialMark(head)}<span class="unit">${unit}</span></div>`
}

/** What an unclosed month says on every page. */
export const TRIAL = '试算（未结账）'

/** The mark beside the title of an unclosed month. */
export function trialMark(head: MonthHead): Html | null {
  return head.trial ? html`<span class="trial">试算　未结账</span>` : null
}

/** What an agent is asked while the month is given out to be checked. */
export function checkWords({ checkBy }: MonthHead): string {
  return checkBy ? `请于 ${checkBy} 前核对，到期没有答复视为同意` : ''
}

/** Where people sign by hand, under the end of a report; names already known stand beside. */
export function signatures(head: MonthHead, others: readonly string[] = []): Html {
  const sign = (label: string, name: string | null) => html`<span class="sign">${label}<i>${name ?? ''}</i></span>`
  return html`<div class="signs">${sign('制表', head.preparedBy)}${sign('审核', head.reviewedBy)}${sign(
    '负责人',
    head.approvedBy,
  )}</div>${
    others.length === 0
      ? null
      : html`<div class="signs">${others.map((label) => html`<span class="sign wide">${label}<i></i></span>`)}<span class="sign">日期<i class="date">年　　月　　日</i></span></div>`
  }`
}

/** mm: three names in a row, and a second row for the other side. */
export const SIGNATURE_ROW = 12

/** A whole HTML document of finished pages; the same for the printer, the preview and the .html file. */
export function documentHtml(title: string, paper: Paper, pages: readonly Html[]): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><style>${style(paper)}</style></head>
<body>
${pages}</body></html>
`.text
}

const FONTS = '"Microsoft YaHei","Noto Sans CJK SC","PingFang SC","Source Han Sans SC",SimSun,sans-serif'

/** Every line-height is fixed in mm: heights follow from counts of lines, whatever the font. */
function style({ landscape }: Paper): Html {
  const [width, height] = landscape ? [297, 210] : [210, 297]
  return new Html(`
@page{size:A4 ${landscape ? 'landscape' : 'portrait'};margin:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{margin:0;font:9pt/4.2mm ${FONTS};color:#1a1a1a;font-variant-numeric:tabular-nums}
.page{position:relative;box-sizing:border-box;width:${width}mm;height:${height - 0.3}mm;padding:${TOP}mm ${SIDE}mm 0;overflow:hidden;break-after:page;white-space:nowrap}
.page:last-child{break-after:auto}
footer{position:absolute;left:${SIDE}mm;right:${SIDE}mm;bottom:8mm;height:4mm;padding-top:1mm;border-top:.2mm solid #999;display:flex;justify-content:space-between;font-size:7.5pt;line-height:4mm;color:#444}
.trial-word{color:#b35900}
.head{position:relative;height:16mm;text-align:center}
h1{margin:0;font-size:16pt;line-height:8mm;font-weight:600;letter-spacing:1.5mm;text-indent:1.5mm}
h1.small{font-size:11pt;line-height:8mm;letter-spacing:0;text-indent:0}
.head.again{height:13mm;text-align:left}
.when{line-height:5mm;color:#333}
.unit{position:absolute;right:0;bottom:1mm;font-size:8pt;color:#444}
.lead{font-size:11pt;line-height:6mm}
.noted{position:absolute;left:0;bottom:1mm;font-size:8pt;color:#444}
.trial{position:absolute;right:0;top:1mm;padding:0 2.4mm;border:.4mm solid #b35900;border-radius:.6mm;color:#b35900;font-size:10pt;font-weight:600;line-height:6mm}
dl{margin:0;padding:1mm 0;display:grid;grid-template-columns:max-content minmax(0,1fr) max-content max-content;column-gap:3mm;line-height:5mm}
dt{color:#555}dd{margin:0}
table{width:100%;border-collapse:collapse;table-layout:fixed;border-top:.4mm solid #222;border-bottom:.4mm solid #222}
th,td{padding:1mm 1.2mm;text-align:left;vertical-align:top;font-weight:400;overflow:visible}
thead th{background:#f0f2f4;border-bottom:.25mm solid #222;line-height:4.2mm;vertical-align:middle;color:#222}
td{border-top:.15mm solid #c4c9ce}
small{display:block;font-size:7.5pt;line-height:3.7mm;color:#555}
.n{text-align:right}.c{text-align:center}
thead th.n{text-align:right}thead th.c{text-align:center}
.neg{color:#c01c28}
tr.sum td{border-top:.3mm solid #222;font-weight:600}
tr.part td{background:#f4f6f8;font-weight:600}tr.part small{font-weight:400}
tr.sub td{color:#333}tr.sub td:nth-child(3){padding-left:4mm}
.form td,.form th{border:.2mm solid #555;padding:1.2mm 1.5mm}.form th{background:#f0f2f4;vertical-align:middle;color:#333}
.opinion{position:relative}.opinion span{position:absolute;right:3mm;bottom:1.5mm}
.words{line-height:6mm;padding:0 1.2mm}
.words b{font-weight:600}
.note{line-height:5mm;padding:0 1.2mm;font-size:8pt;color:#555}
.pay{margin-top:3mm}.pay td{font-size:9.5pt}.pay .due{font-weight:600}
.signs{display:flex;justify-content:space-between;height:${SIGNATURE_ROW}mm;align-items:flex-end;gap:8mm}
.sign{display:flex;flex:1;line-height:5mm;align-items:flex-end}.sign.wide{flex:1.6}
.sign i{flex:1;margin-left:2mm;padding-left:2mm;border-bottom:.2mm solid #555;font-style:normal;height:5mm}
.sign i.date{text-align:right;padding-right:2mm}
.dense{font-size:7.5pt}.dense th,.dense td{padding:.8mm .8mm;line-height:3.7mm}.dense small{font-size:6.8pt;line-height:3.4mm}
.dense thead th{line-height:3.7mm}
@media screen{html{background:#e4e8ec}body{padding:5mm}.page{background:#fff;margin:0 auto 5mm;outline:1px solid #d0d7de}}
`)
}
