import { expect, it } from 'vitest'
import type { VolumeClause } from '../../../src-main/domain/policy.ts'
import { clauseProblems, isError } from '../../../src-main/domain/policy-problems.ts'
import { asKind, blankClause, blankPay, nextCode, withMeasure, withoutEmpty, withPay } from './blank-policy.ts'

it.each(['volume', 'instalment', 'residual', 'fixed'] as const)(
  'a blank %s clause lacks only what must be typed',
  (kind) => {
    const errors = clauseProblems(blankClause(kind, 'C1')).filter(isError)
    expect(
      errors.every(({ code, details }) => code === 'MISSING' || code === 'EMPTY_LIST' || details.value === ''),
    ).toBe(true)
  },
)

it('finds the next free code', () => {
  expect(nextCode([])).toBe('C1')
  expect(nextCode([{ code: 'C2' }])).toBe('C3')
})

it('keeps what kinds share when the kind changes', () => {
  const clause = { ...blankClause('volume', 'C1'), title: '放号', cap: '100.00' }
  expect(asKind(clause, 'fixed')).toEqual({
    kind: 'fixed',
    code: 'C1',
    title: '放号',
    amount: '',
    cap: '100.00',
    entries: { businessTypes: [] },
  })
})

it('keeps measure and percentage together', () => {
  const clause = blankClause('volume', 'C1') as VolumeClause
  const percent = withPay(clause, 'percent')
  expect(percent.measure).toBe('amount')
  expect(withMeasure(percent, 'count').pay).toEqual({ kind: 'perUnit', rate: '' })
  const tiers = withPay({ ...clause, measure: 'amount' }, 'tier')
  expect(tiers.pay).toMatchObject({ unit: 'percent' })
  expect(withMeasure(tiers, 'quantity').pay).toMatchObject({ kind: 'tier', unit: 'perUnit' })
  expect(blankPay('bonus', 'count')).toEqual({ kind: 'bonus', tiers: [{ from: '', amount: '' }] })
})

it('drops what was emptied', () => expect(withoutEmpty({ a: '', b: undefined, c: {}, d: '1' })).toEqual({ d: '1' }))
