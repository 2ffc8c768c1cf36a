/** 渠道 › 协议: all agreements, the nearest end first; those of an agent or of an outlet in a tab. */

import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { useRequestsOn } from '../requests/useAsking.tsx'
import { AgreementForm } from './AgreementForm.tsx'
import { AgreementLinks } from './AgreementLinks.tsx'
import { agreementColumns, agreementFilters, agreementSource } from './agreement-columns.tsx'
import type { Agreement } from './agreement-words.ts'
import { PasteForm } from './PasteForm.tsx'

const all = agreementSource()

export function AgreementList() {
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const on = useRequestsOn()
  const [adding, setAdding] = useState(false)
  const [pasting, setPasting] = useState(false)
  const acts = useMemo(
    (): Act[] => [
      {
        key: 'add',
        label: on ? '申请签订' : '登记协议',
        shortcut: 'Insert',
        tone: 'primary',
        disabled: missing,
        run: () => setAdding(true),
      },
      { key: 'paste', label: on ? '批量申请' : '批量登记', disabled: missing, run: () => setPasting(true) },
    ],
    [missing, on],
  )
  return (
    <>
      <ListPage<Agreement>
        list="agreements"
        title="协议"
        columns={agreementColumns}
        filters={agreementFilters}
        searchHint="编号；代理商、网点的编码、名称、拼音首字母"
        rowKey={(row) => String(row.id)}
        source={all}
        acts={acts}
        onOpen={(row) => navigate(`/agreements/${row.id}`)}
        above={<AgreementLinks />}
        empty={
          <EmptyState
            title="还没有协议"
            text="专营协议是和代理商签的，写明哪些网点、是否专营、起止日期。到期前 60、30、10 天提醒，三个工作日内处理；签约率由它算出。"
            act={acts[0]!}
            also={acts.slice(1)}
          />
        }
      />
      {pasting ? <PasteForm onClose={() => setPasting(false)} /> : null}
      {adding ? (
        <AgreementForm onClose={() => setAdding(false)} onDone={(id) => navigate(`/agreements/${id}`)} />
      ) : null}
    </>
  )
}

/** The agreements of an agent, or those that name an outlet, in a tab of its page. */
export function AgreementsOf({ agent, outlet }: { readonly agent?: string; readonly outlet?: string }) {
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const on = useRequestsOn()
  const [adding, setAdding] = useState(false)
  const source = useMemo(
    () => agreementSource({ ...(agent ? { agent } : {}), ...(outlet ? { outlet } : {}) }),
    [agent, outlet],
  )
  const label = on ? '申请签订' : '登记协议'
  const add: Act = { key: 'add-agreement', label, disabled: missing, run: () => setAdding(true) }
  return (
    <>
      <ListPage<Agreement>
        inTab
        searchless
        list={agent ? 'agent-agreements' : 'outlet-agreements'}
        title={`${agent ?? outlet}-协议`}
        columns={agreementColumns.filter(({ key }) => !(agent && key === 'agentName'))}
        rowKey={(row) => String(row.id)}
        source={source}
        acts={[add]}
        onOpen={(row) => navigate(`/agreements/${row.id}`)}
        empty={
          <p className="quiet">
            {agent ? '和这个代理商还没有协议。' : '这个网点还没有协议。'}登记后在这里看得到，到期前会提醒。
          </p>
        }
      />
      {adding ? (
        <AgreementForm
          {...(agent ? { agent } : {})}
          {...(outlet ? { outlet } : {})}
          onClose={() => setAdding(false)}
          onDone={() => setAdding(false)}
        />
      ) : null}
    </>
  )
}
