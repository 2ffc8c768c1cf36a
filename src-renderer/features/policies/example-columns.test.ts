import { describe, expect, test } from 'vitest'
import type { Month } from '../../../src-main/domain/month.ts'
import { blankExample, exampleFault, exampleTables, pastedInto, shownColumns, tidyExample } from './example-columns.ts'

const columns = ['网点编码', '业务类型', '数量']
const known = [...exampleTables.entries.usual, ...exampleTables.entries.further]

describe('pasting into a small table', () => {
  test('cells go in from the cursor and rows are added', () => {
    const rows = [{ 网点编码: 'W1', 业务类型: '放号', 数量: '1' }]
    expect(pastedInto('宽带\t2\r\n放号\t3\r\n', { row: 0, column: 1 }, columns, rows, known)).toEqual([
      { 网点编码: 'W1', 业务类型: '宽带', 数量: '2' },
      { 业务类型: '放号', 数量: '3' },
    ])
  })
  test('a line of headings says which columns they are, also ones that are not shown', () => {
    expect(pastedInto('流水号\t网点编码\nA1\tW9\n', { row: 3, column: 2 }, columns, [], known)).toEqual([
      { 流水号: 'A1', 网点编码: 'W9' },
    ])
  })
  test('one cell is typed, not pasted as a table; what lies beyond the last column is left out', () => {
    expect(pastedInto('放号', { row: 0, column: 1 }, columns, [], known)).toBeNull()
    expect(pastedInto('1\t2\t3', { row: 0, column: 2 }, columns, [], known)).toEqual([{ 数量: '1' }])
  })
})

test('columns: the usual ones, those that rows have, those asked for, and what nobody knows last', () => {
  expect(shownColumns('entries', [{ 流水号: '1', 备注: 'x' }], ['品牌'])).toEqual([
    ...exampleTables.entries.usual,
    '品牌',
    '流水号',
    '备注',
  ])
})

test('a blank example wants only its amount; empty cells and rows are not saved', () => {
  const blank = blankExample(1, '2026-10' as Month, 'C1')
  expect(exampleFault(blank, ['C1'])).toBe('应得第 1 行：请填金额')
  const filled = {
    ...blank,
    entries: [...blank.entries!, { 网点编码: '' }],
    lines: [{ outlet: 'W1', clause: 'C1', amount: '30' }],
  }
  expect(exampleFault(filled, ['C1'])).toBeUndefined()
  expect(exampleFault(filled, ['C2'])).toBe('应得第 1 行：没有条款“C1”')
  expect(exampleFault({ ...filled, lines: [{ outlet: 'W2', clause: 'C1', amount: '1' }] }, ['C1'])).toContain('W2')
  const tidy = tidyExample(filled)
  expect(tidy.entries).toHaveLength(1)
  expect(Object.keys(tidy.outlets[0]!)).not.toContain('星级')
  expect(tidy.subscriberMonths).toBeUndefined()
})
