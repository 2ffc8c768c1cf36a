/** Payment files made for the bank, newest first, with what the bank has answered. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { PayingLinks } from './PayingLinks.tsx'
import type { FileRow } from './shapes.ts'

/** A file is done when the bank has answered all of it. */
export function fileState(file: Pick<FileRow, 'state' | 'byState'>): { label: string; tone: Tone } {
  if (file.state === 'cancelled') return { label: '已作废', tone: 'plain' }
  if (file.byState.open.count > 0) return { label: '等回盘', tone: 'now' }
  return file.byState.returned.count > 0 ? { label: '有退回', tone: 'wrong' } : { label: '已付清', tone: 'done' }
}

const columns: readonly Column<FileRow>[] = [
  { key: 'number', title: '文件编号', width: 110, value: (row) => row.number, sortable: true },
  { key: 'lines', title: '笔数', width: 60, kind: 'count', value: (row) => row.lines, sortable: true },
  { key: 'amount', title: '控制合计', width: 120, kind: 'money', value: (row) => row.amount, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 74,
    value: (row) => fileState(row).label,
    show: (row) => <StateTag {...fileState(row)} />,
    sortable: true,
  },
  { key: 'open', title: '待回盘', width: 110, kind: 'money', value: (row) => row.byState.open.amount, sortable: true },
  { key: 'paid', title: '已付', width: 110, kind: 'money', value: (row) => row.byState.paid.amount, sortable: true },
  {
    key: 'returned',
    title: '退回',
    width: 100,
    kind: 'money',
    value: (row) => row.byState.returned.amount,
    sortable: true,
  },
  { key: 'user', title: '制单', width: 80, value: (row) => row.user, sortable: true },
  {
    key: 'at',
    title: '制单时间',
    width: 140,
    kind: 'date',
    value: (row) => momentWords(row.at),
    sortable: true,
  },
  { key: 'sha256', title: '校验值', width: 150, value: (row) => row.sha256.slice(0, 16) },
  { key: 'cancelReason', title: '作废原因', width: 160, value: (row) => row.cancelReason, hidden: true },
]

export function FileList() {
  const navigate = useNavigate()
  const notFinance = useMissingRole(['finance'])
  const source = useMemo(
    (): ListSource<FileRow> => ({
      queryKey: trpc.paying.files.pathKey(),
      fetch: async (asked, signal) =>
        answerFromRows(await client.paying.files.query({}, { signal }), asked, {
          columns,
          sums: ['lines', 'amount', 'open', 'paid', 'returned'],
          found: (row, typed) => row.number.toLowerCase().includes(typed) || row.user.includes(typed),
        }),
    }),
    [],
  )
  return (
    <ListPage<FileRow>
      list="paymentFiles"
      title="付款文件"
      columns={columns}
      searchHint="文件编号、制单人"
      rowKey={(row) => String(row.id)}
      source={source}
      acts={[
        {
          key: 'result',
          label: '登记银行回盘',
          tone: 'primary',
          disabled: notFinance,
          run: () => navigate('/settlements/paying/result'),
        },
      ]}
      onOpen={(row) => navigate(`/settlements/paying/files/${row.id}`)}
      above={<PayingLinks />}
      empty={
        <EmptyState
          title="还没有付款文件"
          text="在“本月发放”里选中已报账的代理商，点“生成付款文件”。文件的列可以在“发放设置”里按银行的要求改。"
          act={{ key: 'list', label: '去选代理商', run: () => navigate('/settlements/paying') }}
        />
      }
    />
  )
}
