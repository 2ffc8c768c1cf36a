/** Core tiers: recommended by volume and growth over a span, recorded by document for several agents at once. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IsoDate, Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const month = (text: string) => text as Month

beforeEach(async () => {
  office = await openSetUpOffice('2026-10-20T08:00:00.000Z')
  await addRegister(
    office,
    { D1: { name: '通达', coreTier: '县级重点' }, D2: { name: '宏远' }, D3: { name: '利民' } },
    {
      W1: { name: '城关店', category: 'partner', agent: 'D1' },
      W2: { name: '城北店', category: 'partner', agent: 'D2' },
      W3: { name: '城南店', category: 'partner', agent: 'D2' },
      O1: { name: '营业厅', category: 'own' },
    },
  )
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,数量,金额,流水号',
    '2026-07-01,W1,放号,1,10,A1',
    '2026-07-02,W1,放号,1,10,A2',
    '2026-07-02,W2,放号,1,10,A3',
    '2026-08-01,W1,放号,1,10,A4',
    '2026-08-02,W1,放号,1,10,A5',
    '2026-09-01,W1,空中充值,1,100.5,A6',
    '2026-09-02,W2,放号,5,10,A7',
    '2026-09-03,W3,放号,1,10,A8',
    '2026-09-04,W3,放号,-1,-10,A9',
    '2026-09-05,O1,放号,9,10,B1',
  ])
})
afterEach(() => office.close())

test('by count over two months against the two before; own stores do not count, nor does what another type sold', async () => {
  const ask = (measure: 'count' | 'quantity' | 'amount', type?: string) =>
    office
      .as('王芳')
      .coreTiers.recommend({ from: month('2026-08'), to: month('2026-09'), measure, top: 1, ...(type ? { type } : {}) })
  const found = await ask('count', '放号')
  expect(found.before).toEqual(['2026-06', '2026-07'])
  expect(found.rows).toEqual([
    {
      agent: 'D1',
      name: '通达',
      tier: '县级重点',
      outlets: 1,
      volume: '2',
      before: '2',
      growth: '0.00',
      byVolume: 1,
      byGrowth: 1,
      recommended: ['volume'],
    },
    {
      agent: 'D2',
      name: '宏远',
      tier: null,
      outlets: 2,
      volume: '1',
      before: '1',
      growth: '0.00',
      byVolume: 2,
      byGrowth: 1,
      recommended: [],
    },
  ])
  expect((await ask('quantity', 'activation')).rows.map((row) => [row.agent, row.volume, row.growth])).toEqual([
    ['D2', '5', '400.00'],
    ['D1', '2', '0.00'],
  ])
  expect((await ask('amount')).rows.map((row) => [row.agent, row.volume, row.before, row.recommended])).toEqual([
    ['D1', '120.50', '20.00', ['volume', 'growth']],
    ['D2', '10.00', '10.00', []],
  ])
  expect(
    await refusalCode(office.as('王芳').coreTiers.recommend({ from: month('2026-09'), to: month('2026-08') })),
  ).toBe('INVALID_INPUT')
})

test('both spans go to the agent who has the outlet at the end: taking an outlet over is not growing', async () => {
  await office.as('王芳').outlets.change({ code: 'W1', fields: { agent: 'D3' }, from: '2026-09-01' as IsoDate })
  const { rows } = await office.as('王芳').coreTiers.recommend({ from: month('2026-08'), to: month('2026-09'), top: 1 })
  expect(rows.map(({ agent, volume, before }) => [agent, volume, before])).toEqual([
    ['D3', '3', '2'],
    ['D2', '1', '1'],
  ])
})

test('decisions of one document for several agents hold from their day, with what was before', async () => {
  const clerk = office.as('王芳')
  const asked = {
    decisions: [
      { agent: 'D1', tier: '市级核心' },
      { agent: 'D2', tier: '县级重点' },
    ],
    documentNumber: '市移渠〔2026〕18号',
    from: '2026-11-01' as IsoDate,
  } satisfies Parameters<typeof clerk.coreTiers.record>[0]
  expect(await refusalCode(office.as('李强').coreTiers.record(asked))).toBe('ROLE_MISSING')
  expect(await clerk.coreTiers.record(asked)).toEqual({ recorded: 2, changed: 2 })
  expect((await clerk.agents.get({ code: 'D1' })).coreTier).toBe('县级重点')
  await office.reopen('2026-11-01T08:00:00.000Z')
  expect((await office.as('王芳').agents.get({ code: 'D1' })).coreTier).toBe('市级核心')
  expect(await office.as('王芳').coreTiers.decisions({})).toMatchObject([
    { agent: 'D2', tier: '县级重点', before: null },
    { agent: 'D1', tier: '市级核心', before: '县级重点', documentNumber: '市移渠〔2026〕18号', from: '2026-11-01' },
  ])
  expect((await office.as('王芳').agents.history({ code: 'D1', field: 'coreTier' }))[0]).toMatchObject({
    value: '市级核心',
    reason: '文号 市移渠〔2026〕18号',
  })
})
