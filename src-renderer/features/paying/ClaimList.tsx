/** Claim sheets (报账单), newest first. */

import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { PayingLinks } from './PayingLinks.tsx'
import type { ClaimRow } from './shapes.ts'

export const sheetState = (state: string): { label: string; tone: Tone } =>
  state === 'live' ? { label: '有效', tone: 'done' } : { label: '已取消', tone: 'plain' }

const columns: readonly Column<ClaimRow>[] = [
  { key: 'number', title: '报账单号', width: 110, value: (row) => row.number, sortable: true },
  { key: 'periods', title: '账期', width: 180, value: (row) => row.periods.map(monthWords).join('、') },
  { key: 'agents', title: '代理商', width: 72, kind: 'count', value: (row) => row.agents, sortable: true },
  { key: 'count', title: '笔数', width: 60, kind: 'count', value: (row) => row.count, sortable: true },
  { key: 'amount', title: '控制合计', width: 120, kind: 'money', value: (row) => row.amount, sortable: true },
  {
    key: 'state',
    title: '状态',
    width: 74,
    value: (row) => sheetState(row.state).label,
    show: (row) => <StateTag {...sheetState(row.state)} />,
    sortable: true,
  },
  { key: 'user', title: '制表', width: 80, value: (row) => row.user, sortable: true },
  {
    key: 'at',
    title: '制表时间',
    width: 140,
    kind: 'date',
    value: (row) => momentWords(row.at),
    sortable: true,
  },
  { key: 'exception', title: '例外说明', width: 200, value: (row) => row.exception },
  { key: 'cancelReason', title: '取消原因', width: 160, value: (row) => row.cancelReason },
]

const source: ListSource<ClaimRow> = {
  queryKey: trpc.paying.claims.pathKey(),
  fetch: async (asked, signal) =>
    answerFromRows(await client.paying.claims.query({}, { signal }), asked, {
      columns,
      sums: ['count', 'amount'],
      found: (row, typed) => row.number.toLowerCase().includes(typed) || row.user.includes(typed),
    }),
}

export function ClaimList() {
  const navigate = useNavigate()
  return (
    <ListPage<ClaimRow>
      list="claims"
      title="报账单"
      columns={columns}
      searchHint="报账单号、制表人"
      rowKey={(row) => String(row.id)}
      source={source}
      onOpen={(row) => navigate(`/settlements/paying/sheets/${row.id}`)}
      above={<PayingLinks />}
      empty={
        <EmptyState
          title="还没有报账单"
          text="在“本月发放”里选中发票已齐的代理商，点“报账”，就写成一张有编号、有控制合计的报账单。"
          act={{ key: 'list', label: '去选代理商', run: () => navigate('/settlements/paying') }}
        />
      }
    />
  )
}
