/**
 * 历史: every field with the day from which each value holds, who wrote it, by which batch and why; or what held on a day;
 * or day by day what changed and what it was before.
 */

import { useQuery } from '@tanstack/react-query'
import { Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { errorWords } from '../../api/refusal.ts'
import type { Column } from '../../ui/column.ts'
import { DayPicker } from '../../ui/DayPicker.tsx'
import { Grid } from '../../ui/Grid.tsx'
import { localTime } from '../../ui/moments.ts'
import { type RegisterField, sayField } from './field.ts'
import { changesByDay, type DatedValue, type DayChange, heldOn } from './history-rows.ts'
import './register.css'

interface HistoryTabProps {
  readonly queryKey: readonly unknown[]
  readonly fetch: () => Promise<readonly DatedValue[]>
  readonly fields: readonly RegisterField[]
}

type Way = 'fields' | 'days'

const ways = [
  { value: 'fields' as const, label: '按字段看' },
  { value: 'days' as const, label: '按日期看' },
]

export function HistoryTab({ queryKey, fetch, fields }: HistoryTabProps) {
  const asked = useQuery({ queryKey, queryFn: fetch })
  const [way, setWay] = useState<Way>('fields')
  const [field, setField] = useState<string>()
  const [day, setDay] = useState('')
  const all = useMemo(
    () => (asked.data ?? []).filter((row) => field === undefined || row.field === field),
    [asked.data, field],
  )
  if (asked.error) return <p className="wrong">{errorWords(asked.error)}</p>
  const empty = asked.isPending
    ? '正在读取……'
    : day && way === 'days'
      ? `${day} 这天没有改动生效。`
      : '还没有改动过。改动后，每个字段从哪天起是什么、谁改的、为什么，都在这里。'
  return (
    <div className="register-history">
      <search className="filter-line" aria-label="筛选">
        <Segmented<Way> aria-label="怎么看" options={ways} value={way} onChange={setWay} />
        <Select
          allowClear
          aria-label="字段"
          placeholder="全部字段"
          style={{ width: 150 }}
          options={fields.map(({ key, label }) => ({ value: key, label }))}
          value={field ?? null}
          onChange={(key: string | null | undefined) => setField(key ?? undefined)}
        />
        <DayPicker
          allowClear
          aria-label="在某天"
          placeholder={way === 'fields' ? '在某天是什么' : '哪天改的'}
          value={day}
          onChange={setDay}
        />
        {day && way === 'fields' ? <span className="quiet">{day} 那天有效的值；没有列出的字段从未改过。</span> : null}
      </search>
      {way === 'fields' ? (
        <ByField rows={day ? heldOn(all, day) : all} fields={fields} empty={empty} />
      ) : (
        <ByDay rows={changesByDay(all).filter((row) => !day || row.from === day)} fields={fields} empty={empty} />
      )}
    </div>
  )
}

interface RowsProps<Row> {
  readonly rows: readonly Row[]
  readonly fields: readonly RegisterField[]
  readonly empty: string
}

function ByField({ rows, fields, empty }: RowsProps<DatedValue>) {
  const columns = useMemo((): Column<DatedValue>[] => {
    const { label, say } = sayers(fields)
    return [
      { key: 'field', title: '字段', width: 110, value: label },
      { key: 'value', title: '值', width: 220, value: (row) => say(row, row.value) },
      { key: 'from', title: '从哪天起', width: 110, kind: 'date', value: (row) => row.from ?? '一直' },
      ...whoAndWhy<DatedValue>(),
    ]
  }, [fields])
  return (
    <Grid<DatedValue>
      label="历史"
      columns={columns}
      total={rows.length}
      rowAt={(index) => rows[index]}
      rowKey={(row) => `${row.field} ${row.from} ${row.at} ${row.value}`}
      empty={<p className="quiet">{empty}</p>}
    />
  )
}

function ByDay({ rows, fields, empty }: RowsProps<DayChange>) {
  const columns = useMemo((): Column<DayChange>[] => {
    const { label, say } = sayers(fields)
    return [
      { key: 'from', title: '哪天起', width: 110, kind: 'date', value: (row) => row.from },
      { key: 'field', title: '字段', width: 110, value: label },
      { key: 'before', title: '原来', width: 170, value: (row) => say(row, row.before) },
      { key: 'value', title: '改成', width: 170, value: (row) => say(row, row.value) },
      ...whoAndWhy<DayChange>(),
    ]
  }, [fields])
  return (
    <Grid<DayChange>
      label="历史"
      columns={columns}
      total={rows.length}
      rowAt={(index) => rows[index]}
      rowKey={(row) => `${row.field} ${row.from} ${row.at} ${row.value}`}
      empty={<p className="quiet">{empty}</p>}
    />
  )
}

function sayers(fields: readonly RegisterField[]) {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  return {
    label: (row: DatedValue) => byKey.get(row.field)?.label ?? row.field,
    say: (row: DatedValue, value: string | null) => sayField(byKey.get(row.field), value),
  }
}

const whoAndWhy = <Row extends DatedValue>(): Column<Row>[] => [
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
