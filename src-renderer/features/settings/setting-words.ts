/** A change of a setting in words: 分级系数：A 1.1，B 1.0，C 0.9. */

export interface SettingChange {
  readonly name: string
  readonly from: string
  readonly value?: unknown
  readonly user: string
  readonly at: string
}

const names: Record<string, string> = {
  'factors.grade': '分级系数',
  'factors.star': '星级系数',
  fund: '业务发展基金',
  tax: '个税预扣表',
  fundExit: '退出时基金处理',
  agreementReminders: '协议到期提醒',
}

/** What was set; a setting without words of its own says its name alone. */
export function changeWords({ name, value }: Pick<SettingChange, 'name' | 'value'>): string {
  const label = names[name] ?? name
  if (typeof value !== 'object' || value === null) return label
  if (name === 'fund') {
    const { rate, match } = value as { rate?: string; match?: string }
    return `${label}：缴存 ${rate ?? '0'}%，匹配 ${match ?? '0'}%`
  }
  if (name === 'fundExit') {
    const { forfeitMatch } = value as { forfeitMatch?: boolean }
    return `${label}：${fundExitWords(forfeitMatch ?? true)}`
  }
  if (name === 'agreementReminders') {
    const { days, within } = value as { days?: readonly number[]; within?: number }
    return `${label}：到期前 ${(days ?? []).join('、')} 天，${within ?? 0} 个工作日内处理`
  }
  if (!name.startsWith('factors.')) return label
  return `${label}：${Object.entries(value)
    .map(([key, factor]) => `${key} ${String(factor)}`)
    .join('，')}`
}

/** What becomes of the company's match when an agent leaves. */
export const fundExitWords = (forfeits: boolean): string => (forfeits ? '匹配部分收回' : '匹配部分一并支付')
