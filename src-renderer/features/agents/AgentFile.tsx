/** 档案: the fields of an agent, edited in place. */

import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { FileTab } from '../register/FileTab.tsx'
import { type Agent, agentFields, agentValues, asAgentFields } from './agent-fields.ts'

export function AgentFile({ agent }: { readonly agent: Agent }) {
  const { code } = agent
  const cache = useQueryClient()
  const saved = useMemo(() => agentValues(agent), [agent])
  return (
    <FileTab
      draft={`agent:${code}`}
      fields={agentFields}
      saved={saved}
      onSave={async ({ values, from, reason }) => {
        await client.agents.change.mutate({
          code,
          fields: asAgentFields(values),
          from: from as IsoDate,
          ...(reason ? { reason } : {}),
        })
        await cache.invalidateQueries()
      }}
    />
  )
}
