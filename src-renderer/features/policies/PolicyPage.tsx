/** A version of a policy: its clauses said back in sentences with their charts, its sister versions, who did what. */

import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { Clause, Policy } from '../../../src-main/domain/policy.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { Missing } from '../../ui/Figure.tsx'
import { StateTag, ThingPage } from '../../ui/ThingPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { momentWords } from '../settlements/settlement-words.ts'
import { useChange } from '../settlements/useSettlement.ts'
import { sentenceOf } from './ClauseCard.tsx'
import { sentence } from './faults.ts'
import { decisionFault, withdrawFault } from './policy-rules.ts'
import { clauseKindWords, monthsWords, originWords, policyKindWords, policyState } from './policy-words.ts'
import { TierChart } from './TierChart.tsx'
import { useNameOf } from './useTermChoices.ts'
import './policies.css'

type PolicyRecord = Awaited<ReturnType<typeof client.policies.get.query>>

export function PolicyPage() {
  const { id = '' } = useParams()
  const found = useQuery(trpc.policies.get.queryOptions({ id: Number(id) }))
  if (found.error) return <p className="wrong screen-trouble">{errorWords(found.error)}</p>
  if (!found.data) return <p className="entrance-waiting">正在读取……</p>
  return <Version record={found.data} />
}

function Version({ record }: { readonly record: PolicyRecord }) {
  const { acts, rejecting, stopRejecting } = useVersionActs(record)
  const change = useChange()
  const notice = useNotice()
  const policy = record.policy as Policy
  return (
    <>
      <ThingPage
        kind="政策"
        name={record.title}
        code={`${record.code}　第 ${record.version} 版`}
        state={policyState(record.status)}
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
          {
            key: 'versions',
            label: '各版',
            count: record.versions.length,
            content: <Versions record={record} />,
          },
        ]}
        history={<History record={record} />}
      />
      {rejecting ? (
        <AskReason
          title={`驳回 ${record.title} 第 ${record.version} 版`}
          label="驳回原因"
          ok="驳回"
          text="退给录入的人修改；改好后可以再提交。"
          onClose={stopRejecting}
          run={async ({ reason }) => {
            await change(client.policies.reject.mutate({ id: record.id, reason }))
            notice.done('已驳回。')
          }}
        />
      ) : null}
    </>
  )
}

function useVersionActs(record: PolicyRecord) {
  const navigate = useNavigate()
  const person = usePerson()
  const change = useChange()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const [rejecting, setRejecting] = useState(false)
  const { id } = record
  const copy: Act = {
    key: 'copy',
    label: '复制成新政策',
    disabled: notClerk,
    run: () => navigate(`/policies/new?copy=${id}`),
  }
  const edit = (label: string): Act => ({
    key: 'edit',
    label,
    shortcut: 'F2',
    disabled: notClerk,
    run: () => navigate(`/policies/${id}/edit`),
  })
  const acts = (): Act[] => {
    switch (record.status) {
      case 'draft':
        return [
          {
            key: 'submit',
            label: '提交审批',
            tone: 'primary',
            disabled: notClerk,
            done: '已提交，等另一个人审批。',
            run: () => change(client.policies.submit.mutate({ id })),
          },
          edit('修改'),
          copy,
        ]
      case 'submitted':
        return [
          {
            key: 'approve',
            label: '批准',
            tone: 'primary',
            disabled: notReviewer ?? decisionFault(record, person.name),
            confirm: {
              title: `批准 ${record.title}？`,
              text: `表示您已对照文件核对了每个条款。${monthsWords(record.from, record.to)}执行；批准后不能改，只能出新版。`,
              ok: '批准',
            },
            done: '已批准，试算时执行。',
            run: () => change(client.policies.approve.mutate({ id })),
          },
          {
            key: 'reject',
            label: '驳回',
            disabled: notReviewer ?? decisionFault(record, person.name),
            run: () => setRejecting(true),
          },
          {
            key: 'withdraw',
            label: '撤回',
            disabled: notClerk ?? withdrawFault(record, person.name),
            done: '已撤回成草稿，可以修改。',
            run: () => change(client.policies.withdraw.mutate({ id })),
          },
        ]
      case 'rejected':
        return [{ ...edit('修改'), tone: 'primary' }, copy]
      default:
        return [edit('改版'), copy]
    }
  }
  return { acts: acts(), rejecting, stopRejecting: () => setRejecting(false) }
}

function ClausesSaid({ policy, record }: { policy: Policy; record: PolicyRecord }) {
  const nameOf = useNameOf()
  return (
    <div className="clauses-said">
      {record.reason ? <Alert type="warning" showIcon title={`驳回原因：${record.reason}`} /> : null}
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

function Versions({ record }: { record: PolicyRecord }) {
  return (
    <table className="versions">
      <thead>
        <tr>
          <th scope="col">版</th>
          <th scope="col">执行月份</th>
          <th scope="col">状态</th>
          <th scope="col">录入</th>
          <th scope="col">提交</th>
          <th scope="col">审批</th>
        </tr>
      </thead>
      <tbody>
        {record.versions.map((version) => (
          <tr key={version.id}>
            <td>
              {version.id === record.id ? (
                <strong>第 {version.version} 版</strong>
              ) : (
                <Link to={`/policies/${version.id}`}>第 {version.version} 版</Link>
              )}
            </td>
            <td>{monthsWords(version.from, version.to)}</td>
            <td>
              <StateTag {...policyState(version.status)} />
            </td>
            <td>
              {version.savedBy} {momentWords(version.savedAt)}
            </td>
            <td>{version.submittedBy ? `${version.submittedBy} ${momentWords(version.submittedAt)}` : '—'}</td>
            <td>{version.decidedBy ? `${version.decidedBy} ${momentWords(version.decidedAt)}` : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Who did what with all versions, newest first. */
function History({ record }: { record: PolicyRecord }) {
  const done = record.versions
    .flatMap((version) => [
      { at: version.savedAt, by: version.savedBy, what: `保存第 ${version.version} 版` },
      { at: version.submittedAt, by: version.submittedBy, what: `提交第 ${version.version} 版` },
      {
        at: version.decidedAt,
        by: version.decidedBy,
        what: `${version.reason ? '驳回' : '批准'}第 ${version.version} 版${version.reason ? `：${version.reason}` : ''}`,
      },
    ])
    .filter(({ by }) => by)
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))
  return (
    <ul className="history-lines">
      {done.map(({ at, by, what }) => (
        <li key={`${at} ${what}`}>
          <span className="tabular quiet">{momentWords(at)}</span>　{by}　{what}
        </li>
      ))}
    </ul>
  )
}
