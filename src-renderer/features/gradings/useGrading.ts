/** A grading with its scheme and results, as its page and its steps show it. */

import { useQuery } from '@tanstack/react-query'
import { trpc } from '../../api/client.ts'

export function useGrading(id: number) {
  const detail = useQuery(trpc.gradings.detail.queryOptions({ id }))
  const results = useQuery(trpc.gradings.results.queryOptions({ id }))
  return { grading: detail.data, results: results.data, error: detail.error ?? results.error }
}
