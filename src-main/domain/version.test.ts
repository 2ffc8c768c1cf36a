/** Versions: predecessors end, other overlaps refuse, one version is in force. */
import { describe, expect, test } from 'vitest'
import { asMonth } from './month.ts'
import { approvalEffect, isInForce, replacedBy, type VersionMonths } from './version.ts'

function months(version: number, from: string, to?: string): VersionMonths {
  return { version, from: asMonth(from), to: to === undefined ? undefined : asMonth(to) }
}

describe('approving', () => {
  const candidate = months(9, '2026-07')
  test.each<[string, VersionMonths[], unknown]>([
    ['nothing before', [], null],
    ['an open-ended predecessor ends', [months(1, '2026-01')], { version: 1, to: '2026-06' }],
    ['one that has ended stays', [months(1, '2026-01', '2026-06')], null],
    ['ended and open', [months(1, '2025-01', '2025-12'), months(2, '2026-01')], { version: 2, to: '2026-06' }],
    ['itself does not count', [months(9, '2026-07')], null],
  ])('%s', (_, approved, ends) => expect(approvalEffect(candidate, approved)).toEqual({ kind: 'approved', ends }))
  test.each<[string, VersionMonths[], number[]]>([
    ['an end that reaches in', [months(1, '2026-01', '2026-07')], [1]],
    ['the same start', [months(1, '2026-07')], [1]],
    ['a later open start', [months(1, '2026-08')], [1]],
    ['a later closed one', [months(1, '2026-01', '2026-03'), months(2, '2027-01', '2027-02')], [2]],
  ])('refused: %s', (_, approved, versions) => {
    const effect = approvalEffect(candidate, approved)
    expect(effect.kind === 'overlap' && effect.with.map(({ version }) => version)).toEqual(versions)
  })
  test('a closed candidate fits before a later version', () => {
    expect(approvalEffect(months(9, '2026-07', '2026-12'), [months(1, '2027-01')])).toEqual({
      kind: 'approved',
      ends: null,
    })
    expect(approvalEffect(months(9, '2026-07', '2026-12'), [months(1, '2026-01')])).toEqual({
      kind: 'approved',
      ends: { version: 1, to: '2026-06' },
    })
  })
})

test('the version in force', () => {
  const approved = [months(1, '2026-01', '2026-06'), months(2, '2026-08')]
  expect(
    ['2025-12', '2026-01', '2026-06', '2026-07', '2026-08', '2030-01'].map(
      (m) => approved.find((version) => isInForce(version, asMonth(m)))?.version,
    ),
  ).toEqual([undefined, 1, 1, undefined, 2, 2])
})

test.each([
  ['2026-01', null, '2026-05', null, 'beginning'],
  ['2026-01', '2026-04', '2026-05', null, 'whole'],
  ['2026-05', null, '2026-05', null, 'nothing'],
  ['2026-07', null, '2026-05', '2026-06', 'whole'],
  ['2026-06', '2026-08', '2026-05', '2026-06', 'nothing'],
  ['2026-01', '2026-12', '2026-05', '2026-06', 'beginning'],
])('of a version from %s to %s a draft from %s to %s leaves: %s', (from, to, since, until, left) => {
  const month = (text: string | null) => text as ReturnType<typeof asMonth>
  expect(replacedBy({ from: month(from), to: month(to) }, { from: month(since), to: month(until) })).toBe(left)
})
