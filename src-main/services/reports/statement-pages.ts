/** 酬金结算单 on A4: an agent's sheet and a sheet per outlet, laid out page by page with numbers of its own. */
import { groupedText } from '../../domain/money.ts'
import type { Payment } from '../settlements/payments.ts'
import { type Html, html, lined } from './html.ts'
import type { MonthHead } from './month-books.ts'
import { fillPages, type Row } from './page-filling.ts'
import {
  againBlock,
  checkWords,
  FIRST_HEAD,
  NEXT_HEAD,
  PORTRAIT,
  pageHtml,
  SIGNATURE_ROW,
  signatures,
  trialMark,
} from './paper.ts'
import type { AgentSheet, OutletSheet, SheetLine } from './statement-sheet.ts'
import { linesOf } from './text-lines.ts'

export const STATEMENT_TITLE = '酬金结算单'

/** mm. Columns of the outlet's table; the line-heights are those of paper.ts. */
const NUMBER = 9
const CLAUSE = 47
const MEASURE = 26
const AMOUNT = 27
const HOW = PORTRAIT.width - NUMBER - CLAUSE - MEASURE - AMOUNT
const PADDING = 2.4
const LINE = 4.2
const SMALL_LINE = 3.7
const TABLE_HEAD = 6.6
const INFO_LINE = 5

/** All pages of one agent's statement, numbered 1 to their count. */
export function statementPages(
  head: MonthHead,
  { agent, outlets }: { agent: AgentSheet | null; outlets: readonly OutletSheet[] },
): Html[] {
  const bodies = [...(agent ? agentBodies(head, agent) : []), ...outlets.flatMap((sheet) => outletBodies(head, sheet))]
  return bodies.map((body, at) => pageHtml(head, STATEMENT_TITLE, at + 1, bodies.length, [body]))
}

export function money(amount: string): Html {
  return amount.startsWith('-') ? html`<span class="neg">${groupedText(amount)}</span>` : html`${groupedText(amount)}`
}

function titleBlock(head: MonthHead, title: string): Html {
  return html`<div class="head"><h1>${title}</h1><div class="when">${head.county}　${head.periodWords}</div>${trialMark(head)}<span class="noted">${checkWords(head)}</span><span class="unit">单位：元</span></div>`
}

interface Info {
  readonly label: string
  readonly text: string
  readonly right?: readonly [label: string, text: string] | undefined
}

/** Label and text one under the other, long names on several lines; answers its height. */
function infoBlock(infos: readonly Info[]): { html: Html; height: number } {
  let height = 2
  const rows = infos.map(({ label, text, right }) => {
    const lines = linesOf(text, PORTRAIT.width - 20 - (right ? 36 : 0), 9)
    height += lines.length * INFO_LINE
    return html`<dt>${label}</dt><dd>${lined(lines)}</dd><dt>${right?.[0] ?? ''}</dt><dd>${right?.[1] ?? ''}</dd>`
  })
  return { html: html`<dl>${rows}</dl>`, height }
}

function outletBodies(head: MonthHead, sheet: OutletSheet): Html[] {
  const level = [sheet.grade, sheet.star === null ? null : `${sheet.star} 星`].filter((each) => each !== null)
  const info = infoBlock([
    { label: '网　点', text: `${sheet.outlet}　${sheet.name}` },
    {
      label: '代理商',
      text: sheet.agent ? `${sheet.agent.code}　${sheet.agent.name}` : '无',
      right: level.length > 0 ? ['级别', level.join('　')] : undefined,
    },
  ])
  const rows = [...sheet.lines, ...sheet.adjustments].map((line, at) => lineRow(line, at + 1, at >= sheet.lines.length))
  const sums = html`<tr class="sum"><td></td><td>酬金合计</td><td></td><td></td><td class="n">${money(sheet.gross)}</td></tr>`
  const tail = html`<div class="words">大写　<b>${sheet.inWords}</b></div>${fundNote(sheet)}${sheet.payment ? paymentBlock(sheet.payment) : null}${signatures(head, [sheet.agent ? '代理商签字（盖章）' : '网点签字（盖章）'])}`
  const tailHeight = 6 + FUND_NOTE + (sheet.payment ? PAYMENT : 0) + 2 * SIGNATURE_ROW
  return fillPages(rows, {
    first: PORTRAIT.body - FIRST_HEAD - info.height - TABLE_HEAD,
    next: PORTRAIT.body - NEXT_HEAD - TABLE_HEAD,
    tail: SUM_ROW + tailHeight,
  }).map((page) => {
    const top =
      page.number === 1
        ? html`${titleBlock(head, STATEMENT_TITLE)}${info.html}`
        : againBlock(head, PORTRAIT, STATEMENT_TITLE, `${sheet.outlet}　${sheet.name}`)
    return html`${top}<table>${OUTLET_COLUMNS}<tbody>${page.rows}${page.last ? sums : null}</tbody></table>${page.last ? tail : null}`
  })
}

const SUM_ROW = PADDING + LINE
const FUND_NOTE = 5
const PAYMENT = 3 + TABLE_HEAD + PADDING + LINE + 6

const OUTLET_COLUMNS = html`<colgroup><col style="width:${NUMBER}mm"><col style="width:${CLAUSE}mm"><col style="width:${MEASURE}mm"><col style="width:${HOW}mm"><col style="width:${AMOUNT}mm"></colgroup><thead><tr><th class="c">序号</th><th>条款</th><th class="n">计量</th><th>计算过程</th><th class="n">金额</th></tr></thead>`

function lineRow(line: SheetLine, number: number, adjustment: boolean): Row {
  const title = linesOf(adjustment ? `调整：${line.title}` : line.title, CLAUSE - PADDING, 9)
  const policy = line.policy === '' ? [] : linesOf(line.policy, CLAUSE - PADDING, 7.5)
  const how = linesOf(line.how, HOW - PADDING, 7.5)
  const left = title.length * LINE + policy.length * SMALL_LINE
  return {
    height: PADDING + 0.2 + Math.max(left, how.length * SMALL_LINE, LINE),
    html: html`<tr><td class="c">${number}</td><td>${lined(title)}${policy.length > 0 ? html`<small>${lined(policy)}</small>` : null}</td><td class="n">${line.measure}</td><td><small>${lined(how)}</small></td><td class="n">${money(line.amount)}</td></tr>`,
  }
}

function fundNote({ fund }: OutletSheet): Html | null {
  if (Number(fund.contributed) === 0) return null
  return html`<div class="note">其中缴存业务发展基金 ${groupedText(fund.contributed)}，公司匹配 ${groupedText(fund.matched)}</div>`
}

/** What the agent is paid: gross − fund − tax + carried in = payable (DOMAIN.md §5). */
function paymentBlock(payment: Payment): Html {
  const cells = [
    ['酬金合计', payment.gross],
    ['减：基金缴存', payment.fund],
    ['减：代扣个税', payment.tax],
    ['加：上月结转', payment.carriedIn],
    ['应付金额', payment.payable],
    ['结转下月', payment.carriedOut],
  ] as const
  const due = (at: number) => (at === 4 ? 'n due' : 'n')
  return html`<table class="pay"><thead><tr>${cells.map(([label]) => html`<th class="n">${label}</th>`)}</tr></thead><tbody><tr>${cells.map(
    ([, amount], at) => html`<td class="${due(at)}">${money(amount)}</td>`,
  )}</tr></tbody></table><div class="words">应付大写　<b>${payment.inWords}</b></div>`
}

const COVER = { number: 12, code: 32, gross: 32, fund: 32 } as const
const COVER_NAME = PORTRAIT.width - COVER.number - COVER.code - COVER.gross - COVER.fund
const COVER_COLUMNS = html`<colgroup><col style="width:${COVER.number}mm"><col style="width:${COVER.code}mm"><col style="width:${COVER_NAME}mm"><col style="width:${COVER.gross}mm"><col style="width:${COVER.fund}mm"></colgroup><thead><tr><th class="c">序号</th><th>网点编码</th><th>网点名称</th><th class="n">酬金合计</th><th class="n">基金缴存</th></tr></thead>`

function agentBodies(head: MonthHead, { payment, outlets }: AgentSheet): Html[] {
  const { payee } = payment
  const title = `${STATEMENT_TITLE}（代理商汇总）`
  const info = infoBlock([
    { label: '代理商', text: `${payment.agent}　${payment.name}`, right: ['网点', `${outlets.length} 个`] },
    { label: '收款户名', text: payee.name ?? '—' },
    { label: '开户行', text: payee.bank ?? '—' },
    { label: '银行账号', text: payee.account ?? '—' },
  ])
  const rows = outlets.map(({ outlet, name, gross, fund }, at): Row => {
    const code = linesOf(outlet, COVER.code - PADDING, 9)
    const named = linesOf(name, COVER_NAME - PADDING, 9)
    return {
      height: PADDING + 0.2 + Math.max(code.length, named.length) * LINE,
      html: html`<tr><td class="c">${at + 1}</td><td>${lined(code)}</td><td>${lined(named)}</td><td class="n">${money(gross)}</td><td class="n">${money(fund)}</td></tr>`,
    }
  })
  const sums = html`<tr class="sum"><td></td><td>合　计</td><td></td><td class="n">${money(payment.gross)}</td><td class="n">${money(payment.fund)}</td></tr>`
  return fillPages(rows, {
    first: PORTRAIT.body - FIRST_HEAD - info.height - TABLE_HEAD,
    next: PORTRAIT.body - NEXT_HEAD - TABLE_HEAD,
    tail: SUM_ROW + PAYMENT + 2 * SIGNATURE_ROW,
  }).map((page) => {
    const top =
      page.number === 1
        ? html`${titleBlock(head, title)}${info.html}`
        : againBlock(head, PORTRAIT, title, `${payment.agent}　${payment.name}`)
    const end = html`${paymentBlock(payment)}${signatures(head, ['代理商签字（盖章）'])}`
    return html`${top}<table>${COVER_COLUMNS}<tbody>${page.rows}${page.last ? sums : null}</tbody></table>${page.last ? end : null}`
  })
}
