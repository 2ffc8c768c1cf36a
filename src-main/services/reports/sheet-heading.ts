/** What stands above and below the sheets of a workbook, as the head and foot of a printed page. */
import type { SheetRow } from '../../workbook/write/sheet-stream.ts'
import type { MonthHead } from './month-books.ts'
import { TRIAL } from './paper.ts'

/** 舒城县 2026年10月 酬金汇总表, with what an unclosed month must say. */
export function sheetTitle(head: MonthHead, title: string, unit = '单位：元'): string {
  return `${head.county}　${head.periodWords}　${title}（${unit}）${head.trial ? `　${TRIAL}` : ''}`
}

/** Who made, checked and answers for it, and when it was printed, below a sheet. */
export function closingLines(head: MonthHead): SheetRow[] {
  const { preparedBy, reviewedBy, approvedBy, printedAt } = head
  return [
    [`制表：${preparedBy ?? ''}　审核：${reviewedBy ?? ''}　负责人：${approvedBy ?? ''}`],
    [`打印时间：${printedAt}`],
  ]
}
