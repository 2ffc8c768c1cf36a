/** 新增网点. */

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Navigate } from 'react-router'
import { client } from '../../api/client.ts'
import { NewThing } from '../register/NewThing.tsx'
import { useRequestsOn } from '../requests/useAsking.tsx'
import { asOutletFields, blankOutlet, outletFields } from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

export function NewOutlet() {
  const cache = useQueryClient()
  const choices = useOutletChoices()
  const on = useRequestsOn()
  const fields = useMemo(
    () => [{ key: 'code', label: '网点编码', required: true }, ...outletFields(choices)],
    [choices],
  )
  // a new outlet is asked for where the office works by requests
  if (on) return <Navigate to="/requests/-/admission" replace />
  return (
    <NewThing
      kind="网点"
      draft="new-outlet"
      fields={fields}
      blank={blankOutlet}
      list="/outlets"
      onAdd={async ({ code = '', ...values }) => {
        const fields = asOutletFields(values, values)
        const added = await client.outlets.add.mutate({ code, fields: { ...fields, name: values.name ?? '' } })
        await cache.invalidateQueries()
        return added.code
      }}
    />
  )
}
