/** Sentences: clauses said back, lines explained. */
import { describe, expect, test } from 'vitest'
import { clauseSentence } from './clause-sentence.ts'
import { decimal, toDecimalText } from './exact.ts'
import { type FinishTerms, finishLine } from './finish.ts'
import { payFixed } from './fixed.ts'
import type { Breakdown, Line } from './line.ts'
import { lineSentence } from './line-sentence.ts'
import { fen, yuan } from './money.ts'
import { asMonth } from './month.ts'
import type { Clause, FixedClause, VolumeClause } from './policy.ts'
import { payVolumeClause } from './volume.ts'

const activation: VolumeClause = {
  kind: 'volume',
  code: 'C1',
  title: '放号酬金',
  entries: { businessTypes: ['放号'] },
  measure: 'count',
  pay: { kind: 'perUnit', rate: '30' },
}
const recharge = (pay: VolumeClause['pay'], accumulate?: 'quarter'): VolumeClause => ({
  kind: 'volume',
  code: 'C2',
  title: '充值酬金',
  entries: { businessTypes: ['空中充值'] },
  measure: 'amount',
  accumulate,
  pay,
})
const tiers = (mode: 'flat' | 'step'): VolumeClause['pay'] => ({
  kind: 'tier',
  mode,
  unit: 'percent',
  tiers: [
    { from: '0', rate: '1' },
    { from: '1000', rate: '2' },
    { from: '3000', rate: '3' },
  ],
})

describe('clauses said back', () => {
  test.each<[Clause, string]>([
    [{ ...activation, factors: ['grade'], cap: '4000' }, '放号每户 30.00 元，乘分级系数，封顶 4,000.00 元'],
    [recharge({ kind: 'percent', rate: '0.80' }), '空中充值金额的 0.8%'],
    [
      recharge(tiers('flat')),
      '空中充值金额按所达档次全额计：0 至 1,000 元按 1%、1,000 至 3,000 元按 2%、3,000 元以上按 3%',
    ],
    [
      { ...recharge(tiers('step'), 'quarter'), floor: '5', outlets: { regions: ['城关镇'], grades: ['A', 'B'] } },
      '城关镇，A 级、B 级：空中充值金额按档次超额分段计：0 至 1,000 元按 1%、1,000 至 3,000 元按 2%、3,000 元以上按 3%，按季累计，保底 5.00 元',
    ],
    [
      {
        ...activation,
        pay: {
          kind: 'bonus',
          tiers: [
            { from: '50', amount: '200' },
            { from: '100', amount: '500' },
          ],
        },
      },
      '放号户数达到 50 户奖 200.00 元、达到 100 户奖 500.00 元，只按最高一档奖一次，不足 50 户不计',
    ],
    [
      {
        kind: 'instalment',
        code: 'C3',
        title: '分期',
        schedule: [
          { month: 1, amount: '20', when: { minMinutes: '0.01' } },
          {
            month: 3,
            bands: [
              { from: '10', amount: '10' },
              { from: '20', amount: '15' },
            ],
            when: { onNet: true, minBase: '5' },
          },
        ],
        clawback: { withinMonths: 3 },
      },
      '每户放号用户分期：第 1 个月 20.00 元（通话不少于 0.01 分钟）；第 3 个月按净收入 10 至 20 元付 10.00 元、20 元以上付 15.00 元、不足 10 元不计（月末在网，净收入不少于 5.00 元），3 个月内拆机扣回已付酬金',
    ],
    [
      {
        kind: 'residual',
        code: 'C4',
        title: '分成',
        entries: { brands: ['全球通'] },
        months: [1, 18],
        bands: [
          { from: '0', percent: '6' },
          { from: '80', amount: '16' },
        ],
      },
      '每户放号（全球通）用户第 1 至 18 个月按净收入（开账收入减欠费）分成：0 至 80 元按 6%、80 元以上付 16.00 元',
    ],
    [
      {
        kind: 'fixed',
        code: 'C5',
        title: '专营补贴',
        amount: '800',
        prorate: true,
        entries: { businessTypes: ['放号'] },
        completion: {
          target: '任务量',
          measure: 'count',
          bands: [
            { from: '80', pays: 'proportional' },
            { from: '100', pays: 'full' },
          ],
        },
      },
      '专营补贴每月 800.00 元，按当月在营天数折算，放号户数完成“任务量” 80% 至不足 100% 按完成率折算，100% 以上发全额，不足 80% 不发',
    ],
    [
      { kind: 'fixed', code: 'C6', title: '房租补贴', amount: '1200', months: [1, 7] },
      '房租补贴每年 1、7 月 1,200.00 元',
    ],
  ])('%#', (clause, sentence) => expect(clauseSentence(clause)).toBe(sentence))
  test('codes are said by their names', () => {
    expect(clauseSentence({ ...activation, entries: { businessTypes: ['activation'] } })).toBe('放号每户 30.00 元')
    expect(clauseSentence({ ...activation, entries: { businessTypes: ['X9'] } }, () => '靓号')).toBe(
      '靓号每笔 30.00 元',
    )
  })
})

function volumeLine(clause: VolumeClause, terms: FinishTerms, now: string, before?: string): string {
  const { sum, breakdown } = payVolumeClause(clause, decimal(now), before === undefined ? undefined : decimal(before))
  const { limit, amount, ...finished } = finishLine(sum, terms)
  return lineSentence({ breakdown, ...finished, ...(limit ? { limit } : {}), amount: yuan(amount) })
}

describe('volume lines explained', () => {
  test.each<[string, VolumeClause, FinishTerms, string, string | undefined, string]>([
    [
      'the example of DOMAIN.md',
      activation,
      { factors: [{ by: 'grade', key: 'A', value: '1.1' }], cap: '4000' },
      '128',
      undefined,
      '放号 128 户 × 30.00 元 = 3,840.00 元；A 级系数 1.1 → 4,224.00 元；封顶 4,000.00 元 → 4,000.00 元',
    ],
    [
      'rounding is said',
      recharge({ kind: 'percent', rate: '0.8' }),
      {},
      '12345.67',
      undefined,
      '空中充值 12,345.67 元 × 0.8% = 98.76536 元；四舍五入到分 → 98.77 元',
    ],
    ['a reversal', activation, {}, '-1', undefined, '放号 -1 户 × 30.00 元 = -30.00 元'],
    [
      'steps',
      recharge(tiers('step')),
      {},
      '4500',
      undefined,
      '空中充值 4,500.00 元，超额分段：1,000.00 元 × 1% + 2,000.00 元 × 2% + 1,500.00 元 × 3% = 95.00 元',
    ],
    [
      'flat',
      recharge(tiers('flat')),
      {},
      '4500',
      undefined,
      '空中充值 4,500.00 元，达到 3,000 元档，全额 × 3% = 135.00 元',
    ],
    [
      'accumulated',
      recharge(tiers('flat'), 'quarter'),
      {},
      '2000',
      '500',
      '空中充值本季累计 2,000.00 元，达到 1,000 元档，全额 × 2% = 40.00 元；减去截至上月累计 500.00 元，达到 0 元档，全额 × 1% = 5.00 元 → 35.00 元',
    ],
    [
      'below the first tier',
      { ...activation, pay: { kind: 'bonus', tiers: [{ from: '50', amount: '200' }] } },
      {},
      '49',
      undefined,
      '放号 49 户，未达到 50 户，不计 = 0.00 元',
    ],
    [
      'a floor, no star, an assessment',
      activation,
      {
        factors: [
          { by: 'star', key: null, value: '1' },
          { by: 'assessment', key: null, value: '0.9' },
        ],
        floor: '50',
      },
      '1',
      undefined,
      '放号 1 户 × 30.00 元 = 30.00 元；未评星，系数 1 → 30.00 元；考核系数 0.9 → 27.00 元；保底 50.00 元 → 50.00 元',
    ],
  ])('%s', (_, clause, terms, now, before, sentence) => expect(volumeLine(clause, terms, now, before)).toBe(sentence))
})

const line = (
  breakdown: Breakdown,
  sum: string,
  amount: string,
): Pick<Line, 'breakdown' | 'sum' | 'factors' | 'amount'> => ({
  breakdown,
  sum,
  factors: [],
  amount,
})

describe('other lines explained', () => {
  const subsidy: FixedClause = {
    kind: 'fixed',
    code: 'F',
    title: '补贴',
    amount: '800.00',
    completion: {
      target: '任务量',
      measure: 'count',
      bands: [
        { from: '80', pays: 'proportional' },
        { from: '100', pays: 'full' },
      ],
    },
  }
  test.each([
    ['51', '60', '补贴 800.00 元；完成 51 ÷ 任务 60 = 85%，达到 80% 档，按完成率折算 → 680.00 元'],
    ['66', '60', '补贴 800.00 元；完成 66 ÷ 任务 60 = 110%，达到 100% 档，全额 → 800.00 元'],
    ['47', '60', '补贴 800.00 元；完成 47 ÷ 任务 60 = 78.3333%，未达到起点，不发'],
    ['47', null, '补贴 800.00 元；没有任务量，不发'],
  ])('a subsidy at %s of %s', (measure, target, sentence) => {
    const paid = payFixed(subsidy, {
      period: asMonth('2026-09'),
      activeDays: 30,
      measure: decimal(measure),
      target: target === null ? null : decimal(target),
    })!
    expect(lineSentence(line(paid.breakdown, toDecimalText(paid.sum, 2), yuan(finishLine(paid.sum).amount)))).toBe(
      sentence,
    )
  })
  test('a subsidy by days, rounded', () => {
    const { completion: _, ...base } = subsidy
    const paid = payFixed(
      { ...base, prorate: true },
      { period: asMonth('2026-09'), activeDays: 20, measure: decimal('0'), target: null },
    )!
    expect(lineSentence(line(paid.breakdown, paid.breakdown.sum, '533.33'))).toBe(
      '补贴 800.00 元 × 在营 20 天 ÷ 30 天 = 533.3333333333 元；四舍五入到分 → 533.33 元',
    )
  })
  test('members, a clawback, an assigned line', () => {
    const cohort = {
      month: asMonth('2026-08'),
      index: 3,
      members: 12,
      paid: 10,
      sum: '150.00',
      bands: [{ rate: '15.00', unit: 'perUnit' as const, members: 10, sum: '150.00' }],
      unpaid: [{ reason: 'notOnNet' as const, members: 2 }],
    }
    expect(lineSentence(line({ kind: 'instalment', subject: '放号', cohorts: [cohort] }, '150.00', '150.00'))).toBe(
      '放号分期：2026年8月入网第 3 个月 10 户 × 15.00 元 = 150.00 元，2 户未达条件；合计 150.00 元',
    )
    const shares = {
      ...cohort,
      bands: [{ rate: '6', unit: 'percent' as const, from: '0', members: 10, base: '450', sum: '27.00' }],
      sum: '27.00',
    }
    expect(lineSentence(line({ kind: 'residual', subject: '放号', cohorts: [shares] }, '27.00', '27.00'))).toBe(
      '放号话费分成：2026年8月入网第 3 个月 10 户净收入 450.00 元 × 6%（逐户四舍五入） = 27.00 元，2 户未达条件；合计 27.00 元',
    )
    const clawback: Breakdown = {
      kind: 'clawback',
      source: { period: asMonth('2026-07'), amount: '200.00', sum: '300.00' },
      members: { reversed: 0, terminated: 1 },
      parts: '200.00',
      takenBefore: '66.67',
    }
    expect(lineSentence(line(clawback, '-66.66', yuan(fen('-66.66'))))).toBe(
      '扣回2026年7月已付：本月 1 户拆机；原酬金 200.00 元 × 累计退出份额 200.00 元 ÷ 300.00 元，此前已扣 66.67 元 → -66.66 元',
    )
    expect(lineSentence(line({ kind: 'assigned', item: '省基础酬金' }, '5.00', '5.00'))).toBe(
      '上级酬金清单“省基础酬金” 5.00 元',
    )
  })
})
