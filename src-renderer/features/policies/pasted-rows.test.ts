import { expect, it } from 'vitest'
import { pastedRows } from './pasted-rows.ts'

it('reads rows from a sheet, with heading, full-width digits, units and thousands', () => {
  const text = '起点\t标准\r\n0\t1%\r\n1,000\t２%\r\n≥3000元\t3\r\n8000以上\t5.50\r\n'
  expect(pastedRows(text, 2)).toEqual([
    ['0', '1'],
    ['1000', '2'],
    ['3000', '3'],
    ['8000', '5.5'],
  ])
})

it('leaves a single figure to the field it was pasted into', () => {
  expect(pastedRows('12.5', 2)).toBeNull()
  expect(pastedRows('12.5\n', 2)).toBeNull()
})

it('fills what is missing with nothing, and refuses words', () => {
  expect(pastedRows('1\n2', 2)).toEqual([
    ['1', ''],
    ['2', ''],
  ])
  expect(pastedRows('甲\t乙\n丙\t丁', 2)).toBeNull()
})
