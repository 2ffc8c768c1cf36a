/** The month told by the back office: stages, what is to be done, the money so far. */

import { useQuery } from '@tanstack/react-query'
import { trpc } from '../api/client.ts'
import { useMonth } from './month.tsx'

/** The overview of the month being worked on: a query, refreshed after every act. */
export function useMonthOverview() {
  const { period } = useMonth()
  return useQuery(trpc.month.overview.queryOptions({ period }))
}
