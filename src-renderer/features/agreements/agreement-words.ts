/** The words of agreements: their states and what was done about a reminder. */

import { addDays, type IsoDate } from '../../../src-main/domain/month.ts'
import type { client } from '../../api/client.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

export type Agreement = Awaited<ReturnType<typeof client.agreements.list.query>>['rows'][number]
export type AgreementWhole = Awaited<ReturnType<typeof client.agreements.get.query>>
type State = Agreement['state']

const states: Readonly<Record<State, { label: string; tone: Tone }>> = {
  coming: { label: '未开始', tone: 'now' },
  inForce: { label: '生效中', tone: 'plain' },
  ending: { label: '即将到期', tone: 'late' },
  expired: { label: '已到期', tone: 'plain' },
  ended: { label: '已提前终止', tone: 'plain' },
}

export const agreementStateChoices = Object.entries(states).map(([value, { label }]) => ({ value, label }))

export const agreementState = ({ state, renewedBy }: Pick<Agreement, 'state' | 'renewedBy'>) =>
  state === 'expired' && renewedBy === null ? { label: '到期未续', tone: 'late' as const } : states[state]

export const exclusiveWords = (exclusive: boolean): string => (exclusive ? '专营' : '非专营')

/** `还有 12 天`, `今天到期`, `已过 3 天`. */
export const daysLeftWords = (days: number): string =>
  days === 0 ? '今天到期' : days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`

/** What was done about a reminder; nothing where it is open. */
export const outcomeWords = (outcome: 'renewed' | 'ending' | 'other' | null): string =>
  outcome === null ? '待处理' : { renewed: '已续签', ending: '到期终止', other: '其他' }[outcome]

/** The term that follows: as long as the one before, from the day after it. */
export function nextTerm({ from, to }: { readonly from: IsoDate; readonly to: IsoDate }): {
  from: IsoDate
  to: IsoDate
} {
  const next = addDays(to, 1)
  const years = Number(next.slice(0, 4)) - Number(from.slice(0, 4))
  // whole years stay whole years, whatever leap days lie between
  if (years > 0 && next.slice(4) === from.slice(4)) {
    return { from: next, to: addDays(`${Number(next.slice(0, 4)) + years}${next.slice(4)}` as IsoDate, -1) }
  }
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  return { from: next, to: addDays(next, days) }
}
