/** How a volume clause measures and pays: measure, accumulation, the four ways to pay, both tier modes. */

import { Select } from 'antd'
import type { BonusTier, Tier, VolumeClause } from '../../../src-main/domain/policy.ts'
import { DecimalInput, MoneyInput } from '../../ui/NumberField.tsx'
import { withMeasure, withPay } from './blank-policy.ts'
import { ClauseRow } from './ClauseRow.tsx'
import { below, type Faults, faultAt } from './faults.ts'
import { accumulateChoices, measureChoices, payChoices, tierModeChoices, tierUnitChoices } from './policy-words.ts'
import { RowTable } from './RowTable.tsx'

interface VolumeFormProps {
  readonly clause: VolumeClause
  readonly onChange: (clause: VolumeClause) => void
  readonly faults: Faults
}

export function VolumeForm({ clause, onChange, faults }: VolumeFormProps) {
  const { accumulate, ...rest } = clause
  return (
    <>
      <ClauseRow label="计量" fault={faultAt(faults, 'measure')}>
        <Select
          aria-label="计量"
          style={{ width: 150 }}
          value={clause.measure}
          options={[...measureChoices]}
          onChange={(measure) => onChange(withMeasure(clause, measure))}
        />
        <Select
          aria-label="累计"
          style={{ width: 110 }}
          value={accumulate ?? 'month'}
          options={[...accumulateChoices]}
          onChange={(next) => onChange(next === 'month' ? rest : { ...rest, accumulate: next })}
        />
      </ClauseRow>
      <ClauseRow label="计酬">
        <Select
          aria-label="计酬方式"
          style={{ width: 150 }}
          value={clause.pay.kind}
          options={[...payChoices]}
          onChange={(kind) => onChange(withPay(clause, kind))}
        />
        <PayFields clause={clause} onChange={onChange} faults={below(faults, 'pay')} />
      </ClauseRow>
      <Tiers clause={clause} onChange={onChange} faults={below(faults, 'pay', 'tiers')} />
    </>
  )
}

function PayFields({ clause, onChange, faults }: VolumeFormProps) {
  const { pay } = clause
  const fault = faultAt(faults, 'rate')
  switch (pay.kind) {
    case 'perUnit':
      return (
        <>
          <MoneyInput
            aria-label="每笔金额"
            value={pay.rate}
            width={120}
            suffix="元"
            onChange={(rate) => onChange({ ...clause, pay: { ...pay, rate } })}
          />
          {fault ? <span className="wrong">{fault}</span> : null}
        </>
      )
    case 'percent':
      return (
        <>
          <DecimalInput
            aria-label="比例"
            value={pay.rate}
            width={120}
            suffix="%"
            onChange={(rate) => onChange({ ...clause, pay: { ...pay, rate } })}
          />
          {fault ? <span className="wrong">{fault}</span> : null}
        </>
      )
    case 'tier':
      return (
        <>
          <Select
            aria-label="阶梯方式"
            style={{ width: 210 }}
            value={pay.mode}
            options={[...tierModeChoices]}
            onChange={(mode) => onChange({ ...clause, pay: { ...pay, mode } })}
          />
          <Select
            aria-label="标准单位"
            style={{ width: 140 }}
            value={pay.unit}
            options={tierUnitChoices.map((choice) => ({
              ...choice,
              disabled: choice.value === 'percent' && clause.measure !== 'amount',
            }))}
            onChange={(unit) => onChange({ ...clause, pay: { ...pay, unit } })}
          />
        </>
      )
    case 'bonus':
      return <span className="quiet">达到哪一档就奖哪一档，只奖一次</span>
  }
}

function Tiers({ clause, onChange, faults }: VolumeFormProps) {
  const { pay, measure } = clause
  const unit = measure === 'amount' ? '元' : measure === 'subscribers' ? '户' : '笔'
  const from = { key: 'from', title: `达到（${unit}）`, kind: 'decimal' as const }
  if (pay.kind === 'tier')
    return (
      <ClauseRow label="档次">
        <RowTable<Tier>
          label="档次"
          columns={[
            from,
            pay.unit === 'percent'
              ? { key: 'rate', title: '比例', kind: 'decimal', suffix: '%' }
              : { key: 'rate', title: '每笔', kind: 'money', suffix: '元' },
          ]}
          rows={pay.tiers}
          blank={{ from: '', rate: '' }}
          onChange={(tiers) => onChange({ ...clause, pay: { ...pay, tiers } })}
          faults={faults}
        />
      </ClauseRow>
    )
  if (pay.kind === 'bonus')
    return (
      <ClauseRow label="档次">
        <RowTable<BonusTier>
          label="档次"
          columns={[from, { key: 'amount', title: '奖励', kind: 'money', suffix: '元' }]}
          rows={pay.tiers}
          blank={{ from: '', amount: '' }}
          onChange={(tiers) => onChange({ ...clause, pay: { ...pay, tiers } })}
          faults={faults}
        />
      </ClauseRow>
    )
  return null
}
