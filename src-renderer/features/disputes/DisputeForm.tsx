/** Recording a dispute: against a line of the statement or for one that is missing, what is wanted, who says so, until when. */

import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { IsoDate, Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { moneyText, typedMoney } from '../../ui/figures.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { EvidenceDraft, keepEvidence } from '../attachments/EvidenceDraft.tsx'
import type { Uploaded } from '../attachments/FilePicker.tsx'
import { OutletChoice } from '../settlements/OutletChoice.tsx'

interface DisputeFormProps {
  readonly period: Month
  /** Fixed where the form was opened from a statement. */
  readonly outlet?: string
  readonly onClose: () => void
}

const MISSING = ''

interface Draft {
  readonly outlet: string
  readonly line: string
  readonly about: string
  readonly claimed: string
  readonly text: string
  readonly raisedBy: string
  readonly due: string
}

export function DisputeForm({ period, outlet, onClose }: DisputeFormProps) {
  const [blank] = useState(
    (): Draft => ({ outlet: outlet ?? '', line: MISSING, about: '', claimed: '', text: '', raisedBy: '', due: '' }),
  )
  const draft = useDraft(`dispute:${period}:${outlet ?? ''}`, blank)
  const notice = useNotice()
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  const { value } = draft
  const statement = useQuery(
    trpc.settlements.statements.queryOptions({ period, outlets: [value.outlet] }, { enabled: value.outlet !== '' }),
  )
  const lines = statement.data?.[0]?.lines ?? []
  const save = async () => {
    const missing = draftFault(value)
    if (missing) return missing
    const claimed = typedMoney(value.claimed)
    const { id, due } = await client.disputes.raise.mutate({
      period,
      outlet: value.outlet,
      text: value.text.trim(),
      raisedBy: value.raisedBy.trim(),
      ...(value.line === MISSING ? { about: value.about.trim() } : { line: value.line }),
      ...(claimed === undefined ? {} : { claimed }),
      ...(value.due ? { due: value.due as IsoDate } : {}),
    })
    draft.forget()
    // the dispute stands; a file that is refused can be added on its page
    await keepEvidence(`dispute:${id}`, files).catch(notice.refused)
    notice.done(`申诉已登记，${due} 前要有结果。`)
    return undefined
  }
  return (
    <FormDialog
      title={`登记申诉：${monthWords(period)}`}
      ok="登记"
      cancel="先放着"
      width={560}
      below={
        <>
          <h3 className="evidence-head">依据</h3>
          <EvidenceDraft files={files} onChange={setFiles} />
        </>
      }
      run={save}
      onClose={onClose}
    >
      <Field label="网点" required>
        <OutletChoice
          value={value.outlet}
          disabled={outlet !== undefined}
          onChange={(code) => draft.set({ outlet: code, line: MISSING })}
        />
      </Field>
      <Field label="哪一条" required>
        <Select
          value={value.line}
          options={[
            { value: MISSING, label: '结算单上没有的（漏发）' },
            ...lines.map(({ id, clauseTitle, policyTitle, amount }) => ({
              value: id,
              label: `${clauseTitle} ${moneyText(amount)} 元（${policyTitle}）`,
            })),
          ]}
          onChange={(line) => draft.set({ line })}
        />
      </Field>
      {value.line === MISSING ? (
        <Field label="漏发什么" required>
          <Input value={value.about} maxLength={200} onChange={(event) => draft.set({ about: event.target.value })} />
        </Field>
      ) : null}
      <Field label="要求金额" hint="代理商认为应是多少；说不出可以不填。">
        <MoneyInput value={value.claimed} suffix="元" onChange={(claimed) => draft.set({ claimed })} />
      </Field>
      <Field label="理由" required>
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={value.text}
          onChange={(event) => draft.set({ text: event.target.value })}
        />
      </Field>
      <Field label="提出人" required>
        <Input
          value={value.raisedBy}
          maxLength={100}
          onChange={(event) => draft.set({ raisedBy: event.target.value })}
        />
      </Field>
      <Field label="期限" hint="不填为十个工作日。">
        <DayPicker value={value.due} allowClear onChange={(due) => draft.set({ due })} />
      </Field>
    </FormDialog>
  )
}

function draftFault({ outlet, line, about, claimed, text, raisedBy }: Draft): string | undefined {
  if (outlet === '') return '请选网点'
  if (line === MISSING && about.trim() === '') return '请写漏发什么'
  if (claimed !== '' && typedMoney(claimed) === undefined) return '要求金额不是金额'
  if (text.trim() === '') return '请写理由'
  return raisedBy.trim() === '' ? '请填提出人' : undefined
}
