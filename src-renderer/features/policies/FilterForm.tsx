/** For whom and for what a clause pays, or which outlets a scheme grades: conditions that are added and taken off; none means all. */

import { Button, Dropdown, Select } from 'antd'
import type { EntryFilter, OutletFilter } from '../../../src-main/domain/policy.ts'
import { below, type Faults, faultAt } from './faults.ts'
import { type Choice, type ChoiceKind, useChoices } from './useTermChoices.ts'

interface FilterField {
  readonly key: string
  readonly label: string
  readonly choices: ChoiceKind | 'stars'
}

const outletFields: readonly FilterField[] = [
  { key: 'types', label: '网点类型', choices: 'types' },
  { key: 'grades', label: '分级', choices: 'grades' },
  { key: 'stars', label: '星级', choices: 'stars' },
  { key: 'regions', label: '区域', choices: 'regions' },
  { key: 'coreTiers', label: '代理商核心级别', choices: 'coreTiers' },
  { key: 'agents', label: '代理商', choices: 'agents' },
  { key: 'outlets', label: '网点', choices: 'outlets' },
]

const ofAgents: ReadonlySet<string> = new Set(['coreTiers', 'agents'])

const entryFields: readonly FilterField[] = [
  { key: 'businessTypes', label: '业务类型', choices: 'businessTypes' },
  { key: 'brands', label: '品牌', choices: 'brands' },
  { key: 'plans', label: '套餐', choices: 'plans' },
]

interface FilterFormProps<Filter> {
  readonly value: Filter | undefined
  readonly onChange: (value: Filter | undefined) => void
  readonly faults: Faults
  /** Which outlets and types are offered. */
  readonly category?: 'own' | 'partner'
}

export const OutletFilterForm = (props: FilterFormProps<OutletFilter>) => (
  <FilterForm
    {...props}
    name="网点范围"
    all={props.category === 'own' ? '全部自有营业厅' : '全部社会渠道网点'}
    // own stores have no agent
    fields={props.category === 'own' ? outletFields.filter(({ key }) => !ofAgents.has(key)) : outletFields}
  />
)

export const EntryFilterForm = (props: FilterFormProps<EntryFilter> & { readonly all?: string }) => (
  <FilterForm {...props} name="业务范围" all={props.all ?? '全部业务'} fields={entryFields} />
)

interface FormProps<Filter> extends FilterFormProps<Filter> {
  readonly name: string
  readonly all: string
  readonly fields: readonly FilterField[]
}

type Lists = Readonly<Record<string, readonly (string | number)[] | undefined>>

function FilterForm<Filter extends object>(props: FormProps<Filter>) {
  const { value, onChange, faults, name, all, fields, category = 'partner' } = props
  const lists = (value ?? {}) as Lists
  const set = fields.filter(({ key }) => lists[key] !== undefined)
  const free = fields.filter(({ key }) => lists[key] === undefined)
  const change = (key: string, list: readonly (string | number)[] | undefined) => {
    const { [key]: _, ...rest } = lists
    const next = list === undefined ? rest : { ...rest, [key]: list }
    onChange(Object.keys(next).length === 0 ? undefined : (next as Filter))
  }
  return (
    <div className="clause-row">
      <span className="clause-label">{name}</span>
      <div className="filter-form">
        {set.length === 0 ? <span className="filter-all">{all}</span> : null}
        {set.map((field) => (
          <div key={field.key} className="filter-condition">
            <span>{field.label}</span>
            <ChoicesField
              field={field}
              category={category}
              value={lists[field.key] ?? []}
              fault={faultAt(below(faults, field.key))}
              onChange={(list) => change(field.key, list)}
            />
            <Button type="text" aria-label={`去掉${field.label}条件`} onClick={() => change(field.key, undefined)}>
              去掉
            </Button>
          </div>
        ))}
        {free.length > 0 ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: free.map(({ key, label }) => ({ key, label })),
              onClick: ({ key }) => change(key, []),
            }}
          >
            <Button type="link" className="add-condition" aria-label={`${name}：加条件`}>
              {set.length === 0 ? '限定' : '加条件'}
            </Button>
          </Dropdown>
        ) : null}
      </div>
    </div>
  )
}

interface ChoicesFieldProps {
  readonly field: FilterField
  readonly category: 'own' | 'partner'
  readonly value: readonly (string | number)[]
  readonly fault: string | undefined
  readonly onChange: (value: readonly (string | number)[]) => void
}

function ChoicesField(props: ChoicesFieldProps) {
  const { choices } = props.field
  return choices === 'stars' ? <StarsField {...props} /> : <TermsField {...props} choices={choices} />
}

const stars: readonly Choice[] = [5, 4, 3, 2, 1].map((star) => ({ value: String(star), label: `${star} 星` }))

function StarsField({ field, value, fault, onChange }: ChoicesFieldProps) {
  return (
    <ManySelect
      label={field.label}
      choices={stars}
      value={value.map(String)}
      fault={fault}
      onChange={(list) => onChange(list.map(Number))}
    />
  )
}

function TermsField(props: ChoicesFieldProps & { choices: ChoiceKind }) {
  const { field, category, value, fault, onChange, choices } = props
  const known = useChoices(choices, category)
  return (
    <ManySelect
      label={field.label}
      choices={known}
      value={value.map(String)}
      fault={fault}
      // Lists of codes are pasted; brands and plans may be named before a ledger brings them.
      free={['agents', 'outlets', 'brands', 'plans', 'grades'].includes(choices)}
      onChange={onChange}
    />
  )
}

interface ManySelectProps {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value: readonly string[]
  readonly fault: string | undefined
  readonly free?: boolean
  readonly onChange: (value: readonly string[]) => void
}

function ManySelect({ label, choices, value, fault, free = false, onChange }: ManySelectProps) {
  return (
    <div className="many-select">
      <Select
        mode={free ? 'tags' : 'multiple'}
        aria-label={label}
        placeholder={free ? '选择，或粘贴一列' : '选择'}
        options={[...choices]}
        optionFilterProp="label"
        tokenSeparators={free ? [',', '，', '、', ' ', '\n', '\t'] : []}
        value={[...value]}
        {...(fault ? { status: 'error' as const } : {})}
        onChange={(next: string[]) => onChange(next.map((one) => one.trim()).filter(Boolean))}
      />
      {fault ? <div className="field-note wrong">{fault}</div> : null}
    </div>
  )
}
