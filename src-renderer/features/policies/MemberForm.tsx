/** How clauses about subscribers pay: the schedule of instalments, the bands of a share, their conditions, taking back. */

import { Button, Checkbox, Input, Radio } from 'antd'
import type { ClipboardEvent } from 'react'
import type {
  AmountBand,
  InstalmentClause,
  ResidualBand,
  ResidualClause,
  ScheduleRow,
  When,
} from '../../../src-main/domain/policy.ts'
import { DecimalInput, MoneyInput } from '../../ui/NumberField.tsx'
import { withoutEmpty } from './blank-policy.ts'
import { ClauseRow } from './ClauseRow.tsx'
import { below, type Faults, faultAt } from './faults.ts'
import { pastedRows } from './pasted-rows.ts'
import { RowTable } from './RowTable.tsx'

interface FormProps<Clause> {
  readonly clause: Clause
  readonly onChange: (clause: Clause) => void
  readonly faults: Faults
}

export function InstalmentForm({ clause, onChange, faults }: FormProps<InstalmentClause>) {
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

function withWhen<Value extends { when?: When | undefined }>(value: Value, when: When): Value {
  const { when: _, ...rest } = value
  return (Object.keys(when).length === 0 ? rest : { ...rest, when }) as Value
}

export function ResidualForm({ clause, onChange, faults }: FormProps<ResidualClause>) {
  const [from, to] = clause.months
  const byAmount = clause.bands.some((band) => band.percent === undefined && band.amount !== undefined)
  return (
    <>
      <ClauseRow
        label="分成月份"
        fault={faultAt(faults, 'months') ?? faultAt(faults, 'months', 0) ?? faultAt(faults, 'months', 1)}
      >
        <span>入网第</span>
        <MonthNumber
          label="从第几个月"
          value={from}
          onChange={(month) => onChange({ ...clause, months: [month, to] })}
        />
        <span>至</span>
        <MonthNumber
          label="到第几个月"
          value={to}
          onChange={(month) => onChange({ ...clause, months: [from, month] })}
        />
        <span>个月</span>
      </ClauseRow>
      <ClauseRow label="分档">
        <div>
          <Radio.Group
            aria-label="分成方式"
            value={byAmount ? 'amount' : 'percent'}
            options={[
              { value: 'percent', label: '按净收入比例' },
              { value: 'amount', label: '每户定额' },
            ]}
            onChange={(event) =>
              onChange({
                ...clause,
                bands: clause.bands.map(({ from: start }) =>
                  event.target.value === 'amount' ? { from: start, amount: '' } : { from: start, percent: '' },
                ),
              })
            }
          />
          <RowTable<ResidualBand>
            label="分档"
            columns={[
              { key: 'from', title: '净收入达到', kind: 'money', suffix: '元' },
              byAmount
                ? { key: 'amount', title: '每户', kind: 'money', suffix: '元' }
                : { key: 'percent', title: '比例', kind: 'decimal', suffix: '%' },
            ]}
            rows={clause.bands}
            blank={byAmount ? { from: '', amount: '' } : { from: '', percent: '' }}
            onChange={(bands) => onChange({ ...clause, bands })}
            faults={below(faults, 'bands')}
          />
        </div>
      </ClauseRow>
      <ClauseRow label="条件">
        <WhenForm
          when={clause.when}
          faults={below(faults, 'when')}
          onChange={(when) => onChange(withWhen(clause, when))}
        />
      </ClauseRow>
      <ClawbackRow clause={clause} onChange={onChange} faults={faults} />
    </>
  )
}

interface WhenFormProps {
  readonly when: When | undefined
  readonly faults: Faults
  readonly onChange: (when: When) => void
}

function WhenForm({ when = {}, faults, onChange }: WhenFormProps) {
  const { onNet: _, ...rest } = when
  return (
    <div className="clause-controls">
      <Checkbox
        checked={when.onNet === true}
        onChange={(event) => onChange(event.target.checked ? { ...rest, onNet: true } : rest)}
      >
        月末在网
      </Checkbox>
      <span>通话不少于</span>
      <DecimalInput
        aria-label="最少通话分钟"
        value={when.minMinutes ?? ''}
        width={90}
        suffix="分钟"
        onChange={(minMinutes) => onChange(withoutEmpty({ ...when, minMinutes }))}
      />
      <span>净收入不少于</span>
      <MoneyInput
        aria-label="最少净收入"
        value={when.minBase ?? ''}
        width={90}
        suffix="元"
        onChange={(minBase) => onChange(withoutEmpty({ ...when, minBase }))}
      />
      {[faultAt(faults, 'minMinutes'), faultAt(faults, 'minBase')].map((fault) =>
        fault ? (
          <span key={fault} className="wrong">
            {fault}
          </span>
        ) : null,
      )}
    </div>
  )
}

function ClawbackRow<Clause extends InstalmentClause | ResidualClause>({
  clause,
  onChange,
  faults,
}: FormProps<Clause>) {
  const { clawback, ...rest } = clause
  return (
    <ClauseRow label="扣回" fault={faultAt(faults, 'clawback', 'withinMonths')}>
      <Checkbox
        checked={clawback !== undefined}
        onChange={(event) =>
          onChange((event.target.checked ? { ...rest, clawback: { withinMonths: 3 } } : rest) as Clause)
        }
      >
        拆机扣回
      </Checkbox>
      {clawback ? (
        <>
          <span>入网</span>
          <MonthNumber
            label="几个月内"
            value={clawback.withinMonths}
            onChange={(withinMonths) => onChange({ ...clause, clawback: { withinMonths } })}
          />
          <span>个月内拆机的，扣回已付</span>
        </>
      ) : (
        <span className="quiet">返销总是扣回</span>
      )}
    </ClauseRow>
  )
}

interface MonthNumberProps {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

/** A count of months; what is no number counts as 0 and is said at its place. */
function MonthNumber({ label, value, onChange }: MonthNumberProps) {
  return (
    <Input
      aria-label={label}
      className="number-input month-number"
      inputMode="numeric"
      value={value === 0 ? '' : value}
      onChange={(event) => onChange(Number(event.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, 3)))}
    />
  )
}
