/**
 * Says a grading scheme back in Chinese, sentence by sentence, as its editor and its print show it (DOMAIN.md §6):
 * 放号量（权重 20）：本月放号笔数，目标 100，按完成率得分，最多算到 120%。
 */
import { type NameOf, number, outletWords } from '../clause-sentence.ts'
import { compare, decimal, multiply, ofInteger, sign, toDecimalText } from '../exact.ts'
import type { Measure } from '../policy.ts'
import { volumeSubject } from '../volume.ts'
import {
  type Band,
  type Bonus,
  type Grades,
  type Indicator,
  type Method,
  overMonths,
  type Scheme,
  type Source,
  type Veto,
} from './scheme.ts'

type Period = Scheme['period']

const PERIODS: Readonly<Record<NonNullable<Period>, string>> = {
  month: '本月',
  quarter: '本季',
  half: '本半年',
  year: '本年',
}
const MEASURES: Readonly<Record<Measure, string>> = {
  count: '笔数',
  quantity: '数量',
  amount: '金额（元）',
  subscribers: '用户数',
}
const LEVELS = { city: '市考核', county: '县考核' } as const
const AS_WRITTEN: NameOf = (text) => (text === 'activation' ? '放号' : text)

/** What the scheme grades, how often, and in which groups. The texts must be well formed (scheme-problems.ts). */
export function scopeSentence(scheme: Pick<Scheme, 'outlets' | 'period' | 'result' | 'groupBy'>, nameOf = AS_WRITTEN) {
  const { outlets, period, result, groupBy } = scheme
  const category = outlets.categories?.map((one) => (one === 'own' ? '自有营业厅' : '社会渠道网点')).join('、')
  const some = outletWords(outlets, nameOf)
  const often = { month: '每月', quarter: '每季', half: '每半年', year: '每年' }[period ?? 'month']
  const groups = { region: '按乡镇分组', centre: '按区域营销中心分组', type: '按网点类型分组', none: '不分组' }[
    groupBy ?? 'none'
  ]
  const gives = result === 'star' ? '评一次星级' : '评一次分级'
  return `给${some === '' ? '全部' : ''}${category ?? '网点'}${some === '' ? '' : `（${some}）`}${often}${gives}，${groups}排名`
}

/** How the two levels make the total. */
export function levelSentence({ levels }: Pick<Scheme, 'levels'>): string {
  const share = (text: string) => `${number(toDecimalText(multiply(decimal(text), ofInteger(100))))}%`
  if (sign(decimal(levels.city)) === 0) return '总分就是县考核得分，满分 100'
  if (sign(decimal(levels.county)) === 0) return '总分就是市考核得分，满分 100'
  return `总分 = 市考核得分 × ${share(levels.city)} + 县考核得分 × ${share(levels.county)}，两级各 100 分`
}

/** An indicator with its weight: what is counted, and how it becomes a score. */
export function indicatorSentence(
  indicator: Indicator,
  scheme: Pick<Scheme, 'period'> & { readonly levels?: Scheme['levels'] },
  nameOf: NameOf = AS_WRITTEN,
): string {
  const level = levelWords(indicator.level, scheme.levels)
  const source = sourceWords(indicator.source, scheme.period, nameOf, indicator.method.kind)
  return `${indicator.title}（${level}权重 ${number(indicator.weight)}）：${source}，${methodWords(indicator)}`
}

/** The level, where there are two, or where it counts for nothing. */
function levelWords(level: Indicator['level'], levels: Scheme['levels'] | undefined): string {
  if (levels === undefined) return ''
  if (sign(decimal(levels[level])) === 0) return `${LEVELS[level]}，不计入总分，`
  return Object.values(levels).every((part) => sign(decimal(part)) !== 0) ? `${LEVELS[level]}，` : ''
}

/** Where the value comes from: 本月放号笔数 ÷ 在岗人数. */
export function sourceWords(
  source: Source,
  period: Period,
  nameOf: NameOf = AS_WRITTEN,
  method?: Method['kind'],
): string {
  const when = PERIODS[period ?? 'month']
  switch (source.kind) {
    case 'entries': {
      const measured = `${when}${volumeSubject(source, nameOf)}${MEASURES[source.measure]}`
      return source.per === undefined ? measured : `${measured} ÷ ${source.per}`
    }
    case 'retention':
      return `${when}保有率（三个月前放号的用户，月末仍在网的比例，0.9 就是 90%）`
    case 'arpu':
      return `${when}户均收入（在网用户的开账收入 ÷ 户数，元）`
    case 'inspection':
      return `${when}检查表“${source.sheet}”的平均得分`
    case 'indicator':
      return `${when}指标“${source.indicator}”${when === '本月' ? '的值' : overMonths(source, method) === 'sum' ? '各月合计' : '各月平均'}`
  }
}

/** How a value becomes a score. */
export function methodWords({ method, weight, better }: Pick<Indicator, 'method' | 'weight' | 'better'>): string {
  const low = better === 'lower'
  switch (method.kind) {
    case 'target':
      return low
        ? `目标 ${number(method.target)}，越低越好，按目标 ÷ 实际得分，最多算到 ${number(method.cap)}%`
        : `目标 ${number(method.target)}，按完成率得分，最多算到 ${number(method.cap)}%`
    case 'bestRatio':
      return low
        ? `越低越好，同组最低的得 ${number(weight)} 分，其余按最低 ÷ 实际得分`
        : `同组最高的得 ${number(weight)} 分，其余按实际 ÷ 最高得分`
    case 'rank':
      return `${low ? '越低越好，' : ''}按同组名次得分，第一名 ${number(weight)} 分，每退一名少一份，并列取靠前的名次`
    case 'band':
      return bandsWords(method)
    case 'share':
      return `按占同组合计的比例分这 ${number(weight)} 分`
    case 'deduct': {
      const zero = method.zeroFrom === undefined ? '' : `，满 ${number(method.zeroFrom)} 次得 0 分`
      return `满分 ${number(weight)} 分，每次扣 ${number(method.each)} 分，扣完为止${zero}`
    }
    case 'scaled':
      return `满 ${number(method.full)} 得 ${number(weight)} 分，按比例折算`
  }
}

function bandsWords({ relativeTo, bands }: Extract<Method, { kind: 'band' }>): string {
  const unit = relativeTo === 'mean' ? '%' : ''
  const said = inOrder(bands).map(({ from, to, points }) => `${bandRange(from, to, unit)}得 ${number(points)} 分`)
  const lead = relativeTo === 'mean' ? '按比同组平均高多少（低为负）得分' : '按所在区间得分'
  return `${lead}：${said.join('，')}`
}

/** [from, to) in words: 15 至不足 40; the lower end belongs to the band. */
export function bandRange(from: string | undefined, to: string | undefined, unit = ''): string {
  const said = (text: string) => `${number(text).replace('-', '−')}${unit}`
  if (from === undefined) return to === undefined ? '不论多少' : `不足 ${said(to)}`
  return to === undefined ? `${said(from)} 以上` : `${said(from)} 至不足 ${said(to)}`
}

/** From the highest band to the lowest. */
function inOrder(bands: readonly Band[]): Band[] {
  return bands.toSorted((a, b) =>
    a.from === undefined ? 1 : b.from === undefined ? -1 : compare(decimal(b.from), decimal(a.from)),
  )
}

/** A 级, 5 星. */
export const gradeWords = (grade: string, result: Scheme['result']): string =>
  result === 'star' ? `${grade} 星` : `${grade} 级`

/** How totals become grades. */
export function gradesSentence(grades: Grades, result: Scheme['result']): string {
  if (grades.kind === 'thresholds') {
    const bands = grades.bands.toSorted((a, b) => compare(decimal(b.from), decimal(a.from)))
    const said = bands.map(({ from, grade }, at) => {
      const above = bands[at - 1]?.from
      if (at === bands.length - 1 && at > 0) return `不足 ${number(above!)} 分评 ${gradeWords(grade, result)}`
      return `${number(from)} 分以上评 ${gradeWords(grade, result)}`
    })
    return `按总分：${said.join('，')}`
  }
  const said = grades.shares.map(({ grade, percent }, at) => {
    const name = gradeWords(grade, result)
    if (at === grades.shares.length - 1) return `其余评 ${name}（约 ${number(percent)}%）`
    return `${at === 0 ? '前' : '其后'} ${number(percent)}% 评 ${name}`
  })
  return `按名次：${said.join('，')}；同分同级，不拆开`
}

/** 加分项 in words; the ends hold whichever way it goes, since values may lie below 0. */
export function bonusSentence({ indicator, each, most, least }: Bonus): string {
  const takes = sign(decimal(each)) < 0
  const atMost = most === undefined ? '' : `，最多加 ${number(most)} 分`
  const atLeast = least === undefined ? '' : `，最多扣 ${number(least).replace('-', '')} 分`
  const ends = takes ? atLeast + atMost : atMost + atLeast
  return `“${indicator}”每 1 ${takes ? '扣' : '加'} ${number(each).replace('-', '')} 分${ends}`
}

/** 一票否决 in words. */
export function vetoSentence({ indicator, from, notAbove }: Veto, result: Scheme['result']): string {
  return `“${indicator}”到了 ${number(from)}，不得高于 ${gradeWords(notAbove, result)}`
}

/** What becomes of an outlet without a value. */
export const missingSentence = ({ missing }: Pick<Scheme, 'missing'>): string =>
  missing === 'zero' ? '缺数的指标记 0 分，并列出来' : '缺数的网点这一次不参加评定，并列出来'
