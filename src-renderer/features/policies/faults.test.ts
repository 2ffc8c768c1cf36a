import { expect, it } from 'vitest'
import type { Month } from '../../../src-main/domain/month.ts'
import { policyProblems } from '../../../src-main/domain/policy-problems.ts'
import { blankPolicy } from './blank-policy.ts'
import { below, errorsIn, faultAt } from './faults.ts'

const policy = {
  ...blankPolicy('2026-09' as Month),
  code: 'P',
  title: '办法',
  clauses: [
    {
      kind: 'volume' as const,
      code: 'C1',
      title: '',
      measure: 'amount' as const,
      pay: {
        kind: 'tier' as const,
        mode: 'step' as const,
        unit: 'percent' as const,
        tiers: [
          { from: '3000', rate: '1' },
          { from: '1000', rate: '2' },
        ],
      },
    },
  ],
}

it('says an error at its row and leaves blanks in peace until saving was tried', () => {
  const faults = { problems: policyProblems(policy), tried: false }
  const clause = below(faults, 'clauses', 0)
  expect(faultAt(clause, 'pay', 'tiers', 1, 'from')).toBe('起点 1000 应大于上一档的 3000')
  expect(faultAt(clause, 'title')).toBeUndefined()
  expect(faultAt({ ...clause, tried: true }, 'title')).toBe('没有填写')
  expect(errorsIn(clause)).toHaveLength(1)
})
