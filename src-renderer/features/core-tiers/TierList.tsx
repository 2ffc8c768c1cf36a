/** 渠道 › 核心级别: agents ranked by volume and growth over a span, the first of each recommended; decisions recorded for several. */

import { useQuery } from '@tanstack/react-query'
import { InputNumber, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { addMonths, isMonth, type Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole, useSession } from '../../app/session.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { TierForm } from './TierForm.tsx'
import { TierLinks } from './TierLinks.tsx'
import './core-tiers.css'

type Row = Awaited<ReturnType<typeof client.coreTiers.recommend.query>>['rows'][number]
type Measure = 'count' | 'quantity' | 'amount'

const measures: readonly { value: Measure; label: string }[] = [
  { value: 'count', label: '笔数' },
  { value: 'quantity', label: '数量' },
  { value: 'amount', label: '金额（元）' },
]

const why = ({ recommended }: Row) =>
  recommended.length === 2 ? '业务量、增幅' : recommended[0] === 'volume' ? '业务量' : recommended[0] ? '增幅' : null

const columnsFor = (measure: Measure): readonly Column<Row>[] => [
  { key: 'agent', title: '代理商编码', width: 104, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 200, value: (row) => row.name, sortable: true },
  { key: 'tier', title: '现在级别', width: 92, value: (row) => row.tier, sortable: true },
  { key: 'recommended', title: '推荐', width: 110, value: why, sortable: true },
  figure('volume', '业务量', measure, (row) => row.volume),
  figure('before', '前期', measure, (row) => row.before),
  { key: 'growth', title: '增幅 %', width: 90, kind: 'count', value: (row) => row.growth, sortable: true, noSum: true },
  {
    key: 'byVolume',
    title: '量排名',
    width: 76,
    kind: 'count',
    value: (row) => row.byVolume,
    sortable: true,
    noSum: true,
  },
  {
    key: 'byGrowth',
    title: '增幅排名',
    width: 84,
    kind: 'count',
    value: (row) => row.byGrowth,
    sortable: true,
    noSum: true,
  },
  { key: 'outlets', title: '在营网点', width: 84, kind: 'count', value: (row) => row.outlets, sortable: true },
]

function figure(key: string, title: string, measure: Measure, value: (row: Row) => string): Column<Row> {
  return { key, title, width: 110, kind: measure === 'amount' ? 'money' : 'count', value, sortable: true }
}

const filters: readonly Filter[] = [
  {
    key: 'what',
    label: '推荐',
    kind: 'choice',
    width: 150,
    options: [
      { value: 'recommended', label: '推荐的' },
      { value: 'new', label: '推荐而还不是核心的' },
      { value: 'core', label: '现在是核心的' },
    ],
  },
]

const isCore = ({ tier }: Row) => tier !== null && tier !== '普通'

export function TierList() {
  const navigate = useNavigate()
  const { period } = useMonth()
  const { county } = useSession()
  const missing = useMissingRole(['clerk'])
  const [params, setParams] = useSearchParams()
  const [recording, setRecording] = useState<readonly Row[]>()
  const types = useQuery(trpc.terms.list.queryOptions({ kind: 'businessType' })).data ?? []
  const given = (key: string, other: Month): Month => {
    const value = params.get(key) ?? ''
    return isMonth(value) ? value : other
  }
  const to = given('to', period)
  const from = given('from', addMonths(to, -2))
  const measure = measures.find(({ value }) => value === params.get('measure'))?.value ?? 'count'
  const type = params.get('type') ?? ''
  const top = Number(params.get('top')) || 10
  const set = (key: string, value: string) =>
    setParams(
      (before) => {
        if (value) before.set(key, value)
        else before.delete(key)
        return before
      },
      { replace: true },
    )
  const columns = useMemo(() => columnsFor(measure), [measure])
  const source = useMemo(
    (): ListSource<Row> => ({
      queryKey: [...trpc.coreTiers.recommend.pathKey(), from, to, measure, type, top],
      fetch: async (asked, signal) => {
        const { rows } = await client.coreTiers.recommend.query(
          { from, to, measure, top, ...(type ? { type } : {}) },
          { signal },
        )
        return answerFromRows(rows, asked, {
          columns,
          sums: ['volume', 'before', 'outlets'],
          found: (row, typed) => row.agent.toLowerCase().includes(typed) || matchesName(row.name, typed),
          passes: (row, filter) =>
            filter.what === 'core'
              ? isCore(row)
              : !filter.what || (row.recommended.length > 0 && (filter.what === 'recommended' || !isCore(row))),
        })
      },
    }),
    [from, to, measure, type, top, columns],
  )
  const batch = (rows: readonly Row[]): Act[] => [
    { key: 'record', label: '登记级别', tone: 'primary', disabled: missing, run: () => setRecording(rows) },
  ]
  return (
    <>
      <ListPage<Row>
        list="core-tiers"
        title={`核心代理商推荐名单（${monthWords(from)}至${monthWords(to)}）`}
        columns={columns}
        filters={filters}
        searchHint="代理商：编码、名称、拼音首字母"
        rowKey={(row) => row.agent}
        source={source}
        signed={county?.name ?? ''}
        batchActs={batch}
        onOpen={(row) => navigate(`/agents/${encodeURIComponent(row.agent)}`)}
        above={
          <>
            <TierLinks />
            <div className="tier-criteria">
              <MonthPicker aria-label="从" value={from} onChange={(month) => set('from', month ?? '')} />
              <span>至</span>
              <MonthPicker aria-label="至" value={to} onChange={(month) => set('to', month ?? '')} />
              <Select
                aria-label="按什么比"
                value={measure}
                options={[...measures]}
                onChange={(next) => set('measure', next)}
              />
              <Select
                aria-label="业务类型"
                value={type}
                options={[
                  { value: '', label: '全部业务' },
                  ...types.map(({ code, name }) => ({ value: code, label: name })),
                ]}
                onChange={(next) => set('type', next)}
              />
              <span>各取前</span>
              <InputNumber
                aria-label="取前几名"
                min={1}
                max={1000}
                value={top}
                onChange={(next) => set('top', next ? String(next) : '')}
              />
              <span className="quiet">
                增幅与此前同样长的一段比；网点的业务量都算给期末所属的代理商，接收网点不算增长。
              </span>
            </div>
          </>
        }
        empty={
          <EmptyState
            title="没有可比的代理商"
            text="导入业务明细后，这里按业务量和增幅给代理商排名，各取前几名推荐；选中几家可以按批复登记级别。"
          />
        }
      />
      {recording ? <TierForm agents={recording} onClose={() => setRecording(undefined)} /> : null}
    </>
  )
}
