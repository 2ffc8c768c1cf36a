/** Cohorts: one line from many members, the same in any order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromInstalment, fromShare, type MemberPayment, membersLine } from './cohorts.ts'
import { toDecimalText } from './exact.ts'
import { payInstalment } from './instalment.ts'
import { asFen, fen } from './money.ts'
import { addMonths, asMonth } from './month.ts'
import { payResidual } from './residual.ts'
import type { SubscriberMonth } from './subscriber-month.ts'

const period = asMonth('2026-10')
const onNet = (base: string): SubscriberMonth => ({ status: 'onNet', minutes: '0', base: fen(base) })

test('instalments of two cohorts', () => {
  const row = { month: 1, amount: '35', when: { onNet: true as const } }
  const line = membersLine()
  line.add(period, 1, [fromInstalment(payInstalment(row, onNet('5')))])
  line.add(addMonths(period, -2), 3, [
    fromInstalment(payInstalment({ month: 3, bands: [{ from: '10', amount: '15' }] }, onNet('12'))),
  ])
  line.add(period, 1, [fromInstalment(payInstalment(row, null))])
  line.add(period, 1, [fromInstalment(payInstalment(row, onNet('9')))])
  expect(toDecimalText(line.sum(), 2)).toBe('85.00')
  expect(line.breakdown('instalment', '放号').cohorts).toEqual([
    {
      month: '2026-08',
      index: 3,
      members: 1,
      paid: 1,
      sum: '15.00',
      bands: [{ rate: '15.00', unit: 'perUnit', from: '10', members: 1, sum: '15.00' }],
      unpaid: [],
    },
    {
      month: '2026-10',
      index: 1,
      members: 3,
      paid: 2,
      sum: '70.00',
      bands: [{ rate: '35', unit: 'perUnit', members: 2, sum: '70.00' }],
      unpaid: [{ reason: 'missingData', members: 1 }],
    },
  ])
})

test('shares keep what they were taken of', () => {
  const terms = {
    bands: [
      { from: '0', percent: '6' },
      { from: '80', amount: '9' },
    ],
  }
  const line = membersLine()
  for (const base of ['45', '10.10', '100', '0'])
    line.add(period, 1, [fromShare(payResidual(terms, onNet(base)), fen(base))])
  expect(line.breakdown('residual', '放号').cohorts[0]).toMatchObject({
    members: 4,
    paid: 3,
    sum: '12.31',
    bands: [
      { rate: '6', unit: 'percent', from: '0', members: 2, base: '55.10', sum: '3.31' },
      { rate: '9', unit: 'perUnit', from: '80', members: 1, sum: '9.00' },
    ],
    unpaid: [{ reason: 'noBase', members: 1 }],
  })
})

test('the order of members does not matter', () => {
  const payment: fc.Arbitrary<MemberPayment> = fc.oneof(
    fc.constant<MemberPayment>({ paid: asFen(0), rate: '5', unit: 'perUnit', unpaid: 'notOnNet' }),
    fc.constantFrom('5', '7').map((rate): MemberPayment => ({ paid: fen(rate), rate, unit: 'perUnit' })),
    fc
      .integer({ min: 1, max: 5000 })
      .map(
        (base): MemberPayment => ({ paid: asFen(base), rate: '100', unit: 'percent', from: '0', base: asFen(base) }),
      ),
  )
  const member = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(payment, { minLength: 1, maxLength: 2 }))
  fc.assert(
    fc.property(fc.array(member, { maxLength: 12 }), (members) => {
      const gather = (list: typeof members) => {
        const line = membersLine()
        for (const [age, payments] of list) line.add(addMonths(period, -age), age + 1, payments)
        return line
      }
      expect(gather(members.toReversed()).breakdown('residual', 'x')).toEqual(
        gather(members).breakdown('residual', 'x'),
      )
      const paid = members.flatMap(([, payments]) => payments).reduce((sum, one) => sum + one.paid, 0)
      expect(Number(toDecimalText(gather(members).sum()))).toBe(paid / 100)
    }),
  )
})
