/** Staff pasted from a spreadsheet: 工号 姓名 岗位 电话 网点编码 从哪天起, by headings or in this order. */

import { type IsoDate, isDate } from '../../../src-main/domain/month.ts'
import { pastedCells } from '../../ui/entry-cells.ts'

export interface PastedStaff {
  readonly number: string
  readonly name: string
  readonly post: string
  readonly phone: string
  readonly outlet: string
  readonly from: IsoDate
}

const columns = [
  { key: 'number', title: '工号', also: ['员工编号', '店员工号', '员工号'] },
  { key: 'name', title: '姓名', also: ['店员', '店员姓名'] },
  { key: 'post', title: '岗位', also: ['职务'] },
  { key: 'phone', title: '电话', also: ['联系电话', '手机', '手机号'] },
  { key: 'outlet', title: '网点编码', also: ['营业厅编码', '网点'] },
  { key: 'from', title: '从哪天起', also: ['到岗日期', '入职日期', '日期'] },
] as const

/** The headings, to be told. */
export const staffHeadings = columns.map(({ title }) => title).join('、')

const plain = (text: string | undefined) => (text ?? '').normalize('NFKC').trim()

/** Dates as 2026-10-31, 2026/10/1, 2026.10.1, 20261001 or 2026年10月1日. */
export function pastedDate(text: string): IsoDate | undefined {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(plain(text))
  const date = match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : ''
  return isDate(date) ? date : undefined
}

/** The rows, and what is wrong by line from 1. */
export function pastedStaff(text: string): { rows: PastedStaff[]; faults: string[] } {
  const block = pastedCells(text)
  const head = (block[0] ?? []).map(plain)
  const placed = columns.map(({ title, also }) =>
    head.findIndex((cell) => cell === title || also.some((name) => name === cell)),
  )
  const hasHeads = placed.filter((at) => at >= 0).length >= 2
  const places = hasHeads ? placed : columns.map((_, at) => at)
  const rows: PastedStaff[] = []
  const faults: string[] = []
  for (const [line, cells] of block.entries()) {
    if ((hasHeads && line === 0) || cells.every((cell) => plain(cell) === '')) continue
    const [number = '', name = '', post = '', phone = '', outlet = '', day = ''] = places.map((at) => plain(cells[at]))
    const from = pastedDate(day)
    const missing = [
      number === '' ? '没有工号' : '',
      name === '' ? '没有姓名' : '',
      outlet === '' ? '没有网点编码' : '',
      from === undefined ? `日期不对：${day || '空'}` : '',
    ].filter(Boolean)
    if (missing.length > 0 || from === undefined) faults.push(`第 ${line + 1} 行${missing.join('，')}`)
    else rows.push({ number, name, post, phone, outlet, from })
  }
  return { rows, faults }
}
