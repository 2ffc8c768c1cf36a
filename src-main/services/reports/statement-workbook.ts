/** 酬金结算单 as .xlsx: a few outlets as sheets in the look of the printed page, many as lists. */
import type { Borders, Cell, Worksheet } from 'exceljs'
import { fen } from '../../domain/money.ts'
import { sheetName } from '../../workbook/write/sheet-name.ts'
import type { Sheet, SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { Payment } from '../settlements/payments.ts'
import type { MonthHead } from './month-books.ts'
import { TRIAL } from './paper.ts'
import { STATEMENT_TITLE } from './statement-pages.ts'
import type { AgentSheet, OutletSheet } from './statement-sheet.ts'
import { closingLines, sheetTitle } from './summary.ts'
import { textWidth } from './text-lines.ts'

/** The statements of one agent. */
export interface AgentStatements {
  readonly agent: AgentSheet | null
  readonly outlets: readonly OutletSheet[]
}

/** Up to this many outlets each get a sheet of their own: more would be neither found nor read. */
export const STYLED_OUTLETS = 20

const MONEY = '#,##0.00;[Red]-#,##0.00'
const THIN: Partial<Borders> = { top: { style: 'hair' }, bottom: { style: 'hair' } }
const RULED: Partial<Borders> = { top: { style: 'thin' }, bottom: { style: 'thin' } }
const WIDTHS = [7, 26, 14, 62, 16]

/** The bytes of a workbook with a sheet per agent and per outlet, in the order of the printed pages. */
export async function styledStatements(head: MonthHead, statements: readonly AgentStatements[]): Promise<Uint8Array> {
  // Loaded only here: exceljs takes a third of a second, which no start of the program should pay.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const used = new Set<string>()
  const add = (name: string): Worksheet => {
    const sheet = workbook.addWorksheet(sheetName(name, used), {
      pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      headerFooter: { oddFooter: `&L${head.periodWords}&C打印时间 ${head.printedAt}&R第 &P 页 共 &N 页` },
    })
    WIDTHS.forEach((width, at) => {
      sheet.getColumn(at + 1).width = width
    })
    return sheet
  }
  for (const { agent, outlets } of statements) {
    if (agent) writeAgent(add(agent.payment.name), head, agent)
    for (const outlet of outlets) writeOutlet(add(`${outlet.outlet} ${outlet.name}`), head, outlet)
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** Writes one row after another. */
class Rows {
  readonly sheet: Worksheet
  #at = 0

  constructor(sheet: Worksheet) {
    this.sheet = sheet
  }

  /** A row of cells; answers them. */
  row(values: readonly (string | number | null)[], look: { bold?: boolean; border?: Partial<Borders> } = {}): Cell[] {
    this.#at += 1
    let lines = 1
    const cells = values.map((value, at) => {
      const cell = this.sheet.getCell(this.#at, at + 1)
      cell.value = value
      const isAmount = typeof value === 'number' && at === WIDTHS.length - 1
      if (isAmount) cell.numFmt = MONEY
      else if (typeof value === 'string') cell.numFmt = '@'
      cell.alignment = {
        vertical: 'top',
        wrapText: typeof value === 'string',
        horizontal: isAmount || at === 2 ? 'right' : at === 0 ? 'center' : 'left',
      }
      if (look.bold) cell.font = { bold: true }
      if (look.border) cell.border = look.border
      if (typeof value === 'string') lines = Math.max(lines, Math.ceil((textWidth(value) * 2) / WIDTHS[at]!))
      return cell
    })
    this.sheet.getRow(this.#at).height = 15 * lines + 3
    return cells
  }

  /** A text across all columns. */
  wide(text: string, size = 10, look: { bold?: boolean; centre?: boolean; colour?: string } = {}): void {
    this.#at += 1
    this.sheet.mergeCells(this.#at, 1, this.#at, WIDTHS.length)
    const cell = this.sheet.getCell(this.#at, 1)
    cell.value = text
    cell.font = { size, bold: look.bold ?? false, ...(look.colour ? { color: { argb: look.colour } } : {}) }
    cell.alignment = { horizontal: look.centre ? 'center' : 'left', vertical: 'middle', wrapText: true }
    this.sheet.getRow(this.#at).height = size * 2
  }

  heading(words: readonly string[]): void {
    for (const cell of this.row(words, { bold: true, border: RULED }))
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF0F2F4' } }
    this.sheet.pageSetup.printTitlesRow = `${this.#at}:${this.#at}`
  }

  top(head: MonthHead, title: string): void {
    this.wide(title, 16, { bold: true, centre: true })
    this.wide(`${head.county}　${head.periodWords}　单位：元`, 10, { centre: true })
    if (head.trial) this.wide(TRIAL, 11, { bold: true, centre: true, colour: 'FFB35900' })
  }

  payment(payment: Payment): void {
    const line = (label: string, amount: string, bold = false) =>
      this.row(['', label, '', '', yuanNumber(amount)], { border: THIN, bold })
    line('减：基金缴存', payment.fund)
    line('减：代扣个人所得税', payment.tax)
    line('加：上期结转', payment.carriedIn)
    line('应付金额', payment.payable, true)
    if (fen(payment.carriedOut) !== 0) line('结转下期', payment.carriedOut)
    this.wide(`应付大写：${payment.inWords}`, 10, { bold: true })
  }

  signatures(head: MonthHead): void {
    this.wide('')
    this.wide(
      `制表：${head.preparedBy ?? ''}　　　　　审核：${head.reviewedBy ?? ''}　　　　　负责人：${head.approvedBy ?? ''}`,
    )
    this.wide('代理商签字（盖章）：　　　　　　　　　　　　　　　日期：　　　　年　　月　　日')
  }
}

function writeOutlet(sheet: Worksheet, head: MonthHead, outlet: OutletSheet): void {
  const rows = new Rows(sheet)
  rows.top(head, STATEMENT_TITLE)
  rows.wide(`网点：${outlet.outlet}　${outlet.name}`)
  rows.wide(`代理商：${outlet.agent ? `${outlet.agent.code}　${outlet.agent.name}` : '无'}`)
  rows.heading(['序号', '条款', '计量', '计算过程', '金额'])
  for (const [at, line] of [...outlet.lines, ...outlet.adjustments].entries()) {
    const title = line.policy === '' ? `调整：${line.title}` : `${line.title}\n${line.policy}`
    rows.row([at + 1, title, line.measure, line.how, yuanNumber(line.amount)], { border: THIN })
  }
  rows.row(['', '酬金合计', '', '', yuanNumber(outlet.gross)], { bold: true, border: RULED })
  rows.wide(`大写：${outlet.inWords}`, 10, { bold: true })
  const { contributed, matched } = outlet.fund
  if (fen(contributed) !== 0) rows.wide(`其中缴存业务发展基金 ${contributed}，公司匹配 ${matched}`, 9)
  if (outlet.payment) rows.payment(outlet.payment)
  rows.signatures(head)
}

function writeAgent(sheet: Worksheet, head: MonthHead, { payment, outlets }: AgentSheet): void {
  const rows = new Rows(sheet)
  rows.top(head, `${STATEMENT_TITLE}（代理商汇总）`)
  rows.wide(`代理商：${payment.agent}　${payment.name}`)
  const { name, bank, account } = payment.payee
  rows.wide(`收款户名：${name ?? '—'}　开户行：${bank ?? '—'}　银行账号：${account ?? '—'}`)
  rows.heading(['序号', '网点编码', '基金缴存', '网点名称', '酬金合计'])
  for (const [at, outlet] of outlets.entries()) {
    const cells = rows.row([at + 1, outlet.outlet, yuanNumber(outlet.fund), outlet.name, yuanNumber(outlet.gross)], {
      border: THIN,
    })
    cells[2]!.numFmt = MONEY
  }
  rows.row(['', '酬金合计', '', '', yuanNumber(payment.gross)], { bold: true, border: RULED })
  rows.payment(payment)
  rows.signatures(head)
}

/** A yuan text as a cell's number: two places are exact to the eye and to 15 digits. */
function yuanNumber(amount: string): number {
  return Number(amount)
}

/** Many statements as lists: one row per outlet, one per line, one per adjustment. */
export function statementSheets(head: MonthHead, statements: readonly AgentStatements[]): Sheet[] {
  const title = sheetTitle(head, STATEMENT_TITLE)
  const outlets = statements.flatMap((each) => each.outlets)
  const key = ({ agent, outlet, name }: OutletSheet) => [agent?.code ?? null, agent?.name ?? null, outlet, name]
  const named = [
    { heading: '代理商编码', type: 'text', width: 14 },
    { heading: '代理商名称', type: 'text', width: 30 },
    { heading: '网点编码', type: 'text', width: 14 },
    { heading: '网点名称', type: 'text', width: 30 },
  ] as const
  function* outletRows(): Generator<SheetRow> {
    for (const sheet of outlets)
      yield [...key(sheet), fen(sheet.gross), fen(sheet.fund.contributed), fen(sheet.fund.matched), sheet.inWords]
  }
  function* lineRows(): Generator<SheetRow> {
    for (const sheet of outlets)
      for (const line of sheet.lines)
        yield [...key(sheet), line.policy, line.title, line.measure, line.how, fen(line.amount)]
  }
  function* adjustmentRows(): Generator<SheetRow> {
    for (const sheet of outlets)
      for (const { title, how, amount } of sheet.adjustments) yield [...key(sheet), title, how, fen(amount)]
  }
  return [
    {
      name: '结算单',
      title,
      columns: [
        ...named,
        { heading: '酬金合计', type: 'money', sum: true },
        { heading: '基金缴存', type: 'money', sum: true },
        { heading: '公司匹配', type: 'money', sum: true },
        { heading: '酬金合计大写', type: 'text', width: 44 },
      ],
      rows: outletRows(),
      totals: '合计',
      closing: closingLines(head),
    },
    {
      name: '明细',
      title: `${title}　明细`,
      columns: [
        ...named,
        { heading: '政策', type: 'text', width: 32 },
        { heading: '条款', type: 'text', width: 24 },
        { heading: '计量', type: 'text', width: 14 },
        { heading: '计算过程', type: 'text', width: 60 },
        { heading: '金额', type: 'money', sum: true },
      ],
      rows: lineRows(),
      totals: '合计',
    },
    {
      name: '调整',
      title: `${title}　调整`,
      columns: [
        ...named,
        { heading: '种类', type: 'text', width: 12 },
        { heading: '原因', type: 'text', width: 60 },
        { heading: '金额', type: 'money', sum: true },
      ],
      rows: adjustmentRows(),
      totals: '合计',
    },
  ]
}
