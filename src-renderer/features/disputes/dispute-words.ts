/** The office's words for disputes. */

import type { client } from '../../api/client.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

export type Dispute = Awaited<ReturnType<typeof client.disputes.get.query>>

const states: Record<Dispute['state'], { label: string; tone: Tone }> = {
  open: { label: '待处理', tone: 'now' },
  adjusting: { label: '调整待确认', tone: 'now' },
  answered: { label: '已答复', tone: 'done' },
  adjusted: { label: '已调整', tone: 'done' },
  withdrawn: { label: '已撤回', tone: 'plain' },
}

export const disputeStateChoices = Object.entries(states).map(([value, { label }]) => ({ value, label }))

/** The state as a tag; late ones say so. */
export const disputeState = ({ state, late }: Pick<Dispute, 'state' | 'late'>): { label: string; tone: Tone } =>
  late ? { label: `${states[state].label}，已超期`, tone: 'late' } : states[state]
