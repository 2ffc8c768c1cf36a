/** 档案: the fields of an agent, edited in place. */

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
import { type Agent, agentFields, agentValues, asAgentFields } from './agent-fields.ts'

const NONE: readonly string[] = []

export function AgentFile({ agent }: { readonly agent: Agent }) {
  const { code } = agent
  const cache = useQueryClient()
  const on = useRequestsOn()
  const saved = useMemo(() => agentValues(agent), [agent])
  return (
    <OtherDay>
      <OpenRequests subject="agent" code={code} />
      <FileTab
        asked={on ? CORE_FIELDS.agent : NONE}
        draft={`agent:${code}`}
        fields={agentFields}
        saved={saved}
        onSave={async ({ values, from, reason }) => {
          const { requests } = await client.agents.change.mutate({
            code,
            fields: asAgentFields(values),
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
