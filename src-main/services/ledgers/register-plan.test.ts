/** An import into the register compares in steps and writes at once: it must do what one change after the other does. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSetUpOffice, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
beforeAll(async () => {
  office = await openSetUpOffice()
  await office.importText('agents', ['代理商编码,代理商名称', 'D1,通达', 'D2,宏远'])
})
afterAll(() => office.close())

const HEADINGS = { name: '网点名称', agent: '代理商编码', address: '地址', star: '星级', status: '状态' } as const
const WORDS: Readonly<Record<string, string>> = { active: '在营', suspended: '暂停' }

const fields = fc.record(
  {
    name: fc.constantFrom('城关店', '东街店'),
    agent: fc.constantFrom('D1', 'D2'),
    address: fc.constantFrom('东街', '西街'),
    star: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom('active', 'suspended'),
  },
  { requiredKeys: ['name'] },
)
const change = fc.tuple(fields, fc.constantFrom(undefined, '2026-09', '2026-11', '2027-01'))

/** The outlet's row and its history, without what tells the two ways apart. */
function content(code: string): unknown {
  const db = office.desk.office.store.read
  const row = db.get<{ id: number }>('SELECT * FROM outlets WHERE code = ?', code)
  const history = db.all(
    "SELECT field, value, from_day, user FROM history WHERE subject = 'outlet' AND subject_id = ? ORDER BY field, id",
    row?.id ?? 0,
  )
  return { ...row, id: 0, code: '', history }
}

test('changes of an outlet by imports leave what the same changes by hand leave', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const clerk = office.as('王芳')
      const [imported, byHand] = [`A${++run}`, `B${run}`]
      for (const code of [imported, byHand]) await clerk.outlets.add({ code, fields: { name: '老店', agent: 'D1' } })
      for (const [given, period] of changes) {
        const keys = Object.keys(given) as (keyof typeof HEADINGS)[]
        const values = keys.map((key) => WORDS[String(given[key])] ?? String(given[key]))
        const head = `网点编码,${keys.map((key) => HEADINGS[key]).join(',')}`
        // the run's number makes each file another
        const lines = [head, `${imported},${values.join(',')}`, ...Array<string>(run).fill(','.repeat(keys.length))]
        await office.importText('outlets', lines, period === undefined ? {} : { period })
        const from = period === undefined ? {} : { from: `${period}-01` as never }
        await clerk.outlets.change({ code: byHand, fields: given as never, ...from })
      }
      expect(content(imported)).toEqual(content(byHand))
    }),
    { numRuns: 6 },
  )
})

test('an import makes new regions and managers once, also a township below a new centre', async () => {
  const head = '网点编码,网点名称,区域营销中心,乡镇,渠道经理'
  const lines = [
    'C1,一,北片,河口镇,赵六',
    'C2,二,北片,河口镇,钱七',
    'C3,三,,河口镇,赵六',
    'C4,四,南片,,',
    'C5,五,,山口镇,',
  ]
  const { report } = await office.importText('outlets', [head, ...lines])
  expect(report.created).toEqual([
    { kind: 'centre', name: '北片' },
    { kind: 'township', name: '河口镇' },
    { kind: 'centre', name: '南片' },
    { kind: 'township', name: '山口镇' },
    { kind: 'manager', name: '赵六' },
    { kind: 'manager', name: '钱七' },
  ])
  const clerk = office.as('王芳')
  const places = await Promise.all(['C1', 'C3', 'C4', 'C5'].map((code) => clerk.outlets.get({ code })))
  expect(places.map(({ centre, township, manager }) => [centre, township, manager])).toEqual([
    ['北片', '河口镇', '赵六'],
    ['北片', '河口镇', '赵六'],
    ['南片', null, null],
    [null, '山口镇', null],
  ])
  const again = await office.importText('outlets', [head, ...lines.map((line) => line.replace('南片', '西片'))])
  expect(again.report.created).toEqual([{ kind: 'centre', name: '西片' }])
  expect(again.report.differences?.kept).toEqual([{ row: 5, code: 'C4', field: 'region', from: '南片', to: '西片' }])
})

test('what others change while an import compares is compared again, and nothing is lost', async () => {
  const head = '网点编码,网点名称,地址'
  const lines = Array.from({ length: 1500 }, (_, n) => `E${n},店${n},东街`)
  await office.importText('outlets', [head, ...lines])
  const importing = office.importText('outlets', [head, ...lines.map((line) => line.replace('东街', '西街'))])
  const comparing = () =>
    office.desk.office.jobs.list().some((job) => job.state === 'running' && job.step === 'comparing')
  while (!comparing()) await nextTurn()
  await office.as('王芳').outlets.change({ code: 'E1499', fields: { address: '西街' } as never })
  await office.as('王芳').outlets.add({ code: 'E9999', fields: { name: '新店' } as never })
  expect((await importing).rows).toMatchObject({ added: 0, updated: 1499, skipped: 1 })
  expect(
    (await office.as('王芳').outlets.history({ code: 'E1499', field: 'address' })).map(({ value }) => value),
  ).toEqual(['西街', '东街'])
})
