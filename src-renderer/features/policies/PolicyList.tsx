/** 政策: every version of every policy, and which are in force in the month. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
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
import { versionState, versionStateChoices } from '../versions/version.ts'
import { monthsWords, originChoices, originWords, policyKindChoices, policyKindWords } from './policy-words.ts'
import './policies.css'

type PolicyRow = Awaited<ReturnType<typeof client.policies.list.query>>[number]

const filters: readonly Filter[] = [
  {
    key: 'status',
    label: '状态',
    kind: 'choice',
    width: 110,
    options: versionStateChoices,
  },
  { key: 'force', label: '本月执行', kind: 'choice', width: 110, options: [{ value: 'yes', label: '本月执行' }] },
  { key: 'origin', label: '来源', kind: 'choice', width: 110, options: originChoices },
  { key: 'kind', label: '类别', kind: 'choice', width: 120, options: policyKindChoices, more: true },
]

export function PolicyList() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const columns = useMemo((): readonly Column<PolicyRow>[] => policyColumns(period), [period])
  const source = useMemo(
    (): ListSource<PolicyRow> => ({
      queryKey: [...trpc.policies.list.pathKey(), period, 'list'],
      fetch: async (asked, signal) =>
        answerFromRows(await client.policies.list.query({ period }, { signal }), asked, {
          columns,
          found: (row, typed) =>
            [row.code, row.documentNumber ?? ''].some((text) => text.toLowerCase().includes(typed)) ||
            matchesName(row.title, typed),
          passes: (row, filter) =>
            (!filter.status || row.status === filter.status) &&
            (!filter.force || row.inForce) &&
            (!filter.origin || row.origin === filter.origin) &&
            (!filter.kind || row.kind === filter.kind),
        }),
    }),
    [period, columns],
  )
  const add: Act = {
    key: 'new',
    label: '新政策',
    tone: 'primary',
    disabled: notClerk,
    run: () => navigate('/policies/new'),
  }
  const chain: Act = { key: 'chain', label: '审批步骤设置', run: () => navigate('/policies/chain') }
  return (
    <ListPage<PolicyRow>
      list="policies"
      title="酬金政策"
      columns={columns}
      filters={filters}
      searchHint="编码、名称、文号、拼音首字母"
      rowKey={(row) => String(row.id)}
      source={source}
      acts={[add, chain]}
      onOpen={(row) => navigate(`/policies/${row.id}`)}
      empty={
        <EmptyState
          title="还没有政策"
          text="政策写明给哪些网点、按什么业务、怎样计酬。一人录入并提交，另一人对照文件批准，批准后才参加试算。"
          source="照着省、市公司的文件，把每个条款录进来；不用写公式。"
          act={add}
        />
      }
    />
  )
}

const policyColumns = (period: string): readonly Column<PolicyRow>[] => [
  { key: 'code', title: '编码', width: 120, value: (row) => row.code, sortable: true },
  { key: 'version', title: '版', width: 40, kind: 'count', noSum: true, value: (row) => row.version },
  { key: 'title', title: '名称', width: 240, value: (row) => row.title, sortable: true },
  { key: 'from', title: '执行月份', width: 150, value: (row) => monthsWords(row.from, row.to), sortable: true },
  {
    key: 'status',
    title: '状态',
    width: 100,
    value: (row) => (row.waitsFor ? `待“${row.waitsFor}”` : versionState(row.status).label),
    show: (row) => (
      <StateTag {...versionState(row.status)} {...(row.waitsFor ? { label: `待“${row.waitsFor}”` } : {})} />
    ),
    sortable: true,
  },
  {
    key: 'inForce',
    title: monthWords(period).slice(5),
    width: 64,
    value: (row) => (row.inForce ? '执行' : ''),
    sortable: true,
  },
  { key: 'documentNumber', title: '文号', width: 160, value: (row) => row.documentNumber, sortable: true },
  { key: 'origin', title: '来源', width: 76, value: (row) => originWords(row.origin), sortable: true },
  { key: 'kind', title: '类别', width: 88, value: (row) => policyKindWords(row.kind), sortable: true },
  { key: 'clauses', title: '条款', width: 48, kind: 'count', noSum: true, value: (row) => row.clauses },
  { key: 'savedBy', title: '录入', width: 72, value: (row) => row.savedBy, sortable: true },
  { key: 'decidedBy', title: '审批', width: 72, value: (row) => row.decidedBy, sortable: true },
]
