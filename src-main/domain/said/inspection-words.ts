/** What is wrong in an inspection template or a filled sheet, in words. */
import type { SheetProblem, TemplateProblem } from '../inspection.ts'
import { type Details, list, text } from './detail-words.ts'

const templateFaults: Readonly<Record<TemplateProblem, string>> = {
  noItems: '还没有检查项目',
  emptyGroup: '有一组没有项目',
  noTitle: '有项目或组没有写名称',
  sameTitle: '有两个项目同名',
  fullNotPositive: '满分要大于零',
  eachNotPositive: '扣分要大于零',
}

const sheetFaults: Readonly<Record<SheetProblem['reason'], string>> = {
  notMarked: '还没有打分',
  notANumber: '不是数字',
  belowZero: '小于零',
  aboveFull: '超过满分',
  notOptional: '不能填“不适用”',
  nothingApplies: '没有一项适用',
}

export function inspectionWords(d: Details): string {
  if (d.what === 'template') {
    if (d.name) return `编码或名称已被检查表“${text(d.name)}”用了。分级方案按名称找检查表，请换一个。`
    const said = list(d.problems).map((problem) => templateFaults[problem as TemplateProblem] ?? '')
    return `检查表样表还不能保存：${said.filter(Boolean).join('；')}。请改好再保存。`
  }
  const problems = Array.isArray(d.problems)
    ? (d.problems as { item: string | null; reason: SheetProblem['reason'] }[])
    : []
  const said = problems.slice(0, 5).map(({ item, reason }) => `${item ? `“${item}”` : ''}${sheetFaults[reason] ?? ''}`)
  return `检查表还不能提交：${said.join('；')}${problems.length > 5 ? ` 等 ${problems.length} 项` : ''}。请填好再提交。`
}
