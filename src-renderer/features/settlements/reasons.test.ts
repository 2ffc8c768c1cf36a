import { describe, expect, it } from 'vitest'
import type { Month } from '../../../src-main/domain/month.ts'
import { STANDARD_TAX_TABLE } from '../../../src-main/domain/tax.ts'
import { differenceReason, fundReason, grossReason, outletsReason, payableReason, taxReason } from './reasons.ts'
import type { Payment, Statement } from './shapes.ts'

const line = (clause: string, amount: string, kind = 'volume') => ({
  clause,
  clauseTitle: `条款${clause}`,
  policy: 'P',
  policyTitle: '办法',
  version: 1,
  kind,
  amount,
})

const statement = (lines: object[], adjustments: object[], gross: string): Statement =>
  ({
    period: '2026-10',
    outlet: 'W1',
    lines,
    adjustments,
    gross,
    fund: { contributed: '500.00', matched: '500.00' },
    inWords: '人民币壹元整',
  }) as unknown as Statement

const payment = (part: Partial<Payment>): Payment =>
  ({
    period: '2026-10',
    agent: 'A1',
    outlets: [],
    gross: '0.00',
    fund: '0.00',
    tax: '0.00',
    carriedIn: '0.00',
    payable: '0.00',
    carriedOut: '0.00',
    inWords: '人民币零元整',
    ...part,
  }) as Payment

describe('a statement', () => {
  const now = statement(
    [line('C1', '4000.00'), line('C2', '98.77')],
    [{ kind: 'penalty', amount: '-50.00', reason: '窗口检查' }],
    '4048.77',
  )

  it('says its gross by lines and adjustments', () => {
    const { text, steps } = grossReason(now)
    expect(text).toContain('2 项酬金共 4,098.77 元，已确认的调整 -50.00 元，合计 4,048.77 元')
    expect(steps).toHaveLength(4)
  })

  it('says its difference to last month by clause, summing exactly', () => {
    const last = statement([line('C1', '3840.10'), line('C3', '5.00')], [], '3845.10')
    const { text, steps } = differenceReason(now, last)
    expect(text).toBe('本月 4,048.77 元，上月 3,845.10 元，增减 203.67 元。')
    expect(steps.map((step) => (typeof step === 'string' ? step : step.result))).toEqual([
      '159.90',
      '98.77',
      '-50.00',
      '-5.00',
      '203.67',
    ])
    expect(differenceReason(now, undefined).text).toContain('增减 4,048.77 元')
  })

  it('says the fund with the month from which it is free (worked case 7)', () => {
    const of = statement([line('C1', '5000.00'), line('S', '800.00', 'fixed')], [], '5800.00')
    const { text } = fundReason(of, { from: '2026-01' as Month, rate: '10', match: '100' })
    expect(text).toContain('业务酬金 5,000.00 元 的 10%，缴存 500.00 元；公司匹配 500.00 元')
    expect(text).toContain('2027年10月起可用')
  })
})

describe('a payment', () => {
  it('says what is payable, and what is carried when it is below zero (worked case 9)', () => {
    const paid = payment({ gross: '300.00', carriedIn: '-120.50', payable: '179.50' })
    expect(payableReason(paid).text).toContain('＝ 179.50 元')
    const carried = payment({ gross: '-120.50', carriedOut: '-120.50' })
    expect(payableReason(carried).text).toContain('算得 -120.50 元，不足零，本月不付')
  })

  it.each([
    ['800.00', '0.00', '不超过 800.00 元'],
    ['3000.00', '440.00', '应纳税所得额 2,200.00 元'],
    ['30000.00', '5200.00', '应纳税所得额 24,000.00 元'],
  ])('says the tax on %s', (gross, tax, words) => {
    expect(taxReason(payment({ gross, tax }), 'person', STANDARD_TAX_TABLE).text).toContain(words)
  })

  it('sums its outlets, and withholds nothing of an enterprise', () => {
    const of = payment({ gross: '30.00', outlets: [{ outlet: 'W1', gross: '30.00', fund: '0.00' }] })
    expect(outletsReason(of, 'gross').text).toBe('1 个网点的酬金合计共 30.00 元。')
    expect(taxReason(of, 'enterprise', STANDARD_TAX_TABLE).steps).toEqual([])
  })
})
