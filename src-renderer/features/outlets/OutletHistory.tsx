/** 历史: an outlet's fields with the day from which each value holds. */

import { useMemo } from 'react'
import { client, trpc } from '../../api/client.ts'
import { HistoryTab } from '../register/HistoryTab.tsx'
import { outletFields, outletHistoryFields } from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

export function OutletHistory({ code }: { readonly code: string }) {
  const choices = useOutletChoices()
  const fields = useMemo(() => outletHistoryFields(outletFields(choices)), [choices])
  return (
    <HistoryTab
      queryKey={trpc.outlets.history.queryKey({ code })}
      fetch={() => client.outlets.history.query({ code })}
      fields={fields}
    />
  )
}
