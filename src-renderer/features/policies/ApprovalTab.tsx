/** 审批: from submitting to approval, step by step: who, when, with which number; and taking the step that is due. */

import { Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { Policy } from '../../../src-main/domain/policy.ts'
import { nextStep } from '../../../src-main/domain/policy-chain.ts'
import { roleWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { usePerson, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { AskReason } from '../../ui/AskReason.tsx'
import type { Act } from '../../ui/act.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { momentWords } from '../../ui/moments.ts'
import { StateTag, type Tone } from '../../ui/ThingPage.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { Attachments } from '../attachments/Attachments.tsx'
import { takeFault } from './policy-rules.ts'
import { approveWords } from './policy-words.ts'
import type { PolicyStep, PolicyView } from './shapes.ts'
import { trialSentence } from './trial-words.ts'

export function ApprovalTab({ record }: { readonly record: PolicyView }) {
  const { steps } = record
  const due = record.status === 'submitted' ? nextStep(steps) : undefined
  const policy = record.policy as Policy
  const decided = record.status === 'approved' || record.status === 'retired' || record.status === 'rejected'
  return (
    <div className="approval">
      <p className="quiet">{approveWords(policy).meaning}</p>
      <ol className="approval-steps" aria-label="审批步骤">
        <StepLine
          name="提交"
          state={record.submittedBy ? { label: '已提交', tone: 'done' } : { label: '未提交' }}
          who={record.submittedBy}
          at={record.submittedAt}
        />
        {steps.map((step) => (
          <StepLine
            key={step.id}
            name={step.name}
            note={
              step.how === 'here'
                ? `由有“${roleWords(step.role ?? '')}”角色的人决定`
                : '在别处决定，这里登记文号、日期和扫描件'
            }
            state={step === due ? { label: '待办', tone: 'late' } : stepStates[step.state]}
            who={step.user}
            at={step.at}
          >
            <StepPaper step={step} isDue={step === due} />
            {step === due ? <TakeStep step={step} record={record} /> : null}
          </StepLine>
        ))}
        <StepLine
          name={approveWords(policy).label}
          note="由复核审批的另一个人"
          state={
            decided
              ? record.status === 'rejected'
                ? { label: '已驳回', tone: 'wrong' }
                : { label: '已批准', tone: 'done' }
              : record.status === 'submitted' && !due
                ? { label: '待办', tone: 'late' }
                : { label: '未到' }
          }
          who={decided ? record.decidedBy : null}
          at={decided ? record.decidedAt : null}
        >
          {record.reason ? <p className="wrong">驳回原因：{record.reason}</p> : null}
        </StepLine>
      </ol>
      <p className="said">{trialSentence(record.trial)}</p>
      <p className="quiet">
        提交和批准之间还要经过谁，由系统管理员在<Link to="/policies/chain">审批步骤设置</Link>里定。
      </p>
    </div>
  )
}

const stepStates: Readonly<Record<PolicyStep['state'], { label: string; tone?: Tone }>> = {
  open: { label: '未到' },
  agreed: { label: '同意', tone: 'done' },
  refused: { label: '不同意', tone: 'wrong' },
  dropped: { label: '未办' },
}

interface StepLineProps {
  readonly name: string
  readonly note?: string
  readonly state: { readonly label: string; readonly tone?: Tone }
  readonly who: string | null
  readonly at: string | null
  readonly children?: ReactNode
}

function StepLine({ name, note, state, who, at, children }: StepLineProps) {
  return (
    <li>
      <div className="approval-line">
        <strong>{name}</strong>
        <StateTag {...state} />
        {who ? (
          <span>
            {who}　<span className="tabular quiet">{momentWords(at)}</span>
          </span>
        ) : null}
        {note ? <span className="quiet">{note}</span> : null}
      </div>
      {children}
    </li>
  )
}

function StepPaper({ step, isDue }: { readonly step: PolicyStep; readonly isDue: boolean }) {
  const taken = step.state === 'agreed' || step.state === 'refused'
  if (!taken && !(isDue && step.how === 'recorded')) return null
  return (
    <div className="step-paper">
      {step.documentNumber ? (
        <p>
          文号 {step.documentNumber}　日期 {step.documentDate}
        </p>
      ) : null}
      {step.note ? <p>{step.note}</p> : null}
      {step.how === 'recorded' ? (
        <Attachments subject={`policyStep:${step.id}`} canAdd empty="还没有批复的扫描件。" />
      ) : null}
    </div>
  )
}

function TakeStep({ step, record }: { readonly step: PolicyStep; readonly record: PolicyView }) {
  const person = usePerson()
  const change = useChange()
  const [asking, setAsking] = useState<'refuse' | 'record'>()
  const disabled = takeFault(step, record, person)
  const { id } = record
  const acts: Act[] =
    step.how === 'here'
      ? [
          {
            key: 'agree',
            label: '同意',
            tone: 'primary',
            disabled,
            confirm: { title: `“${step.name}”同意？`, text: '同意后不能收回；下一步由另一个人办。', ok: '同意' },
            done: '已同意。',
            run: () => change(client.policies.decideStep.mutate({ id, step: step.number, agree: true })),
          },
          { key: 'refuse', label: '不同意', disabled, run: () => setAsking('refuse') },
        ]
      : [{ key: 'record', label: '登记批复', tone: 'primary', disabled, run: () => setAsking('record') }]
  return (
    <>
      <Acts acts={acts} />
      {asking === 'refuse' ? (
        <AskReason
          title={`“${step.name}”不同意`}
          label="原因"
          ok="不同意，退回"
          text="这一版退给录入的人修改；再提交时从第一步重新办起。"
          onClose={() => setAsking(undefined)}
          run={({ reason }) =>
            change(client.policies.decideStep.mutate({ id, step: step.number, agree: false, reason }))
          }
        />
      ) : null}
      {asking === 'record' ? <RecordStep step={step} id={id} onClose={() => setAsking(undefined)} /> : null}
    </>
  )
}

interface RecordStepProps {
  readonly step: PolicyStep
  readonly id: number
  readonly onClose: () => void
}

/** What another office decided: number, date, agreed or not. */
function RecordStep({ step, id, onClose }: RecordStepProps) {
  const { today } = useSession()
  const change = useChange()
  const notice = useNotice()
  const [documentNumber, setNumber] = useState('')
  const [documentDate, setDate] = useState('')
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const [running, setRunning] = useState<boolean>()
  const go = async (agree: boolean) => {
    if (documentNumber.trim() === '') return setFault('请填批复的文号')
    if (documentDate === '') return setFault('请填批复的日期')
    if (documentDate > today) return setFault('批复的日期不能晚于今天')
    if (!agree && reason.trim() === '') return setFault('不同意的，请在说明里写原因')
    setRunning(agree)
    try {
      const note = reason.trim() === '' ? {} : { reason: reason.trim() }
      const paper = { documentNumber: documentNumber.trim(), documentDate: documentDate as never }
      await change(client.policies.recordStep.mutate({ id, step: step.number, agree, ...paper, ...note }))
      notice.done('已登记。请在下面加上批复的扫描件。')
      onClose()
    } catch (error) {
      setFault(errorWords(error))
    } finally {
      setRunning(undefined)
    }
  }
  return (
    <Modal
      open
      title={`登记“${step.name}”的批复`}
      okText="登记：同意"
      cancelText="不做了"
      confirmLoading={running === true}
      onOk={() => void go(true)}
      onCancel={onClose}
      width={480}
      footer={(_, { OkBtn, CancelBtn }) => (
        <div className="acts dialog-acts">
          <button type="button" className="ant-btn ant-btn-default ant-btn-sm" onClick={() => void go(false)}>
            登记：不同意
          </button>
          <CancelBtn />
          <OkBtn />
        </div>
      )}
    >
      <FormGrid single onSave={() => void go(true)}>
        <Field label="文号" required>
          <Input
            autoFocus
            maxLength={100}
            placeholder="如 市渠道〔2026〕31号"
            value={documentNumber}
            onChange={(event) => setNumber(event.target.value)}
          />
        </Field>
        <Field label="日期" required>
          <DayPicker value={documentDate} onChange={setDate} />
        </Field>
        <Field label="说明">
          <Input.TextArea
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </FormGrid>
      {fault ? (
        <p className="wrong" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  )
}
