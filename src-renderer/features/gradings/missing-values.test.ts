import { expect, test } from 'vitest'
import type { Month } from '../../../src-main/domain/month.ts'
import { blankIndicator, blankScheme } from './blank-scheme.ts'
import { missingLines, referenceKinds } from './missing-values.ts'
import type { GradingResult } from './shapes.ts'

const scheme = {
  ...blankScheme(),
  indicators: [
    { ...blankIndicator('A'), title: '保有率', source: { kind: 'retention' as const } },
    { ...blankIndicator('B'), title: '服务', source: { kind: 'indicator' as const, indicator: '服务质量' } },
    { ...blankIndicator('C'), title: '陈列', source: { kind: 'inspection' as const, sheet: '门店检查' } },
  ],
}
const result = (a: string | null, b: string | null, c: string | null = '5') =>
  ({
    indicators: [
      { code: 'A', value: a, score: '0.00' },
      { code: 'B', value: b, score: '0.00' },
      { code: 'C', value: c, score: '0.00' },
    ],
  }) as unknown as GradingResult

test('missing values are counted by indicator, graded or left out, each with the door to bring it in', () => {
  const lines = missingLines(
    scheme,
    [result(null, '1'), result(null, '2', null)],
    [{ missing: ['A', 'B'] }],
    '2026-10' as Month,
  )
  expect(lines.map(({ title, outlets, door }) => [title, outlets, door.to])).toEqual([
    ['保有率', 3, '/ledgers/import/subscriberMonths'],
    ['服务', 1, '/indicators'],
    ['陈列', 1, '/inspections'],
  ])
  expect(missingLines(scheme, [result('1', '0')], [], '2026-10' as Month)).toEqual([])
})

test('the city’s figures are asked for where outlets are compared with each other', () => {
  const kinds = (method: Parameters<typeof referenceKinds>[0]['method']) =>
    referenceKinds({ ...blankIndicator('A'), method })
  expect(kinds({ kind: 'bestRatio' })).toEqual(['best'])
  expect(kinds({ kind: 'share' })).toEqual(['total'])
  expect(kinds({ kind: 'band', relativeTo: 'mean', bands: [] })).toEqual(['mean'])
  expect(kinds({ kind: 'band', bands: [] })).toEqual([])
  expect(kinds({ kind: 'rank' })).toEqual([])
})
