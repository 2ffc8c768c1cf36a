/** A table of factors: what held since when, and a form for what shall hold from a month on. */

import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Month } from '../../../src-main/domain/month.ts'
import { monthWords } from '../../../src-main/domain/said/terms.ts'
import { client } from '../../api/client.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { FromMonthForm } from './FromMonthForm.tsx'
import { type FactorRow, faultOfFactors, firstRows } from './factor-rows.ts'

interface FactorFormProps {
  readonly by: 'grade' | 'star'
  readonly title: string
  readonly hint: string
  readonly tables: readonly { readonly from: Month; readonly table: Readonly<Record<string, string>> }[]
  readonly missing: string | undefined
}

export function FactorForm({ by, title, hint, tables, missing }: FactorFormProps) {
  const [rows, setRows] = useState<readonly FactorRow[]>([])
  const change = (at: number, part: Partial<FactorRow>) =>
    setRows(rows.map((row, i) => (i === at ? { ...row, ...part } : row)))
  return (
    <section className="section">
      <h2>{title}</h2>
      <p className="quiet">{hint}</p>
      {tables.length > 0 ? (
        <ul>
          {tables.map(({ from: since, table }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was set is only ever added to
            <li key={at} className="tabular">
              {monthWords(since)}起：
              {Object.entries(table)
                .map(([key, factor]) => `${key} ${factor}`)
                .join('，')}
            </li>
          ))}
        </ul>
      ) : (
        <p>还没有设置，一律按 1 计。</p>
      )}
      <FromMonthForm
        label={title}
        missing={missing}
        begin={() => setRows(firstRows(by, tables.at(-1)?.table))}
        fault={faultOfFactors(rows)}
        save={(from) => {
          const table = Object.fromEntries(rows.map((row) => [row.key.trim(), row.factor]))
          return client.settings.factors.mutate({ by, from, table })
        }}
      >
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place while their keys are being typed
          <div key={at} className="factor-row">
            <Input
              aria-label={`第 ${at + 1} 行级别`}
              style={{ width: 80 }}
              value={row.key}
              onChange={(event) => change(at, { key: event.target.value })}
            />
            <DecimalInput
              aria-label={`${row.key}系数`}
              width={90}
              value={row.factor}
              onChange={(factor) => change(at, { factor })}
            />
            <Button type="text" aria-label={`删去${row.key}`} onClick={() => setRows(rows.filter((_, i) => i !== at))}>
              删去
            </Button>
          </div>
        ))}
        <Button type="link" onClick={() => setRows([...rows, { key: '', factor: '1' }])}>
          加一行
        </Button>
      </FromMonthForm>
    </section>
  )
}
