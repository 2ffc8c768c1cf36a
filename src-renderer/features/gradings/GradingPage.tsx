/** A grading: its list, rises and falls, charts, notice and objections, history; and the acts that its stage allows. */

import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { spanWords } from '../../../src-main/domain/said/grading-words.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { DoneLines } from '../../ui/DoneLines.tsx'
import { Missing } from '../../ui/Figure.tsx'
import { countText } from '../../ui/figures.ts'
import { ThingPage } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { stageFault } from './grading-rules.ts'
import { gradingState } from './grading-state.ts'
import { NoticeShown } from './NoticeShown.tsx'
import { ObjectionList } from './ObjectionList.tsx'
import { PreviewTab } from './PreviewTab.tsx'
import { ResultCharts } from './ResultCharts.tsx'
import { ResultList } from './ResultList.tsx'
import type { GradingDetail, GradingResult } from './shapes.ts'
import { useGrading } from './useGrading.ts'
import { useWhyResult } from './useWhyResult.tsx'
import '../policies/policies.css'
import './gradings.css'

export function GradingPage() {
  const { id = '' } = useParams()
  const { grading, results, error } = useGrading(Number(id))
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (!grading || !results) return <p className="entrance-waiting">正在读取……</p>
  return <Grading key={grading.id} grading={grading} results={results} />
}

interface GradingProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
}

function Grading({ grading, results }: GradingProps) {
  const navigate = useNavigate()
  const [, setParams] = useSearchParams()
  const { ask, drawer } = useWhyResult(grading)
  const { acts, question } = useGradingActs(grading)
  const { id, document: scheme, notice } = grading
  const name = `${grading.title}-${grading.period}`
  const onList = (filter: Readonly<Record<string, string>>) => setParams({ tab: 'list', ...filter })
  const listAt = (filter: Readonly<Record<string, string>>) =>
    `/gradings/${id}?${new URLSearchParams({ tab: 'list', ...filter }).toString()}`
  return (
    <>
      <ThingPage
        kind="评定"
        name={`${grading.title}　${spanWords(grading.months)}`}
        code={`方案第 ${grading.version} 版${grading.edition > 1 ? `　第 ${grading.edition} 次评定` : ''}`}
        state={gradingState(grading.status)}
        back={{ to: '/gradings', label: '评定' }}
        facts={[
          ['网点', countText(grading.outlets)],
          ['有变化', countText(grading.changed)],
          ['缺数没评', countText(grading.excluded)],
          ['打分', grading.scoredBy ?? grading.publishedBy ?? <Missing key="scored" />],
          ['复核', grading.reviewedBy ?? <Missing key="reviewed" />],
          ['公示', notice ? `${notice.from} 至 ${notice.to}` : <Missing key="notice" />],
          ['从哪月起', grading.from ? monthWords(grading.from) : <Missing key="from" />],
        ]}
        acts={acts((key) => navigate(`/gradings/${id}/steps${key ? `?at=${key}` : ''}`))}
        tabs={[
          {
            key: 'list',
            label: '名单',
            count: results.length,
            content: <ResultList title={name} scheme={scheme} results={results} onWhy={ask} />,
          },
          {
            key: 'preview',
            label: '升降和酬金',
            content: <PreviewTab grading={grading} listAt={listAt} />,
          },
          {
            key: 'charts',
            label: '图',
            content: <ResultCharts scheme={scheme} results={results} onList={onList} />,
          },
          { key: 'notice', label: '公示', content: <NoticeShown grading={grading} results={results} /> },
          {
            key: 'objections',
            label: '异议',
            count: grading.objections.all,
            content: <ObjectionList grading={grading} results={results} />,
          },
        ]}
        history={<History grading={grading} />}
      />
      {drawer}
      {question}
    </>
  )
}

function useGradingActs(grading: GradingDetail) {
  const change = useChange()
  const notReviewer = useMissingRole(['reviewer'])
  const notEither = useMissingRole(['clerk', 'reviewer'])
  const [asking, setAsking] = useState<'sendBack' | 'withdraw'>()
  const { id, status } = grading
  const acts = (onSteps: (at?: string) => void): Act[] => [
    {
      key: 'steps',
      label: status === 'final' || status === 'withdrawn' ? '看评定步骤' : '接着评定',
      ...(status === 'final' || status === 'withdrawn' ? {} : { tone: 'primary' as const }),
      run: () => onSteps(),
    },
    ...(status === 'reviewed' || status === 'notice'
      ? [
          {
            key: 'sendBack',
            label: '退回重打',
            disabled: notReviewer ?? stageFault(grading, 'sendBack'),
            run: () => setAsking('sendBack'),
          },
        ]
      : []),
    ...(grading.acts.includes('withdraw') && grading.from === null
      ? [
          {
            key: 'withdraw',
            label: '作废',
            disabled: status === 'scored' ? notEither : notReviewer,
            run: () => setAsking('withdraw'),
          },
        ]
      : []),
  ]
  const close = () => setAsking(undefined)
  const question =
    asking === 'sendBack' ? (
      <AskReason
        title={`退回 ${grading.title}`}
        ok="退回"
        label="退回原因"
        text="退给打分的人：改数、重新打分后再复核、再公示。现在的结果留作记录。"
        onClose={close}
        run={({ reason }) => change(client.gradings.sendBack.mutate({ id, reason }))}
      />
    ) : asking === 'withdraw' ? (
      <AskReason
        title={`作废 ${grading.title}`}
        ok="作废"
        danger
        label="原因"
        text="这次评定不再用，记录留存；同一期可以重新评。网点现在的等级不受影响。"
        onClose={close}
        run={({ reason }) => change(client.gradings.withdraw.mutate({ id, reason }))}
      />
    ) : null
  return { acts, question }
}

/** Who did what, newest first. */
function History({ grading }: { readonly grading: GradingDetail }) {
  const { notice, withdrawn } = grading
  const done = [
    { at: grading.scoredAt, by: grading.scoredBy, what: '打分' },
    { at: grading.reviewedAt, by: grading.reviewedBy, what: '复核通过' },
    { at: notice?.at, by: notice?.by, what: notice ? `公示 ${notice.from} 至 ${notice.to}` : '' },
    {
      at: grading.publishedAt,
      by: grading.finalAt === grading.publishedAt ? null : grading.publishedBy,
      what: '发布',
    },
    { at: grading.finalAt, by: grading.finalBy, what: `定稿，${grading.from ? monthWords(grading.from) : ''}起执行` },
    { at: withdrawn?.at, by: withdrawn?.by, what: `作废：${withdrawn?.reason ?? ''}` },
  ]
  return <DoneLines done={done} />
}
