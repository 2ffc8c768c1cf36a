/** What running work is called, how far it says it is, and how long it still takes. */

import { countText } from '../ui/figures.ts'

const acts: Record<string, string> = {
  'audit.verify': '核验数据',
  'store.backup': '备份',
  'store.backupTo': '备份',
  'ledgers.import': '导入',
  'ledgers.undo': '撤销批次',
  'ledgers.export': '导出台账',
  'ledgers.exportTo': '导出台账',
  'batches.exportRows': '导出一批的行',
  'ledgers.errorFile': '写出错误清单',
  'ledgers.mistakes': '写出错误清单',
  'ledgers.inspect': '看文件',
  'ledgers.values': '看文件里的词',
  'reports.make': '生成报表',
  'reports.write': '生成报表',
  'attachments.add': '保存附件',
  'answers.comingDue': '算待付分期',
  'paying.makeFile': '生成付款文件',
  'paying.readResult': '看银行回盘',
  'paying.importResult': '登记银行回盘',
  'paying.noticeFile': '写出短信文件',
  'paying.writePaper': '生成报账单',
  'settlements.calculate': '试算',
  'policies.tryOut': '政策试算对比',
  'policies.runExamples': '计算算例',
  'settlements.close': '结账',
  'late.calculate': '补算',
  'gradings.score': '分级打分',
  'gradings.publish': '发布分级',
  'checks.run': '稽核检查',
  'gradings.start': '评定打分',
  'gradings.finish': '确定评定',
  'gradings.previewCost': '新等级对酬金的影响',
  'opening.proof': '核对期初',
  'opening.ask': '提交期初',
  'opening.confirm': '确认期初',
  'demo.install': '建立样例县',
}

/** The work's name by its procedure. */
export const actWords = (act: string): string => acts[act] ?? '后台工作'

const steps: Record<string, (count: string) => string> = {
  starting: () => '准备中',
  reading: (count) => `已读 ${count} 行`,
  checking: (count) => `已核对 ${count} 行`,
  storing: (count) => `已写入 ${count} 行`,
  finding: (count) => `已找到 ${count} 行`,
  writing: (count) => `已写出 ${count} 行`,
  measuring: (count) => `已算 ${count} 组网点`,
  linking: (count) => `已对上 ${count} 行`,
  hashing: () => '核对文件中',
  comparing: (count) => `已比对 ${count} 行`,
  examples: (count) => `已算 ${count} 个算例`,
  composing: (count) => `已编制 ${count} 份`,
  freezing: (count) => `已定稿 ${count} 份`,
  looking: (count) => `已查 ${count} 项`,
  finishing: () => '收尾中',
  copying: () => '复制中',
  calculating: (count) => `已算 ${count} 个网点`,
  printing: (count) => `已排 ${count} 页`,
  undoing: (count) => `已撤销 ${count} 行`,
  verifyingAudit: (count) => `已核验操作记录 ${count} 条`,
  verifyingClosed: (count) => `已核验结账单据 ${count} 份`,
  verifyingMembers: (count) => `已核对入网记录 ${count} 条`,
  verifying: (count) => `已核验 ${count} 条`,
}

/** How far the work is: `已读 120,000 行`. */
export const stepWords = (step: string, count: number): string =>
  steps[step]?.(countText(count)) ?? (count > 0 ? `已完成 ${countText(count)}` : '')

/** Remaining time: `40 秒`, `3 分钟`. */
export const secondsWords = (seconds: number): string =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} 秒` : `${Math.round(seconds / 60)} 分钟`
