/** What a refused step of the month says is missing. */
import { expect, test } from 'vitest'
import { refusalWords } from './refusal-words.ts'

test.each([
  ['review', 'open', ['calculated', 'checking'], '请先试算。'],
  ['review', 'approved', ['calculated', 'checking'], '要改先退回，写明原因。'],
  ['approve', 'calculated', ['reviewed'], '请先复核。'],
  ['approve', 'checking', ['reviewed'], '请先复核。'],
  ['close', 'open', ['approved'], '请先试算、复核、审批。'],
  ['close', 'reviewed', ['approved'], '请先审批。'],
  ['answer a check', 'calculated', ['checking'], '请先发出网点核对。'],
  ['calculate', 'reviewed', ['open', 'calculated', 'checking'], '要改先退回，写明原因。'],
  ['reopen', 'approved', ['closed'], '请先结账。'],
])('%s in state %s', (_act, state, wanted, missing) => {
  const said = refusalWords('WRONG_STATE', { period: '2026-10', state, wanted })
  expect(said.endsWith(missing), said).toBe(true)
  expect(said).toMatch(/^2026年10月现在还不能做这一步，现在是“/)
})

test('other things name their own state', () => {
  expect(refusalWords('WRONG_STATE', { what: 'dispute', name: '3', state: 'answered', wanted: ['open'] })).toBe(
    '申诉“3”现在还不能做这一步，现在是“已答复”。请看它走到了哪一步，先做前面的。',
  )
})
