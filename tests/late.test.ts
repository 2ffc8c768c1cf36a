/**
 * Late data: a closed month never changes; calculated on the side its differences become corrections of the open month,
 * after which everything paid is what it would have been with the data in time.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asFen, fen, yuan } from '../src-main/domain/money.ts'
import type { Month } from '../src-main/domain/month.ts'
import type { Policy } from '../src-main/domain/policy.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const august = '2026-08' as Month
const september = '2026-09' as Month
const october = '2026-10' as Month
const ENTRIES = '业务日期,网点编码,业务类型,用户号码,数量,流水号'
const MONTHS = '账期,用户号码,网点编码,状态,开账收入,欠费'
const policy: Policy = {
  code: 'FQ',
  title: '放号',
  kind: 'basic',
  from: '2026-01' as Month,
  clauses: [
    {
      kind: 'volume',
      code: 'V',
      title: '放号奖',
      measure: 'count',
      entries: { businessTypes: ['放号'] },
      pay: {
        kind: 'tier',
        mode: 'flat',
        unit: 'perUnit',
        tiers: [
          { from: '0', rate: '1.00' },
          { from: '3', rate: '2.00' },
        ],
      },
    },
    {
      kind: 'instalment',
      code: 'I',
      title: '分期',
      schedule: [
        { month: 1, amount: '20.00' },
        { month: 2, amount: '10.00' },
      ],
      cap: '50.00',
      clawback: { withinMonths: 6 },
    },
  ],
}

const clerk = () => office.as('王芳')
const reviewer = () => office.as('李强')

async function approved(given: Policy): Promise<void> {
  const { id } = await clerk().policies.save(given)
  await clerk().policies.submit({ id })
  await reviewer().policies.approve({ id })
}

beforeEach(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司' } },
    { W1: { name: '城关店', category: 'partner', agent: 'D1' } },
  )
  await approved(policy)
  await office.importText('entries', [ENTRIES, '2026-08-01,W1,放号,1391,1,A1', '2026-08-02,W1,放号,1392,1,A2'])
  await office.importText('subscriberMonths', [
    MONTHS,
    ...['1391', '1392', '1393', '1394'].flatMap((number) =>
      [august, september, october].map((month) => `${month},${number},W1,在网,50,0`),
    ),
  ])
})
afterEach(() => office.close())

async function close(period: Month): Promise<void> {
  await clerk().settlements.calculate({ period })
  await reviewer().settlements.review({ period })
  await reviewer().settlements.approve({ period })
  await reviewer().settlements.close({ period })
}

const gross = async (period: Month) =>
  (await clerk().settlements.statements({ period })).map(({ outlet, gross }) => [outlet, gross])

test('late entries: the closed month stands, the difference is posted with its breakdown, by two people', async () => {
  await close(august)
  expect(await gross(august)).toEqual([['W1', '42.00']])
  await office.importText('entries', [ENTRIES, '2026-08-03,W1,放号,1393,1,B1'])
  expect(await gross(august)).toEqual([['W1', '42.00']])
  expect(await clerk().late.months({})).toMatchObject([{ period: august, batches: 1, rows: 1, stale: true }])
  await clerk().late.calculate({ period: august })
  // the third activation lifts all to 2.00; the instalments run into their cap of 50.00
  expect(await clerk().late.differences({ period: august })).toMatchObject([
    {
      outlet: 'W1',
      closed: '42.00',
      now: '56.00',
      difference: '14.00',
      clauses: [
        { clause: 'V', closed: '2.00', now: '6.00', difference: '4.00' },
        { clause: 'I', closed: '40.00', now: '50.00', difference: '10.00' },
      ],
    },
  ])
  const { corrections, into } = await clerk().late.post({ period: august })
  expect({ corrections, into }).toMatchObject({ into: september, corrections: [{ outlet: 'W1', amount: '14.00' }] })
  expect((await clerk().late.differences({ period: august }))[0]).toMatchObject({
    corrected: '14.00',
    difference: '0.00',
  })
  expect(await clerk().late.post({ period: august })).toMatchObject({ corrections: [] })
  expect(await refusalCode(clerk().settlements.confirmAdjustment({ id: corrections[0]!.id }))).toBe('ROLE_MISSING')
  const [adjustment] = await clerk().settlements.adjustments({ period: september })
  expect(adjustment?.reason).toBe('2026年8月补算：FQ/V 应为 6.00，已结 2.00；FQ/I 应为 50.00，已结 40.00')
  await reviewer().settlements.confirmAdjustment({ id: corrections[0]!.id })
  await close(september)
  // 10.00 for each of three members in their second month, and the correction
  expect(await gross(september)).toEqual([['W1', '44.00']])
  expect(await gross(august)).toEqual([['W1', '42.00']])
  expect(await clerk().audit.verify({})).toMatchObject({ ok: true })
})

test('a month is not closed on a calculation from before the confirmation', async () => {
  await close(august)
  await office.importText('entries', [ENTRIES, '2026-08-03,W1,放号,1393,1,B1'])
  await clerk().late.calculate({ period: august })
  const { corrections } = await clerk().late.post({ period: august })
  await clerk().settlements.calculate({ period: september })
  await reviewer().settlements.confirmAdjustment({ id: corrections[0]!.id })
  await reviewer().settlements.review({ period: september })
  await reviewer().settlements.approve({ period: september })
  expect(await refusal(reviewer().settlements.close({ period: september }))).toMatchObject({
    code: 'CLOSING_BLOCKED',
    details: { points: [{ code: 'LATE_NOT_CALCULATED', examples: ['W1'] }] },
  })
  await office.importText('entries', [ENTRIES, '2026-08-04,W1,放号,1394,1,B2'])
  await clerk().late.calculate({ period: august })
  expect(await refusalCode(clerk().late.post({ period: august }))).toBe('WRONG_STATE')
})

test('members of the correction count as paid: clawback takes them from the lines of the calculation on the side', async () => {
  await close(august)
  await office.importText('entries', [ENTRIES, '2026-08-03,W1,放号,1393,1,B1'])
  await clerk().late.calculate({ period: august })
  const { corrections } = await clerk().late.post({ period: august })
  await reviewer().settlements.confirmAdjustment({ id: corrections[0]!.id })
  // all three leave in September: 50.00 of August, of which 10.00 came by the correction
  await office.importText('entries', [
    ENTRIES,
    '2026-09-03,W1,放号,1391,-1,C1',
    '2026-09-03,W1,放号,1392,-1,C2',
    '2026-09-03,W1,放号,1393,-1,C3',
  ])
  await close(september)
  const [statement] = await clerk().settlements.statements({ period: september })
  expect(statement?.lines.filter(({ kind }) => kind === 'clawback').map(({ amount }) => amount)).toEqual(['-50.00'])
})

test('a reversal that comes late is taken once: by clawback, or by the correction', async () => {
  await close(august)
  await office.importText('entries', [ENTRIES, '2026-08-05,W1,放号,1391,-1,B1'])
  await close(september)
  const [first] = await clerk().settlements.statements({ period: september })
  expect(first?.lines.filter(({ kind }) => kind === 'clawback').map(({ amount }) => amount)).toEqual(['-20.00'])
  await clerk().late.calculate({ period: august })
  // 2 activations and a reversal: the measure is 1; of the instalments clawback has taken everything already
  expect(await clerk().late.differences({ period: august })).toMatchObject([
    { closed: '42.00', now: '21.00', clawback: '20.00', difference: '-1.00' },
  ])
})

test('a member that comes late and had left long ago is paid and taken back', async () => {
  await office.importText('subscriberMonths', [MONTHS, '2026-08,1395,W1,在网,50,0', '2026-09,1395,W1,拆机,0,0'])
  for (const period of [august, september, october]) await close(period)
  await office.importText('entries', [ENTRIES, '2026-08-03,W1,放号,1395,1,B1'])
  let corrected = 0
  for (const period of [august, september]) {
    await clerk().late.calculate({ period })
    for (const { id, amount } of (await clerk().late.post({ period })).corrections) {
      corrected += fen(amount)
      await reviewer().settlements.confirmAdjustment({ id })
    }
  }
  // August: the third activation lifts V to 6.00, instalments reach their cap; September: 10.00 for its second month
  expect(corrected).toBe(fen('24.00'))
  const november = '2026-11' as Month
  await clerk().settlements.calculate({ period: november })
  const [statement] = await clerk().settlements.statements({ period: november })
  const taken = statement?.lines.filter(({ kind }) => kind === 'clawback').map(({ amount }) => amount)
  // its share of the capped line, 50.00 × 20 / 60, and its second month
  expect(taken).toEqual(['-16.67', '-10.00'])
})

test('a late entry that becomes the activation in place of another keeps the member known to the closed line', async () => {
  await close(august)
  // the same number, a day before the entry that made it a member
  await office.importText('entries', [ENTRIES, '2026-07-31,W1,放号,1391,-1,B0', '2026-08-01,W1,放号,1391,1,B1'])
  await office.importText('entries', [ENTRIES, '2026-09-03,W1,放号,1391,-1,C1', '2026-09-04,W1,放号,1391,-1,C2'])
  await close(september)
  const [statement] = await clerk().settlements.statements({ period: september })
  expect(statement?.lines.filter(({ kind }) => kind === 'clawback').map(({ amount }) => amount)).toEqual(['-20.00'])
})

test('a policy changed for a closed month becomes a difference', async () => {
  await close(august)
  await office.reopen('2026-11-22T08:00:00.000Z')
  await approved({ ...policy, from: august, to: august, clauses: [{ ...policy.clauses[0]!, code: 'V2' } as never] })
  expect(await clerk().late.months({})).toMatchObject([{ period: august, policies: ['FQ 第 2 版'], stale: true }])
  await clerk().late.calculate({ period: august })
  const [difference] = await clerk().late.differences({ period: august })
  expect(difference).toMatchObject({ closed: '42.00', difference: '-40.00' })
})

test('reopening refuses corrections that counted on the month; they can be posted anew', async () => {
  await close(august)
  await office.importText('entries', [ENTRIES, '2026-08-03,W1,放号,1393,1,B1'])
  await clerk().late.calculate({ period: august })
  const { corrections } = await clerk().late.post({ period: august })
  await reviewer().settlements.confirmAdjustment({ id: corrections[0]!.id })
  await clerk().settlements.reopen({ period: august, reason: '漏了', password: 'test-password' })
  expect(await clerk().settlements.adjustments({ period: september })).toMatchObject([{ state: 'refused' }])
  await close(august)
  expect(await gross(august)).toEqual([['W1', '56.00']])
})

test('whatever comes late and is posted, in the end everything adds up to the months settled in time', async () => {
  await close(august)
  await office.importText('entries', [
    ENTRIES,
    '2026-08-03,W1,放号,1393,1,B1',
    '2026-08-04,W1,放号,1394,1,B2',
    '2026-08-05,W1,放号,1391,-1,B3',
  ])
  await close(september)
  await office.importText('entries', [ENTRIES, '2026-09-09,W1,放号,1394,-1,B4'])
  let corrected = 0
  for (const period of [august, september]) {
    await clerk().late.calculate({ period })
    for (const { id, amount } of (await clerk().late.post({ period })).corrections) {
      corrected += fen(amount)
      await reviewer().settlements.confirmAdjustment({ id })
    }
  }
  expect(corrected).not.toBe(0)
  await close(october)
  const paid = async () => {
    let sum = 0
    for (const period of [august, september, october])
      for (const statement of await clerk().settlements.statements({ period })) sum += fen(statement.gross)
    return yuan(asFen(sum))
  }
  const late = await paid()
  await office.close()
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司' } },
    { W1: { name: '城关店', category: 'partner', agent: 'D1' } },
  )
  await approved(policy)
  await office.importText('entries', [
    ENTRIES,
    '2026-08-01,W1,放号,1391,1,A1',
    '2026-08-02,W1,放号,1392,1,A2',
    '2026-08-03,W1,放号,1393,1,B1',
    '2026-08-04,W1,放号,1394,1,B2',
    '2026-08-05,W1,放号,1391,-1,B3',
    '2026-09-09,W1,放号,1394,-1,B4',
  ])
  await office.importText('subscriberMonths', [
    MONTHS,
    ...['1391', '1392', '1393', '1394'].flatMap((number) =>
      [august, september, october].map((month) => `${month},${number},W1,在网,50,0`),
    ),
  ])
  for (const period of [august, september, october]) await close(period)
  expect(await paid()).toBe(late)
})
