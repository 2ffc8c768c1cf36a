/** An import of outlets that names a closed region or a manager who has left: an error of that row, with the reason. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addRegister, openSetUpOffice, refusal, type TestOffice } from '../../../tests/support/office.ts'
import type { IsoDate, Month } from '../../domain/month.ts'
import { problemWords } from '../../domain/said/mistake-words.ts'

let office: TestOffice
const clerk = () => office.as('王芳')
const day = (text: string) => text as IsoDate
const HEAD = '网点编码,网点名称,区域营销中心,乡镇,渠道经理,状态'
const reason = '区划调整'

beforeEach(async () => {
  office = await openSetUpOffice()
  const outlet = (centre: string, township: string, more: object = {}) => ({
    name: '店',
    agent: 'A1',
    centre,
    township,
    ...more,
  })
  await addRegister(
    office,
    { A1: { name: '甲公司' } },
    {
      W1: outlet('东片', '河东镇', { manager: '周经理' }),
      W2: outlet('东片', '老街', { status: 'exited' }),
      W3: outlet('北片', '山口镇', { status: 'exited' }),
    },
  )
})
afterEach(() => office.close())

const idOf = async (name: string) => (await clerk().regions.tree({})).find((one) => one.name === name)!.id
/** The mistakes as row, column and code, and the answer's words. */
async function mistakes(...rows: string[]) {
  const { code, details } = await refusal(office.importText('outlets', [HEAD, ...rows]))
  const errors = (details.errors ?? []) as { row: number; column: string; code: string; value: string }[]
  return { code, errors: errors.map(({ row, column, code: fault }) => [row, column, fault]), first: errors[0] }
}

test('each wrong row is told with its reason, and nothing is imported', async () => {
  await clerk().regions.close({ id: await idOf('老街'), reason })
  await clerk().regions.close({ id: await idOf('北片'), reason })
  await clerk().channelManagers.save({ name: '周经理', to: day('2026-11-01') })
  const found = await mistakes(
    'W1,店,东片,河东镇,,在营',
    'W9,店,东片,老街,,在营',
    'W8,店,北片,山口镇,,在营',
    'W7,店,北片,新镇,,在营',
    'W6,店,,老街,,在营',
    'W5,店,东片,河东镇,周经理,在营',
    'W2,店,东片,老街,,退出',
  )
  expect(found.code).toBe('IMPORT_REJECTED')
  expect(found.errors).toEqual([
    [3, '乡镇', 'REGION_CLOSED'],
    [4, '区域营销中心', 'REGION_CLOSED'],
    [5, '区域营销中心', 'REGION_CLOSED'],
    [6, '乡镇', 'REGION_CLOSED'],
    [7, '渠道经理', 'MANAGER_LEFT'],
  ])
  const said = problemWords({ ...found.first!, level: 'error', details: { from: '2026-11-21' } } as never)
  expect(said).toContain('已经撤销')
  expect((await clerk().outlets.list({})).total).toBe(3)
})

test('another spelling of an open township is none; months before the closing neither', async () => {
  await clerk().regions.merge({ id: await idOf('老街'), into: await idOf('河东镇'), reason })
  await clerk().regions.close({ id: await idOf('北片'), from: day('2026-11-21'), reason })
  const answer = await office.importText('outlets', [HEAD, 'W9,店,东片,老街,周经理,在营'])
  expect(answer.rows).toMatchObject({ added: 1 })
  expect((await clerk().outlets.get({ code: 'W9' })).township).toBe('河东镇')
})

test('a region that will be closed takes no new outlet, and a row that changes nothing is no mistake', async () => {
  const old = await idOf('老街')
  await clerk().regions.close({ id: old, from: day('2027-01-01'), reason })
  expect(await mistakes('W2,店,东片,老街,,退出')).toMatchObject({ code: 'nothing refused' })
  const { code } = await refusal(
    office.importText('outlets', [HEAD, 'W9,店,东片,老街,,在营'], { period: '2026-12' as Month }),
  )
  expect(code).toBe('REGION_CLOSED')
})
