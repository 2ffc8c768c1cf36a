/** 准入申请: a new outlet with its conditions, reason and papers; its code may come later. */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { useNotice, useRunAct } from '../../ui/useRunAct.ts'
import { EvidenceDraft, keepEvidence } from '../attachments/EvidenceDraft.tsx'
import type { Uploaded } from '../attachments/FilePicker.tsx'
import { asOutletFields, blankOutlet, outletFields } from '../outlets/outlet-fields.ts'
import { useOutletChoices } from '../outlets/useOutletChoices.ts'
import { FieldControl } from '../register/FieldControl.tsx'
import { type FormValues, missingWords } from '../register/field.ts'
import { checklistFields } from './parts.tsx'
import '../register/register.css'

/** Neither its state nor what it earns later is asked for. */
const LEFT_OUT = new Set(['status', 'grade', 'star', 'joinedOn', 'mnemonic'])

export function NewAdmission() {
  const missing = useMissingRole(['clerk'])
  const { today } = useSession()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const notice = useNotice()
  const { run } = useRunAct()
  const choices = useOutletChoices()
  const settings = useQuery(trpc.requests.settings.queryOptions(undefined)).data
  const fields = useMemo(
    () => [
      { key: 'code', label: '网点编码', hint: '还没有下来可以不填。' },
      ...outletFields(choices).filter(({ key }) => !LEFT_OUT.has(key)),
    ],
    [choices],
  )
  const [blank] = useState((): { values: FormValues; answers: FormValues; from: string; reason: string } => ({
    ...{ values: blankOutlet, answers: {}, from: today, reason: '' },
  }))
  const draft = useDraft('new-admission', blank)
  const { values, answers, from, reason } = draft.value
  const [files, setFiles] = useState<readonly Uploaded[]>([])
  const [fault, setFault] = useState<unknown>()
  const leave = () => navigate('/requests')
  useKeys({ Esc: leave })
  const ask = async () => {
    setFault(undefined)
    try {
      const given = Object.fromEntries(
        fields.filter(({ key }) => key !== 'code').map(({ key }) => [key, (values[key] ?? '').trim()]),
      )
      const made = await client.requests.askAdmission.mutate({
        ...(values.code?.trim() ? { code: values.code } : {}),
        fields: { ...asOutletFields(given, given), name: given.name ?? '' },
        checklist: answers,
        from: from as IsoDate,
        reason,
      })
      draft.reset()
      draft.forget()
      await keepEvidence(`request:${made.id}`, files).catch(notice.refused)
      await cache.invalidateQueries()
      notice.done(made.state === 'asked' ? `${made.number} 已提交，等另一个人审批。` : `${made.number} 已报备。`)
      navigate(`/requests/${made.id}`)
    } catch (error) {
      setFault(error)
    }
  }
  const submit: Act = {
    key: 'ask',
    label: '提交申请',
    tone: 'primary',
    shortcut: 'Ctrl+S',
    disabled:
      missing ??
      (settings && !settings.on ? '还没有启用申请，请直接新增网点' : undefined) ??
      missingWords(fields, values) ??
      (reason.trim() === '' ? '请写原因' : undefined),
    run: ask,
  }
  return (
    <section className="thing-page" aria-label="准入申请">
      <header className="page-head">
        <h1>准入申请</h1>
      </header>
      <div className="register-file">
        <p className="quiet">
          新网点先申请，由另一个人批准后成为规划网点，从生效日期起在营。按回车到下一格，Ctrl+S 提交。
        </p>
        <FormGrid onSave={() => run(submit)}>
          {fields.map((field, at) => (
            <Field
              key={field.key}
              label={field.label}
              required={field.required ?? false}
              wide={field.kind === 'long'}
              hint={field.hint}
            >
              <FieldControl
                field={field}
                value={values[field.key] ?? ''}
                onChange={(value) => draft.set({ values: { ...values, [field.key]: value } })}
                autoFocus={at === 0}
              />
            </Field>
          ))}
          <div className="register-line" />
          {checklistFields(settings?.checklist ?? [], answers, (next) => draft.set({ answers: next }))}
          <div className="register-line" />
          <Field label="生效日期" required hint="从这天起在营；不能在已经结账的月份里。">
            <DayPicker value={from} onChange={(day) => draft.set({ from: day || today })} />
          </Field>
          <Field label="原因" required>
            <Input
              maxLength={2000}
              value={reason}
              onChange={(event) => draft.set({ reason: event.target.value })}
              placeholder="如：新街片区空白，拟设一家专营店"
            />
          </Field>
        </FormGrid>
        <h3 className="evidence-head">依据</h3>
        <EvidenceDraft files={files} onChange={setFiles} />
        {fault ? (
          <p className="wrong" role="alert">
            {errorWords(fault)}
          </p>
        ) : null}
        <Acts acts={[submit, { key: 'leave', label: '不申请了', run: leave }]} />
      </div>
    </section>
  )
}
