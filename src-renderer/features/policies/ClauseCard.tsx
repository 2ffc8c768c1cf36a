/** A clause being written: its form on the left; on the right what it says in a sentence, its chart, and what is wrong. */

import { Checkbox, Select } from 'antd'
import { clauseSentence } from '../../../src-main/domain/clause-sentence.ts'
import type { Clause, FactorKind } from '../../../src-main/domain/policy.ts'
import { MoneyInput } from '../../ui/NumberField.tsx'
import { asKind, withoutEmpty } from './blank-policy.ts'
import { CardHead } from './CardHead.tsx'
import { ClauseRow } from './ClauseRow.tsx'
import { EntryFilterForm, OutletFilterForm } from './FilterForm.tsx'
import { FixedForm } from './FixedForm.tsx'
import { below, errorsIn, type Faults, faultAt, notesIn, sentence } from './faults.ts'
import { InstalmentForm } from './InstalmentForm.tsx'
import { clauseKindChoices, factorChoices } from './policy-words.ts'
import { ResidualForm } from './ResidualForm.tsx'
import { TierChart } from './TierChart.tsx'
import { useNameOf } from './useTermChoices.ts'
import { VolumeForm } from './VolumeForm.tsx'

interface ClauseCardProps {
  readonly clause: Clause
  readonly number: number
  readonly faults: Faults
  readonly onChange: (clause: Clause) => void
  readonly onCopy: () => void
  readonly onDrop: (() => void) | undefined
  readonly onUp: (() => void) | undefined
}

export function ClauseCard(props: ClauseCardProps) {
  const { clause, number, faults, onChange } = props
  return (
    <section className="clause-card" aria-label={`条款 ${number}`}>
      <CardHead
        {...{ number, faults, code: clause.code, title: clause.title }}
        {...{ onCopy: props.onCopy, onDrop: props.onDrop, onUp: props.onUp }}
        noun="条款"
        example="放号酬金"
        widths={[84, 240]}
        onChange={(part) => onChange({ ...clause, ...part })}
      >
        <Select
          aria-label="条款种类"
          style={{ width: 110 }}
          value={clause.kind}
          options={[...clauseKindChoices]}
          onChange={(kind) => onChange(asKind(clause, kind))}
        />
      </CardHead>
      <div className="clause-body">
        <div className="clause-form">
          <EntryRange {...props} />
          <OutletFilterForm
            value={clause.outlets}
            faults={below(faults, 'outlets')}
            onChange={(outlets) => onChange(withFilter(clause, { outlets }))}
          />
          <KindForm clause={clause} onChange={onChange} faults={faults} />
          <LimitRows clause={clause} onChange={onChange} faults={faults} />
        </div>
        <ClauseSaid clause={clause} number={number} faults={faults} />
      </div>
    </section>
  )
}

/** The clause with a filter put in or, where it is undefined, taken off. */
function withFilter(clause: Clause, part: Pick<Clause, 'outlets'> | Pick<Clause, 'entries'>): Clause {
  return withoutUndefined({ ...clause, ...part })
}

const withoutUndefined = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value

function EntryRange({ clause, faults, onChange }: ClauseCardProps) {
  if (clause.kind === 'fixed' && !clause.completion) return null
  const isMember = clause.kind === 'instalment' || clause.kind === 'residual'
  return (
    <EntryFilterForm
      value={clause.entries}
      faults={below(faults, 'entries')}
      {...(isMember ? { all: '放号' } : {})}
      onChange={(entries) => onChange(withFilter(clause, { entries }))}
    />
  )
}

interface KindFormProps {
  readonly clause: Clause
  readonly onChange: (clause: Clause) => void
  readonly faults: Faults
}

function KindForm({ clause, onChange, faults }: KindFormProps) {
  switch (clause.kind) {
    case 'volume':
      return <VolumeForm clause={clause} onChange={onChange} faults={faults} />
    case 'instalment':
      return <InstalmentForm clause={clause} onChange={onChange} faults={faults} />
    case 'residual':
      return <ResidualForm clause={clause} onChange={onChange} faults={faults} />
    case 'fixed':
      return <FixedForm clause={clause} onChange={onChange} faults={faults} />
  }
}

function LimitRows({ clause, onChange, faults }: KindFormProps) {
  const { factors, cap, floor, ...rest } = clause
  const limits = { ...(factors ? { factors } : {}), ...(cap ? { cap } : {}), ...(floor ? { floor } : {}) }
  const change = (part: { factors?: FactorKind[]; cap?: string; floor?: string }) =>
    onChange({ ...rest, ...withoutEmpty({ ...limits, ...part }) } as Clause)
  return (
    <>
      <ClauseRow label="乘系数">
        <Checkbox.Group
          aria-label="系数"
          options={[...factorChoices]}
          value={factors ?? []}
          onChange={(chosen) => {
            const { factors: _, ...others } = limits
            const list = factorChoices.map(({ value }) => value).filter((value) => chosen.includes(value))
            onChange({ ...rest, ...others, ...(list.length > 0 ? { factors: list } : {}) } as Clause)
          }}
        />
      </ClauseRow>
      <ClauseRow label="封顶" fault={faultAt(faults, 'cap')}>
        <MoneyInput
          aria-label="封顶"
          value={cap ?? ''}
          width={120}
          suffix="元"
          onChange={(value) => change({ cap: value })}
        />
        <span>保底</span>
        <MoneyInput
          aria-label="保底"
          value={floor ?? ''}
          width={120}
          suffix="元"
          onChange={(value) => change({ floor: value })}
        />
        {faultAt(faults, 'floor') ? <span className="wrong">{faultAt(faults, 'floor')}</span> : null}
        <span className="quiet">不填就没有</span>
      </ClauseRow>
    </>
  )
}

function ClauseSaid({ clause, number, faults }: { clause: Clause; number: number; faults: Faults }) {
  const nameOf = useNameOf()
  const said = sentenceOf(clause, nameOf)
  const errors = errorsIn(faults)
  return (
    <aside className="clause-said" aria-label={`条款 ${number} 说明`} aria-live="polite">
      <p className={said ? 'said' : 'quiet'}>{said ? `${said}。` : '填好金额和档次后，这里用一句话说出这个条款。'}</p>
      <TierChart clause={clause} />
      {errors.length > 0 ? <p className="wrong">有 {errors.length} 处要改，见红字。</p> : null}
      {notesIn(faults).map((note) => (
        <p key={`${note.code} ${note.path.join('.')}`} className="late">
          注意：{sentence(note)}。
        </p>
      ))}
    </aside>
  )
}

/** The clause in a sentence; undefined while its figures cannot be read. */
export function sentenceOf(clause: Clause, nameOf: (text: string) => string): string | undefined {
  try {
    return clauseSentence({ ...clause, title: clause.title || '补贴' }, nameOf)
  } catch {
    return undefined
  }
}
