import { expect, it } from 'vitest'
import { typedAfter } from './useTypedText.ts'

it.each([
  ['what was asked comes back', { typed: '城', asked: '城' }, '城', '城'],
  ['comes back while one types on', { typed: '城关手', asked: '城' }, '城', '城关手'],
  ['comes back without the blank that was typed', { typed: '城关 ', asked: '城关' }, '城关', '城关 '],
  ['the filter is cleared elsewhere', { typed: '城', asked: '城' }, '', ''],
  ['a saved view is opened', { typed: '', asked: '' }, '手机', '手机'],
])('%s', (_, box, value, shown) => {
  expect(typedAfter(box, value)).toBe(shown)
})
