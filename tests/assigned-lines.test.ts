/** The province's commission list: paid as assigned or checked against an own clause, explained, undone, and closed with. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusal, type TestOffice } from './support/office.ts'

let office: TestOffice
const period = '2026-09' as Month
const october = '2026-10' as Month
const clerk = () => office.as('王芳')

beforeAll(async () => {
  office = await openSetUpOffice()
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司', fundMember: true } },
    {
      W1: { name: '城关店', category: 'partner', agent: 'D1', grade: 'A' },
      W2: { name: '河东店', category: 'partner', agent: 'D1', grade: 'A' },
      Z1: { name: '营业厅', category: 'own' },
    },
  )
  const { id } = await clerk().policies.save({
    code: 'P',
    title: '政策',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      { kind: 'volume', code: 'C', title: '放号', measure: 'count', pay: { kind: 'perUnit', rate: '30.00' } },
      {
        kind: 'volume',
        code: 'K',
        title: '宽带',
        measure: 'count',
        entries: { businessTypes: ['宽带'] },
        pay: { kind: 'perUnit', rate: '1.00' },
      },
    ],
  })
  await clerk().policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  await office.as('管理员').settings.fund({ from: '2026-01' as Month, rate: '10', match: '100' })
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号',
    '2026-09-01,W1,放号,1391,1,0,A1',
    '2026-10-01,W1,放号,1392,1,0,A2',
  ])
  await office.importText('assignedLines', [
    '账期,网点编码,项目,金额',
    '2026-09,W1,省激励,100.00',
    '2026-09,W1,省激励,-20.50',
    '2026-09,W2,省激励,7.00',
    '2026-09,Z1,省激励,9.00',
    '2026-09,W1,省放号,28.00',
    '2026-09,W2,省放号,5.00',
  ])
})
afterAll(() => office.close())

const lines = async (outlet: string, month = period) => {
  const [statement] = await clerk().settlements.statements({ period: month, outlets: [outlet] })
  return (statement?.lines ?? []).map(({ id, kind, policy, clause, amount, rows }) => ({
    id,
    kind,
    policy,
    clause,
    amount,
    rows,
  }))
}

describe('assigned lines', () => {
  test('an item that nobody has decided is paid as assigned, and closing warns of it', async () => {
    await clerk().settlements.calculate({ period })
    expect(await lines('W1')).toEqual([
      { id: '2026-09/W1/P.v1/C', kind: 'volume', policy: 'P', clause: 'C', amount: '30.00', rows: 1 },
      { id: '2026-09/W1/assigned/省激励', kind: 'assigned', policy: '', clause: '省激励', amount: '79.50', rows: 2 },
      { id: '2026-09/W1/assigned/省放号', kind: 'assigned', policy: '', clause: '省放号', amount: '28.00', rows: 1 },
    ])
    // own stores get none, and no part of it goes into the fund
    expect(await lines('Z1')).toEqual([])
    const [statement] = await clerk().settlements.statements({ period, outlets: ['W1'] })
    expect(statement).toMatchObject({ gross: '137.50', fund: { contributed: '3.00', matched: '3.00' } })
    const points = await clerk().settlements.checklist({ period })
    expect(points.find(({ code }) => code === 'ASSIGNED_UNDECIDED')).toMatchObject({
      level: 'warning',
      count: 2,
      examples: ['省激励', '省放号'],
    })
  })

  test('why this number: the rows of the list with their sheet and row', async () => {
    const asked = { period, outlet: 'W1', line: '2026-09/W1/assigned/省激励' }
    const { text, rows, total, clause } = await clerk().settlements.explain(asked)
    expect(text).toBe('上级酬金清单“省激励” 79.50 元')
    expect(clause).toBeNull()
    expect(total).toBe(2)
    expect(rows.map(({ ledger, row, amount, businessType }) => [ledger, row, amount, businessType])).toEqual([
      ['assignedLines', 2, '100.00', '省激励'],
      ['assignedLines', 3, '-20.50', '省激励'],
    ])
  })

  test('a checked item is not paid but compared, outlet by outlet', async () => {
    await clerk().assigned.decide({ item: '省激励', is: { treatment: 'paid' } })
    await office.as('李强').assigned.decide({ item: '省放号', is: { treatment: 'checked', policy: 'P', clause: 'C' } })
    await clerk().settlements.calculate({ period })
    expect((await lines('W1')).map(({ clause, amount }) => [clause, amount])).toEqual([
      ['C', '30.00'],
      ['省激励', '79.50'],
    ])
    const compared = await clerk().assigned.rows({ period })
    expect(
      compared.rows.map(({ item, outlet, theirs, ours, difference }) => [item, outlet, theirs, ours, difference]),
    ).toEqual([
      ['省放号', 'W1', '28.00', '30.00', '2.00'],
      ['省放号', 'W2', '5.00', '0.00', '-5.00'],
      ['省激励', 'W1', '79.50', '79.50', '0.00'],
      ['省激励', 'W2', '7.00', '7.00', '0.00'],
      ['省激励', 'Z1', '9.00', '0.00', '-9.00'],
    ])
    expect(compared.sums).toEqual({ theirs: '128.50', ours: '116.50', difference: '-12.00' })
    const differing = await clerk().assigned.rows({ period, filter: { state: 'differs', item: '省放号' } })
    expect(differing.total).toBe(2)
    expect(await clerk().assigned.items({ period })).toMatchObject([
      { name: '省激励', rows: 4, outlets: 3, theirs: '95.50', ours: '86.50', differing: 1, decision: { user: '王芳' } },
      {
        name: '省放号',
        theirs: '33.00',
        ours: '30.00',
        difference: '-3.00',
        differing: 2,
        decision: { user: '李强', is: { treatment: 'checked' } },
      },
    ])
    const points = await clerk().settlements.checklist({ period })
    expect(points.some(({ code }) => code === 'ASSIGNED_UNDECIDED')).toBe(false)
  })

  test('who may decide what', async () => {
    const paid = { treatment: 'paid' } as const
    const checked = (clause: string) => ({ treatment: 'checked', policy: 'P', clause }) as const
    const refused = async (name: string, asked: Parameters<ReturnType<typeof clerk>['assigned']['decide']>[0]) =>
      (await refusal(office.as(name).assigned.decide(asked))).code
    expect(await refused('陈静', { item: '省激励', is: paid })).toBe('ROLE_MISSING')
    expect(await refused('王芳', { item: '没有的', is: paid })).toBe('NOT_FOUND')
    expect(await refused('王芳', { item: '省激励', is: checked('X') })).toBe('NOT_FOUND')
    // two items against one clause would compare neither
    expect(await refused('王芳', { item: '省激励', is: checked('C') })).toBe('INVALID_INPUT')
    expect(await refused('王芳', { item: '省激励', is: checked('K') })).toBe('nothing refused')
    expect(await refused('王芳', { item: '省激励', is: paid })).toBe('nothing refused')
  })

  test('a closed month keeps what it paid; a later decision holds from the next month on', async () => {
    await clerk().settlements.calculate({ period })
    await office.as('李强').settlements.review({ period })
    await office.as('李强').settlements.approve({ period })
    await office.as('李强').settlements.close({ period })
    const before = await lines('W1')
    expect(
      (await refusal(clerk().assigned.decide({ item: '省激励', from: period, is: { treatment: 'paid' } }))).code,
    ).toBe('PERIOD_CLOSED')
    const decided = await clerk().assigned.decide({
      item: '省激励',
      is: { treatment: 'checked', policy: 'P', clause: 'K' },
    })
    expect(decided.decision).toMatchObject({ from: october })
    expect(await lines('W1')).toEqual(before)
    expect((await clerk().assigned.items({ period })).map(({ decision }) => decision?.is.treatment)).toEqual([
      'paid',
      'checked',
    ])
    await office.importText('assignedLines', [
      '账期,网点编码,项目,金额',
      '2026-10,W1,省激励,50.00',
      '2026-10,W1,新项目,3.00',
    ])
    await clerk().settlements.calculate({ period: october })
    expect((await lines('W1', october)).map(({ clause, amount }) => [clause, amount])).toEqual([
      ['C', '30.00'],
      ['新项目', '3.00'],
    ])
  })

  test('an undone list takes its money along', async () => {
    const batch = (await clerk().ledgers.batches({ kind: 'assignedLines' })).rows[0]!
    await clerk().ledgers.undo({ id: batch.id, reason: '错的' })
    await clerk().settlements.calculate({ period: october })
    expect((await lines('W1', october)).map(({ clause }) => clause)).toEqual(['C'])
  })
})
