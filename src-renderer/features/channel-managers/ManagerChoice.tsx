/** Choosing another channel manager: all who are still there, but the one it is about. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { trpc } from '../../api/client.ts'

interface ManagerChoiceProps {
  /** Whom it cannot be. */
  readonly not: string
  readonly value: string
  readonly onChange: (name: string) => void
  readonly id?: string
}

export function ManagerChoice({ not, value, onChange, ...field }: ManagerChoiceProps) {
  const managers = useQuery(trpc.channelManagers.list.queryOptions(undefined)).data?.rows ?? []
  const others = managers.filter(({ name, left }) => name !== not && !left)
  return (
    <Select
      {...field}
      autoFocus
      showSearch={{ optionFilterProp: 'label' }}
      value={value || null}
      options={others.map(({ name }) => ({ value: name, label: name }))}
      onChange={onChange}
    />
  )
}
