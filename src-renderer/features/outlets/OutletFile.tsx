/** 档案: the fields of an outlet, edited in place. */

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { FileTab } from '../register/FileTab.tsx'
import { asOutletFields, type Outlet, outletFields, outletValues } from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

export function OutletFile({ outlet }: { readonly outlet: Outlet }) {
  const { code } = outlet
  const cache = useQueryClient()
  const choices = useOutletChoices()
  const fields = useMemo(() => outletFields(choices), [choices])
  const saved = useMemo(() => outletValues(outlet), [outlet])
  return (
    <FileTab
      draft={`outlet:${code}`}
      fields={fields}
      saved={saved}
      onSave={async ({ values, from, reason }) => {
        await client.outlets.change.mutate({
          code,
          fields: asOutletFields(values, saved),
          from: from as IsoDate,
          ...(reason ? { reason } : {}),
        })
        await cache.invalidateQueries()
      }}
    />
  )
}
