/** The columns of the reconciliation: both sides, the difference, and whether they agree; of a ledger and of an outlet alike. */

import { type Column, cellText, isFigure } from '../../ui/column.ts'
import type { Filter } from '../../ui/Filters.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListAnswer, ListRequest } from '../../ui/useListRows.ts'
import { reconcilePage } from './reconcile-rows.ts'

interface Figures {
  readonly count: number
  readonly amount: string
}

/** What both sides have; null where the other side says nothing. */
export interface Sides {
  readonly ours: Figures
  readonly theirs: Figures | null
  readonly difference: Figures | null
  readonly agrees: boolean | null
}

export const stateOf = ({ agrees }: Sides): string | null => (agrees === null ? null : agrees ? '一致' : '有差异')

export function sideColumns<Row extends Sides>(): Column<Row>[] {
  const figure = (
    key: string,
    title: string,
    kind: 'count' | 'money',
    of: (row: Row) => Figures | null,
  ): Column<Row> => ({
    key,
    title,
    width: kind === 'count' ? 86 : 112,
    kind,
    sortable: true,
    value: (row) => of(row)?.[kind === 'count' ? 'count' : 'amount'] ?? null,
  })
  return [
    figure('theirCount', 'BOSS 笔数', 'count', (row) => row.theirs),
    figure('ourCount', '导入笔数', 'count', (row) => row.ours),
    figure('count', '笔数差', 'count', (row) => row.difference),
    figure('theirAmount', 'BOSS 金额', 'money', (row) => row.theirs),
    figure('ourAmount', '导入金额', 'money', (row) => row.ours),
    figure('amount', '金额差', 'money', (row) => row.difference),
    {
      key: 'state',
      title: '结果',
      width: 80,
      sortable: true,
      value: stateOf,
      show: (row) =>
        row.agrees === null ? '—' : <StateTag label={stateOf(row) ?? ''} tone={row.agrees ? 'done' : 'wrong'} />,
    },
  ]
}

export const stateFilter: Filter = {
  key: 'state',
  label: '结果',
  kind: 'choice',
  width: 110,
  options: ['有差异', '一致'].map((value) => ({ value, label: value })),
}

/** A page of either list; columns that say nothing at all have no sum. */
export function sidesPage<Row extends Sides>(
  all: readonly Row[],
  columns: readonly Column<Row>[],
  request: ListRequest,
): ListAnswer<Row> {
  const page = reconcilePage(all, columns, request)
  const said = (column: Column<Row>) => all.some((row) => cellText(column, row) !== '—')
  const silent = columns.filter((column) => isFigure(column) && !said(column)).map(({ key }) => key)
  const sums = Object.entries(page.sums ?? {}).filter(([key]) => !silent.includes(key))
  return { ...page, sums: Object.fromEntries(sums) }
}
