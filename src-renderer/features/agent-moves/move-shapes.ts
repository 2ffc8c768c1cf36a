/** The shapes and words of agents' changes of owner and mergers. */

import type { client } from '../../api/client.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

export type Move = Awaited<ReturnType<typeof client.agentMoves.list.query>>[number]
export type Plan = Awaited<ReturnType<typeof client.agentMoves.plan.query>>

export const moveKindWords = (kind: Move['kind']): string => (kind === 'merger' ? '合并' : '业主变更')

const states: Readonly<Record<Move['state'], { label: string; tone: Tone }>> = {
  asked: { label: '待批准', tone: 'now' },
  done: { label: '已办理', tone: 'done' },
  refused: { label: '已驳回', tone: 'wrong' },
  withdrawn: { label: '已撤回', tone: 'plain' },
}
export const moveState = (state: Move['state']) => states[state]
export const moveStateChoices = Object.entries(states).map(([value, { label }]) => ({ value, label }))
