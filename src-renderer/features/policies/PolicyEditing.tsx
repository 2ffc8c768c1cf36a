/** The editor of a policy for office staff: head, clauses as cards; the draft is kept here, leaving asks, saving checks. */

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Dropdown, Input, Select, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { addMonths, type Month } from '../../../src-main/domain/month.ts'
import type { Clause, Policy } from '../../../src-main/domain/policy.ts'
import { isError, policyProblems } from '../../../src-main/domain/policy-problems.ts'
import { problemSentence } from '../../../src-main/domain/problem-words.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useDraft } from '../../ui/useDraft.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { blankClause, blankPolicy, nextCode, withoutEmpty } from './blank-policy.ts'
import { ClauseCard } from './ClauseCard.tsx'
import { Examples } from './Examples.tsx'
import { exampleFault, tidyExample } from './example-columns.ts'
import { below, type Faults, faultAt, isBlank, sentence } from './faults.ts'
import { clauseKindChoices, originChoices, policyKindChoices, policyState } from './policy-words.ts'
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

interface Known {
  readonly id: number
  readonly code: string
  readonly version: number
  readonly status: string
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
  if (record.status !== 'approved' && record.status !== 'retired') return policy
  const { to: _, ...rest } = policy
  return { ...rest, from: period > record.from ? period : addMonths(record.from as Month, 1) }
}

interface EditorProps {
  readonly name: string
  readonly start: Policy
  readonly known: Known | undefined
}

function Editor({ name, start, known }: EditorProps) {
  const navigate = useNavigate()
  const notice = useNotice()
  const change = useChange()
  const notClerk = useMissingRole(['clerk'])
  const draft = useDraft<Policy>(name, start)
  const [tried, setTried] = useState(false)
  const policy = draft.value
  const problems = useMemo(() => policyProblems(policy), [policy])
  const faults: Faults = { problems, tried }
  const set = (part: Partial<Policy>) => draft.set(part)
  const [tab, setTab] = useState('clauses')
  const firstError = problems.find(isError)
  const unready = firstError ? `政策还没有填好：${problemSentence(firstError, policy)}` : undefined
  const waits = known?.status === 'submitted' ? '这一版正在等审批，先撤回才能修改' : undefined

  const save = async (submit: boolean) => {
    const [first, ...more] = problems.filter(isError)
    if (first) {
      setTried(true)
      const where =
        first.path[0] === 'clauses' && typeof first.path[1] === 'number' ? `条款 ${first.path[1] + 1}：` : ''
      const rest = more.length > 0 ? `（共 ${more.length + 1} 处）` : ''
      setTab('clauses')
      notice.warn(`${where}${isBlank(first) ? '还有没填的地方' : sentence(first)}${rest}。请改好标红的地方再保存。`)
      return
    }
    const codes = policy.clauses.map(({ code }) => code)
    const at = (policy.examples ?? []).findIndex((example) => exampleFault(example, codes) !== undefined)
    const example = policy.examples?.[at]
    if (example) {
      setTab('examples')
      notice.warn(`第 ${at + 1} 个算例：${exampleFault(example, codes)}。`)
      return
    }
    const saved = await change(client.policies.save.mutate(asSaved(policy)))
    draft.forget()
    if (submit) await change(client.policies.submit.mutate({ id: saved.id }))
    notice.done(submit ? '已提交，等另一个人审批。' : `已保存为第 ${saved.version} 版草稿。`)
    navigate(`/policies/${saved.id}`)
  }
  const acts: Act[] = [
    {
      key: 'submit',
      label: '保存并提交',
      disabled: notClerk ?? waits,
      confirm: {
        title: '提交审批？',
        text: '提交后由另一个人批准，批准后才参加试算。审批前可以撤回。',
        ok: '提交',
      },
      run: () => save(true),
    },
    {
      key: 'save',
      label: '保存',
      tone: 'primary',
      shortcut: 'Ctrl+S',
      disabled: notClerk ?? waits,
      run: () => save(false),
    },
  ]
  const back = known ? `/policies/${known.id}` : '/policies'
  const goBack = () => navigate(back)
  useKeys({ Esc: goBack })
  const isNext = known?.status === 'approved' || known?.status === 'retired'
  return (
    <section className="policy-editor" aria-label="政策编辑">
      <header className="page-head">
        <div className="thing-name">
          <Link to={back} className="back" title="Esc">
            {known ? '政策' : '全部政策'}
          </Link>
          <h1>{known ? `${isNext ? '改版' : '修改'}：${known.code}` : '新政策'}</h1>
          {known && !isNext ? <StateTag {...policyState(known.status)} /> : null}
        </div>
        <Acts acts={acts} />
      </header>
      <div className="policy-scroll">
        {isNext ? (
          <p className="quiet">
            第 {known.version} 版已批准，不会改动；保存成下一版。批准新版时，没有截止月份的旧版自动到新版前一个月为止。
          </p>
        ) : null}
        {draft.kept ? (
          <Alert
            type="info"
            showIcon
            title="上次没有保存完的草稿还在，接着写。"
            action={<Button onClick={draft.reset}>丢弃草稿</Button>}
          />
        ) : null}
        <PolicyHead policy={policy} set={set} faults={faults} fixedCode={known !== undefined} />
        <Tabs
          className="editor-tabs"
          activeKey={tab}
          onChange={(key) => setTab(key)}
          items={[
            {
              key: 'clauses',
              label: `条款（${policy.clauses.length}）`,
              children: <Clauses policy={policy} set={set} faults={faults} />,
            },
            {
              key: 'examples',
              label: `算例（${policy.examples?.length ?? 0}）`,
              children: <Examples policy={policy} onChange={(examples) => set({ examples })} disabled={unready} />,
            },
            {
              key: 'trial',
              label: '试算对比',
              children: <TrialPanel of={{ draft: asSaved(policy) }} disabled={unready} />,
            },
          ]}
        />
      </div>
    </section>
  )
}

/** The policy as it goes to the back office: without what was left empty. */
function asSaved(policy: Policy): Policy {
  const { examples, ...rest } = policy
  return withoutEmpty({ ...rest, ...(examples?.length ? { examples: examples.map(tidyExample) } : {}) })
}

interface PartProps {
  readonly policy: Policy
  readonly set: (part: Partial<Policy>) => void
  readonly faults: Faults
}

function PolicyHead({ policy, set, faults, fixedCode }: PartProps & { readonly fixedCode: boolean }) {
  return (
    <FormGrid>
      <Field
        label="政策编码"
        required
        error={faultAt(faults, 'code')}
        hint={fixedCode ? '同一编码的各版是同一份政策' : '自己定，如 BASIC-2026；以后改版用同一编码'}
      >
        <Input
          value={policy.code}
          maxLength={64}
          disabled={fixedCode}
          onChange={(event) => set({ code: event.target.value.trim() })}
        />
      </Field>
      <Field label="政策名称" required error={faultAt(faults, 'title')}>
        <Input value={policy.title} maxLength={100} onChange={(event) => set({ title: event.target.value })} />
      </Field>
      <Field label="文号">
        <Input
          value={policy.documentNumber ?? ''}
          maxLength={100}
          placeholder="如 省渠道〔2026〕18号"
          onChange={(event) => set({ documentNumber: event.target.value || undefined })}
        />
      </Field>
      <Field label="来源" required>
        <Select value={policy.origin ?? 'county'} options={[...originChoices]} onChange={(origin) => set({ origin })} />
      </Field>
      <Field label="类别" required>
        <Select value={policy.kind} options={[...policyKindChoices]} onChange={(kind) => set({ kind })} />
      </Field>
      <div className="field">
        <span className="field-label">执行月份</span>
        <div className="field-control inline">
          <MonthPicker aria-label="开始月份" value={policy.from} onChange={(from) => from && set({ from })} />
          至
          <MonthPicker
            aria-label="截止月份"
            allowClear
            placeholder="长期"
            value={policy.to}
            onChange={(to) => set({ to })}
          />
          {faultAt(faults, 'to') ? <span className="wrong">{faultAt(faults, 'to')}</span> : null}
        </div>
      </div>
    </FormGrid>
  )
}

function Clauses({ policy, set, faults }: PartProps) {
  const { clauses } = policy
  const put = (next: Clause[]) => set({ clauses: next })
  return (
    <div className="clause-list">
      {clauses.map((clause, at) => (
        <ClauseCard
          // biome-ignore lint/suspicious/noArrayIndexKey: codes change while they are typed; a card is its place
          key={at}
          number={at + 1}
          clause={clause}
          faults={below(faults, 'clauses', at)}
          onChange={(changed) => put(clauses.map((one, i) => (i === at ? changed : one)))}
          onCopy={() =>
            put([...clauses.slice(0, at + 1), { ...clause, code: nextCode(clauses) }, ...clauses.slice(at + 1)])
          }
          onDrop={clauses.length > 1 ? () => put(clauses.filter((_, i) => i !== at)) : undefined}
          onUp={
            at > 0
              ? () => put([...clauses.slice(0, at - 1), clause, ...clauses.slice(at - 1, at), ...clauses.slice(at + 1)])
              : undefined
          }
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
