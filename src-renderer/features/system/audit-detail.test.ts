import { expect, it } from 'vitest'
import { detailText, subjectText } from './audit-detail.ts'

it.each([
  ['settlement:2026-10', '结算 2026年10月'],
  ['user:李明', '用户 李明'],
  ['statement:2026-10:W001', '结算单 2026年10月 W001'],
  ['settings:factors.grade', '设置 分级系数'],
  ['entries', '业务明细'],
  [null, null],
])('%s is %s', (subject, said) => expect(subjectText(subject)).toBe(said))

it('says what was recorded', () => {
  expect(detailText({ code: '5101', name: '临江县', roles: ['clerk', 'admin'] })).toBe(
    '编码：5101，名称：临江县，角色：渠道管理员、系统管理',
  )
  expect(detailText({ from: '2026-10', table: { A: '1.1' } })).toBe('起始月份：2026年10月，系数表：A：1.1')
  expect(detailText({})).toBeNull()
})
