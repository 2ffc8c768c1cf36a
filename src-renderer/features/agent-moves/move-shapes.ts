/** The shapes and words of agents' changes of owner and mergers. */

import type { client } from '../../api/client.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

export type Move = Awaited<ReturnType<typeof client.agentMoves.list.query>>[number]
export type MoveWhole = Awaited<ReturnType<typeof client.agentMoves.get.query>>
export type Plan = Awaited<ReturnType<typeof client.agentMoves.plan.query>>

export const moveKindWords = (kind: Move['kind']): string => (kind === 'merger' ? '合并' : '业主变更')

const states = {
  asked: { label: '待批准', tone: 'now' },
  agreed: { label: '已批准，等月份', tone: 'now' },
  done: { label: '已办理', tone: 'done' },
  undoAsked: { label: '已办理，待撤销', tone: 'late' },
  undone: { label: '已撤销', tone: 'plain' },
  refused: { label: '已驳回', tone: 'wrong' },
  withdrawn: { label: '已撤回', tone: 'plain' },
} as const satisfies Readonly<Record<string, { label: string; tone: Tone }>>

type Standing = keyof typeof states

/** Where a move stands, as people say it: agreed and not done, done and to be undone are states of their own. */
export function moveStanding({ state, agreedBy, undoAskedBy, undoneAt }: Move): Standing {
  if (state === 'asked') return agreedBy === null ? 'asked' : 'agreed'
  if (state === 'done') return undoAskedBy === null ? 'done' : 'undoAsked'
  return undoneAt === null ? state : 'undone'
}

export const moveState = (move: Move): { label: string; tone: Tone } => states[moveStanding(move)]
export const moveStateChoices = Object.entries(states).map(([value, { label }]) => ({ value, label }))
