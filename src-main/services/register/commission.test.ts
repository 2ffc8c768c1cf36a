/** An outlet's business and commission by month, and an agent's payments: as the ledgers and the statements say them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { Month } from '../../domain/month.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const [september, october, november] = ['2026-09', '2026-10', '2026-11'] as Month[]
const HEAD = '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号'

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司', fundMember: true }, D2: { name: '无业务' } },
    { W1: { name: '城关店', agent: 'D1' }, W2: { name: '东街店', agent: 'D1' }, W3: { name: '新店', agent: 'D1' } },
  )
  await clerk().outlets.addCode({ code: 'W1', kind: '旧编码', value: 'OLD1' })
  const { id } = await clerk().policies.save({
    code: 'P',
    title: '政策',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      {
        kind: 'volume',
        code: 'C',
        title: '放号',
        measure: 'count',
        entries: { businessTypes: ['放号'] },
        pay: { kind: 'perUnit', rate: '30.00' },
      },
      { kind: 'fixed', code: 'F', title: '补贴', amount: '100.00', outlets: { outlets: ['W2'] } },
    ],
  })
  await clerk().policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  await office.as('管理员').settings.fund({ from: '2026-01' as Month, rate: '10', match: '100' })
  await office.importText('entries', [
    HEAD,
    '2026-09-01,W1,放号,1391,1,0,A1',
    '2026-09-02,OLD1,放号,1392,1,0,A2',
    '2026-09-03,W1,空中充值,1391,1,50.00,A3',
    '2026-10-01,W1,放号,1392,-1,0,A4',
    '2026-10-02,W1,空中充值,1391,1,20.50,A5',
    '2026-10-02,W2,放号,1395,1,0,A6',
    '2025-10-05,W1,放号,1380,1,0,A7',
  ])
  await office.importText('volumes', ['账期,网点编码,业务类型,数量,金额', '2026-10,W1,空中充值,7,70.00'])
  const wrong = await office.importText('entries', [
    HEAD,
    '2026-10-05,W1,放号,1399,1,0,B1',
    '2026-10-06,W1,宽带,1398,1,9.00,B2',
  ])
  await clerk().ledgers.undo({ id: wrong.batch ?? 0, reason: '导错了' })
  await close(september!)
  await clerk().settlements.adjust({ period: october!, outlet: 'W1', kind: 'bonus', amount: '15.00', reason: '活动' })
  const { id: second } = await clerk().settlements.adjust({
    ...{ period: october!, outlet: 'W1', kind: 'penalty', amount: '-5.00', reason: '违规' },
  })
  await office.as('李强').settlements.confirmAdjustment({ id: second })
  await clerk().settlements.calculate({ period: october! })
})
afterAll(() => office.close())

async function close(period: Month): Promise<void> {
  await clerk().settlements.calculate({ period })
  for (const act of ['review', 'approve', 'close'] as const) await office.as('李强').settlements[act]({ period })
}

describe('business by month', () => {
  test('thirteen months with last year’s same month first; other codes count, reversals count down, summary volumes count', async () => {
    const { months, types } = await clerk().outlets.business({ code: 'W1', period: october! })
    expect([months.length, months[0], months[12]]).toEqual([13, '2025-10', '2026-10'])
    const of = (name: string) => types.find(({ type }) => type === name)
    // entries 1 in 2025-10, 2 in 2026-09, a reversal in 2026-10
    expect(of('放号')?.counts).toEqual([1, ...Array<number>(10).fill(0), 2, -1])
    // one entry and seven of a summary
    expect(of('空中充值')?.counts.slice(11)).toEqual([1, 8])
    expect(of('空中充值')?.amounts.slice(11)).toEqual(['50.00', '90.50'])
  })

  test('a batch that was undone is not there, nor its business type', async () => {
    const { types } = await clerk().outlets.business({ code: 'W1', period: october! })
    expect(types.map(({ type }) => type)).toEqual(['空中充值', '放号'])
    expect((await clerk().outlets.business({ code: 'W3', period: october! })).types).toEqual([])
    expect(await refusalCode(clerk().outlets.business({ code: 'W9', period: october! }))).toBe('NOT_FOUND')
  })
})

describe('commission by month', () => {
  test('says each month what its statement says, by kind; what was not calculated is not zero', async () => {
    const { months, gross, kinds } = await clerk().outlets.commission({ code: 'W1', period: november! })
    expect(months[12]).toBe('2026-11')
    expect(gross).toEqual([...Array<null>(10).fill(null), '60.00', '-35.00', null])
    expect(kinds.map(({ kind, amounts }) => [kind, ...amounts.slice(10)])).toEqual([
      ['volume', '60.00', '-30.00', null],
      // what nobody has confirmed does not count
      ['adjustment', '0.00', '-5.00', null],
    ])
    for (const period of [september!, october!]) {
      for (const outlet of ['W1', 'W2']) {
        const [statement] = await clerk().settlements.statements({ period, outlets: [outlet] })
        const own = await clerk().outlets.commission({ code: outlet, period })
        expect([period, outlet, own.gross[12]]).toEqual([period, outlet, statement?.gross ?? '0.00'])
      }
    }
  })

  test('an agent’s months are its payments, closed and open ones alike', async () => {
    const { months, payments } = await clerk().agents.months({ code: 'D1', period: november! })
    for (const [at, month] of months.entries()) {
      const all = await clerk().settlements.payments({ period: month })
      const one = all.find(({ agent }) => agent === 'D1')
      const { gross, fund, payable, carriedOut } = payments[at] ?? {}
      expect([month, gross, fund, payable, carriedOut]).toEqual([
        ...[month, one?.gross, one?.fund, one?.payable, one?.carriedOut],
      ])
    }
    expect(payments.filter(Boolean).map((payment) => [payment?.period, payment?.gross, payment?.outlets])).toEqual([
      ['2026-09', '160.00', 2],
      ['2026-10', '95.00', 2],
    ])
    expect((await clerk().agents.months({ code: 'D2', period: november! })).payments.every((one) => one === null)).toBe(
      true,
    )
    expect(await refusalCode(clerk().agents.months({ code: 'D9', period: november! }))).toBe('NOT_FOUND')
  })
})
