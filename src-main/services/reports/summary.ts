/** 酬金汇总表: every agent and outlet of the month with its money by policy; the same figures for paper and workbook. */
import { asFen, type Fen, fen, sumFen } from '../../domain/money.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Sheet, SheetColumn, SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { Payment } from '../settlements/payments.ts'
import type { Statement } from '../settlements/statements.ts'
import { type ListCell, type ListColumn, type ListReport, type ListRow, moneyWidth } from './list-pages.ts'
import type { AgentPart, MonthHead } from './month-books.ts'
import { LANDSCAPE } from './paper.ts'

export const SUMMARY_TITLE = '酬金汇总表'

interface Sums {
  /** By the policy's code. */
  readonly policies: ReadonlyMap<string, Fen>
  readonly adjustments: Fen
  readonly gross: Fen
  readonly fund: Fen
}

interface SummaryOutlet extends Sums {
  readonly outlet: string
  readonly name: string
}

interface SummaryAgent extends Sums {
  readonly payment: Payment | null
  /** The same; null where only some of its outlets were asked for, since it pays for all of them. */
  readonly paid: Payment | null
  readonly outlets: readonly SummaryOutlet[]
}

export interface Summary {
  readonly policies: readonly { code: string; title: string; total: Fen }[]
  readonly agents: readonly SummaryAgent[]
  readonly total: Sums
  readonly tax: Fen
  readonly carriedIn: Fen
  readonly payable: Fen
  readonly carriedOut: Fen
}

/** Gathers the summary part by part, so that a large month is read in steps. */
export class SummaryBuilder {
  readonly #agents: SummaryAgent[] = []
  readonly #titles = new Map<string, string>()

  add({ payment, whole }: AgentPart, statements: readonly Statement[]): void {
    const outlets = statements.map((statement) => this.#outlet(statement))
    this.#agents.push({ payment, paid: whole ? payment : null, outlets, ...added(outlets) })
  }

  #outlet({ outlet, name, lines, adjustments, gross, fund }: Statement): SummaryOutlet {
    const policies = new Map<string, Fen>()
    for (const line of lines) {
      this.#titles.set(line.policy, line.policyTitle)
      policies.set(line.policy, asFen((policies.get(line.policy) ?? 0) + fen(line.amount)))
    }
    return {
      outlet,
      name,
      policies,
      adjustments: sumFen(adjustments.map(({ amount }) => fen(amount))),
      gross: fen(gross),
      fund: fen(fund.contributed),
    }
  }

  finish(): Summary {
    const total = added(this.#agents)
    const payments = this.#agents.flatMap(({ paid }) => paid ?? [])
    const sum = (pick: (payment: Payment) => string) => sumFen(payments.map((payment) => fen(pick(payment))))
    return {
      policies: [...this.#titles]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, title]) => ({ code, title, total: total.policies.get(code) ?? asFen(0) })),
      agents: this.#agents,
      total,
      tax: sum(({ tax }) => tax),
      carriedIn: sum(({ carriedIn }) => carriedIn),
      payable: sum(({ payable }) => payable),
      carriedOut: sum(({ carriedOut }) => carriedOut),
    }
  }
}

function added(each: readonly Sums[]): Sums {
  const policies = new Map<string, Fen>()
  for (const sums of each)
    for (const [code, amount] of sums.policies) policies.set(code, asFen((policies.get(code) ?? 0) + amount))
  return {
    policies,
    adjustments: sumFen(each.map(({ adjustments }) => adjustments)),
    gross: sumFen(each.map(({ gross }) => gross)),
    fund: sumFen(each.map(({ fund }) => fund)),
  }
}

const NOBODY = '（没有代理商）'

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

const PAID = [
  { title: '代扣个税', pick: (payment: Payment) => payment.tax, total: (summary: Summary) => summary.tax },
  { title: '上期结转', pick: (payment: Payment) => payment.carriedIn, total: (summary: Summary) => summary.carriedIn },
  { title: '应付金额', pick: (payment: Payment) => payment.payable, total: (summary: Summary) => summary.payable },
  {
    title: '结转下期',
    pick: (payment: Payment) => payment.carriedOut,
    total: (summary: Summary) => summary.carriedOut,
  },
] as const

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

/** The summary as sheets with real numbers, every policy in its own column: one by outlet, one by agent. */
export function summarySheets(summary: Summary, head: MonthHead): Sheet[] {
  const money = (heading: string): SheetColumn => ({ heading, type: 'money', sum: true })
  const policies = summary.policies.map(({ title }) => money(title))
  const sums = (of: Sums): SheetRow => [
    ...summary.policies.map(({ code }) => of.policies.get(code) ?? 0),
    of.adjustments,
    of.gross,
    of.fund,
  ]
  const outletRows = function* (): Generator<SheetRow> {
    for (const { payment, outlets } of summary.agents)
      for (const outlet of outlets)
        yield [payment?.agent ?? null, payment?.name ?? null, outlet.outlet, outlet.name, ...sums(outlet)]
  }
  const agentRows = function* (): Generator<SheetRow> {
    for (const agent of summary.agents) {
      const { payment, outlets } = agent
      const paid = PAID.map(({ pick }) => (agent.paid ? fen(pick(agent.paid)) : null))
      yield [payment?.agent ?? null, payment?.name ?? NOBODY, outlets.length, ...sums(agent), ...paid]
    }
  }
  const title = sheetTitle(head, SUMMARY_TITLE)
  const middle = [...policies, money('调整'), money('酬金合计'), money('基金缴存')]
  return [
    {
      name: '按网点',
      title: `${title}　按网点`,
      columns: [
        { heading: '代理商编码', type: 'text', width: 14 },
        { heading: '代理商名称', type: 'text', width: 32 },
        { heading: '网点编码', type: 'text', width: 14 },
        { heading: '网点名称', type: 'text', width: 32 },
        ...middle,
      ],
      rows: outletRows(),
      totals: '合计',
      closing: [[`酬金合计大写：${amountInWords(summary.total.gross)}`], ...closingLines(head)],
    },
    {
      name: '按代理商',
      title: `${title}　按代理商`,
      columns: [
        { heading: '代理商编码', type: 'text', width: 14 },
        { heading: '代理商名称', type: 'text', width: 32 },
        { heading: '网点数', type: 'integer', sum: true },
        ...middle,
        money('代扣个人所得税'),
        money('上期结转'),
        money('应付金额'),
        money('结转下期'),
      ],
      rows: agentRows(),
      totals: '合计',
      closing: [[`应付合计大写：${amountInWords(summary.payable)}`], ...closingLines(head)],
    },
  ]
}

/** 舒城县 2026年10月 酬金汇总表, with what an unclosed month must say. */
export function sheetTitle(head: MonthHead, title: string): string {
  return `${head.county}　${head.periodWords}　${title}（单位：元）${head.trial ? '　试算（未结账）' : ''}`
}

/** Who made, checked and answers for it, and when it was printed, below a sheet. */
export function closingLines(head: MonthHead): SheetRow[] {
  const { preparedBy, reviewedBy, approvedBy, printedAt } = head
  return [
    [`制表：${preparedBy ?? ''}　审核：${reviewedBy ?? ''}　负责人：${approvedBy ?? ''}`],
    [`打印时间：${printedAt}`],
  ]
}
