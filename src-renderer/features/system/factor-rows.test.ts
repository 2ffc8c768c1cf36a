import { expect, it } from 'vitest'
import { faultOfFactors, firstRows } from './factor-rows.ts'

it('starts from what is in force', () => {
  expect(firstRows('grade', { A: '1.1' })).toEqual([{ key: 'A', factor: '1.1' }])
  expect(firstRows('star', undefined)).toHaveLength(5)
})

it.each([
  [[], '至少'],
  [[{ key: ' ', factor: '1' }], '没有写'],
  [
    [
      { key: 'A', factor: '1' },
      { key: 'A ', factor: '2' },
    ],
    '同一个',
  ],
  [[{ key: 'A', factor: '-1' }], '不小于'],
])('%o cannot be saved: %s', (rows, why) => expect(faultOfFactors(rows)).toContain(why))

it('lets a good table through', () => expect(faultOfFactors([{ key: 'A', factor: '1.1' }])).toBeUndefined())
