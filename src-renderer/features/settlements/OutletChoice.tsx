/** Choosing an outlet, of partners unless said otherwise, by code, name or pinyin initials. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { trpc } from '../../api/client.ts'

interface OutletChoiceProps {
  readonly value: string
  readonly onChange: (code: string) => void
  readonly disabled?: boolean
  readonly allowClear?: boolean
  readonly placeholder?: string
  readonly id?: string
  readonly category?: 'partner' | 'own' | 'any'
}

export function OutletChoice({ value, onChange, category = 'partner', ...rest }: OutletChoiceProps) {
  const [typed, setTyped] = useState('')
  const [text, setText] = useState(value)
  useEffect(() => {
    const wait = setTimeout(() => setText(typed === '' ? value : typed), 200)
    return () => clearTimeout(wait)
  }, [typed, value])
  const found = useQuery(
    trpc.outlets.list.queryOptions({
      offset: 0,
      limit: 30,
      filter: { ...(category === 'any' ? {} : { category }), ...(text ? { text } : {}) },
    }),
  )
  // While the answer to what was typed is not there, nothing is offered: Enter would take another one unseen.
  const waiting = found.isPending || (typed !== '' && typed !== text)
  return (
    <Select
      placeholder="编码、名称或拼音首字母"
      {...rest}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value === '' ? null : value}
      notFoundContent={
        waiting ? '正在找……' : category === 'partner' ? '没有这个网点；自有营业厅不计酬金' : '没有这个网点'
      }
      options={(waiting ? [] : (found.data?.rows ?? [])).map(({ code, name }) => ({
        value: code,
        label: `${code} ${name}`,
      }))}
      onChange={(code: string | undefined) => onChange(code ?? '')}
    />
  )
}
