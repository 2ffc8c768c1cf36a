/** 申请: all that was asked for outlets and agents, those that wait first; several decided at once. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import {
  mannerWords,
  matterWords,
  requestFieldWords,
  requestKindChoices,
  requestStateChoices,
} from '../../../src-main/domain/said/request-words.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { localTime } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListRequest, ListSource } from '../../ui/useListRows.ts'
import { ApproveMany } from './ApproveMany.tsx'
import { type RequestRow, requestState } from './shapes.ts'

const columns: readonly Column<RequestRow>[] = [
  { key: 'number', title: '申请编号', width: 108, value: (row) => row.number, sortable: true },
  { key: 'kind', title: '事项', width: 72, value: (row) => matterWords(row), sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 118,
    value: (row) => requestState(row).label,
    show: (row) => <StateTag {...requestState(row)} />,
    sortable: true,
  },
  { key: 'subject', title: '对象', width: 60, value: (row) => (row.subject === 'agent' ? '代理商' : '网点') },
  { key: 'code', title: '编码', width: 100, value: (row) => row.code, sortable: true },
  { key: 'name', title: '名称', width: 190, value: (row) => row.name, sortable: true },
  { key: 'from', title: '生效日期', width: 92, kind: 'date', value: (row) => row.from, sortable: true },
  {
    key: 'fields',
    title: '改什么',
    width: 150,
    value: (row) =>
      row.agreement?.number ?? row.fields.map((field) => requestFieldWords(row.subject, field)).join('、'),
  },
  { key: 'reason', title: '原因', width: 190, value: (row) => row.reason },
  { key: 'author', title: '申请人', width: 72, value: (row) => row.author, sortable: true },
  { key: 'at', title: '申请时间', width: 140, kind: 'date', value: (row) => localTime(row.at), sortable: true },
  { key: 'manner', title: '方式', width: 52, value: (row) => mannerWords(row.manner), sortable: true },
  { key: 'decidedBy', title: '审批人', width: 72, value: (row) => row.decidedBy, sortable: true },
  { key: 'documentNumber', title: '文号', width: 130, value: (row) => row.documentNumber, sortable: true },
  { key: 'decision', title: '意见', width: 160, value: (row) => row.decision },
  { key: 'seenBy', title: '阅知人', width: 72, value: (row) => row.seenBy },
  { key: 'batch', title: '导入批次', width: 72, kind: 'count', value: (row) => row.batch },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    label: '状态',
    kind: 'choice',
    width: 140,
    options: [...requestStateChoices, { value: 'unseen', label: '报备待阅知' }],
  },
  { key: 'kind', label: '事项', kind: 'choice', width: 100, options: requestKindChoices },
  {
    key: 'subject',
    label: '对象',
    kind: 'choice',
    width: 100,
    options: [
      { value: 'outlet', label: '网点' },
      { value: 'agent', label: '代理商' },
    ],
  },
]

type Asked = NonNullable<Parameters<typeof client.requests.list.query>[0]>

/** What the store leaves out already: of thousands of requests mostly those that wait are looked at. */
function askedOf({ state, subject }: ListRequest['filter']): Asked {
  const isKnown = filters[0]!.options?.some(({ value }) => value === state)
  return {
    ...(isKnown ? { state: state as Asked['state'] } : {}),
    ...(subject === 'outlet' || subject === 'agent' ? { subject } : {}),
  }
}

export function RequestList() {
  const navigate = useNavigate()
  const person = usePerson()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const [deciding, setDeciding] = useState<readonly RequestRow[]>()
  const settings = useQuery(trpc.requests.settings.queryOptions(undefined)).data
  const on = settings?.on ?? false
  const admit: Act = {
    key: 'admit',
    label: '准入申请',
    tone: 'primary',
    disabled: notClerk ?? (on ? undefined : '还没有启用申请；请管理员在“设置”里启用'),
    run: () => navigate('/requests/-/admission'),
  }
  const source = useMemo(
    (): ListSource<RequestRow> => ({
      queryKey: [...trpc.requests.list.pathKey()],
      fetch: async (request, signal) =>
        answerFromRows(await client.requests.list.query(askedOf(request.filter), { signal }), request, {
          columns,
          sums: [],
          found: (row, typed) =>
            [
              row.number,
              row.agreement?.number ?? '',
              row.code ?? '',
              row.reason,
              row.author,
              row.documentNumber ?? '',
            ].some((text) => text.toLowerCase().includes(typed)) || matchesName(row.name, typed),
          passes: (row, filter) =>
            (!filter.state ||
              (filter.state === 'unseen'
                ? row.manner === 'notice' && row.seenBy === null
                : row.state === filter.state)) &&
            (!filter.kind || (row.agreement ? 'agreement' : row.kind) === filter.kind) &&
            (!filter.subject || row.subject === filter.subject),
        }),
    }),
    [],
  )
  return (
    <>
      <ListPage<RequestRow>
        list="requests"
        title="申请"
        columns={columns}
        filters={filters}
        searchHint="编号、编码、名称、拼音首字母、原因"
        rowKey={(row) => String(row.id)}
        source={source}
        acts={[admit, { key: 'settings', label: '设置', run: () => navigate('/requests/-/settings') }]}
        batchActs={(rows) => [
          {
            key: 'approve',
            label: '批准所选',
            disabled: notReviewer ?? cannotApprove(rows, person.name),
            run: () => setDeciding(rows),
          },
        ]}
        onOpen={(row) => navigate(`/requests/${row.id}`)}
        empty={
          <EmptyState
            title="没有申请"
            text={
              on
                ? '网点准入、暂停、复业、退出，以及名称、代理商、收款账户等的变更，先申请，由另一个人批准后生效。在网点或代理商的页面里提出。'
                : '现在资料可以直接修改。启用申请后，准入、退出和收款账户等的变更要先申请，由另一个人批准后生效。'
            }
            act={admit}
          />
        }
      />
      {deciding ? <ApproveMany rows={deciding} onClose={() => setDeciding(undefined)} /> : null}
    </>
  )
}

function cannotApprove(rows: readonly RequestRow[], name: string): string | undefined {
  if (rows.some(({ state }) => state !== 'asked')) return '所选的有不在等审批的'
  return rows.some(({ author }) => author === name) ? '所选的有您自己申请的，要由另一个人批准' : undefined
}
