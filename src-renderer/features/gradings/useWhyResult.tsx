/** 为什么是这个分: the reason drawer over any score, rank or grade of a grading: value, rule, group figures, source rows. */

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { countText } from '../../ui/figures.ts'
import { type Reason, ReasonDrawer } from '../../ui/ReasonDrawer.tsx'
import { type ListSource, useListRows } from '../../ui/useListRows.ts'
import { type Graded, missingDoor } from './missing-values.ts'
import type { WhyAsked } from './ResultList.tsx'
import { groupAround, resultReason, scoreReason } from './result-reason.ts'
import type { ScoreExplanation, ScoreRow } from './shapes.ts'

/** `const { ask, drawer } = useWhyResult(grading)`: `ask` opens the drawer, which stands anywhere on the page. */
export function useWhyResult(grading: Graded | undefined): {
  readonly ask: (asked: WhyAsked) => void
  readonly drawer: ReactNode
} {
  const [why, setWhy] = useState<WhyAsked>()
  const close = useCallback(() => setWhy(undefined), [])
  return { ask: setWhy, drawer: why && grading ? drawerOf(why, grading, setWhy, close) : null }
}

function drawerOf(why: WhyAsked, grading: Graded, ask: (asked: WhyAsked) => void, close: () => void): ReactNode {
  if (why.indicator !== undefined)
    return (
      <ScoreDrawer key={why.indicator} grading={grading} why={{ ...why, indicator: why.indicator }} onClose={close} />
    )
  return (
    <ReasonDrawer
      open
      onClose={close}
      title={`${why.result.name}　${why.result.outlet}`}
      reason={resultReason(why.result, grading.document)}
      also={
        <p className="why-doors">
          看每一项的来源：
          {grading.document.indicators.map(({ code, title }) => (
            <button key={code} type="button" className="why" onClick={() => ask({ ...why, indicator: code })}>
              {title}
            </button>
          ))}
        </p>
      }
    />
  )
}

interface ScoreDrawerProps {
  readonly grading: Graded
  readonly why: WhyAsked & { readonly indicator: string }
  readonly onClose: () => void
}

const mostPrinted = 20_000

const rowColumns: readonly Column<ScoreRow>[] = [
  { key: 'date', title: '日期', width: 92, kind: 'date', value: (row) => row.date ?? row.period },
  { key: 'type', title: '业务', width: 96, value: (row) => row.businessType },
  { key: 'subscriber', title: '用户', width: 108, value: (row) => row.subscriber },
  { key: 'quantity', title: '数量', width: 56, kind: 'count', value: (row) => row.quantity },
  { key: 'amount', title: '金额', width: 84, kind: 'money', value: (row) => row.amount },
]

function ScoreDrawer({ grading, why, onClose }: ScoreDrawerProps) {
  const { id } = grading
  const { outlet, name } = why.result
  const asked = useMemo(() => ({ id, outlet, indicator: why.indicator }), [id, outlet, why.indicator])
  const told = useQuery(trpc.gradings.explain.queryOptions({ ...asked, limit: 1 }))
  const [window, setWindow] = useState({ first: 0, last: 40 })
  const onWindow = useCallback((first: number, last: number) => setWindow({ first, last }), [])
  const source = useMemo(
    (): ListSource<ScoreRow> => ({
      queryKey: [...trpc.gradings.explain.pathKey(), asked],
      fetch: ({ offset, limit }, signal) => client.gradings.explain.query({ ...asked, offset, limit }, { signal }),
    }),
    [asked],
  )
  const rows = useListRows(source, { sort: undefined, filter: {} }, window)
  const reason: Reason<ScoreRow> | undefined = told.data && scoreReason(told.data)
  return (
    <ReasonDrawer<ScoreRow>
      open
      onClose={onClose}
      title={`${told.data?.indicator.title ?? '得分'}　${name}　${outlet}`}
      reason={reason}
      loading={told.isPending}
      error={told.error ?? rows.error}
      rowColumns={rowColumns}
      {...(rows.total > 0
        ? {
            paged: {
              total: rows.total,
              rowAt: rows.rowAt,
              onWindow,
              all: async () => (await client.gradings.explain.query({ ...asked, limit: mostPrinted })).rows,
            },
          }
        : {})}
      also={
        told.data ? (
          <>
            {told.data.note === 'MISSING' ? (
              <MissingDoor grading={grading} outlet={outlet} why={why.indicator} />
            ) : null}
            <ScoreSources told={told.data} />
          </>
        ) : null
      }
    />
  )
}

/** Where the missing value is brought in for this outlet. */
function MissingDoor({ grading, outlet, why }: { grading: Graded; outlet: string; why: string }) {
  const door = missingDoor(grading, why, outlet)
  return door ? (
    <p className="why-doors">
      <Link to={door.to}>给这家补数：{door.label}</Link>
    </p>
  ) : null
}

/** The indicator values behind it, and its place among the outlets of its group. */
function ScoreSources({ told }: { readonly told: ScoreExplanation }) {
  const around = groupAround(told)
  return (
    <>
      {told.values.length > 0 ? (
        <table className="plain-table" aria-label="指标值">
          <thead>
            <tr>
              <th>账期</th>
              <th>指标</th>
              <th className="figure">值</th>
              <th>文件</th>
              <th>工作表</th>
              <th className="figure">行</th>
            </tr>
          </thead>
          <tbody>
            {told.values.map((value) => (
              <tr key={`${value.batch} ${value.row} ${value.indicator}`}>
                <td>{value.period}</td>
                <td>{value.indicator}</td>
                <td className="figure">{value.value}</td>
                <td>{value.file}</td>
                <td>{value.sheet}</td>
                <td className="figure">{value.row}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {told.sheets.length > 0 ? (
        <table className="plain-table" aria-label="检查表">
          <thead>
            <tr>
              <th>检查日期</th>
              <th>检查表</th>
              <th>检查人</th>
              <th className="figure">得分</th>
            </tr>
          </thead>
          <tbody>
            {told.sheets.map((sheet) => (
              <tr key={sheet.id}>
                <td className="tabular">{sheet.date}</td>
                <td>
                  <Link to={`/inspections/${sheet.id}`}>{sheet.title}</Link>
                </td>
                <td>{sheet.inspector}</td>
                <td className="figure">{sheet.score}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {around.length > 0 ? (
        <table className="plain-table" aria-label="同组名次">
          <thead>
            <tr>
              <th className="figure">同组名次</th>
              <th>网点</th>
              <th className="figure">值</th>
              <th className="figure">得分</th>
            </tr>
          </thead>
          <tbody>
            {around.map((one) => (
              <tr key={one.outlet} className={one.outlet === told.outlet ? 'chosen' : ''}>
                <td className="figure">{one.rank}</td>
                <td>{one.name}</td>
                <td className="figure">{one.value}</td>
                <td className="figure">{one.score}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={4}>
                {told.group.name ? `${told.group.name}组` : '同组'} {countText(told.group.n)} 家有数
                {told.group.missing.length > 0 ? `，${countText(told.group.missing.length)} 家缺数` : ''}
              </td>
            </tr>
          </tfoot>
        </table>
      ) : null}
    </>
  )
}
