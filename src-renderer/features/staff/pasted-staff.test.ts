/** Staff pasted in any order of columns, with every way to write a date. */
import { expect, test } from 'vitest'
import { pastedDate, pastedStaff } from './pasted-staff.ts'

test.each([
  ['2026-10-01', '2026-10-01'],
  ['2026/1/2', '2026-01-02'],
  ['２０２６年３月４日', '2026-03-04'],
  ['20261231', '2026-12-31'],
  ['2026-02-30', undefined],
  ['昨天', undefined],
])('%s is %s', (text, date) => {
  expect(pastedDate(text)).toBe(date)
})

test('by headings, in whatever order', () => {
  expect(pastedStaff('姓名\t工号\t到岗日期\t网点编码\n张三\t001\t2026/1/1\tZ1\n\n李四\t\t2026/1/1\tZ1')).toEqual({
    rows: [{ number: '001', name: '张三', post: '', phone: '', outlet: 'Z1', from: '2026-01-01' }],
    faults: ['第 4 行没有工号'],
  })
})

test('without headings, in the order that is told', () => {
  expect(pastedStaff('001\t张三\t店长\t13900000000\tZ1\t20260101').rows).toEqual([
    { number: '001', name: '张三', post: '店长', phone: '13900000000', outlet: 'Z1', from: '2026-01-01' },
  ])
})
