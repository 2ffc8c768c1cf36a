/** Finishing a line: the order of factors, cap, floor and rounding; factor tables by date. */
import { describe, expect, test } from 'vitest'
import { decimal } from './exact.ts'
import { type FactorTable, factorsOf, factorTableOf, finishLine } from './finish.ts'
import { asMonth } from './month.ts'

describe('finishLine', () => {
  test.each([
    ['3840', ['1.1'], undefined, undefined, 422400],
    ['3840', ['1.1'], '4000', undefined, 400000],
    ['3840', ['1.1', '0.5'], '4000', undefined, 211200],
    ['10', [], undefined, '50', 5000],
    ['0', [], undefined, '50', 0],
    ['-10', [], undefined, '50', -1000],
    ['-10', [], '5', '5', -1000],
    ['98.76536', [], undefined, undefined, 9877],
    ['-98.765', [], undefined, undefined, -9877],
    ['100', ['0'], undefined, '50', 5000],
  ])('%s × %j, cap %s, floor %s is %i fen', (sum, values, cap, floor, expected) => {
    const factors = values.map((value) => ({ by: 'grade' as const, key: 'A', value }))
    expect(finishLine(decimal(sum), { factors, cap, floor }).amount).toBe(expected)
  })
  test('says each stage', () => {
    expect(finishLine(decimal('3840'), { factors: [{ by: 'grade', key: 'A', value: '1.1' }], cap: '4000' })).toEqual({
      sum: '3840.00',
      factors: [{ by: 'grade', key: 'A', value: '1.1', after: '4224.00' }],
      afterFactors: '4224.00',
      limit: { kind: 'cap', at: '4000.00' },
      amount: 400000,
    })
  })
  test('a cap that is just reached changes nothing', () => {
    expect(finishLine(decimal('4000'), { cap: '4000', floor: '4000' }).limit).toBeNull()
  })
})

describe('factors', () => {
  const tables: FactorTable[] = [
    { by: 'grade', from: asMonth('2026-01'), table: { A: '1.1', B: '1.0' } },
    { by: 'grade', from: asMonth('2026-07'), table: { A: '1.2' } },
    { by: 'star', from: asMonth('2026-01'), table: { '5': '1.3' } },
  ]
  const outlet = { grade: 'A', star: 5 }
  test('the table in force', () => {
    expect(factorTableOf(tables, 'grade', asMonth('2025-12'))).toBeUndefined()
    expect(factorTableOf(tables, 'grade', asMonth('2026-06'))?.table.A).toBe('1.1')
    expect(factorTableOf(tables, 'grade', asMonth('2026-07'))?.table.A).toBe('1.2')
  })
  test('missing counts as 1', () => {
    const of = (grade: string | null, star: number | null, assessment: string | null, month = '2026-03') =>
      factorsOf(['grade', 'star', 'assessment'], { grade, star }, tables, assessment, asMonth(month)).map(
        (factor) => factor.value,
      )
    expect(of('A', 5, '0.95')).toEqual(['1.1', '1.3', '0.95'])
    expect(of('C', 4, null)).toEqual(['1', '1', '1'])
    expect(of(null, null, null)).toEqual(['1', '1', '1'])
    expect(of('A', 5, null, '2025-01')).toEqual(['1', '1', '1'])
    expect(of('constructor', 5, null)).toEqual(['1', '1.3', '1'])
    expect(factorsOf(undefined, outlet, tables, '0.5', asMonth('2026-03'))).toEqual([])
  })
})
