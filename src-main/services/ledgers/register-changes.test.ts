import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSetUpOffice, refusal, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openSetUpOffice()
})
afterAll(() => office.close())

const changes = (id: number | null, text?: string) =>
  office.as('陈静').batches.changes({ id: id ?? 0, ...(text ? { text } : {}) })
const imported = async (kind: 'agents' | 'outlets' | 'outletCodes', lines: string[]) =>
  (await office.importText(kind, lines, { mapping: {} })).batch

it('tells what each import added and changed, with the values before, as they were then', async () => {
  const heads = '代理商编码,代理商名称,纳税人类型,联系人,联系电话'
  const first = await imported('agents', [heads, 'A1,鸿运商贸,企业,李明,13800000001', 'A2,远大通讯,个体工商户,,'])
  const second = await imported('agents', [heads, 'A1,鸿运商贸,企业,王红,13800000002', 'A2,远大通讯,个体工商户,,'])
  expect(await changes(second)).toEqual({
    total: 2,
    rows: [
      ['contact', '李明', '王红'],
      ['phone', '13800000001', '13800000002'],
    ].map(([field, was, became]) => ({
      subject: 'agent',
      code: 'A1',
      name: '鸿运商贸',
      what: 'changed',
      field,
      was,
      became,
      values: null,
      from: '2026-11-21',
    })),
  })
  // what was added is told with the values of then, not of now
  const added = await changes(first)
  expect(added.total).toBe(2)
  expect(added.rows[0]).toMatchObject({
    code: 'A1',
    what: 'added',
    field: null,
    values: { name: '鸿运商贸', payerKind: 'enterprise', contact: '李明', phone: '13800000001' },
  })
  expect(added.rows[1]?.values).not.toHaveProperty('phone')
  expect((await changes(first, '远大')).rows.map(({ code }) => code)).toEqual(['A2'])

  await imported('outlets', ['网点编码,网点名称,代理商编码,入网日期', 'W1,城关店,A1,2025-03-01'])
  const moved = await imported('outlets', ['网点编码,网点名称,代理商编码,入网日期', 'W1,城关店,A2,2025-03-02'])
  expect((await changes(moved)).rows.map(({ field, was, became }) => [field, was, became])).toEqual([
    ['agent', 'A1', 'A2'],
    ['joinedOn', '2025-03-01', '2025-03-02'],
  ])
  const codes = await imported('outletCodes', ['网点编码,识别码类型,识别码,生效日期', 'W1,工号,0077,2026-01-01'])
  expect((await changes(codes)).rows).toMatchObject([
    { subject: 'outletCode', code: 'W1', what: 'added', field: '工号', became: '0077', from: '2026-01-01' },
  ])
  await office.as('王芳').ledgers.undo({ id: codes ?? 0, reason: '导错了' })
  expect(await refusal(changes(codes))).toMatchObject({ code: 'NOT_FOUND' })
})
