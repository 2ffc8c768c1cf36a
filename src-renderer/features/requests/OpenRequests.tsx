/** On the page of an outlet, agent or agreement: the requests that wait or are yet to take effect. */

import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { matterWords, requestFieldWords } from '../../../src-main/domain/said/request-words.ts'
import { trpc } from '../../api/client.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { requestState } from './shapes.ts'
import './requests.css'

interface OpenRequestsProps {
  readonly subject: 'agent' | 'outlet'
  readonly code: string
  /** Only those about this agreement of the agent. */
  readonly agreement?: string
}

export function OpenRequests({ subject, code, agreement }: OpenRequestsProps) {
  const asked = useQuery(trpc.requests.list.queryOptions({ subject, code }))
  const open = (asked.data ?? []).filter(
    (one) =>
      (one.state === 'asked' || one.state === 'approved') &&
      (agreement === undefined || one.agreement?.number === agreement || one.agreement?.about === agreement),
  )
  if (open.length === 0) return null
  return (
    <section className="request-strip" aria-label="在办的申请">
      {open.map((one) => (
        <span key={one.id}>
          <Link to={`/requests/${one.id}`}>{one.number}</Link> {matterWords(one)}
          {one.agreement
            ? ` ${one.agreement.number}`
            : one.kind === 'change'
              ? `（${one.fields.map((field) => requestFieldWords(subject, field)).join('、')}）`
              : ''}
          ，{one.from} 起　
          <StateTag {...requestState(one)} />
        </span>
      ))}
    </section>
  )
}
