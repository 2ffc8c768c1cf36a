/** 为什么没有: an outlet or pasted subscriber numbers, a clause, and each condition in order with what was found. */

import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Column } from '../../ui/column.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { ListPage } from '../../ui/ListPage.tsx'
import { escapeHtml, printHtml } from '../../ui/printing.ts'
import { answerFromRows } from '../../ui/rows-in-hand.ts'
import { StateTag } from '../../ui/ThingPage.tsx'
import type { ListSource } from '../../ui/useListRows.ts'
import { OutletChoice } from './OutletChoice.tsx'
import { mostNumbers, pastedNumbers } from './pasted-numbers.ts'
import { SectionLinks } from './SectionLinks.tsx'
import './settlements.css'
import './why-nothing.css'

export function WhyNothing() {
  const { period } = useMonth()
  const title = `${monthWords(period)}：为什么没有`
  return (
    <section className="list-page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
      </header>
      <SectionLinks />
      <WhyNothingQuestion period={period} />
    </section>
  )
}

interface QuestionProps {
  readonly period: Month
  /** Fixed on a statement's page. */
  readonly outlet?: string
}

interface Asked {
  readonly outlet: string
  readonly policy: string
  readonly clause: string
  readonly subscribers: readonly string[]
}

/** The question and, below it, its answer. */
export function WhyNothingQuestion({ period, outlet: fixed }: QuestionProps) {
  const [params] = useSearchParams()
  const [outlet, setOutlet] = useState(fixed ?? params.get('outlet') ?? '')
  const [chosen, setChosen] = useState('')
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string>()
  const [asked, setAsked] = useState<Asked>()
  const clauses = useQuery(trpc.answers.clauses.queryOptions({ period }))
  const numbers = pastedNumbers(text)
  const ask = () => {
    const found = clauses.data?.find(({ policy, clause }) => `${policy} ${clause}` === chosen)
    if (!found) return setFault('请选政策条款')
    if (outlet === '' && numbers.length === 0) return setFault('请选网点，或填用户号码')
    if (numbers.length > mostNumbers) return setFault(`号码太多：${numbers.length} 个，一次最多 ${mostNumbers} 个`)
    setFault(undefined)
    setAsked({ outlet, policy: found.policy, clause: found.clause, subscribers: numbers })
  }
  return (
    <div className="why-nothing">
      <FormGrid onSave={ask}>
        <Field label="政策条款" required>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={chosen === '' ? null : chosen}
            placeholder="选一条"
            options={(clauses.data ?? []).map(({ policy, policyTitle, clause, title }) => ({
              value: `${policy} ${clause}`,
              label: `${policyTitle}：${title}（${policy} ${clause}）`,
            }))}
            onChange={setChosen}
          />
        </Field>
        <Field label="网点" hint={fixed ? undefined : '只问号码时可以不选：按各自的入网网点看。'}>
          <OutletChoice value={outlet} onChange={setOutlet} disabled={fixed !== undefined} allowClear={!fixed} />
        </Field>
        <Field
          label="用户号码"
          wide
          hint={`可以不填；从 Excel 粘贴一列也行，最多 ${mostNumbers} 个。已填 ${numbers.length} 个。`}
        >
          <Input.TextArea rows={2} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
      </FormGrid>
      <p>
        <Button type="primary" onClick={ask}>
          查原因
        </Button>
        {fault ? (
          <span className="wrong" role="alert">
            　{fault}
          </span>
        ) : null}
      </p>
      {asked ? <Answer key={JSON.stringify([period, asked])} period={period} asked={asked} /> : null}
    </div>
  )
}

function Answer({ period, asked }: { period: Month; asked: Asked }) {
  const { outlet, subscribers } = asked
  if (outlet === '' || subscribers.length > 1) return <ListAnswer period={period} asked={asked} />
  return <OneAnswer period={period} asked={asked} />
}

function OneAnswer({ period, asked }: { period: Month; asked: Asked }) {
  const { outlet, policy, clause } = asked
  const [subscriber] = asked.subscribers
  const told = useQuery(
    trpc.settlements.explainMissing.queryOptions({
      period,
      outlet,
      policy,
      clause,
      ...(subscriber === undefined ? {} : { subscriber }),
    }),
  )
  if (told.error) return <p className="wrong">{errorWords(told.error)}</p>
  if (!told.data) return <p className="quiet">正在查……</p>
  const { checks } = told.data
  const failed = checks.find(({ pass }) => !pass)
  const verdict = failed
    ? `没有，因为不符合“${failed.rule}”：${failed.found || '没有'}。`
    : '条件都符合，结算单上有这一条。'
  const title = `为什么没有：${monthWords(period)} ${outlet} ${policy} ${clause}${subscriber ? ` ${subscriber}` : ''}`
  const print = () => {
    const rows = checks.map(
      ({ rule, pass, found }, at) =>
        `<tr><td>${at + 1}</td><td>${escapeHtml(rule)}</td><td>${pass ? '符合' : '不符合'}</td><td>${escapeHtml(found)}</td></tr>`,
    )
    printHtml(
      title,
      `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(verdict)}</p><table><thead><tr><th></th><th>条件</th><th>结果</th><th>查到</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
    )
  }
  return (
    <section aria-label="原因">
      <header className="why-head">
        <p className={failed ? 'wrong' : ''} role="status">
          {verdict}
        </p>
        <Acts acts={[{ key: 'print', label: '打印', shortcut: 'Ctrl+P', run: print }]} />
      </header>
      <ol className="checks">
        {checks.map(({ rule, pass, found }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an ordered account that never reorders
          <li key={at}>
            <StateTag label={pass ? '符合' : '不符合'} tone={pass ? 'done' : 'wrong'} />
            <span>{rule}</span>
            <span className="quiet">{found}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

type MissingRow = Awaited<ReturnType<typeof client.settlements.explainMissingList.mutate>>['rows'][number]

const columns: readonly Column<MissingRow>[] = [
  { key: 'subscriber', title: '用户', width: 120, value: (row) => row.subscriber, sortable: true },
  {
    key: 'paid',
    title: '结果',
    width: 76,
    value: (row) => (row.paid ? '有' : '没有'),
    show: (row) => <StateTag label={row.paid ? '有' : '没有'} tone={row.paid ? 'done' : 'wrong'} />,
    sortable: true,
  },
  { key: 'text', title: '原因', width: 520, value: (row) => row.text },
  { key: 'outlet', title: '网点编码', width: 104, value: (row) => row.outlet, sortable: true },
  { key: 'outletName', title: '网点名称', width: 170, value: (row) => row.outletName, sortable: true },
  { key: 'rule', title: '不符合的条件', width: 200, value: (row) => row.rule, sortable: true, hidden: true },
]

function ListAnswer({ period, asked }: { period: Month; asked: Asked }) {
  const { outlet, policy, clause, subscribers } = asked
  const told = useMutation({
    mutationFn: () =>
      client.settlements.explainMissingList.mutate({
        period,
        policy,
        clause,
        ...(outlet === '' ? {} : { outlet }),
        subscribers: [...subscribers],
      }),
  })
  const { mutate } = told
  // asked once: another question is another answer
  useEffect(() => mutate(), [mutate])
  const rows = told.data?.rows
  const source = useMemo(
    (): ListSource<MissingRow> => ({
      queryKey: ['why nothing', period, asked, rows?.length ?? -1],
      fetch: async (request) =>
        answerFromRows(rows ?? [], request, {
          columns,
          found: (row, typed) =>
            [row.subscriber, row.text, row.outlet ?? '', row.outletName ?? ''].some((each) =>
              each.toLowerCase().includes(typed),
            ),
          passes: (row, filter) => !filter.paid || String(row.paid) === filter.paid,
        }),
    }),
    [period, asked, rows],
  )
  if (told.error) return <p className="wrong">{errorWords(told.error)}</p>
  if (!rows) return <p className="quiet">正在逐个查 {subscribers.length} 个号码……</p>
  return (
    <div className="why-list">
      <ListPage<MissingRow>
        list="why-nothing"
        title={`为什么没有-${period}-${policy}-${clause}`}
        inTab
        columns={columns}
        filters={[
          {
            key: 'paid',
            label: '结果',
            kind: 'choice',
            width: 90,
            options: [
              { value: 'true', label: '有' },
              { value: 'false', label: '没有' },
            ],
          },
        ]}
        searchHint="号码、原因、网点"
        rowKey={(row) => row.subscriber}
        source={source}
      />
    </div>
  )
}
