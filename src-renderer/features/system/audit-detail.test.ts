import { expect, it } from 'vitest'
import { detailText } from './audit-detail.ts'

it('says what was recorded', () => {
  expect(detailText({ code: '5101', name: '临江县', roles: ['clerk', 'admin'] })).toBe(
    '编码：5101，名称：临江县，角色：渠道管理员、系统管理',
  )
  expect(detailText({ from: '2026-10', table: { A: '1.1' } })).toBe('起始月份：2026年10月，系数表：A：1.1')
  expect(detailText({ kind: 'penalty', amount: '-5.00', someCode: 7, warnings: [] })).toBe('种类：处罚，金额：-5.00')
  expect(detailText({})).toBeNull()
})
