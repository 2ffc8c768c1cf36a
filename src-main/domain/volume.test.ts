/** Volume clauses: worked cases 1 to 4 and 10 of DOMAIN.md §5, an independent oracle with decimal.js, and properties. */
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare, decimal, subtract, toDecimalText, total } from './exact.ts'
import { type Factor, finishLine } from './finish.ts'
import { asFen, yuan } from './money.ts'
import { asMonth } from './month.ts'
import type { VolumeClause, VolumePay } from './policy.ts'
import { accumulationStart, payVolume, payVolumeClause, volumeSubject } from './volume.ts'

const gradeA: Factor = { by: 'grade', key: 'A', value: '1.1' }
const hundredths: VolumePay = {
  kind: 'tier',
  mode: 'step',
  unit: 'percent',
  tiers: [
    { from: '0', rate: '1' },
    { from: '1000', rate: '2' },
    { from: '3000', rate: '3' },
    { from: '8000', rate: '5' },
  ],
}
const tenThousands = (mode: 'flat' | 'step'): VolumePay => ({
  kind: 'tier',
  mode,
  unit: 'percent',
  tiers: [
    { from: '0', rate: '1' },
    { from: '10000', rate: '2' },
    { from: '50000', rate: '3' },
    { from: '100000', rate: '4' },
  ],
})

function amountOf(pay: VolumePay, measure: string, terms: Parameters<typeof finishLine>[1] = {}): string {
  return yuan(finishLine(payVolume(pay, decimal(measure)).sum, terms).amount)
}

describe('worked cases', () => {
  test('1: 128 activations at 30.00, grade A, with and without a cap', () => {
    const pay: VolumePay = { kind: 'perUnit', rate: '30.00' }
    expect(amountOf(pay, '128', { factors: [gradeA], cap: '4000' })).toBe('4000.00')
    expect(amountOf(pay, '128', { factors: [gradeA] })).toBe('4224.00')
  })
  test('2: 0.8 % of 12,345.67', () => {
    const pay: VolumePay = { kind: 'percent', rate: '0.8' }
    expect(toDecimalText(payVolume(pay, decimal('12345.67')).sum)).toBe('98.76536')
    expect(amountOf(pay, '12345.67')).toBe('98.77')
  })
  test('3: steps by month and accumulated by quarter', () => {
    expect(['2000', '3200', '4500'].map((month) => amountOf(hundredths, month))).toEqual(['30.00', '56.00', '95.00'])
    expect(amountOf(hundredths, '9700')).toBe('285.00')
    const clause: VolumeClause = {
      kind: 'volume',
      code: 'C1',
      title: '充值',
      measure: 'amount',
      accumulate: 'quarter',
      pay: hundredths,
    }
    const months = [
      ['2000', '0'],
      ['5200', '2000'],
      ['9700', '5200'],
    ].map(([now, before]) => payVolumeClause(clause, decimal(now!), decimal(before!)))
    expect(months.map(({ sum }) => toDecimalText(sum))).toEqual(['30', '86', '169'])
    expect(months[2]!.breakdown.before).toMatchObject({ measure: '5200.00', sum: '116.00' })
    expect(months[2]!.breakdown.now).toMatchObject({ measure: '9700.00', sum: '285.00' })
  })
  test.each([
    ['15000', '300.00', '200.00'],
    ['60000', '1800.00', '1200.00'],
  ])('4: %s flat pays %s, step %s', (measure, flat, step) => {
    expect(amountOf(tenThousands('flat'), measure)).toBe(flat)
    expect(amountOf(tenThousands('step'), measure)).toBe(step)
  })
  test('10: a reversal takes back', () => {
    expect(amountOf({ kind: 'perUnit', rate: '30.00' }, '-1')).toBe('-30.00')
  })
})

describe('edges', () => {
  const bonus: VolumePay = {
    kind: 'bonus',
    tiers: [
      { from: '50', amount: '200.00' },
      { from: '100', amount: '500.00' },
    ],
  }
  test.each([
    ['49', '0.00'],
    ['50', '200.00'],
    ['99', '200.00'],
    ['100', '500.00'],
    ['100000', '500.00'],
    ['-100', '0.00'],
  ])('bonus at %s is %s', (measure, expected) => expect(amountOf(bonus, measure)).toBe(expected))
  test.each([
    ['0', '0.00'],
    ['-5000', '0.00'],
    ['999.99', '10.00'],
    ['1000', '10.00'],
  ])('step at %s pays %s', (measure, expected) => expect(amountOf(hundredths, measure)).toBe(expected))
  test('what lies below the first tier pays nothing', () => {
    const pay = (mode: 'flat' | 'step'): VolumePay => ({
      kind: 'tier',
      mode,
      unit: 'perUnit',
      tiers: [{ from: '10', rate: '2.00' }],
    })
    expect(amountOf(pay('step'), '15')).toBe('10.00')
    expect(amountOf(pay('flat'), '15')).toBe('30.00')
    expect(amountOf(pay('flat'), '9')).toBe('0.00')
    expect(payVolume(pay('flat'), decimal('9')).steps).toEqual([])
  })
  test('a clause measures from its accumulation start', () => {
    const period = asMonth('2026-05')
    expect(accumulationStart(undefined, period)).toBe('2026-05')
    expect(accumulationStart('quarter', period)).toBe('2026-04')
    expect(accumulationStart('year', period)).toBe('2026-01')
  })
  test('a subject in words', () => {
    expect(volumeSubject({})).toBe('全部业务')
    expect(volumeSubject({ entries: { businessTypes: ['放号'] } })).toBe('放号')
    expect(volumeSubject({ entries: { businessTypes: ['activation'], brands: ['全球通'] } }, () => '放号')).toBe(
      '放号（放号）',
    )
  })
})

// ---- an independent oracle, straight from the specification

const Big = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_UP })

function slowPay(pay: VolumePay, measure: Decimal): Decimal {
  if (pay.kind === 'perUnit') return measure.mul(pay.rate)
  if (pay.kind === 'percent') return measure.mul(pay.rate).div(100)
  if (measure.lte(0)) return new Big(0)
  if (pay.kind === 'bonus') {
    const reached = pay.tiers.filter((tier) => measure.gte(tier.from))
    return new Big(reached.at(-1)?.amount ?? 0)
  }
  const divisor = pay.unit === 'percent' ? 100 : 1
  if (pay.mode === 'flat') {
    const reached = pay.tiers.filter((tier) => measure.gte(tier.from))
    return measure.mul(reached.at(-1)?.rate ?? 0).div(divisor)
  }
  let sum = new Big(0)
  for (let i = 0; i < pay.tiers.length; i++) {
    const from = new Big(pay.tiers[i]!.from)
    const upTo = i + 1 < pay.tiers.length ? Big.min(measure, pay.tiers[i + 1]!.from) : measure
    if (upTo.gt(from)) sum = sum.add(upTo.sub(from).mul(pay.tiers[i]!.rate).div(divisor))
  }
  return sum
}

const places = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 2_000_000 }), fc.integer({ min: 0, max: most }))
    .map(([digits, count]) => new Big(digits).div(10 ** count).toFixed(count))
const measure = fc.tuple(places(2), fc.boolean()).map(([text, negative]) => (negative ? `-${text}` : text))
const thresholds = fc
  .uniqueArray(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 6 })
  .map((list) => list.toSorted((a, b) => a - b).map(String))
const rising = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 900 }), { minLength: length, maxLength: length })
    .map((list) => list.toSorted((a, b) => a - b).map((rate) => (rate / 100).toFixed(2)))
const tierPay = (mode: 'flat' | 'step'): fc.Arbitrary<VolumePay & { kind: 'tier' }> =>
  fc.tuple(thresholds, fc.constantFrom('percent' as const, 'perUnit' as const)).chain(([froms, unit]) =>
    rising(froms.length).map((rates) => ({
      kind: 'tier' as const,
      mode,
      unit,
      tiers: froms.map((from, i) => ({ from, rate: rates[i]! })),
    })),
  )
const anyPay: fc.Arbitrary<VolumePay> = fc.oneof(
  places(2).map((rate) => ({ kind: 'perUnit' as const, rate })),
  places(4).map((rate) => ({ kind: 'percent' as const, rate })),
  tierPay('flat'),
  tierPay('step'),
  thresholds.map((froms) => ({
    kind: 'bonus' as const,
    tiers: froms.map((from, i) => ({ from, amount: `${(i + 1) * 50}.50` })),
  })),
)

describe('against the oracle', () => {
  test('the same sum, and amounts after factors, cap, floor', () => {
    const limits = fc.record({
      cap: fc.option(places(2)),
      floor: fc.option(places(2)),
      factor: fc.option(fc.constantFrom('0', '0.85', '1', '1.1', '1.125', '3')),
    })
    fc.assert(
      fc.property(anyPay, measure, limits, (pay, value, { cap, floor, factor }) => {
        const sum = slowPay(pay, new Big(value))
        const paid = payVolume(pay, decimal(value))
        expect(new Big(toDecimalText(paid.sum)).eq(sum)).toBe(true)
        expect(toDecimalText(total(paid.steps.map((step) => decimal(step.pays))), 2)).toBe(toDecimalText(paid.sum, 2))
        let amount = factor === null ? sum : sum.mul(factor)
        if (cap !== null) amount = Big.min(amount, cap)
        if (floor !== null && sum.gt(0)) amount = Big.max(amount, floor)
        const finished = finishLine(paid.sum, {
          factors: factor === null ? [] : [{ by: 'grade', key: 'A', value: factor }],
          cap: cap ?? undefined,
          floor: floor ?? undefined,
        })
        expect(finished.amount).toBe(asFen(amount.mul(100).toDecimalPlaces(0).toNumber()))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('properties', () => {
  const ordered = fc
    .tuple(places(2), places(2))
    .map((pair) => pair.toSorted((a, b) => Number(a) - Number(b)) as [string, string])
  test('steps are monotone and never jump', () => {
    fc.assert(
      fc.property(tierPay('step'), ordered, (pay, [low, high]) => {
        const rise = subtract(payVolume(pay, decimal(high)).sum, payVolume(pay, decimal(low)).sum)
        expect(compare(rise, decimal('0'))).toBeGreaterThanOrEqual(0)
        const steepest = payVolume(
          { ...pay, tiers: [{ from: '0', rate: pay.tiers.at(-1)!.rate }] },
          subtract(decimal(high), decimal(low)),
        )
        expect(compare(rise, steepest.sum)).toBeLessThanOrEqual(0)
      }),
    )
  })
  test('with rising rates flat pays at least what steps pay', () => {
    fc.assert(
      fc.property(tierPay('step'), measure, (pay, value) => {
        const flat = payVolume({ ...pay, mode: 'flat' }, decimal(value)).sum
        expect(compare(flat, payVolume(pay, decimal(value)).sum)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
  test('accumulated months sum to what the total pays', () => {
    fc.assert(
      fc.property(anyPay, fc.array(measure, { minLength: 1, maxLength: 12 }), (pay, months) => {
        const clause: VolumeClause = {
          kind: 'volume',
          code: 'C',
          title: 'C',
          measure: 'amount',
          accumulate: 'year',
          pay,
        }
        const values = months.map(decimal)
        const sums = values.map(
          (_, i) => payVolumeClause(clause, total(values.slice(0, i + 1)), total(values.slice(0, i))).sum,
        )
        expect(compare(total(sums), payVolume(pay, total(values)).sum)).toBe(0)
      }),
    )
  })
})
