/** The words of fund payouts: their states and kinds, and why one cannot be decided. */

import type { Tone } from '../../ui/ThingPage.tsx'

const states: Record<string, { label: string; tone: Tone }> = {
  asked: { label: '待批准', tone: 'now' },
  approved: { label: '待付款', tone: 'now' },
  paid: { label: '已付', tone: 'done' },
  refused: { label: '已驳回', tone: 'wrong' },
  withdrawn: { label: '已撤回', tone: 'plain' },
}

export const payoutState = (state: string): { label: string; tone: Tone } =>
  states[state] ?? { label: state, tone: 'plain' }

export const payoutKindWords = (kind: 'withdrawal' | 'exit'): string => (kind === 'exit' ? '退出清算' : '支取')

/** Why this person cannot approve or refuse the payout; nothing where they can. */
export function decidingFault(payout: { state: string; author: string }, user: string): string | undefined {
  if (payout.state !== 'asked') return '这笔支取已经有人决定了'
  if (payout.author === user) return '这笔支取是您申请的，要由另一个人批准'
  return undefined
}
