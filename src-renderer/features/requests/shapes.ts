/** The shapes of requests as the back office answers them, and their states as tags. */

import { requestStateWords } from '../../../src-main/domain/said/request-words.ts'
import type { client } from '../../api/client.ts'
import type { Tone } from '../../ui/ThingPage.tsx'

export type RequestRow = Awaited<ReturnType<typeof client.requests.list.query>>[number]
export type RequestWhole = Awaited<ReturnType<typeof client.requests.get.query>>
export type OpenWork = Awaited<ReturnType<typeof client.requests.openWork.query>>
export type RequestSettingsShape = Awaited<ReturnType<typeof client.requests.settings.query>>

const tones: Readonly<Record<RequestRow['state'], Tone>> = {
  asked: 'now',
  approved: 'now',
  effective: 'done',
  rejected: 'plain',
  withdrawn: 'plain',
}

export const requestState = (
  one: Pick<RequestRow, 'state' | 'kind' | 'activeFrom'>,
): { label: string; tone: Tone } => ({
  label: requestStateWords(one.state, one),
  tone: tones[one.state],
})

/** Where an outlet or agent has its page. */
export const thingPath = ({ subject, code }: { subject: 'agent' | 'outlet'; code: string | null }): string =>
  `/${subject}s/${encodeURIComponent(code ?? '')}`

/** What an edit or import says of the requests it made; nothing where it made none. */
export function askedWords(requests: readonly { number: string | null; state?: string }[] | undefined): string {
  const waiting = (requests ?? []).filter(({ state }) => state === undefined || state === 'asked')
  if (waiting.length === 0) return ''
  const named = waiting
    .slice(0, 3)
    .flatMap(({ number }) => number ?? [])
    .join('、')
  return `${waiting.length} 件申请${named ? `（${named}${waiting.length > 3 ? ' 等' : ''}）` : ''}等另一个人审批。`
}
