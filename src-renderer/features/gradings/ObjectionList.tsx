/** 异议: objections to a grading with their deadlines; an answer is proposed by one person and agreed to by another. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { gradeOrder } from '../../../src-main/domain/grading/scheme.ts'
import { gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, usePerson, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { momentWords } from '../../ui/moments.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import type { GradingDetail, GradingResult, Objection } from './shapes.ts'

interface ObjectionListProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
}

const states: Readonly<Record<Objection['state'], { readonly label: string; readonly tone: Tone }>> = {
  open: { label: '待答复', tone: 'late' },
  proposed: { label: '答复待确认', tone: 'late' },
  upheld: { label: '成立', tone: 'done' },
  refused: { label: '不成立', tone: 'plain' },
  withdrawn: { label: '已撤回', tone: 'plain' },
}

type Asking = { readonly what: 'answer' | 'return' | 'withdraw'; readonly one: Objection } | { readonly what: 'raise' }

export function ObjectionList({ grading, results }: ObjectionListProps) {
  const asked = useQuery(trpc.gradings.objections.queryOptions({ grading: grading.id }, { staleTime: 0 }))
  const notClerk = useMissingRole(['clerk'])
  const [asking, setAsking] = useState<Asking>()
  const close = () => setAsking(undefined)
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  if (!asked.data) return <p className="quiet">正在读取……</p>
  const raise: Act = {
    key: 'raise',
    label: '登记异议',
    disabled: notClerk ?? (grading.status === 'notice' ? undefined : '公示期间才能登记异议'),
    run: () => setAsking({ what: 'raise' }),
  }
  return (
    <div className="told objections">
      <div>
        <Acts acts={[raise]} />
      </div>
      {asked.data.length === 0 ? (
        <p className="quiet">
          还没有异议。网点在公示期内提出的，在这里登记：哪个网点、对哪一项、为什么；一人拟答复，另一人确认。
        </p>
      ) : null}
      {asked.data.map((one) => (
        <ObjectionCard key={one.id} one={one} grading={grading} onAsk={setAsking} />
      ))}
      {asking?.what === 'raise' ? <RaiseDialog grading={grading} results={results} onClose={close} /> : null}
      {asking?.what === 'answer' ? (
        <AnswerDialog
          one={asking.one}
          grading={grading}
          held={results.find(({ outlet }) => outlet === asking.one.outlet)?.grade}
          onClose={close}
        />
      ) : null}
      {asking?.what === 'return' || asking?.what === 'withdraw' ? (
        <ReasonDialog what={asking.what} one={asking.one} onClose={close} />
      ) : null}
    </div>
  )
}

interface ObjectionCardProps {
  readonly one: Objection
  readonly grading: GradingDetail
  readonly onAsk: (asking: Asking) => void
}

function ObjectionCard({ one, grading, onAsk }: ObjectionCardProps) {
  const person = usePerson()
  const change = useChange()
  const notClerk = useMissingRole(['clerk'])
  const notReviewer = useMissingRole(['reviewer'])
  const own = one.proposedBy === person.name ? '答复是您拟的，要由另一个人确认' : undefined
  const isOpen = one.state === 'open' || one.state === 'proposed'
  const acts: Act[] = [
    ...(one.state === 'proposed'
      ? [
          {
            key: 'agree',
            label: '同意答复',
            tone: 'primary' as const,
            disabled: notReviewer ?? own,
            confirm: {
              title: `同意对${one.name}的答复？`,
              text:
                one.outcome === 'recalculate'
                  ? '同意后这次评定退回重新打分，公示停止；打分、复核后重新公示。'
                  : '同意后不能再改。',
              ok: '同意',
            },
            done: '已答复。',
            run: () => change(client.gradings.decideAnswer.mutate({ id: one.id, agree: true })),
          },
          {
            key: 'return',
            label: '退回重拟',
            disabled: notReviewer ?? own,
            run: () => onAsk({ what: 'return', one }),
          },
        ]
      : []),
    ...(isOpen
      ? [
          {
            key: 'answer',
            label: one.state === 'proposed' ? '改答复' : '拟答复',
            ...(one.state === 'open' ? { tone: 'primary' as const } : {}),
            disabled: notClerk,
            run: () => onAsk({ what: 'answer', one }),
          },
          {
            key: 'withdraw',
            label: '网点撤回',
            disabled: notClerk,
            run: () => onAsk({ what: 'withdraw', one }),
          },
        ]
      : []),
  ]
  return (
    <article className="clause-told" aria-label={`异议 ${one.outlet}`}>
      <header>
        <strong>{one.name}</strong>
        <span className="code quiet">{one.outlet}</span>
        <StateTag {...states[one.state]} />
        {isOpen ? (
          <span className={one.late ? 'wrong' : 'quiet'}>
            {one.late ? '已过期：' : ''}
            {one.due} 前答复
          </span>
        ) : null}
      </header>
      <p>
        对{one.indicatorTitle ? `“${one.indicatorTitle}”` : '评定结果'}：{one.text}
        <span className="quiet">
          　{one.raisedBy} {one.raisedOn} 提出，{one.user}登记
        </span>
      </p>
      {one.returned && one.state === 'open' ? <p className="wrong">上次的答复被退回：{one.returned}</p> : null}
      {one.answer ? (
        <p>
          <strong>{outcomeWords(one, grading)}</strong>　{one.answer}
          <span className="quiet">
            　{one.proposedBy ? `${one.proposedBy} ${momentWords(one.proposedAt)} 拟` : ''}
            {one.decidedBy ? `，${one.decidedBy} ${momentWords(one.decidedAt)} 定` : ''}
          </span>
        </p>
      ) : null}
      <Acts acts={acts} />
    </article>
  )
}

function outcomeWords({ outcome, grade, state }: Objection, grading: GradingDetail): string {
  if (state === 'withdrawn') return '网点撤回：'
  switch (outcome) {
    case 'changed':
      return `改评 ${gradeWords(grade ?? '', grading.document.result)}：`
    case 'recalculate':
      return '重新打分：'
    default:
      return '维持原结果：'
  }
}

interface RaiseDialogProps extends ObjectionListProps {
  readonly onClose: () => void
}

function RaiseDialog({ grading, results, onClose }: RaiseDialogProps) {
  const { today } = useSession()
  const change = useChange()
  const [outlet, setOutlet] = useState<string>()
  const [indicator, setIndicator] = useState<string>()
  const [text, setText] = useState('')
  const [raisedBy, setRaisedBy] = useState('')
  const [raisedOn, setRaisedOn] = useState(today)
  const [due, setDue] = useState('')
  const run = async () => {
    if (!outlet) return '请选网点'
    if (text.trim() === '') return '请写理由'
    if (raisedBy.trim() === '') return '请写提出人'
    const days = { raisedOn: raisedOn as never, ...(due ? { due: due as never } : {}) }
    const what = { ...(indicator ? { indicator } : {}), text: text.trim(), raisedBy: raisedBy.trim() }
    await change(client.gradings.raiseObjection.mutate({ grading: grading.id, outlet, ...what, ...days }))
    return undefined
  }
  const outlets = [...results, ...grading.left].map(({ outlet: code, name }) => ({
    value: code,
    label: `${code} ${name}`,
  }))
  return (
    <FormDialog title="登记异议" ok="登记" onClose={onClose} run={run}>
      <Field label="网点" required>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选网点"
          options={outlets}
          {...(outlet ? { value: outlet } : {})}
          onChange={setOutlet}
        />
      </Field>
      <Field label="对哪一项">
        <Select
          allowClear
          placeholder="整个结果"
          options={grading.document.indicators.map(({ code, title }) => ({ value: code, label: title }))}
          {...(indicator ? { value: indicator } : {})}
          onChange={setIndicator}
        />
      </Field>
      <Field label="理由" required>
        <Input.TextArea rows={3} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <Field label="提出人" required>
        <Input maxLength={100} value={raisedBy} onChange={(event) => setRaisedBy(event.target.value)} />
      </Field>
      <Field label="提出日期" required>
        <DayPicker value={raisedOn} onChange={setRaisedOn} />
      </Field>
      <Field label="答复期限" hint="不填就是 5 个工作日内">
        <DayPicker value={due} onChange={setDue} allowClear placeholder="5 个工作日内" />
      </Field>
    </FormDialog>
  )
}

interface AnswerDialogProps {
  readonly one: Objection
  readonly grading: GradingDetail
  /** The grade that it has now. */
  readonly held: string | undefined
  readonly onClose: () => void
}

function AnswerDialog({ one, grading, held, onClose }: AnswerDialogProps) {
  const change = useChange()
  const [outcome, setOutcome] = useState<'refused' | 'changed' | 'recalculate'>(one.outcome ?? 'refused')
  const [grade, setGrade] = useState<string | undefined>(one.grade ?? undefined)
  const [answer, setAnswer] = useState(one.answer ?? '')
  const { document } = grading
  const run = async () => {
    if (outcome === 'changed' && !grade) return '请选改评哪一级'
    if (answer.trim() === '') return '请写答复'
    const given = outcome === 'changed' && grade ? { grade } : {}
    await change(client.gradings.proposeAnswer.mutate({ id: one.id, outcome, ...given, answer: answer.trim() }))
    return undefined
  }
  return (
    <FormDialog
      title={`答复${one.name}`}
      ok="交另一人确认"
      text="写明核实的情况和结论。另一个人同意后生效。"
      onClose={onClose}
      run={run}
    >
      <Field label="结论" required>
        <Select
          value={outcome}
          options={[
            { value: 'refused', label: '不成立，维持原结果' },
            { value: 'changed', label: '成立，改评等级' },
            { value: 'recalculate', label: '成立，数据改后重新打分' },
          ]}
          onChange={setOutcome}
        />
      </Field>
      {outcome === 'changed' ? (
        <Field label="改评" required>
          <Select
            options={gradeOrder(document.grades)
              .filter((each) => each !== held)
              .map((each) => ({ value: each, label: gradeWords(each, document.result) }))}
            {...(grade ? { value: grade } : {})}
            onChange={setGrade}
          />
        </Field>
      ) : null}
      <Field label="答复" required>
        <Input.TextArea
          autoFocus
          rows={4}
          maxLength={2000}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
      </Field>
    </FormDialog>
  )
}

function ReasonDialog({ what, one, onClose }: { what: 'return' | 'withdraw'; one: Objection; onClose: () => void }) {
  const change = useChange()
  if (what === 'withdraw')
    return (
      <AskReason
        title={`${one.name}撤回异议`}
        ok="撤回"
        label="原因"
        text="网点不再提出。记录留存。"
        onClose={onClose}
        run={({ reason }) => change(client.gradings.withdrawObjection.mutate({ id: one.id, reason }))}
      />
    )
  return (
    <AskReason
      title={`退回对${one.name}的答复`}
      ok="退回"
      label="原因"
      text="退给拟答复的人重拟。"
      onClose={onClose}
      run={({ reason }) => change(client.gradings.decideAnswer.mutate({ id: one.id, agree: false, reason }))}
    />
  )
}
