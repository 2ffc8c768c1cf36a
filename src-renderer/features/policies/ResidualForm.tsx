/** How a clause of shares pays: in which months, by what bands of net revenue, on which conditions. */

import { Radio } from 'antd'
import type { ResidualBand, ResidualClause } from '../../../src-main/domain/policy.ts'
import { ClauseRow } from './ClauseRow.tsx'
import { below, faultAt } from './faults.ts'
import { ClawbackRow, type MemberClauseProps, MonthNumber, WhenForm, withWhen } from './MemberConditions.tsx'
import { RowTable } from './RowTable.tsx'

export function ResidualForm({ clause, onChange, faults }: MemberClauseProps<ResidualClause>) {
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
