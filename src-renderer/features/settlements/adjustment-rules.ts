/** What holds for adjustments before they are sent: states that take them, signs, who decides (DOMAIN.md §5). */

import { moneyText, typedMoney } from '../../ui/figures.ts'

/** Why nothing can be adjusted in a month of this state. */
export function addingFault(status: string): string | undefined {
  return status === 'closed' || status === 'paid' ? '本月已结账；请在未结账的月份登记更正' : undefined
}

/** Why this person may not decide an adjustment: its author cannot. */
export function decidingFault(
  one: { readonly author: string; readonly state: string },
  person: string,
): string | undefined {
  if (one.state !== 'waiting') return one.state === 'confirmed' ? '已经确认过了' : '已经驳回了'
  return one.author === person ? '是您登记的，要由另一个人确认' : undefined
}

export interface AdjustmentDraft {
  readonly outlet: string
  readonly kind: string
  /** As typed: for 奖励 and 处罚 without a sign. */
  readonly amount: string
  readonly reason: string
}

/** The signed amount: a penalty takes, a bonus gives, whatever sign was typed; undefined where there is no amount. */
export function signedAmount({ kind, amount }: Pick<AdjustmentDraft, 'kind' | 'amount'>): string | undefined {
  const read = typedMoney(amount)
  if (read === undefined || !/[1-9]/.test(read)) return undefined
  const plain = read.replace(/^-/, '')
  if (kind === 'penalty') return `-${plain}`
  if (kind === 'bonus') return plain
  return read
}

/** Why the form cannot be saved yet; undefined when it can. */
export function draftFault(draft: AdjustmentDraft): string | undefined {
  if (draft.outlet === '') return '请选网点'
  if (signedAmount(draft) === undefined) return '请填金额，不能是零'
  if (draft.reason.trim() === '') return '请写原因'
  return undefined
}

/** What will happen, in words. */
export function effectWords(draft: AdjustmentDraft): string {
  const amount = signedAmount(draft)
  if (amount === undefined) return '另一个人确认后才计入结算单。'
  const isLess = amount.startsWith('-')
  return `另一个人确认后，${isLess ? '从该网点扣' : '给该网点加'} ${moneyText(amount.replace('-', ''))} 元。`
}
