import { expect, it } from 'vitest'
import type { Column } from './column.ts'
import { csvCell, listCsv } from './list-csv.ts'

it.each([
  ['=1+2', false, "'=1+2"],
  ['-12.50', true, '-12.50'],
  ['城关,"一"', false, '"城关,""一"""'],
  ['@x', false, "'@x"],
])('%s (figure: %s) is written %s', (value, figure, written) => expect(csvCell(value, figure)).toBe(written))

it('writes all rows of the shown columns', async () => {
  const columns: readonly Column<{ n: number; name: string }>[] = [
    { key: 'n', title: '序号', width: 50, kind: 'count', value: (row) => row.n },
    { key: 'name', title: '名称', width: 50, value: (row) => row.name },
  ]
  const all = Array.from({ length: 1500 }, (_, n) => ({ n, name: `网点${n}` }))
  const source = {
    queryKey: ['x'],
    fetch: async ({ offset, limit }: { offset: number; limit: number }) => ({
      rows: all.slice(offset, offset + limit),
      total: all.length,
    }),
  }
  const text = await listCsv(columns, source, {
    filter: {},
    sort: undefined,
    columns: [{ key: 'name', title: '名称' }],
  })
  const lines = text.trimEnd().split('\r\n')
  expect(lines[0]).toBe('名称')
  expect(lines).toHaveLength(1501)
  expect(lines.at(-1)).toBe('网点1499')
})
