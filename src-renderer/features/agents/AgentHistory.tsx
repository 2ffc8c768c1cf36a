/** 历史: an agent's fields with the day from which each value holds. */

import { client, trpc } from '../../api/client.ts'
import { HistoryTab } from '../register/HistoryTab.tsx'
import { agentFields } from './agent-fields.ts'

export function AgentHistory({ code }: { readonly code: string }) {
  return (
    <HistoryTab
      queryKey={trpc.agents.history.queryKey({ code })}
      fetch={() => client.agents.history.query({ code })}
      fields={agentFields}
    />
  )
}
