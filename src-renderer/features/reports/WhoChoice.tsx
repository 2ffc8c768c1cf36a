/** For whom: a box that finds agents and outlets of the month by code, name or pinyin; empty means everybody. */

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { trpc } from '../../api/client.ts'
import { type ReportChoice, whoCodes, whoValues } from './report-choice.ts'

interface WhoChoiceProps {
  readonly period: Month
  readonly choice: ReportChoice
  readonly onChange: (who: Pick<ReportChoice, 'agents' | 'outlets'>) => void
}

export function WhoChoice({ period, choice, onChange }: WhoChoiceProps) {
  const [text, setText] = useState('')
  const found = useQuery(
    trpc.settlements.rows.queryOptions(
      { period, offset: 0, limit: 60, ...(text.trim() ? { filter: { text: text.trim() } } : {}) },
      { placeholderData: keepPreviousData },
    ),
  )
  const options = useMemo(() => {
    const rows = found.data?.rows ?? []
    const agents = new Map(rows.flatMap(({ agent, agentName }) => (agent ? [[agent, agentName ?? '']] : [])))
    return [
      {
        label: '代理商',
        options: [...agents].map(([code, name]) => ({ value: `agent ${code}`, label: `${code} ${name}` })),
      },
      {
        label: '网点',
        options: rows.map(({ outlet, name }) => ({ value: `outlet ${outlet}`, label: `${outlet} ${name}` })),
      },
    ].filter((group) => group.options.length > 0)
  }, [found.data])
  const waiting = found.isPending || found.isPlaceholderData
  return (
    <Select
      mode="multiple"
      allowClear
      className="report-who"
      aria-label="代理商或网点"
      placeholder="全部代理商和网点（输入编码、名称或拼音首字母挑选）"
      maxTagCount="responsive"
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      // while the answer to what was typed is not there, nothing is offered: Enter would take another one unseen
      options={waiting ? [] : options}
      value={whoValues(choice)}
      labelRender={({ value, label }) => label ?? String(value).split(' ')[1]}
      notFoundContent={waiting ? '正在查找……' : '没有找到。请换个编码、名称或拼音首字母。'}
      onChange={(values: string[]) => onChange(whoCodes(values))}
    />
  )
}
