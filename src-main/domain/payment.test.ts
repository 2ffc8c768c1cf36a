/** Members' pay, subsidies, clawback, tax, fund and carry: worked cases 5 to 9, 11 and 12 of DOMAIN.md §5, and properties. */
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clawbackAmount } from './clawback.ts'
import { decimal, ofFen, ofInteger } from './exact.ts'
import { finishLine } from './finish.ts'
import { type FixedFacts, isFixedDue, payFixed } from './fixed.ts'
import { dueRows, payInstalment } from './instalment.ts'
import { asFen, type Fen, fen, sumFen, yuan } from './money.ts'
import { asMonth } from './month.ts'
import type { FixedClause, InstalmentClause, ResidualClause } from './policy.ts'
import { isWithinMonths, payResidual } from './residual.ts'
import { fundFreeFrom, fundRatesOf, fundShare, paymentOf, statementGross } from './statement.ts'
import { baseOf, type SubscriberMonth, type SubscriberStatus } from './subscriber-month.ts'
import { STANDARD_TAX_TABLE, taxTableOf, taxWithheld } from './tax.ts'

function month(status: SubscriberStatus, minutes = '0', billed = '0', arrears = '0'): SubscriberMonth {
  return { status, minutes, base: baseOf(fen(billed), fen(arrears)) }
}

function paid(clause: InstalmentClause, index: number, facts: SubscriberMonth | null): string {
  return yuan(sumFen(dueRows(clause, index).map((row) => payInstalment(row, facts).paid)))
}

const once: InstalmentClause = {
  kind: 'instalment',
  code: 'I',
  title: 'I',
  schedule: [
    { month: 1, amount: '20', when: { minMinutes: '0.01' } },
    ...[3, 6].map((month) => ({
      month,
      bands: [
        { from: '10', amount: '10' },
        { from: '20', amount: '15' },
        { from: '50', amount: '20' },
      ],
      when: { minMinutes: '50' },
    })),
  ],
}
const share: ResidualClause = {
  kind: 'residual',
  code: 'R',
  title: 'R',
  months: [1, 18],
  bands: [
    { from: '0', percent: '6' },
    { from: '10', percent: '8' },
    { from: '20', percent: '10' },
    { from: '50', percent: '12' },
    { from: '80', percent: '16' },
  ],
}

describe('members', () => {
  test('5: instalments while on net', () => {
    const clause: InstalmentClause = {
      ...once,
      schedule: ['35', '15', '15', '10'].map((amount, i) => ({ month: i + 1, amount, when: { onNet: true as const } })),
    }
    const statuses: SubscriberStatus[] = ['onNet', 'suspended', 'onNet', 'onNet']
    expect(statuses.map((status, i) => paid(clause, i + 1, month(status)))).toEqual(['35.00', '0.00', '15.00', '10.00'])
    expect(paid(clause, 5, month('onNet'))).toBe('0.00')
  })
  test.each<[number, SubscriberMonth, string, string]>([
    [1, month('onNet', '12', '45'), '20.00', '4.50'],
    [3, month('onNet', '130', '58', '10'), '15.00', '4.80'],
    [6, month('onNet', '40', '90'), '0.00', '14.40'],
    [19, month('onNet', '500', '90'), '0.00', '0.00'],
  ])('6: month %i', (index, facts, instalment, residual) => {
    expect(paid(once, index, facts)).toBe(instalment)
    expect(isWithinMonths(share, index) ? yuan(payResidual(share, facts).paid) : '0.00').toBe(residual)
  })
  test('why a row pays nothing', () => {
    const row = once.schedule[1]!
    expect(payInstalment(row, null).unpaid).toBe('missingData')
    expect(payInstalment(row, month('onNet', '49.99', '100')).unpaid).toBe('tooFewMinutes')
    expect(payInstalment(row, month('onNet', '50', '9.99')).unpaid).toBe('belowFirstBand')
    expect(payInstalment(row, month('onNet', '50', '10.00'))).toMatchObject({ paid: 1000, from: '10' })
    expect(payInstalment({ ...row, when: { minBase: '10' } }, month('onNet', '0', '9.99')).unpaid).toBe('baseTooLow')
    expect(payInstalment({ ...row, when: { onNet: true } }, month('terminated')).unpaid).toBe('notOnNet')
    expect(payResidual(share, null).unpaid).toBe('missingData')
    expect(payResidual(share, month('onNet', '0', '10', '10')).unpaid).toBe('noBase')
    expect(payResidual({ bands: [{ from: '5', amount: '1' }] }, month('onNet', '0', '4')).unpaid).toBe('belowFirstBand')
    expect(payResidual({ bands: [{ from: '5', amount: '1.50' }] }, month('suspended', '0', '5')).paid).toBe(150)
    expect(payResidual({ ...share, when: { onNet: true } }, month('suspended', '0', '5')).unpaid).toBe('notOnNet')
  })
  test('shares are rounded for each member', () => {
    expect(payResidual({ bands: [{ from: '0', percent: '5' }] }, month('onNet', '0', '0.10')).paid).toBe(1)
    expect(payResidual({ bands: [{ from: '0', percent: '5' }] }, month('onNet', '0', '0.09')).paid).toBe(0)
  })
})

describe('subsidies', () => {
  const subsidy: FixedClause = {
    kind: 'fixed',
    code: 'F',
    title: 'F',
    amount: '800.00',
    completion: {
      target: '任务量',
      measure: 'count',
      bands: [
        { from: '80', pays: 'proportional' },
        { from: '100', pays: 'full' },
      ],
    },
  }
  const facts = (measure: string, target: string | null): FixedFacts => ({
    period: asMonth('2026-09'),
    activeDays: 20,
    measure: decimal(measure),
    target: target === null ? null : decimal(target),
  })
  const amountOf = (clause: FixedClause, given: FixedFacts) => yuan(finishLine(payFixed(clause, given)!.sum).amount)
  test.each([
    ['51', '60', '680.00', null],
    ['47', '60', '0.00', 'belowFirstBand'],
    ['66', '60', '800.00', null],
    ['48', '60', '640.00', null],
    ['60', '60', '800.00', null],
    ['60', '0', '0.00', 'noTarget'],
    ['60', null, '0.00', 'noTarget'],
    ['-60', '60', '0.00', 'belowFirstBand'],
  ])('11: %s of %s pays %s', (measure, target, expected, unpaid) => {
    expect(amountOf(subsidy, facts(measure, target))).toBe(expected)
    expect(payFixed(subsidy, facts(measure, target))!.unpaid).toBe(unpaid)
  })
  test('11: prorated', () => {
    const { completion: _, ...plain } = subsidy
    expect(amountOf({ ...plain, prorate: true }, facts('0', null))).toBe('533.33')
    expect(amountOf({ ...plain, prorate: true }, { ...facts('0', null), activeDays: 0 })).toBe('0.00')
    expect(amountOf({ ...subsidy, prorate: true }, facts('51', '60'))).toBe('453.33')
  })
  test('only in its months', () => {
    expect(isFixedDue({ months: [3, 9] }, asMonth('2026-09'))).toBe(true)
    expect(isFixedDue({ months: [3] }, asMonth('2026-09'))).toBe(false)
    expect(payFixed({ ...subsidy, months: [3] }, facts('60', '60'))).toBeNull()
  })
})

describe('clawback', () => {
  const takeAll = (lineAmount: Fen, parts: Fen[]): Fen[] => {
    const lineSum = ofFen(sumFen(parts))
    let takenBefore = asFen(0)
    return parts.map((_, i) => {
      const amount = clawbackAmount({
        lineAmount,
        lineSum,
        takenParts: ofFen(sumFen(parts.slice(0, i + 1))),
        takenBefore,
      })
      takenBefore = asFen(takenBefore - amount)
      return amount
    })
  }
  test('12: a capped line taken back member by member', () => {
    expect(takeAll(fen('200'), [fen('100'), fen('100'), fen('100')]).map(yuan)).toEqual(['-66.67', '-66.66', '-66.67'])
  })
  test('nothing was paid, nothing is taken', () => {
    expect(
      clawbackAmount({ lineAmount: asFen(0), lineSum: ofInteger(0), takenParts: ofInteger(0), takenBefore: asFen(0) }),
    ).toBe(0)
  })
  test('all members together give back exactly the line, and never more on the way', () => {
    const anyParts = fc.array(fc.integer({ min: 1, max: 100_000 }).map(asFen), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(anyParts, fc.integer({ min: 0, max: 10_000_000 }).map(asFen), (parts, lineAmount) => {
        const taken = takeAll(lineAmount, parts)
        expect(sumFen(taken)).toBe(asFen(-lineAmount))
        expect(taken.every((amount) => amount <= 0)).toBe(true)
      }),
    )
  })
})

describe('fund', () => {
  const rates = { rate: '10', match: '100' }
  test('7: ten per cent of 5,000, matched', () => {
    expect(fundShare([{ kind: 'volume', amount: fen('5000') }], rates, true)).toEqual({
      contributed: 50000,
      matched: 50000,
    })
  })
  test('of commission lines only, of members only, above zero only', () => {
    const lines = [
      { kind: 'volume', amount: fen('100') },
      { kind: 'instalment', amount: fen('50') },
      { kind: 'residual', amount: fen('0.05') },
      { kind: 'contest', amount: fen('10') },
      { kind: 'fixed', amount: fen('1000') },
      { kind: 'assigned', amount: fen('1000') },
      { kind: 'clawback', amount: fen('-1000') },
    ] as const
    expect(fundShare(lines, { rate: '10', match: '50' }, true)).toEqual({ contributed: 1601, matched: 801 })
    expect(fundShare(lines, rates, false).contributed).toBe(0)
    expect(fundShare(lines, undefined, true).contributed).toBe(0)
    expect(fundShare([{ kind: 'volume', amount: fen('-5') }], rates, true)).toEqual({ contributed: 0, matched: 0 })
  })
  test('free after twelve months', () => expect(fundFreeFrom(asMonth('2026-10'))).toBe('2027-10'))
  test('dated rates', () => {
    const dated = [
      { ...rates, from: asMonth('2026-03') },
      { ...rates, rate: '8', from: asMonth('2026-07') },
    ]
    expect(['2026-02', '2026-03', '2026-08'].map((m) => fundRatesOf(dated, asMonth(m))?.rate)).toEqual([
      undefined,
      '10',
      '8',
    ])
  })
})

describe('tax', () => {
  test.each([
    ['800', '0.00'],
    ['800.03', '0.01'],
    ['800.02', '0.00'],
    ['3000', '440.00'],
    ['4000', '640.00'],
    ['4000.01', '640.00'],
    ['30000', '5200.00'],
    ['100000', '25000.00'],
    ['25000', '4000.00'],
    ['62500', '13000.00'],
    ['0', '0.00'],
    ['-500', '0.00'],
  ])('8: on %s is %s', (income, expected) => expect(yuan(taxWithheld(fen(income), STANDARD_TAX_TABLE))).toBe(expected))
  test('agrees with decimal.js and never falls', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000_000 }).map(asFen), (income) => {
        const gross = new Decimal(income).div(100)
        const taxable = gross.lte(800) ? new Decimal(0) : gross.lte(4000) ? gross.sub(800) : gross.mul('0.8')
        const tax = taxable.lte(20000)
          ? taxable.mul('0.2')
          : taxable.lte(50000)
            ? taxable.mul('0.3').sub(2000)
            : taxable.mul('0.4').sub(7000)
        expect(taxWithheld(income, STANDARD_TAX_TABLE)).toBe(
          tax.mul(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
        )
        expect(taxWithheld(asFen(income + 1), STANDARD_TAX_TABLE)).toBeGreaterThanOrEqual(
          taxWithheld(income, STANDARD_TAX_TABLE),
        )
      }),
    )
  })
  test('dated tables', () => {
    const later = { ...STANDARD_TAX_TABLE, from: asMonth('2027-01'), freeUpTo: '1000' }
    expect(taxTableOf([STANDARD_TAX_TABLE, later], asMonth('2026-12'))).toBe(STANDARD_TAX_TABLE)
    expect(taxTableOf([STANDARD_TAX_TABLE, later], asMonth('2027-01'))).toBe(later)
    expect(taxTableOf([later], asMonth('2026-12'))).toBeUndefined()
  })
})

describe('payments', () => {
  const facts = (gross: string[], payerKind: 'enterprise' | 'person' = 'enterprise', carriedIn = '0', fund = '0') => ({
    outlets: gross.map((text, i) => ({ gross: fen(text), fund: i === 0 ? fen(fund) : asFen(0) })),
    payerKind,
    carriedIn: fen(carriedIn),
    taxTable: STANDARD_TAX_TABLE,
  })
  test('8: three outlets of a person are one income', () => {
    expect(paymentOf(facts(['800', '800', '800'], 'person'))).toMatchObject({
      gross: 240000,
      tax: 32000,
      payable: 208000,
    })
    expect(paymentOf(facts(['800', '800', '800'])).tax).toBe(0)
    expect(paymentOf({ ...facts(['9000'], 'person'), taxTable: undefined }).tax).toBe(0)
  })
  test('9: a negative is carried', () => {
    const first = paymentOf(facts(['-120.50']))
    expect(first).toMatchObject({ payable: 0, carriedOut: -12050 })
    expect(paymentOf(facts(['300'], 'enterprise', yuan(first.carriedOut)))).toMatchObject({
      payable: 17950,
      carriedOut: 0,
    })
  })
  test('fund and tax come off the gross; nothing is lost', () => {
    expect(paymentOf(facts(['5000'], 'person', '-100', '500'))).toEqual({
      gross: 500000,
      fund: 50000,
      tax: 80000,
      carriedIn: -10000,
      payable: 360000,
      carriedOut: 0,
    })
    const anyFen = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(asFen)
    fc.assert(
      fc.property(fc.array(anyFen, { maxLength: 5 }), anyFen, (grosses, carried) => {
        const carriedIn = asFen(Math.min(carried, 0))
        const given = facts(grosses.map(yuan), 'person', yuan(carriedIn))
        const sums = paymentOf(given)
        expect(sums.payable + sums.carriedOut).toBe(sums.gross - sums.fund - sums.tax + carriedIn)
        expect(sums.payable >= 0 && sums.carriedOut <= 0 && (sums.payable === 0 || sums.carriedOut === 0)).toBe(true)
      }),
    )
  })
  test('gross is lines and confirmed adjustments', () => {
    expect(statementGross([{ amount: fen('10') }, { amount: fen('-2.50') }], [{ amount: fen('-1') }])).toBe(650)
    expect(statementGross([], [])).toBe(0)
  })
})
