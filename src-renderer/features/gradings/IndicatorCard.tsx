/** An indicator being written: code, name, level, weight, where its value comes from, how it scores; and what it says. */

import { Button, Input, Select } from 'antd'
import type { Indicator, Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { indicatorSentence } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { ClauseRow } from '../policies/ClauseRow.tsx'
import { below, errorsIn, type Faults, faultAt } from '../policies/faults.ts'
import { useNameOf } from '../policies/useTermChoices.ts'
import { levelChoices } from './grading-words.ts'
import { MethodForm } from './MethodForm.tsx'
import { SourceForm } from './SourceForm.tsx'

interface IndicatorCardProps {
  readonly indicator: Indicator
  readonly number: number
  readonly scheme: Scheme
  /** Without errors: the indicator as it would be saved, for its sentence. */
  readonly tidy: Indicator
  readonly faults: Faults
  readonly onChange: (indicator: Indicator) => void
  readonly onCopy: () => void
  readonly onDrop: (() => void) | undefined
  readonly onUp: (() => void) | undefined
}

export function IndicatorCard(props: IndicatorCardProps) {
  const { indicator, number, faults, onChange } = props
  return (
    <section className="clause-card" aria-label={`指标 ${number}`}>
      <header className="clause-head">
        <span className="clause-number">{number}</span>
        <Input
          aria-label="指标编码"
          style={{ width: 64 }}
          maxLength={64}
          value={indicator.code}
          {...(faultAt(faults, 'code') ? { status: 'error' as const, title: faultAt(faults, 'code') } : {})}
          onChange={(event) => onChange({ ...indicator, code: event.target.value.trim() })}
        />
        <Input
          aria-label="指标名称"
          placeholder="指标名称，如 放号量"
          style={{ width: 160 }}
          maxLength={100}
          value={indicator.title}
          {...(faultAt(faults, 'title') ? { status: 'error' as const } : {})}
          onChange={(event) => onChange({ ...indicator, title: event.target.value })}
        />
        <Select
          aria-label="哪级考核"
          style={{ width: 90 }}
          value={indicator.level}
          options={[...levelChoices]}
          onChange={(level) => onChange({ ...indicator, level })}
        />
        <span>权重</span>
        <DecimalInput
          aria-label="权重"
          width={64}
          value={indicator.weight}
          onChange={(weight) => onChange({ ...indicator, weight })}
        />
        {faultAt(faults, 'weight') ? <span className="wrong">{faultAt(faults, 'weight')}</span> : null}
        <span className="clause-acts">
          {props.onUp ? (
            <Button type="text" onClick={props.onUp}>
              上移
            </Button>
          ) : null}
          <Button type="text" onClick={props.onCopy}>
            复制
          </Button>
          {props.onDrop ? (
            <Button type="text" danger onClick={props.onDrop}>
              删除
            </Button>
          ) : null}
        </span>
      </header>
      <div className="clause-form">
        <ClauseRow label="数从哪来">
          <SourceForm
            source={indicator.source}
            faults={below(faults, 'source')}
            onChange={(source) => onChange({ ...indicator, source })}
          />
        </ClauseRow>
        <ClauseRow label="怎么得分">
          <MethodForm indicator={indicator} faults={below(faults, 'method')} onChange={onChange} />
        </ClauseRow>
        <IndicatorSaid {...props} />
      </div>
    </section>
  )
}

function IndicatorSaid({ tidy, number, scheme, faults }: IndicatorCardProps) {
  const nameOf = useNameOf()
  const said = saidOf(tidy, scheme, nameOf)
  const errors = errorsIn(faults)
  return (
    <aside className="indicator-said" aria-label={`指标 ${number} 说明`} aria-live="polite">
      <p className={said ? 'said' : 'quiet'}>{said ? `${said}。` : '填好后，这里用一句话说出这个指标。'}</p>
      {errors.length > 0 ? <p className="wrong">有 {errors.length} 处要改，见红字。</p> : null}
    </aside>
  )
}

/** The indicator in a sentence; undefined while its figures cannot be read. */
export function saidOf(indicator: Indicator, scheme: Scheme, nameOf: (text: string) => string): string | undefined {
  try {
    return indicatorSentence({ ...indicator, title: indicator.title || '（未起名）' }, scheme, nameOf)
  } catch {
    return undefined
  }
}
