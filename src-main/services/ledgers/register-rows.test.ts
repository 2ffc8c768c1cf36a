/** Imports into the register: what changes is told field by field, a blank keeps or clears, and a batch is undone while it can be. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSetUpOffice, refusal, type TestOffice } from '../../../tests/support/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openSetUpOffice()
  await office.importText('agents', ['代理商编码,代理商名称', 'D1,通达', 'D2,宏远'])
})
afterEach(() => office.close())

const HEAD = '网点编码,网点名称,渠道类别,代理商编码,乡镇,地址,渠道经理'

test('a dry run tells every difference of known outlets, and changes none', async () => {
  await office.importText('outlets', [HEAD, 'W1,城关店,社会,D1,城关镇,东街1号,张三'])
  const rows = [HEAD, 'W1,城关新店,社会,D2,城关镇,,李四', 'W2,西街店,社会,D1,城关镇,西街,']
  const dry = await office.importText('outlets', rows, { dryRun: true })
  expect(dry.rows).toMatchObject({ added: 1, updated: 1 })
  expect(dry.report.differences).toEqual({
    rows: 1,
    fields: 3,
    kept: [
      { row: 2, code: 'W1', field: 'name', from: '城关店', to: '城关新店' },
      { row: 2, code: 'W1', field: 'agent', from: 'D1', to: 'D2' },
      { row: 2, code: 'W1', field: 'manager', from: '张三', to: '李四' },
    ],
  })
  expect((await office.as('王芳').outlets.get({ code: 'W1' })).name).toBe('城关店')
})

test('a blank cell clears on request, but never what must have a value', async () => {
  await office.importText('outlets', [HEAD, 'W1,城关店,社会,D1,城关镇,东街1号,张三'])
  const rows = ['网点编码,网点名称,渠道类别,乡镇,区域营销中心,地址,渠道经理', 'W1,城关店,,,,,']
  expect((await office.importText('outlets', rows)).rows).toMatchObject({ updated: 0, skipped: 1 })
  const cleared = await office.importText('outlets', [...rows, ''], { blanks: 'clear' })
  expect(cleared.report.differences?.kept.map(({ field, to }) => [field, to])).toEqual([
    ['address', null],
    ['region', null],
    ['manager', null],
  ])
  const outlet = await office.as('王芳').outlets.get({ code: 'W1' })
  expect(outlet).toMatchObject({ name: '城关店', category: 'partner', agent: 'D1', address: null, manager: null })
})

const undo = (batch: number | null) => office.as('王芳').ledgers.undo({ id: batch!, reason: '导错了' })
const outlets = async () =>
  (await office.as('王芳').outlets.list({ offset: 0, limit: 10 })).rows.map(({ code }) => code)

test('undoing an outlet import takes its outlets and changes back', async () => {
  await office.importText('outlets', [HEAD, 'W1,城关店,社会,D1,城关镇,东街1号,张三'])
  const rows = [HEAD, 'W1,西街新店,社会,D2,城关镇,东街1号,张三', 'W2,西街店,社会,D1,城关镇,西街,']
  const { batch } = await office.importText('outlets', rows)
  const codes = await office.importText('outletCodes', ['网点编码,识别码类型,识别码', 'W2,工号,G1'])
  expect(await refusal(undo(batch))).toMatchObject({ details: { reason: 'inUse', code: 'W2', by: 'outlet_codes' } })
  await undo(codes.batch)
  expect((await office.as('王芳').ledgers.batch({ id: batch! })).undoRefused).toBeNull()
  await undo(batch)
  expect(await outlets()).toEqual(['W1'])
  expect(await office.as('王芳').outlets.get({ code: 'W1' })).toMatchObject({ name: '城关店', agent: 'D1' })
  expect((await office.as('王芳').outlets.list({ filter: { text: 'CGD' } })).total).toBe(1)
  expect((await office.importText('outlets', [...rows, ''])).rows).toMatchObject({ added: 1, updated: 1 })
  expect(await office.as('管理员').audit.verify({})).toMatchObject({ ok: true })
})

test('what later rows, changes or outlets depend on is not undone', async () => {
  const agents = await office.importText('agents', ['代理商编码,代理商名称', 'D3,三和', 'D4,四通'])
  const { batch } = await office.importText('outlets', [HEAD, 'W1,城关店,社会,D3,,,', 'W2,西街店,社会,D1,,,'])
  expect(await refusal(undo(agents.batch))).toMatchObject({ details: { reason: 'inUse', code: 'D3', by: 'outlets' } })
  const entries = await office.importText('entries', ['业务日期,网点编码,业务类型', '2026-10-01,W2,放号'])
  expect(await refusal(undo(batch))).toMatchObject({
    code: 'BATCH_USED',
    details: { reason: 'inUse', code: 'W2', by: 'entries' },
  })
  await undo(entries.batch)
  const later = await office.importText('outlets', [HEAD, 'W1,城关新店,社会,D3,,,'])
  expect(await refusal(undo(batch))).toMatchObject({ details: { reason: 'laterChanges', code: 'W1', field: 'name' } })
  await undo(later.batch)
  await undo(batch)
  expect(await outlets()).toEqual([])
})

test('known outlets are left alone, or only their blanks are filled', async () => {
  await office.importText('outlets', [HEAD, 'W1,城关店,社会,D1,城关镇,,张三'])
  const rows = [HEAD, 'W1,新名,社会,D2,城关镇,东街1号,李四', 'W2,西街店,社会,D1,,,']
  const skipped = await office.importText('outlets', rows, { duplicates: 'skip', dryRun: true })
  expect(skipped.rows).toEqual({ read: 2, added: 1, updated: 0, skipped: 1, rejected: 0 })
  const filled = await office.importText('outlets', rows, { duplicates: 'fillBlanks' })
  expect(filled.rows).toMatchObject({ added: 1, updated: 1 })
  expect(filled.report.differences?.kept).toEqual([{ row: 2, code: 'W1', field: 'address', from: null, to: '东街1号' }])
  const shown = await office.as('王芳').outlets.get({ code: 'W1' })
  expect(shown).toMatchObject({ name: '城关店', agent: 'D1', manager: '张三', address: '东街1号' })
})

test('an agent twice in a file: the later row holds where rows overwrite, and is undone with the batch', async () => {
  const rows = [
    '代理商编码,代理商名称,联系人,开户行',
    'D1,通达新,甲,',
    'D8,八方,,工行',
    'D8,八方新,乙,',
    'D1,通达,,建行',
  ]
  expect((await refusal(office.importText('agents', rows))).code).toBe('IMPORT_REJECTED')
  const { batch, rows: counts, report } = await office.importText('agents', rows, { duplicates: 'overwrite' })
  expect(counts).toEqual({ read: 4, added: 1, updated: 1, skipped: 2, rejected: 0 })
  expect(report.differences?.kept).toContainEqual({
    ...{ row: 4, code: 'D8', field: 'name', from: '八方', to: '八方新' },
    firstRow: 3,
  })
  const agent = (code: string) => office.as('王芳').agents.get({ code })
  expect(await agent('D8')).toMatchObject({ name: '八方新', contact: '乙', bank: '工行' })
  expect(await agent('D1')).toMatchObject({ name: '通达', contact: '甲', bank: '建行' })
  await undo(batch)
  expect(await agent('D1')).toMatchObject({ name: '通达', contact: null, bank: null })
})

test('a blank cell of an agent keeps what is known, or clears it', async () => {
  await office.importText('agents', ['代理商编码,代理商名称,联系人,开户行', 'D1,通达,甲,工行'])
  const rows = ['代理商编码,代理商名称,联系人', 'D1,通达,']
  expect((await office.importText('agents', rows)).rows).toMatchObject({ updated: 0, skipped: 1 })
  await office.importText('agents', [...rows, ''], { blanks: 'clear' })
  expect(await office.as('王芳').agents.get({ code: 'D1' })).toMatchObject({ contact: null, bank: '工行' })
})
