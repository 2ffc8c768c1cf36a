/** A wide table on landscape A4: heads repeat on every page, totals and their words stand at the end. */
import { asFen, grouped } from '../../domain/money.ts'
import { type Html, html, lined } from './html.ts'
import type { MonthHead } from './month-books.ts'
import { fillPages, type Row } from './page-filling.ts'
import {
  againBlock,
  FIRST_HEAD,
  LANDSCAPE,
  NEXT_HEAD,
  pageHtml,
  SIGNATURE_ROW,
  signatures,
  trialMark,
} from './paper.ts'
import { linesOf, POINT, textWidth } from './text-lines.ts'

export interface ListColumn {
  readonly title: string
  /** mm; all together LANDSCAPE.width. */
  readonly width: number
  readonly align: 'left' | 'right' | 'center'
}

/** Money is a number of fen; a text may have a second, smaller one under it; null is left empty. */
export type ListCell = number | string | { readonly main: string; readonly under: string } | null

export interface ListRow {
  /** A part is an agent with outlets below it, a sub one of these. */
  readonly kind: 'plain' | 'part' | 'sub'
  readonly cells: readonly ListCell[]
}

export interface ListReport {
  readonly title: string
  /** Under the title, left: how many, what is meant. */
  readonly note: string
  /** Right of it; 单位：元 where nothing is said. */
  readonly unit?: string
  /** A paragraph above the table of the first page. */
  readonly lead?: string
  readonly columns: readonly ListColumn[]
  readonly rows: readonly ListRow[]
  readonly sums: readonly ListCell[]
  /** Totals in words, and whatever else must be said below the table. */
  readonly closing: readonly { readonly label: string; readonly text: string }[]
}

const SIZE = 7.5
const LINE = 3.7
const UNDER_SIZE = 6.8
const UNDER_LINE = 3.4
const PADDING = 1.6 + 0.2
/** A lead's text and line, in pt and mm; the paper's style says the same. */
const LEAD_SIZE = 11
const LEAD_LINE = 6

/** mm that a column of these amounts (fen) takes, the bold ones included; at least 14. */
export function moneyWidth(amounts: Iterable<number>): number {
  let [least, most] = [0, 0]
  for (const amount of amounts) {
    if (amount < least) least = amount
    if (amount > most) most = amount
  }
  const longest = Math.max(...[least, most].map((amount) => textWidth(grouped(asFen(amount)))))
  return Math.max(14, longest * SIZE * POINT * 1.06 + 2.4)
}

/** Rows laid out at a time: about 15 ms of work. */
const ROWS_A_STEP = 500

/** The pages of the list; `breathe` is where others may be answered in between. */
export async function listPages(
  head: MonthHead,
  report: ListReport,
  breathe: () => Promise<void> = async () => undefined,
): Promise<Html[]> {
  const { title, columns } = report
  const heads = columns.map((column) => linesOf(column.title, column.width - 1.6, SIZE))
  const headHeight = Math.max(...heads.map(({ length }) => length)) * LINE + PADDING
  const columnsHtml = html`<colgroup>${columns.map(({ width }) => html`<col style="width:${width}mm">`)}</colgroup><thead><tr>${columns.map(
    ({ align }, at) => html`<th class="${ALIGN[align]}">${lined(heads[at]!)}</th>`,
  )}</tr></thead>`
  const sums = rowOf(report.sums, columns, 'sum')
  const closing = report.closing.map(({ label, text }) => {
    const lines = linesOf(text, LANDSCAPE.width - 40, 9)
    return { height: lines.length * 6, html: html`<div class="words">${label}　<b>${lined(lines)}</b></div>` }
  })
  const end = closing.reduce((sum, { height }) => sum + height, 0) + SIGNATURE_ROW
  const rows: Row[] = []
  for (const { kind, cells } of report.rows) {
    rows.push(rowOf(cells, columns, kind))
    if (rows.length % ROWS_A_STEP === 0) await breathe()
  }
  const lead = report.lead ? linesOf(report.lead, LANDSCAPE.width - 4, LEAD_SIZE) : []
  const leadHeight = lead.length === 0 ? 0 : lead.length * LEAD_LINE + LEAD_LINE / 2
  const unit = report.unit ?? '单位：元'
  const pages = fillPages(rows, {
    first: LANDSCAPE.body - FIRST_HEAD - headHeight - leadHeight,
    next: LANDSCAPE.body - NEXT_HEAD - headHeight,
    tail: sums.height + end,
  })
  return pages.map((page) => {
    const top =
      page.number === 1
        ? html`<div class="head"><h1>${title}</h1><div class="when">${head.county}　${head.periodWords}</div>${trialMark(head)}<span class="noted">${report.note}</span><span class="unit">${unit}</span></div>${
            lead.length === 0 ? null : html`<div class="lead" style="height:${leadHeight}mm">${lined(lead)}</div>`
          }`
        : againBlock(head, LANDSCAPE, title, `${head.county}　${head.periodWords}`, unit)
    const body = html`${top}<table class="dense">${columnsHtml}<tbody>${page.rows}${page.last ? sums.html : null}</tbody></table>${
      page.last ? html`${closing.map((one) => one.html)}${signatures(head)}` : null
    }`
    return pageHtml(head, title, page.number, pages.length, [body])
  })
}

const ALIGN = { left: 'l', right: 'n', center: 'c' } as const

function rowOf(cells: readonly ListCell[], columns: readonly ListColumn[], kind: ListRow['kind'] | 'sum'): Row {
  let highest = LINE
  const tds = columns.map(({ width, align }, at) => {
    const cell = cells[at] ?? null
    const room = width - 1.6 - (kind === 'sub' && at === 2 ? 4 : 0)
    if (cell === null) return html`<td></td>`
    if (typeof cell === 'number') return html`<td class="${cell < 0 ? 'n neg' : 'n'}">${grouped(asFen(cell))}</td>`
    const { main, under } = typeof cell === 'string' ? { main: cell, under: '' } : cell
    const lines = linesOf(main, room, SIZE)
    const below = under === '' ? [] : linesOf(under, room, UNDER_SIZE)
    highest = Math.max(highest, lines.length * LINE + below.length * UNDER_LINE)
    return html`<td class="${ALIGN[align]}">${lined(lines)}${below.length > 0 ? html`<small>${lined(below)}</small>` : null}</td>`
  })
  return { height: highest + PADDING, html: html`<tr class="${kind}">${tds}</tr>` }
}
