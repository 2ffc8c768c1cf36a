import { expect, test } from 'vitest'
import { decidingFault, payoutState } from './fund-words.ts'

test('who asked does not decide, and nobody decides twice', () => {
  expect(decidingFault({ state: 'asked', author: '陈静' }, '李强')).toBeUndefined()
  expect(decidingFault({ state: 'asked', author: '陈静' }, '陈静')).toContain('另一个人')
  expect(decidingFault({ state: 'paid', author: '陈静' }, '李强')).toContain('已经')
})

test('only what is paid is green', () => {
  expect(payoutState('paid').tone).toBe('done')
  expect(payoutState('approved').tone).not.toBe('done')
})
