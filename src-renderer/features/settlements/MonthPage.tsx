/** 结算: the month's stage and acts, its money beside last month's, and the statements of all outlets. */

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Money } from '../../ui/Figure.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { MonthHead } from './MonthHead.tsx'
import { SectionLinks } from './SectionLinks.tsx'
import type { StatementRow } from './shapes.ts'
import { useMonthActs } from './useMonthActs.tsx'
import { useSettlement } from './useSettlement.ts'
import { useWhy, type Why } from './WhyDrawer.tsx'
import './settlements.css'

/** An address holds no more. */
const mostChosen = 100

export function MonthPage() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const { state, last, error } = useSettlement(period)
  const { acts, dialog } = useMonthActs(state)
  const { ask, drawer } = useWhy(period)
  const columns = useMemo(() => statementColumns(ask), [ask])
  const source = useMemo((): ListSource<StatementRow> => statementSource(period), [period])
  const payments = useQuery(
    trpc.settlements.payments.queryOptions({ period }, { enabled: state !== undefined && state.status !== 'open' }),
  )
  const filters = useMemo(
    (): Filter[] => [
      {
        key: 'agent',
        label: '代理商',
        kind: 'choice',
        width: 180,
        options: (payments.data ?? []).map(({ agent, name }) => ({ value: agent, label: `${name} ${agent}` })),
      },
    ],
    [payments.data],
  )
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (!state) return <p className="entrance-waiting">正在读取……</p>
  const title = `${monthWords(period)}结算`
  return (
    <>
      <ListPage<StatementRow>
        list="statements"
        title={title}
        columns={columns}
        filters={filters}
        searchHint="网点、代理商：编码、名称、拼音首字母"
        rowKey={(row) => row.outlet}
        source={source}
        acts={acts}
        batchActs={(rows) => [
          {
            key: 'print',
            label: '打印结算单',
            disabled: rows.length > mostChosen ? `一次最多挑 ${mostChosen} 个；要打印更多，请到报表` : undefined,
            run: () => navigate(`/reports?report=statements&outlets=${rows.map((row) => row.outlet).join(',')}`),
          },
        ]}
        onOpen={(row) => navigate(`/settlements/statements/${encodeURIComponent(row.outlet)}`)}
        above={
          <>
            <MonthHead state={state} last={last} />
            <SectionLinks />
          </>
        }
        empty={
          state.status === 'open' ? (
            <EmptyState
              title={`${monthWords(period)}还没有试算`}
              text="试算按已批准的政策和导入的台账，算出每个网点的酬金。可以反复试算，不影响其他月份。"
              source="先导入本月的业务明细，并有一份本月执行的政策。"
            />
          ) : (
            <EmptyState
              title="没有一个网点有酬金"
              text="试算完了，但没有业务落在本月执行的政策条款里。"
              source="请看看本月的业务明细是否导入、政策是否已批准、条款的范围是否写对。"
            />
          )
        }
      />
      {drawer}
      {dialog}
    </>
  )
}

const statementSource = (period: StatementPeriod): ListSource<StatementRow> => ({
  queryKey: [...trpc.settlements.rows.pathKey(), period],
  fetch: ({ offset, limit, sort, filter }, signal) => {
    const text = typeof filter.q === 'string' ? filter.q : ''
    const agent = typeof filter.agent === 'string' ? filter.agent : ''
    const asked = { ...(text ? { text } : {}), ...(agent ? { agent } : {}) }
    return client.settlements.rows.query(
      { period, offset, limit, ...(sort ? { sort } : {}), filter: asked },
      { signal },
    )
  },
})

type StatementPeriod = ReturnType<typeof useMonth>['period']

const statementColumns = (ask: (why: Why) => void): readonly Column<StatementRow>[] => [
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 190, value: (row) => row.name, sortable: true },
  {
    key: 'gross',
    title: '酬金合计',
    width: 106,
    kind: 'money',
    value: (row) => row.gross,
    sortable: true,
    show: (row) => <Money value={row.gross} onWhy={() => ask({ kind: 'gross', outlet: row.outlet })} />,
  },
  { key: 'lastGross', title: '上月', width: 100, kind: 'money', value: (row) => row.lastGross, sortable: true },
  {
    key: 'difference',
    title: '增减',
    width: 100,
    kind: 'money',
    value: (row) => row.difference,
    sortable: true,
    show: (row) => <Money value={row.difference} onWhy={() => ask({ kind: 'difference', outlet: row.outlet })} />,
  },
  {
    key: 'fund',
    title: '基金缴存',
    width: 92,
    kind: 'money',
    value: (row) => row.fund,
    sortable: true,
    show: (row) => <Money value={row.fund} onWhy={() => ask({ kind: 'fund', outlet: row.outlet })} />,
  },
  { key: 'agentName', title: '代理商', width: 160, value: (row) => row.agentName, sortable: true },
  { key: 'agent', title: '代理商编码', width: 96, value: (row) => row.agent, sortable: true, hidden: true },
  { key: 'township', title: '乡镇', width: 88, value: (row) => row.township, sortable: true },
  { key: 'grade', title: '分级', width: 52, value: (row) => row.grade, sortable: true },
  { key: 'lines', title: '项数', width: 56, kind: 'count', value: (row) => row.lines, sortable: true },
]
