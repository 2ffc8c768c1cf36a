/** The rows of a ledger batch: searched, filtered and sorted by the back office, exported as shown by a job. */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { countText } from '../../ui/figures.ts'
import type { ListView } from '../../ui/ListPage.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { askedFilter, rowColumns, rowFilters, type StoredRow, searchHint, sumsOf, typeOfKind } from './batch-rows.ts'
import type { Batch } from './shapes.ts'

export function BatchRows({ batch }: { readonly batch: Batch }) {
  const { id, kind, state } = batch
  const notice = useNotice()
  const terms = typeOfKind[kind]?.terms
  const types = useQuery(
    trpc.terms.list.queryOptions({ kind: terms ?? 'businessType' }, { enabled: terms !== undefined }),
  ).data
  const columns = useMemo(() => rowColumns(kind, true), [kind])
  const filters = useMemo(() => rowFilters(batch, types?.map(({ name }) => name) ?? []), [batch, types])
  const sums = useMemo(() => sumsOf(batch), [batch])
  const source = useMemo(
    (): ListSource<StoredRow> => ({
      queryKey: [...trpc.ledgers.rows.pathKey(), id],
      fetch: async ({ offset, limit, filter, sort }, signal) => {
        const asked = { id, offset, limit, filter: askedFilter(filter), ...(sort ? { sort } : {}) }
        const page = await client.ledgers.rows.query(asked, { signal })
        return { ...page, sums: page.sums ?? sums }
      },
    }),
    [id, sums],
  )
  if (state === 'undone') return <p className="quiet">这一批已经撤销，它的行都拿掉了。</p>
  const save = async ({ filter, sort, columns: shown }: ListView, format: 'xlsx' | 'csv') => {
    const made = await client.batches.exportRows.mutate({
      id,
      filter: askedFilter(filter),
      ...(sort ? { sort } : {}),
      columns: shown.map(({ key }) => key),
      format,
    })
    saveExport(made.export, made.name)
    notice.done(`已导出 ${made.name}，${countText(made.rows)} 行。`)
  }
  return (
    <ListPage<StoredRow>
      list={`rows-${kind}`}
      title={`第 ${id} 批的行`}
      inTab
      columns={columns}
      filters={filters}
      searchHint={searchHint(kind)}
      rowKey={(row) => `${row.file} ${row.sheet} ${row.sheetRow}`}
      source={source}
      onExport={save}
    />
  )
}
