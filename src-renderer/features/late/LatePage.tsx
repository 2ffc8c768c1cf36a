/** 补算: closed months for which data or a policy came late, calculated on the side; differences become corrections. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Trouble } from '../../app/Trouble.tsx'
import type { Act } from '../../ui/act.ts'
import type { Column } from '../../ui/column.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { countText } from '../../ui/figures.ts'
import { ListPage } from '../../ui/ListPage.tsx'
import { momentWords } from '../../ui/moments.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import type { ListSource } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { SectionLinks } from '../settlements/SectionLinks.tsx'
import '../settlements/settlements.css'

type LateMonth = Awaited<ReturnType<typeof client.late.months.query>>[number]
type Difference = Awaited<ReturnType<typeof client.late.differences.query>>[number]

const columns: readonly Column<Difference>[] = [
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'name', title: '网点名称', width: 190, value: (row) => row.name, sortable: true },
  { key: 'closed', title: '已结', width: 100, kind: 'money', value: (row) => row.closed, sortable: true },
  { key: 'now', title: '现在应为', width: 100, kind: 'money', value: (row) => row.now, sortable: true },
  { key: 'clawback', title: '扣回变动', width: 100, kind: 'money', value: (row) => row.clawback, sortable: true },
  { key: 'corrected', title: '已补', width: 100, kind: 'money', value: (row) => row.corrected, sortable: true },
  { key: 'difference', title: '差额', width: 100, kind: 'money', value: (row) => row.difference, sortable: true },
  {
    key: 'clauses',
    title: '哪些条款',
    width: 420,
    value: (row) =>
      row.clauses
        .map(({ policy, clause, closed, now }) => `${policy ? `${policy}/` : ''}${clause} ${closed} → ${now}`)
        .join('；'),
  },
]

export function LatePage() {
  const months = useQuery(trpc.late.months.queryOptions())
  const [chosen, setChosen] = useState<Month>()
  if (months.error) return <Trouble error={months.error} again={() => void months.refetch()} />
  if (!months.data) return <p className="entrance-waiting">正在读取……</p>
  const month =
    months.data.find(({ period }) => period === chosen) ?? months.data.find(({ stale }) => stale) ?? months.data[0]
  if (!month) {
    return (
      <section className="list-page" aria-label="补算">
        <header className="page-head">
          <h1>补算</h1>
        </header>
        <SectionLinks />
        <EmptyState
          title="还没有结账的月份"
          text="结账之后才收到的台账、才批准的政策，不会改动已结的月份。在这里把那个月另算一遍，差额作为更正登记到未结的月份。"
        />
      </section>
    )
  }
  return <Differences key={month.period} month={month} months={months.data} onChoose={setChosen} />
}

interface DifferencesProps {
  readonly month: LateMonth
  readonly months: readonly LateMonth[]
  readonly onChoose: (period: Month) => void
}

function Differences({ month, months, onChoose }: DifferencesProps) {
  const { period, calculatedAt } = month
  const change = useChange()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const source = useMemo(
    (): ListSource<Difference> => ({
      queryKey: [...trpc.late.differences.pathKey(), period, calculatedAt],
      fetch: async (asked, signal) =>
        answerFromRows(
          calculatedAt === null ? [] : await client.late.differences.query({ period }, { signal }),
          asked,
          {
            columns,
            sums: ['closed', 'now', 'clawback', 'corrected', 'difference'],
            found: (row, typed) => row.outlet.toLowerCase().includes(typed) || row.name.toLowerCase().includes(typed),
          },
        ),
    }),
    [period, calculatedAt],
  )
  const post = async (outlets?: string[]) => {
    const { corrections, into } = await change(client.late.post.mutate({ period, ...(outlets ? { outlets } : {}) }))
    if (corrections.length === 0) return notice.warn('没有要补的差额。')
    notice.done(
      `已在${monthWords(into)}登记 ${corrections.length} 笔更正，等另一个人确认；确认后请重新试算${monthWords(into)}。`,
    )
  }
  const acts: Act[] = [
    {
      key: 'calculate',
      label: calculatedAt === null ? '另算一遍' : '重新另算',
      tone: month.stale || calculatedAt === null ? 'primary' : 'plain',
      disabled: notClerk,
      done: '算好了，已结的月份没有改动。',
      run: () => change(client.late.calculate.mutate({ period })),
    },
    {
      key: 'post',
      label: '全部登记为更正',
      disabled:
        notClerk ??
        (calculatedAt === null ? '请先另算一遍' : month.stale ? '另算之后又来了数据，请重新另算' : undefined),
      confirm: {
        title: '把全部差额登记为更正？',
        text: '每个有差额的网点在未结的月份里登记一笔更正，由另一个人确认后才计入。已登记过的只补剩下的差额。',
        ok: '登记',
      },
      run: () => post(),
    },
  ]
  return (
    <ListPage<Difference>
      list="late"
      title={`${monthWords(period)}补算`}
      columns={columns}
      searchHint="网点：编码、名称"
      rowKey={(row) => row.outlet}
      source={source}
      acts={acts}
      batchActs={(rows) => [
        {
          key: 'postSome',
          label: `登记 ${rows.length} 个网点的更正`,
          disabled: notClerk ?? (month.stale ? '另算之后又来了数据，请重新另算' : undefined),
          run: () => post(rows.map(({ outlet }) => outlet)),
        },
      ]}
      above={
        <>
          <SectionLinks />
          <div className="inline late-head">
            <Select
              aria-label="补算的月份"
              value={period}
              style={{ width: 130 }}
              options={months.map((each) => ({ value: each.period, label: monthWords(each.period) }))}
              onChange={onChoose}
            />
            <Came month={month} />
          </div>
        </>
      }
      empty={
        <EmptyState
          title={calculatedAt === null ? '这个月还没有另算过' : '没有差额'}
          text={
            calculatedAt === null
              ? '另算只是看一看差多少，不会改动已结的月份，也不会付钱。'
              : '现在的数据算出来和已结的、已补的一样。'
          }
        />
      }
    />
  )
}

/** What came for the month after it was closed. */
function Came({ month }: { readonly month: LateMonth }) {
  const came = [
    ...(month.batches > 0 ? [`结账后导入 ${month.batches} 批 ${countText(month.rows)} 行`] : []),
    ...(month.policies.length > 0 ? [`结账后批准政策 ${month.policies.join('、')}`] : []),
  ]
  return (
    <span>
      {came.length > 0 ? `${came.join('；')}。` : '结账后没有迟到的数据和政策。'}{' '}
      {month.calculatedAt ? (
        <span className="quiet">
          {month.calculatedBy} {momentWords(month.calculatedAt)} 另算。
        </span>
      ) : null}{' '}
      {month.stale && month.calculatedAt ? <StateTag label="要重新另算" tone="late" /> : null}
    </span>
  )
}
