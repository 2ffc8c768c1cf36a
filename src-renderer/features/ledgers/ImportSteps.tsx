/**
 * 导入: which ledger → which file or paste → headings → columns → check → import → done. A file that is recognised goes
 * straight to the check, with doors back; nothing is stored before the last but one, and it can be undone.
 */

import { useEffect, useState } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import { kindWords } from '../../../src-main/domain/said/terms.ts'
import { dropUpload } from '../../api/files.ts'
import { refusalOf } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { countText } from '../../ui/figures.ts'
import { type Step, StepsPage } from '../../ui/StepsPage.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { uncheckedEdits } from './draft-edits.ts'
import { FileStep } from './FileStep.tsx'
import { ImportGoing } from './ImportGoing.tsx'
import { type ImportDoor, ImportTrouble } from './ImportTrouble.tsx'
import {
  fileNames,
  type ImportChoices,
  importRequest,
  noChoices,
  type Sources,
  sourcesWords,
} from './import-choices.ts'
import { beforeWords, whyNotImport } from './import-words.ts'
import { KindStep } from './KindStep.tsx'
import { isLedgerKind, type LedgerKind } from './ledger-kind.ts'
import { ManageMappings } from './ManageMappings.tsx'
import { RefusedStep } from './RefusedStep.tsx'
import { SheetStep } from './SheetStep.tsx'
import { useCheck, useStore } from './useImport.ts'
import { useLook } from './useLook.ts'
import type { PastedState } from './usePasteImport.ts'
import './ledgers.css'
import './import-wizard.css'

let sourcesMade = 0

export function ImportSteps() {
  const { kind: named } = useParams()
  const { key: visit, state: brought } = useLocation()
  const [kind, setKind] = useState(isLedgerKind(named) ? named : undefined)
  const navigate = useNavigate()
  const [params] = useSearchParams()
  /** Whence a door of another screen led here. */
  const [back] = useState(() => /^\/[a-z].*/.exec(params.get('back') ?? '')?.[0])
  const missing = useMissingRole(['clerk'])
  const [at, setAt] = useState(kind ? 'file' : 'kind')
  const [sources, setSources] = useState<Sources>()
  const [choices, setChoices] = useState<ImportChoices>(noChoices)
  const [managing, setManaging] = useState(false)
  const choose = (part: Partial<ImportChoices>) => setChoices((before) => ({ ...before, ...part }))
  const look = useLook({ kind, sources, choices, at, onChoose: choose, onGo: setAt })
  const check = useCheck(kind, sources, choices, at === 'check')
  const store = useStore((answer) => {
    setSources(undefined)
    if (answer.batch !== null) setAt('done')
  })
  /** Takes other sources; how they are read stays, mended cells were those of the files before. */
  const take = (next: Sources | undefined) => {
    const kept = new Set(next && 'files' in next ? next.files.map(({ id }) => id) : [])
    if (sources && 'files' in sources) for (const { id } of sources.files) if (!kept.has(id)) dropUpload(id)
    setSources(next)
    choose({ edits: [], draft: [], sheets: undefined })
    store.reset()
  }
  const begin = () => {
    if (kind && sources) store.mutate(importRequest(kind, sources, choices, false))
  }
  const leave = () => {
    if (sources && 'files' in sources && !store.isPending) for (const { id } of sources.files) dropUpload(id)
    navigate(back ?? '/ledgers')
  }
  const restart = () => {
    take(undefined)
    setChoices(noChoices)
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
  // A list hands over what was pasted on it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the visit counts
  useEffect(() => {
    const pasted = (brought as PastedState | null)?.pasted
    if (pasted === undefined || store.isPending) return
    take({ id: ++sourcesMade, pasted })
    setAt('file')
  }, [visit])
  const toKind = (next: LedgerKind) => {
    if (next !== kind) {
      check.forget()
      setChoices(noChoices)
      // The same files, read as another kind: they are looked into anew.
      if (sources) setSources({ ...sources, id: ++sourcesMade })
    }
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

  const words = sourcesWords(sources)
  const door: ImportDoor = (step, place) => {
    if (place?.file) look.view(Math.max(0, fileNames(sources).indexOf(place.file)), place.sheet || undefined)
    setAt(step)
  }
  const answer = check.answer
  const unchecked = uncheckedEdits(choices.draft, choices.edits)
  const blocked =
    unchecked > 0
      ? `改过的 ${countText(unchecked)} 格还没有核对，请先点“重新核对”`
      : answer
        ? whyNotImport(answer.rows, choices.onlyValid)
        : '还没有核对完'
  const taken = answer ? answer.rows.added + answer.rows.updated : 0
  const looking = look.pending ? (
    <ImportGoing act="ledgers.inspect" words={`正在看“${words}”`} />
  ) : look.error ? (
    <ImportTrouble error={look.error} onAgain={look.again} />
  ) : null
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
        look.pending && !look.inspected ? (
          looking
        ) : (
          <>
            {look.error ? looking : null}
            <FileStep
              kind={kind}
              sources={sources}
              onFiles={(files) => take(files.length > 0 ? { id: ++sourcesMade, files } : undefined)}
              onPaste={(pasted) => take({ id: ++sourcesMade, pasted })}
              onMappings={() => setManaging(true)}
            />
          </>
        )
      ) : null,
      next: {
        label: '下一步',
        disabled: !sources ? '请先选文件' : look.inspected ? undefined : '文件还没有看好',
        before: '看一看、核一核，什么都不会改。',
      },
    },
    {
      key: 'sheet',
      title: '表头',
      content:
        kind && look.inspected ? (
          <div className={`wizard-step${look.pending ? ' renewing' : ''}`} aria-busy={look.pending}>
            {look.error ? looking : null}
            <SheetStep
              kind={kind}
              names={fileNames(sources)}
              file={look.file}
              onFile={(file) => look.view(file, undefined)}
              inspected={look.inspected}
              sheet={look.sheet}
              onSheet={(sheet) => look.view(look.file, sheet)}
              choices={choices}
              onChoose={choose}
            />
          </div>
        ) : (
          looking
        ),
      next: {
        label: '下一步',
        disabled: look.pending ? '正在看文件' : look.sheet?.header ? undefined : '请先指出表头在哪一行',
      },
    },
    {
      key: 'columns',
      title: '列',
      content:
        kind && look.inspected && look.sheet ? (
          <div className={`wizard-step${look.pending ? ' renewing' : ''}`} aria-busy={look.pending}>
            <ColumnsStep
              kind={kind}
              inspected={look.inspected}
              sheet={look.sheet}
              chosen={look.chosen}
              values={look.values}
              choices={choices}
              onChoose={choose}
              missing={look.missing}
              onManage={() => setManaging(true)}
            />
          </div>
        ) : (
          looking
        ),
      next: {
        label: '核对',
        disabled: look.pending
          ? '正在看文件'
          : look.missing.length > 0
            ? `还缺：${look.missing.join('、')}`
            : undefined,
        before: '核对只是看一看，什么都不会改。',
        run: () => choose(look.pack()),
      },
    },
    {
      key: 'check',
      title: '核对',
      content: !kind ? null : check.pending ? (
        <ImportGoing words={`正在核对“${words}”`} />
      ) : check.error ? (
        <ImportTrouble
          error={check.error}
          onDoor={door}
          several={fileNames(sources).length > 1}
          onAgain={check.again}
        />
      ) : answer ? (
        <CheckStep
          kind={kind}
          answer={answer}
          inspected={look.inspected}
          choices={choices}
          onChoose={choose}
          onDoor={door}
        />
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
        <ImportGoing words={`正在导入“${words}”`} />
      ) : store.error ? (
        <RefusedStep kind={kind} error={store.error} fileName={words} choices={choices} onChoose={choose} />
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
      content: kind && store.data ? <DoneStep kind={kind} answer={store.data} back={back} onAnother={restart} /> : null,
    },
  ]
  return (
    <>
      <StepsPage title={kind ? `导入${kindWords(kind)}` : '导入'} steps={steps} at={at} onGo={setAt} onLeave={leave} />
      {managing && kind ? (
        <ManageMappings
          kind={kind}
          onClose={() => setManaging(false)}
          onChanged={(name, next) => {
            const { saved } = choices
            if (saved?.name === name) choose({ saved: next ? { ...saved, name: next } : undefined })
          }}
        />
      ) : null}
    </>
  )
}
