/** The form of a request (审批表, 备案表) laid out on A4 for signature: what is asked, its conditions, what is open, opinions. */
import { fen, grouped } from '../../domain/money.ts'
import {
  admissionOrder,
  answerWords,
  conditionWords,
  depositWords,
  findingWords,
  formTitle,
  fundWords,
  mannerWords,
  openWorkWords,
  requestFieldWords,
  requestStateWords,
} from '../../domain/said/request-words.ts'
import { type Html, html, lined } from '../reports/html.ts'
import type { MonthHead } from '../reports/month-books.ts'
import { fillPages, type Row } from '../reports/page-filling.ts'
import { againBlock, FIRST_HEAD, NEXT_HEAD, PORTRAIT, pageHtml } from '../reports/paper.ts'
import { linesOf } from '../reports/text-lines.ts'
import { localMinute } from '../wall-clock.ts'
import type { RequestPage } from './list.ts'

/** mm: six columns that the rows of all parts share. */
const COLUMNS = [28, 32, 30, 30, 30, 30]
const SIZE = 9
const LINE = 4.2
const PADDING = 2.6
/** mm of a box for an opinion and its signature. */
const OPINION = 22

type Cell = readonly [text: string, columns: number, kind?: 'th' | 'n']

/** One row of cells that take so many of the six columns each. */
function row(...cells: readonly Cell[]): Row {
  let at = 0
  let most = 1
  const tds = cells.map(([text, columns, kind]) => {
    const width = COLUMNS.slice(at, at + columns).reduce((sum, each) => sum + each, 0) - 3
    at += columns
    const lines = linesOf(text, width, SIZE)
    most = Math.max(most, lines.length)
    const words = lined(lines)
    if (kind === 'th') return html`<th colspan="${columns}">${words}</th>`
    return html`<td colspan="${columns}" class="${kind === 'n' ? 'n' : 'l'}">${words}</td>`
  })
  return { height: most * LINE + PADDING, html: html`<tr>${tds}</tr>` }
}

const heading = (text: string): Row => ({
  height: LINE + PADDING,
  html: html`<tr class="part"><td colspan="6">${text}</td></tr>`,
})

/** A box for somebody's opinion; what is decided already stands in it. */
function opinion(label: string, text = '', signed = ''): Row {
  const lines = text === '' ? [] : linesOf(text, 149, SIZE).slice(0, 3)
  const sign = signed === '' ? '签字：　　　　　　　　　　　年　　月　　日' : signed
  return {
    height: OPINION,
    html: html`<tr style="height:${OPINION}mm"><th>${lined(linesOf(label, COLUMNS[0]! - 4, SIZE))}</th><td colspan="5" class="opinion">${lined(lines)}<span>${sign}</span></td></tr>`,
  }
}

/** The office's day of an instant. */
const dayOf = (at: string | null): string => (at === null ? '' : localMinute(new Date(at)).slice(0, 10))

/** The pages of the form. `attachments`: the names of the files that are with it. */
export function formPages(
  request: RequestPage,
  place: Pick<MonthHead, 'county' | 'printedAt'> & Pick<MonthHead, 'period'>,
  attachments: readonly string[],
): Html[] {
  const title = formTitle(request)
  const head: MonthHead = {
    ...place,
    periodWords: request.number,
    trial: false,
    preparedBy: request.author,
    reviewedBy: request.decidedBy ?? request.seenBy,
    approvedBy: null,
  }
  const rows = [
    ...basics(request),
    ...(request.kind === 'admission' ? admitted(request) : changes(request)),
    ...checklist(request),
    ...exit(request),
    ...closing(request, attachments),
  ]
  const room = PORTRAIT.body
  const pages = fillPages(rows, { first: room - FIRST_HEAD, next: room - NEXT_HEAD, tail: 0 })
  return pages.map((page) => {
    const top =
      page.number === 1
        ? html`<div class="head"><h1>${title}</h1><div class="when">${place.county}</div><span class="noted">编号：${request.number}</span><span class="unit">${mannerWords(request.manner)}　${requestStateWords(request.state, request)}</span></div>`
        : againBlock(head, PORTRAIT, title, request.number)
    const columns = html`<colgroup>${COLUMNS.map((width) => html`<col style="width:${width}mm">`)}</colgroup>`
    const table = html`<table class="form">${columns}<tbody>${page.rows}</tbody></table>`
    return pageHtml(head, title, page.number, pages.length, [top, table])
  })
}

function basics(request: RequestPage): Row[] {
  const thing = request.subject === 'agent' ? '代理商' : '网点'
  const code =
    request.kind === 'admission' && request.activeFrom === null && request.code === null ? '待下达' : request.code
  return [
    row([`${thing}名称`, 1, 'th'], [request.name, 2], [`${thing}编码`, 1, 'th'], [code ?? '', 2]),
    row(['申请人', 1, 'th'], [request.author, 2], ['申请日期', 1, 'th'], [dayOf(request.at), 2]),
    row(['生效日期', 1, 'th'], [request.from, 2], ['文号', 1, 'th'], [request.documentNumber ?? '', 2]),
    row(['申请原因', 1, 'th'], [request.reason, 5]),
  ]
}

function changes({ changes, subject, agreement }: RequestPage): Row[] {
  return [
    heading(agreement ? `协议 ${agreement.number}` : '申请变更的内容'),
    row(['项目', 1, 'th'], ['原来', 2, 'th'], ['变更为', 3, 'th']),
    ...changes.map(({ field, was, becomes }) =>
      row([requestFieldWords(subject, field), 1], [was ?? '（空）', 2], [becomes ?? '（空）', 3]),
    ),
  ]
}

/** The new outlet's values, two in a row. */
function admitted({ changes }: RequestPage): Row[] {
  const given = admissionOrder
    .flatMap((key) => changes.filter(({ field }) => field === key))
    .filter(({ field, becomes }) => field !== 'name' && becomes !== null)
  const rows: Row[] = [heading('拟设网点')]
  for (let at = 0; at < given.length; at += 2) {
    const [one, other] = [given[at], given[at + 1]]
    const pair = ({ field, becomes }: { field: string; becomes: string | null }): Cell[] => [
      [requestFieldWords('outlet', field), 1, 'th'],
      [becomes ?? '', 2],
    ]
    if (one)
      rows.push(
        row(
          ...pair(one),
          ...(other
            ? pair(other)
            : ([
                ['', 1, 'th'],
                ['', 2],
              ] as Cell[])),
        ),
      )
  }
  return rows
}

function checklist({ checklist = [] }: RequestPage): Row[] {
  if (checklist.length === 0) return []
  return [
    heading('准入条件'),
    row(['条件', 2, 'th'], ['要求', 2, 'th'], ['填报', 1, 'th'], ['结论', 1, 'th']),
    ...checklist.map((item) =>
      row([item.label, 2], [conditionWords(item), 2], [answerWords(item), 1], [findingWords(item.finding), 1]),
    ),
  ]
}

function exit({ settlement, openWork }: RequestPage): Row[] {
  const rows: Row[] = []
  if (openWork) {
    const last = openWork.lastOutlet ? '；这是该代理商最后一个网点' : ''
    rows.push(heading(`退出时未了的事项（${openWork.on}${last}）`))
    if (openWork.items.length === 0) rows.push(row(['没有未了的事项。', 6]))
    else rows.push(row(['事项', 2, 'th'], ['说明', 2, 'th'], ['件数', 1, 'th'], ['金额（元）', 1, 'th']))
    for (const { kind, about, count, amount } of openWork.items)
      rows.push(
        row(
          [openWorkWords(kind), 2],
          [about, 2],
          [String(count), 1, 'n'],
          [amount === null ? '' : grouped(fen(amount)), 1, 'n'],
        ),
      )
  }
  if (settlement)
    rows.push(
      heading('保证金和基金的处理'),
      row(
        ...([
          ['保证金', 1, 'th'],
          [depositWords(settlement.deposit), 2],
          ['业务发展基金', 1, 'th'],
          [fundWords(settlement.fund), 2],
        ] as Cell[]),
      ),
      ...(settlement.deductions ?? []).map(({ kind, amount }) =>
        row(['抵扣', 1, 'th'], [kind, 2], ['金额（元）', 1, 'th'], [grouped(fen(amount)), 2]),
      ),
      row(['说明', 1, 'th'], [settlement.note ?? '', 5]),
    )
  return rows
}

function closing(request: RequestPage, attachments: readonly string[]): Row[] {
  const { decision, decidedBy, decidedAt, seenBy, seenAt, manner, kept } = { ...request, kept: request.state }
  const papers = attachments.length === 0 ? '无' : attachments.map((name, at) => `${at + 1}. ${name}`).join('；')
  const rows = [row(['附件', 1, 'th'], [papers, 5]), heading('意见和签字')]
  const agentSigns = request.subject === 'agent' || request.kind !== 'change'
  if (agentSigns) rows.push(opinion('代理商确认'))
  rows.push(opinion('渠道经理意见'))
  if (manner === 'notice') return [...rows, opinion('阅知', '', seenBy ? `${seenBy}　${dayOf(seenAt)}` : '')]
  const isDecided = kept === 'approved' || kept === 'effective' || kept === 'rejected'
  const words = isDecided ? `${kept === 'rejected' ? '不同意。' : '同意。'}${decision ?? ''}` : ''
  const signed = isDecided && decidedBy ? `审批人：${decidedBy}　${dayOf(decidedAt)}　签字：　　　　　　` : ''
  return [...rows, opinion('业务部门意见'), opinion('审批意见', words, signed)]
}
