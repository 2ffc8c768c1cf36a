/** A grading: its results as a list and as charts, and every figure's reason. */

import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { gradingStateWords } from '../../../src-main/domain/said/grading-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { momentWords } from '../settlements/settlement-words.ts'
import { ResultCharts } from './ResultCharts.tsx'
import { ResultList } from './ResultList.tsx'
import { useSchemes } from './useSchemes.ts'
import { useWhyResult } from './useWhyResult.tsx'
import './gradings.css'

export function GradingPage() {
  const { id = '' } = useParams()
  const list = useQuery(trpc.gradings.list.queryOptions())
  const schemes = useSchemes()
  const grading = list.data?.find((one) => one.id === Number(id))
  const record = schemes.data?.find(({ code, version }) => code === grading?.scheme && version === grading.version)
  const error = list.error ?? schemes.error
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (list.data && !grading) return <p className="wrong screen-trouble">没有这次评定。请从“评定”里打开。</p>
  if (!grading || !record) return <p className="entrance-waiting">正在读取……</p>
  return <Results grading={grading} scheme={record.scheme as Scheme} />
}

interface ResultsProps {
  readonly grading: {
    readonly id: number
    readonly title: string
    readonly version: number
    readonly period: string
    readonly status: string
    readonly from: string | null
    readonly publishedBy: string | null
    readonly publishedAt: string | null
  }
  readonly scheme: Scheme
}

function Results({ grading, scheme }: ResultsProps) {
  const [, setParams] = useSearchParams()
  const asked = useQuery(trpc.gradings.results.queryOptions({ id: grading.id }))
  const { ask, drawer } = useWhyResult(scheme)
  const results = asked.data ?? []
  const waiting = asked.error ? (
    <p className="wrong">{errorWords(asked.error)}</p>
  ) : asked.isPending ? (
    <p className="quiet">正在读取……</p>
  ) : undefined
  return (
    <>
      <ThingPage
        kind="评定"
        name={`${grading.title}　${monthWords(grading.period)}`}
        code={`第 ${grading.version} 版方案`}
        back={{ to: '/gradings', label: '评定' }}
        facts={[
          ['走到哪一步', gradingStateWords(grading.status)],
          ...(grading.from ? ([['从哪月起', monthWords(grading.from)]] as const) : []),
          ...(grading.publishedAt
            ? ([['发布', `${grading.publishedBy} ${momentWords(grading.publishedAt)}`]] as const)
            : []),
        ]}
        tabs={[
          {
            key: 'list',
            label: '名单',
            count: results.length,
            content: waiting ?? (
              <ResultList title={`${grading.title}-${grading.period}`} scheme={scheme} results={results} onWhy={ask} />
            ),
          },
          {
            key: 'charts',
            label: '图',
            content: waiting ?? (
              <ResultCharts
                scheme={scheme}
                results={results}
                onList={(filter) => setParams({ tab: 'list', ...filter })}
              />
            ),
          },
        ]}
      />
      {drawer}
    </>
  )
}
