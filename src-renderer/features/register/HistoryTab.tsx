/** 历史: every field with the day from which each value holds, who wrote it, by which batch and why; or what held on a day. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { errorWords } from '../../api/refusal.ts'
import type { Column } from '../../ui/column.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { type RegisterField, sayField } from './field.ts'
import { type DatedValue, heldOn } from './history-rows.ts'
import { localTime } from './local-time.ts'
import './register.css'

interface HistoryTabProps {
  readonly queryKey: readonly unknown[]
  readonly fetch: () => Promise<readonly DatedValue[]>
  readonly fields: readonly RegisterField[]
}

export function HistoryTab({ queryKey, fetch, fields }: HistoryTabProps) {
  const asked = useQuery({ queryKey, queryFn: fetch })
  const [field, setField] = useState<string>()
  const [day, setDay] = useState('')
  const columns = useMemo(() => columnsOf(fields), [fields])
  const rows = useMemo(() => {
    const all = (asked.data ?? []).filter((row) => field === undefined || row.field === field)
    return day ? heldOn(all, day) : all
  }, [asked.data, field, day])
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  return (
    <div className="register-history">
      <search className="filter-line" aria-label="筛选">
        <Select
          allowClear
          aria-label="字段"
          placeholder="全部字段"
          style={{ width: 150 }}
          options={fields.map(({ key, label }) => ({ value: key, label }))}
          value={field ?? null}
          onChange={(key: string | null | undefined) => setField(key ?? undefined)}
        />
        <DayPicker allowClear aria-label="在某天" placeholder="在某天是什么" value={day} onChange={setDay} />
        {day ? <span className="quiet">{day} 那天有效的值；没有列出的字段从未改过。</span> : null}
      </search>
      <Grid<DatedValue>
        label="历史"
        columns={columns}
        total={rows.length}
        rowAt={(index) => rows[index]}
        rowKey={(row) => `${row.field} ${row.from} ${row.at} ${row.value}`}
        empty={
          <p className="quiet">
            {asked.isPending
              ? '正在读取……'
              : '还没有改动过。改动后，每个字段从哪天起是什么、谁改的、为什么，都在这里。'}
          </p>
        }
      />
    </div>
  )
}

function columnsOf(fields: readonly RegisterField[]): Column<DatedValue>[] {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  return [
    { key: 'field', title: '字段', width: 110, value: (row) => byKey.get(row.field)?.label ?? row.field },
    { key: 'value', title: '值', width: 220, value: (row) => sayField(byKey.get(row.field), row.value) },
    { key: 'from', title: '从哪天起', width: 110, kind: 'date', value: (row) => row.from ?? '一直' },
    { key: 'reason', title: '原因', width: 240, value: (row) => row.reason },
    { key: 'user', title: '谁改的', width: 90, value: (row) => row.user },
    { key: 'at', title: '什么时候改的', width: 150, kind: 'date', value: (row) => localTime(row.at) },
    {
      key: 'batch',
      title: '批次',
      width: 80,
      value: (row) => row.batch,
      show: (row) => (row.batch === null ? '—' : <Link to={`/ledgers/batches/${row.batch}`}>第 {row.batch} 批</Link>),
    },
  ]
}
