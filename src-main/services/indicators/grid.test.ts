/** Typing indicator values on a real store: one batch, replacing, refused where it must be; rankings of months. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { Month } from '../../domain/month.ts'

let office: TestOffice
const period = '2026-10' as Month
const clerk = () => office.as('王芳')
const cell = (outlet: string, indicator: string, value: string, was: string | null = null) => ({
  outlet,
  indicator,
  value,
  was,
})

beforeAll(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', ['网点编码,网点名称,渠道类别', '0011,中心厅,自有', 'Z2,城北厅,自有'])
})
afterAll(() => office.close())

const shown = async () =>
  (await clerk().indicators.grid({ period })).values.map(({ outlet, indicator, value }) => [outlet, indicator, value])

test('typed cells are one batch of the ledger, and typing again replaces and loses nothing', async () => {
  const first = await clerk().indicators.save({
    period,
    cells: [cell('0011', '任务量', '100'), cell('0011', '客服质量', '95.5'), cell('Z2', '任务量', '80')],
  })
  expect(first.rows).toMatchObject({ read: 3, added: 3 })
  const one = await clerk().ledgers.batch({ id: first.batch! })
  expect([one.user, one.files[0]!.name]).toEqual(['王芳', '指标录入（2026年10月）'])
  const second = await clerk().indicators.save({ period, cells: [cell('Z2', '任务量', '85', '80')] })
  expect(second.rows).toMatchObject({ read: 1, added: 0, updated: 1 })
  expect(await shown()).toEqual([
    ['0011', '任务量', '100'],
    ['0011', '客服质量', '95.5'],
    ['Z2', '任务量', '85'],
  ])
  // back again: the same figures as another batch, and undoing it brings the one before back
  const third = await clerk().indicators.save({ period, cells: [cell('Z2', '任务量', '80', '85')] })
  expect(await shown()).toContainEqual(['Z2', '任务量', '80'])
  await clerk().ledgers.undo({ id: third.batch!, reason: '录错' })
  expect(await shown()).toContainEqual(['Z2', '任务量', '85'])
})

test('refused: by who may not, over what somebody else typed, for an outlet that is not there', async () => {
  const save = (name: string, cells: ReturnType<typeof cell>[]) =>
    refusalCode(office.as(name).indicators.save({ period, cells }))
  expect(await save('李强', [cell('Z2', '任务量', '1', '85')])).toBe('ROLE_MISSING')
  expect(await save('王芳', [cell('Z2', '任务量', '1', '80')])).toBe('DATA_CHANGED')
  expect(await save('王芳', [cell('没有', '任务量', '1')])).toBe('IMPORT_REJECTED')
  expect(await save('王芳', [cell('Z2', '任务量', '一百', '85')])).toBe('INVALID_INPUT')
})

test('a saved value is emptied by a batch of its own, beside typed ones; undoing it brings the value back', async () => {
  const before = await shown()
  expect(before).toContainEqual(['Z2', '任务量', '85'])
  const { batch, cleared } = await clerk().indicators.save({
    period,
    cells: [cell('Z2', '任务量', '', '85'), cell('Z2', '客服质量', '88')],
  })
  expect(batch).not.toBeNull()
  expect(cleared).toMatchObject({ cells: 1 })
  expect(await shown()).toEqual([
    ['0011', '任务量', '100'],
    ['0011', '客服质量', '95.5'],
    ['Z2', '客服质量', '88'],
  ])
  const told = await clerk().ledgers.batch({ id: cleared!.batch })
  expect(told).toMatchObject({ user: '王芳', rows: { read: 1, added: 0, updated: 1 } })
  expect(told.report.differences?.kept).toEqual([{ row: 1, code: 'Z2 任务量', field: 'value', from: '85', to: null }])
  // by now it is not there for whoever still sees it
  expect(await refusalCode(clerk().indicators.save({ period, cells: [cell('Z2', '任务量', '', '85')] }))).toBe(
    'DATA_CHANGED',
  )
  // typed again since: undoing the emptying would show two values of one cell
  const again = await clerk().indicators.save({ period, cells: [cell('Z2', '任务量', '7')] })
  expect(await refusal(clerk().ledgers.undo({ id: cleared!.batch, reason: '清错' }))).toMatchObject({
    code: 'BATCH_USED',
    details: { reason: 'replaced', batch: again.batch },
  })
  await clerk().ledgers.undo({ id: again.batch!, reason: '录错' })
  await clerk().ledgers.undo({ id: cleared!.batch, reason: '清错' })
  await clerk().ledgers.undo({ id: batch!, reason: '录错' })
  expect(await shown()).toEqual(before)
})

test('who delivers an indicator is said, changed and taken away', async () => {
  await clerk().indicators.setDeliverer({ indicator: '任务量', deliverer: '市场部' })
  expect((await clerk().indicators.grid({ period })).deliverers).toEqual({ 任务量: '市场部' })
  await clerk().indicators.setDeliverer({ indicator: '任务量', deliverer: '' })
  expect((await clerk().indicators.grid({ period })).deliverers).toEqual({})
})

test('known values of a closed month stay', async () => {
  office.desk.office.store.write((db) => db.run("INSERT INTO settlements (period, status) VALUES (202610, 'closed')"))
  expect((await clerk().indicators.grid({ period })).closed).toBe(true)
  expect(await refusalCode(clerk().indicators.save({ period, cells: [cell('Z2', '任务量', '1', '85')] }))).toBe(
    'PERIOD_CLOSED',
  )
  expect(await refusalCode(clerk().indicators.save({ period, cells: [cell('Z2', '任务量', '', '85')] }))).toBe(
    'PERIOD_CLOSED',
  )
  office.desk.office.store.write((db) => db.run('DELETE FROM settlements'))
})

test('a ranking shows the last twelve months, places won and lost, and the top three', async () => {
  const all = office.as('管理员').gradings
  await all.saveScheme({
    code: 'S1',
    title: '门店',
    outlets: { categories: ['own'] },
    levels: { city: '0', county: '1' },
    missing: 'zero',
    indicators: [
      {
        code: 'I1',
        title: '任务量',
        level: 'county',
        weight: '100',
        better: 'higher',
        source: { kind: 'indicator', indicator: '任务量' },
        method: { kind: 'scaled', full: '100' },
      },
    ],
    grades: { kind: 'thresholds', bands: [{ from: '0', grade: 'A' }] },
  })
  await clerk().indicators.save({
    period: '2026-09' as Month,
    cells: [cell('0011', '任务量', '50'), cell('Z2', '任务量', '60')],
  })
  const [draft] = await all.schemes()
  await clerk().gradings.submitScheme({ id: draft!.id })
  await office.as('李强').gradings.approveScheme({ id: draft!.id })
  for (const month of ['2026-09', '2026-10']) await clerk().gradings.start({ scheme: 'S1', period: month as Month })
  const { months, stores } = await clerk().indicators.ranking({ scheme: 'S1', period })
  expect(months).toHaveLength(12)
  expect(months.map(({ grading }) => grading !== null).slice(-3)).toEqual([false, true, true])
  expect(
    stores.map(({ outlet, rank, before, moved, top, total }) => [outlet, rank, before, moved, top, total]),
  ).toEqual([
    ['0011', 1, 2, 1, true, '100.00'],
    ['Z2', 2, 1, -1, true, '85.00'],
  ])
  expect(stores[0]!.places.at(-2)).toEqual({ rank: 2, total: '50.00', grade: 'A' })
})
