/** Why a sum is what it is, in a sentence with its arithmetic: gross, fund, difference to last month, payment, tax (DOMAIN.md §5). */

import { decimal, toDecimalText } from '../../../src-main/domain/exact.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import type { FundRates } from '../../../src-main/domain/statement.ts'
import { fundFreeFrom } from '../../../src-main/domain/statement.ts'
import type { TaxTable } from '../../../src-main/domain/tax.ts'
import { moneyText, sumTexts } from '../../ui/figures.ts'
import type { Reason, ReasonStep } from '../../ui/ReasonDrawer.tsx'
import { adjustmentKindWords } from './settlement-words.ts'
import type { Payment, Statement } from './shapes.ts'

const yuan = (value: string): string => `${moneyText(value)} 元`
const isZero = (value: string): boolean => !/[1-9]/.test(value)
/** Zero has no minus. */
const negated = (value: string): string =>
  isZero(value) ? value : value.startsWith('-') ? value.slice(1) : `-${value}`

/** Exact sum in yuan, always with two places. */
export const sumYuan = (values: readonly string[]): string => {
  const sum = sumTexts(values)
  return sum.includes('.') ? sum : `${sum}.00`
}

/** Lines + confirmed adjustments = gross. */
export function grossReason(statement: Statement): Reason {
  const lines = sumYuan(statement.lines.map(({ amount }) => amount))
  const adjusted = sumYuan(statement.adjustments.map(({ amount }) => amount))
  const steps: ReasonStep[] = [
    ...statement.lines.map((line) => ({
      label: line.clauseTitle,
      arithmetic: `${line.policyTitle}（第 ${line.version} 版）`,
      result: moneyText(line.amount),
    })),
    ...statement.adjustments.map((one) => ({
      label: `调整：${adjustmentKindWords(one.kind)}`,
      arithmetic: one.reason,
      result: moneyText(one.amount),
    })),
    { label: '酬金合计', result: moneyText(statement.gross) },
  ]
  const parts = [`${statement.lines.length} 项酬金共 ${yuan(lines)}`]
  if (statement.adjustments.length > 0) parts.push(`已确认的调整 ${yuan(adjusted)}`)
  return { text: `${parts.join('，')}，合计 ${yuan(statement.gross)}（${statement.inWords}）。`, steps, rows: [] }
}

const fundKinds = ['volume', 'instalment', 'residual', 'contest']

/** What the fund takes of an outlet's commission, and what the company adds. */
export function fundReason(statement: Statement, rates: FundRates | undefined): Reason {
  const commission = sumYuan(statement.lines.filter(({ kind }) => fundKinds.includes(kind)).map(({ amount }) => amount))
  const { contributed, matched } = statement.fund
  if (isZero(contributed)) {
    const why = rates === undefined ? '本月没有设基金比例' : '代理商没有参加基金，或业务酬金不大于零'
    return { text: `${why}，不缴基金。`, steps: [{ label: '业务酬金', result: moneyText(commission) }], rows: [] }
  }
  const rate = rates ? `${rates.rate}%` : '缴存比例'
  return {
    text: `业务酬金 ${yuan(commission)} 的 ${rate}，缴存 ${yuan(contributed)}；公司匹配 ${yuan(matched)}。锁定 12 个月，${monthWords(fundFreeFrom(statement.period as Month))}起可用。`,
    steps: [
      {
        label: '业务酬金',
        arithmetic: '业务量、分期、分成各项之和，不含补贴、调整、扣回',
        result: moneyText(commission),
      },
      { label: '缴存', arithmetic: `× ${rate}，四舍五入到分`, result: moneyText(contributed) },
      { label: '公司匹配', arithmetic: rates ? `× ${rates.match}%，四舍五入到分` : '', result: moneyText(matched) },
    ],
    rows: [],
  }
}

/** This month's statement less last month's, clause by clause and adjustments, summing exactly. */
export function differenceReason(now: Statement | undefined, last: Statement | undefined): Reason {
  const parts = new Map<string, { label: string; now: string[]; last: string[] }>()
  const part = (key: string, label: string) => {
    const known = parts.get(key) ?? { label, now: [], last: [] }
    parts.set(key, known)
    return known
  }
  for (const [side, statement] of [
    ['now', now],
    ['last', last],
  ] as const) {
    for (const line of statement?.lines ?? [])
      part(`${line.policy} ${line.clause} ${line.kind}`, line.clauseTitle)[side].push(line.amount)
    for (const one of statement?.adjustments ?? []) part('adjustments', '调整')[side].push(one.amount)
  }
  const gross = sumYuan([now?.gross ?? '0.00', negated(last?.gross ?? '0.00')])
  const steps: ReasonStep[] = [...parts.values()].map((one) => {
    const [current, before] = [sumYuan(one.now), sumYuan(one.last)]
    return {
      label: one.label,
      arithmetic: `上月 ${moneyText(before)}，本月 ${moneyText(current)}`,
      result: moneyText(sumYuan([current, negated(before)])),
    }
  })
  steps.push({ label: '增减合计', result: moneyText(gross) })
  const [thisMonth, lastMonth] = [now?.gross ?? '0.00', last?.gross ?? '0.00']
  return { text: `本月 ${yuan(thisMonth)}，上月 ${yuan(lastMonth)}，增减 ${yuan(gross)}。`, steps, rows: [] }
}

/** Gross − fund − tax + carried in = payable. */
export function payableReason(payment: Payment): Reason {
  const { gross, fund, tax, carriedIn, payable, carriedOut } = payment
  const left = sumYuan([gross, negated(fund), negated(tax), carriedIn])
  const steps: ReasonStep[] = [
    { label: '酬金合计', arithmetic: `${payment.outlets.length} 个网点之和`, result: moneyText(gross) },
    { label: '减：基金缴存', result: moneyText(negated(fund)) },
    { label: '减：代扣个税', result: moneyText(negated(tax)) },
    { label: '加：上月结转', result: moneyText(carriedIn) },
    { label: '应付', result: moneyText(payable) },
  ]
  const text = isZero(carriedOut)
    ? `酬金 ${yuan(gross)} − 基金 ${yuan(fund)} − 个税 ${yuan(tax)} ＋ 结转 ${yuan(carriedIn)} ＝ ${yuan(payable)}（${payment.inWords}）。`
    : `算得 ${yuan(left)}，不足零，本月不付；${yuan(carriedOut)}结转下月。`
  if (!isZero(carriedOut)) steps.push({ label: '结转下月', result: moneyText(carriedOut) })
  return { text, steps: steps.filter((step) => step.result !== '0.00' || step.label === '应付'), rows: [] }
}

/** A sum over the outlets of an agent. */
export function outletsReason(payment: Payment, of: 'gross' | 'fund'): Reason {
  const total = payment[of]
  const what = of === 'gross' ? '酬金合计' : '基金缴存'
  return {
    text: `${payment.outlets.length} 个网点的${what}共 ${yuan(total)}。`,
    steps: [
      ...payment.outlets.map((outlet) => ({ label: outlet.outlet, result: moneyText(outlet[of]) })),
      { label: '合计', result: moneyText(total) },
    ],
    rows: [],
  }
}

/** The tax on a natural person's whole income of the month, by the table in force. */
export function taxReason(payment: Payment, payerKind: string | undefined, table: TaxTable | undefined): Reason {
  const { gross, tax } = payment
  if (payerKind !== 'person' || !table) return { text: '企业和个体工商户凭发票结算，不代扣个税。', steps: [], rows: [] }
  const income = Number(gross)
  const lead: ReasonStep = { label: '本月收入', arithmetic: '全部网点合并为一次劳务报酬', result: moneyText(gross) }
  if (income <= Number(table.freeUpTo))
    return { text: `收入 ${yuan(gross)} 不超过 ${yuan(table.freeUpTo)}，不扣税。`, steps: [lead], rows: [] }
  const isSmall = income <= Number(table.deductionUpTo)
  const taxable = isSmall
    ? sumYuan([gross, negated(table.deduction)])
    : toDecimalText(percentOfText(gross, table.taxablePercent), 2)
  const bracket = table.brackets.find(({ upTo }) => upTo === undefined || Number(taxable) <= Number(upTo))
  const deducted = isSmall ? `− ${moneyText(table.deduction)}` : `× ${table.taxablePercent}%`
  const less = bracket && !isZero(bracket.minus) ? ` − 速算扣除 ${moneyText(bracket.minus)}` : ''
  return {
    text: `自然人劳务报酬预扣：应纳税所得额 ${yuan(taxable)}，税 ${yuan(tax)}。`,
    steps: [
      lead,
      { label: '应纳税所得额', arithmetic: deducted, result: moneyText(taxable) },
      { label: '代扣个税', arithmetic: `× ${bracket?.percent ?? ''}%${less}，四舍五入到分`, result: moneyText(tax) },
    ],
    rows: [],
  }
}

/** A percentage of a yuan text, exact. */
function percentOfText(amount: string, percent: string) {
  const [a, p] = [decimal(amount), decimal(percent)]
  return { num: a.num * p.num, den: a.den * p.den * 100n }
}
