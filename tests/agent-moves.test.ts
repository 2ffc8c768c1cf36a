/** Agents' change of owner and merger: everything moves on the first of the open month, nothing is lost, closed months stay. */
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { fen } from '../src-main/domain/money.ts'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const august = '2026-08' as Month
const september = '2026-09' as Month
const october = '2026-10' as Month

/** What happens before the move: activations by outlet and month, penalties of September, deposits. */
interface Story {
  readonly counts: Readonly<Record<string, readonly [number, number, number]>>
  readonly penalties: Readonly<Record<string, string>>
  readonly deposits: readonly (readonly [agent: string, kind: string, amount: string])[]
}

const plain: Story = {
  counts: { W1: [2, 1, 1], W2: [1, 0, 2], W3: [3, 1, 1], W4: [1, 1, 1] },
  penalties: { W1: '-900.00' },
  deposits: [
    ['D1', '专营保证金', '5000.00'],
    ['D1', '号卡保证金', '800.00'],
    ['D2', '专营保证金', '1000.00'],
  ],
}

async function open(story: Story): Promise<void> {
  office = await openSetUpOffice('2026-10-20T08:00:00.000Z')
  const member = { payeeName: '户名', fundMember: true }
  await addRegister(
    office,
    {
      D1: { name: '通达', ...member },
      D2: { name: '宏远', ...member },
      D3: { name: '张三', payeeName: '张三', payerKind: 'person' },
    },
    Object.fromEntries(
      [
        ['W1', 'D1'],
        ['W2', 'D1'],
        ['W3', 'D2'],
        ['W4', 'D3'],
      ].map(([code, agent]) => [code!, { name: `${code}店`, category: 'partner' as const, agent: agent! }]),
    ),
  )
  const clerk = office.as('王芳')
  const { id } = await clerk.policies.save({
    code: 'P',
    title: '政策',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      { kind: 'volume', code: 'C', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate: '100.00' } },
      {
        kind: 'instalment',
        code: 'I',
        title: '分期',
        schedule: [
          { month: 2, amount: '30.00', when: { onNet: true } },
          { month: 3, amount: '20.00', when: { onNet: true } },
        ],
        clawback: { withinMonths: 4 },
      },
    ],
  })
  await clerk.policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  await office.as('管理员').settings.fund({ from: '2026-01' as Month, rate: '10', match: '50' })
  const entries: string[] = []
  const months: string[] = []
  for (const [outlet, counts] of Object.entries(story.counts)) {
    for (const [at, period] of [august, september, october].entries()) {
      for (let one = 0; one < counts[at]!; one += 1) {
        const phone = `13${outlet.slice(1)}${at}${String(one).padStart(4, '0')}`
        entries.push(`${period}-05,${outlet},放号,${phone},1,${outlet}-${at}-${one}`)
        for (const later of [august, september, october].slice(at))
          months.push(`${later},${outlet},${phone},在网,50.00`)
      }
    }
  }
  await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,数量,流水号', ...entries])
  await office.importText('subscriberMonths', ['账期,网点编码,用户号码,状态,开账收入', ...months])
  await close(august)
  for (const [outlet, amount] of Object.entries(story.penalties)) {
    const asked = await clerk.settlements.adjust({ period: september, outlet, kind: 'penalty', amount, reason: '违规' })
    await office.as('李强').settlements.confirmAdjustment({ id: asked.id })
  }
  await close(september)
  for (const [agent, kind, amount] of story.deposits)
    await office.as('陈静').deposits.pay({ agent, kind, amount, day: '2026-05-06' as IsoDate })
  await clerk.settlements.calculate({ period: october })
}
afterEach(() => office.close())

async function close(period: Month): Promise<void> {
  await office.as('王芳').settlements.calculate({ period })
  await office.as('李强').settlements.review({ period })
  await office.as('李强').settlements.approve({ period })
  await office.as('李强').settlements.close({ period })
}

type Asked = Parameters<ReturnType<TestOffice['as']>['agentMoves']['ask']>[0]
const merger: Asked = { kind: 'merger', from: 'D1', to: 'D2', month: october, reason: '股东决议' }

async function move(asked: Asked): Promise<number> {
  const { id } = await office.as('王芳').agentMoves.ask(asked)
  await office.as('李强').agentMoves.approve({ id })
  await office.as('王芳').settlements.calculate({ period: october })
  return id
}

/** What all agents together have and are owed, in fen. */
async function everything() {
  const finance = office.as('陈静')
  const payments = await finance.settlements.payments({ period: october })
  const sum = (amounts: string[]) => amounts.reduce((total, amount) => total + fen(amount), 0)
  return {
    deposits: sum((await finance.deposits.accounts()).map(({ balance }) => balance)),
    fund: sum((await finance.fund.accounts()).map(({ balance }) => balance)),
    carried: sum(payments.map(({ carriedIn }) => carriedIn)),
    owed: sum(payments.flatMap(({ payable, carriedOut }) => [payable, carriedOut])),
  }
}

test('a merger: the survivor’s next payment takes the negative in, lots keep their months, nothing is lost', async () => {
  await open(plain)
  const before = await everything()
  const clerk = office.as('王芳')
  const closed = await clerk.settlements.statements({ period: september })
  const paid = await clerk.settlements.payments({ period: september })
  const { reason: _, ...planned } = merger
  const plan = await clerk.agentMoves.plan(planned)
  expect(plan).toMatchObject({
    points: [],
    outlets: [
      { code: 'W1', moves: true },
      { code: 'W2', moves: true },
    ],
    deposits: [
      { what: '专营保证金', fromBefore: '5000.00', fromAfter: '0.00', toBefore: '1000.00', toAfter: '6000.00' },
      { what: '号卡保证金', fromBefore: '800.00', toAfter: '800.00' },
    ],
    lots: [{ period: '2026-08' }, { period: '2026-09' }],
  })
  const id = await move(merger)
  const payments = await clerk.settlements.payments({ period: october })
  expect(payments.map(({ agent }) => agent)).toEqual(['D2', 'D3'])
  expect(payments[0]).toMatchObject({
    outlets: [{ outlet: 'W1' }, { outlet: 'W2' }, { outlet: 'W3' }],
    carriedIn: plan.carried.toAfter,
    gross: plan.payments?.[0]?.toAfter,
    payable: plan.payments?.[4]?.toAfter,
  })
  expect(plan.carried.fromBefore.startsWith('-')).toBe(true)
  expect(await everything()).toEqual(before)
  const fund = await office.as('陈静').fund.account({ agent: 'D2' })
  expect(fund.lots.map(({ period, left }) => [period, left])).toEqual(
    plan.lots.map(({ period, toAfter }) => [period, toAfter]),
  )
  expect(await office.as('陈静').fund.account({ agent: 'D1' })).toMatchObject({ balance: '0.00' })
  expect((await office.as('陈静').fund.accounts()).map(({ agent, balance }) => [agent, balance])).toContainEqual([
    'D2',
    fund.balance,
  ])
  // what is closed stays to the letter
  expect(await clerk.settlements.statements({ period: september })).toEqual(closed)
  expect(await clerk.settlements.payments({ period: september })).toEqual(paid)
  expect(await clerk.agentMoves.get({ id })).toMatchObject({
    state: 'done',
    decidedBy: '李强',
    plan: { carried: plan.carried },
  })
  // and cannot be opened again: its amounts have moved on
  expect(
    await refusalCode(clerk.settlements.reopen({ period: september, reason: '漏了', password: 'test-password' })),
  ).toBe('AGENT_MOVED')
  // it is carried in once, not again in the month after
  await close(october)
  await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,流水号', '2026-11-01,W1,放号,13999,N1'])
  await clerk.settlements.calculate({ period: '2026-11' as Month })
  const carriedOut = new Map(payments.map(({ agent, carriedOut }) => [agent, carriedOut]))
  for (const { agent, carriedIn } of await clerk.settlements.payments({ period: '2026-11' as Month }))
    expect([agent, carriedIn]).toEqual([agent, carriedOut.get(agent)])
})

test('open instalments follow the outlet: the same members are paid, by the outlet’s new agent', async () => {
  await open(plain)
  const clerk = office.as('王芳')
  const instalments = async () =>
    (await clerk.settlements.statements({ period: october })).map(({ outlet, lines }) => [
      outlet,
      lines.filter(({ kind }) => kind === 'instalment').map(({ amount, breakdown }) => [amount, breakdown]),
    ])
  const due = async () => {
    const { total, agents } = await clerk.answers.comingDue({ period: october })
    return { total, agents: Object.fromEntries(agents.map(({ code, full }) => [code, full])) }
  }
  const [lines, before] = [await instalments(), await due()]
  expect(fen(before.agents.D1!)).toBeGreaterThan(0)
  await move(merger)
  expect(await instalments()).toEqual(lines)
  const after = await due()
  expect(after.total).toEqual(before.total)
  expect(after.agents.D1).toBeUndefined()
  expect(fen(after.agents.D2!)).toBe(fen(before.agents.D1!) + fen(before.agents.D2!))
  // what is taken back later is taken from the new agent: the lines are the outlet's
  await close(october)
  const november = '2026-11' as Month
  await office.importText('subscriberMonths', ['账期,网点编码,用户号码,状态', '2026-11,W1,13100000,拆机'])
  await clerk.settlements.calculate({ period: november })
  const [taken] = await clerk.settlements.statements({ period: november, outlets: ['W1'] })
  expect(taken?.lines.filter(({ kind }) => kind === 'clawback').map(({ amount }) => amount)).toEqual([
    '-30.00',
    '-20.00',
  ])
  const [payment] = await clerk.settlements.payments({ period: november })
  expect(payment).toMatchObject({
    agent: 'D2',
    outlets: expect.arrayContaining([expect.objectContaining({ outlet: 'W1' })]),
  })
})

test('two people; nobody decides his own, nothing is decided twice, what came in the way since is refused', async () => {
  await open(plain)
  expect(await refusalCode(office.as('李强').agentMoves.ask(merger))).toBe('ROLE_MISSING')
  const { id } = await office.as('管理员').agentMoves.ask(merger)
  expect(await refusalCode(office.as('管理员').agentMoves.approve({ id }))).toBe('SAME_PERSON')
  expect(await refusalCode(office.as('管理员').agentMoves.refuse({ id, reason: '不' }))).toBe('SAME_PERSON')
  expect(await refusalCode(office.as('王芳').agentMoves.approve({ id }))).toBe('ROLE_MISSING')
  expect(await refusal(office.as('王芳').agentMoves.ask({ ...merger, from: 'D3' }))).toMatchObject({
    code: 'AGENT_MOVE_BLOCKED',
    details: { points: [{ code: 'MOVE_OPEN', agent: 'D2' }] },
  })
  const { id: deduction } = await office.as('陈静').deposits.ask({
    agent: 'D1',
    kind: '专营保证金',
    act: 'deducted',
    day: '2026-10-19' as IsoDate,
    amount: '1.00',
    reason: '扣',
  })
  expect(await refusal(office.as('李强').agentMoves.approve({ id }))).toMatchObject({
    code: 'AGENT_MOVE_BLOCKED',
    details: { points: [{ code: 'DEPOSIT_OPEN' }] },
  })
  await office.as('李强').deposits.confirm({ id: deduction })
  await office.as('李强').agentMoves.approve({ id })
  expect(await refusalCode(office.as('李强').agentMoves.approve({ id }))).toBe('WRONG_STATE')
  // after the later entry, so that no day between is below zero
  const { entries } = await office.as('陈静').deposits.account({ agent: 'D1' })
  expect(entries.filter(({ kind }) => kind === '专营保证金')).toMatchObject([
    { act: 'paid' },
    { act: 'deducted', day: '2026-10-19' },
    { act: 'movedOut', day: '2026-10-19', amount: '4999.00', balance: '0.00', decidedBy: '李强' },
  ])
})

test('only from the first open month, not while it is reviewed, and a merger takes every outlet', async () => {
  await open(plain)
  const clerk = office.as('王芳')
  const points = async (asked: Omit<Asked, 'reason'>) =>
    (await clerk.agentMoves.plan(asked)).points.map(({ code }) => code)
  const { reason: _, ...asked } = merger
  expect(await points({ ...asked, month: '2026-11' as Month })).toEqual(['MONTH_NOT_NEXT'])
  expect(await points({ ...asked, month: september })).toEqual(['MONTH_NOT_NEXT'])
  expect(await points({ ...asked, outlets: ['W1'] })).toEqual(['OUTLETS_MISSING'])
  expect(await points({ ...asked, kind: 'owner', outlets: ['W3'] })).toEqual(['OUTLETS_CHANGED'])
  expect(await points({ ...asked, kind: 'owner', outlets: [] })).toEqual(['NOTHING_MOVES'])
  expect(await refusalCode(clerk.agentMoves.ask({ ...merger, to: 'D1' }))).toBe('INVALID_INPUT')
  await office.as('陈静').fund.ask({ agent: 'D1', kind: 'exit', reason: '退出' })
  expect(await points(asked)).toEqual(['FUND_PAYOUT_OPEN'])
  await office.as('李强').settlements.review({ period: october })
  expect(await points({ ...asked, from: 'D2', to: 'D1' })).toEqual(['MONTH_REVIEWED'])
})

test('agreements of outlets that move are taken over whole, or end for them on the day before', async () => {
  await open(plain)
  const clerk = office.as('王芳')
  const add = (number: string, outlets: string[]) =>
    clerk.agreements.add({
      agent: 'D1',
      number,
      outlets,
      exclusive: false,
      signedOn: '2026-01-01' as IsoDate,
      from: (number === 'B' ? '2026-07-01' : '2026-01-01') as IsoDate,
      to: (number === 'B' ? '2026-12-31' : '2026-06-30') as IsoDate,
    })
  const { id: old } = await add('A', ['W1', 'W2'])
  const { id: both } = await add('B', ['W1', 'W2'])
  const signed = async (day: string) => (await clerk.agreements.signing({ day: day as IsoDate })).total.signed
  expect([await signed('2026-09-30'), await signed('2026-10-01')]).toEqual([2, 2])
  await move({ ...merger, kind: 'owner', outlets: ['W2'], deposits: false, fund: false, carried: false })
  expect((await clerk.agreements.get({ id: both })).outletList).toMatchObject([
    { code: 'W1', to: null },
    { to: '2026-09-30' },
  ])
  expect([await signed('2026-09-30'), await signed('2026-10-01')]).toEqual([2, 1])
  await move(merger)
  expect(await clerk.agreements.get({ id: both })).toMatchObject({
    agent: 'D2',
    takenOver: [{ from: '2026-10-01', before: 'D1' }],
  })
  expect(await clerk.agreements.get({ id: old })).toMatchObject({ agent: 'D1', takenOver: [] })
  expect([await signed('2026-09-30'), await signed('2026-10-01')]).toEqual([2, 1])
})

test('to a person: deposits, fund and carried are the same; tax and fund follow the person from that month on', async () => {
  await open(plain)
  const before = await everything()
  await move({ ...merger, to: 'D3' })
  const { owed: _, ...after } = await everything()
  const { owed: _before, ...held } = before
  expect(after).toEqual(held)
  const [, person] = await office.as('王芳').settlements.payments({ period: october })
  expect(person).toMatchObject({ agent: 'D3', fund: '0.00' })
})

test('whatever happened before and whatever goes along, all agents together have and are owed the same', async () => {
  const count = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2))
  const amount = fc.integer({ min: 1, max: 500_000 }).map((cents) => (cents / 100).toFixed(2))
  const story = fc.record({
    counts: fc.record({ W1: count, W2: count, W3: count, W4: fc.constant([1, 1, 1] as const) }),
    penalties: fc.record({ W1: amount.map((each) => `-${each}`), W3: amount.map((each) => `-${each}`) }),
    deposits: fc.array(fc.tuple(fc.constantFrom('D1', 'D2'), fc.constantFrom('甲', '乙'), amount), { maxLength: 4 }),
  })
  const asked = fc.oneof(
    fc.constant(merger),
    fc
      .record({
        deposits: fc.boolean(),
        fund: fc.boolean(),
        carried: fc.boolean(),
        outlets: fc.constantFrom(['W1'], ['W1', 'W2']),
      })
      .map((some): Asked => ({ ...merger, kind: 'owner', ...some, outlets: [...some.outlets] })),
  )
  await fc.assert(
    fc.asyncProperty(story, asked, async (before, which) => {
      await open(before)
      const held = await everything()
      await move(which)
      expect(await everything()).toEqual(held)
      await office.close()
    }),
    { numRuns: 6 },
  )
  await open(plain)
})
