/** 为什么是这个分: the reason drawer over any score, rank or grade of a grading: value, rule, group figures, source rows. */

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { client, trpc } from '../../api/client.ts'
import type { Column } from '../../ui/column.ts'
import { type Reason, ReasonDrawer } from '../../ui/ReasonDrawer.tsx'
import { type ListSource, useListRows } from '../../ui/useListRows.ts'
import { type Graded, missingDoor } from './missing-values.ts'
import type { WhyAsked } from './ResultList.tsx'
import { resultReason, scoreReason } from './result-reason.ts'
import { scoreTables, scoreTablesHtml } from './score-tables.ts'
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
      printedToo={told.data && scoreTablesHtml(told.data)}
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

/** The staff, typed values and sheets behind it, and its place among the outlets of its group. */
function ScoreSources({ told }: { readonly told: ScoreExplanation }) {
  return scoreTables(told).map(({ title, heads, rows, foot }) => (
    <section key={title} className="score-source">
      <h2>{title}</h2>
      <table className="plain-table" aria-label={title}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head.title} className={head.figure ? 'figure' : ''}>
                {head.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, to, chosen }) => (
            <tr key={key} className={chosen ? 'chosen' : ''}>
              {heads.map((head, at) => (
                <td key={head.title} className={head.figure ? 'figure' : ''}>
                  {to && at === 1 ? <Link to={to}>{cells[at]}</Link> : cells[at]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot ? (
          <tfoot>
            <tr>
              <td colSpan={heads.length}>{foot}</td>
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  ))
}
