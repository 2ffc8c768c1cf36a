/** Says a clause back in one Chinese sentence, as its editor and its print show it: 放号每户 30.00 元，封顶 4,000.00 元. */
import { decimal, toDecimalText } from './exact.ts'
import { memberEntries } from './members.ts'
import { fen, grouped, groupedText } from './money.ts'
import type {
  AmountBand,
  Clause,
  FactorKind,
  FixedClause,
  InstalmentClause,
  Measure,
  OutletFilter,
  ResidualClause,
  ScheduleRow,
  VolumeClause,
  When,
} from './policy.ts'
import { ACTIVATION_TYPES } from './standard-types.ts'
import { volumeSubject } from './volume.ts'

/** Turns a code of a filter into the name that people know; by default it says what is written. */
export type NameOf = (codeOrName: string) => string

const AS_WRITTEN: NameOf = (text) => (text === 'activation' ? '放号' : text)
const FACTOR_WORDS: Record<FactorKind, string> = { grade: '分级系数', star: '星级系数', assessment: '考核系数' }
const PERIOD_WORDS = { month: '', quarter: '按季累计', year: '按年累计' } as const

/** The clause in words, without a full stop. The texts of the clause must be well formed (no errors in policyProblems). */
export function clauseSentence(clause: Clause, nameOf: NameOf = AS_WRITTEN): string {
  const parts = [...paySentence(clause, nameOf), ...factorWords(clause), ...limitWords(clause)]
  const outlets = outletWords(clause.outlets, nameOf)
  return `${outlets === '' ? '' : `${outlets}：`}${parts.join('，')}`
}

function paySentence(clause: Clause, nameOf: NameOf): string[] {
  switch (clause.kind) {
    case 'volume':
      return volumeWords(clause, nameOf)
    case 'instalment':
      return instalmentWords(clause, nameOf)
    case 'residual':
      return residualWords(clause, nameOf)
    case 'fixed':
      return fixedWords(clause, nameOf)
  }
}

/** The word after a number of the measure: 户 for subscribers and activations, 笔 for entries, 件 for quantities, 元 for amounts. */
export function unitWord(measure: Measure, subject: string): string {
  if (measure === 'amount') return '元'
  if (measure === 'subscribers' || subject === '放号' || subject.startsWith('放号（')) return '户'
  return measure === 'count' ? '笔' : '件'
}

function volumeWords(clause: VolumeClause, nameOf: NameOf): string[] {
  const subject = volumeSubject(clause, nameOf)
  const unit = unitWord(clause.measure, subject)
  const period = PERIOD_WORDS[clause.accumulate ?? 'month']
  const lead = period === '' ? [] : [period]
  const { pay } = clause
  switch (pay.kind) {
    case 'perUnit':
      return [`${subject}每${unit} ${money(pay.rate)} 元`, ...lead]
    case 'percent':
      return [`${subject}金额的 ${percent(pay.rate)}`, ...lead]
    case 'tier': {
      const rate = (text: string) => (pay.unit === 'percent' ? percent(text) : `${money(text)} 元`)
      const tiers = pay.tiers.map((tier, i) => `${range(tier.from, pay.tiers[i + 1]?.from, unit)}按 ${rate(tier.rate)}`)
      const mode = pay.mode === 'flat' ? '按所达档次全额计' : '按档次超额分段计'
      return [
        `${subject}${measureWord(clause.measure, unit)}${mode}：${tiers.join('、')}`,
        ...below(pay.tiers, unit),
        ...lead,
      ]
    }
    case 'bonus': {
      const tiers = pay.tiers.map((tier) => `达到 ${number(tier.from)} ${unit}奖 ${money(tier.amount)} 元`)
      return [
        `${subject}${measureWord(clause.measure, unit)}${tiers.join('、')}，只按最高一档奖一次`,
        ...below(pay.tiers, unit),
        ...lead,
      ]
    }
  }
}

function measureWord(measure: Measure, unit: string): string {
  return measure === 'amount' ? '金额' : `${unit}数`
}

function below(tiers: readonly { from: string }[], unit: string): string[] {
  const first = tiers[0]?.from ?? '0'
  return Number(first) > 0 ? [`不足 ${number(first)} ${unit}不计`] : []
}

function instalmentWords(clause: InstalmentClause, nameOf: NameOf): string[] {
  const common = commonWhen(clause.schedule)
  const rows = clause.schedule.map((row) => `第 ${row.month} 个月${scheduleWords(row, common === '')}`)
  return [
    `每户${subjectOf(clause, nameOf)}分期：${rows.join('；')}`,
    ...(common === '' ? [] : [`每期条件：${common}`]),
    ...clawbackWords(clause.clawback),
  ]
}

/** The condition that several instalments have in common; nothing where they differ. */
function commonWhen(schedule: readonly ScheduleRow[]): string {
  const words = schedule.map((row) => whenWords(row.when))
  return words.length > 1 && words.every((each) => each === words[0]) ? (words[0] ?? '') : ''
}

function scheduleWords(row: ScheduleRow, withWhen: boolean): string {
  const when = withWhen ? whenWords(row.when) : ''
  const amount = row.bands === undefined ? ` ${money(row.amount ?? '0')} 元` : `按净收入 ${bandWords(row.bands)}`
  return when === '' ? amount : `${amount}（${when}）`
}

function bandWords(bands: readonly AmountBand[]): string {
  const said = bands.map((band, i) => `${range(band.from, bands[i + 1]?.from, '元')}付 ${money(band.amount)} 元`)
  return [...said, ...below(bands, '元')].join('、')
}

function residualWords(clause: ResidualClause, nameOf: NameOf): string[] {
  const bands = clause.bands.map((band, i) => {
    const pays = band.percent === undefined ? `付 ${money(band.amount ?? '0')} 元` : `按 ${percent(band.percent)}`
    return `${range(band.from, clause.bands[i + 1]?.from, '元')}${pays}`
  })
  const [from, to] = clause.months
  const when = whenWords(clause.when)
  return [
    `每户${subjectOf(clause, nameOf)}第 ${from} 至 ${to} 个月按净收入（开账收入减欠费）分成：${bands.join('、')}`,
    ...below(clause.bands, '元'),
    ...(when === '' ? [] : [`条件：${when}`]),
    ...clawbackWords(clause.clawback),
  ]
}

function fixedWords(clause: FixedClause, nameOf: NameOf): string[] {
  const months = clause.months === undefined ? '每月' : `每年 ${clause.months.join('、')} 月`
  const words = [`${clause.title}${months} ${money(clause.amount)} 元`]
  if (clause.prorate) words.push('按当月在营天数折算')
  if (clause.completion) {
    const { target, measure, bands } = clause.completion
    const subject = volumeSubject(clause, nameOf)
    const said = bands.map((band, i) => {
      const upTo = bands[i + 1]?.from
      const reach = upTo === undefined ? `${number(band.from)}% 以上` : `${number(band.from)}% 至不足 ${number(upTo)}% `
      return `${reach}${band.pays === 'full' ? '发全额' : '按完成率折算'}`
    })
    words.push(`${subject}${measureWord(measure, unitWord(measure, subject))}完成“${target}” ${said.join('，')}`)
    if (Number(bands[0]?.from ?? 0) > 0) words.push(`不足 ${number(bands[0]!.from)}% 不发`)
  }
  return words
}

function subjectOf(clause: InstalmentClause | ResidualClause, nameOf: NameOf): string {
  const entries = memberEntries(clause.entries)
  const types = entries.businessTypes === undefined || clause.entries?.businessTypes === undefined
  const named = types ? { ...entries, businessTypes: ACTIVATION_TYPES.slice(1) } : entries
  return `${volumeSubject({ entries: named }, nameOf)}用户`
}

function whenWords(when: When | undefined): string {
  const words: string[] = []
  if (when?.onNet) words.push('月末在网')
  if (when?.minMinutes !== undefined) words.push(`通话不少于 ${number(when.minMinutes)} 分钟`)
  if (when?.minBase !== undefined) words.push(`净收入不少于 ${money(when.minBase)} 元`)
  return words.join('，')
}

function clawbackWords(clawback: { withinMonths: number } | undefined): string[] {
  return clawback === undefined ? [] : [`${clawback.withinMonths} 个月内拆机扣回已付酬金`]
}

function factorWords(clause: Clause): string[] {
  return (clause.factors ?? []).map((factor) => `乘${FACTOR_WORDS[factor]}`)
}

function limitWords({ cap, floor }: Clause): string[] {
  return [
    ...(cap === undefined ? [] : [`封顶 ${money(cap)} 元`]),
    ...(floor === undefined ? [] : [`保底 ${money(floor)} 元`]),
  ]
}

/** Which outlets a filter names, in words; '' for all. The channel category is not said: a clause pays partner outlets only. */
export function outletWords(filter: OutletFilter | undefined, nameOf: NameOf = AS_WRITTEN): string {
  if (filter === undefined) return ''
  const listed = (list: readonly string[] | undefined) => (list === undefined ? [] : [list.map(nameOf).join('、')])
  return [
    ...listed(filter.regions),
    ...listed(filter.types),
    ...listed(filter.coreTiers),
    ...listed(filter.grades?.map((grade) => `${grade} 级`)),
    ...listed(filter.stars?.map((star) => `${star} 星`)),
    ...(filter.agents === undefined ? [] : [`代理商 ${filter.agents.join('、')}`]),
    ...(filter.outlets === undefined ? [] : [`网点 ${filter.outlets.join('、')}`]),
  ].join('，')
}

/** From a threshold to below the next: 1,000 至 3,000 元. */
function range(from: string, next: string | undefined, unit: string): string {
  return next === undefined ? `${number(from)} ${unit}以上` : `${number(from)} 至 ${number(next)} ${unit}`
}

/** A decimal as people read it, without needless zeros: 10000.0 → 10,000. */
export function number(text: string): string {
  return groupedText(toDecimalText(decimal(text)))
}

function money(text: string): string {
  return grouped(fen(text))
}

function percent(text: string): string {
  return `${number(text)}%`
}
