/** 与自算表比: the office's own Excel against the statements, outlet by outlet, with what each difference comes from. */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMonth } from '../../app/month.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { countText, moneyText } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import '../settlements/settlements.css'

type Row = Awaited<ReturnType<typeof client.expected.compare.query>>['rows'][number]

const columns: readonly Column<Row>[] = [
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 180, value: (row) => row.name, sortable: true },
  { key: 'agent', title: '代理商', width: 90, value: (row) => row.agent, sortable: true, hidden: true },
  { key: 'clause', title: '条款', width: 120, value: (row) => row.clause ?? '合计', sortable: true },
  { key: 'expected', title: '自算表', width: 104, kind: 'money', value: (row) => row.expected, sortable: true },
  { key: 'ours', title: '结算单', width: 104, kind: 'money', value: (row) => row.ours, sortable: true },
  { key: 'difference', title: '差额', width: 104, kind: 'money', value: (row) => row.difference, sortable: true },
  { key: 'reason', title: '差在哪里', width: 460, value: (row) => row.reason },
]

const filters: readonly Filter[] = [
  {
    key: 'what',
    label: '网点',
    kind: 'choice',
    width: 130,
    options: [
      { value: 'differs', label: '只看有差额的' },
      { value: 'unexplained', label: '找不到原因的' },
    ],
  },
]

export function ExpectedPage() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const compared = useQuery(trpc.expected.compare.queryOptions({ period }))
  const source = useMemo(
    (): ListSource<Row> => ({
      queryKey: [...trpc.expected.compare.pathKey(), period, 'list'],
      fetch: async (asked, signal) => {
        const found = await client.expected.compare.query({ period }, { signal })
        // without any figure of the office's own there is nothing to compare
        return answerFromRows(found.outlets === 0 ? [] : found.rows, asked, {
          columns,
          sums: ['expected', 'ours', 'difference'],
          found: (row, typed) =>
            [row.outlet, row.name, row.agent ?? ''].some((text) => text.toLowerCase().includes(typed)),
          passes: (row, filter) =>
            filter.what === 'differs'
              ? row.difference !== '0.00'
              : filter.what === 'unexplained'
                ? row.reason.startsWith('没有一两项')
                : true,
        })
      },
    }),
    [period],
  )
  const toImport = () => navigate('/ledgers/import/expectedAmounts')
  const data = compared.data
  return (
    <ListPage<Row>
      list="expected"
      title={`${monthWords(period)}与自算表比`}
      columns={columns}
      filters={filters}
      searchHint="网点：编码、名称；代理商"
      rowKey={(row) => `${row.outlet} ${row.clause ?? ''}`}
      source={source}
      onOpen={(row) => navigate(`/settlements/statements/${encodeURIComponent(row.outlet)}`)}
      acts={[{ key: 'import', label: '导入自算表', run: toImport }]}
      above={
        <>
          <SectionLinks />
          {data && data.outlets > 0 ? (
            <p className="quiet">
              自算表 {countText(data.outlets)} 个网点，合计 {moneyText(data.expected)} 元；结算单合计{' '}
              {moneyText(data.ours)} 元；{countText(data.differing)} 个网点有差额，差 {moneyText(data.difference)} 元。
            </p>
          ) : null}
        </>
      }
      empty={
        <EmptyState
          title="还没有自算表"
          text="把自己用 Excel 算的酬金（账期、网点编码、金额，可以按条款）导进来，这里逐个网点比，说出差在哪里。它只用来比，不会付钱。"
          act={{ key: 'import', label: '导入自算表', tone: 'primary', run: toImport }}
        />
      }
    />
  )
}
