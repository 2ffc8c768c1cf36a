/** Asking for an adjustment: outlet, kind, amount, reason; the draft is kept, another person confirms it. */

import { Input, Select } from 'antd'
import { useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { useChange } from '../../ui/useChange.ts'
import { useDraft } from '../../ui/useDraft.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { EvidenceDraft, keepEvidence } from '../attachments/EvidenceDraft.tsx'
import type { Uploaded } from '../attachments/FilePicker.tsx'
import { type AdjustmentDraft, draftFault, effectWords, signedAmount } from './adjustment-rules.ts'
import { OutletChoice } from './OutletChoice.tsx'
import { adjustmentKindChoices } from './settlement-words.ts'

interface AdjustmentFormProps {
  readonly period: Month
  /** Fixed where the form was opened from a statement. */
  readonly outlet?: string
  readonly onClose: () => void
}

export function AdjustmentForm({ period, outlet, onClose }: AdjustmentFormProps) {
  const [blank] = useState((): AdjustmentDraft => ({ outlet: outlet ?? '', kind: 'penalty', amount: '', reason: '' }))
  const draft = useDraft(`adjustment:${period}:${outlet ?? ''}`, blank)
  const change = useChange()
  const notice = useNotice()
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  const { value } = draft
  const save = async () => {
    const missing = draftFault(value)
    const amount = signedAmount(value)
    if (missing || amount === undefined) return missing ?? '请填金额，不能是零'
    const kind = value.kind as 'bonus' | 'penalty' | 'correction' | 'dispute'
    const reason = value.reason.trim()
    const { id } = await change(
      client.settlements.adjust.mutate({ period, outlet: value.outlet, kind, amount, reason }),
    )
    draft.forget()
    // the adjustment stands; a file that is refused can be added on its page
    await keepEvidence(`adjustment:${id}`, files).catch(notice.refused)
    notice.done('调整已登记，等另一个人确认。')
    return undefined
  }
  return (
    <FormDialog
      title={`登记调整：${monthWords(period)}`}
      ok="登记"
      cancel="先放着"
      width={520}
      text={
        draft.kept ? (
          <>
            上次没有登记完的内容还在。
            <button type="button" className="why" onClick={draft.reset}>
              清空
            </button>
          </>
        ) : null
      }
      below={
        <>
          <h3 className="evidence-head">依据</h3>
          <EvidenceDraft files={files} onChange={setFiles} />
          <p className="quiet">{effectWords(value)}</p>
        </>
      }
      run={save}
      onClose={onClose}
    >
      <Field label="网点" required>
        <OutletChoice
          value={value.outlet}
          disabled={outlet !== undefined}
          onChange={(code) => draft.set({ outlet: code })}
        />
      </Field>
      <Field label="类别" required>
        <Select value={value.kind} options={adjustmentKindChoices} onChange={(kind) => draft.set({ kind })} />
      </Field>
      <Field
        label="金额"
        required
        hint={['penalty', 'bonus'].includes(value.kind) ? '填正数；处罚自动作扣减。' : '多付的填负数，少付的填正数。'}
      >
        <MoneyInput value={value.amount} suffix="元" onChange={(amount) => draft.set({ amount })} />
      </Field>
      <Field label="原因" required hint="会印在结算单上。">
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={value.reason}
          onChange={(event) => draft.set({ reason: event.target.value })}
        />
      </Field>
    </FormDialog>
  )
}
