/** 网点核对 and disputes: told, heard, silent, told again; what review, approval and closing refuse meanwhile. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import type { Policy } from '../src-main/domain/policy.ts'
import { addWorkingDays } from '../src-main/domain/working-days.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

const october = '2026-10' as Month
const november = '2026-11' as Month
const day = (text: string) => text as IsoDate

test('working days go round weekends and holidays, and count worked weekends', () => {
  const special = new Map([
    [day('2026-10-01'), 'off'],
    [day('2026-10-02'), 'off'],
    [day('2026-10-10'), 'work'],
  ] as const)
  const cases: [string, number, string][] = [
    ['2026-11-20', 3, '2026-11-25'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-09-30', 1, '2026-10-05'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-12-31', 1, '2027-01-01'],
  ]
  for (const [from, days, until] of cases) expect(addWorkingDays(day(from), days, special), from).toBe(until)
})

describe('a month with the agents', () => {
  let office: TestOffice
  // 2026-11-21 is a Saturday: three working days end on Wednesday the 25th
  beforeAll(async () => {
    office = await openSetUpOffice()
    await addRegister(
      office,
      { D1: { name: '通达', payerKind: 'enterprise', payeeName: '通达' } },
      {
        W1: { name: '城关店', category: 'partner', agent: 'D1' },
        W2: { name: '东街店', category: 'partner', agent: 'D1' },
      },
    )
    const policy: Policy = {
      code: 'P1',
      title: '政策',
      kind: 'basic',
      from: '2026-01' as Month,
      clauses: [
        {
          kind: 'volume',
          code: 'ACT',
          title: '放号酬金',
          entries: { businessTypes: ['放号'] },
          measure: 'count',
          pay: { kind: 'perUnit', rate: '10.00' },
        },
      ],
    }
    const { id } = await office.as('王芳').policies.save(policy)
    await office.as('王芳').policies.submit({ id })
    await office.as('李强').policies.approve({ id })
    await office.importText('entries', [
      '业务日期,网点编码,业务类型,用户号码,流水号',
      '2026-10-05,W1,放号,13900000001,A1',
      '2026-10-05,W2,放号,13900000002,A2',
    ])
    await office.as('王芳').settlements.calculate({ period: october })
  })
  afterAll(() => office.close())
  let clerk: ReturnType<TestOffice['as']>
  let reviewer: ReturnType<TestOffice['as']>
  beforeEach(() => {
    clerk = office.as('王芳')
    reviewer = office.as('李强')
  })

  test('each outlet is told until the deadline; review waits for those who have not answered', async () => {
    expect(await refusalCode(office.as('陈静').checking.start({ period: october }))).toBe('ROLE_MISSING')
    await office.as('管理员').calendar.set({ days: [{ day: day('2026-11-24'), kind: 'off', name: '假' }] })
    expect(await clerk.checking.start({ period: october })).toMatchObject({ deadline: '2026-11-26', outlets: 2 })
    expect(await refusalCode(clerk.checking.start({ period: october }))).toBe('WRONG_STATE')
    const found = await refusal(reviewer.settlements.review({ period: october }))
    expect(found).toMatchObject({ code: 'CHECKING_OPEN', details: { count: 2, outlets: ['W1', 'W2'] } })
    await clerk.checking.answer({ period: october, outlets: ['W1'], answer: 'consented', saidBy: '张老板' })
    const { sheets, counts } = await clerk.checking.get({ period: october })
    expect(sheets.map(({ outlet, state, told, changed }) => [outlet, state, told, changed])).toEqual([
      ['W1', 'consented', '10.00', false],
      ['W2', 'waiting', '10.00', false],
    ])
    expect(counts).toMatchObject({ consented: 1, waiting: 1, changed: 0 })
  })

  test('a recalculation keeps the checking and marks whose amount changed; he is told again', async () => {
    await office.importText('entries', [
      '业务日期,网点编码,业务类型,用户号码,流水号',
      '2026-10-06,W1,放号,13900000003,A3',
    ])
    expect(await clerk.settlements.calculate({ period: october })).toMatchObject({ status: 'checking' })
    const { sheets } = await clerk.checking.get({ period: october })
    expect(sheets[0]).toMatchObject({ outlet: 'W1', told: '10.00', now: '20.00', changed: true })
    const consent = { period: october, outlets: ['W1'], answer: 'consented' as const, saidBy: '张老板' }
    expect(await refusalCode(clerk.checking.answer(consent))).toBe('CHECKING_OPEN')
    expect(await clerk.checking.tellAgain({ period: october })).toMatchObject({ outlets: ['W1'] })
    const again = (await clerk.checking.get({ period: october })).sheets[0]
    expect(again).toMatchObject({ told: '20.00', changed: false, state: 'waiting', times: 2 })
  })

  test('an objection is a dispute; silence after the deadline is consent; review goes on, approval does not', async () => {
    const line = (await clerk.settlements.statements({ period: october, outlets: ['W2'] }))[0]?.lines[0]?.id
    const asked = { period: october, outlet: 'W2', text: '少算一户', raisedBy: '李老板', claimed: '20.00' }
    const wrong = { ...asked, line: 'nothing' }
    expect(await refusalCode(clerk.disputes.raise(wrong))).toBe('NOT_FOUND')
    expect(await refusalCode(clerk.disputes.raise({ ...asked, owner: '没有的人', line: line! }))).toBe('NOT_FOUND')
    expect(await refusalCode(clerk.disputes.raise(asked))).toBe('INVALID_INPUT')
    const { id } = await clerk.disputes.raise({ ...asked, line: line! })
    expect(await clerk.disputes.get({ id })).toMatchObject({
      about: '政策：放号酬金 10.00 元',
      origin: 'checking',
      state: 'open',
      late: false,
      owner: '王芳',
    })
    expect((await clerk.checking.get({ period: october })).counts).toMatchObject({ objected: 1, disputes: 1 })
    await office.reopen('2026-11-27T08:00:00.000Z')
    const [late, boss] = [office.as('王芳'), office.as('李强')]
    expect((await late.checking.get({ period: october })).counts).toMatchObject({ waiting: 0, silent: 1, objected: 1 })
    expect(await boss.settlements.review({ period: october })).toMatchObject({ status: 'reviewed', openDisputes: 1 })
    expect((await late.checking.get({ period: october })).ended).toMatchObject({ how: 'finished', by: '李强' })
    const refused = await refusal(boss.settlements.approve({ period: october }))
    expect(refused).toMatchObject({ code: 'DISPUTES_OPEN', details: { count: 1, outlets: ['W2'] } })
    // sent back, it is with the agents again, and what they said stays
    await boss.settlements.sendBack({ period: october, reason: '先了结申诉' })
    expect((await late.settlements.get({ period: october })).status).toBe('checking')
    expect((await late.checking.get({ period: october })).counts).toMatchObject({ silent: 1, objected: 1 })
  })

  test('a dispute ends as a confirmed adjustment; a refused one leaves it open', async () => {
    const [dispute] = await clerk.disputes.list({ period: october, open: true })
    const id = dispute!.id
    const first = await clerk.disputes.settle({ id, amount: '10.00', reason: '补一户' })
    expect((await clerk.disputes.get({ id })).state).toBe('adjusting')
    expect(await refusalCode(reviewer.disputes.answer({ id, answer: '不补' }))).toBe('WRONG_STATE')
    await reviewer.settlements.refuseAdjustment({ id: first.adjustment, reason: '金额不对' })
    expect(await clerk.disputes.get({ id })).toMatchObject({ state: 'open', adjustment: null, answer: null })
    const second = await clerk.disputes.settle({ id, amount: '5.00', reason: '补半户' })
    expect(await refusalCode(clerk.settlements.confirmAdjustment({ id: second.adjustment }))).toBe('ROLE_MISSING')
    await reviewer.settlements.confirmAdjustment({ id: second.adjustment })
    expect(await clerk.disputes.get({ id })).toMatchObject({
      state: 'adjusted',
      adjustment: { amount: '5.00', state: 'confirmed' },
      decidedBy: '李强',
    })
    expect(await refusalCode(clerk.disputes.withdraw({ id, reason: '不要' }))).toBe('WRONG_STATE')
    const { store } = office.desk.office
    expect(() => store.write((db) => db.run('UPDATE disputes SET text = ? WHERE id = ?', '别的', id))).toThrow(/never/)
    expect(() => store.write((db) => db.run('DELETE FROM disputes WHERE id = ?', id))).toThrow(/kept/)
    // the adjustment changed the amount: the agent is told again, and waited for no longer by a reason
    expect((await clerk.checking.get({ period: october })).counts.changed).toBe(1)
    expect(await refusalCode(reviewer.settlements.review({ period: october }))).toBe('CHECKING_OPEN')
    await clerk.checking.skip({ period: october, reason: '已电话确认' })
    await reviewer.settlements.review({ period: october })
    expect(await clerk.checking.get({ period: october })).toMatchObject({
      ended: { how: 'skipped' },
      reason: '已电话确认',
    })
    await reviewer.settlements.approve({ period: october })
  })

  test('a dispute after the approval keeps the month from closing; an answer is given by another person', async () => {
    const { id } = await clerk.disputes.raise({
      period: october,
      outlet: 'W1',
      about: '宽带酬金没有',
      text: '没有发',
      raisedBy: '张老板',
      due: day('2026-11-30'),
    })
    const blocked = await refusal(reviewer.settlements.close({ period: october }))
    expect(blocked.code).toBe('CLOSING_BLOCKED')
    expect(blocked.details.points).toMatchObject([{ code: 'OPEN_DISPUTE', level: 'error', examples: ['W1'] }])
    await office.as('管理员').disputes.assign({ id, owner: '李强', due: day('2026-11-28') })
    await office.as('李强').disputes.answer({ id, answer: '宽带政策十一月才开始' })
    expect(await clerk.disputes.get({ id })).toMatchObject({ state: 'answered', answer: '宽带政策十一月才开始' })
    const own = await office.as('管理员').disputes.raise({
      period: october,
      outlet: 'W1',
      about: '其他',
      text: '再问',
      raisedBy: '张老板',
    })
    expect(await refusalCode(office.as('管理员').disputes.answer({ id: own.id, answer: '没有' }))).toBe('SAME_PERSON')
    await clerk.disputes.withdraw({ id: own.id, reason: '代理商收回' })
    await reviewer.settlements.close({ period: october })
  })

  test('a dispute about a closed month is settled in the open one; a month never given out is recorded as skipped', async () => {
    const before = await clerk.settlements.statements({ period: october })
    const { id } = await clerk.disputes.raise({
      period: october,
      outlet: 'W2',
      about: '漏一户',
      text: '漏了',
      raisedBy: '李老板',
    })
    expect((await clerk.disputes.get({ id })).origin).toBe('later')
    expect(await refusalCode(clerk.disputes.settle({ id, amount: '10.00', reason: '补' }))).toBe('PERIOD_CLOSED')
    const { adjustment } = await clerk.disputes.settle({ id, period: november, amount: '10.00', reason: '补十月' })
    await reviewer.settlements.confirmAdjustment({ id: adjustment })
    expect(await clerk.settlements.statements({ period: october })).toEqual(before)
    await clerk.settlements.calculate({ period: november })
    await reviewer.settlements.review({ period: november })
    const { started, ended } = await clerk.checking.get({ period: november })
    expect([started, ended]).toMatchObject([null, { how: 'skipped', by: '李强' }])
  })
})
