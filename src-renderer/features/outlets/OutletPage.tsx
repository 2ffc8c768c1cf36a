/** The page of an outlet: head, facts and acts; its tabs are in outlet-tabs.tsx. */

import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { Trouble } from '../../app/Trouble.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useEditAct } from '../register/FileTab.tsx'
import { useOtherDay } from '../register/OtherDay.tsx'
import { useOutletAsking } from '../requests/useAsking.tsx'
import { OutletHistory } from './OutletHistory.tsx'
import { categoryWords, type Outlet } from './outlet-fields.ts'
import { outletTabs } from './outlet-tabs.tsx'

export function OutletPage() {
  const { code = '' } = useParams()
  const on = useOtherDay()
  const edit = useEditAct()
  const asked = useQuery(trpc.outlets.get.queryOptions({ code, on }))
  const outlet = asked.data
  const asking = useOutletAsking(outlet)
  if (asked.error && !outlet) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!outlet) return <p className="entrance-waiting">正在读取……</p>
  const place = [outlet.centre, outlet.township].filter(Boolean).join(' / ')
  return (
    <>
      <ThingPage
        key={code}
        kind="网点"
        name={outlet.name}
        code={outlet.code}
        state={{
          label: `${stateWords(outlet.status)}${on ? `（${on} 的档案）` : ''}`,
          tone: on || outlet.status === 'suspended' ? 'late' : 'plain',
        }}
        acts={on ? [] : [edit, ...asking.acts]}
        facts={[
          ['类别', categoryWords(outlet.category)],
          ['类型', outlet.type ?? '—'],
          ['代理商', <AgentLink key="agent" outlet={outlet} />],
          ['分级', outlet.grade ?? '—'],
          ['星级', outlet.star ?? '—'],
          ['区域', place || '—'],
          ['渠道经理', outlet.manager ?? '—'],
        ]}
        tabs={outletTabs(outlet)}
        history={<OutletHistory code={code} />}
        back={{ to: '/outlets', label: '网点' }}
      />
      {asking.dialog}
    </>
  )
}

function AgentLink({ outlet }: { outlet: Outlet }) {
  return outlet.agent ? (
    <Link to={`/agents/${encodeURIComponent(outlet.agent)}`}>{outlet.agentName}</Link>
  ) : (
    <span className="missing">—</span>
  )
}
