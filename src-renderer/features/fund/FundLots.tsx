/** 缴存: the lots of an agent's fund account, each with the month from which it is free. */

import { useMemo } from 'react'
import { type client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'

type Lot = Awaited<ReturnType<typeof client.fund.account.query>>['lots'][number]

const lotColumns: readonly Column<Lot>[] = [
  { key: 'period', title: '缴存账期', width: 110, kind: 'month', value: (row) => row.period, sortable: true },
  {
    key: 'origin',
    title: '来源',
    width: 80,
    value: (row) => (row.origin === 'opening' ? '期初' : '结算'),
    sortable: true,
  },
  { key: 'own', title: '自缴', width: 100, kind: 'money', value: (row) => row.own, sortable: true },
  { key: 'matched', title: '公司匹配', width: 100, kind: 'money', value: (row) => row.matched, sortable: true },
  { key: 'freeFrom', title: '可支取从', width: 110, kind: 'month', value: (row) => row.freeFrom, sortable: true },
  { key: 'taken', title: '已支取', width: 100, kind: 'money', value: (row) => row.taken, sortable: true },
  { key: 'forfeited', title: '已收回', width: 100, kind: 'money', value: (row) => row.forfeited, sortable: true },
  { key: 'moved', title: '已转出', width: 100, kind: 'money', value: (row) => row.moved, sortable: true, hidden: true },
  { key: 'left', title: '剩余', width: 100, kind: 'money', value: (row) => row.left, sortable: true },
  {
    key: 'free',
    title: '状态',
    width: 80,
    value: (row) => (row.left === '0.00' ? '已取完' : row.free ? '可支取' : '锁定'),
    sortable: true,
  },
]

export function FundLots({ agent, lots }: { readonly agent: string; readonly lots: readonly Lot[] }) {
  const source = useMemo(
    (): ListSource<Lot> => ({
      queryKey: [...trpc.fund.account.pathKey(), agent, 'lots', lots],
      fetch: async (asked) =>
        answerFromRows(lots, asked, {
          columns: lotColumns,
          sums: ['own', 'matched', 'taken', 'forfeited', 'left'],
          found: () => true,
        }),
    }),
    [agent, lots],
  )
  return (
    <ListPage<Lot>
      inTab
      searchless
      list="fund-lots"
      title={`${agent}-基金缴存`}
      columns={lotColumns}
      rowKey={(row) => `${row.period} ${row.origin}`}
      source={source}
    />
  )
}
