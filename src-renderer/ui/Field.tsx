/**
 * Fields of a form: label, control, hint and error; Enter moves to the next field.
 *
 *   <FormGrid onSave={save}><Field label="网点名称" required error={errors.name}><Input value=… /></Field> … </FormGrid>
 */

import { cloneElement, type KeyboardEvent, type ReactElement, type ReactNode, useId } from 'react'
import { isComposing } from './keys.ts'

interface FieldProps {
  readonly label: string
  readonly required?: boolean
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** Takes the whole width of the form. */
  readonly wide?: boolean
  /** One control that takes an id (antd's Input, Select, DatePicker; MoneyInput). */
  readonly children: ReactElement<{ id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }>
}

export function Field({ label, required, hint, error, wide, children }: FieldProps) {
  const id = useId()
  const note = `${id}-note`
  const control = cloneElement(children, {
    id,
    ...(error || hint ? { 'aria-describedby': note } : {}),
    ...(error ? { 'aria-invalid': true, status: 'error' } : {}),
  })
  return (
    <div className={`field${wide ? ' wide' : ''}`}>
      <label htmlFor={id}>
        {label}
        {required ? <span className="required" aria-hidden="true" title="必填" /> : null}
      </label>
      <div className="field-control">
        {control}
        {error || hint ? (
          <div id={note} className={error ? 'field-note wrong' : 'field-note'}>
            {error ?? hint}
          </div>
        ) : null}
      </div>
    </div>
  )
}

const enterable = [
  'input:not([type=checkbox], [type=radio], [readonly], [disabled])',
  'input[role=combobox]:not([disabled])',
  'textarea:not([disabled])',
].join(', ')

/** Two columns of fields where there is room. Enter goes to the next field; on the last one it calls `onSave`. */
export function FormGrid({
  children,
  onSave,
  single,
}: {
  readonly children: ReactNode
  readonly onSave?: () => void
  readonly single?: boolean
}) {
  const move = (event: KeyboardEvent<HTMLFormElement>) => {
    const at = event.target as HTMLElement
    if (event.key !== 'Enter' || isComposing(event.nativeEvent) || event.ctrlKey || at.tagName !== 'INPUT') return
    if (at.getAttribute('aria-expanded') === 'true') return
    event.preventDefault()
    const fields = [...event.currentTarget.querySelectorAll<HTMLElement>(enterable)]
    const next = fields[fields.indexOf(at) + 1]
    if (next) next.focus()
    else onSave?.()
  }
  return (
    <form
      className={`form-grid${single ? ' single' : ''}`}
      autoComplete="off"
      onKeyDown={move}
      onSubmit={(event) => {
        event.preventDefault()
        onSave?.()
      }}
    >
      {children}
    </form>
  )
}
