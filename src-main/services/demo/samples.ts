/** What the sample office has decided: its commission policies, factors and people. */
import { asMonth } from '../../domain/month.ts'
import type { Policy } from '../../domain/policy.ts'

const YEAR = asMonth('2026-01')

/** Policies of volume clauses only, all four ways to pay and both tier modes; valid for every month of the sample. */
export function samplePolicies(): Policy[] {
  return [provincePolicy(), cityPolicy(), countyCampaign()]
}

function provincePolicy(): Policy {
  return {
    code: 'BASIC-2026',
    title: '2026年社会渠道基本酬金办法',
    documentNumber: '省渠道〔2026〕18号',
    origin: 'province',
    kind: 'basic',
    from: YEAR,
    clauses: [
      {
        kind: 'volume',
        code: 'ACT',
        title: '放号酬金',
        entries: { businessTypes: ['放号'] },
        measure: 'count',
        pay: { kind: 'perUnit', rate: '30.00' },
        factors: ['grade'],
        cap: '4000.00',
      },
      {
        kind: 'volume',
        code: 'AIR',
        title: '空中充值酬金',
        entries: { businessTypes: ['空中充值'] },
        measure: 'amount',
        pay: { kind: 'percent', rate: '0.8' },
      },
      {
        kind: 'volume',
        code: 'FEE',
        title: '代收费酬金（按季累计）',
        entries: { businessTypes: ['代收费'] },
        measure: 'amount',
        accumulate: 'quarter',
        pay: {
          kind: 'tier',
          mode: 'step',
          unit: 'percent',
          tiers: [
            { from: '0', rate: '0.3' },
            { from: '3000', rate: '0.4' },
            { from: '10000', rate: '0.5' },
            { from: '50000', rate: '0.6' },
          ],
        },
      },
    ],
  }
}

function cityPolicy(): Policy {
  return {
    code: 'VALUE-2026',
    title: '2026年新业务及套餐酬金办法',
    documentNumber: '六分市〔2026〕32号',
    origin: 'city',
    kind: 'basic',
    from: YEAR,
    clauses: [
      {
        kind: 'volume',
        code: 'NEW',
        title: '新业务阶梯酬金',
        entries: { businessTypes: ['新业务'] },
        measure: 'quantity',
        pay: {
          kind: 'tier',
          mode: 'flat',
          unit: 'perUnit',
          tiers: [
            { from: '1', rate: '1.00' },
            { from: '20', rate: '1.50' },
            { from: '60', rate: '2.00' },
          ],
        },
      },
      {
        kind: 'volume',
        code: 'PLAN',
        title: '全球通套餐办理酬金',
        entries: { businessTypes: ['套餐办理'], brands: ['全球通'] },
        measure: 'quantity',
        pay: { kind: 'perUnit', rate: '8.00' },
        factors: ['star'],
      },
      {
        kind: 'volume',
        code: 'BAND',
        title: '宽带发展酬金',
        entries: { businessTypes: ['宽带'] },
        measure: 'count',
        pay: {
          kind: 'tier',
          mode: 'step',
          unit: 'perUnit',
          tiers: [
            { from: '0', rate: '40.00' },
            { from: '10', rate: '60.00' },
          ],
        },
      },
    ],
  }
}

function countyCampaign(): Policy {
  return {
    code: 'AUTUMN-2026',
    title: '2026年秋季放号竞赛激励',
    documentNumber: '舒分渠〔2026〕7号',
    origin: 'county',
    kind: 'campaign',
    from: asMonth('2026-09'),
    to: asMonth('2026-10'),
    clauses: [
      {
        kind: 'volume',
        code: 'BONUS',
        title: '放号达量奖',
        entries: { businessTypes: ['放号'] },
        measure: 'subscribers',
        pay: {
          kind: 'bonus',
          tiers: [
            { from: '10', amount: '100.00' },
            { from: '30', amount: '400.00' },
            { from: '60', amount: '1000.00' },
          ],
        },
      },
      {
        kind: 'volume',
        code: 'HAND',
        title: '专营店终端销售激励',
        outlets: { types: ['指定专营店'] },
        entries: { businessTypes: ['终端'] },
        measure: 'count',
        pay: { kind: 'perUnit', rate: '20.00' },
        factors: ['assessment'],
        floor: '50.00',
      },
    ],
  }
}

export interface SampleFactors {
  readonly by: 'grade' | 'star'
  readonly from: typeof YEAR
  /** Multipliers as decimal text. */
  readonly table: Readonly<Record<string, string>>
}

/** Inputs of `settings.factors` (CONTRACT.md). */
export function sampleFactors(): SampleFactors[] {
  return [
    { by: 'grade', from: YEAR, table: { A: '1.1', B: '1.0', C: '0.9' } },
    { by: 'star', from: YEAR, table: { 1: '0.8', 2: '0.9', 3: '1.0', 4: '1.1', 5: '1.2' } },
  ]
}

/** Input of `settings.fund` (CONTRACT.md): a contribution of 5 %, matched in full. */
export function sampleFund(): { from: typeof YEAR; rate: string; match: string } {
  return { from: YEAR, rate: '5', match: '100' }
}

export type SampleRole = 'clerk' | 'reviewer' | 'finance' | 'admin'

/** The office's people; the first has every role. */
export const sampleUsers: readonly { readonly name: string; readonly roles: readonly SampleRole[] }[] = [
  { name: '管理员', roles: ['clerk', 'reviewer', 'finance', 'admin'] },
  { name: '王芳', roles: ['clerk'] },
  { name: '李强', roles: ['reviewer'] },
  { name: '陈静', roles: ['finance'] },
]
