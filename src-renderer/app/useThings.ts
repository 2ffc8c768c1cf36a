/** Outlets, agents, policies, grading schemes, gradings and statements that the back office finds for the Ctrl+K box. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { trpc } from '../api/client.ts'
import type { Found } from './find.ts'

/** What matches; empty while nothing is typed or nothing has come. */
export function useThings(typed: string): readonly Found[] {
  const asked = useQuery(
    trpc.search.everything.queryOptions({ text: typed }, { enabled: typed !== '', placeholderData: keepPreviousData }),
  )
  const things = asked.data
  return useMemo(() => {
    if (typed === '' || !things) return []
    return things.flatMap((thing): Found[] => {
      const code = encodeURIComponent(thing.code)
      const base = { key: `${thing.kind} ${thing.code}`, label: thing.name, note: thing.code }
      if (thing.kind === 'agent') return [{ ...base, kind: '代理商', to: `/agents/${code}` }]
      if (thing.kind === 'scheme') return [{ ...base, kind: '分级方案', to: `/gradings/schemes/${thing.id}` }]
      if (thing.kind === 'grading')
        return [{ ...base, key: `grading ${thing.id}`, kind: '评定', to: `/gradings/${thing.id}` }]
      if (thing.kind === 'policy') return [{ ...base, kind: '政策', to: `/policies/${thing.id}` }]
      return [
        { ...base, kind: '网点', to: `/outlets/${code}` },
        { ...base, key: `statement ${thing.code}`, kind: '结算单', to: `/settlements/statements/${code}` },
      ]
    })
  }, [things, typed])
}
