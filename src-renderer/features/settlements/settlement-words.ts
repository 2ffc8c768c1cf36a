/** The office's words for what a settlement speaks of: kinds of line and adjustment, states, payers. */

import type { Tone } from '../../ui/ThingPage.tsx'

const adjustmentKinds: Record<string, string> = {
  bonus: '奖励',
  penalty: '处罚',
  correction: '更正',
  dispute: '申诉',
}

/** The kinds of adjustment as choices. */
export const adjustmentKindChoices = Object.entries(adjustmentKinds).map(([value, label]) => ({ value, label }))

/** 奖励, 处罚, 更正, 申诉. */
export const adjustmentKindWords = (kind: string): string => adjustmentKinds[kind] ?? kind

const adjustmentStates: Record<string, { label: string; tone: Tone }> = {
  waiting: { label: '待确认', tone: 'late' },
  confirmed: { label: '已确认', tone: 'done' },
  refused: { label: '已驳回', tone: 'plain' },
}

/** The state of an adjustment as a tag. */
export const adjustmentState = (state: string): { label: string; tone: Tone } =>
  adjustmentStates[state] ?? { label: state, tone: 'plain' }

const lineKinds: Record<string, string> = {
  volume: '业务量',
  instalment: '分期',
  residual: '话费分成',
  fixed: '补贴',
  assigned: '上级清单',
  clawback: '扣回',
}

/** What kind of line it is. */
export const lineKindWords = (kind: string): string => lineKinds[kind] ?? kind

const settlementTones: Record<string, Tone> = {
  open: 'plain',
  calculated: 'now',
  checking: 'now',
  reviewed: 'now',
  approved: 'now',
  closed: 'done',
  paid: 'done',
}

/** The tone of a month's state. */
export const settlementTone = (state: string): Tone => settlementTones[state] ?? 'plain'
