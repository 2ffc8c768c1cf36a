/** What running work is called, how far it says it is, and how long it still takes. */

import { countText } from '../ui/figures.ts'

const acts: Record<string, string> = {
  'audit.verify': '核验数据',
  'store.backup': '备份',
  'ledgers.import': '导入',
  'imports.run': '导入',
  'imports.check': '核对文件',
  'batches.undo': '撤销批次',
  'settlements.calculate': '试算',
  'settlements.close': '结账',
  'statements.print': '生成结算单',
  'statements.pdf': '生成结算单',
  'summary.export': '导出汇总表',
  'county.trySample': '准备样例县',
}

const nouns: Record<string, string> = {
  exports: '导出',
  export: '导出',
  import: '导入',
  imports: '导入',
  pdf: '生成 PDF',
  print: '生成 PDF',
  xlsx: '导出 Excel',
  calculate: '试算',
  close: '结账',
  undo: '撤销',
  verify: '核验',
  backup: '备份',
  restore: '恢复',
}

/** The work's name by its procedure; a procedure without a name of its own is named by its last word. */
export const actWords = (act: string): string =>
  acts[act] ?? nouns[act.split('.')[1] ?? ''] ?? nouns[act.split('.')[0] ?? ''] ?? '后台工作'

const steps: Record<string, (count: string) => string> = {
  starting: () => '准备中',
  reading: (count) => `已读 ${count} 行`,
  checking: (count) => `已核对 ${count} 行`,
  storing: (count) => `已写入 ${count} 行`,
  writing: (count) => `已写出 ${count} 行`,
  copying: () => '复制中',
  calculating: (count) => `已算 ${count} 个网点`,
  printing: (count) => `已排 ${count} 页`,
  undoing: (count) => `已撤销 ${count} 行`,
  verifyingAudit: (count) => `已核验操作记录 ${count} 条`,
  verifyingClosed: (count) => `已核验结账单据 ${count} 份`,
  verifying: (count) => `已核验 ${count} 条`,
}

/** How far the work is: `已读 120,000 行`. */
export const stepWords = (step: string, count: number): string =>
  steps[step]?.(countText(count)) ?? (count > 0 ? `已完成 ${countText(count)}` : '')

/** Remaining time: `40 秒`, `3 分钟`. */
export const secondsWords = (seconds: number): string =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} 秒` : `${Math.round(seconds / 60)} 分钟`
