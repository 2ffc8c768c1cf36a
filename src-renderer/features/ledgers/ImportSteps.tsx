/** 导入: which ledger → which file → check → import → done; nothing is stored before the last but one, and it can be undone. */

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate, useParams } from 'react-router'
import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { dropUpload } from '../../api/files.ts'
import { refusalOf } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { FileDrop, type UploadedFile, workbookTypes } from '../../ui/FileDrop.tsx'
import { countText } from '../../ui/figures.ts'
import { type Step, StepsPage } from '../../ui/StepsPage.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { CheckStep } from './CheckStep.tsx'
import { ImportGoing } from './ImportGoing.tsx'
import { ImportTrouble } from './ImportTrouble.tsx'
import {
  afterWords,
  beforeWords,
  type ImportChoices,
  importRequest,
  noChoices,
  undoWords,
  whyNotImport,
} from './import-words.ts'
import { isLedgerKind, kindNotes, type LedgerKind } from './ledger-kind.ts'
import { RefusedStep } from './RefusedStep.tsx'
import { saveTemplate } from './save-template.ts'
import type { ImportAnswer, ImportAsked } from './shapes.ts'
import './ledgers.css'

export function ImportSteps() {
  const { kind: named } = useParams()
  const { key: visit } = useLocation()
  const [kind, setKind] = useState(isLedgerKind(named) ? named : undefined)
  const navigate = useNavigate()
  const missing = useMissingRole(['clerk'])
  const [at, setAt] = useState(kind ? 'file' : 'kind')
  const [file, setFile] = useState<UploadedFile>()
  const [choices, setChoices] = useState<ImportChoices>(noChoices)
  const check = useCheck(kind, file, choices, at === 'check')
  const store = useStore((answer) => {
    setFile(undefined)
    if (answer.batch !== null) setAt('done')
  })
  const choose = (part: Partial<ImportChoices>) => setChoices((before) => ({ ...before, ...part }))
  const take = (next: UploadedFile | undefined) => {
    if (file && file.id !== next?.id) dropUpload(file.id)
    setFile(next)
    setChoices(noChoices)
    store.reset()
  }
  const begin = () => {
    if (kind && file) store.mutate(importRequest(kind, file.id, choices, false))
  }
  const leave = () => {
    if (file && !store.isPending) dropUpload(file.id)
    navigate('/ledgers')
  }
  const restart = () => {
    take(undefined)
    check.forget()
    setAt('kind')
  }
  // Coming here again (Ctrl+I, a door of another screen) starts anew, unless an import is under way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the visit counts
  useEffect(() => {
    if (store.isPending || (named ?? kind) === kind) {
      if (at !== 'done' || store.isPending) return
      restart()
      if (named) setAt('file')
      return
    }
    restart()
    if (isLedgerKind(named)) {
      setKind(named)
      setAt('file')
    }
  }, [visit])
  const toKind = (next: LedgerKind) => {
    if (next !== kind) check.forget()
    setKind(next)
    navigate(`/ledgers/import/${next}`, { replace: true })
    setAt('file')
  }
  if (missing)
    return (
      <p className="entrance-waiting" role="alert">
        导入{missing}。
      </p>
    )

  const answer = check.answer
  const blocked = answer ? whyNotImport(answer.rows, choices.onlyValid) : '还没有核对完'
  const taken = answer ? answer.rows.added + answer.rows.updated : 0
  const steps: Step[] = [
    {
      key: 'kind',
      title: '选台账',
      content: <KindStep chosen={kind} onChoose={toKind} />,
      next: { label: '下一步', disabled: kind ? undefined : '请先选一种台账' },
    },
    {
      key: 'file',
      title: '选文件',
      content: kind ? (
        <FileStep
          kind={kind}
          file={file}
          onUploaded={(next) => {
            take(next)
            setAt('check')
          }}
        />
      ) : null,
      next: { label: '核对', disabled: file ? undefined : '请先选文件', before: '核对只是看一看，什么都不会改。' },
    },
    {
      key: 'check',
      title: '核对',
      content: !kind ? null : check.pending ? (
        <ImportGoing words={`正在核对“${file?.name ?? ''}”`} />
      ) : check.error ? (
        <ImportTrouble
          kind={kind}
          error={check.error}
          onMap={(columns) => choose({ columns: { ...choices.columns, ...columns } })}
          onAgain={check.again}
        />
      ) : answer ? (
        <CheckStep kind={kind} answer={answer} choices={choices} onChoose={choose} />
      ) : null,
      next: {
        label:
          answer && answer.rows.rejected > 0 && choices.onlyValid
            ? `只导入正确的 ${countText(taken)} 行`
            : `导入${answer ? ` ${countText(taken)} 行` : ''}`,
        disabled: check.pending ? '正在核对' : check.error ? '文件还不能导入' : blocked,
        before: kind && answer && !blocked && !check.pending ? beforeWords(kind, answer.rows) : undefined,
        // Not awaited: the next step shows how far it is.
        run: begin,
      },
    },
    {
      key: 'import',
      title: '导入',
      content: !kind ? null : store.isPending ? (
        <ImportGoing words={`正在导入“${file?.name ?? ''}”`} />
      ) : store.error ? (
        <RefusedStep kind={kind} error={store.error} fileName={file?.name ?? ''} choices={choices} onChoose={choose} />
      ) : null,
      ...(store.error
        ? {
            next: {
              label: refusalOf(store.error)?.code === 'IMPORT_REJECTED' ? '按所选的再导入' : '再导入一次',
              run: () => {
                begin()
                return false
              },
            },
          }
        : {}),
    },
    {
      key: 'done',
      title: '完成',
      last: true,
      content: kind && store.data ? <DoneStep kind={kind} answer={store.data} onAnother={restart} /> : null,
    },
  ]
  return (
    <StepsPage title={kind ? `导入${kindWords(kind)}` : '导入'} steps={steps} at={at} onGo={setAt} onLeave={leave} />
  )
}

/** Checks whenever the file or a choice that matters to it is new while the step is in front. */
function useCheck(kind: LedgerKind | undefined, file: UploadedFile | undefined, choices: ImportChoices, on: boolean) {
  const [answered, setAnswered] = useState<{ key: string; answer?: ImportAnswer; error?: unknown }>()
  const asking = useRef('')
  const request = kind && file ? importRequest(kind, file.id, choices, true) : undefined
  const key = request ? JSON.stringify(request) : ''
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether the request is another one
  useEffect(() => {
    if (!on || !request || asking.current === key) return
    asking.current = key
    const keep = (part: { answer?: ImportAnswer; error?: unknown }) => {
      if (asking.current === key) setAnswered({ key, ...part })
    }
    client.ledgers.import.mutate(request).then(
      (answer) => keep({ answer }),
      (error: unknown) => keep({ error }),
    )
  }, [on, key, round])
  const current = answered?.key === key ? answered : undefined
  return {
    answer: current?.answer,
    error: current?.error,
    pending: key !== '' && current === undefined,
    again: () => {
      asking.current = ''
      setAnswered(undefined)
      setRound(round + 1)
    },
    forget: () => {
      asking.current = ''
      setAnswered(undefined)
    },
  }
}

/** The import itself; what it changed is on every screen afterwards. */
function useStore(onDone: (answer: ImportAnswer) => void) {
  const cache = useQueryClient()
  const notice = useNotice()
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  return useMutation({
    mutationFn: (asked: ImportAsked) => client.ledgers.import.mutate(asked),
    onSuccess: async (answer) => {
      if (here.current) onDone(answer)
      else notice.done(`“${answer.report.file.name}”已导入，第 ${answer.batch} 批。`)
      await cache.invalidateQueries()
    },
    onError: (error) => {
      if (!here.current) notice.refused(error)
    },
  })
}

function KindStep({ chosen, onChoose }: { chosen: LedgerKind | undefined; onChoose: (kind: LedgerKind) => void }) {
  return (
    <div className="kind-choice">
      {kindNotes.map(({ kind, note }) => (
        <button key={kind} type="button" aria-pressed={kind === chosen} onClick={() => onChoose(kind)}>
          <strong>{kindWords(kind)}</strong>
          <span className="quiet">{note}</span>
        </button>
      ))}
    </div>
  )
}

interface FileStepProps {
  readonly kind: LedgerKind
  readonly file: UploadedFile | undefined
  readonly onUploaded: (file: UploadedFile) => void
}

function FileStep({ kind, file, onUploaded }: FileStepProps) {
  const notice = useNotice()
  return (
    <>
      <FileDrop
        hint={`把${kindWords(kind)}的文件拖到这里，.xlsx、.xls、.et、.csv 都可以。`}
        accept={workbookTypes}
        file={file}
        onUploaded={onUploaded}
      />
      <p className="quiet">
        表头不必和模板一样，标题行、合计行、签名行会自己认出来。没有现成的文件？
        <Button type="link" onClick={() => void saveTemplate(kind).catch(notice.refused)}>
          下载{kindWords(kind)}模板
        </Button>
      </p>
    </>
  )
}

interface DoneStepProps {
  readonly kind: LedgerKind
  readonly answer: ImportAnswer
  readonly onAnother: () => void
}

function DoneStep({ kind, answer, onAnother }: DoneStepProps) {
  const navigate = useNavigate()
  return (
    <div className="batch-tab">
      <p className="import-said" role="status">
        {kindWords(kind)}第 {answer.batch} 批已导入：{afterWords(kind, answer.rows)}
      </p>
      <p className="quiet">{undoWords(kind)}</p>
      <div className="inline">
        <Button type="primary" autoFocus onClick={() => navigate(`/ledgers/batches/${answer.batch}`)}>
          看这一批
        </Button>
        <Button onClick={onAnother}>再导入一个</Button>
      </div>
    </div>
  )
}
