/** How an instalment clause pays: the schedule, each instalment fixed or by bands, on its conditions. */

import { Button, Radio } from 'antd'
import type { ClipboardEvent } from 'react'
import type { AmountBand, InstalmentClause, ScheduleRow } from '../../../src-main/domain/policy.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { ClauseRow } from './ClauseRow.tsx'
import { below, type Faults, faultAt } from './faults.ts'
import { ClawbackRow, type MemberClauseProps, MonthNumber, WhenForm, withWhen } from './MemberConditions.tsx'
import { pastedRows } from './pasted-rows.ts'
import { RowTable } from './RowTable.tsx'

export function InstalmentForm({ clause, onChange, faults }: MemberClauseProps<InstalmentClause>) {
  const { schedule } = clause
  const change = (at: number, row: ScheduleRow) =>
    onChange({ ...clause, schedule: schedule.map((one, i) => (i === at ? row : one)) })
  // months and amounts copied from a table: each line is an instalment, on the conditions of the one pasted into
  const paste = (event: ClipboardEvent, at: number) => {
    const pasted = pastedRows(event.clipboardData.getData('text'), 2)
    const when = schedule[at]?.when
    if (!pasted?.every(([month]) => /^\d{1,3}$/.test(month ?? ''))) return
    event.preventDefault()
    event.stopPropagation()
    const made = pasted.map(([month, amount]) => ({
      month: Number(month),
      amount: amount ?? '',
      ...(when ? { when } : {}),
    }))
    onChange({ ...clause, schedule: [...schedule.slice(0, at), ...made] })
  }
  const next: ScheduleRow = { ...(schedule.at(-1) ?? { amount: '' }), month: (schedule.at(-1)?.month ?? 0) + 1 }
  return (
    <>
      <ClauseRow label="分期" fault={faultAt(faults, 'schedule')}>
        <div className="schedule">
          {schedule.map((row, at) => (
            <ScheduleRowForm
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place while they are being typed
              key={at}
              row={row}
              onPaste={(event) => paste(event, at)}
              faults={below(faults, 'schedule', at)}
              onChange={(changed) => change(at, changed)}
              onDrop={
                schedule.length > 1
                  ? () => onChange({ ...clause, schedule: schedule.filter((_, i) => i !== at) })
                  : undefined
              }
            />
          ))}
          <div className="clause-controls">
            <Button
              type="link"
              className="add-condition"
              onClick={() => onChange({ ...clause, schedule: [...schedule, next] })}
            >
              加一期
            </Button>
            <span className="quiet">可从 Excel 复制月份和金额两列，粘贴到月份里</span>
          </div>
        </div>
      </ClauseRow>
      <ClawbackRow clause={clause} onChange={onChange} faults={faults} />
    </>
  )
}

interface ScheduleRowFormProps {
  readonly row: ScheduleRow
  readonly onPaste: (event: ClipboardEvent) => void
  readonly faults: Faults
  readonly onChange: (row: ScheduleRow) => void
  readonly onDrop: (() => void) | undefined
}

function ScheduleRowForm({ row, onPaste, faults, onChange, onDrop }: ScheduleRowFormProps) {
  const { amount: _amount, bands: _bands, ...rest } = row
  return (
    <div className="schedule-row">
      <div className="clause-controls">
        <span>入网第</span>
        <span onPaste={onPaste}>
          <MonthNumber label="第几个月" value={row.month} onChange={(month) => onChange({ ...row, month })} />
        </span>
        <span>个月</span>
        <Radio.Group
          aria-label="付多少"
          value={row.bands ? 'bands' : 'amount'}
          options={[
            { value: 'amount', label: '定额' },
            { value: 'bands', label: '按净收入分档' },
          ]}
          onChange={(event) =>
            onChange(
              event.target.value === 'bands' ? { ...rest, bands: [{ from: '', amount: '' }] } : { ...rest, amount: '' },
            )
          }
        />
        {row.bands ? null : (
          <MoneyInput
            aria-label="金额"
            value={row.amount ?? ''}
            width={110}
            suffix="元"
            onChange={(amount) => onChange({ ...rest, amount })}
          />
        )}
        {onDrop ? (
          <Button type="text" onClick={onDrop}>
            删去
          </Button>
        ) : null}
        {[faultAt(faults), faultAt(faults, 'month'), faultAt(faults, 'amount')].map((fault) =>
          fault ? (
            <span key={fault} className="wrong">
              {fault}
            </span>
          ) : null,
        )}
      </div>
      {row.bands ? (
        <RowTable<AmountBand>
          label="分档"
          columns={[
            { key: 'from', title: '净收入达到', kind: 'money', suffix: '元' },
            { key: 'amount', title: '付', kind: 'money', suffix: '元' },
          ]}
          rows={row.bands}
          blank={{ from: '', amount: '' }}
          onChange={(bands) => onChange({ ...rest, bands })}
          faults={below(faults, 'bands')}
        />
      ) : null}
      <WhenForm when={row.when} faults={below(faults, 'when')} onChange={(when) => onChange(withWhen(row, when))} />
    </div>
  )
}
