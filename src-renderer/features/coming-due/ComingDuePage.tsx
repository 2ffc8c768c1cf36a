/** 待付分期: instalments already started and not yet due, by month, by clause and by agent, in full and as observed. */

import { useMutation } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import '../settlements/settlements.css'
import './coming-due.css'

type Due = Awaited<ReturnType<typeof client.answers.comingDue.mutate>>

/** One line of the list, whatever it is summed by. */
interface DueLine {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly month: string | null
  readonly members: number
  readonly full: string
  readonly expected: string
}

const views = [
  { key: 'months', label: '按月份' },
  { key: 'clauses', label: '按政策条款' },
  { key: 'agents', label: '按代理商' },
] as const
type View = (typeof views)[number]['key']

const figures: readonly Column<DueLine>[] = [
  { key: 'members', title: '户次', width: 90, kind: 'count', value: (row) => row.members, sortable: true },
  { key: 'full', title: '满额', width: 120, kind: 'money', value: (row) => row.full, sortable: true },
  { key: 'expected', title: '预计', width: 120, kind: 'money', value: (row) => row.expected, sortable: true },
  {
    key: 'share',
    title: '预计占满额',
    width: 96,
    value: (row) =>
      Number(row.full) === 0 ? null : `${((Number(row.expected) / Number(row.full)) * 100).toFixed(1)} %`,
    noSum: true,
  },
]
const month: Column<DueLine> = {
  key: 'month',
  title: '到期月份',
  width: 110,
  kind: 'month',
  value: (row) => row.month,
  sortable: true,
}
const columnsOf: Readonly<Record<View, readonly Column<DueLine>[]>> = {
  months: [month, ...figures],
  clauses: [
    { key: 'name', title: '政策条款', width: 280, value: (row) => row.name, sortable: true },
    { key: 'code', title: '编码', width: 140, value: (row) => row.code, sortable: true },
    month,
    ...figures,
  ],
  agents: [
    { key: 'name', title: '代理商', width: 220, value: (row) => row.name, sortable: true },
    { key: 'code', title: '编码', width: 110, value: (row) => row.code, sortable: true },
    month,
    ...figures,
  ],
}

function linesOf(due: Due, view: View): DueLine[] {
  if (view === 'months') return due.months.map((each) => ({ ...each, key: each.month, code: '', name: '' }))
  return due[view].flatMap(({ code, name, months }) =>
    months.map((each) => ({ ...each, key: `${code} ${each.month}`, code, name })),
  )
}

export function ComingDuePage() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const [view, setView] = useState<View>('months')
  // a mutation in form: not a query, since every act makes the queries in view ask again
  const due = useMutation({ mutationFn: () => client.answers.comingDue.mutate({ period }) })
  const { data, mutate, submittedAt } = due
  // biome-ignore lint/correctness/useExhaustiveDependencies: another month is the reason
  useEffect(() => mutate(), [mutate, period])
  const columns = columnsOf[view]
  const source = useMemo(
    (): ListSource<DueLine> => ({
      queryKey: ['coming due lines', period, view, submittedAt],
      fetch: async (asked) =>
        answerFromRows(data ? linesOf(data, view) : [], asked, {
          columns: columnsOf[view],
          sums: ['members', 'full', 'expected'],
          found: (row, typed) =>
            [row.code, row.name, row.month ?? ''].some((text) => text.toLowerCase().includes(typed)),
        }),
    }),
    [period, view, data, submittedAt],
  )
  const title = `${monthWords(period)}末待付分期`
  if (due.error) return <p className="wrong screen-trouble">{errorWords(due.error)}</p>
  if (!data) return <p className="entrance-waiting">正在算以后各月的分期……</p>
  return (
    <ListPage<DueLine>
      key={view}
      list={`coming-due-${view}`}
      title={title}
      columns={columns}
      searchHint="政策、代理商、月份"
      rowKey={(row) => row.key}
      source={source}
      acts={[
        { key: 'again', label: '重新算', run: () => due.mutateAsync() },
        { key: 'paper', label: '打印待付分期表', run: () => navigate('/reports?report=coming-due') },
      ]}
      above={
        <>
          <SectionLinks />
          <p className="quiet due-rule">{data.rule}</p>
          <fieldset className="view-choice" aria-label="怎样汇总">
            {views.map(({ key, label }) => (
              <button
                key={key}
                type="button"
                className={key === view ? 'here' : ''}
                aria-pressed={key === view}
                onClick={() => setView(key)}
              >
                {label}
              </button>
            ))}
          </fieldset>
        </>
      }
      empty={
        <EmptyState
          title="没有还没到期的分期"
          text="有分期条款的政策，用户入网以后的各期酬金在这里按月列出：满额，和按实际保有、达标情况预计的。"
        />
      }
    />
  )
}
