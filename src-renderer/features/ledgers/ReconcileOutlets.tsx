/** A control total opened by outlet: our count and amount, and BOSS's where it gave them by outlet. */

import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { kindWords, monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import { useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { sideColumns, sidesPage, stateFilter } from './reconcile-columns.tsx'
import { openedBy, reconcilePath } from './reconcile-path.ts'

type OutletRow = Awaited<ReturnType<typeof client.reconciliation.outlets.query>>[number]

const columns: readonly Column<OutletRow>[] = [
  { key: 'outlet', title: '网点编码', width: 110, sortable: true, value: (row) => row.outlet },
  { key: 'name', title: '网点名称', width: 170, sortable: true, value: (row) => row.name },
  ...sideColumns<OutletRow>(),
]

const filters = [stateFilter]

export function ReconcileOutlets() {
  const { period } = useMonth()
  const { county } = useSession()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { ledger, type } = openedBy(params)
  const source = useMemo(
    (): ListSource<OutletRow> => ({
      queryKey: [...trpc.reconciliation.outlets.pathKey(), period, ledger, type],
      fetch: async (request, signal) =>
        sidesPage(await client.reconciliation.outlets.query({ period, ledger, type }, { signal }), columns, request),
    }),
    [period, ledger, type],
  )
  const acts = useMemo(
    (): Act[] => [{ key: 'back', label: '回对账', run: () => navigate('/ledgers/reconcile') }],
    [navigate],
  )
  return (
    <ListPage<OutletRow>
      key={`${ledger} ${type ?? ''}`}
      list="reconcile-outlets"
      title={`${monthWords(period)}对账：${kindWords(ledger)}${type ? ` ${type}` : ''}，分网点`}
      columns={columns}
      filters={filters}
      searchHint="网点编码、名称"
      rowKey={(row) => row.outlet ?? ''}
      source={source}
      acts={acts}
      signed={county?.name ?? ''}
      onOpen={({ outlet }) => (outlet ? navigate(reconcilePath('rows', { ledger, type, outlet })) : undefined)}
      empty={<p className="quiet">这个月没有{kindWords(ledger)}的行。</p>}
    />
  )
}
