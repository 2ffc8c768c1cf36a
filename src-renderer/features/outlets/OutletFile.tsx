/** 档案: the fields of an outlet, edited in place. */

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { CORE_FIELDS } from '../../../src-main/domain/request.ts'
import { client } from '../../api/client.ts'
import { FileTab } from '../register/FileTab.tsx'
import { OtherDay } from '../register/OtherDay.tsx'
import { OpenRequests } from '../requests/OpenRequests.tsx'
import { askedWords } from '../requests/shapes.ts'
import { useRequestsOn } from '../requests/useAsking.tsx'
import { asOutletFields, type Outlet, outletFields, outletValues } from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

const NONE: readonly string[] = []

export function OutletFile({ outlet }: { readonly outlet: Outlet }) {
  const { code } = outlet
  const cache = useQueryClient()
  const on = useRequestsOn()
  const choices = useOutletChoices()
  const fields = useMemo(() => outletFields(choices), [choices])
  const saved = useMemo(() => outletValues(outlet), [outlet])
  return (
    <OtherDay>
      <OpenRequests subject="outlet" code={code} />
      <FileTab
        asked={on ? CORE_FIELDS.outlet : NONE}
        draft={`outlet:${code}`}
        fields={fields}
        saved={saved}
        onSave={async ({ values, from, reason }) => {
          const { requests } = await client.outlets.change.mutate({
            code,
            fields: asOutletFields(values, saved),
            from: from as IsoDate,
            ...(reason ? { reason } : {}),
          })
          await cache.invalidateQueries()
          return askedWords(requests)
        }}
      />
    </OtherDay>
  )
}
