import { expect, it } from 'vitest'
import { decisionFault, withdrawFault } from './policy-rules.ts'
import { monthsWords } from './policy-words.ts'

it('lets another decide and the submitter take back', () => {
  const version = { status: 'submitted', submittedBy: '王芳' }
  expect(decisionFault(version, '王芳')).toContain('另一个人')
  expect(decisionFault(version, '李强')).toBeUndefined()
  expect(withdrawFault(version, '王芳')).toBeUndefined()
  expect(withdrawFault(version, '李强')).toContain('王芳')
})

it.each([
  ['2026-01', null, '2026年1月起'],
  ['2026-09', '2026-10', '2026年9月至10月'],
  ['2026-09', '2026-09', '2026年9月'],
  ['2026-09', '2027-02', '2026年9月至2027年2月'],
])('months from %s to %s: %s', (from, to, words) => expect(monthsWords(from, to)).toBe(words))
