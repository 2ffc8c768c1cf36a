import { readFileSync } from 'node:fs'
import { read, utils } from '@e965/xlsx'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addRegister, openSetUpOffice, refusal, type TestOffice } from '../../../tests/support/office.ts'
import type { Month } from '../../domain/month.ts'

interface RowFilter {
  text?: string
  outlet?: string
  types?: string[]
  period?: Month
}

let office: TestOffice
let batch = 0

const heads = '业务日期,账期,网点编码,业务类型,用户号码,用户标识,数量,金额,流水号,备注'
const outlets = ['W1', 'W2', 'W10', 'X3']
const types = ['放号', '空中充值', '终端']

interface Row {
  readonly sheetRow: number
  readonly period: string
  readonly outlet: string
  readonly type: string
  readonly subscriber: string
  readonly quantity: number
  readonly amount: number
  readonly externalId: string
}

const rows: Row[] = fc
  .sample(
    fc.record({
      period: fc.constantFrom('2026-09', '2026-10'),
      outlet: fc.constantFrom(...outlets),
      type: fc.constantFrom(...types),
      number: fc.nat(40),
      amount: fc.integer({ min: 1, max: 5000 }),
      reversal: fc.boolean(),
    }),
    { numRuns: 400, seed: 11 },
  )
  .map(({ number, amount, reversal, ...row }, at) => ({
    ...row,
    sheetRow: at + 2,
    subscriber: `1390000${String(number).padStart(4, '0')}`,
    quantity: reversal ? -1 : 1,
    amount: reversal ? -amount : amount,
    externalId: `T${at}`,
  }))

const line = (row: Row) =>
  `${row.period}-05,${row.period},${row.outlet},${row.type},${row.subscriber},,${row.quantity},${row.amount / 100},${row.externalId},`

beforeAll(async () => {
  office = await openSetUpOffice()
  const fields = { name: '鸿运', category: 'partner', type: '指定专营店', agent: 'A1' } as const
  await addRegister(
    office,
    { A1: { name: '鸿运商贸', payerKind: 'enterprise' } },
    Object.fromEntries(outlets.map((code) => [code, { ...fields, name: `${code}专营店` }])),
  )
  // another batch before and after, whose rows must never show
  await office.importText('entries', [heads, '2026-10-01,2026-10,W1,放号,13900000001,,1,5,Z1,'])
  batch = (await office.importText('entries', [heads, ...rows.map(line)])).batch ?? 0
  await office.importText('entries', [heads, '2026-10-01,2026-10,W1,放号,13900000001,,1,5,Z2,'])
})
afterAll(() => office.close())

async function shown(asked: {
  filter?: RowFilter
  sort?: { by: string; descending: boolean }
  offset?: number
  limit?: number
}) {
  for (;;) {
    const page = await office.as('陈静').ledgers.rows({ id: batch, offset: 0, limit: 1000, ...asked })
    if (page.complete) return page
  }
}

const plainly = ({ text, outlet, types: of, period }: RowFilter) => {
  const within = (row: Row) =>
    (!outlet || row.outlet === outlet) && (!of?.length || of.includes(row.type)) && (!period || row.period === period)
  const kept = rows.filter(within)
  if (!text) return kept
  const whole = outlet ? [] : kept.filter((row) => [row.subscriber, row.externalId, row.outlet].includes(text))
  if (whole.length > 0) return whole
  return kept.filter(
    (row) =>
      row.subscriber.includes(text) ||
      row.externalId.includes(text) ||
      (outlets.includes(text) ? row.outlet === text : `${row.outlet}专营店`.includes(text)),
  )
}

const filters = fc.record(
  {
    text: fc.constantFrom('13900000007', '0007', 'T77', 'T7', 'W1', 'W10专', '没有'),
    outlet: fc.constantFrom(...outlets),
    types: fc.subarray(types),
    period: fc.constantFrom('2026-09' as Month, '2026-10' as Month),
  },
  { requiredKeys: [] },
)

it('shows the rows that pass, in the order asked, with their sums, as a plain filter and sort do', async () => {
  const keys = ['sheetRow', 'period', 'outlet', 'quantity', 'amount'] as const
  const orders = fc.option(fc.record({ by: fc.constantFrom(...keys), descending: fc.boolean() }), { nil: undefined })
  await fc.assert(
    fc.asyncProperty(filters, orders, async (filter, sort) => {
      const wanted = [...plainly(filter)]
      if (sort) {
        const key = sort.by
        wanted.sort((a, b) => {
          const [left, right] = [a[key], b[key]]
          const step = left === right ? 0 : left < right ? -1 : 1
          return (sort.descending ? -step : step) || a.sheetRow - b.sheetRow
        })
      }
      const page = await shown({ filter, ...(sort ? { sort } : {}) })
      expect(page.rows.map(({ sheetRow }) => sheetRow)).toEqual(wanted.map(({ sheetRow }) => sheetRow))
      expect(page.total).toBe(wanted.length)
      if (page.sums) {
        const sum = wanted.reduce((total, { amount }) => total + amount, 0)
        expect(Number(page.sums.amount)).toBeCloseTo(sum / 100, 2)
        expect(page.sums.quantity).toBe(wanted.reduce((total, { quantity }) => total + quantity, 0))
      }
    }),
    { numRuns: 80 },
  )
})

it('pages through a filtered order without loss, and exports the same rows and columns', async () => {
  const filter = { types: ['放号'] }
  const sort = { by: 'amount', descending: true }
  const all = (await shown({ filter, sort })).rows
  const pages = []
  for (let offset = 0; offset < all.length; offset += 30) {
    pages.push(...(await shown({ filter, sort, offset, limit: 30 })).rows)
  }
  expect(pages).toEqual(all)
  const columns = ['sheetRow', 'outlet', 'date', 'amount', 'subscriber']
  const made = await office.as('陈静').batches.exportRows({ id: batch, filter, sort, columns })
  const book = read(readFileSync(office.desk.office.files.export(made.export).path), { cellDates: true })
  const [head, ...written] = utils.sheet_to_json<unknown[]>(book.Sheets.业务明细!, { header: 1 })
  expect(head).toEqual(['行号', '网点编码', '业务日期', '金额', '用户号码'])
  expect(written.map((row) => [row[0], row[1], row[3], row[4]])).toEqual(
    all.map((row) => [row.sheetRow, row.outlet, Number(row.amount), row.subscriber]),
  )
  expect(written[0]?.[2]).toBeInstanceOf(Date)
  const csv = await office.as('陈静').batches.exportRows({ id: batch, filter, sort, columns, format: 'csv' })
  expect(readFileSync(office.desk.office.files.export(csv.export).path, 'utf8').split('\r\n')).toHaveLength(
    all.length + 2,
  )
})

it('refuses an order by what only identifies, and rows of a batch that was undone', async () => {
  const sort = { by: 'externalId', descending: false }
  expect(await refusal(office.as('陈静').ledgers.rows({ id: batch, sort }))).toMatchObject({ code: 'INVALID_INPUT' })
  const other = await office.importText('entries', [heads, '2026-10-02,2026-10,W2,放号,13900000009,,1,5,Z9,'])
  await office.as('王芳').ledgers.undo({ id: other.batch ?? 0, reason: '导错了' })
  expect(await refusal(office.as('陈静').ledgers.rows({ id: other.batch ?? 0 }))).toMatchObject({ code: 'NOT_FOUND' })
})
