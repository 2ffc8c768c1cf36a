/** A version of a scheme: everything it says in sentences, who approved it, its sister versions compared, who did what. */

import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import {
  bonusSentence,
  gradesSentence,
  indicatorSentence,
  levelSentence,
  missingSentence,
  scopeSentence,
  vetoSentence,
} from '../../../src-main/domain/grading/scheme-sentence.ts'
import { errorWords } from '../../api/refusal.ts'
import { Missing } from '../../ui/Figure.tsx'
import { StateTag, ThingPage } from '../../ui/ThingPage.tsx'
import { useNameOf } from '../policies/useTermChoices.ts'
import { VersionHistory } from '../versions/VersionHistory.tsx'
import { versionState } from '../versions/version.ts'
import { categoryWords, groupWords, periodWords, resultWords } from './grading-words.ts'
import { SchemeVersions } from './SchemeVersions.tsx'
import type { SchemeRecord } from './shapes.ts'
import { useSchemeActs } from './useSchemeActs.tsx'
import { useScheme } from './useSchemes.ts'
import '../policies/policies.css'
import './gradings.css'

export function SchemePage() {
  const { id = '' } = useParams()
  const { record, versions, error, isMissing } = useScheme(Number(id))
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (isMissing) return <p className="wrong screen-trouble">没有这个分级方案。请从“分级方案”里打开。</p>
  if (!record) return <p className="entrance-waiting">正在读取……</p>
  return <Version key={record.id} record={record} versions={versions} />
}

interface VersionProps {
  readonly record: SchemeRecord
  readonly versions: readonly SchemeRecord[]
}

function Version({ record, versions }: VersionProps) {
  const { acts, question } = useSchemeActs(record)
  const { scheme } = record
  return (
    <>
      <ThingPage
        kind="分级方案"
        name={record.title}
        code={`${record.code}　第 ${record.version} 版`}
        state={versionState(record.status)}
        back={{ to: '/gradings/schemes', label: '分级方案' }}
        facts={[
          ['评谁', categoryWords(scheme.outlets.categories?.[0] ?? '')],
          ['评什么', resultWords(scheme.result)],
          ['多久一次', periodWords(scheme.period)],
          ['分组', groupWords(scheme.groupBy)],
          ['录入', record.savedBy],
          ['提交', record.submittedBy ?? <Missing key="submitted" />],
          ['审批', record.decidedBy ?? <Missing key="decided" />],
        ]}
        acts={acts}
        tabs={[
          {
            key: 'indicators',
            label: '指标',
            count: scheme.indicators.length,
            content: <SchemeSaid record={record} />,
          },
          {
            key: 'versions',
            label: '各版',
            count: versions.length,
            content: <SchemeVersions record={record} versions={versions} />,
          },
        ]}
        history={<VersionHistory versions={versions} />}
      />
      {question}
    </>
  )
}

function SchemeSaid({ record }: { readonly record: SchemeRecord }) {
  const nameOf = useNameOf()
  const scheme = record.scheme as Scheme
  return (
    <div className="clauses-said">
      {record.reason && record.status === 'rejected' ? (
        <Alert type="warning" showIcon title={`驳回原因：${record.reason}`} />
      ) : null}
      <p className="said">
        {scopeSentence(scheme, nameOf)}。{levelSentence(scheme)}。{missingSentence(scheme)}。
      </p>
      {scheme.indicators.map((indicator, at) => (
        <article key={indicator.code} className="clause-told" aria-label={`指标 ${indicator.code}`}>
          <header>
            <span className="clause-number">{at + 1}</span>
            <strong>{indicator.title}</strong>
            <span className="code quiet">{indicator.code}</span>
            <StateTag label={indicator.level === 'city' ? '市考核' : '县考核'} />
          </header>
          <p className="said">{indicatorSentence(indicator, scheme, nameOf)}。</p>
        </article>
      ))}
      <Told title="等级">{gradesSentence(scheme.grades, scheme.result)}。</Told>
      {scheme.bonuses?.map((bonus) => (
        <Told key={bonus.indicator} title="加分项">
          {bonusSentence(bonus)}。
        </Told>
      ))}
      {scheme.vetoes?.map((veto) => (
        <Told key={`${veto.indicator} ${veto.from}`} title="一票否决">
          {vetoSentence(veto, scheme.result)}。
        </Told>
      ))}
    </div>
  )
}

function Told({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <article className="clause-told" aria-label={title}>
      <header>
        <strong>{title}</strong>
      </header>
      <p className="said">{children}</p>
    </article>
  )
}
