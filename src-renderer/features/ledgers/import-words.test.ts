import { describe, expect, it } from 'vitest'
import { afterWords, beforeWords, mistakeWords, storedValue, sumWords, whyNotImport } from './import-words.ts'

const rows = { read: 100, added: 95, updated: 0, skipped: 0, rejected: 5 }

describe('words of an import', () => {
  it('says why not', () => {
    expect(whyNotImport(rows, false)).toContain('5 行不对')
    expect(whyNotImport(rows, true)).toBeUndefined()
    expect(whyNotImport({ ...rows, added: 0, rejected: 0 }, false)).toContain('都已经有了')
  })

  it('says what will happen and what happened', () => {
    expect(beforeWords('entries', rows)).toBe('将新增 95 行，可整批撤销。')
    expect(beforeWords('volumes', { ...rows, updated: 3 })).toBe('将新增 95 行，换掉 3 行，可整批撤销。')
    expect(beforeWords('outlets', { ...rows, added: 3, updated: 2 })).toBe(
      '将新增 3 个，改动 2 个（旧值留在历史里），不会删除。',
    )
    expect(afterWords('entries', rows)).toBe('新增 95 行，没有导入不对的 5 行。')
  })

  it('says a mistake without its place', () => {
    expect(mistakeWords({ row: 128, column: '金额', code: 'NOT_A_NUMBER', value: '壹佰' })).toBe(
      '不是数字。请改成数字，例如 100 或 12.50。',
    )
    expect(mistakeWords({ row: 9, code: 'DUPLICATE_IN_FILE', details: { firstRow: 3 } })).toBe(
      '与第 3 行重复。请删去其中一行，或选重复的行怎么办。',
    )
  })

  it('says stored values and sums', () => {
    expect(storedValue('period', 202610)).toBe('2026-10')
    expect(storedValue('date', 20261031)).toBe('2026-10-31')
    expect(storedValue('status', 'onNet')).toBe('在网')
    expect(storedValue('brand', null)).toBeNull()
    expect(sumWords('amount', -123456)).toBe('-1,234.56')
    expect(sumWords('quantity', 6000)).toBe('6,000')
  })
})
