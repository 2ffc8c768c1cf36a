/** The words and colours of an inspection sheet's and a template's states. */

import type { Tone } from '../../ui/ThingPage.tsx'

export interface SheetStanding {
  readonly state: 'draft' | 'submitted' | 'confirmed' | 'withdrawn'
  readonly counts: boolean
}

export function sheetState({ state, counts }: SheetStanding): { label: string; tone: Tone } {
  switch (state) {
    case 'draft':
      return { label: '草稿', tone: 'plain' }
    case 'submitted':
      return counts ? { label: '已提交', tone: 'done' } : { label: '待确认', tone: 'now' }
    case 'confirmed':
      return { label: '已确认', tone: 'done' }
    default:
      return { label: '已撤回', tone: 'wrong' }
  }
}

export const templateState = (status: 'draft' | 'inUse' | 'retired'): { label: string; tone: Tone } =>
  status === 'inUse'
    ? { label: '使用中', tone: 'done' }
    : status === 'draft'
      ? { label: '草稿', tone: 'plain' }
      : { label: '已停用', tone: 'plain' }
