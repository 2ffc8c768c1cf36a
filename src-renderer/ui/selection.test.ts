import { describe, expect, it } from 'vitest'
import type { Column } from './column.ts'
import { selectionWords, toggled, withStretch } from './selection.ts'

interface Row {
  code: string
  amount: string | null
  star: number
}
const columns: Column<Row>[] = [
  { key: 'code', title: '编码', width: 80, value: (row) => row.code },
  { key: 'amount', title: '金额', width: 80, kind: 'money', value: (row) => row.amount },
  { key: 'star', title: '星级', width: 80, kind: 'count', noSum: true, value: (row) => row.star },
]
const rows: Row[] = [
  { code: 'A', amount: '1000.10', star: 3 },
  { code: 'B', amount: '-0.20', star: 1 },
  { code: 'C', amount: null, star: 2 },
]

describe('selection', () => {
  it('counts and sums as Excel does', () => {
    const all = withStretch(new Map(), [...rows, undefined], (row) => row.code)
    expect(selectionWords(all, columns)).toBe('已选 3 行　金额合计 999.90')
    const two = toggled(all, 'B', rows[1] as Row)
    expect(selectionWords(two, columns)).toBe('已选 2 行　金额合计 1,000.10')
    expect(selectionWords(new Map(), columns)).toBeUndefined()
  })
})
