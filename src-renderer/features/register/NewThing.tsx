/** A new agent or outlet, by keyboard alone: Enter moves on, Ctrl+S saves, Ctrl+Enter saves and starts the next one. */

import { useState } from 'react'
import { useNavigate } from 'react-router'
import { errorWords } from '../../api/refusal.ts'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import type { Act } from '../../ui/act.ts'
import { Field, FormGrid } from '../../ui/Field.tsx'
import { useDraft } from '../../ui/useDraft.ts'
import { useKeys } from '../../ui/useKeys.ts'
import { useNotice, useRunAct } from '../../ui/useRunAct.ts'
import { FieldControl } from './FieldControl.tsx'
import { type FormValues, missingWords, type RegisterField } from './field.ts'
import './register.css'

interface NewThingProps {
  readonly kind: string
  readonly draft: string
  /** The code comes first. */
  readonly fields: readonly RegisterField[]
  readonly blank: FormValues
  /** Adds it; answers its code. */
  readonly onAdd: (values: FormValues) => Promise<string>
  /** Path of the list; a thing's page is below it. */
  readonly list: string
}

export function NewThing({ kind, draft: name, fields, blank, onAdd, list }: NewThingProps) {
  const missing = useMissingRole(['clerk'])
  const navigate = useNavigate()
  const notice = useNotice()
  const { run } = useRunAct()
  const draft = useDraft(name, blank)
  const [fault, setFault] = useState<unknown>()
  const [round, setRound] = useState(0)
  const add = async (then: (code: string) => void) => {
    setFault(undefined)
    try {
      const code = await onAdd(
        Object.fromEntries(Object.entries(draft.value).map(([key, value]) => [key, value.trim()])),
      )
      draft.reset()
      draft.forget()
      notice.done(`${kind} ${code} 已新增。`)
      then(code)
    } catch (error) {
      setFault(error)
    }
  }
  const disabled = missing ?? missingWords(fields, draft.value)
  const save: Act = {
    key: 'save',
    label: '保存',
    tone: 'primary',
    shortcut: 'Ctrl+S',
    disabled,
    run: () => add((code) => navigate(`${list}/${encodeURIComponent(code)}`)),
  }
  const acts: Act[] = [
    save,
    {
      key: 'next',
      label: '保存，再增一个',
      shortcut: 'Ctrl+Enter',
      disabled,
      run: () => add(() => setRound((before) => before + 1)),
    },
    { key: 'leave', label: '不增了', run: () => navigate(list) },
  ]
  const leave = () => navigate(list)
  useKeys({ Esc: leave })
  return (
    <section className="thing-page" aria-label={`新增${kind}`}>
      <header className="page-head">
        <h1>新增{kind}</h1>
      </header>
      <div className="register-file">
        {draft.kept ? (
          <p className="late">
            这是上次没有保存的草稿。
            <button type="button" className="why" onClick={draft.reset}>
              清空重填
            </button>
          </p>
        ) : (
          <p className="quiet">按回车到下一格，Ctrl+S 保存。一个个增太多时，改用“台账 › 导入”。</p>
        )}
        <FormGrid key={round} onSave={() => run(save)}>
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
                value={draft.value[field.key] ?? ''}
                onChange={(value) => draft.set({ [field.key]: value })}
                autoFocus={at === 0}
              />
            </Field>
          ))}
        </FormGrid>
        {fault ? (
          <p className="wrong" role="alert">
            {errorWords(fault)}
          </p>
        ) : null}
        <Acts acts={acts} />
      </div>
    </section>
  )
}
