/** Lines' identity: readable, equal for equal, different for different; zero lines left out. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepsLine, type LineIdentity, lineId } from './line.ts'
import { asFen } from './money.ts'
import { asMonth } from './month.ts'

const identity: LineIdentity = {
  period: asMonth('2026-10'),
  outlet: 'WD001',
  policy: 'JC2026',
  version: 2,
  clause: 'C1',
}

test('an id reads like its parts', () => {
  expect(lineId(identity)).toBe('2026-10/WD001/JC2026.v2/C1')
  expect(lineId({ ...identity, period: asMonth('2026-11'), source: lineId(identity) })).toBe(
    '2026-11/WD001/JC2026.v2/C1~2026-10/WD001/JC2026.v2/C1',
  )
})

test('different lines have different ids, whatever their codes', () => {
  const code = fc.string({
    unit: fc.constantFrom('A', '/', '%', '~', '2', 'F', '.', 'v', '1'),
    minLength: 1,
    maxLength: 4,
  })
  const anyIdentity = fc.record({ outlet: code, policy: code, clause: code, version: fc.integer({ min: 1, max: 12 }) })
  fc.assert(
    fc.property(anyIdentity, anyIdentity, (a, b) => {
      const same = a.outlet === b.outlet && a.policy === b.policy && a.clause === b.clause && a.version === b.version
      expect(lineId({ ...identity, ...a }) === lineId({ ...identity, ...b })).toBe(same)
    }),
    { numRuns: 2000 },
  )
})

test('a line of nothing is left out unless something was measured', () => {
  expect([keepsLine(asFen(0), false), keepsLine(asFen(0), true), keepsLine(asFen(-1), false)]).toEqual([
    false,
    true,
    true,
  ])
})
