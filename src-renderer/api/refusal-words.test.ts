import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knownProblems, problemWords } from '../../src-main/domain/said/mistake-words.ts'
import { knownRefusals, refusalWords } from '../../src-main/domain/said/refusal-words.ts'
import { knownNotes } from './import-words.ts'

const source = (path: string) => readFileSync(new URL(`../../src-main/${path}`, import.meta.url), 'utf8')

/** The members of a union of codes as its file writes them. */
function members(path: string, type: string): string[] {
  const [, body = ''] = source(path).split(`export type ${type} =`)
  return [...(body.split('\n\n')[0] ?? '').matchAll(/'([A-Z_]+)'/g)].map((match) => match[1] as string)
}

const union = readFileSync(new URL('../../src-main/domain/refusal.ts', import.meta.url), 'utf8')
const codes = [...union.matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map((match) => match[1] as string)

describe('refusal words', () => {
  it('has words for every code of the union, and for no other', () => {
    expect([...knownRefusals].sort()).toEqual([...codes].sort())
  })

  it.each(codes)('%s reads as Chinese without details and without leftovers', (code) => {
    const said = refusalWords(code)
    expect(said).toMatch(/。$/)
    expect(said).not.toMatch(/undefined|null|NaN|“”|[A-Z]{3,}_/)
    expect(said).not.toContain('操作失败')
  })

  it('says what to do, with the details', () => {
    expect(refusalWords('COLUMNS_MISSING', { missing: ['网点编码'], found: ['门店', '金额'] })).toBe(
      '表里缺少列：网点编码。现有的列是：门店、金额。请补上表头，或下载模板对照。',
    )
    expect(refusalWords('EARLIER_PERIOD_OPEN', { period: '2026-09' })).toContain('2026年9月还没有结账')
    expect(
      refusalWords('CLOSING_BLOCKED', {
        points: [{ level: 'error', code: 'AGENT_WITHOUT_PAYEE', count: 2, examples: ['A003', 'A017'] }],
      }),
    ).toBe('还不能结账：2 个要付款的代理商没有收款户名（A003、A017）。请逐项处理后再结账。')
    expect(
      refusalWords('POLICY_INVALID', {
        problems: [{ level: 'error', path: ['clauses'], code: 'NO_CLAUSES', details: {} }],
      }),
    ).toContain('至少要有一个条款')
    expect(refusalWords('SOMETHING_NEW')).toContain('没有改动')
  })
})

describe('problem words', () => {
  it('has words for every mistake that the ingest finds', () => {
    const codes = [
      ...members('workbook/ingest/reading.ts', 'CellCode'),
      ...members('workbook/kinds/column.ts', 'RowCode'),
      ...members('workbook/ingest/request.ts', 'ProblemCode'),
    ]
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !knownProblems.includes(code))).toEqual([])
    expect(members('workbook/ingest/reading.ts', 'NoteCode').filter((code) => !knownNotes.includes(code))).toEqual([])
  })

  it('names row, column, value and the mend', () => {
    expect(problemWords({ row: 128, column: '金额', code: 'NOT_A_NUMBER', value: '壹佰' })).toBe(
      '第 128 行“金额”不是数字：壹佰。请改成数字，例如 100 或 12.50。',
    )
    expect(problemWords({ row: 9, code: 'DUPLICATE_IN_FILE', details: { firstRow: 3 } })).toBe(
      '第 9 行与第 3 行重复。请删去其中一行，或选重复的行怎么办。',
    )
    expect(problemWords({ row: 2, column: '状态', code: 'NEVER_HEARD' })).toBe('第 2 行“状态”不对。请对照模板改正。')
  })
})
