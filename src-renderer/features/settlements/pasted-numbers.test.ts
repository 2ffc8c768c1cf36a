import { expect, test } from 'vitest'
import { pastedNumbers } from './pasted-numbers.ts'

test.each([
  ['13900000001\n13900000002\r\n', ['13900000001', '13900000002']],
  ['="13900000001"\t\'13900000002', ['13900000001', '13900000002']],
  ['１３９００００００01，13900000001、x', ['13900000001', 'x']],
  [' \n ', []],
])('%j', (text, numbers) => expect(pastedNumbers(text)).toEqual(numbers))
