import { describe, expect, test } from 'vitest'
import { decisionWords, resultOf } from './shapes.ts'

describe('the comparison in words', () => {
  test.each([
    [{ treatment: 'paid', category: 'partner', ours: null, difference: null }, '还没有试算'],
    [{ treatment: 'paid', category: 'partner', ours: '1.00', difference: '0.00' }, '一致'],
    [{ treatment: 'paid', category: 'own', ours: '0.00', difference: '-9.00' }, '自有厅，不付'],
    [{ treatment: 'paid', category: 'partner', ours: '1.00', difference: '-0.01' }, '与付的不一致'],
    [{ treatment: 'checked', category: 'partner', ours: '1.00', difference: '0.01' }, '有差异'],
  ] as const)('%o', (row, words) => {
    expect(resultOf(row).label).toBe(words)
  })

  test('what an item is to be', () => {
    const by = { from: null, user: '王芳', at: '' }
    expect(decisionWords(null)).toBe('未决定，暂照付')
    expect(decisionWords({ ...by, is: { treatment: 'paid' } })).toBe('照清单付')
    expect(decisionWords({ ...by, is: { treatment: 'checked', policy: 'JC2026', clause: 'C1' } })).toBe(
      '只核对：JC2026 的 C1',
    )
  })
})
