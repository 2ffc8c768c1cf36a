/** The page of an outlet: its file, other codes, the month's statement, history. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { stateWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { Trouble } from '../../app/Trouble.tsx'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { FileTab, useEditAct } from '../register/FileTab.tsx'
import { HistoryTab } from '../register/HistoryTab.tsx'
import { OutletBusiness } from './OutletBusiness.tsx'
import { OutletCodes } from './OutletCodes.tsx'
import { OutletMoney } from './OutletMoney.tsx'
import {
  asOutletFields,
  categoryWords,
  type Outlet,
  outletFields,
  outletHistoryFields,
  outletValues,
} from './outlet-fields.ts'
import { useOutletChoices } from './useOutletChoices.ts'

export function OutletPage() {
  const { code = '' } = useParams()
  const cache = useQueryClient()
  const edit = useEditAct()
  const asked = useQuery(trpc.outlets.get.queryOptions({ code }))
  const choices = useOutletChoices()
  const fields = useMemo(() => outletFields(choices), [choices])
  const outlet = asked.data
  const saved = useMemo(() => (outlet ? outletValues(outlet) : undefined), [outlet])
  if (asked.error && !outlet) return <Trouble error={asked.error} again={() => void asked.refetch()} />
  if (!outlet || !saved) return <p className="entrance-waiting">正在读取……</p>
  const place = [outlet.centre, outlet.township].filter(Boolean).join(' / ')
  return (
    <ThingPage
      key={code}
      kind="网点"
      name={outlet.name}
      code={outlet.code}
      state={{ label: stateWords(outlet.status), tone: outlet.status === 'suspended' ? 'late' : 'plain' }}
      acts={[edit]}
      facts={[
        ['类别', categoryWords(outlet.category)],
        ['类型', outlet.type ?? '—'],
        ['代理商', <AgentLink key="agent" outlet={outlet} />],
        ['分级', outlet.grade ?? '—'],
        ['星级', outlet.star ?? '—'],
        ['区域', place || '—'],
        ['渠道经理', outlet.manager ?? '—'],
      ]}
      tabs={[
        {
          key: 'file',
          label: '档案',
          content: (
            <FileTab
              draft={`outlet:${code}`}
              fields={fields}
              saved={saved}
              onSave={async ({ values, from, reason }) => {
                await client.outlets.change.mutate({
                  code,
                  fields: asOutletFields(values, saved),
                  from: from as IsoDate,
                  ...(reason ? { reason } : {}),
                })
                await cache.invalidateQueries()
              }}
            />
          ),
        },
        {
          key: 'codes',
          label: '识别码',
          count: outlet.codes.length,
          content: <OutletCodes code={code} codes={outlet.codes} />,
        },
        { key: 'business', label: '业务', content: <OutletBusiness code={code} /> },
        { key: 'money', label: '结算', content: <OutletMoney code={code} own={outlet.category === 'own'} /> },
      ]}
      history={
        <HistoryTab
          queryKey={trpc.outlets.history.queryKey({ code })}
          fetch={() => client.outlets.history.query({ code })}
          fields={outletHistoryFields(fields)}
        />
      }
      back={{ to: '/outlets', label: '网点' }}
    />
  )
}

function AgentLink({ outlet }: { outlet: Outlet }) {
  return outlet.agent ? (
    <Link to={`/agents/${encodeURIComponent(outlet.agent)}`}>{outlet.agentName}</Link>
  ) : (
    <span className="missing">—</span>
  )
}
