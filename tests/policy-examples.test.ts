/** A policy's worked examples are calculated before it is submitted, by the engine itself and in a store of their own. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import type { Policy } from '../src-main/domain/policy.ts'
import { openSetUpOffice, refusal, type TestOffice } from './support/office.ts'

let office: TestOffice

beforeEach(async () => {
  office = await openSetUpOffice()
  await office.as('管理员').settings.factors({ by: 'grade', from: '2026-01' as Month, table: { A: '1.1' } })
})
afterEach(() => office.close())

const october = '2026-10' as Month
const entry = (subscriber: string, outlet: string) => ({
  业务日期: '2026-10-05',
  网点编码: outlet,
  业务类型: '放号',
  用户号码: subscriber,
  流水号: subscriber,
})

function policy(amount: string): Policy {
  return {
    code: 'P',
    title: '带算例的政策',
    kind: 'basic',
    from: '2026-01' as Month,
    clauses: [
      {
        kind: 'volume',
        code: 'ACT',
        title: '放号',
        measure: 'count',
        factors: ['grade'],
        pay: { kind: 'perUnit', rate: '30.00' },
      },
      {
        kind: 'instalment',
        code: 'INS',
        title: '分期',
        schedule: [{ month: 1, amount: '35.00', when: { onNet: true } }],
      },
    ],
    examples: [
      {
        title: '两户，一户停机',
        period: october,
        outlets: [{ 网点编码: 'W1', 网点名称: '甲店', 渠道类别: '社会', 代理商编码: 'D1', 分级: 'A' }],
        entries: [entry('1391', 'W1'), entry('1392', 'W1')],
        subscriberMonths: [
          { 账期: '2026-10', 用户号码: '1391', 网点编码: 'W1', 状态: '在网', 开账收入: 58 },
          { 账期: '2026-10', 用户号码: '1392', 网点编码: 'W1', 状态: '停机', 开账收入: 0 },
        ],
        lines: [
          { outlet: 'W1', clause: 'ACT', amount },
          { outlet: 'W1', clause: 'INS', amount: '35.00' },
        ],
      },
    ],
  }
}

test('right examples let it through; a wrong one says which amount differs, and the draft stays', async () => {
  const clerk = office.as('王芳')
  const wrong = await clerk.policies.save(policy('60.00'))
  expect(await refusal(clerk.policies.submit({ id: wrong.id }))).toEqual({
    code: 'EXAMPLES_FAILED',
    details: {
      faults: [{ example: '两户，一户停机', outlet: 'W1', clause: 'ACT', expected: '60.00', found: '66.00' }],
    },
  })
  expect((await clerk.policies.get({ id: wrong.id })).status).toBe('draft')
  const right = await clerk.policies.save(policy('66.00'))
  expect(await clerk.policies.submit({ id: right.id })).toMatchObject({ status: 'submitted' })
  const { read } = office.desk.office.store
  expect(read.get('SELECT count(*) AS n FROM outlets')).toEqual({ n: 0 })
  const left = join(office.dataDir, 'tmp')
  expect(existsSync(left) ? readdirSync(left).filter((name) => name.startsWith('example-')) : []).toEqual([])
})

test('a line that the example does not expect is a difference too', async () => {
  const { examples, ...plain } = policy('66.00')
  const [example] = examples!
  const lines = example!.lines.filter(({ clause }) => clause === 'ACT')
  const saved = await office.as('王芳').policies.save({ ...plain, examples: [{ ...example!, lines }] })
  expect(await refusal(office.as('王芳').policies.submit({ id: saved.id }))).toMatchObject({
    details: { faults: [{ clause: 'INS', expected: '0.00', found: '35.00' }] },
  })
})

test('the editor is told of every example: amounts with how they came about, and rows that cannot be taken in', async () => {
  const { examples, ...plain } = policy('66.00')
  const [example] = examples!
  const wrong = { ...example!, title: '行有错', entries: [{ ...entry('1391', 'W1'), 业务类型: '没有的业务' }] }
  const results = await office.as('王芳').policies.runExamples({ policy: { ...plain, examples: [example!, wrong] } })
  expect(results[0]).toMatchObject({ title: '两户，一户停机', right: true, trouble: null })
  expect(results[0]!.lines.map(({ clause, found, said }) => [clause, found, said])).toEqual([
    ['ACT', '66.00', ['全部业务 2 笔 × 30.00 元 = 60.00 元；A 级系数 1.1 → 66.00 元']],
    ['INS', '35.00', [expect.stringContaining('1 户 × 35.00 元 = 35.00 元，1 户未达条件')]],
  ])
  expect(results[1]).toMatchObject({ right: false, lines: [], trouble: { code: 'IMPORT_REJECTED' } })
  expect(results[1]!.trouble!.details).toMatchObject({ table: 'entries', errors: [{ row: 2, column: '业务类型' }] })
  // nothing of it stays, and it is the clerk's or the reviewer's to do
  expect(office.desk.office.store.read.get('SELECT count(*) AS n FROM policies')).toEqual({ n: 0 })
  expect((await refusal(office.as('陈静').policies.runExamples({ policy: plain }))).code).toBe('ROLE_MISSING')
})
