/** 酬金结算单 of a few outlets as .xlsx: a sheet per agent and outlet in the look of the printed page. */
import type { Borders, Cell, Worksheet } from 'exceljs'
import { fen, groupedText } from '../../domain/money.ts'
import { sheetName } from '../../workbook/write/sheet-name.ts'
import type { Payment } from '../settlements/payments.ts'
import type { MonthHead } from './month-books.ts'
import { TRIAL } from './paper.ts'
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
const FONT = '微软雅黑'
const HAIR: Partial<Borders> = { bottom: { style: 'hair', color: { argb: 'FF888888' } } }
const RULED: Partial<Borders> = { top: { style: 'thin' }, bottom: { style: 'thin' } }

/** Widths in characters; a number in a right column is money. */
interface SheetLook {
  readonly widths: readonly number[]
  readonly aligns: readonly ('left' | 'right' | 'center')[]
}

const OUTLET: SheetLook = { widths: [6, 30, 16, 58, 16], aligns: ['center', 'left', 'right', 'left', 'right'] }
const COVER: SheetLook = { widths: [6, 18, 66, 18, 18], aligns: ['center', 'left', 'left', 'right', 'right'] }

/** The bytes of a workbook with a sheet per agent and per outlet, in the order of the printed pages. */
export async function styledStatements(head: MonthHead, statements: readonly AgentStatements[]): Promise<Uint8Array> {
  // Loaded only here: exceljs takes a third of a second, which no start of the program should pay.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const used = new Set<string>()
  const add = (name: string, look: SheetLook): Rows => {
    const sheet = workbook.addWorksheet(sheetName(name, used), {
      views: [{ showGridLines: false }],
      pageSetup: {
        paperSize: 9,
        orientation: 'portrait',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.7, header: 0.3, footer: 0.35 },
      },
      headerFooter: {
        oddFooter: `&L&8 ${head.county.replaceAll('&', '&&')} ${head.periodWords}${head.trial ? ` ${TRIAL}` : ''}&C&8打印时间 ${head.printedAt}&R&8第 &P 页 共 &N 页`,
      },
    })
    return new Rows(sheet, look, head)
  }
  for (const { agent, outlets } of statements) {
    if (agent) writeAgent(add(agent.payment.name, COVER), agent)
    for (const outlet of outlets) writeOutlet(add(`${outlet.outlet} ${outlet.name}`, OUTLET), outlet)
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

interface RowLook {
  readonly bold?: boolean
  readonly border?: Partial<Borders>
}

/** Writes one row after another. */
class Rows {
  readonly #sheet: Worksheet
  readonly #look: SheetLook
  readonly #head: MonthHead
  #at = 0

  constructor(sheet: Worksheet, look: SheetLook, head: MonthHead) {
    this.#sheet = sheet
    this.#look = look
    this.#head = head
    look.widths.forEach((width, at) => {
      sheet.getColumn(at + 1).width = width
    })
  }

  /** A row of cells; answers them. */
  row(values: readonly (string | number | null)[], { bold = false, border }: RowLook = {}): Cell[] {
    const { widths, aligns } = this.#look
    this.#at += 1
    let lines = 1
    const cells = values.map((value, at) => {
      const cell = this.#sheet.getCell(this.#at, at + 1)
      const isMoney = typeof value === 'number' && aligns[at] === 'right'
      cell.value = value
      cell.font = { name: FONT, size: 10, bold }
      cell.numFmt = isMoney ? MONEY : typeof value === 'number' ? '0' : '@'
      cell.alignment = {
        vertical: 'middle',
        horizontal: aligns[at]!,
        indent: aligns[at] === 'center' ? 0 : 1,
        ...(typeof value === 'string' ? { wrapText: true } : {}),
      }
      if (border) cell.border = border
      if (typeof value === 'string')
        lines = Math.max(lines, linesIn(value, widths[at]! - (aligns[at] === 'center' ? 0 : 2)))
      return cell
    })
    this.#sheet.getRow(this.#at).height = 16 * lines + 5
    return cells
  }

  /** A text across all columns. */
  wide(text: string, size = 10, look: { bold?: boolean; centre?: boolean; colour?: string } = {}): void {
    this.#at += 1
    this.#sheet.mergeCells(this.#at, 1, this.#at, this.#look.widths.length)
    const cell = this.#sheet.getCell(this.#at, 1)
    cell.value = text
    cell.font = { name: FONT, size, bold: look.bold ?? false, ...(look.colour ? { color: { argb: look.colour } } : {}) }
    cell.alignment = { horizontal: look.centre ? 'center' : 'left', vertical: 'middle', wrapText: true }
    const width = this.#look.widths.reduce((sum, each) => sum + each, 0)
    this.#sheet.getRow(this.#at).height = (size * 1.6 + 4) * linesIn(text, (width * 10) / size)
  }

  heading(words: readonly string[]): void {
    for (const cell of this.row(words, { bold: true, border: RULED }))
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF0F2F4' } }
    this.#sheet.pageSetup.printTitlesRow = `${this.#at}:${this.#at}`
  }

  top(title: string): void {
    const { county, periodWords, trial } = this.#head
    this.wide(title, 16, { bold: true, centre: true })
    this.wide(`${county}　${periodWords}　单位：元`, 10, { centre: true })
    if (trial) this.wide(TRIAL, 11, { bold: true, centre: true, colour: 'FFB35900' })
  }

  payment(payment: Payment): void {
    const line = (label: string, amount: string, bold = false) =>
      this.row(['', label, '', '', Number(amount)], { border: HAIR, bold })
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
    rows.row([at + 1, title, line.measure, line.how, Number(line.amount)], { border: HAIR })
  }
  rows.row(['', '酬金合计', '', '', Number(outlet.gross)], { bold: true, border: RULED })
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
    rows.row([at + 1, outlet, name, Number(fund), Number(gross)], { border: HAIR })
  rows.row(['', '合计', '', Number(payment.fund), Number(payment.gross)], { bold: true, border: RULED })
  rows.wide('')
  rows.payment(payment)
  rows.signatures()
}
