/** 基金账户: what the fund holds of each agent, what is free today, and what waits for somebody. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import '../settlements/settlements.css'

type Account = Awaited<ReturnType<typeof client.fund.accounts.query>>[number]

const columns: readonly Column<Account>[] = [
  { key: 'agent', title: '代理商编码', width: 104, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 200, value: (row) => row.name, sortable: true },
  { key: 'own', title: '自缴余额', width: 110, kind: 'money', value: (row) => row.own, sortable: true },
  { key: 'matched', title: '匹配余额', width: 110, kind: 'money', value: (row) => row.matched, sortable: true },
  { key: 'balance', title: '账户余额', width: 110, kind: 'money', value: (row) => row.balance, sortable: true },
  { key: 'free', title: '现在可支取', width: 110, kind: 'money', value: (row) => row.free, sortable: true },
  {
    key: 'nextFreeFrom',
    title: '下次解锁',
    width: 100,
    kind: 'month',
    value: (row) => row.nextFreeFrom,
    sortable: true,
  },
  { key: 'nextFree', title: '解锁金额', width: 100, kind: 'money', value: (row) => row.nextFree, sortable: true },
  { key: 'waiting', title: '待办支取', width: 80, kind: 'count', value: (row) => row.waiting, sortable: true },
]

const filters: readonly Filter[] = [
  {
    key: 'what',
    label: '账户',
    kind: 'choice',
    width: 130,
    options: [
      { value: 'free', label: '有可支取的' },
      { value: 'waiting', label: '有待办支取' },
    ],
  },
]

export function FundList() {
  const navigate = useNavigate()
  const source = useMemo(
    (): ListSource<Account> => ({
      queryKey: [...trpc.fund.accounts.pathKey()],
      fetch: async (asked, signal) =>
        answerFromRows(await client.fund.accounts.query(undefined, { signal }), asked, {
          columns,
          sums: ['own', 'matched', 'balance', 'free', 'nextFree', 'waiting'],
          found: (row, typed) => row.agent.toLowerCase().includes(typed) || matchesName(row.name, typed),
          passes: (row, filter) =>
            filter.what === 'free' ? row.free !== '0.00' : filter.what === 'waiting' ? row.waiting > 0 : true,
        }),
    }),
    [],
  )
  return (
    <ListPage<Account>
      list="fund"
      title="业务发展基金账户"
      columns={columns}
      filters={filters}
      searchHint="代理商：编码、名称、拼音首字母"
      rowKey={(row) => row.agent}
      source={source}
      onOpen={(row) => navigate(`/settlements/fund/${encodeURIComponent(row.agent)}`)}
      above={<SectionLinks />}
      empty={
        <EmptyState
          title="还没有基金账户"
          text="参加基金的代理商，每月结账时按比例缴存，公司匹配；缴存满 12 个月可以支取。结账后这里按代理商列出余额。"
        />
      }
    />
  )
}
