/** Lines below and between the rows of data, as billing systems and people write them. */

import { expect, it } from 'vitest'
import { type LeftOutKind, leftOutKind } from './left-out.ts'

const lines: readonly (readonly [text: string, kind: LeftOutKind])[] = [
  ['合计', 'grandTotal'],
  ['总 计：', 'grandTotal'],
  ['合计（大写）：壹佰元整', 'grandTotal'],
  ['合计金额：1,234.00', 'grandTotal'],
  ['总笔数', 'grandTotal'],
  ['城关镇合计', 'grandTotal'],
  ['ＴＯＴＡＬ', 'grandTotal'],
  ['小计', 'subtotal'],
  ['本页小计：12', 'subtotal'],
  ['累计', 'subtotal'],
  ['共 12 条记录', 'signature'],
  ['「共 N 条记录」'.replace('N', '1,204'), 'signature'],
  ['共12条，第1页/共2页', 'signature'],
  ['第 1 页', 'signature'],
  ['第 1 页 / 共 3 页', 'signature'],
  ['共 3 页', 'signature'],
  ['总记录数：12', 'signature'],
  ['制表人：王芳', 'signature'],
  ['审核', 'signature'],
  ['负责人（签字）：', 'signature'],
  ['打印日期 2026-11-01', 'signature'],
  ['导出时间：2026-11-01 10:20', 'signature'],
  ['数据来源：BOSS', 'signature'],
  ['备注：以上为含税金额', 'signature'],
  ['以下空白', 'signature'],
]

it.each(lines)('%j is no data: %s', (text, kind) => {
  expect(leftOutKind([null, text], [], [])).toBe(kind)
})

it.each([
  '城关镇手机店',
  'WD0001',
  '共享单车店',
  '第一手机店',
  '总部',
  '合作厅',
  '小计量店',
  '负责任手机店',
  '打印店',
  '2026-10-01',
  '备注',
])('%j is data', (text) => {
  expect(leftOutKind([text, '放号', 1], [], [])).toBeUndefined()
})
