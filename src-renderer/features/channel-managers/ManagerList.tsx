/** 渠道 › 渠道经理: who they are, how many outlets each looks after, who stands in, how much waits for each. */

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { emptyMark } from '../../ui/filter-values.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { ManagerForm } from './ManagerForm.tsx'

type Row = Awaited<ReturnType<typeof client.channelManagers.list.query>>['rows'][number]

const stateOf = (row: Row): { label: string; tone: 'plain' | 'late' | 'now' } =>
  row.left
    ? { label: '已离岗', tone: 'plain' }
    : row.standIn !== null
      ? { label: `${row.standIn}代理`, tone: 'late' }
      : { label: '在岗', tone: 'now' }

const columns: readonly Column<Row>[] = [
  { key: 'name', title: '姓名', width: 110, sortable: true, value: (row) => row.name },
  {
    key: 'state',
    title: '状态',
    width: 120,
    value: (row) => stateOf(row).label,
    show: (row) => <StateTag {...stateOf(row)} />,
  },
  { key: 'outlets', title: '网点', width: 70, kind: 'count', sortable: true, value: (row) => row.outlets },
  { key: 'active', title: '在营', width: 70, kind: 'count', sortable: true, value: (row) => row.active },
  { key: 'core', title: '核心代理商的', width: 110, kind: 'count', sortable: true, value: (row) => row.core },
  { key: 'work', title: '待办', width: 70, kind: 'count', sortable: true, value: (row) => row.work },
  {
    key: 'late',
    title: '已过期',
    width: 76,
    kind: 'count',
    sortable: true,
    value: (row) => row.late,
    show: (row) => <span className={row.late > 0 ? 'late' : ''}>{row.late}</span>,
  },
  { key: 'standsInFor', title: '代理谁', width: 120, value: (row) => row.standsInFor.join('、') },
  { key: 'phone', title: '电话', width: 116, value: (row) => row.phone },
  { key: 'above', title: '上级', width: 90, value: (row) => row.above },
  { key: 'account', title: '程序账号', width: 90, value: (row) => row.account },
  { key: 'to', title: '离岗日期', width: 100, kind: 'date', value: (row) => row.to },
  { key: 'from', title: '到岗日期', width: 100, kind: 'date', hidden: true, value: (row) => row.from },
  { key: 'remark', title: '备注', width: 180, hidden: true, value: (row) => row.remark },
]

const filters: readonly Filter[] = [
  {
    ...{ key: 'state', label: '状态', kind: 'choice', width: 110 },
    options: [
      { value: 'there', label: '在岗' },
      { value: 'left', label: '已离岗' },
    ],
  },
]

/** A few dozen people at most: read whole, searched and ordered here. */
const source: ListSource<Row> = {
  queryKey: trpc.channelManagers.list.pathKey(),
  fetch: async ({ offset, limit, sort, filter }, signal) => {
    const { rows } = await client.channelManagers.list.query(undefined, { signal })
    const typed = String(filter.q ?? '').trim()
    const found = rows.filter(
      (row) =>
        (typed === '' || [row.name, row.phone, row.above, row.remark].some((text) => text?.includes(typed))) &&
        (filter.state === undefined || row.left === (filter.state === 'left')),
    )
    const by = sort && columns.find(({ key }) => key === sort.by)
    if (by && sort) {
      const order = (a: Row, b: Row) => {
        const [one, other] = [by.value(a) ?? '', by.value(b) ?? '']
        return typeof one === 'number' && typeof other === 'number'
          ? one - other
          : String(one).localeCompare(String(other), 'zh-CN')
      }
      found.sort((a, b) => (sort.descending ? order(b, a) : order(a, b)))
    }
    const sum = (key: 'outlets' | 'active' | 'core' | 'work' | 'late') =>
      found.reduce((total, row) => total + row[key], 0)
    const sums = {
      outlets: sum('outlets'),
      active: sum('active'),
      core: sum('core'),
      work: sum('work'),
      late: sum('late'),
    }
    return { rows: found.slice(offset, offset + limit), total: found.length, sums }
  },
}

export function ManagerList() {
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const [adding, setAdding] = useState(false)
  const counts = useQuery(trpc.channelManagers.list.queryOptions(undefined)).data
  const nobody = (counts?.without ?? 0) + (counts?.withLeft ?? 0)
  return (
    <>
      <ListPage<Row>
        list="channel-managers"
        title="渠道经理"
        columns={columns}
        filters={filters}
        searchHint="姓名、电话、上级"
        rowKey={(row) => row.name}
        source={source}
        onOpen={(row) => navigate(`/channel-managers/${encodeURIComponent(row.name)}`)}
        acts={[
          {
            key: 'new',
            label: '新增',
            shortcut: 'Insert',
            tone: 'primary',
            disabled: missing,
            run: () => setAdding(true),
          },
        ]}
        above={
          nobody > 0 ? (
            <p className="late">
              有网点没人管：
              {counts && counts.without > 0 ? (
                <Link to={`/outlets?manager=${encodeURIComponent(emptyMark)}`}>{counts.without} 个没有渠道经理</Link>
              ) : null}
              {counts && counts.without > 0 && counts.withLeft > 0 ? '，' : null}
              {counts && counts.withLeft > 0 ? `${counts.withLeft} 个的渠道经理已离岗，打开他的页面转移` : null}。
            </p>
          ) : null
        }
        empty={
          <EmptyState
            title="还没有渠道经理"
            text="渠道经理管着一片网点：走访、催续签、补档案。休假时请人代理，换人时把网点连同没办完的事一起转移。"
            source="导入网点时“渠道经理”一列里的人会自动加上；也可以逐个新增。"
            act={{ key: 'add', label: '新增', disabled: missing, run: () => setAdding(true) }}
          />
        }
      />
      {adding ? <ManagerForm onClose={() => setAdding(false)} /> : null}
    </>
  )
}
