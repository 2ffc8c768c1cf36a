/** Choosing an agent by code, name or pinyin initials. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { trpc } from '../../api/client.ts'

interface AgentChoiceProps {
  readonly value: string
  readonly onChange: (code: string) => void
  readonly disabled?: boolean
  readonly id?: string
  readonly 'aria-label'?: string
}

export function AgentChoice({ value, onChange, ...rest }: AgentChoiceProps) {
  const [typed, setTyped] = useState('')
  const [text, setText] = useState(value)
  useEffect(() => {
    const wait = setTimeout(() => setText(typed === '' ? value : typed), 200)
    return () => clearTimeout(wait)
  }, [typed, value])
  const found = useQuery(trpc.agents.list.queryOptions({ offset: 0, limit: 30, ...(text ? { filter: { text } } : {}) }))
  // While the answer to what was typed is not there, nothing is offered: Enter would take another one unseen.
  const waiting = found.isPending || (typed !== '' && typed !== text)
  return (
    <Select
      {...rest}
      placeholder="编码、名称或拼音首字母"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value === '' ? null : value}
      notFoundContent={waiting ? '正在找……' : '没有这个代理商'}
      options={(waiting ? [] : (found.data?.rows ?? [])).map(({ code, name }) => ({
        value: code,
        label: `${code} ${name}`,
      }))}
      onChange={(code: string | undefined) => onChange(code ?? '')}
    />
  )
}
