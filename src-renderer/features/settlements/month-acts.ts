/** Which acts a month's state allows, and why one cannot be done now (DOMAIN.md §5: who calculated cannot approve). */

import { monthWords } from '../../../src-main/domain/said/terms.ts'

/** What the rules look at. */
export interface MonthFacts {
  readonly period: string
  readonly status: string
  readonly calculatedBy: string | null
}

export type MonthActKey = 'calculate' | 'review' | 'approve' | 'sendBack' | 'close' | 'reopen'

/** The acts that a state shows, the next one first. */
export function actsOf(status: string): readonly MonthActKey[] {
  switch (status) {
    case 'open':
      return ['calculate']
    case 'calculated':
    case 'checking':
      return ['review', 'calculate', 'sendBack']
    case 'reviewed':
      return ['approve', 'sendBack']
    case 'approved':
      return ['close', 'sendBack']
    case 'closed':
      return ['reopen']
    default:
      return []
  }
}

/** Why this person may not approve: whoever calculated cannot. */
export function approvalFault(facts: MonthFacts, person: string): string | undefined {
  return facts.calculatedBy === person ? `${monthWords(facts.period)}是您试算的，要由另一个人审批` : undefined
}

/** Why the month cannot be closed yet, by its state. */
export function closingFault(status: string): string | undefined {
  switch (status) {
    case 'approved':
      return undefined
    case 'open':
      return '还没有试算'
    case 'calculated':
    case 'checking':
      return '还没有复核和审批'
    case 'reviewed':
      return '还没有审批'
    default:
      return '已经结账'
  }
}
