/** 新增代理商. */

import { useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { NewThing } from '../register/NewThing.tsx'
import { agentFields, asAgentFields, blankAgent } from './agent-fields.ts'

const fields = [{ key: 'code', label: '代理商编码', required: true }, ...agentFields]

export function NewAgent() {
  const cache = useQueryClient()
  return (
    <NewThing
      kind="代理商"
      draft="new-agent"
      fields={fields}
      blank={blankAgent}
      list="/agents"
      onAdd={async ({ code = '', ...values }) => {
        const added = await client.agents.add.mutate({
          code,
          fields: { ...asAgentFields(values), name: values.name ?? '' },
        })
        await cache.invalidateQueries()
        return added.code
      }}
    />
  )
}
