/** What can be done with a version of a scheme in its state, each act with the reason why not; and the question it asks. */

import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { client } from '../../api/client.ts'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { decisionFault, withdrawFault } from '../policies/policy-rules.ts'
import type { SchemeRecord } from './shapes.ts'

export function useSchemeActs(record: SchemeRecord): { readonly acts: readonly Act[]; readonly question: ReactNode } {
  const navigate = useNavigate()
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const [rejecting, setRejecting] = useState(false)
  const { id, title, version } = record
  const copy: Act = {
    key: 'copy',
    label: '复制成新方案',
    disabled: notClerk,
    run: () => navigate(`/gradings/schemes/new?copy=${id}`),
  }
  const edit = (label: string): Act => ({
    key: 'edit',
    label,
    shortcut: 'F2',
    disabled: notClerk,
    run: () => navigate(`/gradings/schemes/${id}/edit`),
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
            run: () => change(client.gradings.submitScheme.mutate({ id })),
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
              title: `批准 ${title} 第 ${version} 版？`,
              text: '批准后就照这一版评定，以前的版停用；以后不能改，只能出新版。',
              ok: '批准',
            },
            done: '已批准，可以用来评定。',
            run: () => change(client.gradings.approveScheme.mutate({ id })),
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
            run: () => change(client.gradings.withdrawScheme.mutate({ id })),
          },
          copy,
        ]
      case 'rejected':
        return [{ ...edit('修改'), tone: 'primary' }, copy]
      case 'approved':
        return [edit('改版'), copy]
      default:
        return [edit('改版'), copy]
    }
  }
  const question = rejecting ? (
    <AskReason
      title={`驳回 ${title} 第 ${version} 版`}
      label="驳回原因"
      ok="驳回"
      text="退给录入的人修改；改好后可以再提交。"
      onClose={() => setRejecting(false)}
      run={async ({ reason }) => {
        await change(client.gradings.rejectScheme.mutate({ id, reason }))
        notice.done('已驳回。')
      }}
    />
  ) : null
  return { acts: acts(), question }
}
