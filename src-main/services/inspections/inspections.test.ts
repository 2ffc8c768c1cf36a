/** Inspection sheets on a real store: who may what, what counts, what grading reads of them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSetUpOffice, refusal, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { InspectionTemplate } from '../../domain/inspection.ts'
import type { IsoDate, Month } from '../../domain/month.ts'

let office: TestOffice
const october = '2026-10' as Month
const day = (text: string) => text as IsoDate
const form: InspectionTemplate = {
  code: 'WIN',
  title: '窗口检查',
  groups: [
    {
      title: '服务',
      items: [
        { title: '用语', full: '30' },
        { title: '着装', full: '20', optional: true },
      ],
    },
  ],
  deductions: [{ title: '投诉', each: '2' }],
  scale: '100',
  confirm: false,
}

beforeAll(async () => {
  office = await openSetUpOffice()
  await office.importText('outlets', [
    '网点编码,网点名称,渠道类别',
    'Z1,中心厅,自有',
    'Z2,城北厅,自有',
    'Z3,城南厅,自有',
  ])
  await office.importText('indicators', [
    '账期,网点编码,指标,值',
    '2026-10,Z1,窗口检查,11',
    '2026-10,Z1,卫生检查,70',
    '2026-09,Z1,卫生检查,80',
  ])
})
afterAll(() => office.close())

const clerk = () => office.as('王芳').inspections
const reviewer = () => office.as('李强').inspections

async function inUse(template: InspectionTemplate): Promise<number> {
  const { id } = await clerk().saveTemplate(template)
  await reviewer().releaseTemplate({ id })
  return id
}

async function submitted(template: number, outlet: string, date: string, marks: readonly string[], occurrences = 0) {
  const { id } = await clerk().begin({ template, outlet, date: day(date), inspector: '赵敏' })
  const sheet = { marks: marks.map((mark) => ({ mark })), occurrences: [occurrences] }
  await clerk().fill({ id, date: day(date), inspector: '赵敏', sheet })
  return clerk().submit({ id })
}

const scheme = (source: object, period = 'month') => ({
  code: 'S1',
  title: '自有营业厅考核',
  outlets: { categories: ['own' as const] },
  period: period as 'month' | 'quarter',
  levels: { city: '0', county: '1' },
  missing: 'zero' as const,
  indicators: [
    {
      code: 'I1',
      title: '检查',
      level: 'county' as const,
      weight: '100',
      better: 'higher' as const,
      source: source as { kind: 'inspection'; sheet: string },
      method: { kind: 'scaled' as const, full: '100' },
    },
  ],
  grades: {
    kind: 'thresholds' as const,
    bands: [
      { from: '60', grade: 'A' },
      { from: '0', grade: 'B' },
    ],
  },
})

async function graded(source: object, period?: string) {
  const caller = office.as('管理员').gradings
  await caller.saveScheme(scheme(source, period))
  const results = await caller.score({ scheme: 'S1', period: october })
  return Object.fromEntries(results.map(({ outlet, indicators }) => [outlet, indicators[0]!.value]))
}

test('where there is no sheet of the name, the indicator values named like it are read, averaged over months', async () => {
  expect(await graded({ kind: 'inspection', sheet: '卫生检查' })).toEqual({ Z1: '70', Z2: null, Z3: null })
})

test('a template is put to use by another person and then stays as it is', async () => {
  const { id } = await clerk().saveTemplate(form)
  expect(
    await refusalCode(clerk().begin({ template: id, outlet: 'Z1', date: day('2026-10-01'), inspector: '赵敏' })),
  ).toBe('WRONG_STATE')
  expect(await refusalCode(clerk().releaseTemplate({ id }))).toBe('ROLE_MISSING')
  const everything = office.as('管理员').inspections
  await everything.saveTemplate(form)
  expect(await refusalCode(everything.releaseTemplate({ id }))).toBe('SAME_PERSON')
  await reviewer().releaseTemplate({ id })
  const next = await clerk().saveTemplate({ ...form, title: '窗口检查（新）' })
  expect(next).toEqual({ id: id + 1, version: 2 })
  expect(await refusalCode(clerk().saveTemplate({ ...form, code: 'OTHER' }))).toBe('INSPECTION_INVALID')
  expect(await refusalCode(clerk().saveTemplate({ ...form, groups: [] }))).toBe('INSPECTION_INVALID')
})

test('several sheets of an outlet are averaged exactly; drafts, withdrawn ones and other months do not count', async () => {
  const [template] = (await clerk().templates()).filter(({ status }) => status === 'inUse')
  const id = template!.id
  expect((await submitted(id, 'Z1', '2026-10-03', ['27', '16'])).score).toBe('86.00')
  expect((await submitted(id, 'Z1', '2026-10-20', ['20', '13'], 1)).score).toBe('62.00')
  expect((await submitted(id, 'Z1', '2026-09-20', ['20', 'notApplicable'])).score).toBe('66.67')
  const wrong = await submitted(id, 'Z2', '2026-10-05', ['30', '20'])
  await clerk().withdraw({ id: wrong.id, reason: '填错了网点' })
  await clerk().begin({ template: id, outlet: 'Z3', date: day('2026-10-01'), inspector: '赵敏' })
  // the imported value 11 is not read any more; Z2 and Z3 are missing
  expect(await graded({ kind: 'inspection', sheet: '窗口检查' })).toEqual({ Z1: '74', Z2: null, Z3: null })
  expect(await graded({ kind: 'inspection', sheet: 'WIN' })).toEqual({ Z1: '74', Z2: null, Z3: null })
  const asked = { scheme: 'S1', period: october, outlet: 'Z1', indicator: 'I1' }
  const why = await office.as('管理员').gradings.explain(asked)
  expect(why.sheets.map(({ date, score }) => [date, score])).toEqual([
    ['2026-10-03', '86.00'],
    ['2026-10-20', '62.00'],
  ])
  expect(why.values).toEqual([])
})

test('a window over several months averages over sheets, not over months, and shows the sheets behind it', async () => {
  await submitted((await clerk().templates()).find(({ status }) => status === 'inUse')!.id, 'Z1', '2026-08-31', [
    '30',
    '20',
  ])
  const quarter = await office.as('管理员').gradings
  await quarter.saveScheme(scheme({ kind: 'inspection', sheet: '窗口检查' }, 'quarter'))
  // the quarter of September: 66.67 and 100 → (200/3 + 100) / 2
  const [first] = await quarter.score({ scheme: 'S1', period: '2026-09' as Month })
  expect(first!.indicators[0]!.value).toBe('83.3333')
  const behind = await clerk().behind({
    sheet: '窗口检查',
    outlet: 'Z1',
    from: '2026-07' as Month,
    to: '2026-09' as Month,
  })
  expect(behind.map(({ date, exact }) => [date, exact])).toEqual([
    ['2026-08-31', '100'],
    ['2026-09-20', '200/3'],
  ])
})

test('what was submitted never changes, and what is not whole cannot be submitted', async () => {
  const id = (await clerk().templates()).find(({ status }) => status === 'inUse')!.id
  const begun = await clerk().begin({ template: id, outlet: 'Z3', date: day('2026-10-09'), inspector: '赵敏' })
  const found = await refusal(clerk().submit({ id: begun.id }))
  expect(found).toMatchObject({
    code: 'INSPECTION_INVALID',
    details: { problems: [{ item: '用语', reason: 'notMarked' }, { item: '着装' }] },
  })
  const whole = await submitted(id, 'Z3', '2026-10-09', ['10', '10'])
  const sheet = { marks: [{ mark: '30' }, { mark: '20' }], occurrences: [0] }
  expect(await refusalCode(clerk().fill({ id: whole.id, date: day('2026-10-09'), inspector: '赵敏', sheet }))).toBe(
    'WRONG_STATE',
  )
  expect(() =>
    office.desk.office.store.write((db) => db.run("UPDATE inspection_sheets SET score = '100' WHERE id = ?", whole.id)),
  ).toThrow(/never changes/)
  const short = { marks: [{ mark: '30' }], occurrences: [0] }
  expect(
    await refusalCode(clerk().fill({ id: begun.id, date: day('2026-10-09'), inspector: '赵敏', sheet: short })),
  ).toBe('INVALID_INPUT')
  const later = { template: id, outlet: 'Z3', date: day('2026-12-01'), inspector: '赵敏' }
  expect(await refusalCode(clerk().begin(later))).toBe('INVALID_INPUT')
})

test('where the office wants a second person, a sheet counts only once another has confirmed it', async () => {
  const template = await inUse({ ...form, code: 'SAFE', title: '安全检查', confirm: true })
  const { id, counts } = await submitted(template, 'Z1', '2026-10-11', ['30', '20'])
  expect(counts).toBe(false)
  expect(await graded({ kind: 'inspection', sheet: '安全检查' })).toMatchObject({ Z1: null })
  expect(await refusalCode(clerk().confirm({ id }))).toBe('ROLE_MISSING')
  const all = office.as('管理员').inspections
  const own = await all.begin({ template, outlet: 'Z2', date: day('2026-10-11'), inspector: '管理员' })
  await all.fill({
    id: own.id,
    date: day('2026-10-11'),
    inspector: '管理员',
    sheet: { marks: [{ mark: '3' }, { mark: '2' }], occurrences: [0] },
  })
  await all.submit({ id: own.id })
  expect(await refusalCode(all.confirm({ id: own.id }))).toBe('SAME_PERSON')
  await reviewer().confirm({ id })
  expect(await graded({ kind: 'inspection', sheet: '安全检查' })).toMatchObject({ Z1: '100' })
  expect(await refusalCode(clerk().withdraw({ id, reason: '不对' }))).toBe('ROLE_MISSING')
  await reviewer().withdraw({ id, reason: '照片对不上' })
  expect(await graded({ kind: 'inspection', sheet: '安全检查' })).toMatchObject({ Z1: null })
})
