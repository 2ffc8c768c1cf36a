/** 环比说明 of the month: the county's difference to last month by cause, and every outlet's. */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords, refusalOf } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import { BridgeTable } from './BridgeTable.tsx'
import type { Bridge, BridgeRow } from './shapes.ts'
import '../settlements/settlements.css'

export function BridgePage() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const asked = useQuery(trpc.answers.bridge.queryOptions({ period }, { staleTime: 60_000 }))
  const columns = useMemo(() => bridgeColumns(asked.data), [asked.data])
  const filters = useMemo(
    (): Filter[] => [
      {
        key: 'cause',
        label: '原因',
        kind: 'choice',
        width: 130,
        options: (asked.data?.causes ?? []).map(({ cause, words }) => ({ value: cause, label: words })),
      },
    ],
    [asked.data],
  )
  const { data, dataUpdatedAt } = asked
  const source = useMemo(
    (): ListSource<BridgeRow> => ({
      queryKey: ['bridge rows', period, dataUpdatedAt],
      fetch: async (request) =>
        answerFromRows(data?.outlets ?? [], request, {
          columns,
          sums: ['before', 'now', 'difference', ...(data?.causes ?? []).map(({ cause }) => cause)],
          found: (row, typed) =>
            [row.outlet, row.name, row.agent ?? ''].some((text) => text.toLowerCase().includes(typed)),
          passes: (row, filter) => !filter.cause || Object.hasOwn(row.causes, String(filter.cause)),
        }),
    }),
    [period, data, dataUpdatedAt, columns],
  )
  const title = `${monthWords(period)}环比说明`
  if (refusalOf(asked.error)?.code === 'WRONG_STATE')
    return (
      <section className="list-page" aria-label={title}>
        <header className="page-head">
          <h1>{title}</h1>
        </header>
        <SectionLinks />
        <EmptyState
          title="本月还没有试算"
          text="试算之后，这里说明每个网点比上月多了少了多少、各是什么原因，合计分毫不差。"
          act={{ key: 'calculate', label: '去试算', run: () => navigate('/settlements') }}
        />
      </section>
    )
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  if (!data) return <p className="entrance-waiting">正在比较两个月……</p>
  return (
    <ListPage<BridgeRow>
      list="bridge"
      title={title}
      columns={columns}
      filters={filters}
      searchHint="网点、代理商"
      rowKey={(row) => row.outlet}
      source={source}
      sort={{ by: 'difference', descending: false }}
      onOpen={(row) => navigate(`/settlements/statements/${encodeURIComponent(row.outlet)}?tab=bridge`)}
      acts={[{ key: 'paper', label: '打印环比说明', run: () => navigate('/reports?report=bridge') }]}
      above={
        <>
          <SectionLinks />
          {data.settledBefore ? null : <p className="late">{monthWords(data.last)}没有结算，没有可比的。</p>}
          <details className="bridge-sum" open={window.innerHeight > 700}>
            <summary>全县合计</summary>
            <BridgeTable bridge={data} />
          </details>
        </>
      }
    />
  )
}

function bridgeColumns(bridge: Bridge | undefined): readonly Column<BridgeRow>[] {
  return [
    { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
    { key: 'name', title: '网点名称', width: 170, value: (row) => row.name, sortable: true },
    { key: 'before', title: '上月', width: 96, kind: 'money', value: (row) => row.before, sortable: true },
    { key: 'now', title: '本月', width: 96, kind: 'money', value: (row) => row.now, sortable: true },
    { key: 'difference', title: '增减', width: 96, kind: 'money', value: (row) => row.difference, sortable: true },
    ...(bridge?.causes ?? []).map(
      ({ cause, words }): Column<BridgeRow> => ({
        key: cause,
        title: words,
        width: 92,
        kind: 'money',
        value: (row) => row.causes[cause],
        sortable: true,
      }),
    ),
    { key: 'agent', title: '代理商编码', width: 96, value: (row) => row.agent, sortable: true, hidden: true },
  ]
}
