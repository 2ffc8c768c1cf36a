/**
 * 档案: the fields of an agent or outlet as they hold today, edited in place: only what changed is saved, from a day on and
 * with a reason. A draft is kept; a day in a closed month is refused in words at the day.
 */

import { Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { errorWords, refusalOf } from '../../api/refusal.ts'
import { useMissingRole, useSession } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { useNotice, useRunAct } from '../../ui/useRunAct.ts'
import { FieldControl } from './FieldControl.tsx'
import { changedKeys, type FormValues, missingWords, type RegisterField, sayField } from './field.ts'
import { useOtherDay } from './OtherDay.tsx'
import './register.css'

const NONE: readonly string[] = []

export interface FileChange {
  /** Keys with their new values as the form writes them. */
  readonly values: FormValues
  readonly from: string
  readonly reason: string
}

interface FileTabProps {
  /** Name of the draft: `outlet:W0012`. */
  readonly draft: string
  readonly fields: readonly RegisterField[]
  readonly saved: FormValues
  /** Keys of fields that only a request changes; the rest is saved at once. */
  readonly asked?: readonly string[]
  /** Answers what is to be said of requests that it made. */
  readonly onSave: (change: FileChange) => Promise<string>
}

export function FileTab({ draft: name, fields, saved, asked = NONE, onSave }: FileTabProps) {
  const draft = useDraft(name, saved)
  const otherDay = useOtherDay()
  const [params, setParams] = useSearchParams()
  const stop = () =>
    setParams(
      (before) => {
        before.delete('edit')
        return before
      },
      { replace: true },
    )
  // what was on another day is looked at, not edited
  if (!otherDay && (params.has('edit') || draft.kept))
    return <FileForm fields={fields} saved={saved} asked={asked} draft={draft} onSave={onSave} onDone={stop} />
  return (
    <dl className="register-view">
      {fields.map((field) => (
        <div key={field.key} className={field.kind === 'long' ? 'wide' : ''}>
          <dt>{field.label}</dt>
          <dd className={saved[field.key] ? '' : 'missing'}>{sayField(field, saved[field.key] ?? '')}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The act in the head of the page that opens the file for editing, from any tab. */
export function useEditAct(): Act {
  const missing = useMissingRole(['clerk'])
  const [params, setParams] = useSearchParams()
  const editing = params.has('edit') && (params.get('tab') ?? 'file') === 'file'
  return {
    key: 'edit',
    label: '修改',
    shortcut: 'F2',
    disabled: missing ?? (editing ? '正在修改' : undefined),
    run: () => setParams({ tab: 'file', edit: '1' }, { replace: true }),
  }
}

interface FileFormProps extends Omit<FileTabProps, 'draft'> {
  readonly draft: ReturnType<typeof useDraft<FormValues>>
  readonly onDone: () => void
}

function FileForm({ fields, saved, asked = NONE, draft, onSave, onDone }: FileFormProps) {
  const { today } = useSession()
  const notice = useNotice()
  const { run } = useRunAct()
  const [from, setFrom] = useState(today)
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<unknown>()
  const keys = changedKeys(saved, draft.value)
  const core = fields.filter((field) => field.core && keys.includes(field.key))
  const leave = () => {
    draft.reset()
    onDone()
  }
  const disabled =
    keys.length === 0
      ? '还没有改动'
      : (missingWords(fields, draft.value) ??
        (core.length > 0 && reason.trim() === ''
          ? `改${core.map((field) => field.label).join('、')}要写明原因`
          : undefined))
  const save: Act = {
    key: 'save',
    label: keys.some((key) => asked.includes(key)) ? '保存并提交申请' : '保存',
    tone: 'primary',
    shortcut: 'Ctrl+S',
    disabled,
    run: async () => {
      setFault(undefined)
      let said = ''
      try {
        const values = Object.fromEntries(keys.map((key) => [key, (draft.value[key] ?? '').trim()]))
        said = await draft.saving(onSave({ values, from, reason: reason.trim() }))
      } catch (error) {
        setFault(error)
        return
      }
      draft.reset()
      draft.forget()
      notice.done(said === '' ? `已保存，从 ${from} 起生效。` : said)
      onDone()
    },
  }
  useKeys({ Esc: keys.length === 0 ? leave : () => notice.warn('有没保存的改动。请先保存，或点“不改了”。') })
  const closed = refusalOf(fault)?.code === 'PERIOD_CLOSED' ? closedWords(fault) : undefined
  return (
    <div className="register-file">
      {draft.kept ? <p className="late">这是上次没有保存的草稿，接着填就行；不要了就点“不改了”。</p> : null}
      <FormGrid onSave={() => run(save)}>
        {fields.map((field, at) => (
          <Field
            key={field.key}
            label={field.label}
            required={field.required ?? false}
            wide={field.kind === 'long'}
            {...hintOf(
              keys.includes(field.key) ? `原为 ${sayField(field, saved[field.key] ?? '')}` : '',
              asked.includes(field.key),
            )}
          >
            <FieldControl
              field={field}
              value={draft.value[field.key] ?? ''}
              onChange={(value) => draft.set({ [field.key]: value })}
              autoFocus={at === 0}
            />
          </Field>
        ))}
        <div className="register-line" />
        <Field label="生效日期" required error={closed} hint="从这天起按新的算；此前的月份不变。">
          <DayPicker value={from} onChange={(day) => setFrom(day || today)} />
        </Field>
        <Field label="原因" required={core.length > 0}>
          <Input
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            placeholder="如：9 月换了收款账户，见申请表"
          />
        </Field>
      </FormGrid>
      {fault && !closed ? (
        <p className="wrong" role="alert">
          {errorWords(fault)}
        </p>
      ) : null}
      <Acts acts={[save, { key: 'leave', label: '不改了', run: leave }]} />
    </div>
  )
}

/** What stands under a field: what it was, and that its change is asked for. */
function hintOf(was: string, isAsked: boolean): { hint?: string } {
  const hint = [was, isAsked ? '修改要申请，批准后生效' : ''].filter(Boolean).join('；')
  return hint === '' ? {} : { hint }
}

/** The refusal of an effective date, at the date. */
function closedWords(fault: unknown): string {
  const period = String(refusalOf(fault)?.details.period ?? '')
  return `${monthWords(period)}已经结账，生效日期要在它以后。${period ? '请改成下月 1 日或更晚。' : ''}`
}
