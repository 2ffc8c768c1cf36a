/** Why nothing for a list of subscribers, and what is coming due in full and as observed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Survival } from '../src-main/domain/coming-due.ts'
import { toFractionText } from '../src-main/domain/exact.ts'
import type { Month } from '../src-main/domain/month.ts'
import type { Clause, Policy } from '../src-main/domain/policy.ts'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from './support/office.ts'

const [september, october, november] = ['2026-09', '2026-10', '2026-11'] as [Month, Month, Month]
let office: TestOffice

const instalment: Clause = {
  kind: 'instalment',
  code: 'I',
  title: '放号分期',
  schedule: [
    { month: 1, amount: '30.00', when: { onNet: true } },
    { month: 2, amount: '20.00', when: { onNet: true } },
    {
      month: 3,
      bands: [
        { from: '0', amount: '4.00' },
        { from: '50', amount: '10.00' },
      ],
    },
  ],
}
const volume: Clause = {
  kind: 'volume',
  code: 'V',
  title: '充值酬金',
  entries: { businessTypes: ['空中充值'] },
  measure: 'amount',
  pay: { kind: 'percent', rate: '1' },
}
const number = (at: number) => `1390000${String(at).padStart(4, '0')}`

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payerKind: 'enterprise', payeeName: '通达' } },
    {
      W1: { name: '城关店', category: 'partner', type: '指定专营店', agent: 'D1' },
      W2: { name: '东街店', category: 'partner', type: '指定专营店', agent: 'D1' },
    },
  )
  const policy: Policy = {
    code: 'P1',
    title: '政策',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [instalment, volume],
  }
  const { id } = await office.as('王芳').policies.save(policy)
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  const row = (month: Month, at: number, quantity = 1) =>
    `${month}-05,W1,放号,${number(at)},${quantity},0,${month}${at}${quantity}`
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号',
    // 0–3 in September, of which 3 is reversed in October; 4–5 in October
    ...[0, 1, 2, 3].map((at) => row(september, at)),
    row(october, 3, -1),
    ...[4, 5].map((at) => row(october, at)),
    `${october}-06,W2,空中充值,${number(9)},1,100,R1`,
  ])
  const months = (month: Month, states: Readonly<Record<number, string>>) =>
    Object.entries(states).map(([at, state]) => `${month},${number(Number(at))},W1,${state},60,0,60`)
  await office.importText('subscriberMonths', [
    '账期,用户号码,网点编码,状态,开账收入,欠费,通话分钟',
    ...months(september, { 0: '在网', 1: '在网', 2: '停机', 3: '在网' }),
    ...months(october, { 0: '在网', 1: '停机', 2: '在网', 4: '在网', 5: '在网' }),
  ])
  await office.as('王芳').settlements.calculate({ period: september })
  await office.as('李强').settlements.review({ period: september })
  await office.as('李强').settlements.approve({ period: september })
  await office.as('李强').settlements.close({ period: september })
  await office.as('王芳').settlements.calculate({ period: october })
})
afterAll(() => office.close())

describe('why nothing, for a pasted list', () => {
  test('each number with its first failed condition or the months that paid it', async () => {
    const { rows } = await office.as('王芳').settlements.explainMissingList({
      period: october,
      clause: 'I',
      subscribers: [0, 1, 3, 4, 8, 0].map(number),
    })
    expect(rows.map(({ subscriber, outlet, paid, rule }) => [subscriber, outlet, paid, rule])).toEqual([
      [number(0), 'W1', true, null],
      [number(1), 'W1', false, '月末在网'],
      [number(3), 'W1', false, '截至本月没有冲正'],
      [number(4), 'W1', true, null],
      [number(8), null, false, '台账里有该用户'],
    ])
    expect(rows[0]?.text).toBe('已付：2026年9月付 30.00 元、2026年10月付 20.00 元')
    expect(rows[1]?.text).toBe('不符合“月末在网”：停机；已付：2026年9月付 30.00 元')
    expect(rows[1]?.payments).toEqual([{ period: september, amount: '30.00' }])
  })

  test('the same answer as for one, also at an outlet that was named; a clause by outlets only is refused', async () => {
    const clerk = office.as('王芳')
    const asked = { period: october, clause: 'I', outlet: 'W2' }
    const { rows } = await clerk.settlements.explainMissingList({ ...asked, subscribers: [number(0)] })
    const one = await clerk.settlements.explainMissing({ ...asked, subscriber: number(0) })
    expect(rows[0]).toMatchObject({ rule: one.checks.at(-1)?.rule, found: one.checks.at(-1)?.found, paid: false })
    const volume = { period: october, clause: 'V', subscribers: [number(9), number(0)] }
    const recharges = await clerk.settlements.explainMissingList(volume)
    expect(recharges.rows.map(({ paid }) => paid)).toEqual([true, false])
    const unknown = { period: october, clause: 'X', subscribers: ['1'] }
    expect(await refusalCode(clerk.settlements.explainMissingList(unknown))).toBe('NOT_FOUND')
    const many = { period: october, clause: 'I', subscribers: Array.from({ length: 2001 }, (_, at) => String(at)) }
    expect(await refusalCode(clerk.settlements.explainMissingList(many))).toBe('INVALID_INPUT')
  })
})

test('coming due: in full what members may still get, expected by who stayed and what was paid', async () => {
  const due = await office.as('李强').answers.comingDue({ period: october })
  // three of September have month 3 to come, two of October months 2 and 3
  // stayed: of four activations seen to month 2 three; paid: month 1 4 of 6 in full 180 → 150, month 2 2 of 3
  expect(due.months).toEqual([
    // 3 × 10 at (unseen from month 2 on: all stay) × (months 1 and 2 together: 150 + 40 of 180 + 60), and 2 × 20 × 3/4 × 2/3
    { month: november, members: 5, full: '70.00', expected: '43.75' },
    // 2 × 10 × 3/4 × 190/240
    { month: '2026-12', members: 2, full: '20.00', expected: '11.88' },
  ])
  expect(due.total).toEqual({ members: 7, full: '90.00', expected: '55.63' })
  expect(due.clauses).toMatchObject([{ code: 'P1/I', name: '政策：放号分期', full: '90.00', expected: '55.63' }])
  expect(due.agents).toMatchObject([{ code: 'D1', full: '90.00' }])
  expect(due.rule).toContain('保有率')
})

test('survival: of those seen so far, who was still there', () => {
  const survival = new Survival()
  survival.add(3, 3)
  survival.add(3, 1)
  survival.add(2, 2)
  expect(toFractionText(survival.share(1, 2))).toBe('2/3')
  expect(toFractionText(survival.share(1, 3))).toBe('1/2')
  expect(toFractionText(survival.share(2, 3))).toBe('1')
  // nobody is seen through month 9: as far as can be seen
  expect(toFractionText(survival.share(1, 9))).toBe('1/2')
  expect(toFractionText(new Survival().share(1, 2))).toBe('1')
})
