import { describe, expect, test } from 'vitest'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import {
  asSavedScheme,
  blankGrades,
  blankIndicator,
  blankScheme,
  levelsOf,
  nextIndicatorCode,
  takenOff,
  withCategory,
  withResult,
} from './blank-scheme.ts'
import { schemeFaults, weightSums } from './scheme-faults.ts'

const filled = (over: Partial<Scheme> = {}): Scheme => ({
  ...blankScheme(),
  code: 'S',
  title: '方案',
  indicators: [
    { ...blankIndicator('I1'), title: '量', weight: '100', source: { kind: 'arpu' }, method: { kind: 'rank' } },
  ],
  ...over,
})

describe('a blank scheme', () => {
  test('lacks only what has to be written', () => {
    const codes = new Set(schemeFaults(blankScheme()).map(({ path }) => path.join('.')))
    expect([...codes]).toEqual([
      'code',
      'title',
      'indicators',
      'indicators.0.title',
      'indicators.0.source.entries.businessTypes',
      'indicators.0.weight',
      'indicators.0.method.target',
    ])
    expect(schemeFaults(filled())).toEqual([])
  })

  test.each(['grade', 'star'] as const)('the usual grades of a %s are complete', (result) => {
    for (const kind of ['quota', 'thresholds'] as const)
      expect(schemeFaults(filled({ result, grades: blankGrades(kind, result) }))).toEqual([])
  })
})

test('turning to stars brings their names; what only partners have goes with them', () => {
  const starred = withResult(filled({ vetoes: [{ indicator: '投诉', from: '1', notAbove: 'C' }] }), 'star')
  expect(schemeFaults(starred)).toEqual([])
  const own = withCategory(filled({ outlets: { categories: ['partner'], agents: ['D1'], regions: ['城区'] } }), 'own')
  expect(own.outlets).toEqual({ categories: ['own'], regions: ['城区'] })
})

test('the next code is free', () => {
  expect(nextIndicatorCode([{ code: 'I1' }, { code: 'I3' }])).toBe('I4')
})

test('levels from the city’s percent', () => {
  expect(levelsOf('80')).toEqual({ city: '0.8', county: '0.2' })
  expect(levelsOf('33.3')).toEqual({ city: '0.333', county: '0.667' })
  expect(levelsOf('')).toBeUndefined()
})

test('what was left empty is not sent', () => {
  const scheme = asSavedScheme(
    filled({
      indicators: [
        {
          ...blankIndicator('I1'),
          title: ' 户均收入 ',
          weight: '100',
          source: { kind: 'arpu' },
          method: {
            kind: 'band',
            bands: [
              { from: '', to: '10', points: '1' },
              { from: '10', to: '', points: '2' },
            ],
          },
        },
      ],
      bonuses: [
        { indicator: '创新', each: '1', most: '', least: '' },
        { indicator: '投诉', each: '-', least: '-5' },
      ],
      vetoes: [],
    }),
  )
  expect(scheme.indicators[0]).toMatchObject({
    title: '户均收入',
    method: {
      bands: [
        { to: '10', points: '1' },
        { from: '10', points: '2' },
      ],
    },
  })
  expect(scheme.bonuses).toEqual([
    { indicator: '创新', each: '1' },
    { indicator: '投诉', each: '', least: '-5' },
  ])
  expect(scheme).not.toHaveProperty('vetoes')
})

test.each([
  ['5', '-5'],
  ['-5', '-5'],
  ['2.50', '-2.50'],
  ['0', '0'],
  ['', ''],
])('%s points taken off are kept as %s', (typed, kept) => expect(takenOff(typed)).toBe(kept))

test('the weights of each level add up while they are typed', () => {
  const one = (code: string, level: 'city' | 'county', weight: string) => ({ ...blankIndicator(code), level, weight })
  expect(
    weightSums({
      levels: { city: '0.8', county: '0.2' },
      indicators: [one('a', 'city', '60.5'), one('b', 'city', ''), one('c', 'county', '100')],
    }),
  ).toEqual([
    { level: 'city', sum: '60.5', left: '39.5' },
    { level: 'county', sum: '100', left: null },
  ])
  expect(weightSums({ levels: { city: '0', county: '1' }, indicators: [one('a', 'county', '120')] })).toEqual([
    { level: 'county', sum: '120', left: '-20' },
  ])
})
