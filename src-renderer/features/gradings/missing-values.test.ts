import { expect, test } from 'vitest'
import type { Indicator } from '../../../src-main/domain/grading/scheme.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { blankIndicator, blankScheme } from './blank-scheme.ts'
import { missingDoor, missingLines, referenceKinds } from './missing-values.ts'
import type { GradingResult } from './shapes.ts'

const scheme = {
  ...blankScheme(),
  indicators: [
    { ...blankIndicator('A'), title: '保有率', source: { kind: 'retention' as const } },
    { ...blankIndicator('B'), title: '服务', source: { kind: 'indicator' as const, indicator: '服务质量' } },
    { ...blankIndicator('C'), title: '陈列', source: { kind: 'inspection' as const, sheet: '门店检查' } },
  ],
}
const month = '2026-10' as Month
const grading = { id: 7, months: [month, month] as const, document: scheme }
const result = (a: string | null, b: string | null, c: string | null = '5') =>
  ({
    indicators: [
      { code: 'A', value: a, score: '0.00' },
      { code: 'B', value: b, score: '0.00' },
      { code: 'C', value: c, score: '0.00' },
    ],
  }) as unknown as GradingResult

test('missing values are counted by indicator, graded or left out, each with the door to bring it in', () => {
  const lines = missingLines(grading, [result(null, '1'), result(null, '2', null)], [{ missing: ['A', 'B'] }])
  expect(lines.map(({ title, outlets, door }) => [title, outlets, door?.to])).toEqual([
    ['保有率', 3, '/ledgers/import/subscriberMonths?back=%2Fgradings%2F7%2Fsteps%3Fat%3Dvalues'],
    ['服务', 1, '/indicators?grading=7&lacks=B'],
    ['陈列', 1, '/inspections?grading=7&lacks=C'],
  ])
  expect(missingLines(grading, [result('1', '0')], [])).toEqual([])
})

test('of one outlet the door leads to it; what is divided by a measured 0 has none', () => {
  expect(missingDoor(grading, 'B', 'W 1')?.to).toBe('/indicators?grading=7&lacks=B&outlet=W+1')
  const [I1, I2] = [blankIndicator('I1'), blankIndicator('I2')]
  const ratio: Indicator = { ...I2, source: { kind: 'entries', entries: {}, measure: 'count', per: 'I1' } }
  expect(missingDoor({ ...grading, document: { ...scheme, indicators: [I1, ratio] } }, 'I2')).toBeNull()
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
