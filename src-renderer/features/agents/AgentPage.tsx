/** The page of an agent: head, facts and acts; its tabs are in agent-tabs.tsx. */

import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { trpc } from '../../api/client.ts'
import { Trouble } from '../../app/Trouble.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useEditAct } from '../register/FileTab.tsx'
import { useOtherDay } from '../register/OtherDay.tsx'
import { useAgentAsking } from '../requests/useAsking.tsx'
import { AgentHistory } from './AgentHistory.tsx'
import { payerWords } from './agent-fields.ts'
import { agentTabs } from './agent-tabs.tsx'

export function AgentPage() {
  const { code = '' } = useParams()
  const navigate = useNavigate()
  const on = useOtherDay()
  const edit = useEditAct()
  const asked = useQuery(trpc.agents.get.queryOptions({ code, on }))
  const agent = asked.data
  const asking = useAgentAsking(agent)
  if (asked.error && !agent) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!agent) return <p className="entrance-waiting">正在读取……</p>
  return (
    <>
      <ThingPage
        key={code}
        kind="代理商"
        name={agent.name}
        code={agent.code}
        {...(on
          ? { state: { label: `${on} 的档案`, tone: 'late' as const } }
          : agent.payeeName
            ? {}
            : { state: { label: '没有收款户名', tone: 'late' as const } })}
        acts={[
          ...(on ? [] : [edit, ...asking.acts]),
          {
            key: 'payment',
            label: '看本月付款',
            run: () => navigate(`/settlements/payments/${encodeURIComponent(code)}`),
          },
        ]}
        facts={[
          ['纳税人类型', payerWords(agent.payerKind)],
          ['核心级别', agent.coreTier ?? '—'],
          ['业务发展基金', agent.fundMember ? '参加' : '不参加'],
          ['网点', `${agent.outletList.length} 个`],
        ]}
        tabs={agentTabs(agent)}
        history={<AgentHistory code={code} />}
        back={{ to: '/agents', label: '代理商' }}
      />
      {asking.dialog}
    </>
  )
}
