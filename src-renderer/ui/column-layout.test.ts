import { describe, expect, it } from 'vitest'
import type { Column } from './column.ts'
import { arrange, readLayout } from './column-layout.ts'

const column = (key: string, more: Partial<Column<string>> = {}): Column<string> => ({
  key,
  title: key,
  width: 80,
  value: (row) => row,
  ...more,
})
const columns = [column('code'), column('name'), column('phone', { hidden: true }), column('amount')]
const keys = (layout: Parameters<typeof arrange>[1]) => arrange(columns, layout).map(({ key }) => key)

describe('column layout', () => {
  it('shows what is not hidden by default', () => expect(keys(undefined)).toEqual(['code', 'name', 'amount']))

  it('keeps the first column first and shown', () => {
    expect(keys({ order: ['amount', 'code', 'phone', 'name'], hidden: ['code', 'name'], widths: {} })).toEqual([
      'code',
      'amount',
      'phone',
    ])
  })

  it('lets columns of a later version appear as they were meant', () => {
    expect(keys({ order: ['code', 'name'], hidden: [], widths: { name: 200 } })).toEqual(['code', 'name', 'amount'])
    expect(arrange(columns, { order: ['code', 'name'], hidden: [], widths: { name: 200 } })[1]?.width).toBe(200)
  })

  it('forgets a broken memory', () => {
    expect(readLayout('{')).toBeUndefined()
    expect(readLayout('{"order":1}')).toBeUndefined()
    expect(readLayout(null)).toBeUndefined()
  })
})
