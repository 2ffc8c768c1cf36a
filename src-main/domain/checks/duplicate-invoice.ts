/** One invoice twice: the same number written another way, or the same agent, day and amount. */
import { type Fen, yuan } from '../money.ts'
import type { IsoDate } from '../month.ts'
import { bareNumber, type CheckWords, type Finding, sharing } from './check.ts'

export const duplicateInvoice: CheckWords = {
  code: 'duplicateInvoice',
  title: '疑似重复的发票',
  why: '号码去掉空格、前导零后相同（作废后又登记的也算），或同一代理商同日同额的两张：可能一票报两次。',
  act: '拿原票核对，到税务平台查验；重复的作废并追回。',
}

export interface RegisteredInvoice {
  readonly id: number
  readonly agent: string
  readonly name: string
  readonly number: string
  readonly date: IsoDate
  readonly amount: Fen
  readonly void: boolean
  /** Of a payment of the month looked at. */
  readonly ofMonth: boolean
}

/** The number without blanks, hyphens and leading zeros. */
export const invoiceNumber = (number: string): string => (bareNumber(number) ?? '').replace(/^0+(?=.)/, '')

/** One finding for each group that has an invoice of the month. */
export function invoicesTwice(invoices: readonly RegisteredInvoice[]): Finding[] {
  const byNumber = sharing(invoices, ({ number }) => invoiceNumber(number))
  const live = invoices.filter((invoice) => !invoice.void)
  const byFacts = sharing(live, ({ agent, date, amount }) => `${agent} ${date} ${amount}`)
  const said = new Set<RegisteredInvoice>()
  const findings: Finding[] = []
  const add = (key: string, group: readonly RegisteredInvoice[], words: string) => {
    if (!group.some(({ ofMonth }) => ofMonth)) return
    for (const invoice of group) said.add(invoice)
    findings.push({
      key,
      subject: `agent:${group[0]!.agent}`,
      name: [...new Set(group.map(({ name }) => name))].join('、'),
      said: words,
      evidence: group.map(({ number, agent, date, amount, void: isVoid }): [string, string] => [
        number,
        `${agent}　${date}　${yuan(amount)} 元${isVoid ? '　已作废' : ''}`,
      ]),
      link: `/settlements/paying/invoices?q=${encodeURIComponent(group[0]!.number)}`,
    })
  }
  for (const [number, group] of byNumber) add(`number ${number}`, group, `发票号码 ${number} 登记了 ${group.length} 次`)
  for (const [facts, group] of byFacts) {
    if (group.every((invoice) => said.has(invoice))) continue
    add(`facts ${facts}`, group, `同一天有 ${group.length} 张 ${yuan(group[0]!.amount)} 元的发票`)
  }
  return findings
}
