/** Deciding in a dialog: approving with document number and, where needed, code or a later day; the code; the conditions. */

import { Input } from 'antd'
import { useState } from 'react'
import { unmetItems } from '../../../src-main/domain/checklist.ts'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client } from '../../api/client.ts'
import { useSession } from '../../app/session.tsx'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useNotice } from '../../ui/useRunAct.ts'
import { checklistFields } from './parts.tsx'
import type { RequestWhole } from './shapes.ts'

interface DialogProps {
  readonly one: RequestWhole
  readonly onClose: () => void
}

export function ApproveDialog({ one, onClose }: DialogProps) {
  const notice = useNotice()
  const { today } = useSession()
  const [documentNumber, setDocumentNumber] = useState('')
  const [note, setNote] = useState('')
  const [code, setCode] = useState(one.code ?? '')
  const [from, setFrom] = useState<string>(one.closedSince ? today : one.from)
  const unmet = unmetItems(one.checklist ?? [])
  const go = async () => {
    if (unmet.length > 0 && note.trim() === '')
      return `${unmet.map(({ label }) => label).join('、')}不达标，请写明为什么批准`
    const done = await client.requests.approve.mutate({
      id: one.id,
      ...(documentNumber.trim() ? { documentNumber } : {}),
      ...(note.trim() ? { note } : {}),
      ...(one.kind === 'admission' && code.trim() ? { code } : {}),
      ...(from === one.from ? {} : { from: from as IsoDate }),
    })
    notice.done(done.state === 'effective' ? '已批准并生效。' : `已批准，到 ${from} 生效。`)
    return undefined
  }
  return (
    <FormDialog
      title={`批准 ${one.number}`}
      ok="批准"
      text="批准后不能再改；从生效日期起按新的算。"
      run={go}
      onClose={onClose}
    >
      <Field label="文号" hint="没有可以不填。">
        <Input
          autoFocus
          value={documentNumber}
          maxLength={60}
          onChange={(event) => setDocumentNumber(event.target.value)}
        />
      </Field>
      {one.kind === 'admission' ? (
        <Field label="网点编码" hint={`还没有下来可以不填，先用 ${one.number}，下来后再登记。`}>
          <Input value={code} maxLength={64} onChange={(event) => setCode(event.target.value)} />
        </Field>
      ) : null}
      {one.closedSince ? (
        <Field label="生效日期" required hint={`申请的 ${one.from} 所在月份已经结账，请改晚。`}>
          <DayPicker value={from} onChange={(day) => setFrom(day || today)} />
        </Field>
      ) : null}
      <Field
        label="审批意见"
        required={unmet.length > 0}
        hint={
          unmet.length > 0 ? `${unmet.map(({ label }) => label).join('、')}不达标，请写明理由。` : '会印在审批表上。'
        }
      >
        <Input.TextArea rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  )
}

export function CodeDialog({ one, onClose }: DialogProps) {
  const notice = useNotice()
  const [code, setCode] = useState('')
  const [from, setFrom] = useState<string>(one.from)
  return (
    <FormDialog
      title={`登记网点编码：${one.name}`}
      ok="登记"
      text={`登记后网点从生效日期起在营；${one.number} 作为它的另一个识别码留着。`}
      run={async () => {
        if (code.trim() === '') return '请填网点编码'
        await client.requests.giveCode.mutate({
          id: one.id,
          code,
          ...(from === one.from ? {} : { from: from as IsoDate }),
        })
        notice.done(`网点编码 ${code} 已登记。`)
        return undefined
      }}
      onClose={onClose}
    >
      <Field label="网点编码" required>
        <Input autoFocus value={code} maxLength={64} onChange={(event) => setCode(event.target.value)} />
      </Field>
      <Field label="生效日期" required hint="所在月份已经结账的，请改晚。">
        <DayPicker value={from} onChange={(day) => setFrom(day || one.from)} />
      </Field>
    </FormDialog>
  )
}

export function CompleteDialog({ one, onClose }: DialogProps) {
  const items = one.checklist ?? []
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(items.map(({ key, answer }) => [key, answer])),
  )
  return (
    <FormDialog
      title={`准入条件：${one.name}`}
      ok="保存"
      text="必填的填全才能批准。"
      run={async () => {
        await client.requests.complete.mutate({ id: one.id, checklist: answers })
        return undefined
      }}
      onClose={onClose}
    >
      {checklistFields(items, answers, setAnswers)}
    </FormDialog>
  )
}
