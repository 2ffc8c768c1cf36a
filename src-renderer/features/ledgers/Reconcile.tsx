/** 对账: what we have of a month beside what BOSS printed, by ledger and business type; each opens by outlet. */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { kindWords, monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole, useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { countText, moneyText } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { sideColumns, sidesPage, stateFilter } from './reconcile-columns.tsx'
import { reconcilePath } from './reconcile-path.ts'
import { saveTemplate } from './save-template.ts'
import type { Reconciled } from './shapes.ts'

/** What control totals by outlet say, where there are any. */
function outletWords({ byOutlet, theirs }: Reconciled): string | null {
  if (byOutlet === null) return null
  const whole = byOutlet.theirs.count === theirs.count && byOutlet.theirs.amount === theirs.amount
  const parts = [byOutlet.differing > 0 ? `${countText(byOutlet.differing)} 个网点有差异` : '各网点一致']
  return whole ? parts.join('') : `${parts.join('')}；各网点相加与合计不符`
}

const columns: readonly Column<Reconciled>[] = [
  { key: 'ledger', title: '台账', width: 96, sortable: true, value: (row) => kindWords(row.ledger) },
  { key: 'type', title: '业务类型', width: 96, sortable: true, value: (row) => row.type ?? '全部' },
  ...sideColumns<Reconciled>(),
  { key: 'outlets', title: '分网点', width: 190, value: outletWords },
]

const filters = [stateFilter]

export function Reconcile() {
  const { period } = useMonth()
  const { county } = useSession()
  const missing = useMissingRole(['clerk'])
  const navigate = useNavigate()
  const source = useMemo(
    (): ListSource<Reconciled> => ({
      queryKey: [...trpc.ledgers.reconcile.pathKey(), period],
      fetch: async (request, signal) =>
        sidesPage(await client.ledgers.reconcile.query({ period }, { signal }), columns, request),
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
  return (
    <ListPage<Reconciled>
      list="reconcile"
      title={`${monthWords(period)}对账`}
      columns={columns}
      filters={filters}
      searchHint="台账、业务类型"
      rowKey={(row) => `${row.ledger} ${row.type ?? ''}`}
      source={source}
      acts={acts}
      signed={county?.name ?? ''}
      above={<Uncovered />}
      onOpen={({ ledger, type }) => navigate(reconcilePath('outlets', { ledger, type }))}
      empty={
        <EmptyState
          title={`${monthWords(period)}还没有对账数`}
          text="对账数是 BOSS 打印的合计：每种台账、每种业务类型的笔数和金额，也可以分网点。导入后，这里把它和导入的明细并排放着，差一笔、差一分都看得见，点开看到每个网点、每一行。"
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

/** What was imported of the month that no control total speaks of. */
function Uncovered() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const left = useQuery(trpc.reconciliation.uncovered.queryOptions({ period })).data
  if (!left || left.length === 0) return null
  return (
    <p className="batch-kept">
      没有对账数的：
      {left.map(({ ledger, type, ours }, at) => (
        <span key={`${ledger} ${type ?? ''}`}>
          {at > 0 ? '；' : ''}
          <button type="button" className="why" onClick={() => navigate(reconcilePath('outlets', { ledger, type }))}>
            {kindWords(ledger)}
            {type ? ` ${type}` : ''}
          </button>{' '}
          {countText(ours.count)} 笔 {moneyText(ours.amount)} 元
        </span>
      ))}
    </p>
  )
}
