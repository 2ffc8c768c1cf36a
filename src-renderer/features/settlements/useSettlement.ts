/** The month's settlement for screens. */

import { useQuery } from '@tanstack/react-query'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'

/** State and money of the month, and of the month before for comparison. */
export function useSettlement(period: Month) {
  const now = useQuery(trpc.settlements.get.queryOptions({ period }))
  const last = useQuery(trpc.settlements.get.queryOptions({ period: addMonths(period, -1) }))
  return { state: now.data, last: last.data, error: now.error }
}
