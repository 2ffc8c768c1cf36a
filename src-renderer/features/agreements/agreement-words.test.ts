import { expect, test } from 'vitest'
import { asDate } from '../../../src-main/domain/month.ts'
import { daysLeftWords, nextTerm } from './agreement-words.ts'

test.each([
  ['2026-01-01', '2026-12-31', '2027-01-01', '2027-12-31'],
  ['2023-03-15', '2025-03-14', '2025-03-15', '2027-03-14'],
  ['2023-07-01', '2024-06-30', '2024-07-01', '2025-06-30'],
  ['2026-01-01', '2026-06-30', '2026-07-01', '2026-12-28'],
])('after %s to %s comes %s to %s', (from, to, next, last) => {
  expect(nextTerm({ from: asDate(from), to: asDate(to) })).toEqual({ from: next, to: last })
})

test.each([
  [12, '还有 12 天'],
  [0, '今天到期'],
  [-3, '已过 3 天'],
])('%i days left: %s', (days, words) => {
  expect(daysLeftWords(days)).toBe(words)
})
