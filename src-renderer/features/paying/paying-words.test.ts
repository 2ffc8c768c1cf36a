import { expect, it } from 'vitest'
import { rowsFault } from './paying-words.ts'

const row = (state: 'awaitingInvoice' | 'claimed' | 'paid' | 'held' | 'returned', file: string | null = null) => ({
  agent: 'D1',
  state,
  file: file === null ? null : { id: 1, number: file },
})

it.each([
  ['claim', [row('awaitingInvoice')], undefined],
  ['claim', [row('awaitingInvoice'), row('held')], '只对“待票”的做；D1 是“缓发”'],
  ['file', [row('claimed')], undefined],
  ['file', [row('claimed', 'FK1')], 'D1 已在付款文件 FK1 里，等银行回盘'],
  ['pay', [row('claimed', 'FK1')], undefined],
  ['hold', [row('returned', 'FK1')], undefined],
  ['hold', [row('claimed', 'FK1')], 'D1 已在付款文件 FK1 里，等银行回盘'],
  ['return', [row('paid', 'FK1'), row('claimed')], undefined],
  ['reissue', [row('paid')], '只对“退回”的做；D1 是“已付”'],
  ['release', [row('held')], undefined],
] as const)('%s of %j: %s', (act, rows, fault) => expect(rowsFault(act, rows)).toBe(fault))
