import { expect, it } from 'vitest'
import { actsOf, approvalFault, closingFault } from './month-acts.ts'

it.each([
  ['open', 'calculate'],
  ['calculated', 'review'],
  ['reviewed', 'approve'],
  ['approved', 'close'],
  ['closed', 'reopen'],
])('offers first in a month that is %s: %s', (status, first) => expect(actsOf(status)[0]).toBe(first))

it('offers nothing once all is paid', () => expect(actsOf('paid')).toEqual([]))

it('says to whoever calculated that another must approve', () => {
  const facts = { period: '2026-09', status: 'reviewed', calculatedBy: '王芳' }
  expect(approvalFault(facts, '王芳')).toContain('要由另一个人审批')
  expect(approvalFault(facts, '李强')).toBeUndefined()
})

it('closes only what is approved', () => {
  expect(closingFault('approved')).toBeUndefined()
  expect(closingFault('calculated')).toBe('还没有复核和审批')
})
