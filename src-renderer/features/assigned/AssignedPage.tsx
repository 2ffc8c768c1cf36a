/** 清单核对: the province's commission list beside our books, item by item and outlet by outlet; what each item is to be. */

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import { AssignedItems } from './AssignedItems.tsx'
import { DecideItem } from './DecideItem.tsx'
import { type ComparedItem, type ComparisonRow, resultOf } from './shapes.ts'
import '../settlements/settlements.css'
import './assigned.css'

const columns: readonly Column<ComparisonRow>[] = [
  { key: 'itemName', title: '项目', width: 132, value: (row) => row.itemName, sortable: true },
  {
    key: 'treatment',
    title: '处理',
    width: 64,
    value: (row) => (row.treatment === 'paid' ? '照付' : '只核对'),
    sortable: true,
  },
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 152, value: (row) => row.name, sortable: true },
  { key: 'agent', title: '代理商', width: 90, value: (row) => row.agent, sortable: true, hidden: true },
  { key: 'rows', title: '清单行数', width: 74, kind: 'count', value: (row) => row.rows, sortable: true },
  { key: 'theirs', title: '清单金额', width: 100, kind: 'money', value: (row) => row.theirs, sortable: true },
  { key: 'ours', title: '本县金额', width: 100, kind: 'money', value: (row) => row.ours, sortable: true },
  {
    key: 'difference',
    title: '本县 − 清单',
    width: 104,
    kind: 'money',
    value: (row) => row.difference,
    sortable: true,
  },
  {
    key: 'result',
    title: '结果',
    width: 110,
    value: (row) => resultOf(row).label,
    show: (row) => <StateTag {...resultOf(row)} />,
  },
]

export function AssignedPage() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  const [deciding, setDeciding] = useState<ComparedItem>()
  const items = useQuery(trpc.assigned.items.queryOptions({ period })).data
  const named = useMemo(() => (items ?? []).filter(({ rows }) => rows > 0), [items])
  const filters = useMemo(
    (): readonly Filter[] => [
      {
        key: 'item',
        label: '项目',
        kind: 'choice',
        width: 150,
        options: named.map(({ code, name }) => ({ value: code, label: name })),
      },
      {
        key: 'state',
        label: '结果',
        kind: 'choice',
        width: 110,
        options: [
          { value: 'differs', label: '只看差异' },
          { value: 'agrees', label: '一致' },
        ],
      },
    ],
    [named],
  )
  const source = useMemo(
    (): ListSource<ComparisonRow> => ({
      queryKey: [...trpc.assigned.rows.pathKey(), period],
      fetch: async ({ filter: { q, item, state }, sort, ...page }, signal) => {
        const filter = {
          ...(typeof q === 'string' ? { text: q } : {}),
          ...(typeof item === 'string' ? { item } : {}),
          ...(state === 'differs' || state === 'agrees' ? { state: state as 'differs' | 'agrees' } : {}),
        }
        const { sums, ...answer } = await client.assigned.rows.query(
          { period, filter, ...(sort ? { sort } : {}), ...page },
          { signal },
        )
        const known = Object.entries(sums).filter((each): each is [string, string] => each[1] !== null)
        return { ...answer, sums: Object.fromEntries(known) }
      },
    }),
    [period],
  )
  const bring: Act = {
    key: 'import',
    label: '导入酬金清单',
    disabled: notClerk,
    run: () => navigate('/ledgers/import/assignedLines'),
  }
  return (
    <>
      <ListPage<ComparisonRow>
        list="assigned"
        title={`${monthWords(period)}清单核对`}
        columns={columns}
        filters={filters}
        searchHint="网点编码、名称、代理商"
        rowKey={(row) => `${row.item} ${row.outlet}`}
        source={source}
        acts={[bring]}
        onOpen={(row) => navigate(`/settlements/statements/${encodeURIComponent(row.outlet)}`)}
        above={
          <>
            <SectionLinks />
            {named.length > 0 ? <AssignedItems items={named} onDecide={setDeciding} /> : null}
          </>
        }
        empty={
          <EmptyState
            title="本月没有酬金清单"
            text="酬金清单是省、市公司算好下发的酬金。每个项目可以照清单付给网点，也可以只拿来与本县的条款逐个网点核对。"
            source="按模板的四列（账期、网点编码、项目、金额）导入；一个文件可以有几个月。"
            act={{ ...bring, tone: 'primary' }}
          />
        }
      />
      {deciding ? <DecideItem item={deciding} onClose={() => setDeciding(undefined)} /> : null}
    </>
  )
}
