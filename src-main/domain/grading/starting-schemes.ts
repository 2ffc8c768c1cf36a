/**
 * Two complete schemes to start from: own stores' monthly class (city 80 %, county 20 %) and partner outlets' quarterly stars
 * (DOMAIN.md §6). They are offered in the editor; an office changes weights and lines before it submits them. Indicators that nobody
 * records are missing and score 0, whatever the method: occurrences too are recorded as 0 where there were none.
 */
import type { EntryFilter, Measure } from '../policy.ts'
import type { Indicator, Scheme } from './scheme.ts'

export interface StartingScheme {
  /** What it is for, in a sentence. */
  readonly about: string
  readonly scheme: Scheme
}

const HEADS = '在岗人数'

const perHead = (code: string, title: string, weight: string, businessTypes: string[]): Indicator => ({
  code,
  title,
  level: 'city',
  weight,
  better: 'higher',
  source: { kind: 'entries', entries: { businessTypes }, measure: 'count', per: HEADS },
  method: { kind: 'bestRatio' },
})

const measured = (entries: EntryFilter, measure: Measure): Indicator['source'] => ({
  kind: 'entries',
  entries,
  measure,
})

const OWN: Scheme = {
  code: 'ZYFJ',
  title: '自有营业厅月度分级',
  outlets: { categories: ['own'] },
  result: 'grade',
  period: 'month',
  groupBy: 'none',
  levels: { city: '0.8', county: '0.2' },
  missing: 'zero',
  indicators: [
    perHead('RJFH', '人均放号', '30', ['放号']),
    perHead('RJYX', '人均营销活动', '20', ['套餐办理', '终端']),
    perHead('RJCG', '人均常规业务', '15', ['代收费', '空中充值', '新业务']),
    {
      code: 'ZZZB',
      title: '自助办理占比',
      level: 'city',
      weight: '10',
      better: 'higher',
      source: { kind: 'indicator', indicator: '自助办理占比' },
      method: { kind: 'target', target: '60', cap: '120' },
    },
    {
      code: 'DZQD',
      title: '电子渠道推广',
      level: 'city',
      weight: '10',
      better: 'higher',
      source: { kind: 'indicator', indicator: '电子渠道推广' },
      method: { kind: 'rank' },
    },
    {
      code: 'FWZL',
      title: '服务质量',
      level: 'city',
      weight: '15',
      better: 'higher',
      source: { kind: 'indicator', indicator: '客户服务质量' },
      method: { kind: 'scaled', full: '100' },
    },
    {
      code: 'CKJC',
      title: '窗口检查',
      level: 'county',
      weight: '60',
      better: 'higher',
      source: { kind: 'inspection', sheet: '窗口检查' },
      method: { kind: 'scaled', full: '100' },
    },
    {
      code: 'XKH',
      title: '县公司评价',
      level: 'county',
      weight: '40',
      better: 'higher',
      source: { kind: 'indicator', indicator: '县公司评价' },
      method: { kind: 'scaled', full: '100' },
    },
  ],
  grades: {
    kind: 'quota',
    shares: [
      { grade: 'A', percent: '20' },
      { grade: 'B', percent: '60' },
      { grade: 'C', percent: '20' },
    ],
  },
  vetoes: [{ indicator: '重大投诉', from: '1', notAbove: 'C' }],
}

const PARTNER: Scheme = {
  code: 'SHXJ',
  title: '社会渠道季度星级',
  outlets: { categories: ['partner'], types: ['指定专营店', '特约代理点'] },
  result: 'star',
  period: 'quarter',
  groupBy: 'type',
  levels: { city: '0', county: '1' },
  missing: 'zero',
  indicators: [
    {
      code: 'FHL',
      title: '放号量',
      level: 'county',
      weight: '25',
      better: 'higher',
      source: measured({ businessTypes: ['放号'] }, 'count'),
      method: { kind: 'rank' },
    },
    {
      code: 'BYL',
      title: '三个月保有率',
      level: 'county',
      weight: '20',
      better: 'higher',
      source: { kind: 'retention' },
      method: { kind: 'target', target: '0.9', cap: '100' },
    },
    {
      code: 'HJSR',
      title: '户均收入',
      level: 'county',
      weight: '20',
      better: 'higher',
      source: { kind: 'arpu' },
      method: {
        kind: 'band',
        relativeTo: 'mean',
        bands: [
          { from: '40', points: '20' },
          { from: '15', to: '40', points: '18' },
          { from: '5', to: '15', points: '16' },
          { from: '-5', to: '5', points: '14' },
          { from: '-15', to: '-5', points: '11' },
          { from: '-40', to: '-15', points: '8' },
          { to: '-40', points: '0' },
        ],
      },
    },
    {
      code: 'CZL',
      title: '空中充值量',
      level: 'county',
      weight: '15',
      better: 'higher',
      source: measured({ businessTypes: ['空中充值'] }, 'amount'),
      method: { kind: 'bestRatio' },
    },
    {
      code: 'JGJL',
      title: '价格纪律',
      level: 'county',
      weight: '10',
      better: 'lower',
      source: { kind: 'indicator', indicator: '价格违规次数' },
      method: { kind: 'deduct', each: '4', zeroFrom: '3' },
    },
    {
      code: 'XYHZ',
      title: '协议与合作',
      level: 'county',
      weight: '10',
      better: 'higher',
      source: { kind: 'indicator', indicator: '协议与合作评分' },
      method: { kind: 'scaled', full: '100' },
    },
  ],
  grades: {
    kind: 'quota',
    shares: [
      { grade: '5', percent: '10' },
      { grade: '4', percent: '20' },
      { grade: '3', percent: '40' },
      { grade: '2', percent: '20' },
      { grade: '1', percent: '10' },
    ],
  },
  vetoes: [{ indicator: '窜货次数', from: '1', notAbove: '2' }],
}

export const STARTING_SCHEMES: readonly StartingScheme[] = [
  { about: '自有营业厅每月按人均业务量、自助和电子渠道、服务质量评分级，市考核占 80%，县考核占 20%。', scheme: OWN },
  {
    about: '社会渠道每季按放号、保有率、户均收入、充值、价格纪律和合作评 1 至 5 星，专营店和代理点分开排名。',
    scheme: PARTNER,
  },
]
