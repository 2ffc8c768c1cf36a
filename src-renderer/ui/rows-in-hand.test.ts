import { expect, it } from 'vitest'
import type { Column } from './column.ts'
import { answerFromRows } from './rows-in-hand.ts'

interface Row {
  readonly code: string
  readonly amount: string | null
}

const columns: readonly Column<Row>[] = [
  { key: 'code', title: '编码', width: 80, value: (row) => row.code },
  { key: 'amount', title: '金额', width: 80, kind: 'money', value: (row) => row.amount },
]
const rows: readonly Row[] = [
  { code: 'A2', amount: '10.00' },
  { code: 'A1', amount: '9.50' },
  { code: 'B1', amount: null },
]
const how = { columns, found: (row: Row, typed: string) => row.code.toLowerCase().includes(typed), sums: ['amount'] }
const ask = (part: object) => answerFromRows(rows, { offset: 0, limit: 10, sort: undefined, filter: {}, ...part }, how)

it('sums what passes and keeps the order it was given', () => {
  const { rows: shown, total, sums } = ask({ filter: { q: ' A ' } })
  expect(shown.map(({ code }) => code)).toEqual(['A2', 'A1'])
  expect(total).toBe(2)
  expect(sums).toEqual({ amount: '19.50' })
})

it('sorts figures by value, and cuts pages', () => {
  expect(ask({ sort: { by: 'amount', descending: false } }).rows.map(({ code }) => code)).toEqual(['A1', 'A2', 'B1'])
  expect(ask({ sort: { by: 'code', descending: true }, offset: 1, limit: 1 }).rows.map(({ code }) => code)).toEqual([
    'A2',
  ])
})
