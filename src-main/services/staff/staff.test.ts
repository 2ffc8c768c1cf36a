/** The staff register, heads, scores and star staff on a real store. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSetUpOffice, refusalCode, type TestOffice } from '../../../tests/support/office.ts'
import type { IsoDate, Month } from '../../domain/month.ts'

let office: TestOffice
const day = (text: string) => text as IsoDate
const month = (text: string) => text as Month
const clerk = () => office.as('王芳').staff
const reviewer = () => office.as('李强').staff

beforeAll(async () => {
  office = await openSetUpOffice()
  await office.importText('agents', ['代理商编码,代理商名称,收款户名', 'D1,通达,通达公司'])
  await office.importText('outlets', [
    '网点编码,网点名称,渠道类别,代理商编码',
    'Z1,中心厅,自有,',
    'Z2,城北厅,自有,',
    'W1,城关店,社会,D1',
  ])
  await clerk().take({
    rows: ['S1 张三', 'S2 李四', 'S3 王五'].map((line) => {
      const [number = '', name = ''] = line.split(' ')
      return { number, name, post: '营业员', outlet: 'Z1', from: day('2026-01-01') }
    }),
  })
})
afterAll(() => office.close())

test('somebody is in own stores only, once, and moves forward in time', async () => {
  const row = { number: 'S9', name: '赵六', outlet: 'W1', from: day('2026-01-01') }
  expect(await refusalCode(clerk().add(row))).toBe('INVALID_INPUT')
  expect(await refusalCode(clerk().add({ ...row, number: 'S1', outlet: 'Z1' }))).toBe('INVALID_INPUT')
  expect(await refusalCode(office.as('李强').staff.add({ ...row, outlet: 'Z1' }))).toBe('ROLE_MISSING')
  await clerk().change({ number: 'S2', from: day('2026-10-11'), outlet: 'Z2', reason: '支援' })
  expect(await refusalCode(clerk().change({ number: 'S2', from: day('2026-10-01'), outlet: 'Z1' }))).toBe(
    'INVALID_INPUT',
  )
  expect(await refusalCode(clerk().change({ number: '没有', from: day('2026-10-01') }))).toBe('NOT_FOUND')
  const { states, outlet } = await clerk().get({ number: 'S2' })
  expect([outlet, ...states.map(({ from, reason }) => [from, reason])]).toEqual([
    'Z2',
    ['2026-10-11', '支援'],
    ['2026-01-01', null],
  ])
})

test('pasting again adds nothing, and changes what differs', async () => {
  const row = { number: 'S3', name: '王五', post: '', phone: '', outlet: 'Z1', from: day('2026-10-31') }
  expect(await clerk().take({ rows: [row] })).toEqual({ added: 0, changed: 0, same: 1 })
  expect(await clerk().take({ rows: [{ ...row, post: '店长' }] })).toEqual({ added: 0, changed: 1, same: 0 })
  expect(await refusalCode(clerk().take({ rows: [row, row] }))).toBe('INVALID_INPUT')
})

test('heads are the exact average over days, and stand in only where 在岗人数 was not given', async () => {
  const heads = await clerk().heads({ period: month('2026-10') })
  expect(heads.map(({ outlet, exact }) => [outlet, exact])).toEqual([
    ['Z1', '72/31'],
    ['Z2', '21/31'],
  ])
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,用户号码,流水号',
    ...Array.from({ length: 6 }, (_, at) => `2026-10-02,Z1,放号,13900${at},A${at}`),
    ...Array.from({ length: 3 }, (_, at) => `2026-10-02,Z2,放号,13800${at},B${at}`),
  ])
  const all = office.as('管理员').gradings
  await all.saveScheme({
    code: 'S1',
    title: '人均放号',
    outlets: { categories: ['own'] },
    levels: { city: '0', county: '1' },
    missing: 'zero',
    indicators: [
      {
        code: 'I1',
        title: '人均放号',
        level: 'county',
        weight: '100',
        better: 'higher',
        source: { kind: 'entries', entries: { businessTypes: ['放号'] }, measure: 'count', per: '在岗人数' },
        method: { kind: 'bestRatio' },
      },
    ],
    grades: { kind: 'thresholds', bands: [{ from: '0', grade: 'A' }] },
  })
  const values = async () =>
    Object.fromEntries(
      (await all.score({ scheme: 'S1', period: month('2026-10') })).map(({ outlet, indicators }) => [
        outlet,
        indicators[0]!.value,
      ]),
    )
  // 6 ÷ 72/31 and 3 ÷ 21/31
  expect(await values()).toEqual({ Z1: '2.5833', Z2: '4.4286' })
  const asked = { scheme: 'S1', period: month('2026-10'), indicator: 'I1' }
  const why = await all.explain({ ...asked, outlet: 'Z1' })
  expect(why.staff.map(({ number, name, from, to, days, of }) => [number, name, from, to, days, of])).toEqual([
    ['S1', '张三', '2026-01-01', null, 31, 31],
    ['S2', '李四', '2026-01-01', '2026-10-10', 10, 31],
    ['S3', '王五', '2026-01-01', null, 31, 31],
  ])
  expect((await all.explain({ ...asked, outlet: 'Z2' })).staff).toMatchObject([{ number: 'S2', days: 21, to: null }])
  await office.importText('indicators', ['账期,网点编码,指标,值', '2026-10,Z1,在岗人数,3'])
  expect(await values()).toEqual({ Z1: '2', Z2: '4.4286' })
  // given heads are not the register's
  expect(await all.explain({ ...asked, outlet: 'Z1' })).toMatchObject({ staff: [], values: [{ value: '3' }] })
})

const type = async (
  period: string,
  cells: readonly [number: string, item: number, value: string | null, was: string | null][],
) =>
  clerk().saveScores({
    period: month(period),
    cells: cells.map(([number, item, value, was]) => ({ number, item, value, was })),
  })

test('scores are typed by item, kept with all that was typed, and refused where somebody else typed meanwhile', async () => {
  const [sales, service] = await clerk().setItems({
    items: [
      { name: '销量', weight: '0.6' },
      { name: '服务', weight: '0.4' },
    ],
  })
  await type('2026-07', [
    ['S1', sales!.id, '90', null],
    ['S1', service!.id, '80', null],
    ['S2', sales!.id, '100', null],
  ])
  expect(await refusalCode(type('2026-07', [['S1', sales!.id, '95', null]]))).toBe('DATA_CHANGED')
  await type('2026-07', [
    ['S1', sales!.id, '95', '90'],
    ['S2', sales!.id, null, '100'],
  ])
  const { rows, fixed } = await clerk().scores({ period: month('2026-07') })
  expect(fixed).toBeNull()
  expect(rows.map(({ number, score }) => [number, score])).toEqual([
    ['S1', '89.00'],
    ['S2', null],
    ['S3', null],
  ])
  expect((await clerk().scoreHistory({ number: 'S1' })).map(({ item, value }) => [item, value])).toEqual([
    ['销量', '95'],
    ['服务', '80'],
    ['销量', '90'],
  ])
  expect(() => office.desk.office.store.write((db) => db.run('DELETE FROM staff_scores'))).toThrow(/kept/)
})

test('star staff of a quarter: proposed, fixed, confirmed by another, withdrawn with a reason', async () => {
  const [sales] = await clerk().items()
  const id = sales!.id
  for (const period of ['2026-08', '2026-09'])
    await type(period, [
      ['S1', id, '100', null],
      ['S2', id, '100', null],
      ['S3', id, '50', null],
    ])
  const rules = { within: 'store' as const, stars: 1, minMonths: 2, by: 'mean' as const }
  const ranking = await clerk().ranking({ period: month('2026-08'), rules })
  // S1: (89 + 60 + 60) / 3; S2 was in the same store until the end of September
  expect(ranking.map(({ number, score, rank, star }) => [number, score, rank, star])).toEqual([
    ['S1', '69.67', 1, true],
    ['S2', '60.00', 2, false],
    ['S3', '30.00', 3, false],
  ])
  expect(await refusalCode(clerk().proposeStars({ period: month('2026-11'), rules }))).toBe('INVALID_INPUT')
  const round = await clerk().proposeStars({ period: month('2026-09'), rules })
  expect(round.stars).toBe(1)
  expect(await refusalCode(type('2026-08', [['S3', id, '99', '50']]))).toBe('WRONG_STATE')
  expect(await refusalCode(clerk().proposeStars({ period: month('2026-07'), rules }))).toBe('WRONG_STATE')
  expect(await refusalCode(clerk().confirmStars({ id: round.id }))).toBe('ROLE_MISSING')
  expect(await clerk().starHistory({ number: 'S1' })).toEqual([])
  await reviewer().confirmStars({ id: round.id })
  expect(await clerk().starHistory({ number: 'S1' })).toEqual([
    { quarter: '2026-07', rank: 1, score: '69.67', star: true },
  ])
  expect(await refusalCode(clerk().withdrawStars({ id: round.id, reason: '不对' }))).toBe('ROLE_MISSING')
  await reviewer().withdrawStars({ id: round.id, reason: '漏了一个月' })
  await type('2026-08', [['S3', id, '99', '50']])
  const all = office.as('管理员').staff
  const own = await all.proposeStars({ period: month('2026-09'), rules })
  expect(await refusalCode(all.confirmStars({ id: own.id }))).toBe('SAME_PERSON')
})
