/** The office's own workbook against the statements: each difference with what it comes from. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, type TestOffice } from './support/office.ts'

let office: TestOffice
const october = '2026-10' as Month

beforeEach(async () => {
  office = await openSetUpOffice()
  const outlet = (grade: string) => ({ name: `店${grade}`, category: 'partner' as const, agent: 'D1', grade })
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司', fundMember: true } },
    {
      W1: outlet('A'),
      W2: outlet('B'),
      W3: outlet('B'),
      W4: outlet('B'),
      W5: outlet('B'),
      Y1: { name: '营业厅', category: 'own' },
    },
  )
  await office.as('管理员').settings.factors({ by: 'grade', from: '2026-01' as Month, table: { A: '1.1' } })
  await office.as('管理员').settings.fund({ from: '2026-01' as Month, rate: '10', match: '100' })
  const { id } = await office.as('王芳').policies.save({
    code: 'P',
    title: '政策',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      {
        kind: 'volume',
        code: 'FH',
        title: '放号酬金',
        measure: 'count',
        entries: { businessTypes: ['放号'] },
        factors: ['grade'],
        cap: '70.00',
        pay: { kind: 'perUnit', rate: '30.00' },
      },
      {
        kind: 'volume',
        code: 'CZ',
        title: '充值酬金',
        measure: 'amount',
        entries: { businessTypes: ['空中充值'] },
        pay: { kind: 'percent', rate: '1' },
      },
    ],
  })
  await office.as('王芳').policies.submit({ id })
  await office.as('李强').policies.approve({ id })
  const entry = (outlet: string, type: string, amount: number, id: string) =>
    `2026-10-01,${outlet},${type},${amount},${id}`
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,金额,流水号',
    ...['A1', 'A2'].map((id) => entry('W1', '放号', 0, id)),
    entry('W1', '空中充值', 1000, 'A3'),
    ...['B1', 'B2', 'B3'].map((id) => entry('W2', '放号', 0, id)),
    entry('W3', '放号', 0, 'C1'),
    entry('W4', '放号', 0, 'D1'),
  ])
  await office.as('王芳').settlements.calculate({ period: october })
})
afterEach(() => office.close())

const compare = async (...lines: string[]) => {
  await office.importText('expectedAmounts', ['账期,网点编码,条款,金额', ...lines])
  return office.as('陈静').expected.compare({ period: october })
}

test('each difference says what it comes from, to the fen', async () => {
  const { rows, ...sums } = await compare(
    '2026-10,W1,,70',
    '2026-10,W2,,90',
    '2026-10,W3,,27',
    '2026-10,W4,,17.77',
    '2026-10,W5,,5',
    '2026-10,Y1,,8',
  )
  const said = rows.map(({ outlet, ours, difference, reason }) => [outlet, ours, difference, reason])
  expect(said).toEqual([
    ['W1', '76.00', '-6.00', '自算表的“放号酬金”没有乘 A 级系数 1.1'],
    ['W2', '70.00', '20.00', '自算表的“放号酬金”没有封顶 70.00'],
    ['W3', '30.00', '-3.00', '自算表是扣了基金缴存 3.00 元 之后的数'],
    ['W4', '30.00', '-12.23', '没有一两项能说明这个差额，请打开结算单逐条核对'],
    ['W5', '0.00', '5.00', '本月没有结算单：没有符合条款的业务，也没有调整'],
    ['Y1', '0.00', '8.00', '自有营业厅不计酬金'],
  ])
  expect(sums).toEqual({ outlets: 6, differing: 6, expected: '217.77', ours: '206.00', difference: '11.77' })
})

test('two left out at once; a line left out; an outlet that the workbook does not have; what agrees says nothing', async () => {
  const { rows } = await compare('2026-10,W1,,60', '2026-10,W2,,70', '2026-10,W3,,0.04')
  expect(rows.map(({ outlet, expected, difference, reason }) => [outlet, expected, difference, reason])).toEqual([
    ['W1', '60.00', '-16.00', '自算表的“放号酬金”没有乘 A 级系数 1.1；自算表没有算“充值酬金” 10.00 元'],
    ['W2', '70.00', '0.00', ''],
    ['W3', '0.04', '-29.96', '没有一两项能说明这个差额，请打开结算单逐条核对'],
    ['W4', null, '-30.00', '自算表里没有这个网点'],
  ])
})

test('by clause, named by code or title; it is never an input of the calculation', async () => {
  const { rows } = await compare('2026-10,W1,FH,66', '2026-10,W1,充值酬金,9', '2026-10,W1,宽带,5')
  expect(
    rows.filter(({ outlet }) => outlet === 'W1').map(({ clause, ours, difference }) => [clause, ours, difference]),
  ).toEqual([
    ['FH', '66.00', '0.00'],
    ['充值酬金', '10.00', '-1.00'],
    ['宽带', '0.00', '5.00'],
  ])
  const points = await office.as('李强').settlements.checklist({ period: october })
  expect(points.map(({ code }) => code)).not.toContain('OLDER_THAN_DATA')
})
