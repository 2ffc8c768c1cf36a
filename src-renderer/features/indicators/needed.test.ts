/** Which values a scheme waits for. */
import { expect, test } from 'vitest'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { missingFor, neededIndicators } from './needed.ts'

const indicator = (code: string, source: Scheme['indicators'][number]['source']): Scheme['indicators'][number] => ({
  code,
  title: code,
  level: 'county',
  weight: '50',
  better: 'higher',
  source,
  method: { kind: 'rank' },
})
const scheme: Scheme = {
  code: 'S',
  title: 'S',
  outlets: { categories: ['own'] },
  levels: { city: '0', county: '1' },
  missing: 'zero',
  indicators: [
    indicator('I1', { kind: 'entries', entries: {}, measure: 'count', per: '在岗人数' }),
    indicator('I2', { kind: 'indicator', indicator: '客服质量' }),
    indicator('I3', { kind: 'entries', entries: {}, measure: 'count', per: 'I2' }),
    indicator('I4', { kind: 'inspection', sheet: '窗口检查' }),
  ],
  grades: { kind: 'thresholds', bands: [{ from: '0', grade: 'A' }] },
  vetoes: [{ indicator: '重大投诉', from: '1', notAbove: 'C' }],
}

test('a scheme waits for sources, divisors and vetoes, not for what it measures itself or for sheets', () => {
  expect(neededIndicators(scheme)).toEqual(['在岗人数', '客服质量', '重大投诉'])
})

test('missing is said by indicator, for the outlets that it grades, with who delivers it', () => {
  const outlets = [
    { code: 'Z1', category: 'own' as const, type: '综合营业厅' },
    { code: 'W1', category: 'partner' as const, type: '指定专营店' },
  ]
  const missing = missingFor(scheme, outlets, (_, name) => name === '客服质量', { 重大投诉: '客服部' })
  expect(missing).toEqual([
    { indicator: '在岗人数', deliverer: '', outlets: ['Z1'] },
    { indicator: '客服质量', deliverer: '', outlets: [] },
    { indicator: '重大投诉', deliverer: '客服部', outlets: ['Z1'] },
  ])
})
