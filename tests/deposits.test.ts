/** Deposits: paid in, deducted and returned by two people, never below zero on any day, with the proof of the sum. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { depositBalances } from '../src-main/services/deposits/entries.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const day = (text: string) => text as IsoDate

beforeEach(async () => {
  office = await openSetUpOffice('2026-10-20T08:00:00.000Z')
  await addRegister(office, { D1: { name: '通达' }, D2: { name: '宏远' } }, {})
})
afterEach(() => office.close())

const pay = (amount: string, on: string, receipt?: string, kind = '专营保证金', agent = 'D1') =>
  office.as('陈静').deposits.pay({ agent, kind, day: day(on), amount, ...(receipt ? { receipt } : {}) })
const ask = (act: 'deducted' | 'returned', amount: string, on = '2026-10-20', who = '陈静') =>
  office.as(who).deposits.ask({ agent: 'D1', kind: '专营保证金', act, day: day(on), amount, reason: '窜货扣罚' })
const account = () => office.as('陈静').deposits.account({ agent: 'D1' })

test('paid in, deducted and returned, each confirmed by another person, with the balance after each', async () => {
  await pay('10000.00', '2026-01-05', 'S001')
  await pay('5000.00', '2026-02-01', 'S002', '号卡保证金')
  const { id: deduction } = await ask('deducted', '1200.50', '2026-03-01')
  expect(await account()).toMatchObject({ balance: '15000.00', kinds: [{ kind: '专营保证金', free: '8799.50' }, {}] })
  expect(await refusalCode(office.as('陈静').deposits.confirm({ id: deduction }))).toBe('ROLE_MISSING')
  await office.as('李强').deposits.confirm({ id: deduction })
  const { id: back } = await ask('returned', '8799.50')
  await office.as('李强').deposits.confirm({ id: back })
  expect(await account()).toMatchObject({
    balance: '5000.00',
    inWords: '人民币伍仟元整',
    kinds: [
      { kind: '专营保证金', paid: '10000.00', deducted: '1200.50', returned: '8799.50', balance: '0.00' },
      { kind: '号卡保证金', balance: '5000.00' },
    ],
    entries: [
      { act: 'paid', balance: '10000.00', receipt: 'S001' },
      { act: 'deducted', balance: '8799.50', reason: '窜货扣罚', author: '陈静', decidedBy: '李强' },
      { act: 'returned', balance: '0.00', inWords: '人民币捌仟柒佰玖拾玖元伍角整' },
      { act: 'paid', balance: '5000.00' },
    ],
  })
  expect(await office.as('陈静').deposits.accounts()).toMatchObject([
    { agent: 'D1', kind: '专营保证金', balance: '0.00', receipts: 'S001' },
    { agent: 'D1', kind: '号卡保证金', balance: '5000.00' },
  ])
})

test('never more than is there, on that day and on every day after; what waits is reserved', async () => {
  await pay('1000.00', '2026-05-01')
  expect(await refusal(ask('deducted', '0.01', '2026-04-30'))).toMatchObject({
    code: 'DEPOSIT_SHORT',
    details: { free: '0.00' },
  })
  const { id } = await ask('deducted', '600.00')
  expect(await refusalCode(ask('returned', '400.01', '2026-06-01'))).toBe('DEPOSIT_SHORT')
  await office.as('李强').deposits.refuse({ id, reason: '金额不对' })
  await ask('returned', '1000.00', '2026-06-01')
  expect(await refusalCode(pay('0.00', '2026-05-01'))).toBe('INVALID_INPUT')
  expect(await refusalCode(pay('1.00', '2026-10-21'))).toBe('INVALID_INPUT')
})

test('who asks does not confirm, even with every role; nothing is decided twice', async () => {
  await pay('1000.00', '2026-05-01')
  const { id } = await ask('deducted', '1.00', '2026-05-02', '管理员')
  const admin = office.as('管理员')
  expect(await refusalCode(admin.deposits.confirm({ id }))).toBe('SAME_PERSON')
  expect(await refusalCode(admin.deposits.refuse({ id, reason: '不' }))).toBe('SAME_PERSON')
  const { todo } = await office.as('李强').month.overview({ period: '2026-10' as Month })
  expect(todo).toContainEqual(expect.objectContaining({ key: 'confirmDeposits', count: 1, who: 'me' }))
  await office.as('李强').deposits.confirm({ id })
  expect(await refusalCode(office.as('李强').deposits.confirm({ id }))).toBe('WRONG_STATE')
  expect(await refusalCode(office.as('陈静').deposits.withdraw({ id, reason: '迟了' }))).toBe('WRONG_STATE')
})

test('a receipt counts once; a payment recorded wrongly is taken back by two people, if it is still there', async () => {
  const { id } = await pay('1000.00', '2026-05-01', 'S1')
  expect(await refusal(pay('500.00', '2026-05-02', 'S1'))).toMatchObject({
    details: { field: 'receipt', reason: 'taken' },
  })
  const correct = (of: number) => office.as('陈静').deposits.correct({ id: of, reason: '录错金额' })
  const { id: correction } = await correct(id)
  expect(await refusalCode(correct(id))).toBe('WRONG_STATE')
  expect((await office.as('陈静').deposits.waiting()).map((row) => row.act)).toEqual(['corrected'])
  await office.as('李强').deposits.confirm({ id: correction })
  expect(await account()).toMatchObject({ balance: '0.00', kinds: [{ paid: '0.00' }] })
  const { id: other } = await pay('300.00', '2026-05-03', 'S3')
  await ask('deducted', '1.00')
  expect(await refusalCode(correct(other))).toBe('DEPOSIT_SHORT')
})

test('what was brought in at the opening are the first entries, once the opening is confirmed', async () => {
  const clerk = office.as('王芳')
  await office.importText(
    'openingDeposits',
    ['代理商编码,保证金种类,缴纳日期,收据号,金额', 'D1,专营保证金,2024-06-01,老-1,8000.00'],
    { period: '2026-09' },
  )
  expect((await account()).balance).toBe('0.00')
  const sums = { paid: '0.00', fundOwn: '0.00', fundMatched: '0.00', carried: '0.00', deposits: '8000.00' }
  await clerk.opening.ask({ from: '2026-10' as Month, controls: sums })
  await office.as('李强').opening.confirm()
  await pay('500.00', '2026-10-02')
  expect(await account()).toMatchObject({
    balance: '8500.00',
    entries: [{ act: 'opening', receipt: '老-1', balance: '8000.00' }, { act: 'paid' }],
  })
  const { id } = await ask('deducted', '8200.00')
  expect(await refusal(office.as('李强').opening.withdraw({ reason: '重来' }))).toMatchObject({
    code: 'DEPOSIT_USED',
    details: { agents: ['D1'] },
  })
  await office.as('陈静').deposits.withdraw({ id, reason: '先撤' })
  await office.as('李强').opening.withdraw({ reason: '重来' })
  const { id: agent } = office.desk.office.store.read.get<{ id: number }>("SELECT id FROM agents WHERE code = 'D1'")!
  expect([...depositBalances(office.desk.office.store.read, agent)]).toEqual([['专营保证金', 50000]])
})
