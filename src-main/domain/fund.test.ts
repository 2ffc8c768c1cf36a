import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FundLot, freeTotal, isFree, lotsLeft, lotTotal, takeAll, takeFree } from './fund.ts'
import { asFen, fen, sumFen, yuan } from './money.ts'
import { addMonths, asMonth } from './month.ts'

const lot = (period: string, own: string, matched: string): FundLot => ({
  period: asMonth(period),
  origin: 'settled',
  own: fen(own),
  matched: fen(matched),
})

test('contributed in 2026-10, free from 2027-10, not 2027-09', () => {
  expect(isFree(lot('2026-10', '1.00', '1.00'), asMonth('2027-09'))).toBe(false)
  expect(isFree(lot('2026-10', '1.00', '1.00'), asMonth('2027-10'))).toBe(true)
})

describe('taking out', () => {
  const lots = [lot('2026-02', '100.00', '50.00'), lot('2026-01', '30.00', '30.00'), lot('2026-10', '500.00', '500.00')]
  const now = asMonth('2027-02')

  test('only free lots, oldest first, the last one in proportion', () => {
    expect(yuan(freeTotal(lots, now))).toBe('210.00')
    const shares = takeFree(lots, fen('90.00'), now)
    expect(shares?.map(({ period, own, matched }) => [period, yuan(own), yuan(matched)])).toEqual([
      ['2026-01', '30.00', '30.00'],
      ['2026-02', '20.00', '10.00'],
    ])
  })

  test('not more than is free', () => {
    expect(takeFree(lots, fen('210.01'), now)).toBeNull()
  })

  test('at exit the own part is returned and the match forfeited, or both returned', () => {
    const forfeited = takeAll(lots, true)
    expect(yuan(sumFen(forfeited.map(({ own }) => own)))).toBe('630.00')
    expect(yuan(sumFen(forfeited.map((share) => share.forfeited)))).toBe('580.00')
    expect(yuan(sumFen(takeAll(lots, false).map(lotTotal)))).toBe('1210.00')
  })
})

test('whatever is taken, in whatever steps, nothing is created or lost', () => {
  const anyLot = fc.record({
    period: fc.integer({ min: 0, max: 30 }).map((months) => addMonths(asMonth('2025-01'), months)),
    origin: fc.constantFrom('settled' as const, 'opening' as const),
    own: fc.integer({ min: 0, max: 100_000 }).map(asFen),
    matched: fc.integer({ min: 0, max: 100_000 }).map(asFen),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(anyLot, { maxLength: 8, selector: ({ period, origin }) => `${period} ${origin}` }),
      fc.array(fc.integer({ min: 1, max: 80_000 }), { maxLength: 6 }),
      (lots, asked) => {
        const month = asMonth('2026-12')
        let left: FundLot[] = [...lots]
        let paid = 0
        for (const amount of asked) {
          const shares = takeFree(left, asFen(amount), month)
          if (shares === null) {
            expect(freeTotal(left, month)).toBeLessThan(amount)
            continue
          }
          paid += sumFen(shares.map(lotTotal))
          left = lotsLeft(left, shares)
          for (const { own, matched } of left) expect(Math.min(own, matched)).toBeGreaterThanOrEqual(0)
        }
        expect(paid + sumFen(left.map(lotTotal))).toBe(sumFen(lots.map(lotTotal)))
        expect(sumFen(lotsLeft(left, takeAll(left, true)).map(lotTotal))).toBe(0)
      },
    ),
  )
})
