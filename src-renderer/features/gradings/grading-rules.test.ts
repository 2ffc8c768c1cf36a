import { expect, test } from 'vitest'
import { actsIn } from '../../../src-main/domain/grading/stages.ts'
import { decideFault, finishFault, stageFault } from './grading-rules.ts'
import { stepOf } from './grading-state.ts'
import type { GradingRow } from './shapes.ts'

const facts = (status: GradingRow['status'], over: object = {}) =>
  ({
    status,
    acts: actsIn(status),
    scoredBy: '王芳',
    objections: { open: 0, all: 1 },
    notice: { from: '2026-11-03', to: '2026-11-10', text: null, by: '王芳', at: '', open: true },
    ...over,
  }) as unknown as Parameters<typeof finishFault>[0]

test('who scored may not review', () => {
  expect(decideFault(facts('scored'), 'review', '王芳')).toContain('另一个人')
  expect(decideFault(facts('scored'), 'review', '李强')).toBeUndefined()
  expect(decideFault(facts('reviewed'), 'review', '李强')).toContain('已复核')
})

test('final only after the notice, without open objections, by another person', () => {
  const on = (today: string, over = {}) => finishFault(facts('notice', over), '李强', today)
  expect(on('2026-11-10')).toContain('2026-11-10')
  expect(on('2026-11-11')).toBeUndefined()
  expect(on('2026-11-11', { objections: { open: 2, all: 2 } })).toContain('2 件异议')
  expect(finishFault(facts('notice'), '王芳', '2026-11-11')).toContain('另一个人')
})

test('a stage that does not allow an act says which it is', () => {
  expect(stageFault(facts('final'), 'startNotice')).toContain('已定稿')
  expect(stageFault(facts('notice'), 'object')).toBeUndefined()
})

test('every stage has its step', () => {
  expect((['scored', 'reviewed', 'published', 'notice', 'final'] as const).map(stepOf)).toEqual([
    'values',
    'notice',
    'notice',
    'objections',
    'done',
  ])
})
