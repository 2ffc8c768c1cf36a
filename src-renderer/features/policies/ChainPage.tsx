/** 审批步骤设置: whom a policy passes between submitting and approving, by where it comes from. */

import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { PolicyOrigin } from '../../../src-main/domain/policy.ts'
import type { ChainStep, Chains, StepRole } from '../../../src-main/domain/policy-chain.ts'
import { roleChoices, roleWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { momentWords } from '../../ui/moments.ts'
import { useChange } from '../../ui/useChange.ts'
import { approveWords, originChoices, originWords } from './policy-words.ts'
import './policies.css'

export function ChainPage() {
  const isAdmin = useMissingRole(['admin']) === undefined
  const found = useQuery(trpc.policies.chain.queryOptions())
  const users = useQuery(trpc.users.list.queryOptions(undefined, { enabled: isAdmin }))
  if (found.error) return <p className="wrong screen-trouble">{errorWords(found.error)}</p>
  if (!found.data) return <p className="entrance-waiting">正在读取……</p>
  const { steps, changes } = found.data
  const people = (users.data ?? []).filter(({ active }) => active !== false).length
  return (
    <section className="editor-page" aria-label="审批步骤设置">
      <header className="page-head">
        <div className="thing-name">
          <Link to="/policies" className="back">
            政策
          </Link>
          <h1>审批步骤设置</h1>
        </div>
      </header>
      <div className="editor-scroll">
        <p className="quiet">
          政策提交以后，按这里的顺序一步一步办，最后由复核审批的人批准。没有加步骤，就是提交后直接批准。每一步由不同的人办，提交的人一步也不能办；在别处决定的（如市公司），登记文号、日期并附扫描件。改了只对以后提交的政策有效。
        </p>
        {originChoices.map(({ value }) => (
          <Chain key={`${value} ${JSON.stringify(steps[value])}`} origin={value} saved={steps[value]} people={people} />
        ))}
        {changes.length > 0 ? (
          <section aria-label="修改记录">
            <h2>修改记录</h2>
            <ul className="history-lines">
              {changes.map((change) => (
                <li key={`${change.at} ${change.origin} ${JSON.stringify(change.steps)}`}>
                  <span className="tabular quiet">{momentWords(change.at)}</span>　{change.user}
                  {'　'}
                  {originWords(change.origin)}：{chainWords(change.steps)}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </section>
  )
}

const chainWords = (steps: readonly ChainStep[]): string =>
  steps.length === 0
    ? '不加步骤'
    : steps.map((step) => `${step.name}（${step.how === 'here' ? roleWords(step.role) : '登记'}）`).join(' → ')

interface ChainProps {
  readonly origin: PolicyOrigin
  readonly saved: Chains[PolicyOrigin]
  readonly people: number
}

function Chain({ origin, saved, people }: ChainProps) {
  const change = useChange()
  const notAdmin = useMissingRole(['admin'])
  const [steps, setSteps] = useState<readonly ChainStep[]>(saved)
  const unchanged = JSON.stringify(steps) === JSON.stringify(saved)
  const put = (at: number, step: ChainStep) => setSteps(steps.map((one, i) => (i === at ? step : one)))
  const here = steps.filter(({ how }) => how === 'here').length
  const acts: Act[] = [
    {
      key: 'save',
      label: '保存',
      tone: 'primary',
      disabled:
        notAdmin ??
        (unchanged ? '没有改动' : undefined) ??
        (steps.some(({ name }) => name.trim() === '') ? '还有步骤没有名称' : undefined),
      done: '已保存，以后提交的政策照此办。',
      run: () => change(client.policies.setChain.mutate({ origin, steps: [...steps] })),
    },
  ]
  return (
    <section className="clause-card" aria-label={`${originWords(origin)}的政策`}>
      <header className="clause-head">
        <strong>{originWords(origin)}的政策</strong>
        <span className="quiet">
          提交 → {steps.length === 0 ? '' : `${steps.map(({ name }) => name || '……').join(' → ')} → `}
          {approveWords({ origin }).label}
        </span>
        <span className="clause-acts">
          <Acts acts={acts} />
        </span>
      </header>
      <div className="clause-form">
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; names change while they are typed
          <div key={at} className="clause-controls">
            <span className="clause-number">{at + 1}</span>
            <Input
              aria-label={`第 ${at + 1} 步名称`}
              placeholder="如 财务、市公司"
              style={{ width: 160 }}
              maxLength={40}
              value={step.name}
              onChange={(event) => put(at, { ...step, name: event.target.value })}
            />
            <Select
              aria-label={`第 ${at + 1} 步怎么办`}
              style={{ width: 200 }}
              value={step.how === 'here' ? step.role : 'recorded'}
              options={[
                ...roleChoices.map(({ value, label }) => ({ value, label: `由“${label}”在这里决定` })),
                { value: 'recorded', label: '在别处决定，登记批复' },
              ]}
              onChange={(value) =>
                put(
                  at,
                  value === 'recorded'
                    ? { name: step.name, how: 'recorded' }
                    : { name: step.name, how: 'here', role: value as StepRole },
                )
              }
            />
            {at > 0 ? (
              <Button
                type="text"
                onClick={() =>
                  setSteps([...steps.slice(0, at - 1), step, ...steps.slice(at - 1, at), ...steps.slice(at + 1)])
                }
              >
                上移
              </Button>
            ) : null}
            <Button type="text" onClick={() => setSteps(steps.filter((_, i) => i !== at))}>
              删去
            </Button>
          </div>
        ))}
        {steps.length < 10 ? (
          <div>
            <Button
              type="link"
              className="add-condition"
              onClick={() => setSteps([...steps, { name: '', how: 'here', role: 'finance' }])}
            >
              加一步
            </Button>
          </div>
        ) : null}
        {people > 0 && here + 2 > people ? (
          <Alert type="warning" showIcon title={`照此要 ${here + 2} 个不同的人，现在只有 ${people} 个用户。`} />
        ) : null}
      </div>
    </section>
  )
}
