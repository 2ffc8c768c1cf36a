import { expect, it } from 'vitest'
import { workCounts, workSaid } from './work-words.ts'

it.each([
  [{ kind: 'agreement', said: 'X-1' } as const, '协议 X-1 快到期，要续签或说明'],
  [{ kind: 'file', said: '3' } as const, '档案缺 3 项'],
  [{ kind: 'file', said: '0' } as const, '档案要核对'],
  [{ kind: 'dispute', said: '放号酬金' } as const, '申诉：放号酬金'],
])('%o', (item, words) => {
  expect(workSaid(item)).toBe(words)
})

it('counts by kind', () => {
  expect(workCounts([{ kind: 'file' }, { kind: 'agreement' }, { kind: 'file' }])).toBe('档案 2 件、协议到期 1 件')
})
