/**
 * What a check found, by level: the wrong rows and those to be looked at, mended in place, replaced in bulk, or sent back as a
 * workbook; and what was tidied on the way. Mended cells are laid over the file at the next check; the file stays as it is.
 */

import { useQuery } from '@tanstack/react-query'
import { Button, Segmented, Select } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import { faultWords } from '../../../src-main/domain/said/mistake-words.ts'
import { client, trpc } from '../../api/client.ts'
import { saveExport } from '../../api/files.ts'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { exportRows } from '../../ui/export-shown.ts'
import { countText } from '../../ui/figures.ts'
import { type ListSource, useListRows } from '../../ui/useListRows.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { BulkReplace } from './BulkReplace.tsx'
import { cellKey, uncheckedEdits, withEdits } from './draft-edits.ts'
import { mistakeColumns } from './Mistakes.tsx'
import { Notes } from './Notes.tsx'
import type { CellEdit, ImportProblem, ImportReport, WrongRow } from './shapes.ts'
import { WrongGrid } from './WrongGrid.tsx'

type Found = { readonly mistakes: string } | { readonly batch: number }

interface MendingProps {
  /** By which the back office knows what was found; from the answer of a check or an import, or of a batch. */
  readonly found: Found | undefined
  /** Findings one by one, as far as they are listed, for the list to be saved. */
  readonly problems: readonly ImportProblem[]
  readonly counts: { readonly errors: number; readonly warnings: number }
  readonly notes?: ImportReport['notes']
  readonly fileName: string
  /** Whether rows are left out for their mistakes: then they can be had as a workbook. */
  readonly rejected: boolean
  /** Absent: the rows can only be looked at. */
  readonly mend?: {
    readonly edits: readonly CellEdit[]
    readonly draft: readonly CellEdit[]
    readonly onDraft: (draft: readonly CellEdit[]) => void
    /** Checks again, or takes them over for the next import. */
    readonly onCheck: (edits: readonly CellEdit[]) => void
    readonly check: string
  }
}

type Level = 'error' | 'warning' | 'note'

const titles: Readonly<Record<Level, string>> = { error: '不对的', warning: '要留意的', note: '整理过的' }

/** As many edits as one import takes. */
const mostEdits = 10_000

export function Mending(props: MendingProps) {
  const { found, problems, counts, notes = [], fileName, rejected, mend } = props
  const cells = notes.reduce((sum, note) => sum + note.count, 0)
  const amounts: Readonly<Record<Level, number>> = { error: counts.errors, warning: counts.warnings, note: cells }
  const levels = (Object.keys(titles) as Level[]).filter((level) => amounts[level] > 0)
  const [chosen, setChosen] = useState<Level>()
  const level = chosen !== undefined && levels.includes(chosen) ? chosen : levels[0]
  if (level === undefined) return null
  return (
    <section className="mistakes" aria-label="核对出的问题">
      <header>
        <Segmented<Level>
          aria-label="程度"
          value={level}
          onChange={setChosen}
          options={levels.map((value) => ({
            value,
            label: (
              <span className={value === 'error' ? 'wrong' : value === 'warning' ? 'late' : ''}>
                {titles[value]} {countText(amounts[value])} 处
              </span>
            ),
          }))}
        />
      </header>
      {level === 'note' || found === undefined ? (
        <Notes notes={notes} />
      ) : (
        <Level
          key={level}
          {...{ level, found, fileName, rejected }}
          problems={problems.filter((problem) => (problem.level ?? 'error') === level)}
          {...(mend ? { mend } : {})}
        />
      )}
    </section>
  )
}

interface LevelProps extends Pick<MendingProps, 'problems' | 'fileName' | 'rejected' | 'mend'> {
  readonly found: Found
  readonly level: 'error' | 'warning'
}

function Level({ level, found, problems, fileName, rejected, mend }: LevelProps) {
  const notice = useNotice()
  const [filter, setFilter] = useState<{ code?: string; column?: string }>({})
  const [window, setWindow] = useState({ first: 0, last: 30 })
  const [active, setActive] = useState<{ column: string; value: string }>()
  const [replacing, setReplacing] = useState(false)
  const head = useQuery(trpc.ledgers.wrongRows.queryOptions({ ...found, limit: 1 }, { retry: false }))
  const key = 'mistakes' in found ? found.mistakes : String(found.batch)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says which findings they are
  const source = useMemo(
    (): ListSource<WrongRow> => ({
      queryKey: [...trpc.ledgers.wrongRows.pathKey(), key, level, filter.code ?? '', filter.column ?? ''],
      fetch: ({ offset, limit }, signal) =>
        client.ledgers.wrongRows.query({ ...found, level, ...filter, offset, limit }, { signal }),
    }),
    [key, level, filter],
  )
  const { rowAt, total, waiting } = useListRows(source, noView, window)
  const onWindow = useCallback((first: number, last: number) => setWindow({ first, last }), [])
  const draft = useMemo(() => new Map((mend?.draft ?? []).map((edit) => [cellKey(edit), edit.value])), [mend?.draft])
  const unchecked = mend ? uncheckedEdits(mend.draft, mend.edits) : 0
  const edit = (more: readonly CellEdit[]) => {
    if (!mend) return
    const next = withEdits(mend.draft, more)
    if (next.length > mostEdits) notice.warn(`一次最多改 ${countText(mostEdits)} 格。请先导入，或在文件里改。`)
    else mend.onDraft(next)
  }
  const facets = (head.data?.facets ?? []).filter((facet) => facet.level === level)
  const headings = head.data?.headings ?? []
  const listed = problems.filter(
    ({ code, column }) => (filter.code ?? code) === code && (filter.column ?? column) === column,
  )
  const acts: Act[] = [
    ...(mend
      ? [
          {
            key: 'recheck',
            label: unchecked > 0 ? `${mend.check}（改了 ${countText(unchecked)} 格）` : mend.check,
            tone: 'primary' as const,
            shortcut: 'Ctrl+S',
            disabled: unchecked > 0 ? undefined : '还没有改过的格子',
            run: () => mend.onCheck(mend.draft),
          },
          { key: 'replace', label: '成批替换', run: () => setReplacing(true) },
        ]
      : []),
    {
      key: 'save-mistakes',
      label: '下载清单',
      run: () => exportRows(`${titles[level]}-${fileName.replace(/\.[^.]*$/, '')}`, mistakeColumns, listed),
    },
    ...(rejected && level === 'error' && head.data
      ? [
          {
            key: 'save-workbook',
            label: '下载待改的表',
            done: '已下载：只有不对的行，错的格子标红，改好后直接导入。',
            run: async () => {
              const made = await client.ledgers.mistakes.mutate({ mistakes: head.data.key })
              saveExport(made.export, made.name)
              if (made.omitted > 0)
                notice.warn(
                  `表里有前 ${countText(made.rows)} 行，还有 ${countText(made.omitted)} 行没有列出；改好这些再导入一次。`,
                )
            },
          },
        ]
      : []),
  ]
  return (
    <>
      <div className="mend-line">
        <Facets
          label="按列筛选"
          value={filter.column}
          facets={facets.filter(({ code }) => filter.code === undefined || code === filter.code)}
          by="column"
          onChange={(column) =>
            setFilter({ ...(filter.code ? { code: filter.code } : {}), ...(column ? { column } : {}) })
          }
        />
        <Facets
          label="按毛病筛选"
          value={filter.code}
          facets={facets.filter(({ column }) => filter.column === undefined || column === filter.column)}
          by="code"
          onChange={(code) =>
            setFilter({ ...(filter.column ? { column: filter.column } : {}), ...(code ? { code } : {}) })
          }
        />
        <Acts acts={acts} />
        {mend && unchecked > 0 ? (
          <Button type="link" onClick={() => mend.onDraft(mend.edits)}>
            放弃没核对的
          </Button>
        ) : null}
        {head.data && head.data.omitted > 0 ? (
          <span className="quiet">只留下前面的行，另有 {countText(head.data.omitted)} 行没有列出。</span>
        ) : null}
      </div>
      {head.data && !waiting ? (
        <WrongGrid
          label={titles[level]}
          headings={headings}
          several={head.data.several}
          total={total}
          rowAt={rowAt}
          onWindow={onWindow}
          draft={draft}
          onEdit={mend ? edit : undefined}
          onActive={setActive}
        />
      ) : head.error ? null : (
        <p className="quiet">正在读取……</p>
      )}
      {mend ? (
        <p className="quiet">
          直接在格子里改：打字或 F2 开始，Tab 到下一个不对的格子，Esc 还原。文件本身不动，改了什么记在批次里。
        </p>
      ) : null}
      {mend && replacing && head.data ? (
        <BulkReplace
          mistakes={head.data.key}
          headings={headings.map(({ heading }) => heading).filter(Boolean)}
          start={active}
          onReplace={edit}
          onClose={() => setReplacing(false)}
        />
      ) : null}
    </>
  )
}

const noView = { sort: undefined, filter: {} }

interface FacetsProps {
  readonly label: string
  readonly value: string | undefined
  readonly facets: readonly { readonly code: string; readonly column: string; readonly count: number }[]
  readonly by: 'code' | 'column'
  readonly onChange: (value: string | undefined) => void
}

function Facets({ label, value, facets, by, onChange }: FacetsProps) {
  const counts = new Map<string, number>()
  for (const facet of facets) counts.set(facet[by], (counts.get(facet[by]) ?? 0) + facet.count)
  const words = (key: string) => (by === 'code' ? faultWords(key) : key || '整行')
  return (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      style={{ width: by === 'code' ? 200 : 160 }}
      options={[...counts].map(([key, count]) => ({ value: key, label: `${words(key)}（${countText(count)}）` }))}
      value={value ?? null}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
    />
  )
}
