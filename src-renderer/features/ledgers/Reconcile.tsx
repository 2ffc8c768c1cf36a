/** 对账: what we have of a month beside what BOSS printed, by ledger and business type. */

import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { kindWords, monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { exportShown } from '../../ui/export-shown.ts'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { reconcilePage } from './reconcile-rows.ts'
import { saveTemplate } from './save-template.ts'
import type { Reconciled } from './shapes.ts'

const stateOf = (row: Reconciled): string => (row.agrees ? '一致' : '有差异')

const columns: readonly Column<Reconciled>[] = [
  { key: 'ledger', title: '台账', width: 110, sortable: true, value: (row) => kindWords(row.ledger) },
  { key: 'type', title: '业务类型', width: 110, sortable: true, value: (row) => row.type ?? '全部' },
  {
    key: 'theirCount',
    title: 'BOSS 笔数',
    width: 100,
    kind: 'count',
    sortable: true,
    value: (row) => row.theirs.count,
  },
  { key: 'ourCount', title: '导入笔数', width: 100, kind: 'count', sortable: true, value: (row) => row.ours.count },
  { key: 'count', title: '笔数差', width: 90, kind: 'count', sortable: true, value: (row) => row.difference.count },
  {
    key: 'theirAmount',
    title: 'BOSS 金额',
    width: 130,
    kind: 'money',
    sortable: true,
    value: (row) => row.theirs.amount,
  },
  { key: 'ourAmount', title: '导入金额', width: 130, kind: 'money', sortable: true, value: (row) => row.ours.amount },
  { key: 'amount', title: '金额差', width: 120, kind: 'money', sortable: true, value: (row) => row.difference.amount },
  {
    key: 'state',
    title: '结果',
    width: 80,
    sortable: true,
    value: stateOf,
    show: (row) => <StateTag label={stateOf(row)} tone={row.agrees ? 'done' : 'wrong'} />,
  },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    label: '结果',
    kind: 'choice',
    width: 110,
    options: ['有差异', '一致'].map((value) => ({ value, label: value })),
  },
]

export function Reconcile() {
  const { period } = useMonth()
  const missing = useMissingRole(['clerk'])
  const navigate = useNavigate()
  const source = useMemo(
    (): ListSource<Reconciled> => ({
      queryKey: [...trpc.ledgers.reconcile.pathKey(), period],
      fetch: async (request, signal) =>
        reconcilePage(await client.ledgers.reconcile.query({ period }, { signal }), columns, request),
    }),
    [period],
  )
  const acts = useMemo(
    (): Act[] => [
      {
        key: 'import-totals',
        label: '导入对账数',
        disabled: missing,
        run: () => navigate('/ledgers/import/controlTotals'),
      },
      { key: 'batches', label: '看批次', run: () => navigate(`/ledgers?period=${period}`) },
    ],
    [missing, navigate, period],
  )
  const title = `${monthWords(period)}对账`
  return (
    <ListPage<Reconciled>
      list="reconcile"
      title={title}
      columns={columns}
      filters={filters}
      searchHint="台账、业务类型"
      rowKey={(row) => `${row.ledger} ${row.type ?? ''}`}
      source={source}
      acts={acts}
      onExport={(view) => exportShown(title, columns, source, view)}
      empty={
        <EmptyState
          title={`${monthWords(period)}还没有对账数`}
          text="对账数是 BOSS 打印的合计：每种台账、每种业务类型的笔数和金额。导入后，这里把它和导入的明细并排放着，差一笔、差一分都看得见。"
          source="从 BOSS 的月度汇总抄到模板里，或直接导入它导出的合计表。没有对账数也能结账，只是会记下“没有核对”。"
          act={{
            key: 'first-totals',
            label: '导入对账数',
            disabled: missing,
            run: () => navigate('/ledgers/import/controlTotals'),
          }}
          also={[{ key: 'template', label: '下载模板', run: () => saveTemplate('controlTotals') }]}
        />
      }
    />
  )
}
