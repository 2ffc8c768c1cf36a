/** Grading through the store: values from ledgers, scores, approval by a second person, grades from a month on. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import type { OutletFilter } from '../src-main/domain/policy.ts'
import { addRegister, openSetUpOffice, refusal, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const october = '2026-10' as Month
const november = '2026-11' as Month

beforeEach(async () => {
  office = await openSetUpOffice()
  const outlet = (name: string) => ({ name, category: 'partner' as const, agent: 'D1', grade: 'C' })
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司' } },
    {
      W1: outlet('一店'),
      W2: outlet('二店'),
      W3: outlet('三店'),
      W4: { ...outlet('退出的店'), status: 'exited' },
      Y1: { name: '营业厅', category: 'own' },
    },
  )
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号',
    '2026-07-01,W1,放号,1391,1,0,A1',
    '2026-07-02,W1,放号,1392,1,0,A2',
    '2026-07-03,W2,放号,1393,1,0,A3',
    '2026-07-04,W2,放号,1394,1,0,A4',
    '2026-08-04,W2,放号,1394,-1,0,A5',
    '2026-10-01,W1,空中充值,,1,300,B1',
    '2026-10-02,W2,空中充值,,1,100,B2',
  ])
  await office.importText('subscriberMonths', [
    '账期,用户号码,网点编码,状态,开账收入,欠费',
    '2026-10,1391,W1,在网,60,5',
    '2026-10,1392,W1,停机,50,0',
    '2026-10,1393,W2,在网,30,0',
  ])
  await office.importText('indicators', [
    '账期,网点编码,指标,值',
    '2026-10,W1,任务量,100',
    '2026-10,W2,任务量,50',
    '2026-10,W1,窜货,1',
  ])
})
afterEach(() => office.close())

const scheme = {
  code: 'SHQD',
  title: '社会渠道分级',
  outlets: { categories: ['partner' as const] },
  levels: { city: '0', county: '1' },
  missing: 'zero' as const,
  indicators: [
    {
      code: 'CZ',
      title: '充值量',
      level: 'county' as const,
      weight: '40',
      better: 'higher' as const,
      source: { kind: 'entries' as const, entries: { businessTypes: ['空中充值'] }, measure: 'amount' as const },
      method: { kind: 'bestRatio' as const },
    },
    {
      code: 'WC',
      title: '完成率',
      level: 'county' as const,
      weight: '20',
      better: 'higher' as const,
      source: {
        kind: 'entries' as const,
        entries: { businessTypes: ['空中充值'] },
        measure: 'amount' as const,
        per: '任务量',
      },
      method: { kind: 'target' as const, target: '3', cap: '100' },
    },
    {
      code: 'BY',
      title: '保有率',
      level: 'county' as const,
      weight: '20',
      better: 'higher' as const,
      source: { kind: 'retention' as const },
      method: { kind: 'scaled' as const, full: '1' },
    },
    {
      code: 'HJ',
      title: '户均收入',
      level: 'county' as const,
      weight: '20',
      better: 'higher' as const,
      source: { kind: 'arpu' as const },
      method: { kind: 'rank' as const },
    },
  ],
  grades: {
    kind: 'thresholds' as const,
    bands: [
      { from: '80', grade: 'A' },
      { from: '50', grade: 'B' },
      { from: '0', grade: 'C' },
    ],
  },
  vetoes: [{ indicator: '窜货', from: '1', notAbove: 'B' }],
}

const approve = async (given: Parameters<ReturnType<TestOffice['as']>['gradings']['saveScheme']>[0] = scheme) => {
  const { id } = await office.as('王芳').gradings.saveScheme(given)
  await office.as('王芳').gradings.submitScheme({ id })
  await office.as('李强').gradings.approveScheme({ id })
}

test('every indicator from its source, by hand', async () => {
  await approve()
  const results = await office.as('王芳').gradings.score({ scheme: 'SHQD', period: october })
  const said = results.map(({ outlet, indicators, total, rank, grade }) => [
    outlet,
    ...indicators.map(({ value, score }) => `${value} → ${score}`),
    total,
    rank,
    grade,
  ])
  expect(said).toEqual([
    // retention: 1 of 2 on net; ARPU: billed 60, not the base of 55; the veto keeps it at B
    ['W1', '300 → 40.00', '3 → 20.00', '0.5 → 10.00', '60 → 20.00', '90.00', 1, 'B'],
    // a reversed activation is no member any more: 1 of 1; ARPU 30 is second of two
    ['W2', '100 → 13.33', '2 → 13.33', '1 → 20.00', '30 → 10.00', '56.67', 2, 'B'],
    // no entry is the value 0; no task, no member: missing, 0 points
    ['W3', '0 → 0.00', 'null → 0.00', 'null → 0.00', 'null → 0.00', '0.00', 3, 'C'],
  ])
  expect(results[0]?.vetoed).toEqual(scheme.vetoes[0])
  expect(results[2]?.indicators.map(({ note }) => note)).toEqual([undefined, 'MISSING', 'MISSING', 'MISSING'])
})

test('what the city gave goes before the group’s own best', async () => {
  await approve()
  const clerk = office.as('王芳').gradings
  const set = (...cells: Parameters<typeof clerk.setReferences>[0]['cells']) =>
    clerk.setReferences({ scheme: 'SHQD', period: october, cells })
  const best = { indicator: 'CZ', kind: 'best' as const, value: '600', was: null }
  // all of a block or nothing
  expect(await refusalCode(set(best, { ...best, indicator: '没有' }))).toBe('NOT_FOUND')
  expect(await refusalCode(set({ ...best, value: '500' }, { ...best, was: '7' }))).toBe('DATA_CHANGED')
  expect(await clerk.references({ scheme: 'SHQD' })).toEqual([])
  await set(best, { indicator: 'CZ', kind: 'mean', value: '9', was: null }, { ...best, indicator: 'WC', kind: 'total' })
  await set({ indicator: 'CZ', kind: 'mean', value: null, was: '9' })
  expect(
    (await clerk.references({ scheme: 'SHQD' })).map(({ indicator, best: b, mean, total }) => [
      indicator,
      b,
      mean,
      total,
    ]),
  ).toEqual([
    ['CZ', '600', null, null],
    ['WC', null, null, '600'],
  ])
  const audit = office.desk.office.store.read.get<{ n: number }>(
    "SELECT count(*) AS n FROM audit WHERE act = 'gradings.setReferences'",
  )
  expect(audit?.n).toBe(2)
  const [first] = await office.as('王芳').gradings.score({ scheme: 'SHQD', period: october })
  expect(first?.indicators[0]).toEqual({ code: 'CZ', value: '300', score: '20.00' })
})

test('approved by a second person; an approved version never changes, the next one takes its place', async () => {
  const admin = office.as('管理员')
  const { id } = await admin.gradings.saveScheme(scheme)
  await admin.gradings.submitScheme({ id })
  expect(await refusalCode(admin.gradings.approveScheme({ id }))).toBe('SAME_PERSON')
  expect(await refusalCode(office.as('王芳').gradings.approveScheme({ id }))).toBe('ROLE_MISSING')
  await office.as('李强').gradings.approveScheme({ id })
  const next = await admin.gradings.saveScheme({ ...scheme, title: '新方案' })
  expect(next).toMatchObject({ version: 2, status: 'draft' })
  await admin.gradings.submitScheme({ id: next.id })
  await office.as('李强').gradings.approveScheme({ id: next.id })
  const versions = await admin.gradings.schemes()
  expect(versions.map(({ version, status, title }) => [version, status, title])).toEqual([
    [2, 'approved', '新方案'],
    [1, 'retired', '社会渠道分级'],
  ])
})

test('what cannot be right is refused with its places', async () => {
  const wrong = { ...scheme, indicators: scheme.indicators.slice(1) }
  expect(await refusal(office.as('王芳').gradings.saveScheme(wrong))).toMatchObject({
    code: 'SCHEME_INVALID',
    details: { problems: [{ code: 'WEIGHTS_NOT_100' }] },
  })
})

test('published grades hold from their month, are kept as they were, and pay by their factor', async () => {
  const { id } = await office.as('王芳').gradings.saveScheme(scheme)
  const publish = (from: Month) => office.as('李强').gradings.publish({ scheme: 'SHQD', period: october, from })
  expect(await refusalCode(publish(november))).toBe('WRONG_STATE')
  await office.as('王芳').gradings.submitScheme({ id })
  await office.as('李强').gradings.approveScheme({ id })
  expect(
    await refusalCode(office.as('王芳').gradings.publish({ scheme: 'SHQD', period: october, from: november })),
  ).toBe('ROLE_MISSING')
  const published = await publish(november)
  const found = await office.as('王芳').search.everything({ text: 'SHQD' })
  expect(found.map(({ kind, name }) => [kind, name.slice(-8)])).toContainEqual([
    'grading',
    expect.stringContaining('2026年10月'),
  ])
  expect(published).toMatchObject({ outlets: 3, changed: 2 })
  expect(await office.as('王芳').outlets.get({ code: 'W1' })).toMatchObject({ grade: 'B' })
  const history = await office.as('王芳').outlets.history({ code: 'W1', field: 'grade' })
  expect(history.map(({ value, from }) => [value, from])).toContainEqual(['B', '2026-11-01'])
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-10,W2,窜货,1'])
  const results = await office.as('王芳').gradings.results({ id: published.id })
  expect(results.map(({ outlet, grade, before }) => [outlet, grade, before])).toEqual([
    ['W1', 'B', 'C'],
    ['W2', 'B', 'C'],
    ['W3', 'C', 'C'],
  ])
})

test('a draft is tried without being saved; its filter says how many outlets it names', async () => {
  const clerk = office.as('王芳')
  const tried = await clerk.gradings.tryOut({ scheme: { ...scheme, code: 'NEW' }, period: october })
  expect(tried.map(({ outlet, total }) => [outlet, total])).toEqual([
    ['W1', '90.00'],
    ['W2', '56.67'],
    ['W3', '0.00'],
  ])
  expect(await clerk.gradings.schemes()).toEqual([])
  const wrong = { ...scheme, indicators: scheme.indicators.slice(1) }
  expect(await refusalCode(clerk.gradings.tryOut({ scheme: wrong, period: october }))).toBe('SCHEME_INVALID')
  const named = (outlets: OutletFilter) => clerk.gradings.named({ outlets, period: october })
  expect(await named({ categories: ['partner'] })).toEqual({ outlets: 3 })
  expect(await named({ categories: ['partner'], outlets: ['W1', 'W9'] })).toEqual({ outlets: 1 })
  expect(await named({ categories: ['own'], outlets: ['W1'] })).toEqual({ outlets: 0 })
})

test('who submitted a version may take it back, nobody else', async () => {
  const admin = office.as('管理员')
  const { id } = await admin.gradings.saveScheme(scheme)
  await admin.gradings.submitScheme({ id })
  expect(await refusalCode(office.as('王芳').gradings.withdrawScheme({ id }))).toBe('ROLE_MISSING')
  expect(await admin.gradings.withdrawScheme({ id })).toMatchObject({ status: 'draft', version: 1 })
  expect(await refusalCode(office.as('李强').gradings.approveScheme({ id }))).toBe('WRONG_STATE')
})
