/** 算例: a few input rows and the amounts they must come to, edited or read, and calculated with expected beside found. */

import { AutoComplete, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import type { Policy, PolicyExample } from '../../../src-main/domain/policy.ts'
import { refusalWords } from '../../../src-main/domain/said/refusal-words.ts'
import { client } from '../../api/client.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { Money } from '../../ui/Figure.tsx'
import { MonthPicker } from '../../ui/MonthPicker.tsx'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { StateTag } from '../../ui/ThingPage.tsx'
import { withoutEmpty } from './blank-policy.ts'
import { ExampleGrid } from './ExampleGrid.tsx'
import { blankExample, type ExampleTable, exampleFault, tidyExample } from './example-columns.ts'
import { importFaults } from './example-words.ts'
import type { ExampleResult } from './shapes.ts'

interface ExamplesProps {
  readonly policy: Policy
  /** Absent: only to be read and calculated. */
  readonly onChange?: (examples: PolicyExample[] | undefined) => void
  /** Why they cannot be calculated now. */
  readonly disabled?: string | undefined
}

const tables: readonly ExampleTable[] = ['outlets', 'entries', 'subscriberMonths']

export function Examples({ policy, onChange, disabled }: ExamplesProps) {
  const examples = policy.examples ?? []
  const notAllowed = useMissingRole(['clerk', 'reviewer'])
  const [found, setFound] = useState<{ of: string; results: readonly ExampleResult[] }>()
  const put = (next: PolicyExample[]) => onChange?.(next.length > 0 ? next : undefined)
  const now = JSON.stringify(policy)
  const codes = policy.clauses.map(({ code }) => code)
  const fault = examples
    .map((example, at) => {
      const words = exampleFault(example, codes)
      return words && `第 ${at + 1} 个算例：${words}`
    })
    .find((words) => words !== undefined)
  const run: Act = {
    key: 'run',
    label: '算一遍',
    disabled: notAllowed ?? disabled ?? fault,
    run: async () => {
      const asked = withoutEmpty({ ...policy, examples: examples.map(tidyExample) })
      setFound({ of: now, results: await client.policies.runExamples.mutate({ policy: asked }) })
    },
  }
  const fresh = found?.of === now ? found.results : undefined
  const add = () => put([...examples, blankExample(examples.length + 1, policy.from, codes[0] ?? '')])
  return (
    <div className="examples">
      <p className="quiet">
        算例是文件里的例子：写几行业务和每个条款应得的金额，程序照条款算一遍，全部算对才能提交。没有例子可以不写。
      </p>
      {examples.length > 0 ? (
        <div className="example-run">
          <Acts acts={[run]} />
          {fresh ? (
            <span className={fresh.every(({ right }) => right) ? 'right' : 'wrong'}>
              {fresh.every(({ right }) => right)
                ? `${fresh.length} 个算例全部算对。`
                : `${fresh.filter(({ right }) => !right).length} 个算例没有算对。`}
            </span>
          ) : found ? (
            <span className="late">条款或算例改过了，再算一遍。</span>
          ) : null}
        </div>
      ) : null}
      {examples.map((example, at) => (
        <ExampleCard
          // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place; titles change while they are typed
          key={at}
          number={at + 1}
          example={example}
          clauses={policy.clauses}
          result={fresh?.[at]}
          {...(onChange
            ? {
                onChange: (next: PolicyExample) => put(examples.map((one, i) => (i === at ? next : one))),
                onDrop: () => put(examples.filter((_, i) => i !== at)),
              }
            : {})}
        />
      ))}
      {onChange ? (
        <div>
          <Button onClick={add}>加算例</Button>
        </div>
      ) : examples.length === 0 ? (
        <p>这一版没有算例。</p>
      ) : null}
    </div>
  )
}

interface ExampleCardProps {
  readonly number: number
  readonly example: PolicyExample
  readonly clauses: Policy['clauses']
  readonly result: ExampleResult | undefined
  readonly onChange?: (example: PolicyExample) => void
  readonly onDrop?: () => void
}

function ExampleCard({ number, example, clauses, result, onChange, onDrop }: ExampleCardProps) {
  return (
    <section className="clause-card" aria-label={`算例 ${number}`}>
      <header className="clause-head">
        <span className="clause-number">{number}</span>
        {onChange ? (
          <>
            <Input
              aria-label="算例名称"
              style={{ width: 280 }}
              maxLength={200}
              value={example.title}
              onChange={(event) => onChange({ ...example, title: event.target.value })}
            />
            <span>账期</span>
            <MonthPicker
              aria-label="算例账期"
              value={example.period}
              onChange={(period) => period && onChange({ ...example, period: period as Month })}
            />
          </>
        ) : (
          <>
            <strong>{example.title}</strong>
            <span className="quiet">账期 {example.period}</span>
          </>
        )}
        {result ? (
          <StateTag label={result.right ? '算对了' : '没有算对'} tone={result.right ? 'done' : 'wrong'} />
        ) : null}
        {onDrop ? (
          <span className="clause-acts">
            <Button type="text" danger onClick={onDrop}>
              删除
            </Button>
          </span>
        ) : null}
      </header>
      <div className="example-body">
        {tables.map((table) => (
          <ExampleGrid
            key={table}
            table={table}
            rows={example[table] ?? []}
            {...(onChange ? { onChange: (rows) => onChange({ ...example, [table]: rows }) } : {})}
          />
        ))}
        <Expected example={example} clauses={clauses} {...(onChange ? { onChange } : {})} />
        {result ? <Result result={result} clauses={clauses} /> : null}
      </div>
    </section>
  )
}

type ExpectedProps = Pick<ExampleCardProps, 'example' | 'clauses' | 'onChange'>

function Expected({ example, clauses, onChange }: ExpectedProps) {
  const { lines } = example
  const titleOf = (code: string) => clauses.find((clause) => clause.code === code)?.title ?? ''
  const outlets = [...new Set(example.outlets.map((row) => String(row.网点编码 ?? '').trim()))].filter(Boolean)
  const change = (at: number, part: Partial<(typeof lines)[number]>) =>
    onChange?.({ ...example, lines: lines.map((line, i) => (i === at ? { ...line, ...part } : line)) })
  return (
    <section className="example-table" aria-label="应得">
      <div className="example-table-head">
        <strong>应得</strong>
        {onChange ? (
          <span className="quiet">照文件的例子，每个网点每个条款应得多少；没有写的条款就是不该有钱</span>
        ) : null}
      </div>
      {onChange ? (
        <>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place while they are being typed
            <div key={at} className="clause-controls">
              <span>网点</span>
              <AutoComplete
                aria-label={`应得第 ${at + 1} 行网点`}
                style={{ width: 130 }}
                value={line.outlet}
                options={outlets.map((value) => ({ value }))}
                onChange={(outlet: string) => change(at, { outlet: outlet.trim() })}
              />
              <span>条款</span>
              <Select
                aria-label={`应得第 ${at + 1} 行条款`}
                style={{ width: 220 }}
                value={line.clause === '' ? null : line.clause}
                placeholder="选择条款"
                options={clauses.map(({ code, title }) => ({ value: code, label: `${code} ${title}` }))}
                onChange={(clause) => change(at, { clause: clause ?? '' })}
              />
              <span>应得</span>
              <MoneyInput
                aria-label={`应得第 ${at + 1} 行金额`}
                width={120}
                suffix="元"
                value={line.amount}
                onChange={(amount) => change(at, { amount })}
              />
              <Button
                type="text"
                aria-label={`删去应得第 ${at + 1} 行`}
                onClick={() => onChange({ ...example, lines: lines.filter((_, i) => i !== at) })}
              >
                删去
              </Button>
            </div>
          ))}
          <div className="example-acts">
            <Button
              type="link"
              onClick={() =>
                onChange({
                  ...example,
                  lines: [...lines, { outlet: lines.at(-1)?.outlet ?? outlets[0] ?? '', clause: '', amount: '' }],
                })
              }
            >
              加一行应得
            </Button>
          </div>
        </>
      ) : (
        <ul className="example-expected">
          {lines.map((line) => (
            <li key={`${line.outlet} ${line.clause} ${line.amount}`}>
              {line.outlet}　{titleOf(line.clause)} <span className="code quiet">{line.clause}</span>
              {'　'}
              <Money value={line.amount} /> 元
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Expected beside found, with how it came about. */
function Result({ result, clauses }: { readonly result: ExampleResult; readonly clauses: Policy['clauses'] }) {
  if (result.trouble) {
    const { code, details } = result.trouble
    return (
      <section className="example-table" aria-label="算得">
        <p className="wrong">{refusalWords(code, details)}</p>
        {importFaults(details).map((words) => (
          <p key={words} className="wrong">
            {words}
          </p>
        ))}
      </section>
    )
  }
  return (
    <section className="example-table" aria-label="算得">
      <table className="example-result">
        <thead>
          <tr>
            <th scope="col">网点</th>
            <th scope="col">条款</th>
            <th scope="col">应得（元）</th>
            <th scope="col">算得（元）</th>
            <th scope="col">怎么算的</th>
          </tr>
        </thead>
        <tbody>
          {result.lines.map((line) => (
            <tr key={`${line.outlet} ${line.clause}`} className={line.right ? '' : 'differs'}>
              <td>{line.outlet}</td>
              <td>
                {clauses.find(({ code }) => code === line.clause)?.title ?? ''}{' '}
                <span className="code quiet">{line.clause}</span>
              </td>
              <td className="figure">
                <Money value={line.expected} />
              </td>
              <td className="figure">
                <Money value={line.found} />
              </td>
              <td>
                {line.right ? null : <StateTag label="不符" tone="wrong" />}
                {line.said.length === 0 ? '这个条款没有付给这个网点' : `${line.said.join('；')}。`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
