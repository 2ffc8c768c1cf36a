/** An outlet's rows of a month behind a figure of the reconciliation, each with its batch, file, sheet and row. */

import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { kindWords, monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { rowColumns, type StoredRow } from './batch-rows.ts'
import { openedBy, reconcilePath } from './reconcile-path.ts'

export function ReconcileRows() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { ledger, type, outlet } = openedBy(params)
  const columns = useMemo(
    (): Column<StoredRow>[] => [
      // the head says month and outlet already
      ...rowColumns(ledger, false).map((column) => ({ ...column, hidden: ['period', 'outlet'].includes(column.key) })),
      { key: 'batch', title: '批次', width: 80, value: (row) => `第 ${String(row.batch)} 批` },
    ],
    [ledger],
  )
  const source = useMemo(
    (): ListSource<StoredRow> => ({
      queryKey: [...trpc.reconciliation.rows.pathKey(), period, ledger, type, outlet],
      fetch: async ({ offset, limit }, signal) => {
        const page = await client.reconciliation.rows.query({ period, ledger, type, outlet, offset, limit }, { signal })
        const { amount, quantity } = page.sums
        const money = ledger === 'subscriberMonths' ? { billed: amount } : { amount }
        return { ...page, sums: { ...money, ...(quantity === undefined ? {} : { quantity }) } }
      },
    }),
    [period, ledger, type, outlet],
  )
  const acts = useMemo(
    (): Act[] => [
      { key: 'outlet', label: '看网点', run: () => navigate(`/outlets/${encodeURIComponent(outlet)}`) },
      { key: 'back', label: '回各网点', run: () => navigate(reconcilePath('outlets', { ledger, type })) },
    ],
    [navigate, ledger, type, outlet],
  )
  return (
    <ListPage<StoredRow>
      list={`reconcile-rows-${ledger}`}
      title={`${monthWords(period)} ${outlet} 的${kindWords(ledger)}${type ? `：${type}` : ''}`}
      searchless
      columns={columns}
      rowKey={(row) => `${String(row.batch)} ${String(row.file)} ${String(row.sheet)} ${String(row.sheetRow)}`}
      source={source}
      acts={acts}
      onOpen={(row) => navigate(`/ledgers/batches/${String(row.batch)}?tab=rows&outlet=${encodeURIComponent(outlet)}`)}
      empty={<p className="quiet">没有行。</p>}
    />
  )
}
