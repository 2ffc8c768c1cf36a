/** 酬金汇总表: every agent and outlet of the month with its money by policy; the same figures for paper and workbook. */
import { asFen, type Fen, fen, sumFen } from '../../domain/money.ts'
import { amountInWords } from '../../domain/words.ts'
import type { Sheet, SheetColumn, SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { Payment } from '../settlements/payments.ts'
import type { Statement } from '../settlements/statements.ts'
import type { ListCell, ListColumn, ListReport, ListRow } from './list-pages.ts'
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

  add({ payment }: AgentPart, statements: readonly Statement[]): void {
    const outlets = statements.map((statement) => this.#outlet(statement))
    this.#agents.push({ payment, outlets, ...added(outlets) })
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
    const payments = this.#agents.flatMap(({ payment }) => payment ?? [])
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

/** Paper holds this many policies side by side; the smaller rest stands together as 其他政策, named below the table. */
const MOST_POLICIES = 6

/** The summary on paper: an agent's line, its outlets below it where it has several. */
export function summaryList(summary: Summary): ListReport {
  const shown = shownPolicies(summary)
  const folded = summary.policies.filter(({ code }) => !shown.some((policy) => policy.code === code))
  const moneyOf = ({ policies, adjustments, gross, fund }: Sums): ListCell[] => [
    ...shown.map(({ code }) => policies.get(code) ?? 0),
    ...(folded.length > 0 ? [folded.reduce((sum, { code }) => sum + (policies.get(code) ?? 0), 0)] : []),
    adjustments,
    gross,
    fund,
  ]
  const paid = (payment: Payment | null): ListCell[] =>
    payment === null
      ? [null, null, null, null]
      : [fen(payment.tax), fen(payment.carriedIn), fen(payment.payable), fen(payment.carriedOut)]
  const rows: ListRow[] = []
  for (const [at, agent] of summary.agents.entries()) {
    const { payment, outlets } = agent
    const only = outlets.length === 1 && payment !== null ? outlets[0] : undefined
    const under = only ? `${only.outlet}　${only.name}` : `${outlets.length} 个网点`
    rows.push({
      kind: only ? 'plain' : 'part',
      cells: [
        String(at + 1),
        payment?.agent ?? '',
        { main: payment?.name ?? NOBODY, under },
        ...moneyOf(agent),
        ...paid(payment),
      ],
    })
    if (!only)
      for (const outlet of outlets)
        rows.push({ kind: 'sub', cells: ['', outlet.outlet, outlet.name, ...moneyOf(outlet), ...paid(null)] })
  }
  const { tax, carriedIn, payable, carriedOut, total } = summary
  const outlets = summary.agents.reduce((sum, agent) => sum + agent.outlets.length, 0)
  const agents = summary.agents.filter(({ payment }) => payment !== null).length
  return {
    title: SUMMARY_TITLE,
    note: `代理商 ${agents} 家，网点 ${outlets} 个`,
    columns: columnsOf([...shown.map(({ title }) => title), ...(folded.length > 0 ? ['其他政策'] : [])]),
    rows,
    sums: ['', '', '合　计', ...moneyOf(total), tax, carriedIn, payable, carriedOut],
    closing: [
      { label: '酬金合计大写', text: amountInWords(total.gross) },
      { label: '应付合计大写', text: amountInWords(payable) },
      ...(folded.length > 0 ? [{ label: '其他政策', text: folded.map(({ title }) => title).join('、') }] : []),
    ],
  }
}

function shownPolicies({ policies }: Summary): Summary['policies'] {
  if (policies.length <= MOST_POLICIES) return policies
  const largest = [...policies].sort((a, b) => Math.abs(b.total) - Math.abs(a.total)).slice(0, MOST_POLICIES - 1)
  return policies.filter((policy) => largest.includes(policy))
}

function columnsOf(policies: readonly string[]): ListColumn[] {
  const fixed: ListColumn[] = [
    { title: '序号', width: 9, align: 'center' },
    { title: '编码', width: 19, align: 'left' },
  ]
  const end = [
    { title: '调整', width: 16 },
    { title: '酬金合计', width: 19 },
    { title: '基金缴存', width: 16 },
    { title: '代扣个税', width: 16 },
    { title: '上期结转', width: 16 },
    { title: '应付金额', width: 19 },
    { title: '结转下期', width: 16 },
  ].map((column) => ({ ...column, align: 'right' as const }))
  const left = LANDSCAPE.width - [...fixed, ...end].reduce((sum, { width }) => sum + width, 0)
  const width = Math.min(19, (left - 36) / Math.max(1, policies.length))
  const middle = policies.map((title) => ({ title, width, align: 'right' as const }))
  return [...fixed, { title: '代理商／网点', width: left - width * policies.length, align: 'left' }, ...middle, ...end]
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
      const paid = payment
        ? [fen(payment.tax), fen(payment.carriedIn), fen(payment.payable), fen(payment.carriedOut)]
        : [null, null, null, null]
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
