import { describe, expect, test } from 'vitest'
import type { Indicator, Method, Scheme, Source } from './scheme.ts'
import { schemeDifferences } from './scheme-differences.ts'
import {
  bandRange,
  bonusSentence,
  gradesSentence,
  indicatorSentence,
  levelSentence,
  scopeSentence,
} from './scheme-sentence.ts'

const indicator = (over: Partial<Indicator> = {}): Indicator => ({
  code: 'I1',
  title: '放号量',
  level: 'county',
  weight: '20',
  better: 'higher',
  source: { kind: 'entries', entries: { businessTypes: ['activation'] }, measure: 'count' },
  method: { kind: 'target', target: '100', cap: '120' },
  ...over,
})
const scheme: Scheme = {
  code: 'S',
  title: '社会网点星级',
  outlets: { categories: ['partner'] },
  levels: { city: '0', county: '1' },
  missing: 'zero',
  indicators: [indicator()],
  grades: {
    kind: 'quota',
    shares: [
      { grade: 'A', percent: '20' },
      { grade: 'B', percent: '60' },
      { grade: 'C', percent: '20' },
    ],
  },
}
const said = (over: Partial<Indicator>, of: Partial<Scheme> = {}) =>
  indicatorSentence(indicator(over), { ...scheme, ...of })

describe('an indicator in a sentence', () => {
  test('the worked case', () => {
    expect(said({})).toBe('放号量（权重 20）：本月放号笔数，目标 100，按完成率得分，最多算到 120%')
  })

  test('with two levels it says which; over a quarter it says so', () => {
    expect(said({ level: 'city' }, { levels: { city: '0.8', county: '0.2' }, period: 'quarter' })).toBe(
      '放号量（市考核，权重 20）：本季放号笔数，目标 100，按完成率得分，最多算到 120%',
    )
  })

  test.each<[Source, string]>([
    [{ kind: 'entries', entries: {}, measure: 'amount' }, '本月全部业务金额（元）'],
    [
      {
        kind: 'entries',
        entries: { businessTypes: ['放号'], brands: ['全球通'] },
        measure: 'quantity',
        per: '在岗人数',
      },
      '本月放号（全球通）数量 ÷ 在岗人数',
    ],
    [{ kind: 'retention' }, '本月保有率（三个月前放号的用户，月末仍在网的比例，0.9 就是 90%）'],
    [{ kind: 'arpu' }, '本月户均收入（在网用户的开账收入 ÷ 户数，元）'],
    [{ kind: 'inspection', sheet: '窗口检查' }, '本月检查表“窗口检查”的平均得分'],
    [{ kind: 'indicator', indicator: '客户服务质量' }, '本月指标“客户服务质量”的值'],
  ])('source %j', (source, words) => {
    expect(said({ source, method: { kind: 'share' } })).toBe(
      `放号量（权重 20）：${words}，按占同组合计的比例分这 20 分`,
    )
  })

  test.each<[Method, Indicator['better'], string]>([
    [{ kind: 'target', target: '2', cap: '150' }, 'lower', '目标 2，越低越好，按目标 ÷ 实际得分，最多算到 150%'],
    [{ kind: 'bestRatio' }, 'higher', '同组最高的得 20 分，其余按实际 ÷ 最高得分'],
    [{ kind: 'bestRatio' }, 'lower', '越低越好，同组最低的得 20 分，其余按最低 ÷ 实际得分'],
    [{ kind: 'rank' }, 'higher', '按同组名次得分，第一名 20 分，每退一名少一份，并列取靠前的名次'],
    [{ kind: 'deduct', each: '2', zeroFrom: '3' }, 'higher', '满分 20 分，每次扣 2 分，扣完为止，满 3 次得 0 分'],
    [{ kind: 'scaled', full: '50' }, 'higher', '满 50 得 20 分，按比例折算'],
    [
      {
        kind: 'band',
        relativeTo: 'mean',
        bands: [
          { to: '-5', points: '5' },
          { from: '5', points: '20' },
          { from: '-5', to: '5', points: '15' },
        ],
      },
      'higher',
      '按比同组平均高多少（低为负）得分：5% 以上得 20 分，−5% 至不足 5%得 15 分，不足 −5%得 5 分',
    ],
  ])('method %j', (method, better, words) => {
    expect(said({ method, better })).toBe(`放号量（权重 20）：本月放号笔数，${words}`)
  })
})

test('a band of one open end, of two, of none', () => {
  expect(bandRange('40', undefined)).toBe('40 以上')
  expect(bandRange(undefined, '1000')).toBe('不足 1,000')
  expect(bandRange(undefined, undefined)).toBe('不论多少')
})

describe('the rest of a scheme', () => {
  test('whom, how often, in which groups', () => {
    expect(scopeSentence(scheme)).toBe('给全部社会渠道网点每月评一次分级，不分组排名')
    expect(
      scopeSentence({
        outlets: { categories: ['own'], regions: ['城区'] },
        period: 'half',
        result: 'star',
        groupBy: 'type',
      }),
    ).toBe('给自有营业厅（城区）每半年评一次星级，按网点类型分组排名')
  })

  test('the levels', () => {
    expect(levelSentence({ levels: { city: '0.8', county: '0.2' } })).toBe(
      '总分 = 市考核得分 × 80% + 县考核得分 × 20%，两级各 100 分',
    )
    expect(levelSentence(scheme)).toBe('总分就是县考核得分，满分 100')
  })

  test('thresholds in any order, and quotas', () => {
    const bands = [
      { from: '0', grade: 'C' },
      { from: '90', grade: 'A' },
      { from: '80', grade: 'B' },
    ]
    expect(gradesSentence({ kind: 'thresholds', bands }, 'grade')).toBe(
      '按总分：90 分以上评 A 级，80 分以上评 B 级，不足 80 分评 C 级',
    )
    expect(gradesSentence(scheme.grades, 'grade')).toBe(
      '按名次：前 20% 评 A 级，其后 60% 评 B 级，其余评 C 级（约 20%）；同分同级，不拆开',
    )
  })
})

describe('two versions compared', () => {
  const changes = (now: Partial<Scheme>) =>
    schemeDifferences(scheme, { ...scheme, ...now })
      .filter(({ change }) => change !== 'same')
      .map(({ key, change }) => [key, change])

  test('nothing changed, nothing marked', () => expect(changes({})).toEqual([]))

  test('a weight, a new indicator, one that is gone, the grades', () => {
    expect(changes({ indicators: [indicator({ weight: '30' })] })).toEqual([['I1', 'changed']])
    expect(changes({ indicators: [indicator({ code: 'I2' })] })).toEqual([
      ['I2', 'added'],
      ['I1', 'removed'],
    ])
    expect(changes({ grades: { kind: 'thresholds', bands: [{ from: '0', grade: 'A' }] } })).toEqual([
      ['等级', 'changed'],
    ])
    expect(changes({ vetoes: [{ indicator: '重大投诉', from: '1', notAbove: 'C' }] })).toEqual([['一票否决', 'added']])
  })

  test('only what differs is marked', () => {
    const [pieces] = schemeDifferences(scheme, {
      ...scheme,
      indicators: [indicator({ method: { kind: 'target', target: '110', cap: '120' } })],
    })
      .filter(({ key }) => key === 'I1')
      .map(({ now }) => now)
    expect(pieces?.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['目标 110'])
  })

  /** A scheme that says something of everything, so that taking a field away or changing it must show. */
  const whole: Scheme = {
    ...scheme,
    period: 'quarter',
    result: 'grade',
    groupBy: 'type',
    levels: { city: '0.8', county: '0.2' },
    bonuses: [{ indicator: '创新', each: '2', most: '5', least: '-3' }],
    vetoes: [{ indicator: '重大投诉', from: '1', notAbove: 'C' }],
  }
  const narrower: [string, Scheme['outlets']][] = [
    ['types', { types: ['专营店'] }],
    ['coreTiers', { coreTiers: ['核心'] }],
    ['grades', { grades: ['A'] }],
    ['stars', { stars: [5] }],
    ['regions', { regions: ['城区'] }],
    ['outlets', { outlets: ['W1'] }],
    ['agents', { agents: ['D1'] }],
  ]
  const [bonus, veto] = [whole.bonuses![0]!, whole.vetoes![0]!]
  test.each<[string, Partial<Scheme>]>([
    ['title', { title: '别的' }],
    ['categories', { outlets: { categories: ['own'] } }],
    ...narrower.map(([field, part]): [string, Partial<Scheme>] => [field, { outlets: { ...scheme.outlets, ...part } }]),
    ['result', { result: 'star' }],
    ['period', { period: 'year' }],
    ['groupBy', { groupBy: 'centre' }],
    ['levels', { levels: { city: '0.7', county: '0.3' } }],
    ['missing', { missing: 'exclude' }],
    ['the name of a grade', { grades: { kind: 'quota', shares: [{ grade: 'D', percent: '100' }] } }],
    ['bonuses', { bonuses: [] }],
    ['bonus: indicator', { bonuses: [{ ...bonus, indicator: '别的' }] }],
    ['bonus: each', { bonuses: [{ ...bonus, each: '3' }] }],
    ['bonus: each taken off', { bonuses: [{ ...bonus, each: '-2' }] }],
    ['bonus: most', { bonuses: [{ ...bonus, most: '6' }] }],
    ['bonus: least', { bonuses: [{ ...bonus, least: '-4' }] }],
    ['bonus: most where points are taken off', { bonuses: [{ ...bonus, each: '-2', most: undefined }] }],
    ['vetoes', { vetoes: [] }],
    ['veto: indicator', { vetoes: [{ ...veto, indicator: '别的' }] }],
    ['veto: from', { vetoes: [{ ...veto, from: '2' }] }],
    ['veto: notAbove', { vetoes: [{ ...veto, notAbove: 'B' }] }],
  ])('the scheme’s %s is compared', (_, part) => {
    expect(schemeDifferences(whole, { ...whole, ...part }).some(({ change }) => change !== 'same')).toBe(true)
  })

  const entries: Source = { kind: 'entries', entries: { businessTypes: ['放号'] }, measure: 'count' }
  const value: Source = { kind: 'indicator', indicator: '投诉' }
  const band: Method = {
    kind: 'band',
    bands: [
      { to: '5', points: '1' },
      { from: '5', points: '2' },
    ],
  }
  test.each<[string, Partial<Indicator>, Partial<Indicator>]>([
    ['title', {}, { title: '别的' }],
    ['level', {}, { level: 'city' }],
    ['weight', {}, { weight: '21' }],
    ['better: target', {}, { better: 'lower' }],
    ['better: bestRatio', { method: { kind: 'bestRatio' } }, { better: 'lower' }],
    ['better: rank', { method: { kind: 'rank' } }, { better: 'lower' }],
    ['entries: businessTypes', { source: entries }, { source: { ...entries, entries: { businessTypes: ['宽带'] } } }],
    [
      'entries: brands',
      { source: entries },
      { source: { ...entries, entries: { ...entries.entries, brands: ['全球通'] } } },
    ],
    ['entries: plans', { source: entries }, { source: { ...entries, entries: { ...entries.entries, plans: ['39'] } } }],
    ['entries: measure', { source: entries }, { source: { ...entries, measure: 'subscribers' } }],
    ['entries: per', { source: entries }, { source: { ...entries, per: '在岗人数' } }],
    [
      'inspection: sheet',
      { source: { kind: 'inspection', sheet: '甲' } },
      { source: { kind: 'inspection', sheet: '乙' } },
    ],
    ['indicator: name', { source: value }, { source: { ...value, indicator: '别的' } }],
    ['indicator: over', { source: value }, { source: { ...value, over: 'sum' } }],
    ['source', { source: { kind: 'arpu' } }, { source: { kind: 'retention' } }],
    ['target: target', {}, { method: { kind: 'target', target: '110', cap: '120' } }],
    ['target: cap', {}, { method: { kind: 'target', target: '100', cap: '130' } }],
    ['band: relativeTo', { method: band }, { method: { ...band, relativeTo: 'mean' } }],
    [
      'band: bounds',
      { method: band },
      {
        method: {
          ...band,
          bands: [
            { to: '6', points: '1' },
            { from: '6', points: '2' },
          ],
        },
      },
    ],
    [
      'band: points',
      { method: band },
      {
        method: {
          ...band,
          bands: [
            { to: '5', points: '1' },
            { from: '5', points: '3' },
          ],
        },
      },
    ],
    ['deduct: each', { method: { kind: 'deduct', each: '1' } }, { method: { kind: 'deduct', each: '2' } }],
    [
      'deduct: zeroFrom',
      { method: { kind: 'deduct', each: '1' } },
      { method: { kind: 'deduct', each: '1', zeroFrom: '3' } },
    ],
    ['scaled: full', { method: { kind: 'scaled', full: '100' } }, { method: { kind: 'scaled', full: '50' } }],
    ['method', { method: { kind: 'rank' } }, { method: { kind: 'share' } }],
  ])('an indicator’s %s is compared', (_, was, now) => {
    const of = (part: Partial<Indicator>): Scheme => ({ ...whole, indicators: [indicator({ ...was, ...part })] })
    expect(schemeDifferences(of({}), of(now)).map(({ change }) => change)).toContain('changed')
  })

  test('a level that counts for nothing is said', () => {
    expect(said({ level: 'city' })).toMatch(/^放号量（市考核，不计入总分，权重 20）/)
  })

  test('what a bonus gives and takes, at most and at least', () => {
    expect(bonusSentence(bonus)).toBe('“创新”每 1 加 2 分，最多加 5 分，最多扣 3 分')
    expect(bonusSentence({ indicator: '投诉', each: '-1.5', least: '-6' })).toBe('“投诉”每 1 扣 1.5 分，最多扣 6 分')
  })
})
