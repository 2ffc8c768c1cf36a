import { expect, it } from 'vitest'
import { addMonths, previousMonth } from './month-order.ts'

it('counts months over the year’s end', () => {
  expect(previousMonth('2026-01-15')).toBe('2025-12')
  expect(addMonths('2026-11', 2)).toBe('2027-01')
  expect(addMonths('2026-12', -12)).toBe('2025-12')
})
