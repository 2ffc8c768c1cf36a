/** Going live: history makes members, what was paid before is taken back, negatives go on, the fund's lots stay locked. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const from = '2026-09' as Month
const PAID = '账期,网点编码,用户号码,政策编码,条款编码,金额'
const ENTRIES = '业务日期,网点编码,业务类型,用户号码,数量,流水号'
const controls = { paid: '60.00', fundOwn: '300.00', fundMatched: '150.00', carried: '-50.00', deposits: '2000.00' }

beforeEach(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司', fundMember: true }, D2: { name: '宏远', payeeName: '宏远店' } },
    {
      W1: { name: '城关店', category: 'partner', agent: 'D1' },
      W2: { name: '城北店', category: 'partner', agent: 'D2' },
    },
  )
  const { id } = await office.as('王芳').policies.save({
    code: 'FQ',
    title: '放号分期',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      {
        kind: 'instalment',
        code: 'C1',
        title: '分期',
        schedule: [
          { month: 1, amount: '20.00' },
          { month: 2, amount: '10.00' },
          { month: 3, amount: '5.00' },
        ],
        clawback: { withinMonths: 6 },
      },
    ],
  })
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
})
afterEach(() => office.close())

const clerk = () => office.as('王芳')

async function bringIn(): Promise<void> {
  await office.importText('entries', [
    ENTRIES,
    '2026-07-03,W1,放号,1391,1,A1',
    '2026-07-05,W1,放号,1392,1,A2',
    '2026-08-05,W2,放号,1393,1,A3',
    // left before the start: the office has dealt with it
    '2026-07-06,W2,放号,1394,1,A4',
    '2026-08-06,W2,放号,1394,-1,A5',
    '2026-09-10,W1,放号,1391,-1,A6',
  ])
  await office.importText('subscriberMonths', [
    '账期,用户号码,网点编码,状态,开账收入,欠费',
    '2026-09,1392,W1,在网,50,0',
    '2026-09,1393,W2,在网,50,0',
  ])
  await office.importText('openingPaid', [
    PAID,
    '2026-07,W1,1391,FQ,C1,20',
    '2026-08,W1,1391,FQ,C1,10',
    '2026-07,W1,1392,FQ,C1,10',
    '2026-08,W2,1394,FQ,C1,20',
  ])
  await office.importText('openingFund', [
    '代理商编码,账期,自缴金额,匹配金额',
    'D1,2025-10,200,100',
    'D1,2026-08,100,50',
  ])
  await office.importText('openingCarried', ['账期,代理商编码,结转金额', '2026-08,D2,-50'])
  await office.importText('openingDeposits', [
    '代理商编码,保证金种类,缴纳日期,收据号,金额',
    'D1,合作保证金,2025-03-01,SJ1,2000',
  ])
}

async function goLive(): Promise<void> {
  await bringIn()
  await clerk().opening.ask({ from, controls })
  await office.as('李强').opening.confirm({})
}

describe('the proof', () => {
  test('says the sums of everything and what does not fit', async () => {
    await bringIn()
    const proof = await clerk().opening.proof({ from })
    expect(proof).toMatchObject({
      sums: controls,
      counts: { paid: 4, fund: 2, carried: 1, deposits: 1, historyEntries: 5 },
      paidByClause: [{ policy: 'FQ', clause: 'C1', rows: 4, amount: '60.00' }],
      errors: 0,
      warnings: 1,
      problems: [{ level: 'warning', code: 'LEFT_BEFORE_START', about: '1394', row: 5 }],
    })
  })

  test('rows that fit nothing are named, and stand in the way', async () => {
    await bringIn()
    await office.importText('openingPaid', [
      PAID,
      '2026-08,W2,1391,FQ,C1,1',
      '2026-08,W1,1391,FQ,NO,1',
      '2026-09,W1,1392,FQ,C1,1',
      '2026-08,W1,1999,FQ,C1,1',
    ])
    const { problems } = await clerk().opening.proof({ from })
    expect(problems.filter(({ level }) => level === 'error').map(({ code, row }) => [code, row])).toEqual([
      ['NOT_BEFORE_START', 4],
      ['NO_ACTIVATION', 2],
      ['UNKNOWN_CLAUSE', 3],
      ['NO_ACTIVATION', 5],
    ])
    expect(await refusal(clerk().opening.ask({ from, controls: { ...controls, paid: '64.00' } }))).toMatchObject({
      code: 'OPENING_WRONG',
      details: { errors: 4, controls: [] },
    })
  })

  test('control sums that differ are refused by name', async () => {
    await bringIn()
    expect(await refusal(clerk().opening.ask({ from, controls: { ...controls, carried: '-50.01' } }))).toMatchObject({
      code: 'OPENING_WRONG',
      details: { controls: [{ name: 'carried', theirs: '-50.01', ours: '-50.00' }] },
    })
    expect(await clerk().opening.get({})).toBeNull()
  })

  test('an office that brought nothing has nothing to confirm', async () => {
    const none = { paid: '0', fundOwn: '0', fundMatched: '0', carried: '0', deposits: '0' }
    expect(await refusal(clerk().opening.ask({ from, controls: none }))).toMatchObject({
      details: { problems: [{ code: 'NOTHING_BROUGHT' }] },
    })
  })
})

describe('after the confirmation', () => {
  test('by another person; then nothing before the start is settled, nor brought in again', async () => {
    await bringIn()
    await office.as('管理员').opening.ask({ from, controls })
    expect(await refusalCode(office.as('管理员').opening.confirm({}))).toBe('SAME_PERSON')
    expect(await refusalCode(clerk().opening.confirm({}))).toBe('ROLE_MISSING')
    await office.as('李强').opening.confirm({})
    expect(await refusalCode(clerk().settlements.calculate({ period: '2026-08' as Month }))).toBe('PERIOD_CLOSED')
    expect(await refusalCode(clerk().settlements.calculate({ period: '2026-07' as Month }))).toBe('LATER_PERIOD_CLOSED')
    expect(await refusalCode(clerk().opening.ask({ from, controls }))).toBe('OPENING_CONFIRMED')
    expect(await clerk().audit.verify({})).toMatchObject({ ok: true, closedDocuments: { checked: 1, changed: [] } })
  })

  test('members of history are paid on, what one was paid is taken back, negatives are carried in', async () => {
    await goLive()
    await clerk().settlements.calculate({ period: from })
    const statements = await clerk().settlements.statements({ period: from })
    const lines = statements.flatMap(({ outlet, lines }) => lines.map(({ kind, amount }) => [outlet, kind, amount]))
    expect(lines).toEqual([
      // 1392 in its third month; 1391 is reversed: 20 and 10 that were paid before come back
      ['W1', 'instalment', '5.00'],
      ['W1', 'clawback', '-30.00'],
      // 1393 in its second month
      ['W2', 'instalment', '10.00'],
    ])
    expect(statements[0]?.lines[1]?.source).toContain('2026-08/W1/FQ')
    expect(await clerk().settlements.payments({ period: from })).toMatchObject([
      { agent: 'D1', payable: '0.00', carriedOut: '-25.00' },
      { agent: 'D2', carriedIn: '-50.00', payable: '0.00', carriedOut: '-40.00' },
    ])
  })

  test('the fund lots count from their own months, and deposits are there', async () => {
    await goLive()
    // today is 2026-11-21
    expect(await clerk().fund.accounts({})).toMatchObject([
      { agent: 'D1', balance: '450.00', free: '300.00', nextFreeFrom: '2027-08', nextFree: '150.00' },
    ])
    expect(await clerk().deposits.account({ agent: 'D1' })).toMatchObject({ balance: '2000.00' })
  })

  test('what was brought in is fixed; it opens again by withdrawing, until a month is calculated on it', async () => {
    await goLive()
    const { rows } = await clerk().ledgers.batches({ kind: 'openingFund' })
    const undo = () => clerk().ledgers.undo({ id: rows[0]!.id, reason: '导错了' })
    expect(await refusalCode(undo())).toBe('OPENING_CONFIRMED')
    await office.as('李强').opening.withdraw({ reason: '基金批次不对' })
    expect((await clerk().fund.accounts({})).length).toBe(0)
    await undo()
    await clerk().opening.ask({ from, controls: { ...controls, fundOwn: '0', fundMatched: '0' } })
    await office.as('李强').opening.confirm({})
    await clerk().settlements.calculate({ period: from })
    expect(await refusalCode(office.as('李强').opening.withdraw({ reason: '再改' }))).toBe('LATER_PERIOD_CLOSED')
  })
})
