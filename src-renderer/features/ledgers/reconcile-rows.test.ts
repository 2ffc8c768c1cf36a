import { describe, expect, it } from 'vitest'
import type { Column } from '../../ui/column.ts'
import { reconcilePage } from './reconcile-rows.ts'

interface Row {
  readonly type: string
  readonly amount: string
}

const columns: readonly Column<Row>[] = [
  { key: 'type', title: '业务类型', width: 1, value: (row) => row.type },
  { key: 'amount', title: '金额', width: 1, kind: 'money', value: (row) => row.amount },
]
const rows: Row[] = [
  { type: '放号', amount: '9.00' },
  { type: '空中充值', amount: '-10.50' },
  { type: '宽带', amount: '100.00' },
]
const all = { offset: 0, limit: 100, sort: undefined, filter: {} }

describe('the reconciliation as a list', () => {
  it('sums all that pass', () => {
    expect(reconcilePage(rows, columns, all)).toMatchObject({ total: 3, sums: { amount: '98.50' } })
    expect(reconcilePage(rows, columns, { ...all, filter: { q: '充' } })).toMatchObject({
      total: 1,
      sums: { amount: '-10.50' },
    })
    expect(reconcilePage(rows, columns, { ...all, filter: { type: '放号' } }).rows).toEqual([rows[0]])
  })

  it('sorts figures as figures', () => {
    const sorted = reconcilePage(rows, columns, { ...all, sort: { by: 'amount', descending: true } }).rows
    expect(sorted.map(({ amount }) => amount)).toEqual(['100.00', '9.00', '-10.50'])
  })
})
