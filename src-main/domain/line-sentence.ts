/** Why this number, in one Chinese sentence: 放号 128 户 × 30.00 元 = 3,840.00 元；A 级系数 1.1 → 4,224.00 元 (DOMAIN.md §5). */
import { unitWord } from './clause-sentence.ts'
import { compare, decimal } from './exact.ts'
import type {
  AppliedFactor,
  ClawbackBreakdown,
  Cohort,
  FixedBreakdown,
  Line,
  MembersBreakdown,
  VolumeBreakdown,
  VolumeStep,
  VolumeSteps,
} from './line.ts'
import { groupedText } from './money.ts'
import { chineseMonth } from './month.ts'

type SaidLine = Pick<Line, 'breakdown' | 'sum' | 'factors' | 'amount'> & Pick<Partial<Line>, 'limit'>

/** The line in words: how its sum came about, then each factor, the cap or floor, and the rounding, as far as they changed it. */
export function lineSentence(line: SaidLine): string {
  const { breakdown } = line
  if (breakdown.kind === 'assigned') return `上级酬金清单“${breakdown.item}” ${yuanWords(line.amount)}`
  if (breakdown.kind === 'clawback') return clawbackWords(breakdown, line.amount)
  const parts = [sumWords(breakdown, line.sum), ...line.factors.map(factorWords)]
  let reached = line.factors.at(-1)?.after ?? line.sum
  if (line.limit) {
    reached = line.limit.at
    parts.push(`${line.limit.kind === 'cap' ? '封顶' : '保底'} ${yuanWords(reached)} → ${yuanWords(reached)}`)
  }
  if (compare(decimal(reached), decimal(line.amount)) !== 0) parts.push(`四舍五入到分 → ${yuanWords(line.amount)}`)
  return parts.join('；')
}

function sumWords(breakdown: VolumeBreakdown | MembersBreakdown | FixedBreakdown, sum: string): string {
  switch (breakdown.kind) {
    case 'volume':
      return volumeWords(breakdown, sum)
    case 'instalment':
    case 'residual':
      return membersWords(breakdown, sum)
    case 'fixed':
      return fixedWords(breakdown, sum)
  }
}

function volumeWords(breakdown: VolumeBreakdown, sum: string): string {
  const { now, before, accumulate } = breakdown
  if (before === undefined) return `${breakdown.subject} ${stepsWords(breakdown, now)}`
  const period = accumulate === 'quarter' ? '本季' : '本年'
  return (
    `${breakdown.subject}${period}累计 ${stepsWords(breakdown, now)}；` +
    `减去截至上月累计 ${stepsWords(breakdown, before)} → ${yuanWords(sum)}`
  )
}

/** The arithmetic of one measure: 128 户 × 30.00 元 = 3,840.00 元. */
function stepsWords(breakdown: VolumeBreakdown, steps: VolumeSteps): string {
  const unit = unitWord(breakdown.measure, breakdown.subject)
  const measured = `${groupedText(steps.measure)} ${unit}`
  if (steps.steps.length === 0) return `${measured}，${nothingWords(breakdown, steps, unit)} = 0.00 元`
  const first = steps.steps[0]!
  const from = `${groupedText(first.from ?? '')} ${unit}`
  switch (breakdown.pay) {
    case 'perUnit':
    case 'percent':
      return `${measured} × ${rateWords(first)} = ${yuanWords(steps.sum)}`
    case 'flat':
      return `${measured}，达到 ${from}档，全额 × ${rateWords(first)} = ${yuanWords(steps.sum)}`
    case 'bonus':
      return `${measured}，达到 ${from}档，奖 ${yuanWords(steps.sum)}`
    case 'step': {
      const slices = steps.steps.map((step) => sliceWords(step, breakdown, unit)).join(' + ')
      return `${measured}，超额分段：${slices} = ${yuanWords(steps.sum)}`
    }
  }
}

function sliceWords(step: VolumeStep, breakdown: VolumeBreakdown, unit: string): string {
  const measure = breakdown.measure === 'amount' ? yuanWords(step.measure) : `${groupedText(step.measure)} ${unit}`
  return `${measure} × ${rateWords(step)}`
}

function nothingWords(breakdown: VolumeBreakdown, steps: VolumeSteps, unit: string): string {
  const { firstFrom } = breakdown
  const isBelow = firstFrom !== undefined && compare(decimal(steps.measure), decimal(firstFrom)) < 0
  return isBelow && Number(firstFrom) > 0 ? `未达到 ${groupedText(firstFrom)} ${unit}，不计` : '不大于零，不计'
}

function rateWords(step: VolumeStep): string {
  return step.unit === 'percent' ? `${groupedText(step.rate)}%` : yuanWords(step.rate)
}

function factorWords(factor: AppliedFactor): string {
  const kind = { grade: '级系数', star: '星系数', assessment: '考核系数' }[factor.by]
  const missing = factor.by === 'assessment' ? '' : { grade: '未分级，系数', star: '未评星，系数' }[factor.by]
  const name = factor.key === null ? missing || kind : `${factor.key} ${kind}`
  return `${name} ${factor.value} → ${yuanWords(factor.after)}`
}

function membersWords(breakdown: MembersBreakdown, sum: string): string {
  const what = breakdown.kind === 'instalment' ? '分期' : '话费分成'
  if (breakdown.cohorts.length === 0) return `${breakdown.subject}${what} 0 户 = ${yuanWords(sum)}`
  return `${breakdown.subject}${what}：${breakdown.cohorts.map(cohortWords).join('；')}；合计 ${yuanWords(sum)}`
}

function cohortWords(cohort: Cohort): string {
  const unpaid = cohort.members - cohort.paid
  const bands = cohort.bands.map((band) =>
    band.unit === 'perUnit'
      ? `${band.members} 户 × ${yuanWords(band.rate)}`
      : `${band.members} 户净收入 ${yuanWords(band.base ?? '0')} × ${band.rate}%（逐户四舍五入）`,
  )
  const paid = bands.length === 0 ? '' : `${bands.join(' + ')} = `
  const rest = unpaid > 0 ? `，${unpaid} 户未达条件` : ''
  return `${chineseMonth(cohort.month)}入网第 ${cohort.index} 个月 ${paid}${yuanWords(cohort.sum)}${rest}`
}

function fixedWords({ amount, days, completion }: FixedBreakdown, sum: string): string {
  const words = [`补贴 ${yuanWords(amount)}`]
  if (days) words.push(`× 在营 ${days.active} 天 ÷ ${days.of} 天`)
  if (!completion) return words.length === 1 ? words[0]! : `${words.join(' ')} = ${yuanWords(sum)}`
  const measured = `完成 ${groupedText(completion.measure)}`
  if (completion.target === null || completion.reached === null) return `${words.join(' ')}；没有任务量，不发`
  const rate = `${measured} ÷ 任务 ${groupedText(completion.target)} = ${completion.reached}%`
  if (completion.pays === 'nothing') return `${words.join(' ')}；${rate}，未达到起点，不发`
  const band = `达到 ${completion.from}% 档`
  return completion.pays === 'full'
    ? `${words.join(' ')}；${rate}，${band}，全额 → ${yuanWords(sum)}`
    : `${words.join(' ')}；${rate}，${band}，按完成率折算 → ${yuanWords(sum)}`
}

function clawbackWords({ source, members, parts, takenBefore }: ClawbackBreakdown, amount: string): string {
  const left = [
    ...(members.reversed > 0 ? [`${members.reversed} 户冲正`] : []),
    ...(members.terminated > 0 ? [`${members.terminated} 户拆机`] : []),
  ].join('、')
  const before = Number(takenBefore) === 0 ? '' : `，此前已扣 ${yuanWords(takenBefore)}`
  return (
    `扣回${chineseMonth(source.period)}已付：本月 ${left}；` +
    `原酬金 ${yuanWords(source.amount)} × 累计退出份额 ${yuanWords(parts)} ÷ ${yuanWords(source.sum)}${before} → ${yuanWords(amount)}`
  )
}

function yuanWords(text: string): string {
  const [whole, places = ''] = text.split('.')
  return `${groupedText(`${whole}.${places.padEnd(2, '0')}`)} 元`
}
