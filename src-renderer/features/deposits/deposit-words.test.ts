import { expect, test } from 'vitest'
import { type DepositEntry, decidingFault, depositPaper, paperTitle } from './deposit-words.ts'

const entry: DepositEntry = {
  id: 7,
  agent: 'D1',
  name: '通达<公司>',
  kind: '专营保证金',
  act: 'returned',
  day: '2026-10-20' as DepositEntry['day'],
  amount: '1280.50',
  signed: '-1280.50',
  balance: '0.00',
  inWords: '人民币壹仟贰佰捌拾元零伍角整',
  receipt: 'T001',
  reason: '退出',
  corrects: null,
  state: 'confirmed',
  author: '陈静',
  at: null,
  decidedBy: '李强',
  decidedAt: null,
  decision: null,
}

test('the paper says who, what, how much in figures and words, and who signed; nothing of it is markup', () => {
  const paper = depositPaper(entry, '测试县', '2026-10-20')
  for (const words of [
    '保证金退还单',
    '通达&lt;公司&gt;',
    '￥1,280.50',
    '人民币壹仟贰佰捌拾元零伍角整',
    '经办：陈静',
    '审批：李强',
  ])
    expect(paper).toContain(words)
  expect(paper).not.toContain('待确认')
  expect(depositPaper({ ...entry, state: 'asked' }, '', '')).toContain('待确认，未生效')
})

test('there is a paper for money in, out and taken, none for what was refused or put right', () => {
  expect(paperTitle({ ...entry, act: 'paid' })).toBe('保证金收据')
  expect(paperTitle({ ...entry, act: 'deducted' })).toBe('保证金扣除通知单')
  expect(paperTitle({ ...entry, state: 'refused' })).toBeUndefined()
  expect(paperTitle({ ...entry, act: 'corrected' })).toBeUndefined()
})

test('who asked cannot decide, and nothing is decided twice', () => {
  expect(decidingFault({ state: 'asked', author: '陈静' }, '陈静')).toContain('另一个人')
  expect(decidingFault({ state: 'asked', author: '陈静' }, '李强')).toBeUndefined()
  expect(decidingFault(entry, '李强')).toContain('待确认')
})
