/** How a subsidy pays: amount, calendar months, by days, by completion of a target. */

import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Checkbox, Select } from 'antd'
import type { Completion, FixedClause } from '../../../src-main/domain/policy.ts'
import { trpc } from '../../api/client.ts'
import { DecimalInput, MoneyInput } from '../../ui/NumberField.tsx'
import { ClauseRow } from './ClauseRow.tsx'
import { below, type Faults, faultAt } from './faults.ts'
import { measureChoices } from './policy-words.ts'

interface FixedFormProps {
  readonly clause: FixedClause
  readonly onChange: (clause: FixedClause) => void
  readonly faults: Faults
}

const months = Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: `${i + 1} 月` }))

export function FixedForm({ clause, onChange, faults }: FixedFormProps) {
  const { months: paidIn, prorate, completion, ...rest } = clause
  const keep = {
    ...(paidIn ? { months: paidIn } : {}),
    ...(prorate ? { prorate } : {}),
    ...(completion ? { completion } : {}),
  }
  return (
    <>
      <ClauseRow label="金额" fault={faultAt(faults, 'amount')}>
        <MoneyInput
          aria-label="补贴金额"
          value={clause.amount}
          width={130}
          suffix="元"
          onChange={(amount) => onChange({ ...clause, amount })}
        />
        <Select
          mode="multiple"
          allowClear
          aria-label="发放月份"
          placeholder="每月都发"
          style={{ minWidth: 160 }}
          value={paidIn ?? []}
          options={months}
          onChange={(next: number[]) => {
            const { months: _, ...others } = keep
            onChange({ ...rest, ...others, ...(next.length > 0 ? { months: [...next].sort((a, b) => a - b) } : {}) })
          }}
        />
        <Checkbox
          checked={prorate === true}
          onChange={(event) => {
            const { prorate: _, ...others } = keep
            onChange({ ...rest, ...others, ...(event.target.checked ? { prorate: true as const } : {}) })
          }}
        >
          按在营天数折算
        </Checkbox>
      </ClauseRow>
      <ClauseRow label="完成率">
        <Checkbox
          checked={completion !== undefined}
          onChange={(event) => {
            const { completion: _, ...others } = keep
            onChange({ ...rest, ...others, ...(event.target.checked ? { completion: blankCompletion } : {}) })
          }}
        >
          按任务完成率发
        </Checkbox>
      </ClauseRow>
      {completion ? (
        <ClauseRow label="">
          <CompletionForm
            completion={completion}
            onChange={(next) => onChange({ ...clause, completion: next })}
            faults={below(faults, 'completion')}
          />
        </ClauseRow>
      ) : null}
    </>
  )
}

const blankCompletion: Completion = {
  target: '任务量',
  measure: 'count',
  bands: [
    { from: '80', pays: 'proportional' },
    { from: '100', pays: 'full' },
  ],
}

interface CompletionFormProps {
  readonly completion: Completion
  readonly onChange: (completion: Completion) => void
  readonly faults: Faults
}

function CompletionForm({ completion, onChange, faults }: CompletionFormProps) {
  const indicators = useQuery(trpc.terms.list.queryOptions({ kind: 'indicator' }, { staleTime: 60_000 }))
  const { bands } = completion
  const change = (at: number, part: Partial<Completion['bands'][number]>) =>
    onChange({ ...completion, bands: bands.map((band, i) => (i === at ? { ...band, ...part } : band)) })
  return (
    <div className="schedule">
      <div className="clause-controls">
        <span>任务指标</span>
        <AutoComplete
          aria-label="任务指标"
          style={{ width: 150 }}
          value={completion.target}
          options={(indicators.data ?? []).map(({ name }) => ({ value: name }))}
          onChange={(target: string) => onChange({ ...completion, target })}
        />
        <span>完成按</span>
        <Select
          aria-label="完成计量"
          style={{ width: 150 }}
          value={completion.measure}
          options={[...measureChoices]}
          onChange={(measure) => onChange({ ...completion, measure })}
        />
        {faultAt(faults, 'target') ? <span className="wrong">{faultAt(faults, 'target')}</span> : null}
      </div>
      {bands.map((band, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place while they are being typed
        <div key={at} className="clause-controls">
          <span>完成率达到</span>
          <DecimalInput
            aria-label={`第 ${at + 1} 档完成率`}
            value={band.from}
            width={90}
            suffix="%"
            onChange={(from) => change(at, { from })}
          />
          <Select
            aria-label={`第 ${at + 1} 档发放`}
            style={{ width: 130 }}
            value={band.pays}
            options={[
              { value: 'full', label: '发全额' },
              { value: 'proportional', label: '按完成率折算' },
            ]}
            onChange={(pays) => change(at, { pays })}
          />
          {bands.length > 1 ? (
            <Button type="text" onClick={() => onChange({ ...completion, bands: bands.filter((_, i) => i !== at) })}>
              删去
            </Button>
          ) : null}
          {faultAt(faults, 'bands', at, 'from') ? (
            <span className="wrong">{faultAt(faults, 'bands', at, 'from')}</span>
          ) : null}
        </div>
      ))}
      <Button type="link" onClick={() => onChange({ ...completion, bands: [...bands, { from: '', pays: 'full' }] })}>
        加一档
      </Button>
    </div>
  )
}
