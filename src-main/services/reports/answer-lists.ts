/** The answers of a month as wide tables: the bridge from last month, and what is coming due; for paper and workbook alike. */
import { divide, ofFen, ofInteger, toDecimalText } from '../../domain/exact.ts'
import { asFen, fen } from '../../domain/money.ts'
import { chineseMonth } from '../../domain/month.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Sheet, SheetValue } from '../../workbook/write/sheet-stream.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { ComingDue, DueSum } from '../coming-due/coming-due.ts'
import { type ListCell, type ListColumn, type ListReport, type ListRow, moneyWidth } from './list-pages.ts'
import type { MonthHead } from './month-books.ts'
import { LANDSCAPE } from './paper.ts'
import { closingLines, sheetTitle } from './sheet-heading.ts'

export const BRIDGE_TITLE = '酬金环比说明'
export const COMING_DUE_TITLE = '待付分期表'

/** Causes that have a column of their own on paper; the rest stand together. */
const MOST_CAUSES = 7

export function bridgeList(bridge: Bridge): ListReport {
  const weight = new Map<string, number>()
  for (const { causes } of bridge.outlets)
    for (const [cause, amount] of Object.entries(causes))
      weight.set(cause, (weight.get(cause) ?? 0) + Math.abs(fen(amount)))
  const heaviest = bridge.causes.toSorted((a, b) => (weight.get(b.cause) ?? 0) - (weight.get(a.cause) ?? 0))
  const own = new Set(heaviest.slice(0, MOST_CAUSES).map(({ cause }) => cause))
  const shown = bridge.causes.filter(({ cause }) => own.has(cause))
  const hasRest = bridge.causes.length > shown.length
  const cells = (causes: Readonly<Record<string, string | undefined>>, before: string, now: string): ListCell[] => {
    const rest = Object.entries(causes).filter(([cause]) => !own.has(cause as (typeof shown)[number]['cause']))
    return [
      fen(before),
      ...shown.map(({ cause }) => (causes[cause] === undefined ? null : fen(causes[cause]!))),
      ...(hasRest ? [rest.length === 0 ? null : rest.reduce((sum, [, amount]) => sum + fen(amount ?? '0'), 0)] : []),
      fen(now),
      asFen(fen(now) - fen(before)),
    ]
  }
  const rows = bridge.outlets
    .filter(({ difference }) => fen(difference) !== 0)
    .map((row, at): ListRow => {
      const who = { main: row.name, under: row.outlet }
      return { kind: 'plain', cells: [String(at + 1), who, ...cells(row.causes, row.before, row.now)] }
    })
  const totals = Object.fromEntries(bridge.causes.map(({ cause, amount }) => [cause, amount]))
  const sums: ListCell[] = ['', '合　计', ...cells(totals, bridge.before, bridge.now)]
  const titles = ['上月合计', ...shown.map(({ words }) => words), ...(hasRest ? ['其他'] : []), '本月合计', '比上月']
  const widths = titles.map((_, at) =>
    moneyWidth(
      [...rows, { cells: sums }].map(({ cells }) => (typeof cells[at + 2] === 'number' ? Number(cells[at + 2]) : 0)),
    ),
  )
  const number = 9
  const left = LANDSCAPE.width - number - widths.reduce((sum, width) => sum + width, 0)
  const columns: ListColumn[] = [
    { title: '序号', width: number, align: 'center' },
    { title: '网点', width: Math.max(30, left), align: 'left' },
    ...titles.map((title, at) => ({ title, width: widths[at]!, align: 'right' as const })),
  ]
  const same = bridge.outlets.length - rows.length
  return {
    title: BRIDGE_TITLE,
    note: `${chineseMonth(bridge.last)}到${chineseMonth(bridge.period)}，网点 ${rows.length} 个${same > 0 ? `，另有 ${same} 个与上月相同` : ''}`,
    columns,
    rows,
    sums,
    closing: bridge.causes.map(({ words, meaning, amount }) => ({ label: words, text: `${amount} 元：${meaning}` })),
  }
}

export function comingDueList(due: ComingDue): ListReport {
  const sumCells = ({ members, full, expected }: DueSum): ListCell[] => [
    String(members),
    fen(full),
    fen(expected),
    shareWords(full, expected),
  ]
  const head = (title: string): ListRow => ({ kind: 'part', cells: [title, null, null, null, null] })
  const rows: ListRow[] = [
    head('按到期月份'),
    ...due.months.map((each): ListRow => ({ kind: 'plain', cells: [chineseMonth(each.month), ...sumCells(each)] })),
    head('按政策条款'),
    ...due.clauses.flatMap((clause): ListRow[] => [
      { kind: 'plain', cells: [{ main: clause.name, under: clause.code }, ...sumCells(clause)] },
      ...clause.months.map(
        (each): ListRow => ({ kind: 'sub', cells: [`　　${chineseMonth(each.month)}`, ...sumCells(each)] }),
      ),
    ]),
    head('按代理商'),
    ...due.agents.map(
      (agent): ListRow => ({ kind: 'plain', cells: [{ main: agent.name, under: agent.code }, ...sumCells(agent)] }),
    ),
  ]
  const columns: ListColumn[] = [
    { title: '项目', width: LANDSCAPE.width - 130, align: 'left' },
    { title: '户次', width: 26, align: 'right' },
    { title: '满额', width: 40, align: 'right' },
    { title: '预计', width: 40, align: 'right' },
    { title: '预计占满额', width: 24, align: 'right' },
  ]
  return {
    title: COMING_DUE_TITLE,
    note: `截至${chineseMonth(due.period)}末，已开始、还没有到期的分期酬金`,
    columns,
    rows,
    sums: ['合　计', ...sumCells(due.total)],
    closing: [
      { label: '预计合计大写', text: amountInWords(fen(due.total.expected)) },
      { label: '算法', text: due.rule },
    ],
  }
}

function shareWords(full: string, expected: string): string {
  if (fen(full) === 0) return '—'
  const percent = divide(ofFen(asFen(fen(expected) * 100)), ofFen(fen(full)))
  const places = Number(toDecimalText(divide(percent, ofInteger(1)), 0, 1))
  return `${places.toFixed(1)} %`
}

/** Any list of a report as a sheet: amounts as numbers, everything else as text. */
export function listSheets(report: ListReport, head: MonthHead): Sheet[] {
  const isMoney = report.columns.map((_, at) => report.rows.some(({ cells }) => typeof cells[at] === 'number'))
  const plain = (cell: ListCell, at: number): SheetValue => {
    if (cell === null || cell === undefined) return null
    if (typeof cell === 'number') return cell
    if (typeof cell !== 'string') return cell.under === '' ? cell.main : `${cell.main}（${cell.under}）`
    return isMoney[at] ? null : cell.trim()
  }
  const row = (cells: readonly ListCell[]) => report.columns.map((_, at) => plain(cells[at] ?? null, at))
  return [
    {
      name: report.title,
      title: sheetTitle(head, report.title, report.unit),
      columns: report.columns.map(({ title }, at) => ({ heading: title, type: isMoney[at] ? 'money' : 'text' })),
      rows: [...report.rows.map(({ cells }) => row(cells)), row(report.sums)],
      closing: [...report.closing.map(({ label, text }) => [`${label}：${text}`]), ...closingLines(head)],
    },
  ]
}
