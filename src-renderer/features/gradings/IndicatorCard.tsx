/** An indicator being written: code, name, level, weight, where its value comes from, how it scores; and what it says. */

import { Select } from 'antd'
import type { Indicator, Scheme } from '../../../src-main/domain/grading/scheme.ts'
import { indicatorSentence } from '../../../src-main/domain/grading/scheme-sentence.ts'
import { DecimalInput } from '../../ui/NumberField.tsx'
import { CardHead } from '../policies/CardHead.tsx'
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
      <CardHead
        {...{ number, faults, code: indicator.code, title: indicator.title }}
        {...{ onCopy: props.onCopy, onDrop: props.onDrop, onUp: props.onUp }}
        noun="指标"
        example="放号量"
        widths={[64, 160]}
        onChange={(part) => onChange({ ...indicator, ...part })}
      >
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
      </CardHead>
      <div className="clause-form">
        <ClauseRow label="数从哪来">
          <SourceForm
            source={indicator.source}
            period={props.scheme.period}
            method={indicator.method.kind}
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
