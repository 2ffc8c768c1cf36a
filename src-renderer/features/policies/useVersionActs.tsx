/** What can be done with a version of a policy in its state, each act with the reason why not; and the questions it asks. */

import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Policy } from '../../../src-main/domain/policy.ts'
import { client } from '../../api/client.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { approveFault, decisionFault, retireFault, withdrawFault } from './policy-rules.ts'
import { approveWords, monthsWords } from './policy-words.ts'
import { RetireQuestion } from './RetireQuestion.tsx'
import type { PolicyView } from './shapes.ts'
import { trialSentence } from './trial-words.ts'

export function useVersionActs(record: PolicyView): { readonly acts: readonly Act[]; readonly question: ReactNode } {
  const navigate = useNavigate()
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const [asking, setAsking] = useState<'reject' | 'retire'>()
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
            done: '已提交，等别人审批。',
            run: () => change(client.policies.submit.mutate({ id })),
          },
          edit('修改'),
          copy,
        ]
      case 'submitted':
        return [
          {
            key: 'approve',
            label: approveWords(record.policy as Policy).label,
            tone: 'primary',
            disabled: notReviewer ?? approveFault(record, record.steps, person.name),
            confirm: {
              title: `${approveWords(record.policy as Policy).label}：${record.title}？`,
              text: [
                approveWords(record.policy as Policy).meaning,
                `${monthsWords(record.from, record.to)}执行；以后不能改，只能出新版。`,
                trialSentence(record.trial),
              ].join(''),
              ok: approveWords(record.policy as Policy).label,
            },
            done: '已批准，试算时执行。',
            run: () => change(client.policies.approve.mutate({ id })),
          },
          {
            key: 'reject',
            label: '驳回',
            disabled: notReviewer ?? decisionFault(record, person.name),
            run: () => setAsking('reject'),
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
      case 'approved':
        return [
          edit('改版'),
          {
            key: 'retire',
            label: '停用',
            disabled: notReviewer ?? retireFault(record, person.name),
            run: () => setAsking('retire'),
          },
          copy,
        ]
      default:
        return [edit('改版'), copy]
    }
  }
  const close = () => setAsking(undefined)
  const question =
    asking === 'reject' ? (
      <AskReason
        title={`驳回 ${record.title} 第 ${record.version} 版`}
        label="驳回原因"
        ok="驳回"
        text="退给录入的人修改；改好后可以再提交。"
        onClose={close}
        run={async ({ reason }) => {
          await change(client.policies.reject.mutate({ id, reason }))
          notice.done('已驳回。')
        }}
      />
    ) : asking === 'retire' ? (
      <RetireQuestion record={record} onClose={close} />
    ) : null
  return { acts: acts(), question }
}
