/** Where an indicator's value comes from: a measure over ledger entries, members, an inspection sheet, an indicator value. */

import { AutoComplete, Select } from 'antd'
import { type Method, overMonths, type Scheme, type Source } from '../../../src-main/domain/grading/scheme.ts'
import { EntryFilterForm } from '../policies/FilterForm.tsx'
import { below, type Faults, faultAt } from '../policies/faults.ts'
import { measureChoices } from '../policies/policy-words.ts'
import { blankSource } from './blank-scheme.ts'
import { overChoices, sourceChoices } from './grading-words.ts'
import { useIndicatorNames } from './useIndicatorNames.ts'

interface SourceFormProps {
  readonly source: Source
  /** How often the scheme grades, and how the value becomes a score: values of several months are put together by them. */
  readonly period: Scheme['period']
  readonly method: Method['kind']
  readonly onChange: (source: Source) => void
  readonly faults: Faults
}

export function SourceForm(props: SourceFormProps) {
  const { source, onChange } = props
  return (
    <>
      <Select
        aria-label="数从哪来"
        style={{ width: 170 }}
        value={source.kind}
        options={[...sourceChoices]}
        onChange={(kind) => onChange(blankSource(kind))}
      />
      <SourceFields {...props} />
    </>
  )
}

function SourceFields({ source, period, method, onChange, faults }: SourceFormProps) {
  switch (source.kind) {
    case 'entries':
      return <EntriesFields {...{ source, period, method, onChange, faults }} />
    case 'retention':
      return <span className="quiet">三个月前放号的用户，月末仍在网的比例，0.9 就是 90%；要有用户月度</span>
    case 'arpu':
      return <span className="quiet">在网用户的开账收入 ÷ 户数；要有用户月度</span>
    case 'inspection':
      return (
        <NameField
          label="检查表"
          hint="检查表的名称"
          value={source.sheet}
          fault={faultAt(faults, 'sheet')}
          onChange={(sheet) => onChange({ ...source, sheet })}
        />
      )
    case 'indicator':
      return (
        <>
          <NameField
            label="指标"
            hint="指标名称，如 客户服务质量"
            value={source.indicator}
            fault={faultAt(faults, 'indicator')}
            onChange={(indicator) => onChange({ ...source, indicator })}
          />
          {(period ?? 'month') === 'month' ? null : (
            <span className="inline">
              各月的值
              <Select
                aria-label="各月的值"
                style={{ width: 90 }}
                value={overMonths(source, method)}
                options={[...overChoices]}
                onChange={(over) => onChange({ ...source, over })}
              />
            </span>
          )}
        </>
      )
  }
}

type EntrySource = Extract<Source, { kind: 'entries' }>

function EntriesFields({ source, onChange, faults }: SourceFormProps & { readonly source: EntrySource }) {
  const { per, ...rest } = source
  return (
    <>
      <Select
        aria-label="计量"
        style={{ width: 140 }}
        value={source.measure}
        options={[...measureChoices]}
        onChange={(measure) => onChange({ ...source, measure })}
      />
      <span className="inline">
        ÷
        <NameField
          label="除以"
          hint="不除；如 在岗人数"
          value={per ?? ''}
          fault={faultAt(faults, 'per')}
          onChange={(next) => onChange(next === '' ? rest : { ...source, per: next })}
        />
      </span>
      <div className="source-filter">
        <EntryFilterForm
          value={source.entries}
          faults={below(faults, 'entries')}
          onChange={(entries) => onChange({ ...source, entries: entries ?? {} })}
        />
      </div>
    </>
  )
}

interface NameFieldProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (value: string) => void
}

/** The name of an indicator: one that is known, or one that a later import brings. */
export function NameField({ label, hint, value, fault, onChange }: NameFieldProps) {
  const names = useIndicatorNames()
  return (
    <>
      <AutoComplete
        aria-label={label}
        style={{ width: 190 }}
        placeholder={hint}
        options={names
          .filter((name) => value === '' || (name.includes(value) && name !== value))
          .map((name) => ({ value: name, label: name }))}
        value={value}
        {...(fault ? { status: 'error' as const } : {})}
        onChange={(text: string) => onChange((text ?? '').slice(0, 100).trimStart())}
      />
      {fault ? <span className="wrong">{fault}</span> : null}
    </>
  )
}
