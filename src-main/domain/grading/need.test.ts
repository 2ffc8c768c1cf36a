/** What a missing value asks for. */
import { expect, test } from 'vitest'
import { needOf } from './need.ts'
import type { Indicator, Source } from './scheme.ts'

const indicator = (code: string, source: Source): Indicator => ({
  code,
  title: `${code} 的名称`,
  level: 'county',
  weight: '50',
  better: 'higher',
  source,
  method: { kind: 'rank' },
})
const entries = (per?: string): Source => ({ kind: 'entries', entries: {}, measure: 'count', per })
const scheme = {
  indicators: [
    indicator('I1', entries()),
    indicator('I2', { kind: 'indicator', indicator: '客服质量' }),
    indicator('I3', { kind: 'inspection', sheet: '窗口检查' }),
    indicator('I4', { kind: 'retention' }),
  ],
}

test.each<[string, Source, unknown]>([
  ['a typed value', { kind: 'indicator', indicator: '客服质量' }, { kind: 'value', indicator: '客服质量' }],
  ['a sheet', { kind: 'inspection', sheet: '窗口检查' }, { kind: 'sheet', sheet: '窗口检查' }],
  ['subscribers for retention', { kind: 'retention' }, { kind: 'subscribers' }],
  ['subscribers for ARPU', { kind: 'arpu' }, { kind: 'subscribers' }],
  ['a typed divisor', entries('在岗人数'), { kind: 'value', indicator: '在岗人数' }],
  ['what a divisor of the scheme asks for', entries('I2'), { kind: 'value', indicator: '客服质量' }],
  ['the sheet of a divisor', entries('I3'), { kind: 'sheet', sheet: '窗口检查' }],
  ['subscribers of a divisor', entries('I4'), { kind: 'subscribers' }],
  ['nothing where the divisor is measured', entries('I1'), { kind: 'measured', title: 'I1 的名称' }],
])('%s', (_, source, need) => {
  expect(needOf(scheme, source)).toEqual(need)
})
