import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Month } from './month.ts'
import type { Clause, Policy } from './policy.ts'
import { changedPieces, policyDifferences } from './policy-differences.ts'

const perUnit = (code: string, rate: string, cap?: string): Clause => ({
  kind: 'volume',
  code,
  title: '放号',
  measure: 'count',
  entries: { businessTypes: ['activation'] },
  pay: { kind: 'perUnit', rate },
  ...(cap ? { cap } : {}),
})
const policy = (clauses: Clause[], rest: Partial<Policy> = {}): Policy => ({
  code: 'P',
  title: '政策',
  kind: 'basic',
  from: '2026-01' as Month,
  clauses,
  ...rest,
})

describe('two versions of a policy', () => {
  test('clauses added, removed, changed and the same; the changed figure is marked', () => {
    const was = policy([perUnit('A', '30.00', '4000.00'), perUnit('B', '5.00'), perUnit('C', '1.00')])
    const now = policy([perUnit('D', '2.00'), perUnit('A', '30.00', '5000.00'), perUnit('C', '1.00')])
    const { clauses, head } = policyDifferences(was, now)
    expect(head).toEqual([])
    expect(clauses.map(({ clause, change }) => `${clause} ${change}`)).toEqual([
      'D added',
      'A changed',
      'C same',
      'B removed',
    ])
    expect(clauses[1]!.was!.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['封顶 4,000.00 元'])
    expect(clauses[1]!.now!.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['封顶 5,000.00 元'])
  })

  test('a new title is a change that is seen; another order of fields is none', () => {
    const { code, title, ...rest } = perUnit('A', '30.00')
    const same = { ...rest, title, code } as Clause
    expect(policyDifferences(policy([perUnit('A', '30.00')]), policy([same])).clauses[0]!.change).toBe('same')
    const named = policyDifferences(policy([perUnit('A', '30.00')]), policy([{ ...same, title: '新放号' }])).clauses[0]!
    expect(named.now!.filter(({ changed }) => changed).map(({ text }) => text)).toEqual(['“新放号”'])
  })

  test('head: months, number, origin', () => {
    const now = policy([perUnit('A', '1')], {
      from: '2026-10' as Month,
      to: '2026-12' as Month,
      documentNumber: '县渠道〔2026〕9号',
      origin: 'city',
    })
    expect(policyDifferences(policy([perUnit('A', '1')]), now).head).toEqual([
      { field: 'documentNumber', was: '', now: '县渠道〔2026〕9号' },
      { field: 'origin', was: 'county', now: 'city' },
      { field: 'months', was: '2026年1月起', now: '2026年10月起至2026年12月' },
    ])
  })

  test('pieces always put both sentences together again, and equal pieces are the same on both sides', () => {
    const sentence = fc
      .array(fc.constantFrom('甲', '乙', '丙', '，', '；', '12'), { maxLength: 12 })
      .map((list) => list.join(''))
    fc.assert(
      fc.property(sentence, sentence, (was, now) => {
        const [left, right] = changedPieces(was, now)
        expect(left.map(({ text }) => text).join('')).toBe(was)
        expect(right.map(({ text }) => text).join('')).toBe(now)
        const kept = (pieces: typeof left) =>
          pieces
            .filter(({ changed }) => !changed)
            .map(({ text }) => text)
            .join('')
        expect(kept(left)).toBe(kept(right))
      }),
    )
  })
})
