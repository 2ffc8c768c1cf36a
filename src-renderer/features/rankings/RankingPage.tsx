/** 门店排名: own stores by month from a scheme's gradings, the top three marked, with the places of twelve months. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { type client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { Chart } from '../../ui/Chart.tsx'
import type { Column } from '../../ui/column.ts'
import { exportRows } from '../../ui/export-shown.ts'
import { printList } from '../../ui/printing.ts'
import { useOfferedActs } from '../../ui/status-line.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { useSchemes } from '../gradings/useSchemes.ts'
import '../staff/staff.css'

type Ranking = Awaited<ReturnType<typeof client.indicators.ranking.query>>
type Store = Ranking['stores'][number]

/** Stores that the chart shows one by one; the table has them all. */
const DRAWN = 6

export function RankingPage() {
  const { period } = useMonth()
  const navigate = useNavigate()
  const { county } = useSession()
  const schemes = useSchemes()
  const [chosen, setChosen] = useState<string>()
  const own = useMemo(
    () => [
      ...new Map(
        (schemes.data ?? [])
          .filter(
            ({ scheme, status }) =>
              scheme.outlets.categories?.[0] === 'own' && status !== 'draft' && status !== 'rejected',
          )
          .map(({ code, title }) => [code, title] as const),
      ),
    ],
    [schemes.data],
  )
  const code = chosen ?? own[0]?.[0]
  const asked = useQuery(
    trpc.indicators.ranking.queryOptions({ scheme: code ?? '', period }, { enabled: code !== undefined }),
  )
  const ranking = asked.data
  const stores = ranking?.stores ?? []
  const grading = ranking?.months.at(-1)?.grading ?? null
  const title = `自有营业厅月度排名　${monthWords(period)}`
  const columns = listColumns(stores.some(({ group }) => group !== ''))
  const none = stores.length === 0 ? '这个月还没有评定' : undefined
  const acts = [
    {
      key: 'print',
      label: '打印',
      shortcut: 'Ctrl+P',
      disabled: none,
      run: () =>
        printList({
          title,
          notes: [own.find(([each]) => each === code)?.[1] ?? '', '名次变化与上一次评定比；前三名标“★”'],
          columns,
          rows: stores,
          signed: county?.name ?? '',
        }),
    },
    { key: 'export', label: '导出', shortcut: 'Ctrl+E', disabled: none, run: () => exportRows(title, columns, stores) },
    {
      key: 'open',
      label: '看评定',
      disabled: none,
      run: () => navigate(`/gradings/${grading}`),
    },
  ]
  useOfferedActs(acts)
  if (schemes.error ?? asked.error)
    return <p className="wrong screen-trouble">{errorWords(schemes.error ?? asked.error)}</p>
  return (
    <section className="list-page" aria-label="门店排名">
      <header className="page-head">
        <h1>{title}</h1>
        <Acts acts={acts} />
      </header>
      <SectionLinks />
      {own.length === 0 ? (
        <p className="quiet">
          还没有评自有营业厅的方案。先在“分级方案”里写一个（可以从“自有营业厅”的样例开始），批准后给一个月打分，这里就有排名。
        </p>
      ) : (
        <div className="filter-line">
          <Select
            aria-label="分级方案"
            style={{ width: 280 }}
            value={code ?? null}
            options={own.map(([value, label]) => ({ value, label }))}
            onChange={(next: string) => setChosen(next)}
          />
        </div>
      )}
      {ranking && stores.length === 0 ? (
        <p className="quiet">这个方案还没有评定{monthWords(period)}。到“评定”里给这个月打分后，这里就有排名。</p>
      ) : null}
      {ranking && stores.length > 0 ? (
        <div className="scrolling">
          <Places ranking={ranking} onOpen={(id) => navigate(`/gradings/${id}`)} />
          <Chart
            title={`前 ${Math.min(DRAWN, stores.length)} 名十二个月的总分`}
            categoryTitle="账期"
            unit="分"
            categories={ranking.months.map((month) => month.period.slice(2).replace('-', '/'))}
            series={stores.slice(0, DRAWN).map(({ name, places }) => ({
              name,
              kind: 'line',
              values: places.map((place) => (place === null ? null : Number(place.total))),
            }))}
            onOpen={(category) => {
              const id = ranking.months[category]?.grading
              if (id) navigate(`/gradings/${id}`)
            }}
          />
        </div>
      ) : null}
    </section>
  )
}

const movedWords = ({ moved }: Store): string =>
  moved === null ? '新' : moved > 0 ? `升 ${moved}` : moved < 0 ? `降 ${-moved}` : '平'

function listColumns(hasGroups: boolean): readonly Column<Store>[] {
  return [
    { key: 'rank', title: '名次', width: 60, value: (row) => `${row.top ? '★ ' : ''}${row.rank}` },
    ...(hasGroups ? [{ key: 'group', title: '组', width: 90, value: (row: Store) => row.group }] : []),
    { key: 'outlet', title: '网点编码', width: 100, value: (row) => row.outlet },
    { key: 'name', title: '营业厅', width: 200, value: (row) => row.name },
    { key: 'total', title: '总分', width: 80, kind: 'count', noSum: true, value: (row) => row.total },
    { key: 'grade', title: '等级', width: 60, value: (row) => row.grade },
    { key: 'before', title: '上次名次', width: 70, value: (row) => row.before },
    { key: 'moved', title: '变化', width: 60, value: movedWords },
  ]
}

function Places({ ranking, onOpen }: { readonly ranking: Ranking; readonly onOpen: (grading: number) => void }) {
  const hasGroups = ranking.stores.some(({ group }) => group !== '')
  return (
    <table className="plain-table star-table" aria-label="月度排名">
      <thead>
        <tr>
          <th className="figure">名次</th>
          {hasGroups ? <th>组</th> : null}
          <th>营业厅</th>
          <th className="figure">总分</th>
          <th>等级</th>
          <th>变化</th>
          {ranking.months.map(({ period, grading }) => (
            <th key={period} className="figure">
              {grading === null ? (
                <span className="quiet">{period.slice(2).replace('-', '/')}</span>
              ) : (
                <button type="button" className="why" title="打开这个月的评定" onClick={() => onOpen(grading)}>
                  {period.slice(2).replace('-', '/')}
                </button>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ranking.stores.map((store) => (
          <tr key={store.outlet} className={store.top ? 'top' : ''}>
            <td className="figure">{store.rank}</td>
            {hasGroups ? <td>{store.group}</td> : null}
            <td>{store.name}</td>
            <td className="figure">{store.total}</td>
            <td>{store.grade}</td>
            <td className={store.moved !== null && store.moved < 0 ? 'wrong' : ''}>{movedWords(store)}</td>
            {store.places.map((place, at) => (
              <td
                key={ranking.months[at]!.period}
                className="figure"
                title={place ? `${place.total} 分，${place.grade}` : undefined}
              >
                {place?.rank ?? '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
