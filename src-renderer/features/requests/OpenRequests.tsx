/** On the page of an outlet or agent: the requests that wait or are yet to take effect. */

import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { requestFieldWords, requestKindWords } from '../../../src-main/domain/said/request-words.ts'
import { trpc } from '../../api/client.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { requestState } from './shapes.ts'
import './requests.css'

export function OpenRequests({ subject, code }: { readonly subject: 'agent' | 'outlet'; readonly code: string }) {
  const asked = useQuery(trpc.requests.list.queryOptions({ subject, code }))
  const open = (asked.data ?? []).filter(({ state }) => state === 'asked' || state === 'approved')
  if (open.length === 0) return null
  return (
    <section className="request-strip" aria-label="在办的申请">
      {open.map((one) => (
        <span key={one.id}>
          <Link to={`/requests/${one.id}`}>{one.number}</Link> {requestKindWords(one.kind)}
          {one.kind === 'change'
            ? `（${one.fields.map((field) => requestFieldWords(subject, field)).join('、')}）`
            : ''}
          ，{one.from} 起　
          <StateTag {...requestState(one)} />
        </span>
      ))}
    </section>
  )
}
