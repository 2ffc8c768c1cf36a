/** 全市参考值: best, mean and total of each indicator as the city gave them for a scheme's period, typed as a grid. */

import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Scheme } from '../../../src-main/domain/grading/scheme.ts'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client, trpc } from '../../api/client.ts'
import { errorWords } from '../../api/refusal.ts'
import { useMonth } from '../../app/month.tsx'
import { useMissingRole } from '../../app/session.tsx'
import { Acts } from '../../ui/ActButton.tsx'
import { EntryGrid } from '../../ui/EntryGrid.tsx'
import { useOfferedActs } from '../../ui/status-line.ts'
import { useEntry } from '../../ui/useEntry.ts'
import { useNotice } from '../../ui/useRunAct.ts'
import { SectionLinks } from '../gradings/SectionLinks.tsx'
import { useSchemes } from '../gradings/useSchemes.ts'
import './indicators.css'

const fixed = [
  { title: '指标', width: 120 },
  { title: '名称', width: 240 },
]
const columns = [
  { key: 'best', title: '最好值' },
  { key: 'mean', title: '平均值' },
  { key: 'total', title: '合计' },
]

export function ReferencePage() {
  const { period } = useMonth()
  const schemes = useSchemes()
  const [code, setCode] = useState<string>()
  const inForce = (schemes.data ?? []).filter(
    (one) =>
      one.status === 'approved' ||
      !schemes.data?.some(({ code: other, status }) => other === one.code && status === 'approved'),
  )
  const choices = [...new Map(inForce.map((one) => [one.code, one])).values()]
  const scheme = choices.find((one) => one.code === code) ?? choices[0]
  if (schemes.error) return <p className="wrong screen-trouble">{errorWords(schemes.error)}</p>
  const choice = (
    <Select
      aria-label="分级方案"
      style={{ width: 260 }}
      value={scheme?.code ?? null}
      options={choices.map((one) => ({ value: one.code, label: one.title }))}
      onChange={(next: string) => setCode(next)}
    />
  )
  return (
    <section className="list-page" aria-label="全市参考值">
      {scheme ? (
        <References key={`${scheme.code} ${period}`} scheme={scheme.scheme} period={period} choice={choice} />
      ) : (
        <>
          <header className="page-head">
            <h1>全市参考值</h1>
          </header>
          <SectionLinks />
          <p className="quiet">还没有分级方案。先在“分级方案”里写一个，再填市公司给的参考值。</p>
        </>
      )}
    </section>
  )
}

interface ReferencesProps {
  readonly scheme: Scheme
  readonly period: Month
  readonly choice: ReactNode
}

function References({ scheme, period, choice }: ReferencesProps) {
  const notice = useNotice()
  const notClerk = useMissingRole(['clerk'])
  const asked = useQuery(trpc.gradings.references.queryOptions({ scheme: scheme.code }))
  const own = (asked.data ?? []).filter((one) => one.period === period)
  const stored = (row: string, column: string) => {
    const found = own.find(({ indicator }) => indicator === row)
    return (found?.[column as 'best' | 'mean' | 'total'] ?? '') as string
  }
  const entry = useEntry(`references:${scheme.code}:${period}`, { stored: ({ row, column }) => stored(row, column) })
  const count = entry.edits.length
  const acts = [
    {
      key: 'save',
      label: '保存',
      shortcut: 'Ctrl+S',
      tone: 'primary' as const,
      disabled: notClerk ?? (count === 0 ? '没有改过的格' : entry.faults > 0 ? '有不是数字的格，请先改好' : undefined),
      run: async () => {
        const cells = entry.edits.map(({ row, column, value }) => ({
          indicator: row,
          kind: column as 'best' | 'mean' | 'total',
          value: value === '' ? null : value,
          was: stored(row, column) || null,
        }))
        await client.gradings.setReferences.mutate({ scheme: scheme.code, period, cells })
        entry.forget()
        notice.done(`已保存 ${cells.length} 格参考值；已打分的评定请重新打分。`)
      },
    },
    { key: 'undo', label: '撤回', disabled: entry.canUndo ? undefined : '没有可撤回的', run: entry.undo },
  ]
  useOfferedActs(acts)
  if (asked.error) return <p className="wrong screen-trouble">{errorWords(asked.error)}</p>
  return (
    <>
      <header className="page-head">
        <h1>全市参考值　{monthWords(period)}</h1>
        <Acts acts={acts} />
      </header>
      <SectionLinks />
      <div className="filter-line">{choice}</div>
      <EntryGrid
        label="全市参考值"
        fixed={fixed}
        rows={scheme.indicators.map(({ code, title }) => ({ key: code, fixed: [code, title], names: [code, title] }))}
        columns={columns}
        entry={entry}
        disabled={notClerk}
      />
      <p className="quiet entry-foot">
        市公司在全市范围比较时给的最好值、平均值和合计，代替本组自己的；空着的用本组的。评定期不是月的，按期末月份填。
      </p>
    </>
  )
}
