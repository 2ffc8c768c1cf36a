import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterMove, type Holdings, holdingSums } from './agent-move.ts'
import type { FundLot } from './fund.ts'
import { asFen, fen } from './money.ts'
import { asMonth } from './month.ts'

const lot = (period: string, own: string, matched: string, origin: FundLot['origin'] = 'settled'): FundLot => ({
  period: asMonth(period),
  origin,
  own: fen(own),
  matched: fen(matched),
})

test('a merger adds deposits by kind, lots by month of contribution and origin, and what is carried', () => {
  const from = {
    deposits: new Map([
      ['专营', fen('5000.00')],
      ['号卡', fen('800.00')],
    ]),
    lots: [lot('2026-05', '10.00', '10.00'), lot('2026-05', '3.00', '1.00', 'opening')],
    carried: fen('-120.50'),
  }
  const to = {
    deposits: new Map([['专营', fen('1000.00')]]),
    lots: [lot('2026-05', '2.50', '2.50')],
    carried: fen('-1.00'),
  }
  expect(afterMove(from, to, { deposits: true, fund: true, carried: true })).toEqual({
    from: { deposits: new Map(), lots: [], carried: 0 },
    to: {
      deposits: new Map([
        ['专营', fen('6000.00')],
        ['号卡', fen('800.00')],
      ]),
      lots: [lot('2026-05', '3.00', '1.00', 'opening'), lot('2026-05', '12.50', '12.50')],
      carried: fen('-121.50'),
    },
  })
})

test('whatever goes along, the sums stay, and what does not go stays where it was', () => {
  const amount = fc.integer({ min: 1, max: 10_000_000 }).map(asFen)
  const holdings: fc.Arbitrary<Holdings> = fc.record({
    deposits: fc.dictionary(fc.constantFrom('a', 'b', 'c'), amount).map((kinds) => new Map(Object.entries(kinds))),
    lots: fc.uniqueArray(
      fc.record({
        period: fc.constantFrom('2026-01', '2026-02', '2026-03').map(asMonth),
        origin: fc.constantFrom<FundLot['origin']>('settled', 'opening'),
        own: amount,
        matched: amount,
      }),
      { selector: ({ period, origin }) => `${period}${origin}` },
    ),
    carried: fc.integer({ min: -1_000_000, max: 0 }).map(asFen),
  })
  const goes = fc.record({ deposits: fc.boolean(), fund: fc.boolean(), carried: fc.boolean() })
  fc.assert(
    fc.property(holdings, holdings, goes, (from, to, along) => {
      const after = afterMove(from, to, along)
      expect(holdingSums([after.from, after.to])).toEqual(holdingSums([from, to]))
      if (!along.deposits) expect(after.to.deposits).toBe(to.deposits)
      if (!along.fund) expect(after.from.lots).toBe(from.lots)
      if (!along.carried) expect(after.to.carried).toBe(to.carried)
    }),
  )
})
