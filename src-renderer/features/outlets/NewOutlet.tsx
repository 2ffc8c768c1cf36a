/** 新增网点. */

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '../../api/client.ts'
import type { FormValues } from '../register/field.ts'
import { NewThing } from '../register/NewThing.tsx'
import { asOutletFields, outletFields } from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

const blank: FormValues = {
  code: '',
  name: '',
  mnemonic: '',
  status: 'active',
  category: 'partner',
  type: '',
  agent: '',
  manager: '',
  grade: '',
  star: '',
  centre: '',
  township: '',
  address: '',
  joinedOn: '',
  contact: '',
  phone: '',
  remark: '',
}

export function NewOutlet() {
  const cache = useQueryClient()
  const choices = useOutletChoices()
  const fields = useMemo(
    () => [{ key: 'code', label: '网点编码', required: true }, ...outletFields(choices)],
    [choices],
  )
  return (
    <NewThing
      kind="网点"
      draft="new-outlet"
      fields={fields}
      blank={blank}
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
