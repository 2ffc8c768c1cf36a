/** 年度收入: what every agent earned in a year, month by month; printed, and exported with its months. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { payerKindWords } from '../../../src-main/domain/said/paying-words.ts'
import { client, trpc } from '../../api/client.ts'
import { matchesName } from '../../app/find.ts'
import { useMonth } from '../../app/month.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Filter } from '../../ui/Filters.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { paperActs } from './PaperView.tsx'
import { PayingLinks } from './PayingLinks.tsx'
import type { IncomeRow } from './shapes.ts'

const columns: readonly Column<IncomeRow>[] = [
  { key: 'agent', title: '代理商编码', width: 100, value: (row) => row.agent, sortable: true },
  { key: 'name', title: '代理商名称', width: 220, value: (row) => row.name, sortable: true },
  { key: 'payerKind', title: '纳税人类型', width: 92, value: (row) => payerKindWords(row.payerKind), sortable: true },
  { key: 'idNumber', title: '证件号码', width: 170, value: (row) => row.idNumber },
  {
    key: 'count',
    title: '月数',
    width: 56,
    kind: 'count',
    noSum: true,
    value: (row) => row.months.length,
    sortable: true,
  },
  { key: 'gross', title: '酬金合计', width: 120, kind: 'money', value: (row) => row.gross, sortable: true },
  { key: 'fund', title: '基金缴存', width: 110, kind: 'money', value: (row) => row.fund, sortable: true },
  { key: 'tax', title: '代扣个税', width: 110, kind: 'money', value: (row) => row.tax, sortable: true },
  { key: 'payable', title: '应付', width: 120, kind: 'money', value: (row) => row.payable, sortable: true },
  { key: 'paid', title: '已付', width: 120, kind: 'money', value: (row) => row.paid, sortable: true },
]

const filters: readonly Filter[] = [
  {
    key: 'payerKind',
    label: '纳税人类型',
    kind: 'choice',
    width: 130,
    options: ['enterprise', 'soleTrader', 'person'].map((value) => ({ value, label: payerKindWords(value) })),
  },
]

export function Income() {
  const { period } = useMonth()
  const [year, setYear] = useState(Number(period.slice(0, 4)))
  const months = useQuery(trpc.month.current.queryOptions(undefined))
  const years = [...new Set([year, ...(months.data?.months ?? []).map((one) => Number(one.period.slice(0, 4)))])]
  const source = useMemo(
    (): ListSource<IncomeRow> => ({
      queryKey: [...trpc.paying.income.pathKey(), year],
      fetch: async (asked, signal) =>
        answerFromRows((await client.paying.income.query({ year }, { signal })).rows, asked, {
          columns,
          sums: ['gross', 'fund', 'tax', 'payable', 'paid'],
          found: (row, typed) =>
            row.agent.toLowerCase().includes(typed) ||
            matchesName(row.name, typed) ||
            (row.idNumber ?? '').toLowerCase().includes(typed),
          passes: (row, filter) => !filter.payerKind || row.payerKind === filter.payerKind,
        }),
    }),
    [year],
  )
  return (
    <ListPage<IncomeRow>
      list="income"
      title={`${year}年代理商收入`}
      columns={columns}
      filters={filters}
      searchHint="代理商、证件号码"
      rowKey={(row) => row.agent}
      source={source}
      acts={paperActs({ paper: 'income', year }).map((act) => {
        const { shortcut: _shortcut, ...rest } = act
        return act.key === 'xlsx'
          ? { ...rest, label: '年度收入表 Excel' }
          : act.key === 'pdf'
            ? { ...rest, label: '年度收入表 PDF' }
            : { ...rest, label: '打印年度收入表' }
      })}
      above={
        <>
          <PayingLinks />
          <div className="inline">
            年份
            <Select
              aria-label="年份"
              style={{ width: 110 }}
              value={year}
              options={years.sort((a, b) => b - a).map((value) => ({ value, label: `${value}年` }))}
              onChange={setYear}
            />
            <span className="quiet">只计已结账的月份；收入算在它自己的账期里，不论哪天付。</span>
          </div>
        </>
      }
      empty={<EmptyState title={`${year}年还没有已结账的月份`} text="结账后，每家代理商的酬金、个税按月汇到这里。" />}
    />
  )
}
