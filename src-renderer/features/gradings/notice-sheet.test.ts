import { expect, test } from 'vitest'
import type { Month } from '../../../src-main/domain/month.ts'
import { blankScheme } from './blank-scheme.ts'
import { noticeHtml } from './notice-sheet.ts'
import type { GradingResult } from './shapes.ts'

const months = (...both: string[]) => both as unknown as [Month, Month]
const result = (rank: number, outlet: string, grade: string, over: Partial<GradingResult> = {}): GradingResult => ({
  outlet,
  name: `${outlet}店`,
  group: '',
  indicators: [],
  city: '0.00',
  county: '0.00',
  bonus: '0.00',
  total: '81.50',
  rank,
  grade,
  before: null,
  ...over,
})
const sheet = {
  county: '临江县分公司',
  title: '渠道办法<2026>',
  months: months('2026-10', '2026-10'),
  from: '2026-11-03',
  to: '2026-11-07',
  text: '请于期内提出异议。',
  scheme: blankScheme(),
  results: [result(1, 'W1', 'A'), result(2, 'W2', 'C', { vetoed: { indicator: '窜货', from: '1', notAbove: 'C' } })],
}

test('the sheet names everybody once, counts the grades, and says what held a grade down', () => {
  const html = noticeHtml(sheet)
  expect(html).toContain('2026年10月分级评定结果公示')
  expect(html).toContain('共 2 家：A 级 1 家，B 级 0 家，C 级 1 家')
  expect(html.match(/<td>W[12]<\/td>/g)).toHaveLength(2)
  expect(html).toContain('一票否决：窜货')
  expect(html).toContain('渠道办法&lt;2026&gt;')
})

test('groups have tables of their own', () => {
  const results = [result(1, 'W1', 'A', { group: '城区' }), result(1, 'W2', 'A', { group: '乡镇' })]
  const html = noticeHtml({ ...sheet, results })
  expect(html.match(/<table>/g)).toHaveLength(2)
  expect(html).toContain('<h2>城区</h2>')
})
