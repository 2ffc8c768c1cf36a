/** How an indicator's value becomes a score: the seven methods with their figures; bands as a small table that shows gaps. */

import { Checkbox, Select } from 'antd'
import type { Indicator, Method } from '../../../src-main/domain/grading/scheme.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { below, type Faults, faultAt } from '../policies/faults.ts'
import { RowTable } from '../policies/RowTable.tsx'
import { blankMethod } from './blank-scheme.ts'
import { betterChoices, methodChoices } from './grading-words.ts'

interface MethodFormProps {
  readonly indicator: Indicator
  readonly onChange: (indicator: Indicator) => void
  readonly faults: Faults
}

/** Methods for which it matters whether a high or a low value is good. */
const directed: ReadonlySet<Method['kind']> = new Set(['target', 'bestRatio', 'rank'])

export function MethodForm({ indicator, onChange, faults }: MethodFormProps) {
  const { method, better } = indicator
  const change = (next: Method) => onChange({ ...indicator, method: next })
  return (
    <>
      <Select
        aria-label="得分方法"
        style={{ width: 110 }}
        value={method.kind}
        options={[...methodChoices]}
        onChange={(kind) => onChange({ ...indicator, better: 'higher', method: blankMethod(kind) })}
      />
      {directed.has(method.kind) ? (
        <Select
          aria-label="方向"
          style={{ width: 100 }}
          value={better}
          options={[...betterChoices]}
          onChange={(next) => onChange({ ...indicator, better: next })}
        />
      ) : null}
      <MethodFields method={method} onChange={change} faults={faults} />
    </>
  )
}

interface FieldsProps {
  readonly method: Method
  readonly onChange: (method: Method) => void
  readonly faults: Faults
}

function MethodFields({ method, onChange, faults }: FieldsProps) {
  switch (method.kind) {
    case 'target':
      return (
        <>
          <Figure
            label="目标"
            value={method.target}
            faults={faults}
            at="target"
            onChange={(target) => onChange({ ...method, target })}
          />
          <Figure
            label="最多算到"
            unit="%"
            value={method.cap}
            faults={faults}
            at="cap"
            onChange={(cap) => onChange({ ...method, cap })}
          />
        </>
      )
    case 'scaled':
      return (
        <Figure
          label="满分"
          value={method.full}
          faults={faults}
          at="full"
          onChange={(full) => onChange({ ...method, full })}
        />
      )
    case 'deduct':
      return (
        <>
          <Figure
            label="每次扣"
            unit="分"
            value={method.each}
            faults={faults}
            at="each"
            onChange={(each) => onChange({ ...method, each })}
          />
          <Figure
            label="满几次得 0 分"
            value={method.zeroFrom ?? ''}
            faults={faults}
            at="zeroFrom"
            onChange={(zeroFrom) => onChange({ ...method, zeroFrom })}
          />
        </>
      )
    case 'band':
      return <Bands method={method} onChange={onChange} faults={faults} />
    case 'bestRatio':
    case 'rank':
    case 'share':
      return null
  }
}

interface FigureProps {
  readonly label: string
  readonly unit?: string
  readonly value: string
  readonly faults: Faults
  readonly at: string
  readonly onChange: (value: string) => void
}

function Figure({ label, unit, value, faults, at, onChange }: FigureProps) {
  const fault = faultAt(faults, at)
  return (
    <>
      <span>{label}</span>
      <DecimalInput
        aria-label={label}
        width={84}
        value={value}
        {...(unit ? { suffix: unit } : {})}
        onChange={onChange}
      />
      {fault ? <span className="wrong">{fault}</span> : null}
    </>
  )
}

interface WrittenBand {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly points: string
}

function Bands({ method, onChange, faults }: FieldsProps & { readonly method: Extract<Method, { kind: 'band' }> }) {
  const relative = method.relativeTo === 'mean'
  const unit = relative ? { suffix: '%' } : {}
  const { relativeTo: _, ...rest } = method
  return (
    <div className="bands">
      <Checkbox
        checked={relative}
        onChange={(event) => onChange(event.target.checked ? { ...rest, relativeTo: 'mean' } : rest)}
      >
        看比同组平均高多少（%），低的为负
      </Checkbox>
      <RowTable<WrittenBand>
        label="区间"
        columns={[
          { key: 'from', title: '从（含）', kind: 'decimal', placeholder: '不限', ...unit },
          { key: 'to', title: '到（不含）', kind: 'decimal', placeholder: '不限', ...unit },
          { key: 'points', title: '得分', kind: 'decimal', suffix: '分' },
        ]}
        rows={method.bands}
        blank={{ from: '', to: '', points: '' }}
        onChange={(bands) => onChange({ ...method, bands })}
        faults={below(faults, 'bands')}
        note="两头空着就是不限；区间要连着，不能空也不能重。可从 Excel 粘贴"
      />
    </div>
  )
}
