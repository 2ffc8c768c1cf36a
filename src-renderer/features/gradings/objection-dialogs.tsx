/** What is asked about an objection: raising it, proposing an answer, giving the answer back, withdrawing it. */

import { Input, Select } from 'antd'
import { useState } from 'react'
import { gradeOrder } from '../../../src-main/domain/grading/scheme.ts'
import { gradeWords } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange } from '../../ui/useChange.ts'
import type { GradingDetail, GradingResult, Objection } from './shapes.ts'

interface RaiseDialogProps {
  readonly grading: GradingDetail
  readonly results: readonly GradingResult[]
  readonly onClose: () => void
}

/** 登记异议 of an outlet, on an indicator or the whole result. */
export function RaiseDialog({ grading, results, onClose }: RaiseDialogProps) {
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

/** 拟答复: what was found and what follows; another person agrees. */
export function AnswerDialog({ one, grading, held, onClose }: AnswerDialogProps) {
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

/** Why the answer is given back, or the outlet asks no more. */
export function ReasonDialog({
  what,
  one,
  onClose,
}: {
  what: 'return' | 'withdraw'
  one: Objection
  onClose: () => void
}) {
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
