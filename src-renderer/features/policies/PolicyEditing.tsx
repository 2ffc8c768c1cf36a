/** The editor of a policy for office staff: head, clauses as cards, examples, and the draft tried on a month. */

import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import type { Clause, Policy } from '../../../src-main/domain/policy.ts'
import { isError, policyProblems } from '../../../src-main/domain/policy-problems.ts'
import type { Problem } from '../../../src-main/domain/problem.ts'
import { problemSentence } from '../../../src-main/domain/problem-words.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { cardActs } from '../versions/card-list.ts'
import { type Edited, VersionEditor } from '../versions/VersionEditor.tsx'
import { isSettled } from '../versions/version.ts'
import { blankClause, blankPolicy, nextCode, withoutEmpty } from './blank-policy.ts'
import { ClauseCard } from './ClauseCard.tsx'
import { Examples } from './Examples.tsx'
import { exampleFault, tidyExample } from './example-columns.ts'
import { below, type Faults, isBlank, sentence } from './faults.ts'
import { PolicyHead, type PolicyPartProps } from './PolicyHead.tsx'
import { policyVersions } from './policy-versions.ts'
import { clauseKindChoices } from './policy-words.ts'
import { TrialPanel } from './TrialPanel.tsx'
import './policies.css'

/** /policies/new, or a copy of another one (`?copy=ID`). */
export function NewPolicy() {
  const { period } = useMonth()
  const [params] = useSearchParams()
  const copy = Number(params.get('copy') ?? 0)
  const source = useQuery(trpc.policies.get.queryOptions({ id: copy }, { enabled: copy > 0 }))
  const [from] = useState(period)
  const start = useMemo((): Policy => {
    if (!source.data) return blankPolicy(from)
    const { to: _, ...policy } = source.data.policy as Policy
    return { ...policy, code: '', title: `${policy.title}（复制）`, from }
  }, [source.data, from])
  if (source.error) return <p className="wrong screen-trouble">{errorWords(source.error)}</p>
  if (copy > 0 && !source.data) return <p className="entrance-waiting">正在读取……</p>
  return <Editor key={copy} name={copy > 0 ? `policy:copy:${copy}` : 'policy:new'} start={start} known={undefined} />
}

/** /policies/:id/edit: a draft or rejected version is changed; of an approved one the next version is made. */
export function ChangePolicy() {
  const { id = '' } = useParams()
  const { period } = useMonth()
  const found = useQuery(trpc.policies.get.queryOptions({ id: Number(id) }))
  const record = found.data
  const start = useMemo((): Policy | undefined => record && startOf(record, period), [record, period])
  if (found.error) return <p className="wrong screen-trouble">{errorWords(found.error)}</p>
  if (!record || !start) return <p className="entrance-waiting">正在读取……</p>
  return <Editor name={`policy:${record.code}`} start={start} known={record} />
}

/** A further version starts later than the one it follows: in the month worked on, or the month after its start. */
function startOf(record: { status: string; from: string; policy: unknown }, period: Month): Policy {
  const policy = record.policy as Policy
  if (!isSettled(record)) return policy
  const { to: _, ...rest } = policy
  return { ...rest, from: period > record.from ? period : addMonths(record.from as Month, 1) }
}

interface EditorProps {
  readonly name: string
  readonly start: Policy
  readonly known: Edited | undefined
}

function Editor({ name, start, known }: EditorProps) {
  const draft = useDraft<Policy>(name, start)
  const [tried, setTried] = useState(false)
  const [tab, setTab] = useState('clauses')
  const policy = draft.value
  const problems = useMemo(() => policyProblems(policy), [policy])
  const faults: Faults = { problems, tried }
  const [first, ...more] = problems.filter(isError)
  const unready = first ? `政策还没有填好：${problemSentence(first, policy)}` : undefined
  const refuse = () => {
    if (first) {
      setTried(true)
      setTab('clauses')
      const rest = more.length > 0 ? `（共 ${more.length + 1} 处）` : ''
      return `${placed(first)}${rest}。请改好标红的地方再保存。`
    }
    const wrong = firstWrongExample(policy)
    if (wrong) setTab('examples')
    return wrong
  }
  const parts = { policy, set: draft.set, faults }
  return (
    <VersionEditor
      kind={policyVersions}
      label="政策编辑"
      known={known}
      draft={draft}
      refuse={refuse}
      save={() => client.policies.save.mutate(asSaved(policy))}
      meaning="批准后才参加试算"
      nextNote={`第 ${known?.version} 版已批准，不会改动；保存成下一版。批准新版时，没有截止月份的旧版自动到新版前一个月为止。`}
    >
      <PolicyHead {...parts} fixedCode={known !== undefined} />
      <Tabs
        className="editor-tabs"
        activeKey={tab}
        onChange={setTab}
        items={[
          { key: 'clauses', label: `条款（${policy.clauses.length}）`, children: <Clauses {...parts} /> },
          {
            key: 'examples',
            label: `算例（${policy.examples?.length ?? 0}）`,
            children: <Examples policy={policy} onChange={(examples) => draft.set({ examples })} disabled={unready} />,
          },
          {
            key: 'trial',
            label: '试算对比',
            children: <TrialPanel of={{ draft: asSaved(policy) }} disabled={unready} />,
          },
        ]}
      />
    </VersionEditor>
  )
}

/** Where an error is and what is wrong there. */
function placed(problem: Problem): string {
  const [part, at] = problem.path
  const where = part === 'clauses' && typeof at === 'number' ? `条款 ${at + 1}：` : ''
  return `${where}${isBlank(problem) ? '还有没填的地方' : sentence(problem)}`
}

function firstWrongExample({ clauses, examples = [] }: Policy): string | undefined {
  const codes = clauses.map(({ code }) => code)
  const faults = examples.map((example) => exampleFault(example, codes))
  const at = faults.findIndex((fault) => fault !== undefined)
  return at === -1 ? undefined : `第 ${at + 1} 个算例：${faults[at]}。`
}

/** The policy as it goes to the back office: without what was left empty. */
function asSaved(policy: Policy): Policy {
  const { examples, ...rest } = policy
  return withoutEmpty({ ...rest, ...(examples?.length ? { examples: examples.map(tidyExample) } : {}) })
}

function Clauses({ policy, set, faults }: PolicyPartProps) {
  const { clauses } = policy
  const put = (next: Clause[]) => set({ clauses: next })
  const copyOf = (clause: Clause) => ({ ...clause, code: nextCode(clauses) })
  return (
    <div className="clause-list">
      {clauses.map((clause, at) => (
        <ClauseCard
          // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed; a card is its place
          key={at}
          number={at + 1}
          clause={clause}
          faults={below(faults, 'clauses', at)}
          {...cardActs(clauses, at, copyOf, put)}
        />
      ))}
      <div>
        <Dropdown
          trigger={['click']}
          menu={{
            items: clauseKindChoices.map(({ value, label }) => ({ key: value, label })),
            onClick: ({ key }) => put([...clauses, blankClause(key as Clause['kind'], nextCode(clauses))]),
          }}
        >
          <Button>加条款</Button>
        </Dropdown>
      </div>
    </div>
  )
}
