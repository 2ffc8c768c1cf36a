/** Rows that are there already: skipped, overwritten or their blanks filled, told field by field, and given back by undoing. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { Month } from '../../domain/month.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', ['网点编码,网点名称,渠道类别', 'W1,城关店,社会', 'W2,东街店,社会'])
})
afterEach(() => office.close())

const HEAD = '账期,网点编码,业务类型,数量,金额'
const FIRST = [HEAD, '2026-10,W1,放号,10,0', '2026-10,W2,放号,20,5.00']
const SECOND = [HEAD, '2026-10,W1,放号,12,0', '2026-10,W2,放号,20,5.00', '2026-10,W2,代收费,1,8.00']

/** What the store shows of a ledger: rows of active batches. */
const seen = (table: string, columns: string) =>
  office.desk.office.store.read.all(
    `SELECT ${columns} FROM ${table} n JOIN batches b ON b.id = n.batch AND b.state = 'active'
     LEFT JOIN outlets o ON o.id = n.outlet ORDER BY n.id`,
  )
const volumes = () => seen('volumes', 'o.code, n.quantity, n.amount')
const list = async () => (await office.as('王芳').ledgers.batches({ offset: 0, limit: 10, kind: 'volumes' })).rows

test('overwriting changes what differs, tells it, and is undone whole', async () => {
  const first = await office.importText('volumes', FIRST)
  const before = volumes()
  const dry = await office.importText('volumes', SECOND, { duplicates: 'overwrite', dryRun: true })
  expect(dry.rows).toEqual({ read: 3, added: 1, updated: 1, skipped: 1, rejected: 0 })
  expect(dry.report.differences).toEqual({
    rows: 1,
    fields: 1,
    kept: [{ row: 2, code: '2026-10 W1 放号', field: 'quantity', from: '10', to: '12' }],
  })
  expect(volumes()).toEqual(before)

  const second = await office.importText('volumes', [...SECOND, ''], { duplicates: 'overwrite' })
  expect(second.rows).toEqual(dry.rows)
  expect(second.totals.sums).toEqual({ quantity: 13, amount: '8.00' })
  expect(volumes()).toEqual([
    { code: 'W2', quantity: 20, amount: 500 },
    { code: 'W1', quantity: 12, amount: 0 },
    { code: 'W2', quantity: 1, amount: 800 },
  ])
  expect((await list()).map(({ periods }) => periods[0]?.rows)).toEqual([2, 1])
  expect((await office.as('王芳').ledgers.rows({ id: first.batch!, offset: 0, limit: 9 })).rows).toHaveLength(2)
  expect(await refusal(office.as('王芳').ledgers.undo({ id: first.batch!, reason: '错' }))).toMatchObject({
    code: 'BATCH_USED',
    details: { reason: 'replaced', batch: second.batch },
  })
  // what a restart sweeps must leave the replaced rows alone
  await office.reopen()
  await office.as('王芳').ledgers.undo({ id: second.batch!, reason: '错' })
  expect(volumes()).toEqual(before)
  expect((await list()).map(({ periods }) => periods[0]?.rows)).toEqual([2, 2])
  await office.as('王芳').ledgers.undo({ id: first.batch!, reason: '错' })
  expect(volumes()).toEqual([])
})

test('filling blanks keeps what is known; overwriting keeps or clears by blank cells', async () => {
  const months = (line: string, options = {}) =>
    office.importText('subscriberMonths', ['账期,用户号码,网点编码,状态,品牌,开账收入,欠费', line], options)
  const rows = () => seen('subscriber_months', 'n.subscriber, o.code, n.billed, n.brand IS NULL AS bare')
  await months('2026-10,1391,W1,在网,,58.00,0')
  const filled = await months('2026-10,1391,W2,在网,神州行,60.00,0', { duplicates: 'fillBlanks' })
  expect(filled.rows).toMatchObject({ updated: 1, added: 0 })
  expect(filled.report.differences?.kept).toEqual([
    { row: 2, code: '2026-10 1391', field: 'brand', from: null, to: '神州行' },
  ])
  expect(rows()).toEqual([{ subscriber: '1391', code: 'W1', billed: 5800, bare: 0 }])
  await months('2026-10,1391,W2,在网,,60.00,0', { duplicates: 'overwrite' })
  expect(rows()).toEqual([{ subscriber: '1391', code: 'W2', billed: 6000, bare: 0 }])
  await months('2026-10,1391,W2,在网,,61.00,0', { duplicates: 'overwrite', blanks: 'clear' })
  expect(rows()).toEqual([{ subscriber: '1391', code: 'W2', billed: 6100, bare: 1 }])
})

test('rows of a closed month never change, and entries have no key to overwrite by', async () => {
  await office.importText('volumes', FIRST)
  const period = '2026-10' as Month
  await office.as('王芳').settlements.calculate({ period })
  await office.as('李强').settlements.review({ period })
  await office.as('李强').settlements.approve({ period })
  await office.as('李强').settlements.close({ period })
  const before = volumes()
  const refused = await refusal(office.importText('volumes', SECOND, { duplicates: 'overwrite' }))
  expect(refused.code).toBe('IMPORT_REJECTED')
  expect(refused.details.errors).toMatchObject([
    { row: 2, code: 'PERIOD_CLOSED' },
    { row: 3, code: 'PERIOD_CLOSED' },
  ])
  expect(volumes()).toEqual(before)
  const entries = ['业务日期,网点编码,业务类型', '2026-11-01,W1,放号']
  expect(await refusalCode(office.importText('entries', entries, { duplicates: 'overwrite' }))).toBe('INVALID_INPUT')
})
