/** Claim sheet and yearly income on paper and as workbooks, in the look of all reports (DOMAIN.md §7). */
import { fen, grouped, sumFen } from '../../domain/money.ts'
import { asMonth, type Month, monthFromNumber } from '../../domain/month.ts'
import { payerKindWords } from '../../domain/said/paying-words.ts'
import { amountInWords } from '../../domain/words.ts'
import { writeAll, writeWhole } from '../../workbook/write/safe-file.ts'
import { type Sheet, writeXlsx } from '../../workbook/write/sheet-stream.ts'
import type { Job } from '../jobs.ts'
import type { Actor, Office, Query } from '../office.ts'
import { queryOf } from '../query.ts'
import { type ListColumn, type ListReport, listPages, moneyWidth } from '../reports/list-pages.ts'
import type { MonthHead } from '../reports/month-books.ts'
import { documentHtml, LANDSCAPE } from '../reports/paper.ts'
import { onePart, printParts } from '../reports/print-parts.ts'
import { closingLines } from '../reports/sheet-heading.ts'
import { localMinute } from '../wall-clock.ts'
import { periodWords } from './bank-files.ts'
import { type ClaimSheet, claimSheet } from './claims.ts'
import { type IncomeRow, type IncomeSheet, incomeSheet, incomeTotal } from './income.ts'

export type PaperAsked =
  | { readonly paper: 'claimSheet'; readonly id: number }
  | { readonly paper: 'income'; readonly year: number; readonly agent?: string | undefined }

interface Paper {
  readonly name: string
  readonly head: MonthHead
  readonly report: ListReport
  readonly sheets: () => Sheet[]
}

function paperOf(cx: Query, office: Pick<Office, 'clock'>, asked: PaperAsked): Paper {
  const printedAt = localMinute(office.clock.now())
  const county = cx.db.get<{ name: string }>('SELECT name FROM county')?.name ?? ''
  if (asked.paper === 'claimSheet') return claimPaper(claimSheet(cx, asked.id), { county, printedAt })
  return incomePaper(cx, incomeSheet(cx, asked.year, asked.agent), { county, printedAt })
}

type Place = Pick<MonthHead, 'county' | 'printedAt'>

function claimPaper(sheet: ClaimSheet, place: Place): Paper {
  const title = '渠道酬金报账单'
  const last = sheet.periods.at(-1) ?? monthFromNumber(190001)
  const head: MonthHead = {
    ...place,
    period: last,
    periodWords: `${sheet.number}　${periodWords(sheet.periods)}`,
    trial: false,
    preparedBy: sheet.user,
    // whoever checks the sheet signs it by hand
    reviewedBy: null,
    approvedBy: null,
  }
  const lines = sheet.lines.filter(({ live }) => live || sheet.state === 'cancelled')
  const rows = lines.map((line) => ({ ...line, invoiced: fen(line.invoiced) }))
  const amount = sumFen(lines.map((line) => fen(line.amount)))
  const invoiced = sumFen(rows.map((row) => row.invoiced))
  const widths = [12, 24, 0, 0, 0, 42, moneyWidth([invoiced]) + 4, moneyWidth([amount]) + 4]
  const left = (LANDSCAPE.width - widths.reduce((sum, width) => sum + width, 0)) / 3
  const column = (at: number, title: string, align: ListColumn['align']): ListColumn => ({
    title,
    align,
    width: widths[at] || left,
  })
  const closing = [{ label: '报账金额大写', text: sheet.inWords }]
  if (sheet.exception) closing.push({ label: '例外说明', text: sheet.exception })
  return {
    name: `报账单-${sheet.number}`,
    head,
    report: {
      title: sheet.state === 'cancelled' ? `${title}（已取消）` : title,
      note: `${sheet.agents} 家代理商，${sheet.count} 笔，控制合计 ${grouped(amount)} 元`,
      columns: [
        column(0, '序号', 'center'),
        column(1, '账期', 'left'),
        column(2, '代理商', 'left'),
        column(3, '收款户名', 'left'),
        column(4, '开户行', 'left'),
        column(5, '银行账号', 'left'),
        column(6, '发票金额', 'right'),
        column(7, '报账金额', 'right'),
      ],
      rows: rows.map((row, at) => ({
        kind: 'plain',
        cells: [
          String(at + 1),
          periodWords([row.period]),
          { main: row.name, under: row.agent },
          row.payee ?? '—',
          row.bank ?? '—',
          row.account ?? '—',
          row.invoiced,
          fen(row.amount),
        ],
      })),
      sums: ['', '', '合　计', '', '', '', invoiced, amount],
      closing,
    },
    sheets: () => [
      {
        name: '报账单',
        title: `${place.county}　${title}　${sheet.number}（单位：元）${sheet.state === 'cancelled' ? '　已取消' : ''}`,
        columns: [
          { heading: '序号', type: 'integer' },
          { heading: '账期', type: 'month' },
          { heading: '代理商编码', type: 'text' },
          { heading: '代理商名称', type: 'text', width: 28 },
          { heading: '收款户名', type: 'text', width: 28 },
          { heading: '开户行', type: 'text', width: 28 },
          { heading: '银行账号', type: 'text', width: 26 },
          { heading: '发票金额', type: 'money', sum: true },
          { heading: '报账金额', type: 'money', sum: true },
        ],
        rows: rows.map((row, at) => [
          at + 1,
          row.period,
          row.agent,
          row.name,
          row.payee,
          row.bank,
          row.account,
          row.invoiced,
          fen(row.amount),
        ]),
        // 序号 is no figure to add up, so the word stands there
        totals: '合计',
        closing: [...closing.map(({ label, text }) => [`${label}：${text}`]), ...closingLines(head)],
      },
    ],
  }
}

const INCOME = [
  { title: '酬金合计', key: 'gross' },
  { title: '基金缴存', key: 'fund' },
  { title: '代扣个税', key: 'tax' },
  { title: '应付金额', key: 'payable' },
  { title: '已付金额', key: 'paid' },
] as const

function incomePaper(cx: Query, income: IncomeSheet, place: Place): Paper {
  const title = '代理商年度收入表'
  const last: Month = income.periods.at(-1) ?? asMonth(`${income.year}-12`)
  const head: MonthHead = {
    ...place,
    period: last,
    periodWords: `${income.year}年`,
    trial: false,
    preparedBy: cx.user,
    // signed by hand
    reviewedBy: null,
    approvedBy: null,
  }
  const totals = INCOME.map(({ key }) => incomeTotal(income.rows, key))
  const widths = [10, 0, 22, 42, 26, ...totals.map((total) => moneyWidth([total]) + 3)]
  const left = LANDSCAPE.width - widths.reduce((sum, width) => sum + width, 0)
  const titles = ['序号', '代理商', '纳税人类型', '证件号码', '月份', ...INCOME.map((one) => one.title)]
  const monthsOf = (row: IncomeRow) => row.months.map(({ period }) => Number(period.slice(5))).join('、')
  const words = income.periods.map((period) => `${Number(period.slice(5))} 月`).join('、')
  return {
    name: `代理商年度收入-${income.year}`,
    head,
    report: {
      title,
      note:
        income.periods.length === 0 ? '这一年没有已结账的月份' : `已结账的月份：${words}；共 ${income.rows.length} 家`,
      columns: titles.map((heading, at) => ({
        title: heading,
        width: widths[at] || left,
        align: at === 0 ? 'center' : at > 4 ? 'right' : 'left',
      })),
      rows: income.rows.map((row, at) => ({
        kind: 'plain',
        cells: [
          String(at + 1),
          { main: row.name, under: row.agent },
          payerKindWords(row.payerKind),
          row.idNumber ?? '—',
          monthsOf(row),
          ...INCOME.map(({ key }) => fen(row[key])),
        ],
      })),
      sums: ['', '合　计', '', '', '', ...totals],
      closing: [{ label: '酬金合计大写', text: amountInWords(incomeTotal(income.rows, 'gross')) }],
    },
    sheets: () => [
      {
        name: '年度收入',
        title: `${place.county}　${income.year}年　${title}（单位：元）`,
        columns: [
          { heading: '代理商编码', type: 'text' },
          { heading: '代理商名称', type: 'text', width: 28 },
          { heading: '纳税人类型', type: 'text' },
          { heading: '证件号码', type: 'text', width: 24 },
          ...INCOME.map((one) => ({ heading: one.title, type: 'money' as const, sum: true })),
        ],
        rows: income.rows.map((row) => [
          row.agent,
          row.name,
          payerKindWords(row.payerKind),
          row.idNumber,
          ...INCOME.map(({ key }) => fen(row[key])),
        ]),
        totals: '合计',
        closing: closingLines(head),
      },
      {
        name: '按月明细',
        columns: [
          { heading: '代理商编码', type: 'text' },
          { heading: '代理商名称', type: 'text', width: 28 },
          { heading: '账期', type: 'month' },
          ...INCOME.map((one) => ({ heading: one.title, type: 'money' as const, sum: true })),
        ],
        rows: income.rows.flatMap((row) =>
          row.months.map((month) => [row.agent, row.name, month.period, ...INCOME.map(({ key }) => fen(month[key]))]),
        ),
        totals: '合计',
      },
    ],
  }
}

/** The paper as it will be printed. */
export async function paperHtml(
  cx: Query,
  office: Pick<Office, 'clock'>,
  asked: PaperAsked,
): Promise<{ html: string; title: string }> {
  const { head, report, name } = paperOf(cx, office, asked)
  return { html: documentHtml(name, LANDSCAPE, await listPages(head, report)), title: name }
}

const TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html; charset=utf-8',
} as const

/** Writes the paper as a download. @throws Refusal NO_PRINTER, PRINT_FAILED, WRITE_FAILED, DISK_FULL, CANCELLED */
export async function writePaper(
  office: Office,
  actor: Actor,
  job: Job,
  asked: PaperAsked,
  format: keyof typeof TYPES,
): Promise<{ export: string; name: string }> {
  const { head, report, sheets, name } = paperOf(queryOf(office, actor), office, asked)
  const file = office.files.beginExport(`${name}.${format}`, TYPES[format])
  if (format === 'xlsx') {
    await writeXlsx(file.path, sheets(), { signal: job.signal })
    return { export: file.id, name: file.name }
  }
  const pages = await listPages(head, report, job.breathe)
  const html = documentHtml(name, LANDSCAPE, pages)
  const bytes =
    format === 'html'
      ? Buffer.from(html, 'utf8')
      : await printParts(office.printer, onePart({ html, pages: pages.length }), {
          title: name,
          at: office.clock.now(),
          signal: job.signal,
          breathe: job.breathe,
        })
  await writeWhole(file.path, (handle) => writeAll(handle, [bytes], 0))
  return { export: file.id, name: file.name }
}
