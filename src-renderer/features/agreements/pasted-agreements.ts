/** A block of agreements pasted from Excel: one a line, its columns in a fixed order or named by a first line. */

import { type IsoDate, isDate } from '../../../src-main/domain/month.ts'

export const pasteColumns = [
  '协议编号',
  '代理商编码',
  '性质',
  '签订日期',
  '开始日期',
  '到期日期',
  '网点编码',
  '续自',
  '备注',
] as const
type Column = (typeof pasteColumns)[number]

export interface PastedAgreement {
  readonly number: string
  readonly agent: string
  readonly exclusive: boolean
  readonly signedOn: IsoDate
  readonly from: IsoDate
  readonly to: IsoDate
  readonly outlets: string[]
  readonly renewalOf: string | null
  readonly remark: string | null
}

export interface Pasted {
  readonly agreements: readonly PastedAgreement[]
  /** By line of the block, from 1. */
  readonly wrong: readonly { readonly line: number; readonly fault: string }[]
  /** The line of each agreement. */
  readonly lines: readonly number[]
}

/** Reads the block; several outlets are parted by 、 , or ；. */
export function pastedAgreements(text: string): Pasted {
  const rows = text
    .replace(/\r/g, '')
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.trim().replace(/^"|"$/g, '')))
  const heads = rows.findIndex((cells) => cells.includes('协议编号'))
  const order: readonly string[] = heads < 0 ? pasteColumns : rows[heads]!
  const agreements: PastedAgreement[] = []
  const lines: number[] = []
  const wrong: { line: number; fault: string }[] = []
  for (const [at, cells] of rows.entries()) {
    if (at <= heads || cells.every((cell) => cell === '')) continue
    const of = (column: Column) => cells[order.indexOf(column)] ?? ''
    const [signedOn, from, to] = (['签订日期', '开始日期', '到期日期'] as const).map((column) => dayOf(of(column)))
    const kind = of('性质')
    const missing = (['协议编号', '代理商编码', '网点编码'] as const).find((column) => of(column) === '')
    const fault = missing
      ? `没有填${missing}`
      : !['专营', '非专营', '是', '否'].includes(kind)
        ? '性质要填专营或非专营'
        : !signedOn || !from || !to
          ? '日期不对，要像 2026-01-01'
          : undefined
    if (fault || !signedOn || !from || !to) {
      wrong.push({ line: at + 1, fault: fault ?? '' })
      continue
    }
    lines.push(at + 1)
    agreements.push({
      number: of('协议编号'),
      agent: of('代理商编码'),
      exclusive: kind === '专营' || kind === '是',
      signedOn,
      from,
      to,
      outlets: of('网点编码')
        .split(/[、,，;；\s]+/)
        .filter(Boolean),
      renewalOf: of('续自') || null,
      remark: of('备注') || null,
    })
  }
  return { agreements, wrong, lines }
}

/** 2026-01-05, 2026/1/5, 20260105 or 2026年1月5日. */
function dayOf(text: string): IsoDate | undefined {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text.normalize('NFKC'))
  if (!match) return undefined
  const day = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  return isDate(day) ? day : undefined
}
