/** The frame of an editor of versions: head with state and saving, what a kept draft or a next version means, the form below. */

import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import type { useDraft } from '../../ui/useDraft.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { isSettled, type VersionedKind, versionState } from './version.ts'
import './versions.css'

/** The version that is being edited, or after which the next one comes. */
export interface Edited {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: string
}

interface VersionEditorProps {
  readonly kind: VersionedKind
  /** What the whole editor is called. */
  readonly label: string
  readonly className?: string
  /** Undefined for a new document. */
  readonly known: Edited | undefined
  readonly draft: Pick<ReturnType<typeof useDraft>, 'kept' | 'reset' | 'saving' | 'forget'>
  /** Shows what keeps it from being saved and says it; undefined where nothing does. */
  readonly refuse: () => string | undefined
  readonly save: () => Promise<{ readonly id: number; readonly version: number }>
  /** What being approved will mean: 批准后才参加试算. */
  readonly meaning: string
  /** What happens to the version in force when the next one is saved. */
  readonly nextNote: string
  /** Between the name and the acts. */
  readonly head?: ReactNode
  /** Beside the form, not scrolling with it. */
  readonly beside?: ReactNode
  readonly children: ReactNode
}

export function VersionEditor(props: VersionEditorProps) {
  const { kind, known, draft } = props
  const navigate = useNavigate()
  const back = known ? `${kind.path}/${known.id}` : kind.path
  const goBack = () => navigate(back)
  useKeys({ Esc: goBack })
  const acts = useSavingActs(props)
  const isNext = known !== undefined && isSettled(known)
  return (
    <section className={`editor-page ${props.className ?? ''}`} aria-label={props.label}>
      <header className="page-head">
        <div className="thing-name">
          <Link to={back} className="back" title="Esc">
            {known ? kind.noun : `全部${kind.noun}`}
          </Link>
          <h1>{known ? `${isNext ? '改版' : '修改'}：${known.code}` : `新${kind.noun}`}</h1>
          {known && !isNext ? <StateTag {...versionState(known.status)} /> : null}
        </div>
        {props.head}
        <Acts acts={acts} />
      </header>
      <div className="editor-sides">
        <div className="editor-scroll">
          {isNext ? <p className="quiet">{props.nextNote}</p> : null}
          {draft.kept ? (
            <Alert
              type="info"
              showIcon
              title="上次没有保存完的草稿还在，接着写。"
              action={<Button onClick={draft.reset}>丢弃草稿</Button>}
            />
          ) : null}
          {props.children}
        </div>
        {props.beside}
      </div>
    </section>
  )
}

/** 保存并提交, 保存: both refuse what is not written well, forget the draft, and open the version's page. */
function useSavingActs({ kind, known, draft, refuse, save, meaning }: VersionEditorProps): readonly Act[] {
  const navigate = useNavigate()
  const notice = useNotice()
  const change = useChange()
  const notClerk = useMissingRole(['clerk'])
  const disabled = notClerk ?? (known?.status === 'submitted' ? '这一版正在等审批，先撤回才能修改' : undefined)
  const run = async (submits: boolean) => {
    const refused = refuse()
    if (refused) return notice.warn(refused)
    const { id, version } = await draft.saving(change(save()))
    draft.forget()
    if (submits) await change(kind.submit({ id }))
    notice.done(submits ? '已提交，等另一个人审批。' : `已保存为第 ${version} 版草稿。`)
    navigate(`${kind.path}/${id}`)
  }
  return [
    {
      key: 'submit',
      label: '保存并提交',
      disabled,
      confirm: { title: '提交审批？', text: `提交后由另一个人批准，${meaning}。审批前可以撤回。`, ok: '提交' },
      run: () => run(true),
    },
    { key: 'save', label: '保存', tone: 'primary', shortcut: 'Ctrl+S', disabled, run: () => run(false) },
  ]
}
