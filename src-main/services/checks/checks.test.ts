/** The checks on a real store: what a month with every kind of irregularity gives, looks that count, findings that reopen or go. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { IsoDate, Month } from '../../domain/month.ts'

const october = '2026-10' as Month
let office: TestOffice
const clerk = () => office.as('王芳')
const reviewer = () => office.as('李强')
const findings = (period = october) => reviewer().checks.findings({ period })
const subjects = async (code: string) =>
  (await findings()).findings.filter((each) => each.code === code).map(({ subject }) => subject)
const at = (time: string) => office.moveTo(`${time}.000Z`)

/** Owes outlets amounts in a month by adjustments of different authors, and closes it; every act ten minutes after the last, in working hours here and in China. */
async function close(period: Month, amounts: Readonly<Record<string, string>>): Promise<void> {
  const acts: (() => Promise<unknown>)[] = []
  let minute = 0
  const act = async (work: () => Promise<unknown>) => {
    minute += 10
    at(`2026-11-20T${String(9 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`)
    await work()
  }
  for (const [outlet, amount] of Object.entries(amounts)) {
    let id = 0
    acts.push(async () => {
      ;({ id } = await clerk().settlements.adjust({ period, outlet, kind: 'bonus', amount, reason: '补差' }))
    })
    acts.push(() => reviewer().settlements.confirmAdjustment({ id }))
  }
  acts.push(() => clerk().settlements.calculate({ period }))
  acts.push(() => reviewer().settlements.review({ period }))
  acts.push(() => reviewer().settlements.approve({ period }))
  acts.push(() => reviewer().settlements.close({ period }))
  for (const work of acts) await act(work)
}

beforeAll(async () => {
  office = await openSetUpOffice()
  at('2026-11-20T01:00:00')
  const payee = { payeeName: '甲', bank: '农行', account: '6228480001', idNumber: '4301', phone: '13800000001' }
  await addRegister(
    office,
    {
      A1: { name: '甲公司', ...payee },
      A2: { name: '乙公司', ...payee, payeeName: '周经理', phone: '139', idNumber: '4302' },
      A3: { name: '丙' },
    },
    {
      W1: { name: '一店', agent: 'A1', manager: '周经理' },
      W2: { name: '二店', agent: 'A2' },
      W3: { name: '三店', agent: 'A3', status: 'exited' as never },
    },
  )
})
afterAll(() => office.close())

describe('a month', () => {
  test('nothing has been looked for yet', async () => {
    expect((await findings()).run).toBeNull()
  })

  test('what is found of a month that was closed calmly', async () => {
    await close(october, { W1: '300.00', W2: '120.00' })
    const run = await clerk().checks.run({ period: october })
    const { checks, findings: found } = await findings()
    expect(checks.filter(({ found }) => found > 0).map(({ code, found }) => [code, found])).toEqual([
      ['sharedAccount', 1],
      ['noAgreement', expect.any(Number)],
      ['staffPayee', 1],
    ])
    expect(run.findings).toBe(found.length)
    expect(found.find(({ code }) => code === 'staffPayee')).toMatchObject({ subject: 'agent:A2', people: ['周经理'] })
    expect(found.find(({ code }) => code === 'sharedAccount')?.evidence).toEqual([
      ['A1', '甲公司，收款户名 甲'],
      ['A2', '乙公司，收款户名 周经理'],
    ])
  })

  test('an account changed before the payment: while it waits, and when it was paid', async () => {
    at('2026-11-20T11:00:00')
    await clerk().agents.change({ code: 'A1', fields: { account: '6228480009' } })
    await clerk().checks.run({ period: october })
    expect(await subjects('accountChanged')).toEqual(['agent:A1'])
    expect(await subjects('sharedAccount')).toEqual(['agent:A1'])
    // as of the month's end both still had one account; today they have not
    await clerk().checks.run({ period: '2026-11' as Month })
    expect((await findings('2026-11' as Month)).findings.map(({ code }) => code)).not.toContain('sharedAccount')
    const finance = office.as('陈静').paying
    const payments = [{ period: october, agent: 'A1' }]
    await finance.claim({ payments, exception: '票后补' })
    await finance.markPaid({ payments, paidOn: '2026-11-20' as IsoDate })
    await clerk().checks.run({ period: october })
    const finding = (await findings()).findings.find(({ code }) => code === 'accountChanged')
    expect(finding?.said).toBe('300.00 元，2026-11-20 付款，之前 30 天内改过银行账号')
    expect(finding?.people).toEqual(['王芳'])
  })

  test('maker and checker at one PC within five minutes; adjustments too; sign-ins; the night; small pieces', async () => {
    const period = '2026-11' as Month
    at('2026-12-01T13:30:00')
    await office.desk.caller(null).session.signIn({ name: '王芳', password: 'test-password' })
    const one = { period, outlet: 'W1', kind: 'bonus' as const, reason: '补' }
    const { id } = await clerk().settlements.adjust({ ...one, amount: '999.00' })
    await clerk().settlements.adjust({ ...one, amount: '990.00' })
    at('2026-12-01T13:33:00')
    await office.desk.caller(null).session.signIn({ name: '李强', password: 'test-password' })
    await reviewer().settlements.confirmAdjustment({ id })
    await clerk().settlements.calculate({ period })
    at('2026-12-01T13:36:00')
    await reviewer().settlements.review({ period })
    await clerk().checks.run({ period })
    const { findings: found } = await findings(period)
    const of = (code: string) => found.filter((each) => each.code === code)
    expect(of('onePc').map(({ said }) => said)).toEqual(['王芳 试算后 3 分 0 秒，李强 在同一电脑上复核结算'])
    expect(of('splitAdjustments').map(({ people }) => people)).toEqual([['王芳', '李强']])
    // confirming and signing in belong to December, in which they were done
    await clerk().checks.run({ period: '2026-12' as Month })
    const december = (await findings('2026-12' as Month)).findings
    const saidOf = (code: string) => december.filter((each) => each.code === code).map(({ said }) => said)
    expect(saidOf('onePc')).toEqual(['王芳 登记调整后 3 分 0 秒，李强 在同一电脑上确认调整'])
    expect(saidOf('twoAccounts')).toHaveLength(1)
    // people of a finding cannot wave it through
    const pair = december.find(({ code }) => code === 'onePc')!
    expect(await refusalCode(reviewer().checks.look({ ids: [pair.id], result: 'fine', note: '在一起核对' }))).toBe(
      'SAME_PERSON',
    )
  })

  test('a dispute settled by an adjustment that another confirms at one PC: within five minutes, not after', async () => {
    const period = '2026-12' as Month
    const settled = async (amount: string, asked: string, confirmed: string) => {
      at('2026-12-01T02:00:00')
      const raised = { period: october, outlet: 'W2', about: '少算', text: '少算一笔', raisedBy: '乙公司' }
      const { id } = await clerk().disputes.raise(raised)
      at(`2026-12-01T${asked}`)
      const { adjustment } = await clerk().disputes.settle({ id, period, amount, reason: '属实' })
      at(`2026-12-01T${confirmed}`)
      await reviewer().settlements.confirmAdjustment({ id: adjustment })
      return adjustment
    }
    const quick = await settled('10.00', '03:00:00', '03:05:00')
    const slow = await settled('20.00', '04:00:00', '04:05:01')
    await clerk().checks.run({ period })
    const pairs = (await findings(period)).findings.filter(({ code }) => code === 'onePc')
    expect(pairs.find(({ subject }) => subject === `adjustment:${quick}`)).toMatchObject({
      said: '王芳 以调整了结申诉后 5 分 0 秒，李强 在同一电脑上确认调整',
      people: ['王芳', '李强'],
    })
    expect(pairs.map(({ subject }) => subject)).not.toContain(`adjustment:${slow}`)
  })

  test('with agreements kept, only outlets without one are said', async () => {
    const asked = { number: 'XY-1', agent: 'A1', outlets: ['W1'], exclusive: false }
    const [from, to] = ['2026-01-01' as IsoDate, '2026-12-31' as IsoDate]
    await clerk().agreements.add({ ...asked, signedOn: from, from, to })
    await clerk().checks.run({ period: october })
    expect(await subjects('noAgreement')).toEqual(['agent:A2'])
  })

  test('business after exit, dated; commission far out of an outlet’s own range', async () => {
    at('2026-12-02T02:00:00')
    await clerk().outlets.change({ code: 'W2', fields: { status: 'exited' as never }, from: '2026-11-10' as IsoDate })
    await office.importText('entries', [
      '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号',
      '2026-11-10,W2,放号,13800000000,1,0,1',
      '2026-11-11,W2,放号,13800000001,1,5,2',
      '2026-11-12,W3,放号,13800000002,1,7,3',
    ])
    const period = '2026-11' as Month
    await clerk().checks.run({ period })
    const { findings: found } = await findings(period)
    const exited = found.filter(({ code }) => code === 'exitedBusiness')
    expect(exited.map(({ subject, said }) => [subject, said])).toEqual([
      ['outlet:W2', '2026-11-10 退出，之后还有 1 笔业务'],
      ['outlet:W3', '早已退出，之后还有 1 笔业务'],
    ])
  })
})

describe('looking', () => {
  test('only reviewers; what was looked at counts until its facts change', async () => {
    at('2026-12-03T02:00:00')
    const open = async () => (await findings()).findings.filter(({ looked }) => looked === null).length
    const before = await open()
    const shared = (await findings()).findings.find(({ code }) => code === 'sharedAccount')!
    const look = { ids: [shared.id], result: 'fine' as const, note: '夫妻店，已有说明' }
    expect(await refusalCode(clerk().checks.look(look))).toBe('ROLE_MISSING')
    await reviewer().checks.look(look)
    expect(await open()).toBe(before - 1)
    // another run of the same facts keeps it
    await clerk().checks.run({ period: october })
    const again = (await findings()).findings.find(({ code }) => code === 'sharedAccount')
    expect(again?.looked).toMatchObject({ result: 'fine', note: '夫妻店，已有说明', user: '李强' })
    // another payee name is another fact, as it held at the month's end
    office.desk.office.store.write((db) => db.run("UPDATE agents SET name = '甲公司（新）' WHERE code = 'A1'"))
    await clerk().checks.run({ period: october })
    const reopened = (await findings()).findings.find(({ code }) => code === 'sharedAccount')
    expect(reopened).toMatchObject({ looked: null, reopened: true })
    expect(reopened?.looks).toHaveLength(1)
    const { store } = office.desk.office
    expect(() => store.write((db) => db.run('DELETE FROM check_looks'))).toThrow(/kept/)
  })

  test('the workbench counts what waits; what is gone does not', async () => {
    const todo = async () =>
      (await reviewer().month.overview({ period: '2026-12' as Month })).todo.find(({ key }) => key === 'lookAtFindings')
    const before = await todo()
    expect(before).toMatchObject({ who: 'me' })
    office.desk.office.store.write((db) => db.run("UPDATE agents SET account = 'other' WHERE code = 'A2'"))
    const gone = (await findings()).findings.find(({ code }) => code === 'sharedAccount')!
    await clerk().checks.run({ period: october })
    expect(await subjects('sharedAccount')).toEqual([])
    expect((await todo())?.count).toBe((before?.count ?? 0) - 1)
    expect(await refusalCode(reviewer().checks.look({ ids: [gone.id], result: 'fine', note: 'x' }))).toBe('NOT_FOUND')
  })

  test('data changed since the run is said', async () => {
    expect((await findings()).run?.stale).toBe(false)
    await clerk().outlets.change({ code: 'W1', fields: { address: '新址' } })
    expect((await findings()).run?.stale).toBe(true)
  })
})
