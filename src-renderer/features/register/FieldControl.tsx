/** The control of one field of the register, by its kind. */

import { AutoComplete, Input, Select } from 'antd'
import { DayPicker } from '../../ui/DayPicker.tsx'
import type { RegisterField } from './field.ts'

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
  const options = [...(field.choices ?? [])]
  if (field.kind === 'choice')
    return (
      <Select
        {...rest}
        allowClear={!field.required}
        showSearch={{ optionFilterProp: 'label' }}
        options={options}
        value={value || null}
        onChange={(next: string | null | undefined) => onChange(next ?? '')}
      />
    )
  if (field.kind === 'open')
    return (
      <AutoComplete
        {...rest}
        options={options}
        showSearch={{ filterOption: (typed, option) => (option?.label ?? '').includes(typed) }}
        value={value}
        onChange={(next: string | undefined) => onChange(next ?? '')}
      />
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
