/** Exact fractions against decimal.js, and their texts. */
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  compare,
  decimal,
  divide,
  type Exact,
  fromText,
  isDecimal,
  multiply,
  negate,
  ofFen,
  ofInteger,
  percentOf,
  reduce,
  roundHalfAway,
  sign,
  subtract,
  toDecimalText,
  toFractionText,
  total,
} from './exact.ts'
import { asFen } from './money.ts'

const Big = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -1000, toExpPos: 1000 })
const anyDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => new Big(digits.toString()).div(new Big(10).pow(places)).toFixed(places))
const anyFraction: fc.Arbitrary<Exact> = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 12n }))
  .map(([num, den]) => ({ num, den }))

describe('against decimal.js', () => {
  test('sums, products, comparison and rounding', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, anyDecimal, (a, b, c) => {
        const exact = add(multiply(decimal(a), decimal(b)), subtract(decimal(c), decimal(a)))
        const big = new Big(a).mul(b).add(new Big(c).sub(a))
        expect(toDecimalText(exact)).toBe(big.isZero() ? '0' : big.toFixed())
        expect(compare(decimal(a), decimal(b))).toBe(new Big(a).cmp(b))
        expect(sign(decimal(a))).toBe(new Big(a).isZero() ? 0 : new Big(a).s)
        if (big.abs().lt(9e13)) expect(roundHalfAway(exact)).toBe(asFen(big.mul(100).toDecimalPlaces(0).toNumber()))
        expect(toDecimalText(percentOf(decimal(a), decimal(b)))).toBe(plain(new Big(a).mul(b).div(100)))
      }),
      { numRuns: 1000 },
    )
  })
  test('quotients to ten places', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        fc.pre(!new Big(b).isZero())
        const text = toDecimalText(divide(decimal(a), decimal(b)), 0, 10)
        const big = new Big(a).div(b)
        if (text.length - Math.max(0, text.indexOf('.')) <= 11)
          expect(plain(new Big(text))).toBe(plain(big.toDecimalPlaces(10)))
        else expect(plain(new Big(text))).toBe(plain(big))
      }),
    )
  })
})

function plain(big: Decimal): string {
  return big.isZero() ? '0' : big.toFixed()
}

describe('laws', () => {
  test('rounding is symmetric and nearest', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        (n, den) => {
          const num = n % (den * 10n ** 12n)
          const rounded = roundHalfAway({ num, den })
          expect(roundHalfAway({ num: -num, den })).toBe(asFen(-rounded))
          const off = subtract(ofFen(rounded), { num, den })
          expect(compare(off.num < 0n ? negate(off) : off, { num: 1n, den: 200n })).toBeLessThanOrEqual(0)
        },
      ),
    )
  })
  test.each([
    ['0.005', 1],
    ['-0.005', -1],
    ['0.0049999', 0],
    ['-0.0049999', 0],
    ['98.76536', 9877],
    ['2.675', 268],
  ])('%s rounds to %i fen', (text, expected) => {
    expect(Object.is(roundHalfAway(decimal(text)), expected)).toBe(true)
  })
  test('texts come back', () => {
    fc.assert(
      fc.property(anyFraction, (a) => {
        expect(compare(fromText(toFractionText(a)), a)).toBe(0)
        expect(compare(reduce(a), a)).toBe(0)
      }),
    )
  })
  test('many different denominators stay exact', () => {
    const parts = Array.from({ length: 300 }, (_, i) => divide(ofInteger(1), ofInteger((i + 1) * (i + 2))))
    expect(toFractionText(total(parts))).toBe('300/301')
  })
  test('a share of two thirds', () => {
    const share = divide(multiply(decimal('800.00'), ofInteger(20)), ofInteger(30))
    expect(toDecimalText(share, 2, 6)).toBe('533.333333')
    expect(toFractionText(share)).toBe('1600/3')
    expect(toDecimalText(divide(ofInteger(3), ofInteger(8)))).toBe('0.375')
    expect(toDecimalText(divide(ofInteger(-3), ofInteger(-8)), 4)).toBe('0.3750')
    expect(toDecimalText(decimal('-0.10'), 2)).toBe('-0.10')
    expect(toDecimalText(ofInteger(100))).toBe('100')
  })
  test.each(['', '1e3', '.5', '5.', '+1', '0x1', ' 1', '1 ', '1/2', '∞', '1'.repeat(31)])(
    '%j is no decimal',
    (text) => {
      expect(isDecimal(text)).toBe(false)
      expect(() => decimal(text)).toThrow(/INVALID_INPUT/)
    },
  )
  test('division by zero is an error of the program', () => {
    expect(() => divide(ofInteger(1), decimal('0.0'))).toThrow(RangeError)
    expect(() => fromText('1/0')).toThrow(/INVALID_INPUT/)
  })
})
