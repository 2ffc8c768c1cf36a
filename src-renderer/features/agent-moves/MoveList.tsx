/** 渠道 › 变更合并: agents' changes of owner and mergers, those that wait first. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { type Move, moveKindWords, moveStanding, moveState, moveStateChoices } from './move-shapes.ts'

const columns: readonly Column<Move>[] = [
  { key: 'id', title: '编号', width: 56, value: (row) => String(row.id) },
  { key: 'kind', title: '事项', width: 84, value: (row) => moveKindWords(row.kind), sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 112,
    value: (row) => moveState(row).label,
    show: (row) => <StateTag {...moveState(row)} />,
    sortable: true,
  },
  { key: 'fromName', title: '原代理商', width: 190, value: (row) => `${row.fromName}（${row.from}）`, sortable: true },
  { key: 'toName', title: '新代理商', width: 190, value: (row) => `${row.toName}（${row.to}）`, sortable: true },
  { key: 'month', title: '生效（1 日）', width: 100, kind: 'month', value: (row) => row.month, sortable: true },
  { key: 'outlets', title: '网点数', width: 70, kind: 'count', value: (row) => row.outlets },
  { key: 'documentNumber', title: '文号', width: 130, value: (row) => row.documentNumber },
  { key: 'reason', title: '原因', width: 200, value: (row) => row.reason },
  { key: 'author', title: '提交人', width: 76, value: (row) => row.author, sortable: true },
  { key: 'decidedBy', title: '批准人', width: 76, value: (row) => row.decidedBy, sortable: true },
]

const filters: readonly Filter[] = [
  { key: 'state', label: '状态', kind: 'choice', width: 130, options: moveStateChoices },
]

const source: ListSource<Move> = {
  queryKey: [...trpc.agentMoves.list.pathKey()],
  fetch: async (asked, signal) =>
    answerFromRows(await client.agentMoves.list.query({}, { signal }), asked, {
      columns,
      sums: ['outlets'],
      found: (row, typed) =>
        [row.from, row.to].some((code) => code.toLowerCase().includes(typed)) ||
        matchesName(row.fromName, typed) ||
        matchesName(row.toName, typed),
      passes: (row, filter) => !filter.state || moveStanding(row) === filter.state,
    }),
}

export function MoveList() {
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const acts = useMemo(
    (): Act[] => [
      {
        key: 'new',
        label: '办理变更合并',
        shortcut: 'Insert',
        tone: 'primary',
        disabled: missing,
        run: () => navigate('/agent-moves/-/new'),
      },
    ],
    [missing, navigate],
  )
  return (
    <ListPage<Move>
      list="agent-moves"
      title="代理商变更合并"
      columns={columns}
      filters={filters}
      searchHint="代理商：编码、名称、拼音首字母"
      rowKey={(row) => String(row.id)}
      source={source}
      acts={acts}
      onOpen={(row) => navigate(`/agent-moves/${row.id}`)}
      empty={
        <EmptyState
          title="还没有办理过变更合并"
          text="网点换了业主，或两个代理商合并：网点、保证金、基金、没扣完的负数和待付分期，从没有结账的月份的 1 日起一起转过去。由另一个人批准；已结账的结算单不变。"
          act={acts[0]!}
        />
      }
    />
  )
}
