/** Requests for outlets and agents: asked, decided by another person, effective from a date; off they leave editing as it was. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import type { Policy } from '../src-main/domain/policy.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const day = (text: string) => text as IsoDate
const clerk = () => office.as('王芳').requests
const reviewer = () => office.as('李强').requests
const outlet = (code: string, on?: string) => office.as('王芳').outlets.get({ code, ...(on ? { on: day(on) } : {}) })
const agent = (code: string, on?: string) => office.as('王芳').agents.get({ code, ...(on ? { on: day(on) } : {}) })
const CHECKLIST = { area: '35', investment: '80000', premises: 'yes', deposit: 'yes' }

beforeEach(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', bank: '工行', account: '6222000000000001' }, D2: { name: '宏远' } },
    { W1: { name: '城关店', agent: 'D1', type: '指定专营店' }, W2: { name: '西街店', agent: 'D1' } },
  )
  await office.as('管理员').requests.setSettings({ on: true })
})
afterEach(() => office.close())

const change = (fields: Record<string, string>, from?: string, code = 'D1') =>
  clerk().askChange({ subject: 'agent', code, fields, reason: '换账户', ...(from ? { from: day(from) } : {}) })

describe('a change of core fields', () => {
  test('is nothing until another person approves it; then it holds from its day, with its number as the reason', async () => {
    const asked = await change({ account: '6222999', bank: '建行' }, '2026-11-10')
    expect(asked).toMatchObject({ number: 'SQ2026-0001', manner: 'approval', state: 'asked', code: 'D1' })
    expect((await agent('D1')).account).toBe('6222000000000001')
    expect(await reviewer().get({ id: asked.id })).toMatchObject({
      name: '通达',
      deciders: ['管理员', '李强'],
      acts: ['approve', 'reject', 'withdraw'],
      changes: [
        { field: 'bank', was: '工行', becomes: '建行', now: null },
        { field: 'account', was: '6222000000000001', becomes: '6222999', now: null },
      ],
    })
    const done = await reviewer().approve({ id: asked.id, documentNumber: '渠〔2026〕7号' })
    expect(done).toEqual({ id: asked.id, number: 'SQ2026-0001', state: 'effective' })
    expect(await agent('D1')).toMatchObject({ account: '6222999', bank: '建行' })
    expect(await agent('D1', '2026-11-09')).toMatchObject({ account: '6222000000000001', bank: '工行' })
    expect((await office.as('王芳').agents.history({ code: 'D1', field: 'account' }))[0]).toMatchObject({
      value: '6222999',
      from: '2026-11-10',
      user: '李强',
      reason: '申请 SQ2026-0001：换账户',
    })
    expect(await reviewer().get({ id: asked.id })).toMatchObject({
      state: 'effective',
      documentNumber: '渠〔2026〕7号',
      decidedBy: '李强',
      acts: [],
    })
  })

  test('with a day to come is approved now and takes effect on that day', async () => {
    const { id } = await change({ bank: '建行' }, '2026-12-01')
    expect((await reviewer().approve({ id })).state).toBe('approved')
    expect((await agent('D1')).bank).toBe('工行')
    expect((await agent('D1', '2026-12-01')).bank).toBe('建行')
    await office.reopen('2026-12-01T04:00:00.000Z')
    expect((await agent('D1')).bank).toBe('建行')
    expect((await clerk().get({ id })).state).toBe('effective')
  })

  test('rejected or withdrawn it changes nothing, and is never decided again', async () => {
    const first = await change({ bank: '建行' })
    await reviewer().reject({ id: first.id, reason: '没有附开户许可' })
    const second = await change({ bank: '建行' })
    await clerk().withdraw({ id: second.id, reason: '填错了' })
    for (const { id } of [first, second]) {
      expect(await refusalCode(reviewer().approve({ id }))).toBe('WRONG_STATE')
      expect(await refusalCode(clerk().withdraw({ id, reason: 'x' }))).toBe('WRONG_STATE')
    }
    expect((await agent('D1')).bank).toBe('工行')
    const states = (await clerk().list({})).map(({ state, decision }) => [state, decision])
    expect(states).toEqual([
      ['withdrawn', '填错了'],
      ['rejected', '没有附开户许可'],
    ])
    const { store } = office.desk.office
    expect(() => store.write((db) => db.run("UPDATE requests SET reason = 'x' WHERE id = ?", first.id))).toThrow()
    expect(() => store.write((db) => db.run('DELETE FROM requests WHERE id = ?', first.id))).toThrow()
  })

  test('two that touch the same field are refused, on other fields or after the first is decided they are not', async () => {
    const { id } = await change({ bank: '建行', account: '1' })
    expect(await refusal(change({ account: '2' }))).toMatchObject({
      code: 'REQUEST_OPEN',
      details: { number: 'SQ2026-0001', field: 'account', code: 'D1' },
    })
    await change({ name: '通达商贸' })
    await change({ account: '3' }, undefined, 'D2')
    await reviewer().approve({ id })
    expect((await change({ account: '2' })).number).toBe('SQ2026-0004')
  })

  test('says when the value has become another since it was asked', async () => {
    const { id } = await change({ bank: '建行' })
    await office.as('管理员').requests.setSettings({ on: false })
    await office.as('王芳').agents.change({ code: 'D1', fields: { bank: '农行' } })
    expect((await reviewer().get({ id })).changes).toEqual([
      { field: 'bank', was: '工行', becomes: '建行', now: { value: '农行' } },
    ])
  })

  test.each([
    ['nothing', { fields: { bank: '工行' } }, 'NOTHING_ASKED'],
    ['a field that needs none', { fields: { phone: '139' } }, 'INVALID_INPUT'],
    ['no reason', { fields: { bank: '建行' }, reason: ' ' }, 'INVALID_INPUT'],
    ['an account with letters', { fields: { account: '6222X' } }, 'INVALID_INPUT'],
  ])('%s is refused', async (_what, given, code) => {
    const asked = { subject: 'agent', code: 'D1', reason: '换', ...given }
    expect(await refusalCode(clerk().askChange(asked as never))).toBe(code)
  })

  test('an own store never gets an agent', async () => {
    const asked = { subject: 'outlet', code: 'W1', fields: { category: 'own' }, reason: '改自营' } as const
    expect(await refusal(clerk().askChange(asked))).toMatchObject({ details: { reason: 'ownHasAgent' } })
    const both = { ...asked, fields: { category: 'own', agent: null } } as const
    const { id } = await clerk().askChange(both)
    await reviewer().approve({ id })
    expect(await outlet('W1')).toMatchObject({ category: 'own', agent: null })
  })
})

describe('closed months', () => {
  const close = async (period: string) => {
    await office.importText('entries', [
      '业务日期,网点编码,业务类型,用户号码,流水号',
      `${period}-05,W1,放号,139,${period}`,
    ])
    await office.as('王芳').settlements.calculate({ period: period as Month })
    await office.as('李强').settlements.review({ period: period as Month })
    await office.as('李强').settlements.approve({ period: period as Month })
    await office.as('李强').settlements.close({ period: period as Month })
  }

  test('an effective date in one is refused when asked, and when decided if it has been closed since', async () => {
    const { id } = await change({ bank: '建行' }, '2026-10-15')
    const exit = { kind: 'suspension', code: 'W2', from: day('2026-10-20'), reason: '装修' } as const
    const { id: life } = await clerk().askLife(exit)
    await office.as('管理员').requests.setSettings({ on: false })
    await office.as('王芳').agents.change({ code: 'D1', fields: { payeeName: '通达' }, from: day('2026-10-01') })
    await office.as('管理员').requests.setSettings({ on: true })
    await close('2026-10')
    for (const asked of [() => change({ account: '1' }, '2026-10-31'), () => clerk().askLife({ ...exit, code: 'W1' })])
      expect(await refusalCode(asked())).toBe('PERIOD_CLOSED')
    expect((await reviewer().get({ id })).closedSince).toBe(true)
    for (const each of [id, life]) expect(await refusalCode(reviewer().approve({ id: each }))).toBe('PERIOD_CLOSED')
    expect(await refusalCode(reviewer().approve({ id, from: day('2026-10-14') }))).toBe('INVALID_INPUT')
    await reviewer().approve({ id, from: day('2026-11-01') })
    expect((await agent('D1', '2026-10-31')).bank).toBe('工行')
    expect((await agent('D1', '2026-11-01')).bank).toBe('建行')
    expect((await reviewer().get({ id })).from).toBe('2026-11-01')
  })
})

describe('the life of an outlet', () => {
  const life = (kind: 'suspension' | 'resumption', from: string, code = 'W1') =>
    clerk().askLife({ kind, code, from: day(from), reason: '装修' })

  test('suspended and resumed, each step from the state it needs', async () => {
    expect(await refusal(life('resumption', '2026-11-10'))).toMatchObject({
      code: 'LIFE_STEP',
      details: { code: 'W1', status: 'active', kind: 'resumption' },
    })
    const { id } = await life('suspension', '2026-11-10')
    expect(await refusalCode(life('suspension', '2026-11-12'))).toBe('REQUEST_OPEN')
    await reviewer().approve({ id })
    expect((await outlet('W1')).status).toBe('suspended')
    // it was active before: a resumption is possible from the suspension on
    expect(await refusalCode(life('resumption', '2026-11-09'))).toBe('LIFE_STEP')
    const back = await life('resumption', '2026-12-01')
    await reviewer().approve({ id: back.id })
    expect((await outlet('W1', '2026-11-30')).status).toBe('suspended')
    expect((await outlet('W1', '2026-12-01')).status).toBe('active')
  })

  test('an exit says how deposit and fund are settled, and lists what is open, as it was asked and as it was decided', async () => {
    await office.as('陈静').deposits.pay({ agent: 'D1', kind: '专营保证金', day: day('2026-01-05'), amount: '5000.00' })
    const settlement = { deposit: 'return', fund: 'none', note: '退至原账户' } as const
    const asked = { kind: 'exit', code: 'W1', from: day('2026-11-30'), reason: '合同到期', settlement } as const
    const { id } = await clerk().askLife(asked)
    const page = await reviewer().get({ id })
    expect(page.settlement).toEqual(settlement)
    expect(page.openWork).toMatchObject({ outlet: 'W1', agent: 'D1', lastOutlet: false })
    expect(page.openWork?.items).toEqual([
      { kind: 'deposit', about: '专营保证金', count: 1, amount: '5000.00', to: '/agents/D1' },
    ])
    await office.importText('entries', ['业务日期,网点编码,业务类型,用户号码,流水号', '2026-10-05,W1,放号,139,A1'])
    await reviewer().approve({ id })
    const decided = await reviewer().get({ id })
    expect(decided.openWork?.items.map(({ kind, about }) => [kind, about])).toEqual([
      ['unsettledMonths', '2026年10月'],
      ['deposit', '专营保证金'],
    ])
    expect((await outlet('W1', '2026-11-30')).status).toBe('exited')
    const second = await clerk().askLife({ ...asked, code: 'W2' })
    expect((await reviewer().get({ id: second.id })).openWork?.lastOutlet).toBe(false)
    await office.reopen('2026-11-30T04:00:00.000Z')
    expect((await clerk().openWork({ outlet: 'W2' })).lastOutlet).toBe(true)
  })

  test('what a suspended or exited outlet has earned is still paid', async () => {
    const period = '2026-10' as Month
    const policy: Policy = {
      ...{ code: 'P', title: '放号酬金', kind: 'basic', from: '2026-01' as Month },
      clauses: [
        { kind: 'volume', code: 'C', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate: '30.00' } },
        {
          kind: 'instalment',
          ...{ code: 'F', title: '分期' },
          schedule: [1, 2].map((month) => ({ month, amount: '10.00' })),
        },
      ],
    }
    const { id: policyId } = await office.as('王芳').policies.save(policy)
    await office.as('王芳').policies.submit({ id: policyId })
    await office.as('李强').policies.approve({ id: policyId })
    await office.importText('entries', [
      '业务日期,网点编码,业务类型,用户号码,流水号',
      ...['2026-10-05,W1,放号,139,A1', '2026-10-06,W2,放号,138,A2'],
    ])
    await office.importText('subscriberMonths', [
      '账期,用户号码,网点编码,入网日期,状态,开账收入,欠费',
      '2026-10,139,W1,2026-10-05,在网,0,0',
      '2026-11,139,W1,2026-10-05,在网,0,0',
    ])
    await change({ payeeName: '通达公司' }, '2026-10-01').then(({ id }) => reviewer().approve({ id }))
    const exit = await clerk().askLife({
      ...{ kind: 'exit', code: 'W1', from: day('2026-10-20'), reason: '到期' },
      settlement: { deposit: 'none', fund: 'none' },
    })
    await reviewer().approve({ id: exit.id })
    const { id } = await life('suspension', '2026-10-25', 'W2')
    await reviewer().approve({ id })
    await office.as('王芳').settlements.calculate({ period })
    const gross = async (month: Month) =>
      (await office.as('王芳').settlements.statements({ period: month })).map((each) => [each.outlet, each.gross])
    expect(await gross(period)).toEqual([
      ['W1', '40.00'],
      ['W2', '30.00'],
    ])
    expect((await clerk().openWork({ outlet: 'W1' })).items.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['instalments', '10.00'],
      ['unsettledMonths', null],
    ])
    await office.as('李强').settlements.review({ period })
    await office.as('李强').settlements.approve({ period })
    await office.as('李强').settlements.close({ period })
    const [payment] = await office.as('陈静').settlements.payments({ period })
    expect(payment).toMatchObject({ agent: 'D1', payable: '70.00' })
    // the second instalment falls due after the exit
    await office.as('王芳').settlements.calculate({ period: '2026-11' as Month })
    expect(await gross('2026-11' as Month)).toContainEqual(['W1', '10.00'])
  })
})

describe('admission', () => {
  const admit = (given: object = {}) =>
    clerk().askAdmission({
      ...{ fields: { name: '新街店', agent: 'D2', township: '城关镇' }, checklist: CHECKLIST, reason: '布点' },
      from: day('2026-11-25'),
      ...given,
    } as Parameters<ReturnType<typeof clerk>['askAdmission']>[0])

  test('with its code: planned until its day, active from then on', async () => {
    const { id } = await admit({ code: 'W9' })
    expect(await refusalCode(outlet('W9'))).toBe('NOT_FOUND')
    expect(await reviewer().get({ id })).toMatchObject({
      name: '新街店',
      code: 'W9',
      checklist: [
        { key: 'area', answer: '35', finding: 'met' },
        { key: 'investment' },
        { key: 'experience', answer: '', finding: 'met' },
        { key: 'premises', answer: 'yes' },
        { key: 'deposit' },
      ],
    })
    expect((await reviewer().approve({ id })).state).toBe('approved')
    expect(await outlet('W9')).toMatchObject({ status: 'planned', joinedOn: '2026-11-25', agent: 'D2' })
    expect((await outlet('W9', '2026-11-25')).status).toBe('active')
    await office.reopen('2026-11-25T04:00:00.000Z')
    expect((await outlet('W9')).status).toBe('active')
    expect((await clerk().get({ id })).state).toBe('effective')
  })

  test('without a code it is known by its number, which stays another code of it', async () => {
    const { id, number } = await admit()
    await reviewer().approve({ id })
    expect(await outlet(number)).toMatchObject({ status: 'planned', name: '新街店' })
    expect((await outlet(number, '2026-12-31')).status).toBe('planned')
    expect((await clerk().list({ state: 'approved' })).map(({ activeFrom }) => activeFrom)).toEqual([null])
    expect(await refusal(clerk().giveCode({ id, code: 'W1' }))).toMatchObject({ details: { reason: 'taken' } })
    await clerk().giveCode({ id, code: 'W9' })
    expect(await refusalCode(outlet(number))).toBe('NOT_FOUND')
    expect(await outlet('W9', '2026-11-25')).toMatchObject({
      status: 'active',
      codes: [{ kind: '申请编号', value: number, from: null, to: null }],
    })
    expect(await refusalCode(clerk().giveCode({ id, code: 'W8' }))).toBe('WRONG_STATE')
    expect((await clerk().get({ id })).code).toBe('W9')
  })

  test('the checklist: unreadable and missing answers are refused, unmet ones need a reason to be approved all the same', async () => {
    expect(await refusal(admit({ checklist: { ...CHECKLIST, area: '大' } }))).toMatchObject({
      code: 'CHECKLIST',
      details: { reason: 'unreadable', items: ['经营面积'] },
    })
    expect(await refusal(admit({ checklist: { area: '35' } }))).toMatchObject({
      details: { reason: 'missing', items: ['投资金额', '有房产证或租赁合同', '已缴保证金'] },
    })
    const { id } = await admit({ code: 'W9', checklist: { ...CHECKLIST, area: '15', deposit: 'no' } })
    expect(await refusal(reviewer().approve({ id }))).toMatchObject({
      details: { reason: 'unmet', items: ['经营面积', '已缴保证金'] },
    })
    await clerk().complete({ id, checklist: { ...CHECKLIST, area: '15' } })
    await reviewer().approve({ id, note: '乡镇空白点，面积从宽' })
    expect(await reviewer().get({ id })).toMatchObject({ decision: '乡镇空白点，面积从宽', state: 'approved' })
    expect(await refusalCode(clerk().complete({ id, checklist: CHECKLIST }))).toBe('WRONG_STATE')
  })

  test('a code can be asked for by one open admission only, and not when it is taken', async () => {
    await admit({ code: 'W9' })
    expect(await refusal(admit({ code: 'W9' }))).toMatchObject({ code: 'REQUEST_OPEN', details: { field: 'code' } })
    expect(await refusalCode(admit({ code: 'W1' }))).toBe('INVALID_INPUT')
    const { id } = await admit()
    expect(await refusalCode(reviewer().approve({ id, code: 'W9' }))).toBe('REQUEST_OPEN')
  })

  test('the office changes the checklist; what was asked keeps the one it was asked by', async () => {
    const { id } = await admit({ code: 'W9' })
    await office
      .as('管理员')
      .requests.setSettings({ checklist: [{ key: 'door', label: '临街', kind: 'yesNo', required: true }] })
    expect(await refusalCode(admit({}))).toBe('INVALID_INPUT')
    expect((await admit({ checklist: { door: 'yes' } })).state).toBe('asked')
    expect((await reviewer().get({ id })).checklist).toHaveLength(5)
  })
})

describe('报备', () => {
  beforeEach(async () => {
    await office.as('管理员').requests.setSettings({ manners: { suspension: 'notice', 'agent.bank': 'notice' } })
  })

  test('takes effect as it is asked and waits to be read by another person', async () => {
    const asked = await clerk().askLife({ kind: 'suspension', code: 'W1', from: day('2026-11-20'), reason: '停电' })
    expect(asked).toMatchObject({ manner: 'notice', state: 'effective' })
    expect((await outlet('W1')).status).toBe('suspended')
    expect(await reviewer().get({ id: asked.id })).toMatchObject({ decidedBy: null, acts: ['acknowledge'] })
    expect((await reviewer().list({ state: 'unseen' })).map(({ id }) => id)).toEqual([asked.id])
    await reviewer().acknowledge({ id: asked.id })
    expect(await reviewer().get({ id: asked.id })).toMatchObject({ seenBy: '李强', acts: [] })
    expect(await refusalCode(reviewer().acknowledge({ id: asked.id }))).toBe('WRONG_STATE')
  })

  test('one field that waits makes the whole request wait', async () => {
    expect((await change({ bank: '建行' })).state).toBe('effective')
    expect((await change({ bank: '农行', account: '9' })).state).toBe('asked')
  })
})

describe('the workbench', () => {
  const todo = async (name: string) =>
    (await office.as(name).month.overview({ period: '2026-10' as Month })).todo
      .filter(({ key }) => ['decideRequests', 'readNotices', 'giveCodes'].includes(key))
      .map(({ key, who, count }) => [key, who, count])

  test('says what waits for me and what for others', async () => {
    expect(await todo('李强')).toEqual([])
    await change({ bank: '建行' })
    await office
      .as('管理员')
      .requests.askChange({ subject: 'agent', code: 'D2', fields: { bank: '农行' }, reason: '换' })
    expect(await todo('王芳')).toEqual([['decideRequests', 'other', 2]])
    expect(await todo('李强')).toEqual([['decideRequests', 'me', 2]])
    expect(await todo('管理员')).toEqual([['decideRequests', 'me', 2]])
  })
})

test('while requests are off none can be asked, and those that were asked can still be decided', async () => {
  const { id } = await change({ bank: '建行' })
  await office.as('管理员').requests.setSettings({ on: false })
  expect(await refusalCode(change({ account: '1' }))).toBe('REQUESTS_OFF')
  await reviewer().approve({ id })
  expect((await agent('D1')).bank).toBe('建行')
})
