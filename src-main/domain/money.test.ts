/** Money: strict reading, writing, grouping, sums. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asFen, fen, grouped, groupedText, isMoney, sumFen, yuan } from './money.ts'

describe('yuan texts', () => {
  test.each([
    ['30.00', 3000],
    ['30', 3000],
    ['30.5', 3050],
    ['-0.05', -5],
    ['-0', 0],
    ['0.00', 0],
    ['007.10', 710],
    ['12345.67', 1234567],
  ])('%s is %i fen', (text, expected) => {
    expect(Object.is(fen(text), expected)).toBe(true)
  })
  test.each(['', '.', '.5', '5.', '1.234', '1e3', '+1', '1,000', ' 1', '１', '壹', '--1', 'NaN', '99999999999999.99'])(
    '%j is refused',
    (text) => {
      expect(() => fen(text)).toThrow(/INVALID_INPUT/)
    },
  )
  test('writing and reading agree', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        fc.pre(Math.abs(amount) < 9e15)
        const text = yuan(asFen(amount))
        expect(isMoney(text)).toBe(true)
        expect(fen(text)).toBe(asFen(amount))
        expect(grouped(asFen(amount)).replaceAll(',', '')).toBe(text)
      }),
    )
  })
  test.each([
    [123450, '1,234.50'],
    [-123456789, '-1,234,567.89'],
    [99999, '999.99'],
    [0, '0.00'],
    [-5, '-0.05'],
  ])('%i fen reads %s', (amount, expected) => {
    expect(grouped(asFen(amount))).toBe(expected)
  })
  test('decimal texts are grouped before the point only', () => {
    expect(groupedText('1234567.12345')).toBe('1,234,567.12345')
    expect(groupedText('-128')).toBe('-128')
  })
  test('sums stay safe', () => {
    expect(sumFen([])).toBe(0)
    expect(sumFen([fen('1.10'), fen('-0.20')])).toBe(90)
    expect(() => sumFen([asFen(Number.MAX_SAFE_INTEGER), asFen(1)])).toThrow(/INVALID_INPUT/)
    expect(() => asFen(0.5)).toThrow(/INVALID_INPUT/)
  })
})
