import { expect, it } from 'vitest'
import type { Column } from './column.ts'
import { exportable, shownRows } from './shown-rows.ts'
import type { ListSource } from './useListRows.ts'

const source: ListSource<number> = {
  queryKey: [],
  fetch: async ({ offset, limit }) => ({
    total: 2500,
    rows: Array.from({ length: Math.min(limit, 2500 - offset) }, (_, i) => offset + i),
  }),
}

it('fetches every row once and in order', async () => {
  const rows = await shownRows(source, { filter: {}, sort: undefined })
  expect(rows).toEqual(Array.from({ length: 2500 }, (_, i) => i))
})

it('exports what the columns hold', () => {
  const columns: Column<number>[] = [
    { key: 'a', title: '编码', width: 80, value: (row) => `00${row}` },
    { key: 'b', title: '金额', width: 80, kind: 'money', value: (row) => (row === 1 ? undefined : '3.50') },
  ]
  expect(exportable('结算 2026/10', columns, [1, 2])).toEqual({
    title: '结算 2026 10',
    columns: [
      { title: '编码', kind: 'text' },
      { title: '金额', kind: 'money' },
    ],
    rows: [
      ['001', null],
      ['002', '3.50'],
    ],
  })
})
