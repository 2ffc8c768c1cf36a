/** The control of one field of the register, by its kind. */

import { AutoComplete, Input, Select } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { DayPicker } from '../../ui/DayPicker.tsx'
import type { RegisterField } from './field.ts'
import './register.css'

interface FieldControlProps {
  readonly field: RegisterField
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
  readonly id?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: boolean
  readonly status?: 'error'
}

export function FieldControl({ field, value, onChange, autoFocus = false, ...rest }: FieldControlProps) {
  const choice = useChoice()
  const options = [...(field.choices ?? [])]
  if (field.kind === 'choice')
    return choice.around(
      <Select
        {...rest}
        {...choice.opening}
        allowClear={!field.required}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        value={value || null}
        onChange={(next: string | null | undefined) => onChange(next ?? '')}
      />,
    )
  if (field.kind === 'open')
    return choice.around(
      <AutoComplete
        {...rest}
        {...choice.opening}
        options={options}
        showSearch={{ filterOption: (typed, option) => (option?.label ?? '').includes(typed) }}
        value={value}
        onChange={(next: string | undefined) => onChange(next ?? '')}
      />,
    )
  if (field.kind === 'day')
    return <DayPicker {...(rest.id ? { id: rest.id } : {})} allowClear value={value} onChange={onChange} />
  return (
    <Input
      {...rest}
      maxLength={field.kind === 'long' ? 500 : 100}
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

/** Enter on a closed choice goes to the next field instead of opening it; arrows, typing and the mouse open it. */
function useChoice() {
  const [open, setOpen] = useState(false)
  const byEnter = useRef(false)
  return {
    opening: {
      open,
      onOpenChange: (next: boolean) => {
        if (!next || !byEnter.current) setOpen(next)
      },
      onBlur: () => setOpen(false),
    },
    around: (control: ReactNode) => (
      <span
        className="choice"
        onKeyDownCapture={(event) => {
          byEnter.current = event.key === 'Enter' && !open
        }}
        onPointerDownCapture={() => {
          byEnter.current = false
        }}
      >
        {control}
      </span>
    ),
  }
}
