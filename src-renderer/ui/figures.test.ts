import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countText, isNegative, moneyText, sumTexts, typedDecimal, typedMoney } from './figures.ts'

describe('figures', () => {
  it.each([
    ['0.00', '0.00'],
    ['1234.5', '1,234.50'],
    ['-1234567.89', '-1,234,567.89'],
    ['100', '100.00'],
    ['无', '无'],
  ])('money %s shows as %s', (value, shown) => expect(moneyText(value)).toBe(shown))

  it('counts carry thousands marks', () => {
    expect(countText(1048575)).toBe('1,048,575')
    expect(countText('12.345')).toBe('12.345')
  })

  it.each([
    ['１２３．５', '123.50'],
    ['1,234.56', '1234.56'],
    ['￥30元', '30.00'],
    ['(5.00)', '-5.00'],
    ['－3', '-3.00'],
    ['007', '7.00'],
    ['1.234', undefined],
    ['壹佰', undefined],
    ['', undefined],
  ])('typed %s is the amount %s', (typed, amount) => expect(typedMoney(typed)).toBe(amount))

  it('decimals lose trailing zeros only', () => {
    expect(typedDecimal('1.10')).toBe('1.1')
    expect(typedDecimal('０.８０')).toBe('0.8')
    expect(typedDecimal('１２．５')).toBe('12.5')
    expect(typedDecimal('－１２。５')).toBe('-12.5')
    expect(typedDecimal('1。2。3')).toBeUndefined()
    expect(typedDecimal('a')).toBeUndefined()
  })

  it('sums exactly', () => {
    expect(sumTexts(['0.1', '0.2', null, '—', '-100'])).toBe('-99.7')
    expect(sumTexts([])).toBe('0')
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })), (fen) => {
        const sign = (value: bigint) => (value < 0n ? '-' : '')
        const text = (value: bigint) => {
          const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
          return `${sign(value)}${digits.slice(0, -2)}.${digits.slice(-2)}`
        }
        expect(moneyText(sumTexts(fen.map(text)))).toBe(moneyText(text(fen.reduce((a, b) => a + b, 0n))))
      }),
    )
  })

  it('minus zero is not negative', () => {
    expect(isNegative('-0.00')).toBe(false)
    expect(isNegative('-0.01')).toBe(true)
  })
})
