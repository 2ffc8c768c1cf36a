/** 酬金汇总表 on paper: as many policies side by side as landscape A4 holds, an agent's line over those of its outlets. */
import { asFen, type Fen, fen, sumFen } from '../../domain/money.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Payment } from '../settlements/payments.ts'
import { type ListCell, type ListColumn, type ListReport, type ListRow, moneyWidth } from './list-pages.ts'
import { LANDSCAPE } from './paper.ts'
import { NOBODY, PAID, SUMMARY_TITLE, type Summary, type Sums } from './summary.ts'

/** mm that names of agents and outlets need at least, and those that are enough; a policy's heading likewise. */
const NAME = { least: 46, enough: 72 }
const POLICY = { least: 17, enough: 26 }

/** The money columns of the paper, each with how it is read of any sums. */
interface MoneyColumn {
  readonly title: string
  readonly of: (sums: Sums) => Fen
}

/** The summary on paper: an agent's line, its outlets below it where it has several. */
export function summaryList(summary: Summary): ListReport {
  const { columns, money, folded } = columnsOf(summary)
  const moneyOf = (sums: Sums): ListCell[] => money.map(({ of }) => of(sums))
  const paid = (payment: Payment | null): ListCell[] =>
    PAID.map(({ pick }) => (payment === null ? null : fen(pick(payment))))
  const rows: ListRow[] = []
  for (const [at, agent] of summary.agents.entries()) {
    const { payment, outlets } = agent
    const only = outlets.length === 1 && payment !== null ? outlets[0] : undefined
    const name = payment?.name ?? NOBODY
    const under = only ? `${only.outlet}　${only.name}` : `${outlets.length} 个网点`
    const cells = [String(at + 1), payment?.agent ?? '', { main: name, under }, ...moneyOf(agent), ...paid(agent.paid)]
    rows.push({ kind: only ? 'plain' : 'part', cells })
    if (only) continue
    for (const outlet of outlets)
      rows.push({ kind: 'sub', cells: ['', outlet.outlet, outlet.name, ...moneyOf(outlet), ...paid(null)] })
  }
  const { payable, total, agents } = summary
  const outlets = agents.reduce((sum, agent) => sum + agent.outlets.length, 0)
  return {
    title: SUMMARY_TITLE,
    note: `代理商 ${agents.filter(({ payment }) => payment !== null).length} 家，网点 ${outlets} 个`,
    columns,
    rows,
    sums: ['', '', '合　计', ...moneyOf(total), ...PAID.map(({ total }) => total(summary))],
    closing: [
      { label: '酬金合计大写', text: amountInWords(total.gross) },
      { label: '应付合计大写', text: amountInWords(payable) },
      ...(folded.length > 0 ? [{ label: '其他政策', text: folded.join('、') }] : []),
    ],
  }
}

/** As many policies side by side as the paper holds; the smaller rest stands together as 其他政策, named below the table. */
function columnsOf(summary: Summary): { columns: ListColumn[]; money: MoneyColumn[]; folded: string[] } {
  const paid = PAID.map(({ title, pick, total }) => {
    const amounts = summary.agents.flatMap((agent) => (agent.paid ? fen(pick(agent.paid)) : []))
    return { title, width: moneyWidth([...amounts, total(summary)]), align: 'right' as const }
  })
  const left = [
    { title: '序号', width: 9, align: 'center' as const },
    { title: '编码', width: 20, align: 'left' as const },
  ]
  const room = LANDSCAPE.width - [...left, ...paid].reduce((sum, { width }) => sum + width, 0)
  for (let most = summary.policies.length; ; most--) {
    const { money, folded } = moneyColumns(summary, most)
    const policies = money.length - 3
    const widths = money.map((column, at) => Math.max(at < policies ? POLICY.least : 0, widthOf(summary, column)))
    let name = room - widths.reduce((sum, width) => sum + width, 0)
    if (name < NAME.least && most > 0) continue
    for (let at = 0; at < policies; at++) {
      const more = Math.max(0, Math.min(POLICY.enough - widths[at]!, (name - NAME.enough) / (policies - at)))
      widths[at]! += more
      name -= more
    }
    const middle = money.map(({ title }, at) => ({ title, width: widths[at]!, align: 'right' as const }))
    return {
      columns: [...left, { title: '代理商／网点', width: name, align: 'left' }, ...middle, ...paid],
      money,
      folded,
    }
  }
}

function widthOf(summary: Summary, { of }: MoneyColumn): number {
  const outlets = summary.agents.flatMap((agent) => agent.outlets)
  return moneyWidth([summary.total, ...summary.agents, ...outlets].map(of))
}

function moneyColumns(summary: Summary, most: number): { money: MoneyColumn[]; folded: string[] } {
  const bySize = [...summary.policies].sort((a, b) => Math.abs(b.total) - Math.abs(a.total))
  const shown = new Set(bySize.slice(0, most))
  const rest = summary.policies.filter((policy) => !shown.has(policy))
  const ofPolicy = (sums: Sums, code: string): Fen => sums.policies.get(code) ?? asFen(0)
  const policies = summary.policies
    .filter((policy) => shown.has(policy))
    .map(({ code, title }): MoneyColumn => ({ title, of: (sums) => ofPolicy(sums, code) }))
  const other: MoneyColumn = { title: '其他政策', of: (sums) => sumFen(rest.map(({ code }) => ofPolicy(sums, code))) }
  const money = [
    ...policies,
    ...(rest.length > 0 ? [other] : []),
    { title: '调整', of: (sums: Sums) => sums.adjustments },
    { title: '酬金合计', of: (sums: Sums) => sums.gross },
    { title: '基金缴存', of: (sums: Sums) => sums.fund },
  ]
  return { money, folded: rest.map(({ title }) => title) }
}
