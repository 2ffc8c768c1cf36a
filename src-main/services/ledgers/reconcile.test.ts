import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRegister, openSetUpOffice, type TestOffice } from '../../../tests/support/office.ts'
import type { Month } from '../../domain/month.ts'

const period = '2026-10' as Month
const heads = '业务日期,账期,网点编码,业务类型,用户号码,数量,金额,流水号'
let office: TestOffice

beforeAll(async () => {
  office = await openSetUpOffice()
  const fields = { category: 'partner', type: '指定专营店', agent: 'A1' } as const
  await addRegister(
    office,
    { A1: { name: '鸿运商贸', payerKind: 'enterprise' } },
    Object.fromEntries(['W1', 'W2', 'W3'].map((code) => [code, { ...fields, name: `${code}店` }])),
  )
  await office.importText('entries', [
    heads,
    '2026-10-01,,W1,放号,13900000001,1,50,S1',
    '2026-10-02,,W1,放号,13900000002,1,30.5,S2',
    '2026-10-02,,W2,放号,13900000003,-1,-20,S3',
    '2026-10-03,,W2,终端,13900000003,1,100,S4',
    '2026-09-30,,W2,终端,13900000003,1,999,S5',
  ])
  await office.importText('subscriberMonths', [
    '账期,用户号码,网点编码,状态,开账收入',
    '2026-10,13900000001,W1,在网,38',
    '2026-10,13900000002,W2,在网,12.5',
  ])
})
afterAll(() => office.close())

const lines = () => office.as('陈静').ledgers.reconcile({ period })
const opened = (ledger: 'entries' | 'subscriberMonths', type?: string) =>
  office.as('陈静').reconciliation.outlets({ period, ledger, ...(type ? { type } : {}) })

describe('control totals of a whole ledger', () => {
  it('stand beside our sums, opened by outlet without theirs, and name what they leave out', async () => {
    const totals = ['账期,台账,业务类型,笔数,金额', '2026-10,业务明细,放号,3,60.50', '2026-10,用户月度,,2,50.50']
    const { batch } = await office.importText('controlTotals', totals)
    expect(await lines()).toMatchObject([
      { ledger: 'entries', type: '放号', ours: { count: 3, amount: '60.50' }, agrees: true, byOutlet: null },
      { ledger: 'subscriberMonths', type: null, ours: { count: 2, amount: '50.50' }, agrees: true },
    ])
    expect(await opened('entries', '放号')).toEqual([
      { outlet: 'W1', name: 'W1店', ours: { count: 2, amount: '80.50' }, theirs: null, difference: null, agrees: null },
      {
        outlet: 'W2',
        name: 'W2店',
        ours: { count: 1, amount: '-20.00' },
        theirs: null,
        difference: null,
        agrees: null,
      },
    ])
    expect(await opened('subscriberMonths')).toMatchObject([
      { outlet: 'W1', ours: { count: 1, amount: '38.00' } },
      { outlet: 'W2', ours: { count: 1, amount: '12.50' } },
    ])
    expect(await office.as('陈静').reconciliation.uncovered({ period })).toEqual([
      { ledger: 'entries', type: '终端', ours: { count: 1, amount: '100.00' } },
    ])
    await office.as('王芳').ledgers.undo({ id: batch ?? 0, reason: '换成分网点的' })
  })
})

describe('control totals by outlet', () => {
  it('agree only when the sums, the outlets and the whole agree', async () => {
    const totals = (w2: string, whole: string) => [
      '账期,台账,业务类型,笔数,金额,网点编码',
      '2026-10,业务明细,放号,2,80.50,W1',
      `2026-10,业务明细,放号,${w2},W2`,
      ...(whole ? [`2026-10,业务明细,放号,${whole},`] : []),
    ]
    const tried = async (w2: string, whole: string) => {
      const { batch } = await office.importText('controlTotals', totals(w2, whole))
      const [line] = await lines()
      const rows = await opened('entries', '放号')
      await office.as('王芳').ledgers.undo({ id: batch ?? 0, reason: '再试' })
      return { line, rows }
    }
    const right = await tried('1,-20', '')
    expect(right.line).toMatchObject({ agrees: true, theirs: { count: 3, amount: '60.50' }, byOutlet: { outlets: 2 } })
    expect(right.rows.map(({ agrees }) => agrees)).toEqual([true, true])
    const withWhole = await tried('1,-20', '3,60.50')
    expect(withWhole.line).toMatchObject({ agrees: true })
    // the outlets do not come to the whole, though the whole is ours
    const torn = await tried('1,-19', '3,60.50')
    expect(torn.line).toMatchObject({
      agrees: false,
      difference: { count: 0, amount: '0.00' },
      byOutlet: { outlets: 2, differing: 1, theirs: { count: 3, amount: '61.50' } },
    })
    expect(torn.rows[1]).toMatchObject({ outlet: 'W2', difference: { count: 0, amount: '-1.00' }, agrees: false })
  })

  it('list an outlet that only they name, and one that they do not', async () => {
    const { batch } = await office.importText('controlTotals', [
      '账期,台账,业务类型,笔数,金额,网点编码',
      '2026-10,业务明细,放号,2,80.50,W1',
      '2026-10,业务明细,放号,4,7,W3',
    ])
    expect(await opened('entries', '放号')).toMatchObject([
      { outlet: 'W1', agrees: true },
      { outlet: 'W2', theirs: { count: 0, amount: '0.00' }, difference: { count: 1, amount: '-20.00' }, agrees: false },
      { outlet: 'W3', ours: { count: 0, amount: '0.00' }, difference: { count: -4, amount: '-7.00' }, agrees: false },
    ])
    expect((await lines())[0]).toMatchObject({ agrees: false, byOutlet: { differing: 2 } })
    await office.as('王芳').ledgers.undo({ id: batch ?? 0, reason: '再试' })
  })
})

it('opens an outlet down to the rows of file and sheet', async () => {
  const rows = await office
    .as('陈静')
    .reconciliation.rows({ period, ledger: 'entries', type: '放号', outlet: 'W1', offset: 0, limit: 10 })
  expect(rows).toMatchObject({
    total: 2,
    sums: { amount: '80.50', quantity: 2 },
    rows: [
      { sheetRow: 2, externalId: 'S1', amount: '50.00' },
      { sheetRow: 3, externalId: 'S2', amount: '30.50' },
    ],
  })
  expect(rows.rows[0]?.file).toMatch(/entries-1\.csv/)
})
