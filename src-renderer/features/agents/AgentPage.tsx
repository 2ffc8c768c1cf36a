/** The page of an agent: its file, its outlets, history. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { Trouble } from '../../app/Trouble.tsx'
import type { Column } from '../../ui/column.ts'
import { Grid } from '../../ui/Grid.tsx'
import { StateTag, ThingPage } from '../../ui/ThingPage.tsx'
import { FileTab, useEditAct } from '../register/FileTab.tsx'
import { HistoryTab } from '../register/HistoryTab.tsx'
import { type Agent, agentFields, agentValues, asAgentFields, payerWords } from './agent-fields.ts'

type OwnOutlet = Agent['outletList'][number]

const outletColumns: readonly Column<OwnOutlet>[] = [
  { key: 'code', title: '网点编码', width: 130, value: (row) => row.code },
  { key: 'name', title: '网点名称', width: 280, value: (row) => row.name },
  {
    key: 'status',
    title: '状态',
    width: 80,
    value: (row) => stateWords(row.status),
    show: (row) => <StateTag label={stateWords(row.status)} tone={row.status === 'suspended' ? 'late' : 'plain'} />,
  },
]

export function AgentPage() {
  const { code = '' } = useParams()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const edit = useEditAct()
  const asked = useQuery(trpc.agents.get.queryOptions({ code }))
  const agent = asked.data
  const saved = useMemo(() => (agent ? agentValues(agent) : undefined), [agent])
  if (asked.error && !agent) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!agent || !saved) return <p className="entrance-waiting">正在读取……</p>
  return (
    <ThingPage
      key={code}
      kind="代理商"
      name={agent.name}
      code={agent.code}
      {...(agent.payeeName ? {} : { state: { label: '没有收款户名', tone: 'late' as const } })}
      acts={[
        edit,
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
      tabs={[
        {
          key: 'file',
          label: '档案',
          content: (
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
          ),
        },
        {
          key: 'outlets',
          label: '网点',
          count: agent.outletList.length,
          content: (
            <div className="register-history">
              <Grid<OwnOutlet>
                label="代理商的网点"
                columns={outletColumns}
                total={agent.outletList.length}
                rowAt={(index) => agent.outletList[index]}
                rowKey={(row) => row.code}
                onOpen={(row) => navigate(`/outlets/${encodeURIComponent(row.code)}`)}
                empty={<p className="quiet">这个代理商还没有网点。在网点的档案里填上它的代理商，就会列在这里。</p>}
              />
            </div>
          ),
        },
      ]}
      history={
        <HistoryTab
          queryKey={trpc.agents.history.queryKey({ code })}
          fetch={() => client.agents.history.query({ code })}
          fields={agentFields}
        />
      }
      back={{ to: '/agents', label: '代理商' }}
    />
  )
}
