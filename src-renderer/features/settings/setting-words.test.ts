import { expect, it } from 'vitest'
import { changeWords } from './setting-words.ts'

it.each([
  ['agreementReminders', { days: [60, 30], within: 3 }, '协议到期提醒：到期前 60、30 天，3 个工作日内处理'],
  ['factors.grade', { A: '1.1', B: '1.0' }, '分级系数：A 1.1，B 1.0'],
  ['fund', { rate: '5', match: '100' }, '业务发展基金：缴存 5%，匹配 100%'],
  ['fundExit', { forfeitMatch: false }, '退出时基金处理：匹配部分一并支付'],
  ['tax', { freeUpTo: '800.00' }, '个税预扣表'],
])('%s in words', (name, value, words) => expect(changeWords({ name, value })).toBe(words))
