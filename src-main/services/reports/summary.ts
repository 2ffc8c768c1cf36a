/** 酬金汇总: every agent and outlet of the month with its money by policy; paper and workbook show the same figures. */
import { asFen, type Fen, fen, sumFen } from '../../domain/money.ts'
import type { Payment } from '../settlements/payments.ts'
import type { Statement } from '../settlements/statements.ts'
import type { AgentPart } from './month-books.ts'

export const SUMMARY_TITLE = '酬金汇总表'

export interface Sums {
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

/** What stands for the agent of outlets that have none. */
export const NOBODY = '（没有代理商）'

/** What an agent's payment adds to its outlets' sums. */
export const PAID = [
  { title: '代扣个税', pick: (payment: Payment) => payment.tax, total: (summary: Summary) => summary.tax },
  { title: '上月结转', pick: (payment: Payment) => payment.carriedIn, total: (summary: Summary) => summary.carriedIn },
  { title: '应付金额', pick: (payment: Payment) => payment.payable, total: (summary: Summary) => summary.payable },
  {
    title: '结转下月',
    pick: (payment: Payment) => payment.carriedOut,
    total: (summary: Summary) => summary.carriedOut,
  },
] as const
