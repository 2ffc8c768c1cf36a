/** 渠道 › 保证金: what the office holds of every agent, by kind. */

import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { DepositForm } from './DepositForm.tsx'
import { DepositLinks } from './DepositLinks.tsx'

type Account = Awaited<ReturnType<typeof client.deposits.accounts.query>>[number]

const columns: readonly Column<Account>[] = [
  { key: 'agent', title: '代理商编码', width: 104, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 200, value: (row) => row.name, sortable: true },
  { key: 'kind', title: '种类', width: 120, value: (row) => row.kind, sortable: true },
  { key: 'paid', title: '缴存', width: 110, kind: 'money', value: (row) => row.paid, sortable: true },
  { key: 'deducted', title: '扣除', width: 110, kind: 'money', value: (row) => row.deducted, sortable: true },
  { key: 'returned', title: '退还', width: 110, kind: 'money', value: (row) => row.returned, sortable: true },
  { key: 'balance', title: '余额', width: 110, kind: 'money', value: (row) => row.balance, sortable: true },
  { key: 'waiting', title: '待确认', width: 70, kind: 'count', value: (row) => row.waiting || null, sortable: true },
  { key: 'lastDay', title: '最近一笔', width: 94, kind: 'date', value: (row) => row.lastDay, sortable: true },
  { key: 'receipts', title: '收据号', width: 200, value: (row) => row.receipts },
]

const filters: readonly Filter[] = [
  {
    key: 'what',
    label: '账户',
    kind: 'choice',
    width: 120,
    options: [
      { value: 'held', label: '有余额' },
      { value: 'empty', label: '已退清' },
      { value: 'waiting', label: '有待确认' },
    ],
  },
  { key: 'kind', label: '种类', kind: 'text', width: 120 },
]

const source: ListSource<Account> = {
  queryKey: [...trpc.deposits.accounts.pathKey()],
  fetch: async (asked, signal) =>
    answerFromRows(await client.deposits.accounts.query(undefined, { signal }), asked, {
      columns,
      sums: ['paid', 'deducted', 'returned', 'balance', 'waiting'],
      found: (row, typed) =>
        row.agent.toLowerCase().includes(typed) ||
        row.receipts.toLowerCase().includes(typed) ||
        matchesName(row.name, typed),
      passes: (row, filter) =>
        (typeof filter.kind !== 'string' || row.kind.includes(filter.kind)) &&
        (filter.what === 'held'
          ? row.balance !== '0.00'
          : filter.what === 'empty'
            ? row.balance === '0.00'
            : filter.what !== 'waiting' || row.waiting > 0),
    }),
}

export function DepositList() {
  const navigate = useNavigate()
  const { county } = useSession()
  const missing = useMissingRole(['clerk', 'finance'])
  const [adding, setAdding] = useState(false)
  const acts = useMemo(
    (): Act[] => [
      {
        key: 'add',
        label: '登记缴存',
        shortcut: 'Insert',
        tone: 'primary',
        disabled: missing,
        run: () => setAdding(true),
      },
    ],
    [missing],
  )
  return (
    <>
      <ListPage<Account>
        list="deposits"
        title="保证金"
        columns={columns}
        filters={filters}
        searchHint="代理商：编码、名称、拼音首字母；收据号"
        rowKey={(row) => `${row.agent} ${row.kind}`}
        source={source}
        acts={acts}
        signed={county?.name ?? ''}
        onOpen={(row) => navigate(`/deposits/${encodeURIComponent(row.agent)}`)}
        above={<DepositLinks />}
        empty={
          <EmptyState
            title="还没有保证金"
            text="代理商缴的保证金按种类记在这里：缴存、扣除、退还。扣除和退还由另一个人确认后入账，余额不会小于零。"
            source="启用前已经缴的，用期初保证金表导入。"
            act={acts[0]!}
          />
        }
      />
      {adding ? <DepositForm act="paid" onClose={() => setAdding(false)} /> : null}
    </>
  )
}
