import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type DepositAct, type DepositEnd, depositActs } from './exit-settlement.ts'
import { asFen, type Fen } from './money.ts'

const map = (given: Record<string, number>) =>
  new Map(Object.entries(given).map(([kind, amount]) => [kind, asFen(amount)]))

describe('what becomes of the deposit', () => {
  it.each([
    ['return', { 专营: 500_000, 号卡: 100 }, {}, ['专营 returned 500000', '号卡 returned 100']],
    ['return', { 专营: 500_000 }, { 专营: 100 }, ['专营 returned 500000']],
    [
      'deduct',
      { 专营: 500_000, 号卡: 100 },
      { 专营: 120_050 },
      ['专营 deducted 120050', '专营 returned 379950', '号卡 returned 100'],
    ],
    ['deduct', { 专营: 500_000 }, { 专营: 500_000 }, ['专营 deducted 500000']],
    ['keep', { 专营: 500_000 }, {}, []],
    ['none', { 专营: 500_000 }, {}, []],
    ['return', {}, {}, []],
  ] as const)('%s of %j less %j', (how, balances, deductions, acts) => {
    const found = depositActs(how, map(balances), map(deductions))
    expect(Array.isArray(found) && found.map(({ kind, act, amount }) => `${kind} ${act} ${amount}`)).toEqual(acts)
  })

  test('more than there is of a kind is said, not done', () => {
    expect(depositActs('deduct', map({ 专营: 100 }), map({ 专营: 101 }))).toEqual({ short: '专营' })
    expect(depositActs('deduct', map({ 专营: 100 }), map({ 号卡: 1 }))).toEqual({ short: '号卡' })
  })

  test('return and deduct leave exactly nothing of every kind, and never take more than there is', () => {
    const amounts = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 1_000_000 }))
    fc.assert(
      fc.property(amounts, amounts, fc.constantFrom<DepositEnd>('return', 'deduct'), (balances, deductions, how) => {
        const found = depositActs(how, map(balances), map(deductions))
        const fits = Object.entries(deductions).every(([kind, amount]) => amount <= (balances[kind] ?? 0))
        if (how === 'deduct' && !fits) {
          expect('short' in found).toBe(true)
          return
        }
        const left = new Map<string, Fen>(map(balances))
        for (const { kind, amount } of found as readonly DepositAct[]) {
          expect(amount).toBeGreaterThan(0)
          left.set(kind, asFen((left.get(kind) ?? 0) - amount))
          expect(left.get(kind)).toBeGreaterThanOrEqual(0)
        }
        expect([...left.values()].every((amount) => amount === 0)).toBe(true)
      }),
    )
  })
})
