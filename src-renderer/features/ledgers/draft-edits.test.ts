import { expect, it } from 'vitest'
import { uncheckedEdits, withEdits, withoutEdits } from './draft-edits.ts'

const at = (row: number, value: string, column = '金额') => ({ source: 0, sheet: '明细', row, column, value })

it('a cell is mended once, by what came last', () => {
  const edits = withEdits([at(2, '1'), at(3, '1')], [at(2, '5'), at(2, 'W1', '网点编码')])
  expect(edits).toEqual([at(2, '5'), at(3, '1'), at(2, 'W1', '网点编码')])
  expect(withoutEdits(edits, [at(2, '')])).toEqual([at(3, '1'), at(2, 'W1', '网点编码')])
})

it('counts what the check has not seen, also what is taken back', () => {
  expect(uncheckedEdits([], [])).toBe(0)
  expect(uncheckedEdits([at(2, '1')], [at(2, '1')])).toBe(0)
  expect(uncheckedEdits([at(2, '2'), at(4, '1')], [at(2, '1'), at(3, '1')])).toBe(3)
})
