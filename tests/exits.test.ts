/** A decided exit settles deposit and fund in the names of its two people, once nothing is in the way; what it waits for is said. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const day = (text: string) => text as IsoDate
const october = '2026-10' as Month
const clerk = () => office.as('王芳')
const reviewer = () => office.as('李强')
const finance = () => office.as('陈静')

/** Three agents with deposits, two of them in the fund; October has business of all. */
beforeAll(async () => {
  office = await openSetUpOffice('2026-10-28T08:00:00.000Z')
  const member = { fundMember: true, payeeName: '户名' }
  await addRegister(
    office,
    { D1: { name: '通达', ...member }, D2: { name: '宏远', ...member }, D3: { name: '永兴' } },
    {
      W1: { name: '城关店', category: 'partner', agent: 'D1' },
      W2: { name: '城北店', category: 'partner', agent: 'D2' },
      W3: { name: '河西店', category: 'partner', agent: 'D2' },
      W4: { name: '河东店', category: 'partner', agent: 'D3' },
    },
  )
  const { id } = await clerk().policies.save({
    ...{ code: 'P', title: '政策', kind: 'basic', from: '2026-01' as Month },
    clauses: [
      { kind: 'volume', code: 'C', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate: '1000.00' } },
    ],
  })
  await clerk().policies.submit({ id })
  await reviewer().policies.approve({ id })
  await office.as('管理员').settings.fund({ from: '2026-01' as Month, rate: '10', match: '50' })
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,数量,流水号',
    ...['W1', 'W2', 'W3'].map((outlet, at) => `2026-10-0${at + 1},${outlet},放号,1,A${at}`),
  ])
  for (const [agent, amount] of [
    ['D1', '5000.00'],
    ['D2', '3000.00'],
    ['D3', '800.50'],
  ] as const)
    await clerk().deposits.pay({ agent, kind: '专营保证金', day: day('2026-01-05'), amount })
  await clerk().deposits.pay({ agent: 'D1', kind: '号卡保证金', day: day('2026-02-05'), amount: '200.00' })
  await office.as('管理员').requests.setSettings({ on: true })
})
afterAll(() => office.close())

type Settlement = Parameters<ReturnType<typeof clerk>['requests']['askLife']>[0] & { kind: 'exit' }
const exit = (code: string, from: string, settlement: Settlement['settlement']) =>
  clerk().requests.askLife({ kind: 'exit', code, from: day(from), reason: '合同到期', settlement })
const settled = async (id: number) => (await clerk().requests.get({ id })).settled
const points = async (id: number) => (await settled(id))?.points.map(({ code, about }) => `${code} ${about}`.trim())
const balance = async (agent: string) => (await clerk().deposits.account({ agent })).balance
const todo = async () =>
  (await clerk().month.overview({ period: october })).todo.find(({ key }) => key === 'settleExits')

const DEDUCT = {
  ...({ deposit: 'deduct', fund: 'payOut', note: '窜货' } as const),
  deductions: [{ kind: '专营保证金', amount: '1200.50' }],
}
let first: number
let second: number

test('more than the deposit holds, or no amount to deduct, is refused at the door', async () => {
  const deduct = (amount: string) =>
    exit('W1', '2026-10-31', { ...DEDUCT, deductions: [{ kind: '专营保证金', amount }] })
  expect(await refusal(deduct('5000.01'))).toMatchObject({ code: 'DEPOSIT_SHORT', details: { free: '5000.00' } })
  expect(await refusalCode(deduct('0.00'))).toBe('INVALID_INPUT')
  expect(await refusalCode(exit('W1', '2026-10-31', { deposit: 'deduct', fund: 'keep', note: 'x' }))).toBe(
    'INVALID_INPUT',
  )
  expect(await refusalCode(exit('W1', '2026-10-31', { ...DEDUCT, note: undefined }))).toBe('INVALID_INPUT')
})

test('decided before its day and with an open month it moves no money, and says what it waits for', async () => {
  ;({ id: first } = await exit('W1', '2026-10-31', DEDUCT))
  expect(await settled(first)).toBeNull()
  await reviewer().requests.approve({ id: first })
  const found = await settled(first)
  expect(found?.pending).toEqual(['deposit'])
  expect(found?.points.map(({ code, about, to }) => [code, about, to])).toEqual([
    ['NOT_YET', '2026-10-31', null],
    ['UNSETTLED', '2026年10月', '/settlements'],
  ])
  expect(await balance('D1')).toBe('5200.00')
  expect(await refusal(clerk().requests.settleExit({ id: first }))).toMatchObject({ code: 'EXIT_WAITS' })
  expect(await todo()).toMatchObject({ count: 1, who: 'other', details: { ready: 0 } })
})

test('once the month is closed it is settled: deducted, returned, the fund paid out by its rules', async () => {
  office.moveTo('2026-11-05T08:00:00.000Z')
  await clerk().settlements.calculate({ period: october })
  for (const act of ['review', 'approve', 'close'] as const) await reviewer().settlements[act]({ period: october })
  const asked = await clerk().deposits.ask({
    ...{ agent: 'D1', kind: '号卡保证金', act: 'deducted', day: day('2026-11-05'), amount: '50.00', reason: '丢卡' },
  })
  expect(await points(first)).toEqual(['DEPOSIT_OPEN 1'])
  await reviewer().deposits.confirm({ id: asked.id })
  expect(await todo()).toMatchObject({ count: 1, who: 'me', details: { ready: 1 } })
  await clerk().requests.settleExit({ id: first })
  expect(await settled(first)).toEqual({
    agent: 'D1',
    deposits: [
      { kind: '专营保证金', act: 'deducted', amount: '1200.50' },
      { kind: '专营保证金', act: 'returned', amount: '3799.50' },
      { kind: '号卡保证金', act: 'returned', amount: '150.00' },
    ],
    // the match of October goes back to the company, as the office's rule for exits says
    payout: { state: 'approved', amount: '100.00', forfeited: '50.00' },
    pending: [],
    points: [],
  })
  const { entries } = await clerk().deposits.account({ agent: 'D1' })
  const returned = entries.find(({ act, kind }) => act === 'returned' && kind === '专营保证金')
  expect(returned).toMatchObject({ author: '王芳', decidedBy: '李强', day: '2026-11-05', state: 'confirmed' })
  expect(returned?.reason).toBe('申请 SQ2026-0001 退出结清：窜货')
  expect(await balance('D1')).toBe('0.00')
  const [payout] = await finance().fund.payouts({ agent: 'D1' })
  expect(payout).toMatchObject({ kind: 'exit', author: '王芳', decidedBy: '李强', state: 'approved', own: '100.00' })
  // nothing twice
  expect(await refusalCode(clerk().requests.settleExit({ id: first }))).toBe('WRONG_STATE')
  await finance().fund.pay({ id: payout!.id, on: day('2026-11-05') })
  expect((await settled(first))?.payout?.state).toBe('paid')
  expect(await todo()).toBeUndefined()
})

test('what the outlet earned is still paid', async () => {
  const payments = await clerk().settlements.payments({ period: october })
  expect(payments.find(({ agent }) => agent === 'D1')?.payable).toBe('900.00')
})

test('deposit and fund are the agent’s: they wait for his last outlet, which settles at its decision', async () => {
  const all = { deposit: 'return', fund: 'payOut' } as const
  ;({ id: second } = await exit('W2', '2026-11-01', all))
  await reviewer().requests.approve({ id: second })
  expect(await points(second)).toEqual(['NOT_LAST W3'])
  const last = await exit('W3', '2026-11-01', { deposit: 'keep', fund: 'keep' })
  await reviewer().requests.approve({ id: last.id })
  expect(await settled(last.id)).toMatchObject({ pending: [], deposits: [], payout: null })
  expect(await points(second)).toEqual([])
  await clerk().requests.settleExit({ id: second })
  expect(await balance('D2')).toBe('0.00')
  expect((await finance().fund.account({ agent: 'D2' })).balance).toBe('0.00')
})

test('a payout that finance takes back is pending again, the deposit is not', async () => {
  const [payout] = await finance().fund.payouts({ agent: 'D2' })
  await finance().fund.withdraw({ id: payout!.id, reason: '账号不对' })
  expect(await settled(second)).toMatchObject({ pending: ['fund'], points: [], payout: null })
  await clerk().requests.settleExit({ id: second })
  expect(await settled(second)).toMatchObject({ pending: [], payout: { state: 'approved', amount: '200.00' } })
  const returned = (await clerk().deposits.account({ agent: 'D2' })).entries.filter(({ act }) => act === 'returned')
  expect(returned.map(({ amount }) => amount)).toEqual(['3000.00'])
})

test('a notice moves no money until a second person has read it', async () => {
  await office.as('管理员').requests.setSettings({ manners: { exit: 'notice' } })
  const { id } = await exit('W4', '2026-11-01', { deposit: 'return', fund: 'none' })
  expect(await points(id)).toEqual(['NOT_SEEN'])
  expect(await balance('D3')).toBe('800.50')
  await reviewer().requests.acknowledge({ id })
  expect(await settled(id)).toMatchObject({ pending: [], deposits: [{ act: 'returned', amount: '800.50' }] })
  expect(await balance('D3')).toBe('0.00')
  const [, returned] = (await clerk().deposits.account({ agent: 'D3' })).entries
  expect(returned).toMatchObject({ author: '王芳', decidedBy: '李强' })
})
