/** The worked cases of DOMAIN.md §5 that the store takes part in, from imported rows to statements and payments. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import type { Clause, Policy } from '../src-main/domain/policy.ts'
import { addRegister, openSetUpOffice, type TestOffice } from './support/office.ts'

let office: TestOffice

beforeEach(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    {
      D1: { name: '通达通讯', payerKind: 'enterprise', payeeName: '通达通讯有限公司', account: '6222000011112222' },
      D2: { name: '张三', payerKind: 'person', payeeName: '张三', account: '6222000033334444' },
    },
    {
      W1: { name: '城关店', category: 'partner', type: '指定专营店', agent: 'D1', grade: 'A' },
      W2: { name: '东街店', category: 'partner', type: '特约代理点', agent: 'D1', grade: 'B' },
      W9: { name: '自有厅', category: 'own', type: '综合营业厅' },
    },
  )
})
afterEach(() => office.close())

const october = '2026-10' as Month

async function approve(clauses: Clause[], rest: Partial<Policy> = {}): Promise<void> {
  const policy: Policy = { code: 'P1', title: '测试政策', kind: 'basic', from: '2026-01' as Month, clauses, ...rest }
  const { id } = await office.as('王芳').policies.save(policy)
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
}

async function settle(period: Month) {
  const calculated = await office.as('王芳').settlements.calculate({ period })
  const statements = await office.as('王芳').settlements.statements({ period })
  const payments = await office.as('王芳').settlements.payments({ period })
  return { calculated, statements, payments }
}

async function close(period: Month): Promise<void> {
  await office.as('李强').settlements.review({ period })
  await office.as('李强').settlements.approve({ period })
  await office.as('李强').settlements.close({ period })
}

const HEAD = '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号'

function activations(count: number, outlet = 'W1', month = '2026-10', first = 0): string[] {
  return Array.from({ length: count }, (_, i) => {
    const n = String(first + i).padStart(4, '0')
    return `${month}-05,${outlet},放号,1390000${n},1,0,${outlet}${month}${n}`
  })
}

const perUnit: Clause = {
  kind: 'volume',
  code: 'ACT',
  title: '放号酬金',
  entries: { businessTypes: ['放号'] },
  measure: 'count',
  pay: { kind: 'perUnit', rate: '30.00' },
  factors: ['grade'],
}

describe('worked cases', () => {
  test.each([
    ['with a cap of 4,000', { cap: '4000.00' }, '4000.00'],
    ['without cap', {}, '4224.00'],
  ])('1: 128 activations at 30.00, grade A 1.1, %s', async (_, limit, amount) => {
    await office.as('管理员').settings.factors({ by: 'grade', from: '2026-01' as Month, table: { A: '1.1', B: '1.0' } })
    await approve([{ ...perUnit, ...limit }])
    await office.importText('entries', [HEAD, ...activations(128)])
    const { calculated, statements, payments } = await settle(october)
    expect(calculated).toMatchObject({
      period: october,
      status: 'calculated',
      outlets: 1,
      lines: 1,
      gross: amount,
      payable: amount,
    })
    expect(statements).toHaveLength(1)
    expect(statements[0]).toMatchObject({ outlet: 'W1', agent: 'D1', gross: amount })
    expect(statements[0]!.lines[0]).toMatchObject({
      policy: 'P1',
      version: 1,
      clause: 'ACT',
      kind: 'volume',
      measure: '128',
      rows: 128,
      amount,
    })
    expect(payments).toMatchObject([
      { agent: 'D1', gross: amount, fund: '0.00', tax: '0.00', carriedIn: '0.00', payable: amount, carriedOut: '0.00' },
    ])
    const line = statements[0]!.lines[0]!
    const explained = await office.as('王芳').settlements.explain({ period: october, outlet: 'W1', line: line.id })
    expect(explained.rows).toHaveLength(128)
    expect(explained.rows[0]).toMatchObject({ file: expect.stringContaining('entries'), row: 2, businessType: '放号' })
    expect(explained.text).toBe(
      `放号 128 户 × 30.00 元 = 3,840.00 元；A 级系数 1.1 → 4,224.00 元${'cap' in limit ? '；封顶 4,000.00 元 → 4,000.00 元' : ''}`,
    )
  })

  test('2: percent 0.8 on air recharge of 12,345.67', async () => {
    await approve([
      {
        kind: 'volume',
        code: 'AIR',
        title: '空充',
        entries: { businessTypes: ['airRecharge'] },
        measure: 'amount',
        pay: { kind: 'percent', rate: '0.8' },
      },
    ])
    await office.importText('entries', [
      HEAD,
      '2026-10-01,W1,空中充值,13900000001,1,12000.00,A1',
      '2026-10-02,W1,空中充值,13900000002,1,345.67,A2',
    ])
    const { statements } = await settle(october)
    expect(statements[0]!.lines[0]).toMatchObject({ amount: '98.77', sum: '98.76536', measure: '12345.67' })
    expect(statements[0]!.inWords).toBe('人民币玖拾捌元柒角柒分')
  })

  test('3: step tiers by month and accumulated by quarter', async () => {
    const tiers = [
      { from: '0', rate: '1' },
      { from: '1000', rate: '2' },
      { from: '3000', rate: '3' },
      { from: '8000', rate: '5' },
    ]
    const base = {
      kind: 'volume',
      title: '充值',
      measure: 'amount',
      pay: { kind: 'tier', mode: 'step', unit: 'percent', tiers },
    } as const
    await approve([
      { ...base, code: 'MONTHLY', pay: { ...base.pay, tiers: [...tiers] } },
      { ...base, code: 'QUARTERLY', accumulate: 'quarter', pay: { ...base.pay, tiers: [...tiers] } },
    ])
    await office.importText('entries', [
      HEAD,
      '2026-07-03,W1,空中充值,13900000001,1,2000.00,Q1',
      '2026-08-03,W1,空中充值,13900000001,1,3200.00,Q2',
      '2026-09-03,W1,空中充值,13900000001,1,4500.00,Q3',
    ])
    const amounts: Record<string, string[]> = { MONTHLY: [], QUARTERLY: [] }
    for (const period of ['2026-07', '2026-08', '2026-09'] as Month[]) {
      const { statements } = await settle(period)
      for (const line of statements[0]!.lines) amounts[line.clause]!.push(line.amount)
      await close(period)
    }
    expect(amounts).toEqual({ MONTHLY: ['30.00', '56.00', '95.00'], QUARTERLY: ['30.00', '86.00', '169.00'] })
  })

  test('4: flat against step', async () => {
    const tiers = [
      { from: '0', rate: '1' },
      { from: '10000', rate: '2' },
      { from: '50000', rate: '3' },
      { from: '100000', rate: '4' },
    ]
    const clause = (mode: 'flat' | 'step'): Clause => ({
      kind: 'volume',
      code: mode,
      title: mode,
      measure: 'amount',
      pay: { kind: 'tier', mode, unit: 'percent', tiers },
    })
    await approve([clause('flat'), clause('step')])
    await office.importText('entries', [
      HEAD,
      '2026-10-01,W1,代收费,1,1,15000.00,F1',
      '2026-10-01,W2,代收费,1,1,60000.00,F2',
    ])
    const { statements } = await settle(october)
    const found = statements.map(({ lines }) => lines.map(({ amount }) => amount))
    expect(found).toEqual([
      ['300.00', '200.00'],
      ['1800.00', '1200.00'],
    ])
  })

  test('8 and 9: a person is taxed on the whole month; a negative is carried', async () => {
    await approve([{ ...perUnit, factors: [] }])
    const store = (name: string) => ({ name, category: 'partner', agent: 'D2' }) as const
    await addRegister(office, {}, { Z1: store('店一'), Z2: store('店二'), Z3: store('店三') })
    await office.importText('entries', [HEAD, ...activations(1)])
    for (const outlet of ['Z1', 'Z2', 'Z3']) {
      const { id } = await office
        .as('王芳')
        .settlements.adjust({ period: october, outlet, kind: 'correction', amount: '800.00', reason: '补发' })
      await office.as('李强').settlements.confirmAdjustment({ id })
    }
    const minus = await office
      .as('王芳')
      .settlements.adjust({ period: october, outlet: 'W1', kind: 'penalty', amount: '-150.50', reason: '违规' })
    await office.as('李强').settlements.confirmAdjustment({ id: minus.id })
    const { payments } = await settle(october)
    expect(payments).toMatchObject([
      { agent: 'D1', gross: '-120.50', payable: '0.00', carriedOut: '-120.50' },
      { agent: 'D2', gross: '2400.00', tax: '320.00', payable: '2080.00' },
    ])
    await close(october)
    const november = '2026-11' as Month
    await office.importText('entries', [HEAD, ...activations(10, 'W1', '2026-11', 500)])
    const next = await settle(november)
    expect(next.payments).toMatchObject([
      { agent: 'D1', gross: '300.00', carriedIn: '-120.50', payable: '179.50', carriedOut: '0.00' },
    ])
  })

  test('10: a reversal in the next month takes back there', async () => {
    await approve([{ ...perUnit, factors: [] }])
    await office.importText('entries', [
      HEAD,
      ...activations(2, 'W1', '2026-09'),
      '2026-10-03,W1,放号,13900000000,-1,0,R1',
    ])
    expect((await settle('2026-09' as Month)).statements[0]!.gross).toBe('60.00')
    await close('2026-09' as Month)
    const { statements } = await settle(october)
    expect(statements[0]).toMatchObject({ gross: '-30.00', inWords: '人民币负叁拾元整' })
  })

  test('own stores get no commission', async () => {
    await approve([{ ...perUnit, factors: [] }])
    await office.importText('entries', [HEAD, ...activations(3, 'W9')])
    expect((await settle(october)).statements).toEqual([])
  })
})
