/** 申诉: all that were recorded, open ones first, late ones said; of every month or of one outlet. */

import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import { DisputeForm } from './DisputeForm.tsx'
import { type Dispute, disputeState, disputeStateChoices } from './dispute-words.ts'
import '../settlements/settlements.css'

const columns: readonly Column<Dispute>[] = [
  { key: 'id', title: '编号', width: 56, value: (row) => String(row.id) },
  { key: 'period', title: '账期', width: 92, kind: 'month', value: (row) => row.period, sortable: true },
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 160, value: (row) => row.name, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 128,
    value: (row) => disputeState(row).label,
    show: (row) => <StateTag {...disputeState(row)} />,
    sortable: true,
  },
  { key: 'due', title: '期限', width: 92, kind: 'date', value: (row) => row.due, sortable: true },
  { key: 'owner', title: '经办人', width: 72, value: (row) => row.owner, sortable: true },
  { key: 'about', title: '哪一条', width: 200, value: (row) => row.about },
  { key: 'text', title: '理由', width: 200, value: (row) => row.text },
  { key: 'claimed', title: '要求金额', width: 92, kind: 'money', value: (row) => row.claimed, sortable: true },
  {
    key: 'adjusted',
    title: '调整金额',
    width: 92,
    kind: 'money',
    value: (row) => row.adjustment?.amount,
    sortable: true,
  },
  { key: 'answer', title: '答复', width: 200, value: (row) => row.answer },
  { key: 'raisedBy', title: '提出人', width: 80, value: (row) => row.raisedBy, sortable: true },
  { key: 'raisedOn', title: '提出日期', width: 92, kind: 'date', value: (row) => row.raisedOn, sortable: true },
  { key: 'decidedBy', title: '定案人', width: 72, value: (row) => row.decidedBy, sortable: true },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    label: '状态',
    kind: 'choice',
    width: 120,
    options: [{ value: 'late', label: '已超期' }, ...disputeStateChoices],
  },
]

export function DisputeList() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const [adding, setAdding] = useState(false)
  const add: Act = {
    key: 'add',
    label: '登记申诉',
    tone: 'primary',
    disabled: notClerk,
    run: () => setAdding(true),
  }
  const source = useDisputes({})
  return (
    <>
      <ListPage<Dispute>
        list="disputes"
        title="申诉"
        columns={columns}
        filters={filters}
        searchHint="网点、代理商、理由、提出人"
        rowKey={(row) => String(row.id)}
        source={source}
        acts={[add]}
        onOpen={(row) => navigate(`/settlements/disputes/${row.id}`)}
        above={<SectionLinks />}
        empty={
          <EmptyState
            title="没有申诉"
            text="代理商对结算单有异议，就在这里登记：哪一条、要多少、理由和依据。到期限要有结果：以调整了结，或者答复。"
            act={add}
          />
        }
      />
      {adding ? <DisputeForm period={period} onClose={() => setAdding(false)} /> : null}
    </>
  )
}

/** The list of one outlet, in a tab. */
export function OutletDisputes({ outlet }: { readonly outlet: string }) {
  const navigate = useNavigate()
  const source = useDisputes({ outlet })
  return (
    <ListPage<Dispute>
      list="outlet-disputes"
      title="申诉"
      inTab
      searchless
      columns={columns.filter(({ key }) => key !== 'outlet' && key !== 'name')}
      rowKey={(row) => String(row.id)}
      source={source}
      onOpen={(row) => navigate(`/settlements/disputes/${row.id}`)}
      empty={<p className="quiet">这个网点没有申诉。</p>}
    />
  )
}

function useDisputes(asked: { outlet?: string }): ListSource<Dispute> {
  const { outlet } = asked
  return useMemo(
    (): ListSource<Dispute> => ({
      queryKey: [...trpc.disputes.list.pathKey(), outlet ?? ''],
      fetch: async (request, signal) =>
        answerFromRows(await client.disputes.list.query(outlet ? { outlet } : {}, { signal }), request, {
          columns,
          sums: ['claimed', 'adjusted'],
          found: (row, typed) =>
            [row.outlet, row.name, row.agent ?? '', row.agentName ?? '', row.text, row.about, row.raisedBy].some(
              (text) => text.toLowerCase().includes(typed),
            ),
          passes: (row, filter) => !filter.state || (filter.state === 'late' ? row.late : row.state === filter.state),
        }),
    }),
    [outlet],
  )
}
