/** The names of the indicators that the office has values of. */

import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../api/client.ts'

export function useIndicatorNames(): readonly string[] {
  const terms = useQuery(trpc.terms.list.queryOptions({ kind: 'indicator' }, { staleTime: 60_000 }))
  return (terms.data ?? []).map(({ name }) => name)
}
