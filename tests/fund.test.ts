/** Fund accounts: contributions of closed months, locked for twelve months, out by two people, nothing out twice. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const october = '2025-10' as Month
const november = '2025-11' as Month

beforeEach(async () => {
  office = await openSetUpOffice('2026-10-20T08:00:00.000Z')
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司', fundMember: true }, D2: { name: '宏远', payeeName: '宏远店' } },
    {
      W1: { name: '城关店', category: 'partner', agent: 'D1' },
      W2: { name: '城北店', category: 'partner', agent: 'D1' },
      W3: { name: '城南店', category: 'partner', agent: 'D2' },
    },
  )
  const { id } = await office.as('王芳').policies.save({
    code: 'P',
    title: '政策',
    kind: 'basic',
    from: '2025-01' as Month,
    clauses: [
      { kind: 'volume', code: 'C', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate: '1000.00' } },
    ],
  })
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  await office.as('管理员').settings.fund({ from: '2025-01' as Month, rate: '10', match: '50' })
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,数量,流水号',
    '2025-10-01,W1,放号,1,A1',
    '2025-10-01,W1,放号,1,A2',
    '2025-10-02,W2,放号,1,A3',
    '2025-10-02,W3,放号,1,A4',
    '2025-11-02,W1,放号,1,A5',
  ])
})
afterEach(() => office.close())

async function close(period: Month): Promise<void> {
  await office.as('王芳').settlements.calculate({ period })
  await office.as('李强').settlements.review({ period })
  await office.as('李强').settlements.approve({ period })
  await office.as('李强').settlements.close({ period })
}

test('a closed month books what its statements say; an agent that is no member has no account', async () => {
  await close(october)
  expect(await office.as('陈静').fund.accounts({})).toMatchObject([
    // contributed in 2025-10: free from 2026-10, which is now
    { agent: 'D1', own: '300.00', matched: '150.00', balance: '450.00', free: '450.00', nextFreeFrom: null },
  ])
  await close(november)
  expect(await office.as('陈静').fund.accounts({})).toMatchObject([
    { agent: 'D1', balance: '600.00', free: '450.00', nextFreeFrom: '2026-11', nextFree: '150.00' },
  ])
})

test('out of the account by two people, then paid by finance; never more than is free', async () => {
  await close(october)
  await close(november)
  const finance = office.as('陈静')
  const ask = (amount: string) => finance.fund.ask({ agent: 'D1', kind: 'withdrawal', amount, reason: '装修' })
  expect(await refusal(ask('450.01'))).toMatchObject({ code: 'FUND_NOT_FREE', details: { free: '450.00' } })
  expect(await refusalCode(ask('0'))).toBe('INVALID_INPUT')
  const { id } = await ask('150.00')
  expect((await finance.fund.account({ agent: 'D1' })).free).toBe('300.00')
  expect(await refusalCode(ask('300.01'))).toBe('FUND_NOT_FREE')
  expect(await refusalCode(finance.fund.pay({ id, on: '2026-10-20' as IsoDate }))).toBe('WRONG_STATE')
  expect(await refusalCode(finance.fund.approve({ id }))).toBe('ROLE_MISSING')
  await office.as('李强').fund.approve({ id })
  expect(await refusalCode(finance.fund.pay({ id, on: '2026-10-21' as IsoDate }))).toBe('INVALID_INPUT')
  await finance.fund.pay({ id, on: '2026-10-20' as IsoDate })
  expect(await refusalCode(finance.fund.pay({ id, on: '2026-10-20' as IsoDate }))).toBe('WRONG_STATE')
  expect(await finance.fund.account({ agent: 'D1' })).toMatchObject({
    balance: '450.00',
    free: '300.00',
    lots: [
      { period: '2025-10', own: '300.00', matched: '150.00', freeFrom: '2026-10', taken: '150.00', left: '300.00' },
      { period: '2025-11', own: '100.00', matched: '50.00', freeFrom: '2026-11', taken: '0.00', left: '150.00' },
    ],
    payouts: [{ state: 'paid', amount: '150.00', own: '100.00', matched: '50.00', paidOn: '2026-10-20' }],
  })
})

test('who asks does not approve, even with every role', async () => {
  await close(october)
  const { id } = await office.as('管理员').fund.ask({ agent: 'D1', kind: 'withdrawal', amount: '1.00', reason: '急用' })
  expect(await refusalCode(office.as('管理员').fund.approve({ id }))).toBe('SAME_PERSON')
  expect(await refusalCode(office.as('管理员').fund.refuse({ id, reason: '不' }))).toBe('SAME_PERSON')
})

test('what is refused or taken back is free again', async () => {
  await close(october)
  const finance = office.as('陈静')
  const first = await finance.fund.ask({ agent: 'D1', kind: 'withdrawal', amount: '450.00', reason: '一' })
  await office.as('李强').fund.refuse({ id: first.id, reason: '金额太大' })
  const second = await finance.fund.ask({ agent: 'D1', kind: 'withdrawal', amount: '450.00', reason: '二' })
  await office.as('李强').fund.approve({ id: second.id })
  await finance.fund.withdraw({ id: second.id, reason: '改主意' })
  expect((await finance.fund.account({ agent: 'D1' })).free).toBe('450.00')
})

test('at exit the own part comes back and the match is forfeited, locked lots too; the office may say otherwise', async () => {
  await close(october)
  await close(november)
  const { id } = await office.as('陈静').fund.ask({ agent: 'D1', kind: 'exit', reason: '退出' })
  expect(await office.as('陈静').fund.payouts({})).toMatchObject([{ id, amount: '400.00', forfeited: '200.00' }])
  await office.as('陈静').fund.withdraw({ id, reason: '不退了' })
  await office.as('管理员').fund.setExit({ from: '2026-10' as Month, forfeitMatch: false })
  await office.as('陈静').fund.ask({ agent: 'D1', kind: 'exit', reason: '退出' })
  expect((await office.as('陈静').fund.payouts({}))[0]).toMatchObject({ amount: '600.00', forfeited: '0.00' })
  expect((await office.as('陈静').fund.account({ agent: 'D1' })).balance).toBe('0.00')
})

test('reopening takes the lots of the month back, unless a payout counts on them', async () => {
  await close(october)
  const reopen = () =>
    office.as('王芳').settlements.reopen({ period: october, reason: '漏了', password: 'test-password' })
  const { id } = await office.as('陈静').fund.ask({ agent: 'D1', kind: 'withdrawal', amount: '1.00', reason: '急用' })
  expect(await refusal(reopen())).toMatchObject({ code: 'FUND_USED', details: { agents: ['D1'] } })
  await office.as('陈静').fund.withdraw({ id, reason: '先反结账' })
  await reopen()
  expect((await office.as('陈静').fund.account({ agent: 'D1' })).lots).toEqual([])
})
