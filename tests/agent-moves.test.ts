/** Agents' change of owner and merger: everything moves on the first of the open month, nothing is lost, closed months stay. */
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { fen } from '../src-main/domain/money.ts'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const august = '2026-08' as Month
const september = '2026-09' as Month
const october = '2026-10' as Month
const november = '2026-11' as Month

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

test('not from a closed month, not while it is reviewed, and a merger takes every outlet', async () => {
  await open(plain)
  const clerk = office.as('王芳')
  const points = async (asked: Omit<Asked, 'reason'>) =>
    (await clerk.agentMoves.plan(asked)).points.map(({ code }) => code)
  const { reason: _, ...asked } = merger
  expect(await points({ ...asked, month: november })).toEqual([])
  expect(await points({ ...asked, month: september })).toEqual(['MONTH_CLOSED'])
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

test('of deposits only the chosen receipts go, each whole; never more than is left of their kind', async () => {
  await open(plain)
  const [clerk, finance] = [office.as('王芳'), office.as('陈静')]
  await finance.deposits.pay({
    ...{ agent: 'D1', kind: '专营保证金', amount: '700.00', day: '2026-06-01' as IsoDate, receipt: 'S-2' },
  })
  const second = { kind: '专营保证金', day: '2026-06-01' as IsoDate, receipt: 'S-2', amount: '700.00' }
  const first = { ...second, day: '2026-05-06' as IsoDate, receipt: null, amount: '5000.00' }
  const some = { ...merger, kind: 'owner' as const, outlets: ['W1'], fund: false, carried: false } satisfies Asked
  const { reason: _, ...planned } = some
  const points = async (receipts: (typeof first | typeof second)[]) =>
    (await clerk.agentMoves.plan({ ...planned, receipts })).points.map(({ code }) => code)
  expect(await points([{ ...second, amount: '700.01' }])).toEqual(['RECEIPTS_GONE'])
  expect(await points([second, second])).toEqual(['RECEIPTS_GONE'])
  const taken = await finance.deposits.ask({
    ...{ agent: 'D1', kind: '专营保证金', act: 'deducted', day: '2026-10-19' as IsoDate, amount: '0.01', reason: '扣' },
  })
  await office.as('李强').deposits.confirm({ id: taken.id })
  expect(await points([first, second])).toEqual(['DEPOSIT_SHORT'])
  const held = await everything()
  const id = await move({ ...some, receipts: [second] })
  expect(await everything()).toEqual(held)
  const balances = async () =>
    (await finance.deposits.accounts()).map(({ agent, kind, balance }) => [agent, kind, balance])
  expect(await balances()).toEqual([
    ['D1', '专营保证金', '4999.99'],
    ['D1', '号卡保证金', '800.00'],
    ['D2', '专营保证金', '1700.00'],
  ])
  const { entries } = await finance.deposits.account({ agent: 'D2' })
  expect(entries.find(({ act }) => act === 'movedIn')).toMatchObject({ receipt: 'S-2', amount: '700.00' })
  await clerk.agentMoves.askUndo({ id, reason: '反悔' })
  await office.as('李强').agentMoves.approveUndo({ id })
  expect((await balances()).map(([agent, , balance]) => [agent, balance])).toEqual([
    ['D1', '5699.99'],
    ['D1', '800.00'],
    ['D2', '1000.00'],
  ])
})

describe('for a later month', () => {
  const later = { ...merger, month: november }
  const holds = async (agent: string) => {
    const finance = office.as('陈静')
    return [(await finance.deposits.account({ agent })).balance, (await finance.fund.account({ agent })).balance]
  }

  test('it is agreed now, and done when the month before is closed, with what is carried then', async () => {
    await open(plain)
    const clerk = office.as('王芳')
    const { id } = await clerk.agentMoves.ask(later)
    expect(await office.as('李强').agentMoves.approve({ id })).toMatchObject({ state: 'asked', waits: true })
    expect(await clerk.agentMoves.get({ id })).toMatchObject({
      state: 'asked',
      agreedBy: '李强',
      plan: { waits: true },
    })
    expect((await holds('D1'))[0]).toBe('5800.00')
    const second = office.as('李强').agentMoves
    expect(await refusalCode(second.approve({ id }))).toBe('WRONG_STATE')
    expect(await refusalCode(second.refuse({ id, reason: 'x' }))).toBe('WRONG_STATE')
    expect(await refusalCode(clerk.agentMoves.carryOut({ id }))).toBe('MOVE_WAITS')
    // October stays the first agent's, and what it leaves to be carried is what moves
    const asked = await clerk.settlements.adjust({
      ...{ period: october, outlet: 'W1', kind: 'penalty', amount: '-5000.00', reason: '违规' },
    })
    await office.as('李强').settlements.confirmAdjustment({ id: asked.id })
    await clerk.settlements.calculate({ period: october })
    const paid = await clerk.settlements.payments({ period: october })
    const carried = new Map(paid.map(({ agent, carriedOut }) => [agent, fen(carriedOut)]))
    await close(october)
    const done = await clerk.agentMoves.get({ id })
    expect(done).toMatchObject({ state: 'done', decidedBy: '李强', plan: { waits: false, points: [] } })
    expect(await clerk.settlements.payments({ period: october })).toMatchObject(
      paid.map(({ agent, payable, carriedOut }) => ({ agent, payable, carriedOut })),
    )
    await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,流水号', '2026-11-01,W1,放号,13999,N1'])
    await clerk.settlements.calculate({ period: november })
    const [next] = await clerk.settlements.payments({ period: november })
    expect(next).toMatchObject({ agent: 'D2' })
    expect(fen(next!.carriedIn)).toBe((carried.get('D1') ?? 0) + (carried.get('D2') ?? 0))
    expect(carried.get('D1')).toBeLessThan(0)
    expect(await holds('D1')).toEqual(['0.00', '0.00'])
    expect(fen((await holds('D2'))[0]!)).toBe(680_000)
    expect((await clerk.outlets.get({ code: 'W1', on: '2026-10-31' as IsoDate })).agent).toBe('D1')
    expect((await clerk.outlets.get({ code: 'W1', on: '2026-11-01' as IsoDate })).agent).toBe('D2')
  })

  test('what stands in its way on its day keeps it whole, and people do it afterwards; it may be withdrawn before', async () => {
    await open(plain)
    const clerk = office.as('王芳')
    const { id } = await clerk.agentMoves.ask(later)
    await office.as('李强').agentMoves.approve({ id })
    const { id: payout } = await office.as('陈静').fund.ask({ agent: 'D1', kind: 'exit', reason: '退出' })
    await close(october)
    expect(await clerk.agentMoves.get({ id })).toMatchObject({
      state: 'asked',
      plan: { waits: false, points: [{ code: 'FUND_PAYOUT_OPEN' }] },
    })
    const { todo } = await clerk.month.overview({ period: november })
    expect(todo.find(({ key }) => key === 'carryOutMoves')).toMatchObject({ who: 'me', count: 1 })
    expect(await refusalCode(clerk.agentMoves.carryOut({ id }))).toBe('AGENT_MOVE_BLOCKED')
    await office.as('陈静').fund.withdraw({ id: payout, reason: '并入' })
    await clerk.agentMoves.carryOut({ id })
    expect(await clerk.agentMoves.get({ id })).toMatchObject({ state: 'done', decidedBy: '李强' })
    const { id: second } = await clerk.agentMoves.ask({ ...later, from: 'D2', to: 'D3', month: '2026-12' as Month })
    await office.as('李强').agentMoves.approve({ id: second })
    await clerk.agentMoves.withdraw({ id: second, reason: '谈不成' })
    await close(november)
    expect(await clerk.agentMoves.get({ id: second })).toMatchObject({ state: 'withdrawn', undoneAt: null })
  })
})

describe('undone', () => {
  /** Everything that a move touches, of every agent. */
  const all = async () => {
    const finance = office.as('陈静')
    const agreements = (await finance.agreements.list({ sort: { by: 'number' } })).rows
    const payments = await finance.settlements.payments({ period: october })
    return {
      deposits: (await finance.deposits.accounts())
        .filter(({ balance }) => balance !== '0.00')
        .map(({ agent, kind, balance }) => [agent, kind, balance]),
      lots: await Promise.all(
        ['D1', 'D2', 'D3'].map(async (agent) =>
          (await finance.fund.account({ agent })).lots
            .filter(({ left }) => left !== '0.00')
            .map(({ period, left }) => [period, left]),
        ),
      ),
      payments: payments.map(({ agent, gross, fund, tax, carriedIn, payable, carriedOut }) => ({
        agent,
        gross,
        fund,
        tax,
        carriedIn,
        payable,
        carriedOut,
      })),
      agreements: agreements.map(({ number, agent, endedOn, outlets }) => ({ number, agent, endedOn, outlets })),
    }
  }
  const undo = async (id: number) => {
    await office.as('王芳').agentMoves.askUndo({ id, reason: '股东反悔' })
    await office.as('李强').agentMoves.approveUndo({ id })
    await office.as('王芳').settlements.calculate({ period: october })
  }
  const sign = (number: string, outlets: string[]) =>
    office.as('王芳').agreements.add({
      ...{ agent: 'D1', number, outlets, exclusive: false, signedOn: '2026-07-01' as IsoDate },
      ...{ from: '2026-07-01' as IsoDate, to: '2026-12-31' as IsoDate },
    })

  test('both agents have and owe what they did before; both ways are recorded, and it can be done again', async () => {
    await open(plain)
    await sign('A', ['W1', 'W2'])
    const before = await all()
    const id = await move(merger)
    expect(await all()).not.toEqual(before)
    expect(await refusalCode(office.as('李强').agentMoves.approveUndo({ id }))).toBe('WRONG_STATE')
    await office.as('管理员').agentMoves.askUndo({ id, reason: '股东反悔' })
    expect(await refusalCode(office.as('管理员').agentMoves.approveUndo({ id }))).toBe('SAME_PERSON')
    await office.as('李强').agentMoves.dropUndo({ id, reason: '再想想' })
    expect((await office.as('王芳').agentMoves.get({ id })).undoAskedBy).toBeNull()
    await undo(id)
    expect(await all()).toEqual(before)
    expect(await office.as('王芳').agentMoves.get({ id })).toMatchObject({
      ...{ state: 'withdrawn', decidedBy: '李强', undoAskedBy: '王芳', undoReason: '股东反悔', undoneBy: '李强' },
    })
    const history = await office.as('王芳').outlets.history({ code: 'W1', field: 'agent' })
    expect(history.slice(0, 2).map(({ value, from }) => [value, from])).toEqual([
      ['D1', '2026-10-01'],
      ['D2', '2026-10-01'],
    ])
    // September may be opened again: nothing rests on it any more
    await office.as('王芳').settlements.reopen({ period: september, reason: '漏了', password: 'test-password' })
    await close(september)
    await office.as('王芳').settlements.calculate({ period: october })
    await move(merger)
    expect((await office.as('陈静').fund.account({ agent: 'D1' })).balance).toBe('0.00')
  })

  test('not once something was built on it', async () => {
    await open(plain)
    const clerk = office.as('王芳')
    const id = await move({ ...merger, kind: 'owner', outlets: ['W1', 'W2'] })
    const refused = async () => {
      const found = await refusal(clerk.agentMoves.askUndo({ id, reason: 'x' }))
      return [found.code, ...((found.details?.points ?? []) as { code: string }[]).map(({ code }) => code)]
    }
    const finance = office.as('陈静')
    const taken = await finance.deposits.ask({
      ...{
        agent: 'D2',
        kind: '专营保证金',
        act: 'returned',
        day: '2026-10-20' as IsoDate,
        amount: '1000.01',
        reason: '退',
      },
    })
    expect(await refused()).toEqual(['MOVE_BUILT_ON', 'DEPOSIT_USED'])
    await finance.deposits.withdraw({ id: taken.id, reason: '错' })
    const payout = await finance.fund.ask({ agent: 'D2', kind: 'exit', reason: '退出' })
    expect(await refused()).toEqual(['MOVE_BUILT_ON', 'FUND_USED'])
    await finance.fund.withdraw({ id: payout.id, reason: '错' })
    await clerk.outlets.change({ code: 'W2', fields: { agent: 'D3' }, from: '2026-10-15' as IsoDate })
    expect(await refused()).toEqual(['MOVE_BUILT_ON', 'OUTLETS_CHANGED_SINCE'])
    await clerk.agreements.add({
      ...{ agent: 'D2', number: 'N', outlets: ['W1'], exclusive: true, signedOn: '2026-10-01' as IsoDate },
      ...{ from: '2026-10-01' as IsoDate, to: '2027-09-30' as IsoDate },
    })
    office.moveTo('2026-10-20T09:00:00.000Z')
    const { id: next } = await clerk.agentMoves.ask({ ...merger, from: 'D2', to: 'D3' })
    await office.as('李强').agentMoves.approve({ id: next })
    await clerk.settlements.calculate({ period: october })
    await office.as('李强').settlements.review({ period: october })
    expect(await refused()).toEqual(
      expect.arrayContaining(['MONTH_REVIEWED', 'MOVED_ON', 'OUTLETS_CHANGED_SINCE', 'DEPOSIT_USED', 'FUND_USED']),
    )
  })

  test('one that was built on between asking and agreeing stays', async () => {
    await open(plain)
    const id = await move(merger)
    await office.as('王芳').agentMoves.askUndo({ id, reason: '反悔' })
    await office.as('陈静').fund.ask({ agent: 'D2', kind: 'exit', reason: '退出' })
    expect(await refusalCode(office.as('李强').agentMoves.approveUndo({ id }))).toBe('MOVE_BUILT_ON')
    expect(await office.as('王芳').agentMoves.get({ id })).toMatchObject({ state: 'done', undoAskedBy: '王芳' })
  })
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
      const payments = await office.as('王芳').settlements.payments({ period: october })
      const id = await move(which)
      expect(await everything()).toEqual(held)
      await office.as('王芳').agentMoves.askUndo({ id, reason: '反悔' })
      await office.as('李强').agentMoves.approveUndo({ id })
      await office.as('王芳').settlements.calculate({ period: october })
      expect(await everything()).toEqual(held)
      expect(await office.as('王芳').settlements.payments({ period: october })).toEqual(payments)
      await office.close()
    }),
    { numRuns: 6 },
  )
  await open(plain)
})
