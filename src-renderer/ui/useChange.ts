/** Doing something to the office's data, with every screen fresh afterwards. */

import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/** `await change(client.settlements.review.mutate({ period }))`: whatever a screen shows is read again, also after a refusal. */
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
