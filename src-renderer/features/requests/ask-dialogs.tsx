/** Asking in a dialog: other values of core fields, or the next step of an outlet's life, with reason and papers. */

import { useState } from 'react'
import type { IsoDate } from '../../../src-main/domain/month.ts'
import type { LifeKind } from '../../../src-main/domain/request.ts'
import { requestKindWords } from '../../../src-main/domain/said/request-words.ts'
import { client } from '../../api/client.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { FieldControl } from '../register/FieldControl.tsx'
import { changedKeys, type FormValues, type RegisterField, sayField } from '../register/field.ts'
import { useExitFields } from './useExitFields.tsx'
import { useRequestForm } from './useRequestForm.tsx'

interface ChangeDialogProps {
  readonly name: string
  /** Only core fields that a change may touch. */
  readonly fields: readonly RegisterField[]
  readonly saved: FormValues
  readonly ask: (
    values: FormValues,
    given: { from: IsoDate; reason: string },
  ) => Promise<{ id: number; number: string; state: string }>
  readonly onClose: () => void
}

export function ChangeDialog({ name, fields, saved, ask, onClose }: ChangeDialogProps) {
  const asking = useRequestForm()
  const [values, setValues] = useState<FormValues>(() =>
    Object.fromEntries(fields.map(({ key }) => [key, saved[key] ?? ''])),
  )
  const keys = changedKeys(saved, values)
  const go = async () => {
    if (keys.length === 0) return '还没有改动'
    if (asking.missing) return asking.missing
    const changed = Object.fromEntries(keys.map((key) => [key, (values[key] ?? '').trim()]))
    await asking.made(await ask(changed, { from: asking.from, reason: asking.reason }))
    return undefined
  }
  return (
    <FormDialog
      title={`申请变更：${name}`}
      ok="提交申请"
      width={560}
      text="这些要申请，由另一个人批准后生效；别的资料在“修改”里直接改。"
      run={go}
      onClose={onClose}
    >
      {fields.map((field) => (
        <Field
          key={field.key}
          label={field.label}
          {...(keys.includes(field.key) ? { hint: `原为 ${sayField(field, saved[field.key] ?? '')}` } : {})}
        >
          <FieldControl
            field={field}
            value={values[field.key] ?? ''}
            onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
          />
        </Field>
      ))}
      {asking.dayField}
      {asking.reasonField}
      {asking.papers}
    </FormDialog>
  )
}

interface LifeDialogProps {
  readonly kind: LifeKind
  readonly code: string
  readonly name: string
  readonly onClose: () => void
}

const notes: Readonly<Record<LifeKind, string>> = {
  suspension: '暂停期间挣的酬金照付，按在营天数计的补贴不算暂停的日子。',
  resumption: '从生效日期起恢复在营。',
  exit: '退出后不再在营。下面是未了的事项。',
}

export function LifeDialog({ kind, code, name, onClose }: LifeDialogProps) {
  const asking = useRequestForm()
  const exit = useExitFields(kind === 'exit' ? code : undefined)
  const go = async () => {
    if (asking.missing) return asking.missing
    if (exit?.missing) return exit.missing
    const asked = kind === 'exit' ? { kind, settlement: exit!.settlement } : { kind }
    const { from, reason } = asking
    await asking.made(await client.requests.askLife.mutate({ ...asked, code, from, reason }))
    return undefined
  }
  return (
    <FormDialog
      title={`申请${requestKindWords(kind)}：${name}`}
      ok="提交申请"
      width={kind === 'exit' ? 640 : 520}
      text={notes[kind]}
      run={go}
      onClose={onClose}
    >
      {exit?.fields}
      {asking.dayField}
      {asking.reasonField}
      {asking.papers}
    </FormDialog>
  )
}
