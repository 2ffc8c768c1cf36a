/** Gradings on paper: the notice, the result with its changes, the score sheets; the shipped schemes on real ledgers. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Month } from '../src-main/domain/month.ts'
import { addRegister, openSetUpOffice, refusalCode, type TestOffice } from './support/office.ts'

let office: TestOffice
const october = '2026-10' as Month
let reviewer: ReturnType<TestOffice['as']>

beforeAll(async () => {
  office = await openSetUpOffice()
  const partner = (name: string) => ({ name, category: 'partner' as const, type: '指定专营店', agent: 'D1', star: 3 })
  await addRegister(
    office,
    { D1: { name: '通达', payeeName: '通达公司' } },
    {
      W1: partner('城关一店'),
      W2: partner('城关二店'),
      W3: partner('东乡店'),
      Y1: { name: '中心营业厅', category: 'own', grade: 'B' },
    },
  )
  await office.importText('entries', [
    '业务日期,网点编码,业务类型,用户号码,数量,金额,流水号',
    '2026-10-01,W1,放号,1391,1,0,A1',
    '2026-10-02,W1,放号,1392,1,0,A2',
    '2026-10-02,W2,放号,1393,1,0,A3',
    '2026-10-03,W1,空中充值,,1,333.33,B1',
    '2026-10-03,W2,空中充值,,1,100,B2',
    '2026-10-04,Y1,放号,1394,1,0,A4',
    '2026-10-04,Y1,放号,1395,1,0,A5',
  ])
  await office.importText('indicators', [
    '账期,网点编码,指标,值',
    '2026-10,W1,价格违规次数,1',
    '2026-10,W2,价格违规次数,0',
    '2026-10,W1,协议与合作评分,95',
    '2026-10,W1,窜货次数,1',
    '2026-10,Y1,在岗人数,3',
    '2026-10,Y1,客户服务质量,92.5',
  ])
  for (const { scheme } of await office.as('王芳').gradings.startingSchemes()) {
    const { id } = await office.as('王芳').gradings.saveScheme(scheme)
    await office.as('王芳').gradings.submitScheme({ id })
    await office.as('李强').gradings.approveScheme({ id })
    await office.as('王芳').gradings.start({ scheme: scheme.code, period: october })
  }
  reviewer = office.as('李强')
})
afterAll(() => office.close())

const page = async (name: 'grading-notice' | 'grading-results' | 'grading-sheets', more: object = {}) => {
  const { html, pages } = await reviewer.reports.html({ name, period: october, ...more })
  return { html, pages, text: html.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ') }
}

test('the result with its changes: of the quarter too, each scheme under its own head', async () => {
  const { text, pages } = await page('grading-results')
  expect(pages).toBe(2)
  expect(text).toContain('社会渠道季度星级评定结果表')
  expect(text).toContain('2026年10月至12月')
  expect(text).toContain('自有营业厅月度分级评定结果表')
  expect(text).toContain('单位：分')
})

test('the notice has its text, its days and every outlet in order', async () => {
  const list = await office.as('王芳').gradings.list({ scheme: 'SHXJ' })
  const { id } = list[0]!
  await office.as('李强').gradings.review({ id })
  await office.as('王芳').gradings.notice({ id, from: '2026-11-21' as never })
  const { text } = await page('grading-notice', { grading: id })
  expect(text).toContain('评定结果公示如下')
  expect(text).toContain('公示 2026-11-21 至 2026-11-27')
  expect(text.indexOf('城关一店')).toBeLessThan(text.indexOf('东乡店'))
  expect(text).toContain('一票否决')
})

test('a score sheet says of each indicator how its score came about', async () => {
  const { text, pages } = await page('grading-sheets', { scheme: 'SHXJ', outlets: ['W2'] })
  expect(pages).toBe(1)
  expect(text).toContain('城关二店网点得分表')
  expect(text).toContain('100 ÷ 同组最高 333.33 × 权重 15')
  expect(text).toContain('缺数')
  expect(await refusalCode(page('grading-sheets', { scheme: 'SHXJ', outlets: ['Y1'] }))).toBe('NOT_FOUND')
  expect(await refusalCode(page('grading-notice', { scheme: 'NONE' }))).toBe('NOT_FOUND')
})

test('scores have two places, exact decimals too', async () => {
  const [own] = await office.as('王芳').gradings.list({ scheme: 'ZYFJ' })
  const [hall] = await office.as('王芳').gradings.results({ id: own!.id })
  expect(hall?.indicators.find(({ code }) => code === 'FWZL')).toMatchObject({ value: '92.5', score: '13.88' })
  expect(hall?.total).toMatch(/^\d+\.\d\d$/)
})

test('a workbook of every grading of the period', async () => {
  const made = await reviewer.reports.make({ name: 'grading-results', period: october, format: 'xlsx' })
  expect(made).toMatchObject({ statements: 2, name: '2026-10-评定结果表.xlsx' })
  const file = office.desk.office.files.export(made.export)
  expect(readFileSync(file!.path).subarray(0, 2).toString()).toBe('PK')
})
