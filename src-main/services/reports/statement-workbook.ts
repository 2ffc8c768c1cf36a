/** 酬金结算单 of a few outlets as .xlsx: a sheet per agent and outlet in the look of the printed page. */
import { fen, groupedText } from '../../domain/money.ts'
import { sheetName } from '../../workbook/write/sheet-name.ts'
import type { StyledCell, StyledRow, StyledSheet } from '../../workbook/write/styled-workbook.ts'
import type { Payment } from '../settlements/payments.ts'
import type { MonthHead } from './month-books.ts'
import { checkWords, TRIAL } from './paper.ts'
import { STATEMENT_TITLE } from './statement-pages.ts'
import type { AgentSheet, OutletSheet } from './statement-sheet.ts'
import { textWidth } from './text-lines.ts'

/** The statements of one agent. */
export interface AgentStatements {
  readonly agent: AgentSheet | null
  readonly outlets: readonly OutletSheet[]
}

/** Up to this many outlets each get a sheet of their own: more would be neither found nor read. */
export const STYLED_OUTLETS = 20

const MONEY = '#,##0.00;[Red]-#,##0.00'

/** Widths in characters; a number in a right column is money. */
interface SheetLook {
  readonly widths: readonly number[]
  readonly aligns: readonly ('left' | 'right' | 'center')[]
}

const OUTLET: SheetLook = { widths: [6, 30, 16, 58, 16], aligns: ['center', 'left', 'right', 'left', 'right'] }
const COVER: SheetLook = { widths: [6, 18, 66, 18, 18], aligns: ['center', 'left', 'left', 'right', 'right'] }

/** A sheet per agent and per outlet, in the order of the printed pages; to be written by the workbook worker. */
export function styledStatements(head: MonthHead, statements: readonly AgentStatements[]): StyledSheet[] {
  const used = new Set<string>()
  const sheets: StyledSheet[] = []
  const add = (name: string, look: SheetLook, write: (rows: Rows) => void): void => {
    const rows = new Rows(look, head)
    write(rows)
    sheets.push(rows.sheet(sheetName(name, used)))
  }
  for (const { agent, outlets } of statements) {
    if (agent) add(agent.payment.name, COVER, (rows) => writeAgent(rows, agent))
    for (const outlet of outlets) add(`${outlet.outlet} ${outlet.name}`, OUTLET, (rows) => writeOutlet(rows, outlet))
  }
  return sheets
}

interface RowLook {
  readonly bold?: boolean
  readonly border?: 'hair' | 'ruled'
  readonly fill?: string
}

/** Gathers one row after another. */
class Rows {
  readonly #look: SheetLook
  readonly #head: MonthHead
  readonly #rows: StyledRow[] = []
  #headingRow = 0

  constructor(look: SheetLook, head: MonthHead) {
    this.#look = look
    this.#head = head
  }

  sheet(name: string): StyledSheet {
    const { county, periodWords, trial, printedAt } = this.#head
    return {
      name,
      widths: this.#look.widths,
      rows: this.#rows,
      ...(this.#headingRow === 0 ? {} : { headingRow: this.#headingRow }),
      footer: `&L&8 ${county.replaceAll('&', '&&')} ${periodWords}${trial ? ` ${TRIAL}` : ''}&C&8打印时间 ${printedAt}&R&8第 &P 页 共 &N 页`,
    }
  }

  /** A row of cells. */
  row(values: readonly (string | number | null)[], { bold = false, border, fill }: RowLook = {}): void {
    const { widths, aligns } = this.#look
    let lines = 1
    const cells = values.map((value, at): StyledCell => {
      const align = aligns[at]!
      const indent = align !== 'center'
      if (typeof value === 'string') lines = Math.max(lines, linesIn(value, widths[at]! - (indent ? 2 : 0)))
      const format = typeof value !== 'number' ? undefined : align === 'right' ? MONEY : '0'
      return {
        value,
        align,
        ...(indent ? { indent } : {}),
        ...(bold ? { bold } : {}),
        ...(border === undefined ? {} : { border }),
        ...(fill === undefined ? {} : { fill }),
        ...(format === undefined ? {} : { format }),
      }
    })
    this.#rows.push({ height: 16 * lines + 5, cells })
  }

  /** A text across all columns. */
  wide(text: string, size = 10, look: { bold?: true; centre?: true; colour?: string } = {}): void {
    const width = this.#look.widths.reduce((sum, each) => sum + each, 0)
    const cell: StyledCell = {
      value: text,
      align: look.centre ? 'center' : 'left',
      size,
      format: 'General',
      ...(look.bold ? { bold: true } : {}),
      ...(look.colour === undefined ? {} : { colour: look.colour }),
    }
    this.#rows.push({ height: (size * 1.6 + 4) * linesIn(text, (width * 10) / size), cells: [cell], across: true })
  }

  heading(words: readonly string[]): void {
    this.row(words, { bold: true, border: 'ruled', fill: 'FFF0F2F4' })
    this.#headingRow = this.#rows.length
  }

  top(title: string): void {
    const { county, periodWords, trial } = this.#head
    this.wide(title, 16, { bold: true, centre: true })
    this.wide([county, periodWords, '单位：元', checkWords(this.#head)].filter(Boolean).join('　'), 10, {
      centre: true,
    })
    if (trial) this.wide(TRIAL, 11, { bold: true, centre: true, colour: 'FFB35900' })
  }

  payment(payment: Payment): void {
    const line = (label: string, amount: string, bold = false) =>
      this.row(['', label, '', '', Number(amount)], { border: 'hair', bold })
    line('酬金合计', payment.gross)
    line('减：基金缴存', payment.fund)
    line('减：代扣个税', payment.tax)
    line('加：上月结转', payment.carriedIn)
    line('应付金额', payment.payable, true)
    if (fen(payment.carriedOut) !== 0) line('结转下月', payment.carriedOut)
    this.wide(`应付大写：${payment.inWords}`, 10, { bold: true })
  }

  signatures(): void {
    const { preparedBy, reviewedBy, approvedBy } = this.#head
    const sign = (label: string, name: string | null) => `${label}：${(name ?? '').padEnd(14, '　')}`
    this.wide('')
    this.wide(`${sign('制表', preparedBy)}${sign('审核', reviewedBy)}${sign('负责人', approvedBy)}`)
    this.wide(`${sign('代理商签字（盖章）', null)}日期：　　　　年　　月　　日`)
  }
}

/** Lines that a text takes in a cell of this many characters. */
function linesIn(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((textWidth(line) * 2) / width)), 0)
}

function writeOutlet(rows: Rows, outlet: OutletSheet): void {
  const level = [outlet.grade, outlet.star === null ? null : `${outlet.star} 星`].filter((each) => each !== null)
  rows.top(STATEMENT_TITLE)
  rows.wide(`网点：${outlet.outlet}　${outlet.name}`)
  const agent = outlet.agent ? `${outlet.agent.code}　${outlet.agent.name}` : '无'
  rows.wide(`代理商：${agent}${level.length > 0 ? `　　级别：${level.join('　')}` : ''}`)
  rows.heading(['序号', '条款', '计量', '计算过程', '金额'])
  for (const [at, line] of [...outlet.lines, ...outlet.adjustments].entries()) {
    const title = line.policy === '' ? `调整：${line.title}` : `${line.title}\n${line.policy}`
    rows.row([at + 1, title, line.measure, line.how, Number(line.amount)], { border: 'hair' })
  }
  rows.row(['', '酬金合计', '', '', Number(outlet.gross)], { bold: true, border: 'ruled' })
  rows.wide(`大写：${outlet.inWords}`, 10, { bold: true })
  const { contributed, matched } = outlet.fund
  if (fen(contributed) !== 0)
    rows.wide(`其中缴存业务发展基金 ${groupedText(contributed)}，公司匹配 ${groupedText(matched)}`, 9)
  if (outlet.payment) rows.payment(outlet.payment)
  rows.signatures()
}

function writeAgent(rows: Rows, { payment, outlets }: AgentSheet): void {
  const { name, bank, account } = payment.payee
  rows.top(`${STATEMENT_TITLE}（代理商汇总）`)
  rows.wide(`代理商：${payment.agent}　${payment.name}`)
  rows.wide(`收款户名：${name ?? '—'}　　开户行：${bank ?? '—'}　　银行账号：${account ?? '—'}`)
  rows.heading(['序号', '网点编码', '网点名称', '基金缴存', '酬金合计'])
  for (const [at, { outlet, name, fund, gross }] of outlets.entries())
    rows.row([at + 1, outlet, name, Number(fund), Number(gross)], { border: 'hair' })
  rows.row(['', '合计', '', Number(payment.fund), Number(payment.gross)], { bold: true, border: 'ruled' })
  rows.wide('')
  rows.payment(payment)
  rows.signatures()
}
