/** 未付与逾期: every payment of any closed month that is not paid, and how late it is. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { paymentStateWords } from '../../../src-main/domain/said/paying-words.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { PayingLinks } from './PayingLinks.tsx'
import { paymentState } from './paying-words.ts'
import type { OpenPayment } from './shapes.ts'
import { usePayingActs } from './usePayingActs.tsx'

const columns: readonly Column<OpenPayment>[] = [
  { key: 'period', title: '账期', width: 96, kind: 'month', value: (row) => row.period, sortable: true },
  { key: 'agent', title: '代理商编码', width: 100, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 220, value: (row) => row.name, sortable: true },
  { key: 'payable', title: '应付', width: 110, kind: 'money', value: (row) => row.payable, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 76,
    value: (row) => paymentStateWords(row.state),
    show: (row) => <StateTag {...paymentState(row.state)} />,
    sortable: true,
  },
  { key: 'due', title: '应付日', width: 96, kind: 'date', value: (row) => row.due, sortable: true },
  {
    key: 'late',
    title: '逾期天数',
    width: 80,
    kind: 'count',
    noSum: true,
    value: (row) => row.late || null,
    show: (row) => (row.late > 0 ? <span className="figure late">{row.late}</span> : '—'),
    sortable: true,
  },
  { key: 'reason', title: '缓发或退回原因', width: 240, value: (row) => row.reason },
]

const filters: readonly Filter[] = [
  { key: 'late', label: '逾期', kind: 'choice', width: 110, options: [{ value: 'late', label: '只看逾期' }] },
  {
    key: 'state',
    label: '状态',
    kind: 'choice',
    width: 100,
    options: ['awaitingInvoice', 'claimed', 'held', 'returned'].map((value) => ({
      value,
      label: paymentStateWords(value),
    })),
  },
]

export function OpenPayments() {
  const navigate = useNavigate()
  const { choose } = useMonth()
  const { batchActs, dialog } = usePayingActs()
  const source = useMemo(
    (): ListSource<OpenPayment> => ({
      queryKey: trpc.paying.late.pathKey(),
      fetch: async (asked, signal) =>
        answerFromRows(await client.paying.late.query({ all: true }, { signal }), asked, {
          columns,
          sums: ['payable'],
          found: (row, typed) => row.agent.toLowerCase().includes(typed) || matchesName(row.name, typed),
          passes: (row, filter) => (!filter.late || row.late > 0) && (!filter.state || row.state === filter.state),
        }),
    }),
    [],
  )
  return (
    <>
      <ListPage<OpenPayment>
        list="openPayments"
        title="未付与逾期（全部月份）"
        columns={columns}
        filters={filters}
        searchHint="代理商：编码、名称、拼音首字母"
        rowKey={(row) => `${row.period} ${row.agent}`}
        source={source}
        batchActs={batchActs}
        onOpen={(row) => {
          choose(row.period)
          navigate(`/settlements/payments/${encodeURIComponent(row.agent)}?tab=paying`)
        }}
        above={<PayingLinks />}
        empty={<EmptyState title="没有未付的" text="已结账的月份都付清了。" />}
      />
      {dialog}
    </>
  )
}
