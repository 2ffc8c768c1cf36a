/** A grading with its scheme and results, as its page and its steps show it. */

import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../api/client.ts'

/** Read again whenever a screen opens: another person may have taken it a stage on meanwhile. */
export function useGrading(id: number) {
  const detail = useQuery(trpc.gradings.detail.queryOptions({ id }, { staleTime: 0 }))
  const results = useQuery(trpc.gradings.results.queryOptions({ id }, { staleTime: 0 }))
  return { grading: detail.data, results: results.data, error: detail.error ?? results.error }
}
