/** Agreements: what may stand beside what, renewing, ending, reminders with three working days, signing rates. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IsoDate } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const day = (text: string) => text as IsoDate

beforeEach(async () => {
  office = await openSetUpOffice('2026-10-20T08:00:00.000Z')
  const partner = { category: 'partner', agent: 'D1' } as const
  await addRegister(
    office,
    { D1: { name: '通达' }, D2: { name: '宏远' } },
    {
      W1: { ...partner, name: '城关店', type: '指定专营店', centre: '城区', township: '城关镇', manager: '赵敏' },
      W2: { ...partner, name: '城北店', type: '指定专营店', centre: '城区', manager: '赵敏' },
      W3: { ...partner, name: '河西店', type: '特约代理点', centre: '河西', agent: 'D2', manager: '孙立' },
      W4: { ...partner, name: '河东店', type: '特约代理点', centre: '河西', agent: 'D2', status: 'suspended' },
      W5: { ...partner, name: '东山店', type: '指定专营店', centre: '河西', agent: 'D2' },
      O1: { name: '营业厅', category: 'own', type: '综合营业厅' },
    },
  )
})
afterEach(() => office.close())

function terms(number: string, from: string, to: string, outlets: string[] = ['W1'], exclusive = true) {
  return { number, exclusive, signedOn: day(from), from: day(from), to: day(to), outlets }
}
const add = (agent: string, asked: ReturnType<typeof terms>) => office.as('王芳').agreements.add({ agent, ...asked })

describe('what is refused, with its reason', () => {
  test.each([
    ['an end before the start', 'D1', terms('X', '2026-10-02', '2026-10-01'), 'AGREEMENT_DATES'],
    ['an outlet of another agent', 'D1', terms('X', '2026-01-01', '2026-12-31', ['W3']), 'AGREEMENT_OUTLET'],
    ['an own store', 'D1', terms('X', '2026-01-01', '2026-12-31', ['O1']), 'AGREEMENT_OUTLET'],
    ['an outlet that is not there', 'D1', terms('X', '2026-01-01', '2026-12-31', ['W9']), 'NOT_FOUND'],
    ['a number that is taken', 'D2', terms('A', '2026-01-01', '2026-12-31', ['W3']), 'INVALID_INPUT'],
    [
      'one beside an exclusive one',
      'D1',
      terms('X', '2026-12-31', '2027-12-31', ['W2', 'W1'], false),
      'AGREEMENT_OVERLAP',
    ],
    ['two of one agent', 'D2', terms('X', '2026-06-01', '2027-05-31', ['W5'], false), 'AGREEMENT_OVERLAP'],
  ])('%s', async (_what, agent, asked, code) => {
    await add('D1', terms('A', '2026-01-01', '2026-12-31'))
    await add('D2', terms('B', '2026-01-01', '2026-12-31', ['W5'], false))
    expect(await refusalCode(add(agent, asked))).toBe(code)
  })

  test('an outlet must be the agent’s on the first day, not today', async () => {
    await office.as('王芳').outlets.change({ code: 'W1', fields: { agent: 'D2' }, from: day('2026-10-01') })
    await add('D1', terms('A', '2026-01-01', '2026-09-30'))
    expect(await refusal(add('D1', terms('B', '2026-10-01', '2026-12-31')))).toMatchObject({
      code: 'AGREEMENT_OUTLET',
      details: { outlet: 'W1', has: 'D2' },
    })
    await add('D2', terms('B', '2026-10-01', '2026-12-31'))
  })

  test('days next to each other are no overlap; what ended early makes room from the next day on', async () => {
    const { id } = await add('D1', terms('A', '2026-01-01', '2026-12-31'))
    await add('D1', terms('B', '2027-01-01', '2027-12-31'))
    expect(await refusalCode(add('D1', terms('C', '2026-06-30', '2026-12-31')))).toBe('AGREEMENT_OVERLAP')
    await office.as('王芳').agreements.end({ id, on: day('2026-06-29'), reason: '门店搬迁' })
    await add('D1', terms('C', '2026-06-30', '2026-12-31'))
  })

  test('ending on a day outside the term, or twice; one that never began ends on the day before', async () => {
    const { id } = await add('D1', terms('A', '2026-01-01', '2026-12-31'))
    const end = (on: string) => office.as('王芳').agreements.end({ id, on: day(on), reason: '违约' })
    for (const on of ['2026-12-31', '2025-12-30', '2027-01-01'])
      expect(await refusalCode(end(on))).toBe('AGREEMENT_DATES')
    await end('2025-12-31')
    expect(await refusalCode(end('2026-05-31'))).toBe('WRONG_STATE')
    expect(await office.as('王芳').agreements.get({ id })).toMatchObject({ state: 'ended', endedBy: '王芳' })
  })
})

test('renewing keeps the chain; once only, and after the last day', async () => {
  const clerk = office.as('王芳')
  const { id: first } = await add('D1', terms('A', '2025-01-01', '2025-12-31'))
  expect(await refusalCode(clerk.agreements.renew({ of: first, ...terms('B', '2025-12-31', '2026-12-31') }))).toBe(
    'AGREEMENT_RENEWAL',
  )
  const { id: second } = await clerk.agreements.renew({ of: first, ...terms('B', '2026-01-01', '2026-12-31') })
  const { id: third } = await clerk.agreements.renew({ of: second, ...terms('C', '2027-01-01', '2027-12-31') })
  expect(await refusal(clerk.agreements.renew({ of: first, ...terms('D', '2028-01-01', '2028-12-31') }))).toMatchObject(
    {
      code: 'AGREEMENT_RENEWED',
      details: { by: 'B' },
    },
  )
  for (const id of [first, second, third]) {
    const found = await clerk.agreements.get({ id })
    expect(found.chain.map(({ number }) => number)).toEqual(['A', 'B', 'C'])
  }
  expect(await clerk.agreements.get({ id: second })).toMatchObject({ renewalOf: 'A', renewedBy: 'C', state: 'inForce' })
})

test('several at once, all or none, each checked against those before it', async () => {
  const clerk = office.as('王芳')
  const block = (...agreements: (ReturnType<typeof terms> & { agent: string; renewalOf?: string })[]) =>
    clerk.agreements.addMany({ agreements })
  const good = { agent: 'D1', ...terms('A', '2025-01-01', '2025-12-31') }
  const overlapping = { agent: 'D1', ...terms('B', '2025-06-01', '2025-12-31') }
  const backwards = { agent: 'D2', ...terms('C', '2026-02-01', '2026-01-01') }
  expect(await refusal(block(good, overlapping, backwards))).toMatchObject({
    code: 'AGREEMENTS_REJECTED',
    details: {
      count: 2,
      faults: [
        { at: 1, number: 'B', code: 'AGREEMENT_OVERLAP', details: { with: 'A' } },
        { at: 2, number: 'C', code: 'AGREEMENT_DATES' },
      ],
    },
  })
  expect((await clerk.agreements.list({})).total).toBe(0)
  await block(good, { agent: 'D1', renewalOf: 'A', ...terms('B', '2026-01-01', '2026-12-31') })
  expect((await clerk.agreements.list({ filter: { text: 'B' } })).rows[0]).toMatchObject({ renewalOf: 'A' })
})

test('a correction is checked like a new one and leaves the chain in order', async () => {
  const clerk = office.as('王芳')
  const { id } = await add('D1', terms('A', '2026-01-01', '2026-12-31'))
  await clerk.agreements.renew({ of: id, ...terms('B', '2027-01-01', '2027-12-31') })
  const correct = (asked: ReturnType<typeof terms>) => clerk.agreements.correct({ id, reason: '录错', ...asked })
  expect(await refusalCode(correct(terms('A', '2026-01-01', '2027-01-01')))).toBe('AGREEMENT_OVERLAP')
  expect(await refusalCode(correct(terms('A', '2026-01-01', '2027-01-01', ['W2'])))).toBe('AGREEMENT_RENEWAL')
  expect(await refusalCode(correct(terms('B', '2026-01-01', '2026-12-31')))).toBe('INVALID_INPUT')
  await correct(terms('A1', '2026-02-01', '2026-12-31', ['W1', 'W2'], false))
  expect(await clerk.agreements.get({ id })).toMatchObject({ number: 'A1', outlets: ['W1', 'W2'], exclusive: false })
})

describe('reminders', () => {
  const open = async () =>
    (await office.as('王芳').agreements.reminders()).map(({ number, days, due, late }) => [number, days, due, late])

  test('arise with the day, are late after three working days of the office’s calendar, and stay until dealt with', async () => {
    await add('D1', terms('A', '2026-01-01', '2026-12-31'))
    expect(await open()).toEqual([])
    // 1 November 2026 is a Sunday, 60 days before; the office works on the Saturday after and is closed on the Tuesday
    await office.as('管理员').calendar.set({ days: [{ day: day('2026-11-03'), kind: 'off', name: '停电' }] })
    await office.reopen('2026-11-01T08:00:00.000Z')
    expect(await open()).toEqual([['A', 60, '2026-11-05', false]])
    await office.reopen('2026-11-06T08:00:00.000Z')
    expect(await open()).toEqual([['A', 60, '2026-11-05', true]])
    const [{ agreement, managers } = { agreement: 0, managers: [] }] = await office.as('王芳').agreements.reminders()
    expect(managers).toEqual(['赵敏'])
    const { todo } = await office.as('王芳').month.overview({ period: '2026-10' as never })
    expect(todo).toContainEqual(expect.objectContaining({ key: 'agreementsEnding', count: 1, urgency: 1, who: 'me' }))
    const handle = (outcome: 'ending' | 'other', note?: string) =>
      office.as('王芳').agreements.handle({ agreement, outcome, ...(note ? { note } : {}) })
    expect(await refusalCode(handle('other'))).toBe('REASON_MISSING')
    expect(await refusalCode(office.as('李强').agreements.handle({ agreement, outcome: 'ending' }))).toBe(
      'ROLE_MISSING',
    )
    await handle('other', '代理商下周答复')
    expect(await open()).toEqual([])
    expect(await refusalCode(handle('ending'))).toBe('WRONG_STATE')
    await office.reopen('2026-12-01T08:00:00.000Z')
    expect(await open()).toEqual([['A', 30, '2026-12-04', false]])
    await handle('ending')
    await office.reopen('2026-12-22T08:00:00.000Z')
    expect(await open()).toEqual([])
    expect((await office.as('王芳').agreements.get({ id: agreement })).reminders).toMatchObject([
      { days: 60, outcome: 'other', note: '代理商下周答复', user: '王芳' },
      { days: 30, outcome: 'ending' },
    ])
  })

  test('recording the next agreement settles them', async () => {
    const { id } = await add('D1', terms('A', '2026-01-01', '2026-11-15'))
    expect(await open()).toEqual([['A', 30, '2026-10-23', false]])
    await office.as('王芳').agreements.renew({ of: id, ...terms('B', '2026-11-16', '2027-11-15') })
    expect(await open()).toEqual([])
    expect((await office.as('王芳').agreements.get({ id })).reminders).toMatchObject([
      { outcome: 'renewed', note: 'B' },
    ])
  })

  test('the office sets its own days and deadline', async () => {
    await add('D1', terms('A', '2026-01-01', '2027-01-10'))
    expect(await refusalCode(office.as('王芳').agreements.setReminderRule({ days: [90], within: 5 }))).toBe(
      'ROLE_MISSING',
    )
    expect(await refusalCode(office.as('管理员').agreements.setReminderRule({ days: [9, 9], within: 5 }))).toBe(
      'INVALID_INPUT',
    )
    await office.as('管理员').agreements.setReminderRule({ days: [15, 90], within: 5 })
    expect(await open()).toEqual([['A', 90, '2026-10-27', false]])
    expect((await office.as('王芳').agreements.list({ filter: { state: 'ending' } })).total).toBe(1)
  })
})

test('signing rates of a day, by region and type, and the outlets behind them', async () => {
  await add('D1', terms('A', '2026-01-01', '2026-12-31', ['W1']))
  await add('D1', terms('B', '2026-01-01', '2026-12-30', ['W2']))
  await add('D2', terms('C', '2026-10-20', '2027-10-19', ['W3'], false))
  await add('D2', terms('D', '2026-01-01', '2026-12-31', ['W4', 'W5'], false))
  const rates = await office.as('王芳').agreements.signing({ day: day('2026-10-20') })
  // W4 is suspended and the hall our own; B runs one day less than a year and D is not exclusive
  expect(rates.total).toEqual({
    name: null,
    active: 4,
    signed: 4,
    rate: '100.00',
    exclusiveStores: 3,
    longTerm: 1,
    longTermRate: '33.33',
  })
  expect(rates.byCentre).toMatchObject([
    { name: '城区', active: 2, signed: 2, longTerm: 1, longTermRate: '50.00' },
    { name: '河西', active: 2, signed: 2, rate: '100.00', exclusiveStores: 1, longTermRate: '0.00' },
  ])
  expect(rates.byType).toMatchObject([
    { name: '指定专营店', active: 3 },
    { name: '特约代理点', active: 1, exclusiveStores: 0, longTermRate: null },
  ])
  expect(rates.byTownship).toMatchObject([{ centre: '城区', name: '城关镇', active: 1 }])
  const yesterday = await office.as('王芳').agreements.signing({ day: day('2026-10-19') })
  expect(yesterday.total).toMatchObject({ active: 4, signed: 3, rate: '75.00' })
  expect(
    (await office.as('王芳').agreements.signingOutlets({ day: day('2026-10-19') })).find(({ signed }) => !signed),
  ).toMatchObject({
    outlet: 'W3',
    agreement: null,
  })
})

test('an outlet that has another agent since is not signed by the old one’s agreement', async () => {
  await add('D1', terms('A', '2026-01-01', '2026-12-31', ['W1', 'W2']))
  await office.as('王芳').outlets.change({ code: 'W1', fields: { agent: 'D2' }, from: day('2026-10-10') })
  const rate = async (on: string) => (await office.as('王芳').agreements.signing({ day: day(on) })).total.signed
  expect([await rate('2026-10-09'), await rate('2026-10-10')]).toEqual([2, 1])
})

test('the list finds by number, agent and outlet, and says its states', async () => {
  await add('D1', terms('XY-1', '2025-01-01', '2025-12-31', ['W1']))
  await add('D1', terms('XY-2', '2026-11-01', '2027-10-31', ['W1', 'W2']))
  await add('D2', terms('XY-3', '2026-01-01', '2026-11-30', ['W3']))
  const clerk = office.as('王芳')
  const numbers = async (filter: object) => (await clerk.agreements.list({ filter })).rows.map(({ number }) => number)
  expect(await numbers({ text: 'xy-' })).toEqual(['XY-1', 'XY-3', 'XY-2'])
  expect(await numbers({ text: '河西' })).toEqual(['XY-3'])
  expect(await numbers({ outlet: 'W1' })).toEqual(['XY-1', 'XY-2'])
  expect(await numbers({ agent: 'D2', exclusive: true, manager: '孙立' })).toEqual(['XY-3'])
  expect(await numbers({ state: 'expired' })).toEqual(['XY-1'])
  expect(await numbers({ state: 'coming' })).toEqual(['XY-2'])
  expect(await numbers({ state: 'ending' })).toEqual(['XY-3'])
  expect((await clerk.agreements.list({ sort: { by: 'number', descending: true }, limit: 1 })).rows[0]?.number).toBe(
    'XY-3',
  )
})
