import { expect, it } from 'vitest'
import { differenceOf } from './month-difference.ts'

it.each([
  ['100.10', '99.20', '0.90'],
  ['99.20', '100.10', '-0.90'],
  ['5.00', '-5.00', '10.00'],
  [null, '1.00', null],
  ['1.00', null, null],
])('%s after %s is %s more', (now, last, more) => expect(differenceOf(now, last)).toBe(more))
