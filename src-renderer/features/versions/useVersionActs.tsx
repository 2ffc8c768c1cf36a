/** What can be done with a version in its state, each act with the reason why not; and the question it asks. */

import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { useMissingRole, usePerson } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { decisionFault, type Version, type VersionedKind, withdrawFault } from './version.ts'

interface VersionActs {
  readonly kind: VersionedKind
  readonly record: Version & { readonly title: string }
  /** What approving is called, asks and says afterwards. */
  readonly approval: {
    readonly label: string
    readonly question: string
    readonly meaning: string
    readonly done: string
    /** Why this person cannot approve, beside the role. */
    readonly fault: string | undefined
  }
  /** What the kind adds in a state. */
  readonly more?: Readonly<Record<string, readonly Act[]>>
}

export function useVersionActs({ kind, record, approval, more = {} }: VersionActs): {
  readonly acts: readonly Act[]
  readonly question: ReactNode
} {
  const navigate = useNavigate()
  const person = usePerson()
  const change = useChange()
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const [rejecting, setRejecting] = useState(false)
  const { id, status } = record
  const copy = useCopyAct(kind, id)
  const edit = (label: string): Act => ({
    key: 'edit',
    label,
    shortcut: 'F2',
    disabled: notClerk,
    run: () => navigate(`${kind.path}/${id}/edit`),
  })
  const own: Readonly<Record<string, readonly Act[]>> = {
    draft: [
      {
        key: 'submit',
        label: '提交审批',
        tone: 'primary',
        disabled: notClerk,
        done: '已提交，等别人审批。',
        run: () => change(kind.submit({ id })),
      },
      edit('修改'),
    ],
    submitted: [
      {
        key: 'approve',
        label: approval.label,
        tone: 'primary',
        disabled: notReviewer ?? approval.fault,
        confirm: { title: approval.question, text: approval.meaning, ok: approval.label },
        done: approval.done,
        run: () => change(kind.approve({ id })),
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
        run: () => change(kind.withdraw({ id })),
      },
    ],
    rejected: [{ ...edit('修改'), tone: 'primary' }],
    approved: [edit('改版')],
    retired: [edit('改版')],
  }
  const question = rejecting ? (
    <AskReason
      title={`驳回 ${record.title} 第 ${record.version} 版`}
      label="驳回原因"
      ok="驳回"
      text="退给录入的人修改；改好后可以再提交。"
      onClose={() => setRejecting(false)}
      run={async ({ reason }) => {
        await change(kind.reject({ id, reason }))
        notice.done('已驳回。')
      }}
    />
  ) : null
  const last = status === 'submitted' ? [] : [copy]
  return { acts: [...(own[status] ?? []), ...(more[status] ?? []), ...last], question }
}

/** A new document that starts as this version is. */
export function useCopyAct({ noun, path }: VersionedKind, id: number): Act {
  const navigate = useNavigate()
  const notClerk = useMissingRole(['clerk'])
  return { key: 'copy', label: `复制成新${noun}`, disabled: notClerk, run: () => navigate(`${path}/new?copy=${id}`) }
}
