/** What clauses about subscribers share: on what conditions they pay, when what was paid is taken back. */

import { Checkbox, Input } from 'antd'
import type { InstalmentClause, ResidualClause, When } from '../../../src-main/domain/policy.ts'
import { DecimalInput, MoneyInput } from '../../ui/NumberField.tsx'
import { withoutEmpty } from './blank-policy.ts'
import { ClauseRow } from './ClauseRow.tsx'
import { type Faults, faultAt } from './faults.ts'

/** What the form of a clause is given. */
export interface MemberClauseProps<Clause> {
  readonly clause: Clause
  readonly onChange: (clause: Clause) => void
  readonly faults: Faults
}

/** The conditions put into what they belong to; none at all leaves nothing. */
export function withWhen<Value extends { when?: When | undefined }>(value: Value, when: When): Value {
  const { when: _, ...rest } = value
  return (Object.keys(when).length === 0 ? rest : { ...rest, when }) as Value
}

interface WhenFormProps {
  readonly when: When | undefined
  readonly faults: Faults
  readonly onChange: (when: When) => void
}

export function WhenForm({ when = {}, faults, onChange }: WhenFormProps) {
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

export function ClawbackRow<Clause extends InstalmentClause | ResidualClause>({
  clause,
  onChange,
  faults,
}: MemberClauseProps<Clause>) {
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
export function MonthNumber({ label, value, onChange }: MonthNumberProps) {
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
