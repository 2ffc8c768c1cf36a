/** The editor of a grading scheme for office staff: head, indicators as cards, grades; beside it the draft tried on a past period. */

import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { Indicator, Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { STARTING_SCHEMES } from '../../../src-main/domain/grading/starting-schemes.ts'
import { schemeProblemPlace } from '../../../src-main/domain/said/scheme-words.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useDraft } from '../../ui/useDraft.ts'
import { below, type Faults, faultAt, isBlank, sentence } from '../policies/faults.ts'
import { cardActs } from '../versions/card-list.ts'
import { VersionEditor } from '../versions/VersionEditor.tsx'
import { asSavedScheme, blankIndicator, blankScheme, nextIndicatorCode } from './blank-scheme.ts'
import { GradesForm } from './GradesForm.tsx'
import { IndicatorCard } from './IndicatorCard.tsx'
import { SchemeHead } from './SchemeHead.tsx'
import { schemeFaults, weightSums } from './scheme-faults.ts'
import { schemeVersions } from './scheme-versions.ts'
import type { SchemeRecord } from './shapes.ts'
import { TrialPane } from './TrialPane.tsx'
import { useScheme } from './useSchemes.ts'
import '../policies/policies.css'
import './gradings.css'

/** /gradings/schemes/new; a copy of another one (`?copy=ID`) or a starting scheme (`?start=CODE`), each with a code of its own. */
export function NewScheme() {
  const [params] = useSearchParams()
  const copy = Number(params.get('copy') ?? 0)
  const begin = params.get('start') ?? ''
  const source = useScheme(copy)
  const start = useMemo((): Scheme | undefined => {
    if (copy > 0) return source.record && { ...source.record.scheme, code: '', title: `${source.record.title}（复制）` }
    const found = STARTING_SCHEMES.find(({ scheme }) => scheme.code === begin)
    return found ? { ...found.scheme, code: '' } : blankScheme()
  }, [copy, begin, source.record])
  if (source.error) return <p className="wrong screen-trouble">{errorWords(source.error)}</p>
  if (!start) return <p className="entrance-waiting">正在读取……</p>
  const name = copy > 0 ? `scheme:copy:${copy}` : begin !== '' ? `scheme:start:${begin}` : 'scheme:new'
  return <Editor key={name} name={name} start={start} known={undefined} />
}

/** /gradings/schemes/:id/edit: a draft or rejected version is changed; of an approved one the next version is made. */
export function ChangeScheme() {
  const { id = '' } = useParams()
  const { record, error } = useScheme(Number(id))
  if (error) return <p className="wrong screen-trouble">{errorWords(error)}</p>
  if (!record) return <p className="entrance-waiting">正在读取……</p>
  return <Editor name={`scheme:${record.code}`} start={record.scheme} known={record} />
}

interface EditorProps {
  readonly name: string
  readonly start: Scheme
  readonly known: SchemeRecord | undefined
}

function Editor({ name, start, known }: EditorProps) {
  const draft = useDraft<Scheme>(name, start)
  const [tried, setTried] = useState(false)
  const scheme = draft.value
  const tidy = useMemo(() => asSavedScheme(scheme), [scheme])
  const problems = useMemo(() => schemeFaults(tidy), [tidy])
  const faults: Faults = { problems, tried }
  const [first, ...more] = problems
  const refuse = () => {
    if (!first) return undefined
    setTried(true)
    const rest = more.length > 0 ? `（共 ${more.length + 1} 处）` : ''
    return `${placed(first)}${rest}。请改好标红的地方再保存。`
  }
  return (
    <VersionEditor
      kind={schemeVersions}
      label="分级方案编辑"
      className="scheme-editor"
      known={known}
      draft={draft}
      refuse={refuse}
      save={() => client.gradings.saveScheme.mutate(tidy)}
      meaning="批准后才能用来评定"
      nextNote={`第 ${known?.version} 版不会改动；保存成下一版，批准后代替它。`}
      head={<Weights scheme={scheme} />}
      beside={<TrialPane scheme={tidy} disabled={first ? `方案还没有填好：${placed(first)}` : undefined} />}
    >
      <SchemeHead scheme={scheme} set={draft.set} faults={faults} fixedCode={known !== undefined} />
      <Indicators scheme={scheme} tidy={tidy} set={draft.set} faults={faults} />
      <GradesForm scheme={scheme} set={draft.set} faults={faults} />
    </VersionEditor>
  )
}

const placed = (problem: ReturnType<typeof schemeFaults>[number]): string =>
  `${schemeProblemPlace(problem.path)}${isBlank(problem) ? '还有没填的地方' : sentence(problem)}`

/** 市考核 100，县考核 90，还差 10. */
function Weights({ scheme }: { readonly scheme: Scheme }) {
  return (
    <p className="weight-sums" aria-live="polite">
      {weightSums(scheme).map(({ level, sum, left }) => (
        <span key={level} className={left === null ? 'quiet' : 'wrong'}>
          {level === 'city' ? '市考核' : '县考核'}权重合计 {sum}
          {left === null ? '' : left.startsWith('-') ? `，多 ${left.slice(1)}` : `，还差 ${left}`}
        </span>
      ))}
    </p>
  )
}

interface IndicatorsProps {
  readonly scheme: Scheme
  readonly tidy: Scheme
  readonly set: (part: Partial<Scheme>) => void
  readonly faults: Faults
}

function Indicators({ scheme, tidy, set, faults }: IndicatorsProps) {
  const { indicators } = scheme
  const put = (next: Indicator[]) => set({ indicators: next })
  const copyOf = (indicator: Indicator) => ({ ...indicator, code: nextIndicatorCode(indicators) })
  return (
    <div className="clause-list">
      {indicators.map((indicator, at) => (
        <IndicatorCard
          // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed; a card is its place
          key={at}
          number={at + 1}
          indicator={indicator}
          tidy={tidy.indicators[at] ?? indicator}
          scheme={scheme}
          faults={below(faults, 'indicators', at)}
          {...cardActs(indicators, at, copyOf, put)}
        />
      ))}
      <div className="add-indicator">
        <Button
          onClick={() =>
            put([
              ...indicators,
              { ...blankIndicator(nextIndicatorCode(indicators)), level: indicators.at(-1)?.level ?? 'county' },
            ])
          }
        >
          加指标
        </Button>
        {faultAt(faults, 'indicators') ? <span className="wrong">{faultAt(faults, 'indicators')}</span> : null}
      </div>
    </div>
  )
}
