/** The month's settlement for screens, and doing something to it with every screen fresh afterwards. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'

/** State and money of the month, and of the month before for comparison. */
export function useSettlement(period: Month) {
  const now = useQuery(trpc.settlements.get.queryOptions({ period }))
  const last = useQuery(trpc.settlements.get.queryOptions({ period: addMonths(period, -1) }))
  return { state: now.data, last: last.data, error: now.error }
}

/** `await change(client.settlements.review.mutate({ period }))`: whatever shows the month is read again, also after a refusal. */
export function useChange() {
  const cache = useQueryClient()
  return useCallback(
    async <Result>(work: Promise<Result>): Promise<Result> => {
      try {
        return await work
      } finally {
        await cache.invalidateQueries()
      }
    },
    [cache],
  )
}
