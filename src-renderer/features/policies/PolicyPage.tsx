/** A version of a policy: its clauses said back in sentences with their charts, its sister versions, who did what. */

import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useParams } from 'react-router'
import type { Clause, Policy } from '../../../src-main/domain/policy.ts'
import { roleWords } from '../../../src-main/domain/said/terms.ts'
import { trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import type { Done } from '../../ui/DoneLines.tsx'
import { Missing } from '../../ui/Figure.tsx'
import { StateTag, ThingPage } from '../../ui/ThingPage.tsx'
import { Attachments } from '../attachments/Attachments.tsx'
import { VersionHistory } from '../versions/VersionHistory.tsx'
import { versionState } from '../versions/version.ts'
import { ApprovalTab } from './ApprovalTab.tsx'
import { sentenceOf } from './ClauseCard.tsx'
import { Examples } from './Examples.tsx'
import { sentence } from './faults.ts'
import { PolicyVersions } from './PolicyVersions.tsx'
import { waitWords } from './policy-rules.ts'
import { clauseKindWords, monthsWords, originWords, policyKindWords } from './policy-words.ts'
import type { PolicyStep, PolicyView } from './shapes.ts'
import { TierChart } from './TierChart.tsx'
import { TrialPanel } from './TrialPanel.tsx'
import { trialSentence } from './trial-words.ts'
import { usePolicyActs } from './usePolicyActs.tsx'
import { useNameOf } from './useTermChoices.ts'
import './policies.css'

export function PolicyPage() {
  const { id = '' } = useParams()
  const found = useQuery(trpc.policies.get.queryOptions({ id: Number(id) }))
  if (found.error) return <p className="wrong screen-trouble">{errorWords(found.error)}</p>
  if (!found.data) return <p className="entrance-waiting">正在读取……</p>
  return <Version key={found.data.id} record={found.data} />
}

function Version({ record }: { readonly record: PolicyView }) {
  const { acts, question } = usePolicyActs(record)
  const policy = record.policy as Policy
  const waits = record.status === 'submitted' ? waitWords(record.steps) : undefined
  const state = versionState(record.status)
  return (
    <>
      <ThingPage
        kind="政策"
        name={record.title}
        code={`${record.code}　第 ${record.version} 版`}
        state={waits ? { ...state, label: waits } : state}
        back={{ to: '/policies', label: '政策' }}
        facts={[
          ['文号', policy.documentNumber ?? <Missing key="number" />],
          ['来源', originWords(policy.origin ?? 'county')],
          ['类别', policyKindWords(policy.kind)],
          ['执行月份', monthsWords(record.from, record.to)],
          ['录入', record.savedBy],
          ['提交', record.submittedBy ?? <Missing key="submitted" />],
          ['审批', record.decidedBy ?? <Missing key="decided" />],
        ]}
        acts={acts}
        tabs={[
          {
            key: 'clauses',
            label: '条款',
            count: policy.clauses.length,
            content: <ClausesSaid policy={policy} record={record} />,
          },
          { key: 'approval', label: '审批', content: <ApprovalTab record={record} /> },
          { key: 'trial', label: '试算对比', content: <TrialPanel of={{ record }} /> },
          {
            key: 'examples',
            label: '算例',
            count: policy.examples?.length ?? 0,
            content: <Examples policy={policy} />,
          },
          {
            key: 'versions',
            label: '各版',
            count: record.versions.length,
            content: <PolicyVersions record={record} />,
          },
          {
            key: 'papers',
            label: '文件',
            content: (
              <div className="approval">
                <p className="quiet">政策文件的扫描件放在这里，批准的人照它核对；批准以后可以再加，不能移除。</p>
                <Attachments subject={`policy:${record.id}`} canAdd empty="还没有政策文件的扫描件。" />
              </div>
            ),
          },
        ]}
        history={<VersionHistory versions={record.versions} more={doneBeside(record)} />}
      />
      {question}
    </>
  )
}

function ClausesSaid({ policy, record }: { policy: Policy; record: PolicyView }) {
  const nameOf = useNameOf()
  return (
    <div className="clauses-said">
      {record.reason && record.status === 'rejected' ? (
        <Alert type="warning" showIcon title={`驳回原因：${record.reason}`} />
      ) : null}
      {record.status === 'submitted' ? (
        <Alert
          type={record.trial && !record.trial.outdated ? 'info' : 'warning'}
          showIcon
          title={trialSentence(record.trial)}
        />
      ) : null}
      {policy.clauses.map((clause, at) => (
        <article key={clause.code} className="clause-told" aria-label={`条款 ${clause.code}`}>
          <header>
            <span className="clause-number">{at + 1}</span>
            <strong>{clause.title}</strong>
            <span className="code quiet">{clause.code}</span>
            <StateTag label={clauseKindWords(clause.kind)} />
          </header>
          <div className="clause-told-body">
            <div>
              <p className="said">{sentenceOf(clause as Clause, nameOf) ?? '这个条款还没有写完整'}。</p>
              {record.problems
                .filter(({ path }) => path[0] === 'clauses' && path[1] === at)
                .map((problem) => (
                  <p
                    key={`${problem.code} ${problem.path.join('.')}`}
                    className={problem.level === 'error' ? 'wrong' : 'late'}
                  >
                    注意：{sentence(problem)}。
                  </p>
                ))}
            </div>
            <TierChart clause={clause as Clause} />
          </div>
        </article>
      ))}
    </div>
  )
}

/** What was done beside the versions: the steps of every submission, the trial. */
function doneBeside(record: PolicyView): Done[] {
  const steps = [...record.formerSteps, ...record.steps]
  return [
    ...steps.map((step) => ({ at: step.at, by: step.user, what: stepDone(step) })),
    ...(record.trial ? [{ at: record.trial.at, by: record.trial.user, what: trialSentence(record.trial) }] : []),
  ]
}

function stepDone({ name, how, role, state, documentNumber, documentDate, note }: PolicyStep): string {
  const decided = state === 'refused' ? '不同意' : '同意'
  const paper = documentNumber ? `，文号 ${documentNumber}，${documentDate}` : ''
  const who = how === 'here' ? `（${roleWords(role ?? '')}）${decided}` : `登记：${decided}${paper}`
  return `步骤“${name}”${who}${note ? `：${note}` : ''}`
}
