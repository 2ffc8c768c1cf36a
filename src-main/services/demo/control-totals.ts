/** The totals that the billing system prints beside its ledgers (对账): rows and amounts by business type. */
import type { SampleEntry } from './entries.ts'
import type { SampleSubscriberMonth } from './subscriber-months.ts'

interface Total {
  count: number
  /** Fen. */
  amount: number
}

/** A line of the print: rows and fen of a ledger, by business type where it has one. */
export interface PrintedTotal {
  readonly ledger: '业务明细' | '用户月度'
  readonly businessType: string
  readonly count: number
  readonly amount: number
}

/** The one difference of the sample: a bill of 50.00 yuan collected at a counter, which the ledger's export lacks. */
const MISSED = { businessType: '代收费', amount: 5_000 }

/** Adds up while the ledgers are written, so that they match to the fen. */
export class ControlTotals {
  readonly #entries = new Map<string, Total>()
  readonly #subscribers: Total = { count: 0, amount: 0 }
  #quantity = 0
  #arrears = 0

  entry({ businessType, quantity, amount }: SampleEntry): void {
    this.#quantity += quantity
    let total = this.#entries.get(businessType)
    if (total === undefined) {
      total = { count: 0, amount: 0 }
      this.#entries.set(businessType, total)
    }
    total.count++
    total.amount += amount
  }

  subscriberMonth({ billed, arrears }: SampleSubscriberMonth): void {
    this.#arrears += arrears
    this.#subscribers.count++
    this.#subscribers.amount += billed
  }

  /** Sums of 数量 and 金额 (fen) of the entries so far. */
  get ofEntries(): Readonly<Record<'quantity' | 'amount', number>> {
    return { quantity: this.#quantity, amount: [...this.#entries.values()].reduce((sum, each) => sum + each.amount, 0) }
  }

  /** Sums of 开账收入 and 欠费 (fen) of the subscriber-months so far. */
  get ofSubscriberMonths(): Readonly<Record<'billed' | 'arrears', number>> {
    return { billed: this.#subscribers.amount, arrears: this.#arrears }
  }

  /** The rows of the workbook; `missed` adds the entry that only the billing system knows. */
  *printed(missed: boolean): Generator<PrintedTotal> {
    for (const [businessType, { count, amount }] of [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const more = missed && businessType === MISSED.businessType
      yield {
        ledger: '业务明细',
        businessType,
        count: count + (more ? 1 : 0),
        amount: amount + (more ? MISSED.amount : 0),
      }
    }
    yield { ledger: '用户月度', businessType: '', count: this.#subscribers.count, amount: this.#subscribers.amount }
  }
}
